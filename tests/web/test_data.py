"""The data in a browser: every table as known on the day, to filter, sort, download and ask."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date

import polars as pl
import pytest
from fastapi.testclient import TestClient

from peaceops.edition import TABLES, Edition, tables_known
from peaceops.web import Rules
from peaceops.web.data.examples import EXAMPLES
from web.conftest import MakeClient

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

DAY = "2023-02-15"
HOSTILE = "<script>alert(1)</script>"


def rows_of(page: str) -> list[list[str]]:
    """The texts of the cells of a page's table of rows."""
    body = re.search(r'<table class="rows">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert body is not None
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.DOTALL)
    cells = (re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows)
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in cells]


def test_every_table_is_listed_with_what_is_known_of_it_on_the_day(
    client: TestClient, edition: Edition
) -> None:
    page = client.get("/data", params={"as_of": DAY}).text
    for table in tables_known(edition, date.fromisoformat(DAY)):
        link = re.escape(f'href="/data/{table.name}?as_of={DAY}"')
        row = re.search(rf"{link}.*?</tr>", page, re.DOTALL)
        assert row is not None, table.name
        assert f">{table.rows:,}</td>" in row[0]
        for entry in table.publications.values():
            assert table.derived or html.escape(entry.publisher, quote=False) in html.unescape(
                row[0]
            )
    for name in set(TABLES) - set(edition.manifest.tables):
        assert f"<strong>{name}</strong>" in page


@pytest.mark.parametrize("name", ["votes", "borders", "forecast_fits", "text_paragraphs"])
def test_a_table_shows_its_rows_columns_source_and_repairs(
    client: TestClient, edition: Edition, name: str
) -> None:
    page = client.get(f"/data/{name}", params={"as_of": DAY}).text
    known_rows = edition.as_of(date.fromisoformat(DAY)).table(name)
    assert f"{known_rows.height:,} rows known on 15 February 2023" in page
    assert len(rows_of(page)) == 50
    for publication in edition.manifest.tables[name].publications:
        entry = edition.manifest.publications[publication]
        assert html.escape(entry.citation) in page or entry.citation in html.unescape(page)
    assert '<h2 id="repairs">' in page
    assert '<h2 id="columns">' in page


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_row_is_later_than_the_day(client: TestClient, edition: Edition, name: str) -> None:
    if name not in edition.manifest.tables:
        assert client.get(f"/data/{name}").status_code == 404
        return
    day = "2001-05-05"
    page = client.get(f"/data/{name}", params={"as_of": day, "sort": "-known_on"})
    assert page.status_code == 200
    total = edition.as_of(date.fromisoformat(day)).table(name).height
    assert f"{total:,} row" in page.text
    heads = re.findall(r'<th scope="col" aria-sort="([a-z]+)"', page.text)
    place = heads.index("descending")
    for row in rows_of(page.text) if total else ():
        assert row[place] <= day


def test_conditions_and_sorting_stand_in_the_address(client: TestClient, edition: Edition) -> None:
    query = {"as_of": DAY, "where": ["country is France", "vote is-not yes"], "sort": "-known_on"}
    page = client.get("/data/votes", params=query).text
    rows = (
        edition.as_of(date.fromisoformat(DAY))
        .table("votes")
        .filter(pl.col("country") == "FRA", pl.col("vote") != "yes")
        .sort("known_on", descending=True, maintain_order=True)
    )
    assert f"{rows.height} rows of those known on 15 February 2023 meet the conditions" in page
    shown = rows_of(page)
    assert [row[0] for row in shown] == rows["decision"].head(50).to_list()
    assert "country is France" in page
    assert "vote is not yes" in page
    # The heading that sorts turns the order; each condition can be taken away.
    assert "sort=known_on" in page
    assert "Remove the condition country is France" in page


def test_the_form_adds_a_condition_to_the_address(client: TestClient) -> None:
    query = {"where": "vote is no", "column": "country", "operator": "is", "value": "France & co"}
    answer = client.get("/data/votes", params={**query, "as_of": DAY, "size": 100})
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert location == (
        "/data/votes?as_of=2023-02-15&size=100&where=vote+is+no&where=country+is+France+%26+co"
    )
    assert client.get(location).status_code == 200


def test_pages_follow_one_another_to_the_last(client: TestClient) -> None:
    query = {"where": "mission is UNMISS", "size": 100}
    seen = []
    for number in (1, 2, 3, 4):
        page = client.get("/data/strength", params={**query, "page": number}).text
        seen.append([row[1] for row in rows_of(page)])
    total = sum(map(len, seen[:1]))
    assert total > 50
    beyond = client.get("/data/strength", params={"page": 999_999}).text
    assert "Next" not in beyond
    first = rows_of(client.get("/data/votes", params={"page": 1}).text)
    second = rows_of(client.get("/data/votes", params={"page": 2}).text)
    assert first != second
    assert len(first) == len(second) == 50


def test_keys_lead_on(client: TestClient) -> None:
    page = client.get("/data/mandates", params={"as_of": DAY, "where": "mission is UNMISS"}).text
    assert f'<a href="/UNMISS?as_of={DAY}">UNMISS</a>' in page
    assert 'href="https://docs.un.org/en/S/RES/2625(2022)"' in page
    assert f'<a href="/data/missions?as_of={DAY}">missions.mission</a>' in page


