"""Dyads get the names of the registry, and perpetrators theirs by what proves them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from edition.test_one_vintage import read_all
from peaceops.edition.assemble.dyads import NEW, UNNAMED, assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.errors import SourceError
from peaceops.sources import all_readers, recognise
from sources.made_tabulated import REGISTRIES, write_registry, write_tabulated
from sources.made_violence import event, write_events


def dyads_of(folder: Path) -> tuple[dict[int, dict[str, object]], ParsedFiles]:
    readings = read_all(folder)
    tables = assemble(readings)
    frames = {name: conform(TABLES[name], frame) for name, frame in tables.items()}
    check_references(frames)
    return {line["dyad"]: line for line in tables["violence_dyads"].to_dicts()}, readings


def test_dyads_are_named_with_their_sides_and_countries(tmp_path: Path) -> None:
    dyads, _ = dyads_of(write_tabulated(tmp_path))
    fighting = dyads[15108]
    assert (fighting["side_a"], fighting["side_b"]) == ("Government of Mali", "JNIM")
    assert (fighting["conflict"], fighting["countries"]) == ("Mali: Government", "MLI")
    assert (fighting["government_a"], fighting["government_b"]) == (True, False)
    assert fighting["source"] == "dyad-month.csv + registry/dyads.yaml"
    assert (dyads[16207]["name"], dyads[16207]["countries"]) == ("IS - JNIM", "BFA; MLI")


def test_a_perpetrator_is_not_the_actor_whose_number_is_the_same(tmp_path: Path) -> None:
    dyads, _ = dyads_of(write_tabulated(tmp_path))
    assert dyads[921]["name"] == "Government of Mali - Civilians"
    assert (dyads[921]["government_a"], dyads[921]["named_by"]) == (True, "active years")
    assert (dyads[15136]["name"], dyads[15136]["countries"]) == ("JNIM - Civilians", "BFA; MLI")


def test_events_name_a_perpetrator_by_its_numbers(tmp_path: Path) -> None:
    folder = write_tabulated(tmp_path)
    numbers = {
        "type_of_violence": 3,
        "dyad_new_id": 921,
        "side_a_new_id": 72,
        "side_b": "Civilians",
    }
    write_events(folder / "GEDEvent_v23_1.csv", event(**numbers))
    dyads, _ = dyads_of(folder)
    assert (dyads[921]["name"], dyads[921]["named_by"]) == (
        "Government of Mali - Civilians", "events",
    )  # fmt: skip
    assert dyads[921]["source"] == "dyad-month.csv + GEDEvent_v23_1.csv + registry/onesided.yaml"


def test_two_that_fit_are_both_named_and_of_two_countries_none(tmp_path: Path) -> None:
    folder = write_tabulated(tmp_path)
    mali = REGISTRIES["onesided"][0]
    rival = mali | {"id": 73, "name": "Militia", "government": False}
    write_registry(folder / "registry" / "onesided.yaml", [*REGISTRIES["onesided"], rival])
    dyads, _ = dyads_of(folder)
    assert dyads[921]["side_a"] == "Government of Mali or Militia"
    assert (dyads[921]["named_by"], dyads[921]["government_a"]) == ("active years of several", None)
    abroad = rival | {"countries": [432, 490]}
    write_registry(folder / "registry" / "onesided.yaml", [*REGISTRIES["onesided"], abroad])
    dyads, readings = dyads_of(folder)
    assert dyads[921]["name"] is None
    assert UNNAMED in {repair.reason for repair in readings.repairs}


def test_a_dyad_that_no_registry_has_stays_and_is_told(tmp_path: Path) -> None:
    dyads, readings = dyads_of(write_tabulated(tmp_path))
    assert dyads[19000]["name"] is None and dyads[19000]["countries"] is None
    told = [repair.found for repair in readings.repairs if repair.reason == NEW]
    assert told == ["1 dyads with 3 deaths: 19000"]


@pytest.mark.parametrize("name, lost", [("dyads", 15108), ("nonstate", 16207), ("onesided", 15136)])
def test_a_missing_registry_is_told_with_what_is_lost(tmp_path: Path, name: str, lost: int) -> None:
    dyads, readings = dyads_of(write_tabulated(tmp_path, without=(name,)))
    assert dyads[lost]["name"] is None
    reasons = [repair.reason for repair in readings.repairs]
    assert any(f"registry/{name}.yaml is not among the files" in reason for reason in reasons)


def test_without_conflicts_a_dyad_has_its_governments_countries(tmp_path: Path) -> None:
    dyads, _ = dyads_of(write_tabulated(tmp_path, without=("conflicts",)))
    assert (dyads[15108]["countries"], dyads[15108]["conflict"]) == ("MLI", None)


def test_a_file_that_was_cut_short_is_refused_by_its_sums(tmp_path: Path) -> None:
    folder = write_tabulated(tmp_path)
    path = folder / "country-month.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:2], *lines[3:]]) + "\n")
    with pytest.raises(
        SourceError, match=r"2021-01 has 6 non-state deaths by dyad and 4 by country"
    ):
        assemble(read_all(folder))


@pytest.mark.slow
@pytest.mark.pack
def test_years_name_the_same_perpetrators_as_events_do(pack: Path, pack_2026: Path) -> None:
    paths = [*(pack / "violence" / "events").glob("*"), *(pack_2026 / "violence").rglob("*")]
    files = []
    for path in sorted(path for path in paths if path.is_file()):
        reader = recognise(path, all_readers()).reader
        if reader is not None:
            files.append((path.name, reader.read(path)))
    without = [(name, parsed) for name, parsed in files if "ucdp.events" not in parsed.records]
    by_events = assemble(ParsedFiles(files))["violence_dyads"].filter(
        pl.col("named_by") == "events"
    )
    by_years = assemble(ParsedFiles(without))["violence_dyads"].filter(
        pl.col("named_by") == "active years"
    )
    both = by_events.join(by_years, on="dyad", suffix="_by_years")
    assert both.height >= 65
    assert both.filter(pl.col("name") != pl.col("name_by_years"))["name"].to_list() == []
