"""The first page: what is due, where the missions are, and all of them in a list."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from marks import quick_first
from peaceops.brief import odds_in_words
from peaceops.cli import app as command
from peaceops.council import outlook
from peaceops.edition import Edition
from peaceops.overview import calendar, missions, odds_of_end
from peaceops.web.missions.table import COLUMNS
from web.conftest import MakeClient

DAYS = ("1994-01-01", "2005-05-05", "2023-02-15")
HTMX = {"hx-request": "true", "hx-target": "missions"}
HOSTILE = "\"><script>alert(1)</script>'"


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(command, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


def acronyms(page: str) -> list[str]:
    """Missions of the list, in its order."""
    body = page[page.index('<div id="missions"') :]
    return re.findall(r'<th scope="row"><a href="/[^"]*">([^<]+)</a>', body)


@pytest.mark.parametrize("day", quick_first(DAYS, 1))
def test_missions_are_those_of_the_command_line(client: TestClient, day: str) -> None:
    asked_for = ["missions", "--as-of", day]
    answer = client.get("/missions.json", params={"as_of": day})
    assert answer.json() == json.loads(printed(*asked_for, "--json"))
    assert client.get("/missions.csv", params={"as_of": day}).text == printed(*asked_for, "--csv")


@pytest.mark.parametrize("day", quick_first(DAYS, 1))
def test_what_is_due_is_that_of_the_command_line(client: TestClient, day: str) -> None:
    asked_for = ["calendar", "--as-of", day]
    answer = client.get("/calendar.json", params={"as_of": day})
    assert answer.json() == json.loads(printed(*asked_for, "--json"))
    assert client.get("/calendar.csv", params={"as_of": day}).text == printed(*asked_for, "--csv")


@pytest.mark.parametrize("day", DAYS)
def test_the_page_shows_each_mission_and_each_thing_that_is_due(
    client: TestClient, edition: Edition, day: str
) -> None:
    page = client.get("/", params={"as_of": day}).text
    view = edition.as_of(date.fromisoformat(day))
    lines = missions(view)
    assert acronyms(page) == [line.mission.acronym for line in lines]
    assert f"{len(lines)} missions as of" in page
    text = html.unescape(page)
    due = calendar(view)
    assert due.entries
    for entry in due.entries:
        assert f"</span>: {entry.words}</li>" in text
    for _mission, gap in due.gaps:
        assert f"{gap.what}: {gap.why}." in text


def test_strength_deaths_and_the_last_vote_stand_in_the_list(
    client: TestClient, edition: Edition
) -> None:
    page = client.get("/", params={"as_of": "2023-02-15", "q": "minusma"}).text
    (line,) = (
        line
        for line in missions(edition.as_of(date(2023, 2, 15)))
        if line.mission.acronym == "MINUSMA"
    )
    assert line.strength is not None and line.deaths is not None and line.last_vote is not None
    row = page[page.index('<div id="missions"') :]
    assert f"{line.strength.total:,}" in row
    assert f"{line.deaths.value:,}" in row
    assert f"{line.last_vote.yes}-{line.last_vote.no}-{line.last_vote.abstain}" in row
    assert line.days_left is not None and f">{line.days_left.value}<" in row


def test_a_calendar_file_holds_every_entry(client: TestClient, edition: Edition) -> None:
    answer = client.get("/calendar.ics", params={"as_of": "2023-02-15"})
    assert answer.headers["content-type"].startswith("text/calendar")
    due = calendar(edition.as_of(date(2023, 2, 15)))
    assert answer.text.count("BEGIN:VEVENT") == len(due.entries)
    assert 'href="/calendar.ics?as_of=2023-02-15"' in client.get("/?as_of=2023-02-15").text


def test_the_picture_of_the_calendar_can_be_had(client: TestClient) -> None:
    assert client.get("/calendar.svg?as_of=2023-02-15").text.startswith("<svg")
    assert client.get("/calendar.png?as_of=2023-02-15").content.startswith(b"\x89PNG")


FILTERS: list[tuple[dict[str, str], Callable[..., bool]]] = [
    ({"q": "south sudan"}, lambda line: "SSD" in line.mission.hosts),
    ({"q": "minusma"}, lambda line: line.mission.acronym == "MINUSMA"),
    ({"kind": "support office"}, lambda line: line.mission.kind.value == "support office"),
    ({"host": "MLI"}, lambda line: "MLI" in line.mission.hosts),
    ({"ends": "60"}, lambda line: bool(line.ends) and 0 <= line.days_left.value <= 60),
    ({"deaths": "1000"}, lambda line: bool(line.deaths) and line.deaths.value >= 1000),
    ({"strength": "10,000"}, lambda line: bool(line.strength) and line.strength.total >= 10_000),
    (
        {"host": "SOM", "deaths": "100"},
        lambda line: "SOM" in line.mission.hosts and line.deaths.value >= 100,
    ),
]


@pytest.mark.parametrize(("query", "meets"), FILTERS, ids=[str(query) for query, _ in FILTERS])
def test_filters_narrow_the_list_and_its_files(
    client: TestClient, edition: Edition, query: dict[str, str], meets: Callable[..., bool]
) -> None:
    asked_for = {"as_of": "2023-02-15", **query}
    lines = missions(edition.as_of(date(2023, 2, 15)))
    expected = [line.mission.acronym for line in lines if meets(line)]
    assert 0 < len(expected) < len(lines)
    page = client.get("/", params=asked_for).text
    assert acronyms(page) == expected
    assert f"{len(expected)} of {len(lines)} missions" in page
    rows = client.get("/missions.json", params=asked_for).json()["missions"]
    assert [row["mission"] for row in rows] == expected


def test_a_list_that_is_empty_says_so(client: TestClient) -> None:
    page = client.get("/", params={"q": "atlantis"}).text
    assert "meets all of this" in page
    assert acronyms(page) == []


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "odds"])
def test_each_column_sorts_both_ways_and_those_without_a_value_come_last(
    client: TestClient, column: str
) -> None:
    up = client.get("/", params={"as_of": "2023-02-15", "sort": column, "order": "asc"}).text
    down = client.get("/", params={"as_of": "2023-02-15", "sort": column, "order": "desc"}).text
    assert sorted(acronyms(up)) == sorted(acronyms(down))
    assert acronyms(up) != acronyms(down)
    assert 'aria-sort="ascending"' in up
    assert 'aria-sort="descending"' in down


def test_a_list_by_deaths_begins_with_the_most(client: TestClient, edition: Edition) -> None:
    listed = acronyms(client.get("/", params={"as_of": "2023-02-15", "sort": "deaths"}).text)
    deaths = {
        line.mission.acronym: line.deaths.value
        for line in missions(edition.as_of(date(2023, 2, 15)))
        if line.deaths
    }
    with_deaths = [deaths[name] for name in listed if name in deaths]
    assert with_deaths == sorted(with_deaths, reverse=True)
    assert all(name in deaths for name in listed[: len(with_deaths)])


@pytest.mark.parametrize(
    "query",
    [
        {"ends": "soon"}, {"deaths": "-1"}, {"odds": "101"}, {"strength": "9" * 30},
        {"sort": "weather"}, {"order": "sideways"}, {"ends": "²"},
    ],
    ids=str,
)  # fmt: skip
def test_a_filter_that_means_nothing_is_refused(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/", params=query)
    assert answer.status_code == 422
    assert "What to do" in answer.text


@pytest.mark.parametrize(
    "name", ["q", "kind", "host", "ends", "odds", "sort", "order", "as_of", "other", "with"]
)
def test_what_stands_in_an_address_is_never_run(client: TestClient, name: str) -> None:
    for headers in ({}, HTMX):
        page = client.get("/", params={name: HOSTILE}, headers=headers).text
        assert "<script>alert" not in page
        assert "alert(1)</script>" not in page


def test_typing_swaps_the_list_alone_and_keeps_the_address_short(client: TestClient) -> None:
    fields = {"as_of": "2023-02-15", "q": "minusma", "kind": "", "host": "", "ends": "", "odds": ""}
    answer = client.get("/", params=fields, headers=HTMX)
    assert answer.headers["hx-replace-url"] == "/?as_of=2023-02-15&q=minusma"
    assert "<h1>" not in answer.text
    assert acronyms(answer.text) == ["MINUSMA"]
    assert 'id="count" role="status" hx-swap-oob="innerHTML">1 of' in answer.text
    # The date keeps the filter that was typed since the page came.
    assert 'href="/?as_of=2023-01-15&amp;q=minusma"' in answer.text


@pytest.mark.slow
def test_odds_of_an_end_are_those_of_the_council_room(client: TestClient, edition: Edition) -> None:
    day = "2023-06-16"
    view = edition.as_of(date.fromisoformat(day))
    answer = outlook(view, "MINUSMA", ("withdraw",), with_record=False)
    expected = answer.drafts["withdraw"].p_put_and_adopted
    assert expected is not None
    asked_for = {"as_of": day, "host": "MLI"}
    waiting = client.get("/", params=asked_for).text
    assert 'hx-trigger="load"' in waiting
    page = client.get("/", params={**asked_for, "with": "odds"}, headers=HTMX).text
    assert odds_in_words(float(expected.value or 0)) in page
    assert 'hx-trigger="load"' not in page
    again = client.get("/", params=asked_for).text
    assert 'hx-trigger="load"' not in again  # they are kept from now on
    likely = acronyms(client.get("/", params={"as_of": day, "odds": "50"}).text)
    assert "MINUSMA" in likely
    first = acronyms(client.get("/", params={"as_of": day, "sort": "odds"}).text)[0]
    odds = odds_of_end(view, [line.mission for line in missions(view)])
    assert first == max(odds, key=lambda name: float(odds[name].value or 0))


@pytest.mark.slow
def test_odds_of_an_end_are_those_of_the_brief(edition: Edition) -> None:
    from peaceops.brief import compose

    day = date(2023, 6, 16)
    view = edition.as_of(day)
    for name, ends in (("MINUSMA", ("withdraw",)), ("UNITAMS", ("merge", "close"))):
        brief = compose(edition, name, day)
        figures = [brief.figure(f"council.{option}.p_put_and_adopted") for option in ends]
        total = sum(float(figure.value or 0) for figure in figures if figure is not None)
        odds = odds_of_end(view, [view.mission(name)])[name]
        assert odds.value == pytest.approx(total)


def test_the_column_of_the_odds_says_that_they_are_a_sum(client: TestClient) -> None:
    page = client.get("/", params={"as_of": "2023-02-15"}).text
    heading = re.search(r'id="by-odds"[^>]*>([^<]*)<', page)
    assert heading is not None
    assert heading[1] == "Odds of an end, all ways"
    assert "this is the sum of their odds" in page
    assert "Odds of an end from" not in page, "the filter has the same word"


def test_a_mission_of_which_no_term_runs_out_has_no_odds(edition: Edition) -> None:
    view = edition.as_of(date(2023, 6, 16))
    assert odds_of_end(view, [view.mission("UNTSO")]) == {}


def test_the_day_stays_in_every_link(client: TestClient) -> None:
    page = client.get("/?as_of=2023-02-15").text
    inside = re.findall(r'href="(/[^"]*)"', page)
    apart = ("/static/", "/styles/", "/api/", "/?as_of=")
    for link in inside:
        if link == "/":
            continue  # the last day of the data, by its name
        assert link.startswith(apart) or "as_of=2023-02-15" in link, link


def test_the_date_steps_by_months_and_stops_at_the_ends(
    client: TestClient, edition: Edition
) -> None:
    page = client.get("/?as_of=2023-03-31&q=mali").text
    assert "<strong>31 March 2023</strong>" in page
    assert 'rel="prev" href="/?as_of=2023-02-28&amp;q=mali"' in page
    assert 'rel="next" href="/?as_of=2023-04-30&amp;q=mali"' in page
    first = client.get("/?as_of=1994-01-01").text
    assert 'rel="prev"' not in first and 'rel="next"' in first
    last = client.get("/").text
    assert 'rel="next"' not in last
    assert f'value="{edition.last_day}"' in last


def test_the_date_names_the_eves_of_decisions_to_end_a_mission(client: TestClient) -> None:
    page = client.get("/").text
    assert 'href="/?as_of=2023-06-29">29 June 2023</a> <span class="quiet">MINUSMA</span>' in page


@pytest.mark.parametrize("day", ["1993-12-31", "2093-01-01", "2023-02-30", "yesterday"])
def test_a_day_outside_gets_a_clear_message(client: TestClient, day: str) -> None:
    answer = client.get("/", params={"as_of": day})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "What to do" in answer.text
    assert 'href="/?as_of' not in answer.text.split("<main")[1]  # no link keeps such a day


def test_the_page_says_what_the_data_do_not_know(client: TestClient) -> None:
    page = client.get("/?as_of=2020-06-01").text
    assert "no monthly strength after 31 Mar 2017" in page
    assert "<code>peaceops data fetch</code>" in page
    assert "the last day of the edition" in client.get("/").text


def test_nothing_on_the_page_needs_a_script_or_breaks_the_policy(client: TestClient) -> None:
    page = client.get("/?as_of=2023-02-15").text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\s(style|on\w+|hx-on[\w:-]*)=", page)
    form = page[page.index('<form id="filters"') :]
    assert 'method="get" action="/"' in form
    assert "<button>Show</button>" in form
    assert 'href="/?as_of=2023-02-15&amp;with=odds#list">Show them</a>' in page or (
        'hx-trigger="load"' not in page
    )


@pytest.mark.slow
def test_a_desk_that_starts_works_out_its_first_page_beforehand(make_client: MakeClient) -> None:
    from peaceops.web.desk import Desk
    from peaceops.web.missions.overviews import odds_are_ready
    from peaceops.web.warming import warm

    client = make_client()
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    for thread in warm(desk):
        thread.join()
    for question in ("missions", "calendar"):
        assert desk.has_answer((question, desk.last_day))
    assert odds_are_ready(desk, desk.last_day)
    assert 'hx-trigger="load"' not in client.get("/").text
