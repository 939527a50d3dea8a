"""A sample of all missions on days from 1994 to the last one: no page fails or shows a hole."""

from __future__ import annotations

import random
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from peaceops.edition import Edition, standing_missions

FIRST, DAYS, EACH = date(1994, 1, 1), 8, 2
PAGES = (
    "/{mission}?whole=yes&part=all",
    "/{mission}/what-if",
    "/{mission}/what-if?host=restricts",
    "/api/v1/missions/{mission}/money",
    "/api/v1/missions/{mission}/case",
)
WITHOUT_MISSION = (
    "/", "/council", "/council/votes", "/council/members", "/council/consent",
    "/track-record", "/track-record/forecasts", "/data", "/read", "/cases",
    "/calendar.svg", "/calendar.ics", "/map/missions.geojson",
)  # fmt: skip
HOLE = re.compile(r"\bNone\b(?! of\b|:|\.)|\bnan\b|\bNaN\b|\bNaT\b|Undefined|\[object")
"""A value of Python's or of a script's that stands where words should; not the word of a text."""


class Read(HTMLParser):
    """What a reader reads of a page.

    Attributes:
        text: Its words.
        empty: Headings that hold none.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.empty = "", list[str]()
        self._heading: str | None = None
        self._since, self._inside = 0, 0
        self.feed(page)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._inside += tag in ("script", "style")
        if re.fullmatch("h[1-6]", tag):
            self._heading, self._since = tag, len(self.text)

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in ("script", "style")
        if tag == self._heading:
            if not self.text[self._since :].strip():
                self.empty.append(f"{tag} after {self.text[-60:].strip()!r}")
            self._heading = None

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text += data


def sampled_days(edition: Edition) -> list[date]:
    span = edition.last_day - FIRST
    return [FIRST + span * number / (DAYS - 1) for number in range(DAYS)]


def look(client: TestClient, path: str, day: date) -> None:
    address = f"{path}{'&' if '?' in path else '?'}as_of={day}"
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.text[-2000:]}"
    if answer.headers["content-type"].startswith("text/html"):
        page = Read(answer.text)
        hole = HOLE.search(page.text)
        around = page.text[max(0, hole.start() - 80) : hole.end() + 80] if hole else ""
        assert hole is None, f"{address}: {around}"
        assert page.empty == [], address


@pytest.mark.slow
@pytest.mark.parametrize("number", range(DAYS))
def test_no_page_on_a_mission_fails_or_shows_a_hole(
    client: TestClient, edition: Edition, number: int
) -> None:
    day = sampled_days(edition)[number]
    missions = sorted(standing_missions(edition.as_of(day)))
    assert missions
    for mission in random.Random(number).sample(missions, EACH):
        for path in PAGES:
            look(client, path.format(mission=mission), day)


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 3, DAYS - 1])
def test_no_other_page_fails_or_shows_a_hole(
    client: TestClient, edition: Edition, number: int
) -> None:
    for path in WITHOUT_MISSION:
        look(client, path, sampled_days(edition)[number])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mission", "day"),
    [
        ("UNTSO", date(1994, 1, 1)),  # of many countries, and of no host
        ("UNOWAS", date(2024, 1, 31)),  # political, of a whole region
        ("MINUSMA", date(2023, 12, 31)),  # decided to end
        ("UNIFIL", date(2025, 9, 30)),  # the last day
    ],
)
def test_missions_of_an_unusual_kind_have_every_page(
    client: TestClient, mission: str, day: date
) -> None:
    for path in PAGES:
        look(client, path.format(mission=mission), day)


def test_a_mission_that_has_closed_is_told_with_a_day_on_which_it_stood(
    client: TestClient,
) -> None:
    answer = client.get("/MINUSMA?as_of=2025-06-01")
    assert answer.status_code == 404
    assert "as_of=2023" in answer.text or "as_of=2024" in answer.text


def test_a_hole_and_an_empty_heading_are_seen() -> None:
    page = Read("<h2><b> </b></h2><p>None: the data alone, None of these</p><p>in None days</p>")
    assert len(page.empty) == 1
    assert [match.start() for match in HOLE.finditer(page.text)] == [page.text.rindex("None")]
