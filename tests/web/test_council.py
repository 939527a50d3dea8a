"""The Council's pages: the same votes as the command line, of the day and never later."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from peaceops.brief import compose
from peaceops.brief.tables import TABLES
from peaceops.cli import app
from peaceops.council import outcome, seats
from peaceops.edition import Edition
from peaceops.web.votes.filters import CHOICES, KIND_WORDS, VoteFilters, read_filters
from web.conftest import MakeClient

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

DAYS = ("1999-03-01", "2012-06-15", "2023-02-15")
PAGES = (
    "/council",
    "/council/votes",
    "/council/members",
    "/council/members/CHN",
    "/council/agreement",
    "/council/rule",
    "/council/consent",
)
HOSTILE = '"><script>alert(1)</script>'


def text_of(html: str) -> str:
    """What a reader sees of a page."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<(script|datalist|select)[^>]*>.*?</\1>", " ", main, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


# The same as the command line


PAGES_WITH_NEGATIVES = (
    "/council/members/CHN",
    "/data/alignment?sort=ideal_point",
    "/data/sql?query=select+ideal_point+from+alignment+where+ideal_point+%3C+0+limit+3",
)


def test_numbers_below_zero_have_the_sign_of_a_minus(client: TestClient) -> None:
    for path in PAGES_WITH_NEGATIVES:
        page = re.sub(r"(?s)<(script|textarea|code)\b.*?</\1>", "", client.get(path).text)
        words = re.sub(r"<[^>]+>", " ", page)
        assert re.search(r"\u2212\d", words), path
        assert not re.findall(r"(?<![\w.,/-])-(?=\d)", words), path


@pytest.mark.parametrize(
    ("day", "query", "options"),
    [
        ("1999-03-01", "", []),
        ("2023-02-15", "", []),
        ("2012-06-15", "mission=UNIFIL&since=1995&until=2010",
         ["--mission", "UNIFIL", "--since", "1995-01-01", "--until", "2010-12-31"]),
        ("2023-02-15", "member=China&vote=abstain", ["--member", "China", "--vote", "abstain"]),
        ("2012-06-15", "theme=sudan&outcome=adopted", ["--theme", "sudan", "--outcome", "adopted"]),
        ("2023-02-15", "kind=rollover&peace_operations=1",
         ["--kind", "rollover", "--peace-operations"]),
        ("1999-03-01", "text=cyprus mandate", ["--text", "cyprus mandate"]),
    ],
)  # fmt: skip
def test_votes_are_those_of_the_command_line(
    client: TestClient, day: str, query: str, options: list[str]
) -> None:
    listed = client.get(f"/council/votes.json?as_of={day}&{query}").json()
    printed = CliRunner().invoke(
        app, ["council", "votes", "--json", "--as-of", day, *options], catch_exceptions=False
    )
    same = json.loads(printed.stdout)
    order = ("date", "decision")
    if "member" in query:
        assert {row["country"] for row in listed["votes"]} <= {"CHN"}
    key = lambda row: tuple(row[name] for name in order)  # noqa: E731
    assert sorted(listed.pop("votes"), key=key) == sorted(same.pop("votes"), key=key)
    assert listed == same


def test_the_csv_holds_what_the_page_filters(client: TestClient) -> None:
    query = "as_of=2023-02-15&member=RUS&vote=no&since=2022"
    rows = list(csv.DictReader(io.StringIO(client.get(f"/council/votes.csv?{query}").text)))
    page = text_of(client.get(f"/council/votes?{query}").text)
    assert f"{len(rows)} votes of Russian Federation: {len(rows)} against" in page
    for row in rows:
        assert row["decision"] in page


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_precedents_are_those_of_the_brief(client: TestClient, edition: Edition, day: str) -> None:
    page = client.get(f"/council/consent?as_of={day}").text
    brief = compose(edition, "UNFICYP", date.fromisoformat(day))
    rows = list(TABLES["consent_cases"](brief))
    listed = re.findall(r'<tr><th scope="row"><a[^>]*>([^<]+)</a>.*?</tr>', page, re.DOTALL)
    assert {row["mission"] for row in rows} <= set(map(unescape, listed))
    assert brief.precedents is not None
    left = brief.precedents.left
    if left.cases:
        words = f"Of {left.cases} missions that their recognised host asked to leave, "
        assert f"{words}{left.happened} left or were replaced" in text_of(page)
    for row in rows:
        if row["decision"]:
            answer = client.get(f"/council/votes/{quote(row['decision'])}?as_of={day}")
            assert answer.status_code == 200, row


