"""What all pages say alike: what is wrong, code, days, numbers, tables and the latest day."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient

from peaceops.edition import Edition
from peaceops.web.templating import environment

TABLES = ("/cases", "/data", "/data/consent_requests", "/data/mandates/repairs", "/council")
ONE = re.compile(r"(?<![\w,.])1 (?:row|value|file|repair|table|mission|draft|paragraph)s\b")


def words_of(page: str) -> str:
    """What a reader reads of a page."""
    shown = re.sub(r"<(script|style|textarea)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split())


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/data/sql?query=select * from foo", "There is no table 'foo'. What to do: ask"),
        ("/data/votes?where=foo", "'foo' is no condition. What to do: write a column"),
        ("/data/votes?where=foo", "as 'country is FRA'."),
    ],
)
def test_what_is_wrong_is_told_in_whole_sentences(
    client: TestClient, path: str, sentence: str
) -> None:
    assert sentence in words_of(client.get(path).text)


def test_a_problem_of_a_field_keeps_its_names_and_tells_days_in_words() -> None:
    template = environment().from_string(
        '{% from "_problem.html.j2" import capital %}{{ capital("a day of India, 2023-03-15") }}'
    )
    assert template.render() == "A day of India, 15 Mar 2023."


@pytest.mark.parametrize("path", TABLES)
def test_every_table_has_a_caption_and_no_word_of_code_its_backticks(
    client: TestClient, path: str
) -> None:
    page = client.get(path).text
    assert re.findall(r"<table[^>]*>(?!\s*<caption)", page) == []
    assert "`" not in words_of(page)
    assert ONE.search(words_of(page)) is None


@pytest.mark.parametrize("path", ["/cases/minusma-2023-06", "/MINUSMA?case=minusma-2023-06"])
def test_the_latest_day_is_not_that_of_the_case(
    client: TestClient, edition: Edition, path: str
) -> None:
    latest = re.search('class="latest" href="([^"]*)"', client.get(path).text)
    assert latest is not None
    assert f"as_of={edition.last_day}" in latest[1]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/MINUSMA?as_of=2025-06-01", "No such mission on that day"),
        ("/MINUSMA?as_of=2012-06-16", "No such mission on that day"),
        ("/UNICORN", "No such mission"),
    ],
)
def test_a_mission_that_is_known_is_not_said_to_be_none(
    client: TestClient, path: str, heading: str
) -> None:
    assert f"<h1>{heading}</h1>" in client.get(path).text


def test_a_single_name_more_is_named(client: TestClient) -> None:
    page = client.get("/council/votes?as_of=2023-06-16").text
    assert "more</td>" in page
    assert "and 1 more" not in page
