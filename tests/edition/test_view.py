"""A view shows what was known on its date, and nothing else."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.made import made_edition
from peaceops.edition import Edition
from peaceops.edition.cut import cut
from peaceops.edition.tables import TABLES
from peaceops.errors import EditionError


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return made_edition(tmp_path_factory.mktemp("made"))


def test_a_month_is_known_twenty_days_after_it_ends(edition: Edition) -> None:
    march = date(2021, 3, 1)
    assert march not in edition.as_of(date(2021, 4, 19)).table("strength")["month"]
    assert march in edition.as_of(date(2021, 4, 20)).table("strength")["month"]


def test_the_end_of_a_mission_is_not_known_beforehand(edition: Edition) -> None:
    assert edition.as_of(date(2023, 6, 29)).table("mission_closures").is_empty()
    assert not edition.as_of(date(2023, 6, 30)).table("mission_closures").is_empty()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2019, 1, 1), date(2024, 1, 1)))
def test_a_cut_edition_gives_the_same_tables(
    edition: Edition, tmp_path_factory: pytest.TempPathFactory, day: date
) -> None:
    whole = edition.as_of(day)
    part = cut(edition, day, tmp_path_factory.mktemp("cut")).as_of(day)
    for name in edition.manifest.tables:
        assert whole.table(name).equals(part.table(name))
        assert whole.table(name).filter(pl.col("known_on") > day).is_empty()


def test_a_cut_edition_refuses_a_later_date(edition: Edition, tmp_path: Path) -> None:
    day = date(2021, 6, 1)
    made = cut(edition, day, tmp_path)
    with pytest.raises(EditionError, match="cut at 2021-06-01"):
        made.as_of(day + timedelta(days=1))


def test_an_edition_and_a_view_say_what_they_are(edition: Edition) -> None:
    assert re.fullmatch(r"<Edition \S+, \d+ tables, at .+>", repr(edition))
    view = edition.as_of(date(2023, 6, 16))
    assert repr(view) == f"<View of {edition.name} as of 2023-06-16>"
    mission = view.mission(edition.whole.table("missions")["mission"][0])
    assert "shape: (" not in repr(mission)
    assert "Figure(" not in repr(mission)


def test_a_moment_is_its_day_and_a_text_is_refused(edition: Edition) -> None:
    assert edition.as_of(datetime(2021, 4, 19, 23, 59)) is edition.as_of(date(2021, 4, 19))
    with pytest.raises(TypeError, match="as_of takes a date"):
        edition.as_of("2021-04-19")  # type: ignore[arg-type]


def test_a_view_lists_its_tables_and_says_where_to_look_for_others(edition: Edition) -> None:
    view = edition.as_of(date(2021, 4, 19))
    assert {"strength", "missions"} <= set(view.tables)
    with pytest.raises(EditionError, match="peaceops data show"):
        view.table("qqqq")
    with pytest.raises(TypeError, match="mission takes a name"):
        view.mission(None)  # type: ignore[arg-type]


def test_a_query_sees_only_what_was_known(edition: Edition) -> None:
    view = edition.as_of(date(2021, 6, 1))
    assert view.sql("SELECT count(*) AS n FROM strength")["n"].item() == 4


def test_a_query_reads_no_file_outside_the_edition(edition: Edition, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    view = edition.as_of(date(2021, 6, 1))
    with pytest.raises(duckdb.Error):
        view.sql(f"SELECT * FROM read_csv('{outside}')")


def test_a_view_refuses_a_table_with_one_byte_changed(tmp_path: Path) -> None:
    edition = made_edition(tmp_path)
    content = bytearray(edition.path("strength").read_bytes())
    content[len(content) // 2] ^= 1
    edition.path("strength").write_bytes(bytes(content))
    with pytest.raises(EditionError, match="SHA-256 of table strength"):
        edition.as_of(date(2023, 1, 1)).table("strength")


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_says_when_and_why_it_is_known_and_how_to_get_it(table: object) -> None:
    assert table.known_on_reason.endswith(".")  # type: ignore[attr-defined]
    assert "peaceops data build" in table.how_to_get  # type: ignore[attr-defined]
    assert table.about  # type: ignore[attr-defined]
