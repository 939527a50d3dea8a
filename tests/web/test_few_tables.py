"""An edition without some of its tables: pages say what is missing, and never fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from peaceops.edition import Edition
from peaceops.edition.cut import cut
from peaceops.edition.store import Store
from peaceops.web import create_app
from web.conftest import ADDRESS

DAY = date(2023, 2, 15)
COUNCIL = {"votes", "decisions", "council_members", "penholders", "vote_weights", "vote_odds"}
STRENGTH = {"strength", "contributions", "contributor_strength", "strength_scores", "deployments"}
TEXTS = {"text_documents", "text_paragraphs", "mandate_tasks"}
PLACES = {"borders", "neighbours", "grid_cells"}
ENDS = {"mandates", "mandate_steps", "mission_closures", "mission_kinds"}
NEEDED = {"missions", "mission_hosts", "mission_names"}
QUICK = (
    "/", "/calendar.svg", "/calendar.ics", "/missions.csv", "/map/missions.geojson",
    "/map/outlines.geojson", "/council", "/council/votes", "/council/members",
    "/council/agreement", "/council/rule", "/council/consent", "/track-record", "/data",
    "/data/sql", "/data/votes", "/read", "/cases", "/api", "/ready", "/UNMISS/what-if",
    "/api/v1/missions", "/api/v1/calendar", "/api/v1/missions/UNMISS/options",
    "/api/v1/missions/UNMISS/money", "/api/v1/effects", "/api/v1/data/tables",
)  # fmt: skip
MISSING = re.compile(r"holds no|no (?:outline|archive)|not in the data", re.IGNORECASE)
Without = Callable[[set[str]], TestClient]


@pytest.fixture(scope="module")
def without(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Without]:
    """Makes a desk on the starter edition without some tables."""

    def make(lacking: set[str]) -> TestClient:
        folder = tmp_path_factory.mktemp("few")
        manifest = edition.manifest
        store = Store(
            folder / "edition", reads=[edition.folder], what="the edition", allow_missing=True
        )
        entries = {name: entry for name, entry in manifest.tables.items() if name not in lacking}
        for name, entry in entries.items():
            store.contents[entry.file] = edition.content(name)
        few = store.commit(manifest.model_copy(update={"tables": entries, "repairs": None}))
        return desk_on(few, folder / "cases")

    yield make


def desk_on(edition: Edition, cases: Path) -> TestClient:
    return TestClient(create_app(edition, cases), base_url=ADDRESS, follow_redirects=False)


def everything_but(edition: Edition, names: set[str]) -> set[str]:
    return set(edition.manifest.tables) - names


@pytest.mark.slow
@pytest.mark.parametrize("lacking", [COUNCIL, STRENGTH, TEXTS | PLACES, ENDS, None])
def test_a_page_is_shown_or_says_what_is_missing(
    without: Without, edition: Edition, lacking: set[str] | None
) -> None:
    client = without(everything_but(edition, NEEDED) if lacking is None else lacking)
    for path in QUICK:
        answer = client.get(path, params={"as_of": str(DAY)})
        assert answer.status_code in (200, 404), f"{path}: {answer.text[-1500:]}"
        if answer.status_code == 404:
            assert MISSING.search(answer.text), path


@pytest.mark.slow
def test_the_council_without_votes_says_what_is_missing_and_what_to_do(without: Without) -> None:
    client = without({"votes", "decisions", "council_members"})
    answer = client.get("/council", params={"as_of": str(DAY)})
    assert answer.status_code == 200
    assert answer.text.count("What to do:") == 2
    for part, table in (("members", "council_members"), ("latest", "votes")):
        section = re.search(
            rf'<section aria-labelledby="{part}">(.*?)</section>', answer.text, re.S
        )
        assert section is not None
        assert MISSING.search(section[1])
        assert table in section[1]
    assert "Mandates that end next" in answer.text


@pytest.mark.slow
def test_a_brief_is_composed_of_hardly_any_table(without: Without, edition: Edition) -> None:
    derived = {name for name, entry in edition.manifest.tables.items() if entry.derived_by}
    client = without(COUNCIL | STRENGTH | TEXTS | PLACES | ENDS | derived)
    answer = client.get("/UNMISS", params={"as_of": str(DAY), "whole": "yes", "part": "all"})
    assert answer.status_code == 200
    assert "UNMISS" in answer.text


@pytest.mark.slow
def test_a_case_that_ships_and_does_not_go_with_the_edition_stands_in_the_list_alone(
    without: Without,
) -> None:
    client = without(ENDS | {"mandate_tasks"})
    listed = client.get("/cases")
    assert listed.status_code == 200
    assert "Cannot be used" in listed.text
    assert "unifil-2026-06" in listed.text
    assert client.get("/UNMOGIP/what-if?as_of=2023-02-15").status_code == 200
    cases = {case["name"]: case for case in client.get("/api/v1/cases").json()["cases"]}
    assert "no end of UNIFIL" in cases["unifil-2026-06"]["problem"]
    assert cases["minusma-2023-06"]["problem"] is None or cases["minusma-2023-06"]["shipped"]


@pytest.mark.slow
def test_an_edition_that_is_cut_at_a_day_is_a_desk_of_that_day(
    edition: Edition, tmp_path: Path
) -> None:
    client = desk_on(cut(edition, date(1995, 3, 1), tmp_path / "cut"), tmp_path / "cases")
    for path in QUICK:
        answer = client.get(path.replace("UNMISS", "UNPROFOR"))
        assert answer.status_code in (200, 404), f"{path}: {answer.text[-1500:]}"
        if answer.status_code == 404:
            assert MISSING.search(answer.text) or "on record" in answer.text, path
    assert client.get("/?as_of=1995-03-02").status_code == 422
