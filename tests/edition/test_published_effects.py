"""The table of published effects: each study once, checked in a source, known when published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from edition.made import made_edition
from peaceops.edition.assemble.curated import published_effects
from peaceops.edition.cut import cut
from peaceops.edition.tables import TABLES
from peaceops.edition.tables.literature import FACTORS
from peaceops.edition.validate import conform
from peaceops.errors import EditionError

TABLE = TABLES["published_effects"]


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    return conform(TABLE, published_effects())


def test_every_factor_has_studies_to_choose_from(rows: pl.DataFrame) -> None:
    counts = dict(rows["factor"].cast(pl.String).value_counts().iter_rows())
    assert set(counts) == set(FACTORS)
    assert min(counts.values()) >= 4
    assert rows.height >= 20


def test_every_row_names_where_it_was_read(rows: pl.DataFrame) -> None:
    for address in rows["checked_in"].str.split(" ; ").explode():
        assert address.startswith(("http://", "https://")), address
    assert rows.filter(pl.col("disputed").is_not_null()).height >= 8
    for address in rows["disputed_in"].drop_nulls():
        assert address.startswith(("http://", "https://")), address


def test_a_study_stands_once(rows: pl.DataFrame) -> None:
    assert rows["study"].is_unique().all()
    assert rows["doi"].drop_nulls().is_unique().all()


def test_a_study_is_known_from_its_publication(rows: pl.DataFrame, tmp_path: Path) -> None:
    edition = made_edition(tmp_path / "e", {"published_effects": rows})
    before = edition.as_of(date(2018, 8, 9)).table("published_effects")["effect"].to_list()
    after = edition.as_of(date(2018, 8, 10)).table("published_effects")["effect"].to_list()
    assert set(after) - set(before) == {"krause-2018"}


def test_an_edition_cut_at_a_date_holds_what_was_known_then(
    rows: pl.DataFrame, tmp_path: Path
) -> None:
    edition, day = made_edition(tmp_path / "e", {"published_effects": rows}), date(2015, 6, 16)
    kept = cut(edition, day, tmp_path / "cut").as_of(day).table("published_effects")
    assert kept.equals(edition.as_of(day).table("published_effects"))
    assert 10 < kept.height < rows.height


def test_a_day_known_by_month_or_year_is_its_last(rows: pl.DataFrame) -> None:
    by_month = rows.filter(pl.col("precision").cast(pl.String) == "month")["published"]
    assert (by_month == by_month.dt.month_end()).all()
    by_year = rows.filter(pl.col("precision").cast(pl.String) == "year")["published"]
    assert set(by_year.dt.month()) == {12}
    assert set(by_year.dt.day()) == {31}


def test_figures_are_those_of_the_sources(rows: pl.DataFrame) -> None:
    """By hand, from what was read: a slip in the file would change what a delegate is told."""
    estimates = dict(rows.filter(pl.col("estimate").is_not_null()).select("effect", "estimate")
                     .iter_rows())  # fmt: skip
    assert estimates["collier-2008"] == pytest.approx(31 / 40)
    assert estimates["nilsson-2012"] == pytest.approx(1 - 0.64)
    assert estimates["hultman-2014"] == pytest.approx(6 / 22, abs=0.005)
    assert estimates["beardsley-2011"] == pytest.approx(1.7)
    assert estimates["wood-2012"] == pytest.approx(1.4)


def test_only_deaths_are_multiplied(rows: pl.DataFrame) -> None:
    multiplied = rows.filter(pl.col("multiplies").is_not_null())
    assert multiplied["effect"].to_list() == ["wood-2012"]
    assert rows.filter(pl.col("multiplies").is_null())["not_multiplied"].is_not_null().all()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"unit": None}, "estimate has a unit"),
        ({"low": 1.5, "high": 2.0}, "interval holds the estimate"),
        ({"outcome_kind": "recurrence"}, "multiplies by a ratio or says why not"),
        ({"not_multiplied": "Both."}, "multiplies by a ratio or says why not"),
        ({"disputed": "By all."}, "a dispute has a source"),
        ({"region": "Atlantis"}, "region"),
        ({"factor": "luck"}, "factor"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(changes: dict[str, object], rule: str) -> None:
    wood = published_effects().filter(pl.col("effect") == "wood-2012")
    wrong = wood.with_columns(**{name: pl.lit(value) for name, value in changes.items()})
    with pytest.raises(EditionError) as error:
        conform(TABLE, wrong)
    assert rule.replace(" ", "_") in str(error.value).replace(" ", "_")


def test_the_page_counts_what_the_table_holds(rows: pl.DataFrame) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "effects.md").read_text("utf-8")
    without = rows.filter(pl.col("estimate").is_null()).height
    assert f"- {rows.height} studies were found and read" in page
    assert f"For {without} no figure was seen" in page
    assert rows["low"].is_null().all()  # the page says that no interval was seen