# Of the day


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("day", DAYS)
def test_no_page_names_a_day_after_the_one_asked(client: TestClient, path: str, day: str) -> None:
    page = client.get(f"{path}?as_of={day}")
    assert page.status_code == 200
    later = [
        symbol
        for symbol, year in re.findall(r"(S/RES/\d+ \((\d{4})\))", page.text)
        if int(year) > int(day[:4])
    ]
    assert later == []


@pytest.mark.parametrize("day", DAYS)
def test_the_members_are_those_of_the_day(client: TestClient, edition: Edition, day: str) -> None:
    page = text_of(client.get(f"/council?as_of={day}").text)
    for name in seats(edition.as_of(date.fromisoformat(day)))["name"]:
        assert name in page


def test_a_vote_that_lies_ahead_is_not_found(client: TestClient) -> None:
    path = "/council/votes/" + quote("S/RES/2690 (2023)")
    assert client.get(f"{path}?as_of=2023-02-15").status_code == 404
    assert client.get(f"{path}?as_of=2023-07-01").status_code == 200


# One vote


def test_a_vote_tells_who_voted_how_and_the_rule(client: TestClient) -> None:
    page = client.get("/council/votes/S/2022/720")
    words = text_of(page.text)
    assert "Not adopted: vetoed" in words
    assert "the negative vote of the Russian Federation, a permanent member, is a veto" in words
    assert "Against: 1 Russian Federation" in words
    assert "https://docs.un.org/en/S/2022/720" in page.text
    assert "Table votes , decision S/2022/720" in words


def test_a_symbol_is_read_without_its_blank(client: TestClient) -> None:
    answer = client.get("/council/votes/S/RES/2640(2022)?as_of=2023-02-15")
    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200


def test_a_renewal_tells_what_it_changed_in_the_text(client: TestClient) -> None:
    page = client.get("/council/votes/" + quote("S/RES/2709 (2023)"))
    assert "What it changed in the mandate of MINUSCA" in text_of(page.text)
    assert "<ins>" in page.text


# Filters


def test_filters_stand_in_the_address_and_come_back(edition: Edition) -> None:
    query = {
        "mission": "UNMISS", "theme": "sudan", "text": "mandate", "since": "2015",
        "until": "2020", "outcome": "adopted", "kind": "renew", "member": "CHN",
        "vote": "abstain", "peace_operations": "1", "sort": "yes", "ascending": "1",
    }  # fmt: skip
    filters = read_filters(query, edition)
    again = {name: str(value) for name, value in filters.query().items()}
    assert again == query
    assert read_filters(again, edition) == filters
    assert filters.active
    assert not VoteFilters().active


def test_votes_are_sorted_and_paged(client: TestClient) -> None:
    first = client.get("/council/votes?as_of=2023-02-15&sort=yes&ascending=1&outcome=failed").text
    found = re.findall(r'<td class="figures"[^>]*>(\d+)-\d+-\d+</td>', first)
    tallies = [int(yes) for yes in found]
    assert len(tallies) == 50
    assert tallies == sorted(tallies)
    symbols = re.findall(r'<th scope="row"><a href="([^"]+)"', first)
    second = client.get(
        "/council/votes?as_of=2023-02-15&sort=yes&ascending=1&outcome=failed&page=2"
    ).text
    assert not set(symbols) & set(re.findall(r'<th scope="row"><a href="([^"]+)"', second))
    assert "Page 2 of" in text_of(second)


