"""What an edition holds, told to whoever looks into it; rows chosen by conditions."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition import (
    TABLES,
    Condition,
    Edition,
    View,
    chosen_rows,
    columns_of,
    open_edition,
    repairs_of,
    tables_known,
)
from peaceops.errors import EditionError

DAY = date(2014, 6, 1)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return open_edition()


@pytest.fixture(scope="module")
def view(edition: Edition) -> View:
    return edition.as_of(DAY)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_every_table_has_a_meaning(table: str) -> None:
    columns = columns_of(table)
    assert [column.name for column in columns][-3:] == ["known_on", "source", "row"]
    for column in columns:
        assert column.meaning
        assert not column.meaning.endswith(".")


@pytest.mark.parametrize("table", TABLES)
def test_only_words_are_described_as_text(table: str) -> None:
    types = {name: column.dtype for name, column in TABLES[table].schema.columns().items()}
    words = {column.name for column in columns_of(table) if column.type == "text"}
    assert words == {name for name, kind in types.items() if kind in (pl.String, pl.Enum)}


def test_a_table_is_listed_as_the_view_holds_it(edition: Edition, view: View) -> None:
    listed = {table.name: table for table in tables_known(edition, DAY)}
    assert set(listed) == set(edition.manifest.tables)
    for name in ("votes", "mandates", "strength", "violence_country_months", "borders"):
        assert listed[name].rows == view.table(name).height
        assert listed[name].last_day is None or listed[name].last_day <= DAY
    assert listed["votes"].subject == "The Security Council"
    assert listed["vote_odds"].derived


def test_repairs_of_a_table_are_those_of_the_files_it_comes_from(edition: Edition) -> None:
    repairs = repairs_of(edition, "strength")
    assert repairs["file"].unique().to_list() == ["missions/ipi_mission_month_1990_2017.csv"]
    assert repairs_of(edition, "vote_odds").is_empty()
    with pytest.raises(EditionError, match="no table"):
        repairs_of(edition, "vote")


@pytest.mark.parametrize(
    ("conditions", "expression"),
    [
        (
            ["country is FRA", "vote is-not yes"],
            (pl.col("country") == "FRA", pl.col("vote") != "yes"),
        ),
        (["country is France"], (pl.col("country") == "FRA",)),
        (["decision contains s/res/2"], (pl.col("decision").str.contains("S/RES/2"),)),
        (["known_on at-least 2010-01-01"], (pl.col("known_on") >= date(2010, 1, 1),)),
        (["known_on at-most 2010-01"], (pl.col("known_on") <= date(2010, 1, 1),)),
        (["doubt empty"], (pl.col("doubt").is_null(),)),
        (["doubt filled"], (pl.col("doubt").is_not_null(),)),
        (["row is 12"], (pl.col("row") == 12,)),
    ],
)
def test_rows_meet_every_condition(
    view: View, conditions: list[str], expression: tuple[pl.Expr, ...]
) -> None:
    rows = chosen_rows(view, "votes", [Condition.parse(text) for text in conditions])
    assert rows.equals(view.table("votes").filter(*expression))
    assert rows.height < view.table("votes").height or conditions == ["doubt empty"]


def test_rows_are_sorted_up_and_down_with_empty_ones_last(view: View) -> None:
    for sort in ("ceiling_military", "-ceiling_military"):
        values = chosen_rows(view, "mandates", (), sort)["ceiling_military"].to_list()
        numbers = [value for value in values if value is not None]
        assert numbers == sorted(numbers, reverse=sort.startswith("-"))
        assert values[-1] is None


@pytest.mark.parametrize(
    "text",
    [
        "", "country", "country like F%", "nothing is 1", "known_on is soon", "row is many",
        "row is nan", "row is inf", "row is 1e30", "known_on is 2023-02-31", "' OR 1=1 --",
        "country; DROP TABLE votes is 1",
    ],
)  # fmt: skip
def test_what_is_no_condition_is_refused(view: View, text: str) -> None:
    with pytest.raises(EditionError):
        chosen_rows(view, "votes", [Condition.parse(text)])


def test_outlines_and_lists_are_neither_compared_nor_sorted(view: View) -> None:
    with pytest.raises(EditionError, match="compared"):
        chosen_rows(view, "borders", [Condition("geometry", "is", "00")])
    with pytest.raises(EditionError, match="sorted"):
        chosen_rows(view, "borders", (), "-geometry")
    assert chosen_rows(view, "borders", [Condition("geometry", "empty")]).is_empty()
