"""Maps: outlines and marks as data, and the picture of the world that needs no script."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from peaceops.edition import Edition
from peaceops.overview import mission_places, missions, world_outlines
from peaceops.web.maps.world import marks

DAY = date(2023, 2, 15)


def test_every_mission_with_a_host_on_record_has_a_mark(
    client: TestClient, edition: Edition
) -> None:
    answer = client.get("/map/missions.geojson", params={"as_of": str(DAY)})
    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    lines = missions(edition.as_of(DAY))
    assert [feature["properties"]["label"] for feature in features] == [
        line.mission.acronym for line in lines
    ]
    mali = next(item for item in features if item["properties"]["label"] == "MINUSMA")
    east, north = mali["geometry"]["coordinates"]
    assert -13 < east < 5 and 10 < north < 25
    card = dict(mali["properties"]["lines"])
    assert card["Hosts"] == "Mali"
    assert card["Ends"] == "30 Jun 2023, in 135 days"
    assert mali["properties"]["href"] == "/MINUSMA?as_of=2023-02-15"


def test_a_mission_stands_at_its_bases_else_at_its_hosts(edition: Edition) -> None:
    view = edition.as_of(DAY)
    places = mission_places(view, [view.mission(name) for name in ("UNDOF", "UNVMC")])
    assert places["UNDOF"].basis == "bases"
    assert places["UNDOF"].longitude == pytest.approx(35.8, abs=0.3)  # the Golan, not Damascus
    assert places["UNVMC"].basis == "hosts"
    early = edition.as_of(date(1994, 1, 1))
    between = mission_places(early, [early.mission("UNMOGIP")])["UNMOGIP"]
    assert between.basis == "hosts" and between.year is None


def test_outlines_are_of_all_countries_and_do_not_change(
    client: TestClient, edition: Edition
) -> None:
    answer = client.get("/map/outlines.geojson", params={"edition": edition.name})
    features = answer.json()["features"]
    assert len(features) == len(world_outlines(edition.as_of()))
    assert {feature["geometry"]["type"] for feature in features} == {"MultiPolygon"}
    assert "immutable" in answer.headers["cache-control"]
    assert "no-cache" in client.get("/map/outlines.geojson").headers["cache-control"]
    for feature in features:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1] and len(ring) >= 4


def test_outlines_of_hosts_bring_their_units_and_neighbours(client: TestClient) -> None:
    features = client.get("/map/outlines.geojson?country=SSD").json()["features"]
    by_role: dict[str, set[str]] = {}
    for feature in features:
        by_role.setdefault(feature["properties"]["role"], set()).add(feature["properties"]["name"])
    assert by_role["host"] == {"South Sudan"}
    assert "Unity" in by_role["unit"]
    assert "Uganda" in by_role["neighbour"]


@pytest.mark.parametrize("country", ["XXX", "../../etc", '"><script>alert(1)</script>'])
def test_outlines_of_no_country_are_refused(client: TestClient, country: str) -> None:
    answer = client.get("/map/outlines.geojson", params={"country": country})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_the_picture_links_each_mission_and_hides_none(
    client: TestClient, edition: Edition
) -> None:
    page = client.get("/", params={"as_of": str(DAY)}).text
    svg = re.search(r"<svg viewBox=\"0 0 1000.*?</svg>", page, re.DOTALL)
    assert svg is not None
    picture = ElementTree.fromstring(svg.group())
    links = picture.findall("a")
    view = edition.as_of(DAY)
    lines = missions(view)
    assert [link.get("href") for link in links] == [
        f"/{line.mission.acronym}?as_of={DAY}" for line in lines
    ]
    drawn = marks(lines, mission_places(view, [line.mission for line in lines]))
    for place, mark in enumerate(drawn):
        for other in drawn[place + 1 :]:
            apart = ((mark.x - other.x) ** 2 + (mark.y - other.y) ** 2) ** 0.5
            assert apart > max(mark.size, other.size), (mark.mission, other.mission)


def test_the_map_names_who_made_the_outlines_and_takes_no_side(client: TestClient) -> None:
    page = client.get("/").text
    assert "Made with Natural Earth" in page
    assert "do not imply endorsement or acceptance by anyone" in page
