"""The same quantity reads the same on every page, in the answers for programs and in the data."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient

from peaceops.brief import odds_in_words
from peaceops.case import WITHOUT_DRAFT
from peaceops.domain.days import short_day

pytestmark = pytest.mark.slow


class Subject(NamedTuple):
    """A mission as of a day."""

    mission: str
    day: str


SUBJECTS = (
    Subject("UNMISS", "2023-02-15"),
    Subject("UNDOF", "2024-05-20"),
    Subject("UNSMIL", "2024-10-01"),
)
"""A multidimensional mission, an observer mission and a special political mission."""
ENDS = ("withdraw", "merge", "close")
"""Decisions that end a mission."""
HALF_YEAR = "2022-12-31"
"""A day that the archive of replays holds."""


@pytest.fixture(scope="module", params=SUBJECTS, ids=lambda subject: subject.mission)
def subject(request: pytest.FixtureRequest) -> Subject:
    subject: Subject = request.param
    return subject


@pytest.fixture(scope="module")
def line(client: TestClient, subject: Subject) -> dict[str, Any]:
    """The mission among all missions, for programs: what the pages are compared with."""
    missions = _json(client, "/api/v1/missions", as_of=subject.day)["missions"]
    return next(entry for entry in missions if entry["mission"] == subject.mission)


@pytest.fixture(scope="module")
def options(client: TestClient, subject: Subject) -> dict[str, Any]:
    """The options of the mission, for programs."""
    path = f"/api/v1/missions/{subject.mission}/options"
    compared: dict[str, Any] = _json(client, path, as_of=subject.day)
    return compared


@pytest.fixture(scope="module")
def now(client: TestClient, subject: Subject) -> list[str]:
    """The row of the mission on the first page, with its odds."""
    rows = _rows(_html(client, "/", as_of=subject.day, **{"with": "odds"}))
    return next(row for row in rows if len(row) == 9 and row[0].split()[0] == subject.mission)


@pytest.fixture(scope="module")
def mission(client: TestClient, subject: Subject) -> str:
    """The words of the mission's page."""
    return _words(_html(client, f"/{subject.mission}", as_of=subject.day, part="all"))


@pytest.fixture(scope="module")
def what_if(client: TestClient, subject: Subject) -> str:
    """The page of a what-if, before anything is supposed."""
    return _html(client, f"/{subject.mission}/what-if", as_of=subject.day)


@pytest.fixture(scope="module")
def figures(client: TestClient, subject: Subject) -> dict[str, Any]:
    """The figures of the brief, for programs."""
    brief = _json(client, f"/api/v1/missions/{subject.mission}/brief", as_of=subject.day)
    return {figure["key"]: figure["value"] for figure in brief["figures"]}


def test_the_end_of_the_mandate_and_the_days_left(
    client: TestClient,
    subject: Subject,
    line: dict[str, Any],
    now: list[str],
    mission: str,
    figures: dict[str, Any],
) -> None:
    ends = short_day(date.fromisoformat(line["ends"]))
    days = line["days_left"]

    assert figures["mandate.ends"] == line["ends"]
    assert figures["mandate.days_left"] == days
    assert (now[3], now[4]) == (ends, str(days))
    assert f"Mandate ends | {ends}" in mission
    assert f"{days} days | left in the mandate" in mission
    council = _council_row(client, subject)
    assert council[1:3] == [ends, str(days)]
    in_data = _asked(
        client,
        "SELECT max(until) FROM mandates"
        f" WHERE mission = '{subject.mission}' AND decision = '{line['resolution']}'",
        subject.day,
    )
    assert in_data == [[line["ends"]]]


def test_the_last_vote(
    client: TestClient,
    subject: Subject,
    line: dict[str, Any],
    now: list[str],
    mission: str,
    figures: dict[str, Any],
) -> None:
    tally = line["last_vote_tally"]

    assert figures["council.last-vote"] == tally
    assert now[5].split()[0] == tally
    assert _council_row(client, subject)[3] == tally
    assert re.search(rf"\b{tally}\b", mission)
    vote = _words(_html(client, f"/council/votes/{line['last_vote']}", as_of=subject.day))
    in_favour, against, abstaining = (int(count) for count in tally.split("-"))
    for heading, count in (
        ("In favour", in_favour),
        ("Against", against),
        ("Abstaining", abstaining),
    ):
        assert (f"| {heading}: {count} |" in vote) == (count > 0), heading
    in_data = _asked(
        client,
        f"SELECT vote, count(*) FROM votes WHERE decision = '{line['last_vote']}' GROUP BY vote",
        subject.day,
    )
    counts = {"yes": in_favour, "no": against, "abstain": abstaining}
    assert dict(in_data) == {vote: count for vote, count in counts.items() if count}


def test_the_strength_in_use(
    client: TestClient,
    subject: Subject,
    line: dict[str, Any],
    now: list[str],
    what_if: str,
    figures: dict[str, Any],
    options: dict[str, Any],
) -> None:
    strength = line["strength"]

    assert options["strength_now"] == strength
    assert figures["mission.strength_in_use"] == strength
    assert now[6].split()[0] == f"{strength:,}"
    assert f'placeholder="{strength:,}"' in what_if


