"""Deployments, tasks, deaths and money, assembled."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from mission.made_mission import assembled, readings_of
from peaceops.sources import Repair

Tables = tuple[dict[str, pl.DataFrame], list[Repair]]
PLACE = {"mission": "UNIFIL", "year": 2022, "location": "Naqoura", "latitude": 33.1,
         "longitude": 35.1}  # fmt: skip
DEPLOYED = PLACE | {"country": "LBN", "troops": 650.0, "infantry": 0.0, "headquarters": 3,
                    "police": False, "observers": False}  # fmt: skip
UNITS = dict.fromkeys(
    ("engineers", "medical", "signals", "aviation", "riverine", "maintenance", "transport"), 0
)
EXPENSE = {"mission": "UNIFIL", "start": date(2022, 7, 1), "end": date(2023, 6, 30),
           "funding": "peacekeeping assessment", "dollars": 502_919_100.0,
           "document": "A/78/726"}  # fmt: skip


def test_unit_types_join_their_place_and_both_files_are_cited() -> None:
    other = PLACE | {"location": "Tyre"}
    readings = readings_of(
        geopko__deployments=[DEPLOYED, DEPLOYED | other],
        geopko__units=[PLACE | UNITS | {"medical": 4}],
    )
    rows = assembled(readings)["deployments"].sort("location")
    assert rows["medical"].to_list() == [4, None]
    assert rows["source"].to_list() == [
        "geopko__deployments.csv + geopko__units.csv",
        "geopko__deployments.csv",
    ]


def test_a_place_name_at_two_positions_is_one_place_for_its_contributors() -> None:
    row = PLACE | {"country": "GHA", "troops": 150.0}
    readings = readings_of(geopko__contributors=[row, row | {"latitude": 33.2, "troops": 35.0}])
    rows = assembled(readings)["deployment_contributors"]
    assert rows.select("troops", "row").rows() == [(185.0, None)]


def test_spending_is_known_six_months_after_its_period_and_a_budget_at_its_start() -> None:
    budget = {"mission": "UNIFIL", "start": date(2023, 7, 1), "end": date(2024, 6, 30),
              "document": "A/78/1", "approved": 5e8, "spent": 4.9e8}  # fmt: skip
    rows = assembled(readings_of(un__expenses=[EXPENSE], hub__budgets=[budget]))["expenditure"]
    known = {
        (str(kind), start.year): on
        for kind, start, on in rows.select("kind", "start", "known_on").iter_rows()
    }
    assert known == {
        ("spent", 2022): date(2023, 12, 30),
        ("approved", 2023): date(2023, 7, 1),
        ("spent", 2023): date(2024, 12, 30),
    }


def test_two_amounts_for_one_period_are_reported_and_the_exact_one_used() -> None:
    budget = {"mission": "UNIFIL", "start": date(2022, 7, 1), "end": date(2023, 6, 30),
              "document": "A/78/1", "approved": None, "spent": 490_000_000.0}  # fmt: skip
    readings = readings_of(un__expenses=[EXPENSE], hub__budgets=[budget])
    assert assembled(readings)["expenditure"]["dollars"].to_list() == [502_919_100.0]
    assert [one.used for one in readings.repairs] == ["502919100"]


def test_a_death_registered_late_is_known_late() -> None:
    death = {"casualty": "UNIFIL-2018-05-00001", "mission": "UNIFIL", "date": date(2013, 6, 6),
             "registered": date(2018, 5, 1), "country": "GHA", "personnel": "military",
             "cause": "illness"}  # fmt: skip
    rows = assembled(readings_of(hub__deaths=[death]))["peacekeeper_deaths"]
    assert rows.select("date", "known_on").row(0) == (date(2013, 6, 6), date(2018, 6, 20))


@pytest.mark.pack
def test_the_pack_s_tables_are_whole(pack_tables: Tables) -> None:
    tables, repairs = pack_tables
    heights = {name: frame.height for name, frame in tables.items()}
    assert heights["deployments"] == 7180
    assert heights["mandate_tasks"] == 45_621
    assert heights["peacekeeper_deaths"] == 4344 - 13
    assert heights["expenditure"] == 36
    unnamed = {one.found for one in repairs if one.reason == "no mission of that name is known"}
    assert len(unnamed) == 41, "offices in the Secretariat's expenses"
    assert all(one.reason and one.file and one.row >= 1 for one in repairs)
