"""Deployments, tasks, deaths and money, assembled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mission.made_mission import assembled, readings_of
from peaceops.edition.assemble import deaths
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.sources import Repair, data_hub_missions

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


@pytest.mark.slow
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


AMOUNT = {"mission": "UNIFIL", "start": date(2031, 7, 1), "end": date(2032, 6, 30),
          "dollars": 4e8, "document": "A/C.5/85/20; A/RES/85/282"}  # fmt: skip
PART = {"mission": "UNIFIL", "period": date(2031, 7, 1), "start": date(2031, 7, 1),
        "end": date(2031, 12, 31), "dollars": 3e8, "document": "A/RES/85/282",
        "condition": "unconditional", "conditional": False}  # fmt: skip
REST = PART | {"start": date(2032, 1, 1), "end": date(2032, 6, 30), "dollars": 1.4e8,
               "condition": "requires Security Council extension", "conditional": True}  # fmt: skip


def amounts(**kinds: float) -> list[dict[str, object]]:
    return [AMOUNT | {"kind": kind, "dollars": dollars} for kind, dollars in kinds.items()]


def test_what_the_assembly_approved_is_known_on_the_first_day_of_its_year() -> None:
    readings = readings_of(ga__budgets=amounts(approved=4e8, inclusive=4.4e8), ga__parts=[PART])
    tables = assembled(readings)
    for name in ("expenditure", "appropriations", "apportionments"):
        assert tables[name]["known_on"].to_list() == [date(2031, 7, 1)], name
    assert tables["expenditure"].select("kind", "dollars").rows() == [("approved", 4e8)]
    assert tables["appropriations"].select("approved", "inclusive").rows() == [(4e8, 4.4e8)]


def test_what_a_later_session_decided_is_known_when_the_year_is_over() -> None:
    late = PART | {"document": "A/RES/86/251"}
    rows = assembled(readings_of(ga__parts=[late]))["apportionments"]
    assert rows["known_on"].to_list() == [date(2032, 6, 30)]


def test_an_approval_goes_before_what_a_later_report_calls_apportioned() -> None:
    later = AMOUNT | {"kind": "apportioned", "dollars": 3.9e8, "document": "A/86/600"}
    tables = assembled(readings_of(ga__budgets=[later, *amounts(approved=4e8)]))
    assert tables["expenditure"].select("dollars", "document").rows() == [
        (4e8, "A/C.5/85/20; A/RES/85/282")
    ]


def test_the_hub_s_own_budget_goes_before_the_assembly_s_and_a_difference_is_told() -> None:
    budget = {"mission": "UNIFIL", "start": date(2031, 7, 1), "end": date(2032, 6, 30),
              "document": "A/87/1", "approved": 4.1e8, "spent": 4e8}  # fmt: skip
    readings = readings_of(hub__budgets=[budget], ga__budgets=amounts(approved=4e8))
    rows = assembled(readings)["expenditure"].filter(pl.col("kind") == "approved")
    assert rows["dollars"].to_list() == [4.1e8]
    assert [repair.used for repair in readings.repairs if repair.column == "dollars"] == [
        "410000000"
    ]


def test_parts_that_do_not_add_up_are_reported() -> None:
    kinds = amounts(approved=4e8, inclusive=4.4e8)
    whole, apart = (
        readings_of(ga__budgets=kinds, ga__parts=parts)
        for parts in ([PART, REST], [PART, REST | {"dollars": 1e8}])
    )
    assembled(whole), assembled(apart)
    assert not [repair for repair in whole.repairs if "add up" in repair.reason]
    (repair,) = [repair for repair in apart.repairs if "add up" in repair.reason]
    assert repair.found == "UNIFIL 2031-07-01: 400000000"


@pytest.mark.slow
@pytest.mark.pack
def test_both_releases_of_the_casualties_together_reach_2025(pack: Path, pack_2026: Path) -> None:
    name = "missions/DPPADPOSS-FATALITIES.csv"
    readings = ParsedFiles(
        [(f"{folder.name}/{name}", data_hub_missions.read_fatalities(folder / name))
         for folder in (pack, pack_2026)]
    )  # fmt: skip
    rows = deaths.assemble(readings)["peacekeeper_deaths"]
    alone = ParsedFiles([(name, data_hub_missions.read_fatalities(pack_2026 / name))])
    columns = ["casualty", "mission", "date", "country", "cause", "known_on"]
    assert rows.select(columns).equals(deaths.assemble(alone)["peacekeeper_deaths"].select(columns))
    assert rows["date"].max() == date(2025, 2, 18)
    slip = rows.filter(casualty="UNMOGIP-2022-12-00001")
    assert slip["date"].to_list() == [date(2022, 12, 25)]
    gone = [repair for repair in readings.repairs if "later release" in repair.reason]
    assert [repair.found.split(",")[0] for repair in gone] == ["4344 records"]