def test_the_ceiling(
    subject: Subject, what_if: str, mission: str, figures: dict[str, Any], options: dict[str, Any]
) -> None:
    military = figures.get("mandate.ceiling_military")
    if military is None:
        assert options["ceiling"] is None
        assert "Military ceiling moves by" in _words(what_if)
        return
    police = figures.get("mandate.ceiling_police") or 0
    assert options["ceiling"] == military + police
    assert f"Authorised | {military + police:,}" in mission
    assert f"Military ceiling (now {military:,})" in _words(what_if)


def test_the_deaths_on_record(line: dict[str, Any], now: list[str], mission: str) -> None:
    deaths = f"{line['deaths_12_months']:,}"

    assert now[7] == deaths
    assert f"{deaths} deaths in the last twelve months on record" in mission


def test_the_odds_of_each_option(
    mission: str, what_if: str, now: list[str], figures: dict[str, Any], options: dict[str, Any]
) -> None:
    compared = {row[0]: row for row in _rows(what_if) if len(row) == 7}

    for option in options["options"]:
        key, label = option["id"], option["label"]
        if option["option"]["decision"] in WITHOUT_DRAFT:
            assert option["p_put_and_adopted"] is None
            continue
        odds = _odds(option["p_put_and_adopted"])
        adopted = _odds(option["p_adopted"])
        assert compared[label][1:3] == [odds, adopted], label
        # Answers for programs are rounded, each to its own digits.
        in_brief = figures[f"council.{key}.p_put_and_adopted"]
        assert in_brief == pytest.approx(option["p_put_and_adopted"]["value"], abs=1e-6), label
        assert odds in _odds_on_page(mission, label), label
        strength = figures.get(f"options.{key}.strength")
        if strength is not None:
            assert compared[label][3] == f"{strength:,.0f}", label
    # The first page says it of all options that end the mission together.
    ends = [
        option["p_put_and_adopted"]["value"]
        for option in options["options"]
        if option["option"]["decision"] in ENDS
    ]
    assert now[8] == _odds({"value": sum(ends)})


def test_the_forecast_deaths_if_nothing_changes(
    mission: str, what_if: str, options: dict[str, Any]
) -> None:
    unchanged = next(row for row in _rows(what_if) if len(row) == 7 and row[0] == "Status quo")
    forecast = re.search(r"([\d,]+) forecast for the next twelve \(([\d,]+)–([\d,]+),", mission)

    assert forecast is not None
    assert unchanged[5] == forecast[1]
    assert f"{options['status_quo']['deaths']['all']['value']:,.0f}" == forecast[1]


def test_the_track_record_replays_what_the_brief_says(client: TestClient) -> None:
    """Today's method, as of a day of the archive, gives what the archive holds of that day."""
    path = "/track-record/forecasts"
    rows = _rows(_html(client, path, mission="UNMISS", on=HALF_YEAR, quantity="council.next_draft"))
    replayed = {row[2].rpartition(": ")[2]: row[3] for row in rows if len(row) == 7}
    outlook = _json(client, "/api/v1/missions/UNMISS/outlook", as_of=HALF_YEAR)["draft_kinds"]

    kinds = {"renewal": "renew", "technical rollover": "rollover", "last term or end": "terminate"}
    for kind, name in kinds.items():
        # The archive holds four digits.
        odds = float(replayed[kind].removesuffix(" %"))
        assert odds == pytest.approx(100 * outlook[name], abs=0.06), kind


def _odds(figure: dict[str, Any]) -> str:
    """Odds as pages write them, with a plain space."""
    return odds_in_words(figure["value"]).replace("\u00a0", " ")


def _html(client: TestClient, path: str, **query: str) -> str:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


def _json(client: TestClient, path: str, **query: str) -> Any:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text[:500]
    return answer.json()


def _asked(client: TestClient, query: str, day: str) -> list[list[Any]]:
    """Rows of the data as known on a day."""
    rows: list[list[Any]] = _json(client, "/api/v1/data/sql", query=query, as_of=day)["rows"]
    return rows


def _council_row(client: TestClient, subject: Subject) -> list[str]:
    rows = _rows(_html(client, "/council", as_of=subject.day))
    return next(row for row in rows if row[0] == subject.mission and len(row) == 4)


def _odds_on_page(words: str, label: str) -> str:
    """What a brief says of an option under expected action."""
    section = words.partition("Odds that a draft of each kind")[2].partition("In pictures")[0]
    box = re.search(rf"\| {re.escape(label)} \| (\S+ %)", section)
    if box is not None:
        return box[1]
    rest = section.partition("Other options: ")[2]
    named = re.search(rf"{re.escape(label[0].lower() + label[1:])} (\S+ %)", rest)
    assert named is not None, f"{label} is missing in {section}"
    return named[1]


def _words(page: str) -> str:
    """The words of a page, its elements parted by bars."""
    page = re.sub(r"<(script|style|sup)\b.*?</\1>", "", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", "|", page)
    text = re.sub(r"\s+", " ", html.unescape(text))
    return re.sub(r"\s*(?:\|\s*)+", " | ", text)


def _rows(page: str) -> list[list[str]]:
    """The cells of every row of every table of a page."""
    return [
        [
            re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", cell))).strip()
            for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
        ]
        for row in re.findall(r"<tr\b[^>]*>(.*?)</tr>", page, flags=re.DOTALL)
    ]
