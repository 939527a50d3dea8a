"""Replays stand on what was known on their day, and an edition keeps them in short."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ledger.made_ledger import edition_of
from peaceops import prepare
from peaceops.edition import Edition, View, cut_edition, open_edition
from peaceops.edition.derive import derive_again
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.errors import EditionError, LedgerError
from peaceops.ledger import (
    archive,
    archived,
    forecasts_in,
    history,
    quarters,
    replay,
    track_record,
)
from peaceops.ledger.archive import TABLE, frame_of
from violence.made import violent_edition

DAYS = [date(2021, 6, 30), date(2021, 12, 31)]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "track-record.md"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition with deaths to 2023 and strength of 2021."""
    return violent_edition(tmp_path_factory.mktemp("edition"))


def test_an_earlier_view_knows_what_a_view_of_that_day_knows(edition: Edition) -> None:
    whole = View(edition, date(2023, 12, 31))
    earlier = whole.earlier(DAYS[0])
    for name in edition.manifest.tables:
        assert earlier.table(name).equals(View(edition, DAYS[0]).table(name))
    assert "strength" in whole.tables_read
    with pytest.raises(EditionError, match="cannot tell what was known on 2024-01-01"):
        whole.earlier(date(2024, 1, 1))


def test_a_replay_rests_on_nothing_later_than_its_day(edition: Edition, tmp_path: Path) -> None:
    day = DAYS[1]
    forecasts = list(replay(View(edition, date(2023, 12, 31)), DAYS))
    assert {forecast.as_of for forecast in forecasts} == set(DAYS)
    assert {forecast.quantity for forecast in forecasts} >= {"violence.deaths", "mission.strength"}
    short = cut_edition(edition, day, tmp_path / "cut")
    assert list(replay(View(short, day), DAYS)) == forecasts


def test_only_missions_that_stood_are_replayed(edition: Edition) -> None:
    whole = View(edition, date(2023, 12, 31))
    assert {forecast.mission for forecast in replay(whole, DAYS)} == {"UNTEST"}
    assert not list(replay(whole, DAYS, ["UNLATER"]))


def test_what_is_done_already_is_skipped(edition: Edition) -> None:
    whole = View(edition, date(2023, 12, 31))
    forecasts = list(replay(whole, DAYS, skip={("UNTEST", DAYS[0])}))
    assert {forecast.as_of for forecast in forecasts} == {DAYS[1]}


def test_quarters_end_with_their_months() -> None:
    assert quarters(2015, 2015, date(2016, 1, 1)) == [
        date(2015, 3, 31), date(2015, 6, 30), date(2015, 9, 30), date(2015, 12, 31),
    ]  # fmt: skip


@pytest.mark.slow
def test_the_archive_gives_back_the_forecasts_of_the_replay(edition: Edition) -> None:
    whole = View(edition, date(2023, 12, 31))
    table = archive(whole)
    assert set(table["as_of"].dt.month()) == {3, 6, 9, 12}
    again = list(forecasts_in(conform(TABLES[TABLE], _with_source(table))))
    assert (
        frame_of(again)
        .sort(pl.all().exclude("values", "baseline"))
        .equals(table.sort(pl.all().exclude("values", "baseline")))
    )
    replayed = list(replay(whole, DAYS, short=True))
    fields = ("mission", "as_of", "quantity", "at_least", "first_month", "last_month",
              "resolves_by", "deaths_in", "countries")  # fmt: skip
    expected = {tuple(getattr(forecast, field) for field in fields) for forecast in replayed}
    kept = {tuple(getattr(forecast, field) for field in fields) for forecast in again}
    assert expected and expected <= kept


def _with_source(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(source=pl.lit("peaceops"), row=pl.lit(None, pl.Int64))


@pytest.fixture(scope="module")
def with_archive(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition with an archive: three renewals, one of them divided, and deaths."""
    folder = tmp_path_factory.mktemp("archive")
    drafts = [
        {"date": date(2023, 12, 15), "kind": "renew", "until": date(2024, 6, 28)},
        {"date": date(2024, 6, 20), "kind": "renew", "votes": {"RUS": "abstain"}},
    ]
    edition_of(folder, drafts=drafts, months=30)
    return derive_again(folder, [prepare.ARCHIVE])


def test_an_edition_keeps_the_archive_with_the_days_of_its_rows(with_archive: Edition) -> None:
    table = archived(with_archive.as_of(date(2024, 12, 31)))
    assert table is not None and table["as_of"].max() == date(2024, 12, 31)
    assert table.height and archived(with_archive.as_of(date(2024, 6, 29))) is not None
    entry = with_archive.manifest.tables[TABLE]
    assert entry.derived_by is not None and "ledger" in entry.derived_by.rooms


def test_an_archive_of_the_same_code_is_not_made_again(
    with_archive: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(view: View) -> pl.DataFrame:
        raise AssertionError("made again")

    costly = prepare.Derivation(TABLE, prepare.ARCHIVE.rooms, refuse, costly=True)
    again = derive_again(with_archive.folder, [costly])
    assert again.manifest.tables[TABLE] == with_archive.manifest.tables[TABLE]
    monkeypatch.setattr("peaceops.edition.derive.code_digest", lambda rooms: "0" * 64)
    with pytest.raises(EditionError, match="made again"):
        derive_again(with_archive.folder, [costly])


def test_the_page_says_what_was_scored(with_archive: Edition) -> None:
    page = track_record(with_archive)
    assert "**Nothing on it was issued beforehand.**" in page
    assert with_archive.name in page
    table = archived(with_archive.whole)
    assert table is not None and f"{table.height:,} forecasts: " in page
    assert "| deaths in twelve months (CRPS, deaths) |" in page
    for line in page.splitlines():
        if line.startswith("|"):
            assert line.endswith("|")


def test_an_edition_without_an_archive_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="holds no archive of replays"):
        track_record(edition_of(tmp_path))


@pytest.mark.slow
def test_the_page_in_docs_is_that_of_the_starter_edition() -> None:
    edition = open_edition()
    if TABLE not in edition.manifest.tables:
        pytest.skip("the starter edition that ships holds no archive yet")
    assert archived(edition.whole) is not None, "run scripts/make_starter.py"
    assert PAGE.exists() and PAGE.read_text(encoding="utf-8") == track_record(edition), (
        "run peaceops ledger track-record > docs/track-record.md"
    )


def test_the_history_of_a_mission_tells_what_was_forecast_and_what_came(
    with_archive: Edition,
) -> None:
    rows = history(with_archive.whole, "UNTEST")
    put = rows.filter(
        pl.col("quantity") == "council.put_and_adopted",
        pl.col("of") == "renew",
        pl.col("as_of") == date(2023, 12, 31),
    )
    assert put["happened"].to_list() == ["yes"] and "S/RES/2602 (2024)" in put["why"][0]
    divided = rows.filter(pl.col("quantity") == "council.unanimous", pl.col("of") == "renew")
    assert dict(divided.select("as_of", "happened").iter_rows())[date(2023, 12, 31)] == "no"
    deaths = rows.filter(pl.col("quantity") == "violence.deaths", pl.col("status") == "resolved")
    assert (deaths["low_90"] <= deaths["value"]).all()
    assert set(deaths["happened"]) == {"60"}
    assert "open" in rows["status"].to_list() and rows["as_of"].is_sorted()
