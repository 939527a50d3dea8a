"""The track record's pages: the scores that the command line and briefs show, losses included."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from fastapi.testclient import TestClient

from peaceops.brief import compose
from peaceops.brief.tables import TABLES
from peaceops.council import replay
from peaceops.domain.days import long_day, short_day
from peaceops.edition import Edition
from peaceops.evaluate import in_words
from peaceops.ledger import (
    FEWEST,
    PERIODS,
    QUANTITIES,
    Maker,
    PastForecasts,
    append,
    archived,
    forecasts_in,
    history,
    issued,
    read_ledger,
    replays,
    track_record,
)
from peaceops.overview import method_records
from web.conftest import ADDRESS, MakeClient

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

DAY = date(2023, 2, 15)


@pytest.fixture(scope="module")
def past(edition: Edition) -> PastForecasts:
    answer = replays(edition.whole)
    assert answer is not None
    return answer


@pytest.fixture(scope="module")
def published(edition: Edition) -> list[str]:
    """The lines that `peaceops ledger track-record` prints."""
    return track_record(edition).splitlines()


def cells(line: str) -> list[str]:
    return [cell.strip().strip("*") for cell in line.strip("|").split("|")]


def written(value: float | None) -> str:
    """A score as that page writes it."""
    if value is None:
        return ""
    return f"{value:,.1f}" if value >= 10 else f"{value:.3f}"


# Replays: the same as the command


def test_counts_are_those_of_the_command(past: PastForecasts, published: list[str]) -> None:
    counts = (
        f"{past.forecasts:,} forecasts: {past.resolved:,} resolved, {past.void:,} void, "
        f"{past.pending:,} open"
    )
    assert any(counts in line for line in published)


def test_scores_are_those_of_the_command(past: PastForecasts, published: list[str]) -> None:
    by_period = [{row["quantity"]: row for row in past.scores(*years)} for years in PERIODS]
    for quantity in {key for rows in by_period for key in rows}:
        words = QUANTITIES[quantity].words
        line = next(line for line in published if line.startswith(f"| {words} ("))
        ours = [
            text
            for rows in by_period
            for row in [rows.get(quantity)]
            for text in (
                (written(row["ours"]), written(row["simple"]), f"{row['forecasts']:,}")
                if row
                else ("", "", "")
            )
        ]
        assert cells(line)[1:] == ours


def test_years_are_those_of_the_command(past: PastForecasts, published: list[str]) -> None:
    years, by_quantity = past.by_year()
    begin = published.index("## By year")
    for quantity, of in by_quantity.items():
        words = QUANTITIES[quantity].words
        line = next(line for line in published[begin:] if line.startswith(f"| {words} |"))
        shown = [
            f"{1 - row['gain']:.2f} ({row['forecasts']:,})"
            if (row := of.get(year)) and row["gain"] is not None
            else ""
            for year in years
        ]
        assert cells(line)[1:] == shown


def test_calibration_is_that_of_the_command(past: PastForecasts, published: list[str]) -> None:
    begin, end = (published.index(f"## {name}") for name in
                  ("How often it happened", "Farthest from what happened"))  # fmt: skip
    lines = [cells(line) for line in published[begin:end] if re.search(r"\d\.\d–", line)]
    assert lines
    for words, span, count, odds, happened, outside in lines:
        quantity = next(key for key, of in QUANTITIES.items() if of.words == words)
        rows = {f"{row['low']:.1f}–{row['high']:.1f}": row for row in past.reliability(quantity)}
        row = rows[span]
        assert row["cases"] >= FEWEST
        assert (count, odds, happened) == (
            f"{row['cases']:,}", f"{row['forecast']:.3f}", f"{row['happened']:.3f}",
        )  # fmt: skip
        assert (outside == "outside") is not row["within"]


def test_the_farthest_are_those_of_the_command(past: PastForecasts, published: list[str]) -> None:
    begin = published.index("## Farthest from what happened")
    lines = [cells(line) for line in published[begin:] if re.match(r"\| [A-Z]", line)]
    ours = [(row["mission"], str(row["as_of"]), f"{row['odds']:.3f}") for row in past.farthest()]
    assert [(line[0], line[1], line[3]) for line in lines] == ours


@pytest.mark.parametrize("mission", ["UNMISS", "MINUSMA"])
def test_rows_are_those_of_the_missions_history(
    past: PastForecasts, edition: Edition, mission: str
) -> None:
    same = history(edition.whole, mission)
    rows = past.rows.filter(mission=mission).select(same.columns)
    order = ["as_of", "quantity", "of", "value"]
    assert rows.sort(order).equals(same.sort(order))


# The page


def test_the_page_shows_the_numbers_of_the_command(client: TestClient, past: PastForecasts) -> None:
    page = client.get("/track-record?archive=whole").text
    words = unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))
    assert "Nothing here was issued beforehand" in words
    assert f"{past.forecasts:,} forecasts, {past.resolved:,} resolved" in words
    for years in PERIODS:
        for row in past.scores(*years):
            assert written(row["ours"]) in words


def test_losses_are_said_plainly(client: TestClient, edition: Edition) -> None:
    records = method_records(edition.as_of(DAY))
    page = client.get(f"/track-record?as_of={DAY}").text
    lost = [unescape(line) for line in re.findall(r'<li class="lost">(.*?)</li>', page)]
    sentences = dict(zip(records, in_words(records), strict=True))
    assert lost == [sentences[record] for record in records if record.gain < -0.005]
    assert lost, "adoption is a record that the simple method wins on this day"
    assert "higher than that of the best simple method" in lost[0]


@pytest.mark.slow
def test_the_methods_are_those_of_a_brief(client: TestClient, edition: Edition) -> None:
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/track-record/methods.csv?as_of={DAY}").text))
    )
    ours = {(row["key"], row["method"]): float(row["score"]) for row in rows}
    brief = compose(edition, "UNMISS", DAY)
    shared = [row for row in TABLES["track_record"](brief) if (row["key"], row["method"]) in ours]
    assert len(shared) > 15
    for row in shared:
        assert ours[str(row["key"]), str(row["method"])] == pytest.approx(row["score"])


def test_nothing_is_later_than_the_day(client: TestClient, edition: Edition) -> None:
    past = replays(edition.as_of(DAY))
    assert past is not None
    assert past.rows["as_of"].max() <= DAY
    assert past.pending > 0
    years = re.findall(r"\((\d{4})\) of", client.get(f"/track-record?as_of={DAY}").text)
    assert max(map(int, years), default=0) <= DAY.year


def test_without_a_day_the_last_day_of_the_desk_holds(
    client: TestClient, edition: Edition, past: PastForecasts
) -> None:
    until = replays(edition.as_of(edition.last_day))
    assert until is not None
    assert until.days[0] <= edition.last_day < past.days[0], "the edition has later replays"
    for path in ("/track-record", "/track-record/forecasts"):
        page = client.get(path).text
        assert f"{until.forecasts:,} forecasts" in page
        assert short_day(past.days[0]) not in page
        assert 'archive=whole"' in page
        whole = client.get(f"{path}?archive=whole").text
        assert f"{past.forecasts:,} forecasts" in whole
        assert f"after {long_day(edition.last_day)}, the day of the desk" in whole
    rows = pl.read_csv(client.get("/track-record/forecasts.csv").content)
    assert rows["as_of"].max() == str(until.days[0])
    whole = pl.read_csv(client.get("/track-record/forecasts.csv?archive=whole").content)
    assert whole["as_of"].max() == str(past.days[0])


def test_measures_are_said_in_plain_words_with_their_terms_behind(client: TestClient) -> None:
    page = client.get("/track-record").text
    (glossary,) = re.findall(r'<details class="measures".*?</details>', page, re.S)
    for plain, term in (
        ("Error of odds", "log loss"),
        ("Squared error", "Brier"),
        ("deaths", "CRPS"),
    ):
        assert plain in glossary
        assert term in glossary
    scores = page[page.index('<table class="scores">') : page.index("<h3>How often")]
    words = re.sub(r"<[^>]+>", " ", scores)
    assert "error of odds" in words
    assert "error in deaths" in words
    for term in ("log loss", "CRPS"):
        assert term not in words
        assert f'href="#measures" title="{term}' in scores


@pytest.mark.slow
def test_a_period_without_a_score_has_no_column(client: TestClient) -> None:
    page = client.get("/track-record?as_of=2023-06-16").text
    assert "2018–2023</th>" in page
    assert "2024–2025</th>" not in page


def test_before_the_first_replay_the_page_says_so(client: TestClient) -> None:
    assert "No quarter had been replayed" in client.get("/track-record?as_of=1999-03-01").text


def test_votes_replayed_show_every_method(client: TestClient, edition: Edition) -> None:
    page = client.get("/track-record/votes?as_of=2023-02-15").text
    result = replay(edition.whole, date(2014, 1, 1), DAY, peace_operations=True)
    assert f"{result.decisions:,} drafts on peace operations ({result.votes:,} votes)" in page
    for row in result.models.to_dicts():
        assert f"{row['log_loss']:.4f}</td>" in page
    for words in ("last vote on the item", "base rate", "regression on members", "Hardest drafts"):
        assert words in unescape(page)


# Past forecasts


def test_forecasts_are_filtered_and_counted(client: TestClient, past: PastForecasts) -> None:
    query = "archive=whole&mission=UNMISS&quantity=council.adopted&status=resolved"
    rows = past.rows.filter(mission="UNMISS", quantity="council.adopted", status="resolved")
    page = client.get(f"/track-record/forecasts?{query}").text
    assert f"<strong>{rows.height}</strong> numbers" in page
    file = pl.read_csv(client.get(f"/track-record/forecasts.csv?{query}").content)
    assert file["value"].to_list() == rows["value"].to_list()
    on = rows["as_of"][0]
    of_day = client.get(f"/track-record/forecasts?{query}&on={on}").text
    assert f"<strong>{rows.filter(as_of=on).height}</strong>" in of_day


@pytest.mark.parametrize("name", ["mission", "quantity", "on", "status", "page", "source"])
def test_hostile_words_are_escaped(client: TestClient, name: str) -> None:
    answer = client.get("/track-record/forecasts", params={name: '"><script>alert(1)</script>'})
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.text


def test_without_a_ledger_the_page_says_how_to_make_one(client: TestClient) -> None:
    assert "peaceops ledger issue" in client.get("/track-record").text
    assert client.get("/track-record/forecasts?source=ledger").status_code == 404


def test_a_ledger_among_the_cases_is_shown(
    make_client: MakeClient, edition: Edition, tmp_path: Path
) -> None:
    table = archived(edition.whole)
    assert table is not None
    of_mission = table.filter(pl.col("mission") == "UNISFA", pl.col("as_of") <= edition.last_day)
    forecasts = list(forecasts_in(of_mission))
    path = tmp_path / "cases" / "ledger.jsonl"
    path.parent.mkdir()
    append(path, "retrospective", date(2026, 1, 1), Maker.of(edition), forecasts)
    client = make_client(base_url=ADDRESS)
    page = client.get("/track-record/forecasts?source=ledger").text
    assert f"{len(forecasts):,} forecasts in all" in page
    assert "of which none was issued" in page
    ledger = read_ledger(path)
    assert issued(ledger).pending == len(forecasts)
    assert issued(ledger, date(2015, 1, 1)).forecasts < len(forecasts)


def test_a_ledger_keeps_to_the_day_of_the_desk_unless_all_is_asked_for(
    make_client: MakeClient, edition: Edition, tmp_path: Path
) -> None:
    table = archived(edition.whole)
    assert table is not None
    first = next(forecasts_in(table.filter(pl.col("mission") == "UNISFA")))
    days = ("as_of", "resolves_by")
    later = first.model_copy(
        update={name: edition.last_day + timedelta(days=at) for at, name in enumerate(days, 1)}
    )
    path = tmp_path / "cases" / "ledger.jsonl"
    path.parent.mkdir()
    append(path, "retrospective", date(2026, 12, 1), Maker.of(edition), [first, later])
    client = make_client(base_url=ADDRESS)
    page = client.get("/track-record/forecasts?source=ledger").text
    assert "1 forecast in all" in page
    assert "source=ledger&amp;archive=whole" in page or "archive=whole&amp;source=ledger" in page
    assert (
        "2 forecasts in all"
        in client.get("/track-record/forecasts?source=ledger&archive=whole").text
    )


@pytest.mark.parametrize("harm", ["edited", "cut", "no text"])
def test_a_damaged_ledger_is_told_above_the_archive(
    make_client: MakeClient, edition: Edition, past: PastForecasts, tmp_path: Path, harm: str
) -> None:
    table = archived(edition.whole)
    assert table is not None
    path = tmp_path / "cases" / "ledger.jsonl"
    path.parent.mkdir()
    forecasts = list(forecasts_in(table.filter(pl.col("mission") == "UNISFA")))[:3]
    append(path, "retrospective", date(2026, 1, 1), Maker.of(edition), forecasts)
    lines = path.read_bytes().splitlines(keepends=True)
    line, remedy = 3, "put back a copy from before the change"
    if harm == "edited":
        lines[2] = lines[2].replace(b"UNISFA", b"UNMISS", 1)
    elif harm == "cut":
        lines[-1], line = lines[-1][:-9], len(lines)
    else:
        lines[2] = b"\xff\xfe\n"
    path.write_bytes(b"".join(lines))
    client = make_client(base_url=ADDRESS)
    for address in ("/track-record", "/track-record/forecasts"):
        answer = client.get(f"{address}?archive=whole")
        assert answer.status_code == 200, address
        words = unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))
        assert "The ledger of issued forecasts cannot be read" in words
        assert "ledger.jsonl:" in words and f"line {line}" in words
        assert "Likely cause:" in words and remedy in words
        assert f"{past.forecasts:,} forecasts" in words, "the archive is shown all the same"
        assert str(tmp_path) not in words
    asked = client.get("/track-record/forecasts?source=ledger")
    assert asked.status_code == 422
    assert f"line {line}" in asked.text