def test_what_is_filtered_can_be_downloaded(client: TestClient, edition: Edition) -> None:
    query = {"as_of": DAY, "where": "country is FRA", "sort": "-known_on"}
    wanted = (
        edition.as_of(date.fromisoformat(DAY))
        .table("votes")
        .filter(country="FRA")
        .sort("known_on", descending=True, nulls_last=True, maintain_order=True)
    )
    text = client.get("/data/votes/rows.csv", params=query)
    assert text.headers["content-type"].startswith("text/csv")
    assert 'filename="votes-2023-02-15.csv"' in text.headers["content-disposition"]
    lines = list(csv.DictReader(io.StringIO(text.text)))
    assert [line["decision"] for line in lines] == wanted["decision"].to_list()
    file = client.get("/data/votes/rows.parquet", params=query)
    assert pl.read_parquet(io.BytesIO(file.content)).equals(wanted)


def test_a_long_table_comes_in_parts_with_one_heading(client: TestClient, edition: Edition) -> None:
    text = client.get("/data/violence_events/rows.csv", params={"as_of": DAY}).text
    heading, *lines = text.splitlines()
    assert heading.startswith("known_on,")
    assert len(lines) == edition.as_of(date.fromisoformat(DAY)).table("violence_events").height
    assert heading not in lines


def test_a_formula_becomes_plain_text_in_a_file(client: TestClient) -> None:
    query = {"query": "SELECT '=HYPERLINK(1)' AS a, '+1+1' AS b, -5 AS c"}
    text = client.get("/data/sql.csv", params=query).text
    assert text.splitlines()[1] == "'=HYPERLINK(1),'+1+1,-5"


def test_repairs_are_listed_and_downloaded(client: TestClient) -> None:
    page = client.get("/data/strength/repairs").text
    assert "logistics base, not a peace operation" in page
    file = client.get("/data/strength/repairs.csv").text
    assert file.splitlines()[0] == "file,row,column,found,used,reason"
    assert client.get("/data/strength/repairs", params={"page": 99}).status_code == 422


def test_a_question_in_sql_is_answered_beside_the_tables(client: TestClient) -> None:
    query = "SELECT vote, count(*) AS n FROM votes WHERE country = 'CHN' GROUP BY ALL ORDER BY n"
    page = client.get("/data/sql", params={"query": query, "as_of": DAY}).text
    assert [row[0] for row in rows_of(page)][-1] == "yes"
    assert html.escape(query, quote=False) in html.unescape(page)
    assert "<code>council_members</code>" in page
    empty = client.get("/data/sql").text
    assert "Examples" in empty
    assert "<table" not in empty


@pytest.mark.parametrize(("words", "query"), EXAMPLES)
def test_every_example_gives_rows(client: TestClient, words: str, query: str) -> None:
    page = client.get("/data/sql", params={"query": query})
    assert page.status_code == 200, words
    assert len(rows_of(page.text)) > 5


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY votes TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.db'",
        f"SELECT '{HOSTILE}' FROM nowhere",
        "SELECT \x00",
    ],
)
def test_a_question_that_leads_out_is_refused_on_the_page(client: TestClient, query: str) -> None:
    answer = client.get("/data/sql", params={"query": query})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "root:" not in answer.text
    assert HOSTILE not in answer.text


def test_what_a_question_says_and_gives_is_escaped(client: TestClient) -> None:
    page = client.get("/data/sql", params={"query": f"SELECT '{HOSTILE}' AS \"{HOSTILE}\""})
    assert page.status_code == 200
    assert HOSTILE not in page.text
    assert rows_of(page.text) == [[HOSTILE]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data/nowhere", 404),
        (f"/data/{HOSTILE}", 404),
        ("/data/..%2F..%2Fetc%2Fpasswd", 404),
        ("/data/votes/rows.exe", 404),
        ("/data/votes?page=0", 422),
        ("/data/votes?size=100000", 422),
        ("/data/votes?where=nothing is 1", 422),
        (f"/data/votes?where=country is {HOSTILE}", 200),
        (f"/data/votes?where={HOSTILE}", 422),
        ("/data/votes?sort=nothing", 422),
        ("/data/votes?where=" + "x" * 300, 422),
        ("/data/votes/rows.csv?where=nothing is 1", 422),
        ("/data/votes/rows.csv?sort=nothing", 422),
        ("/data/sql?query=" + "x" * 10_001, 422),
        ("/data/sql.csv", 422),
        ("/data/votes?as_of=2023-02-30", 422),
    ],
)
def test_what_a_page_cannot_show_is_said(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "text/html" in answer.headers["content-type"]
    assert HOSTILE not in answer.text


def test_the_data_wants_the_token_of_the_desk(make_client: MakeClient) -> None:
    client = make_client(Rules(token="a-token-that-nobody-guesses"))
    for path in ("/data", "/data/votes", "/data/sql", "/data/votes/rows.csv", "/api"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=")
