"""Missions, hosts and ends from the UN's list and the curated file."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import polars as pl
import pytest

from mission.made_mission import assembled, readings_of
from peaceops.domain.countries import codes_of
from peaceops.edition.assemble.mission_names import mission_names_of
from peaceops.sources import Repair

Tables = tuple[dict[str, pl.DataFrame], list[Repair]]
CURATED = files("peaceops.edition") / "curated"


def curated(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CURATED / name).read_text(encoding="utf-8").splitlines()))


def start_of(tables: dict[str, pl.DataFrame], mission: str) -> date:
    return tables["missions"].filter(pl.col("mission") == mission)["start"].item()


def listed(mission: str, **values: object) -> dict[str, object]:
    return {"mission": mission, "name": mission.title(), "start": date(2014, 1, 1), "end": None,
            "headquarters": None, "latitude": None, "longitude": None} | values  # fmt: skip


def test_every_curated_row_says_why_and_is_in_order() -> None:
    rows = curated("missions.csv")
    names = [row["mission"] for row in rows]
    assert names == sorted(set(names))
    for row in rows:
        assert row["reason"].strip() and row["hosts"].strip(), row["mission"]
        codes_of(pl.Series(row["hosts"].split()))
        if row["start"] and row["end"]:
            assert date.fromisoformat(row["start"]) < date.fromisoformat(row["end"]), row


def test_every_other_name_leads_to_a_mission_or_says_why_not() -> None:
    missions = {row["mission"] for row in curated("missions.csv")}
    for row in curated("mission_names.csv"):
        assert row["reason"]
        assert not row["mission"] or row["mission"] in missions


@pytest.mark.slow
@pytest.mark.pack
def test_the_pack_s_missions(pack_tables: Tables) -> None:
    tables, _ = pack_tables
    assert tables["missions"].height == 109
    assert {"UNAMA", "UNTAG", "UNTSO", "MINUSMA"} <= set(tables["missions"]["mission"])
    assert not {"UNAVEM", "UNEF", "UNOSOM", "UNCPSG", "ONUCI"} & set(tables["missions"]["mission"])
    assert start_of(tables, "MINURCAT") == date(2007, 9, 25)
    ends = dict(tables["mission_closures"].select("mission", "end").iter_rows())
    assert ends["MINUSMA"] == date(2023, 12, 31)
    assert ends["UNMEE"] == date(2008, 7, 31)
    assert "UNIFIL" not in ends
    hosts = tables["mission_hosts"]
    assert hosts.filter(pl.col("mission") == "MINURCAT")["country"].to_list() == ["CAF", "TCD"]
    assert hosts.join(tables["missions"], on="mission", how="anti").is_empty()
    assert tables["missions"].join(hosts, on="mission", how="anti").is_empty()


@pytest.mark.pack
def test_no_mission_starts_after_it_ends_or_in_the_wrong_hemisphere(pack_tables: Tables) -> None:
    tables, _ = pack_tables
    both = tables["missions"].join(tables["mission_closures"], on="mission")
    assert both.filter(pl.col("end") < pl.col("start")).is_empty()
    minusma = tables["missions"].filter(pl.col("mission") == "MINUSMA")
    assert minusma.select("latitude", "longitude").row(0) == (12.65, -8.0)


@pytest.mark.pack
def test_no_death_is_before_its_mission(pack_tables: Tables) -> None:
    tables, repairs = pack_tables
    both = tables["peacekeeper_deaths"].join(tables["missions"], on="mission")
    assert both.filter(pl.col("date") < pl.col("start")).is_empty()
    exchanged = [one for one in repairs if "day and month exchanged" in one.reason]
    assert [one.used for one in exchanged] == ["1960-08-01"]


def test_a_correction_is_reported_with_what_was_found() -> None:
    readings = readings_of(hub__missions=[listed("MINUSMA", start=date(2013, 4, 25))])
    tables = assembled(readings)
    corrected = [one for one in readings.repairs if one.column == "end"]
    assert [(one.found, one.used) for one in corrected] == [("", "2023-12-31")]
    source = tables["missions"].filter(pl.col("mission") == "MINUSMA")["source"].item()
    assert source == "hub__missions.csv + curated/missions.csv"


def test_a_mission_new_to_the_list_is_kept_and_one_without_start_reported() -> None:
    rows = [listed("UNNEW"), listed("UNBLANK", start=None)]
    readings = readings_of(hub__missions=rows)
    names = set(assembled(readings)["missions"]["mission"])
    assert "UNNEW" in names
    assert "UNBLANK" not in names
    assert [one.found for one in readings.repairs if one.used == "(dropped)"] == [
        "UNBLANK, Unblank"
    ]


def test_names_are_told_apart_by_date() -> None:
    def month(mission: str, day: date) -> dict[str, object]:
        return {"mission": mission, "month": day, "troops": 5, "police": None, "experts": None,
                "total": 5}  # fmt: skip

    readings = readings_of(
        ipi__mission_months=[
            month("UNAVEM", date(1990, 11, 1)), month("UNAVEM", date(1993, 1, 1)),
            month("UNAVEM", date(1996, 1, 1)), month("ONUCI", date(2005, 5, 1)),
            month("MISCA", date(2014, 1, 1)), month("NOSUCH", date(2014, 1, 1)),
        ],
    )  # fmt: skip
    strength = assembled(readings)["strength"]
    assert strength["mission"].to_list() == ["UNAVEM I", "UNAVEM II", "UNAVEM III", "UNOCI"]
    dropped = {one.found: one.reason for one in readings.repairs if one.used == "(dropped)"}
    assert dropped == {
        "MISCA (1 rows)": "African Union mission",
        "NOSUCH (1 rows)": "no mission of that name is known",
    }


def test_what_names_a_mission_outside_the_list_is_left_out_and_reported() -> None:
    row = {"mission": "ONUCI", "month": date(2005, 5, 1), "troops": 5, "police": None,
           "experts": None, "total": 5}  # fmt: skip
    readings = readings_of(hub__missions=[listed("UNIFIL")], ipi__mission_months=[row])
    assert assembled(readings)["strength"].is_empty()
    assert {one.found: one.reason for one in readings.repairs if one.used == "(dropped)"} == {
        "ONUCI (1 rows)": "no mission of that name is known"
    }


def named(mission: str, start: date) -> dict[str, object]:
    return {"mission": mission, "name": f"United Nations Mission {mission}", "start": start,
            "source": "hub__missions.csv", "row": 2}  # fmt: skip


def test_a_mission_s_names_are_public_from_the_decision_that_sets_it_up() -> None:
    missions = pl.DataFrame([named("BINUH", date(2019, 10, 16)), named("UNMIL", date(2003, 9, 19))])
    mandates = pl.DataFrame(
        {"mission": ["BINUH"], "kind": ["establish"], "date": [date(2019, 6, 25)]}
    )
    names = mission_names_of(missions, mandates)
    known = dict(
        names.filter(pl.col("name") == pl.col("mission")).select("name", "known_on").rows()
    )
    assert known == {"BINUH": date(2019, 6, 25), "UNMIL": date(2003, 9, 19)}
    french = names.filter(pl.col("language") == "fr")["name"].to_list()
    assert {"MINUL", "Bureau intégré des Nations unies en Haïti"} <= set(french)


def test_a_name_of_two_missions_is_known_from_the_day_it_means_each() -> None:
    missions = pl.DataFrame(
        [named("UNEF I", date(1956, 11, 7)), named("UNEF II", date(1973, 10, 25))]
    )
    rows = mission_names_of(missions).filter(pl.col("name") == "UNEF").sort("mission")
    assert rows["mission"].to_list() == ["UNEF I", "UNEF II"]
    assert rows["last"].to_list() == [date(1970, 12, 31), None]
    assert rows["known_on"].to_list() == [date(1956, 11, 7), date(1973, 10, 25)]


def test_a_slip_of_a_publisher_s_list_is_no_name_of_the_mission_meant() -> None:
    missions = pl.DataFrame(
        [named("UNOMSIL", date(1998, 7, 13)), named("UNAMSIL", date(1999, 10, 22))]
    )
    names = mission_names_of(missions).filter(pl.col("name") == "UNAMSIL")
    assert names["mission"].to_list() == ["UNAMSIL"]


def test_hosts_of_a_mission_of_a_newer_list_are_those_its_name_names() -> None:
    readings = readings_of(
        hub__missions=[
            listed("UNFPL", name="United Nations Follow-on Presence in Lebanon"),
            listed("UNOSS", name="United Nations Observer Mission in South Sudan"),
            listed("UNXXX", name="United Nations Observation Mission in Ruritania"),
            listed("UNIFIL", name="United Nations Interim Force in Lebanon"),
        ]
    )
    hosts = assembled(readings)["mission_hosts"].filter(pl.col("mission") != "UNIFIL")
    named = hosts.filter(pl.col("source").str.starts_with("hub__"))
    assert named.select("mission", "country").rows() == [("UNFPL", "LBN"), ("UNOSS", "SSD")]
    told = {
        repair.found.partition(",")[0]: (repair.used, repair.reason)
        for repair in readings.repairs
        if repair.column == "mission_name"
    }
    assert {mission: used for mission, (used, _) in told.items()} == {
        "UNFPL": "LBN", "UNOSS": "SSD", "UNXXX": "(empty)",
    }  # fmt: skip
    assert "its hosts are not known" in told["UNXXX"][1]