@pytest.mark.parametrize(
    "query",
    ["since=99", "since=20230", "outcome=passed", "kind=war", "vote=maybe", "member=Narnia",
     "sort=colour", "since=2020&until=2010"],
)  # fmt: skip
def test_what_is_no_filter_is_refused_in_words(client: TestClient, query: str) -> None:
    answer = client.get(f"/council/votes?{query}")
    assert answer.status_code == 422
    assert "Not understood" in answer.text


def test_a_mission_that_never_was_is_told(client: TestClient) -> None:
    assert client.get("/council/votes?mission=UNMISSING").status_code == 404


def test_every_kind_of_draft_has_words(client: TestClient) -> None:
    page = client.get("/council/votes").text
    for words in KIND_WORDS.values():
        assert f">{words}</option>" in page


@pytest.mark.parametrize("name", ["text", "theme", "mission", "member", "outcome", "page", "sort"])
def test_hostile_filters_are_escaped(client: TestClient, name: str) -> None:
    page = client.get("/council/votes", params={name: HOSTILE}).text
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "path",
    ["/council/members/{}", "/council/votes/{}", "/council/members?find={}",
     "/council/agreement?since={}", "/council/rule?CHN={}", "/council/members/{}/years.csv"],
)  # fmt: skip
def test_hostile_words_are_escaped(client: TestClient, path: str) -> None:
    answer = client.get(path.format(quote(HOSTILE)))
    assert answer.status_code in (404, 422)
    assert "<script>alert" not in answer.text


# Members


def test_a_member_is_found_by_any_of_its_names(client: TestClient) -> None:
    for word in ("China", "chine", "CHN"):
        answer = client.get("/council/members", params={"find": word, "as_of": "2023-02-15"})
        assert answer.headers["location"] == "/council/members/CHN?as_of=2023-02-15"
    assert client.get("/council/members/china").headers["location"] == "/council/members/CHN"


def test_the_chart_of_a_member_is_a_drawing_a_table_and_a_file(client: TestClient) -> None:
    page = client.get("/council/members/IND?as_of=2023-02-15").text
    spec = json.loads(unescape(re.search(r'id="years-spec">(.*?)</script>', page)[1]))  # type: ignore[index]
    rows = list(
        csv.DictReader(
            io.StringIO(client.get("/council/members/IND/years.csv?as_of=2023-02-15").text)
        )
    )
    in_chart = {(v["year"], v["vote"]): v["drafts"] for v in spec["data"]["values"]}
    for row in rows:
        assert in_chart.get((int(row["year"]), "in favour"), 0) == int(row["yes"])
        assert f"{row['year']}: {row['yes']} in favour, of {row['drafts']}" in page
    assert len(rows) == 16


# The rule


@settings(max_examples=25, deadline=None)
@given(
    votes=st.lists(st.sampled_from([*CHOICES]), min_size=15, max_size=15), procedural=st.booleans()
)
def test_the_calculator_says_what_the_rule_gives(
    client: TestClient, edition: Edition, votes: list[str], procedural: bool
) -> None:
    day = date(2023, 2, 15)
    sitting = seats(edition.as_of(day))
    cast = dict(zip(sitting["country"], votes, strict=True))
    permanent = sitting.filter("permanent")["country"].to_list()
    result = outcome(cast, list(cast), permanent, day, procedural=procedural)
    query = {"as_of": str(day), **cast} | ({"procedural": "1"} if procedural else {})
    page = client.get("/council/rule", params=query).text
    assert f'<h2 class="{result}">' in page


# Who votes like whom


def test_small_numbers_are_marked(client: TestClient) -> None:
    page = client.get("/council/agreement?as_of=2023-04-30&since=2023&until=2023").text
    assert '<td class="few"' in page
    assert not re.search(r'<td class="s\d"', page)


def test_a_desk_with_a_token_shows_the_council_to_nobody_else(make_client: MakeClient) -> None:
    from peaceops.web import Rules

    client = make_client(Rules(token="a-token-that-nobody-guesses"))
    assert client.get("/council/votes.csv").status_code == 303
