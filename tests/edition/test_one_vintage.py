"""UCDP's tabulated months are the series for every month they cover."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.edition.assemble.one_vintage import CANDIDATES, TAKEN_OVER
from peaceops.edition.assemble.violence import assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.releases import LATER
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.sources import all_readers, recognise
from sources.made_tabulated import META, write_registry, write_tabulated
from sources.made_violence import panel, write_panel

MALI, CHAD, SOUTH_SUDAN = (50, 432, "MLI"), (55, 483, "TCD"), (246, 626, "SSD")


def read_all(folder: Path) -> ParsedFiles:
    files = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        reader = recognise(path, all_readers()).reader
        assert reader is not None, path
        files.append((path.relative_to(folder).as_posix(), reader.read(path)))
    return ParsedFiles(files)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tabulated months, and VIEWS' panel of Mali, Chad and South Sudan to July 2023."""
    write_tabulated(tmp_path, without=("dyad-month",))
    months = range(493, 524)  # January 2021 to July 2023
    rows = panel(months, (MALI, CHAD, SOUTH_SUDAN))
    write_panel(tmp_path / "panel.csv", rows)
    return tmp_path


def test_the_single_vintage_stands_for_all_months_it_covers(folder: Path) -> None:
    readings = read_all(folder)
    frame = assemble(readings)["violence_country_months"]
    mali = frame.filter(pl.col("country") == "MLI", pl.col("month") <= date(2023, 4, 1))
    recorded = mali.filter(pl.col("month") >= date(2021, 1, 1))
    assert recorded["state_based"].to_list() == [10] * 28
    assert set(mali["source"]) == {"country-month.csv"}
    told = [repair for repair in readings.repairs if repair.reason == TAKEN_OVER]
    assert [(repair.file, repair.found) for repair in told] == [
        ("panel.csv", "84 country-months, 2021-01 to 2023-04")
    ]


def test_no_row_is_a_zero_of_every_state_of_the_month(folder: Path) -> None:
    frame = assemble(read_all(folder))["violence_country_months"]
    chad = frame.filter(pl.col("country") == "TCD", pl.col("month") <= date(2023, 4, 1))
    assert chad["month"].min() == date(1989, 1, 1) and chad.height == 412
    assert chad["state_based"].sum() == 0 and chad["row"].null_count() == chad.height
    south_sudan = frame.filter(pl.col("country") == "SSD")  # independent since 2011
    assert south_sudan["month"].min() == date(2021, 1, 1)
    burkina = frame.filter(pl.col("country") == "BFA")  # in no row of the panel
    assert (burkina["month"].min(), burkina["one_sided"].sum()) == (date(2021, 1, 1), 140)


def test_later_months_of_the_panel_stay_in_their_vintage(folder: Path) -> None:
    frame = assemble(read_all(folder))["violence_country_months"]
    later = frame.filter(pl.col("month") > date(2023, 4, 1))
    assert set(later["vintage"]) == {"views2324"} and later.height == 9
    assert frame.filter(pl.col("country") == "MLI")["views_id"].unique().to_list() == [50]


def test_the_vintage_and_provisional_months_are_named(folder: Path) -> None:
    tables = assemble(read_all(folder))
    frame = tables["violence_country_months"]
    assert set(frame.filter(pl.col("month") < date(2023, 1, 1))["vintage"]) == {"UCDP GED 26.1"}
    in_2023 = frame.filter(pl.col("month").is_between(date(2023, 1, 1), date(2023, 4, 1)))
    assert set(in_2023["vintage"]) == {CANDIDATES}
    months = tables["violence_provisional_months"]
    assert months["month"].to_list() == [date(2023, month, 1) for month in range(1, 5)]
    for name, table in tables.items():
        assert conform(TABLES[name], table).height == table.height


def test_without_notes_the_vintage_is_named_by_its_end(tmp_path: Path) -> None:
    write_tabulated(tmp_path, without=("dyad-month", "meta"))
    frame = assemble(read_all(tmp_path))["violence_country_months"]
    assert "UCDP GED to 2022-12" in set(frame["vintage"])


def test_without_a_panel_the_states_are_those_of_the_list(tmp_path: Path) -> None:
    write_tabulated(tmp_path, without=("dyad-month",))
    frame = assemble(read_all(tmp_path))["violence_country_months"]
    spans = {
        code: (first, last)
        for code, first, last in frame.group_by("country")
        .agg(first=pl.col("month").min(), last=pl.col("month").max())
        .rows()
    }
    assert spans["FRA"] == (date(1989, 1, 1), date(2023, 4, 1))
    assert spans["SSD"][0].year == 2011 and spans["SUN"][1] == date(1991, 12, 1)
    assert frame["views_id"].null_count() == frame.height
    conform(TABLES["violence_country_months"], frame)


def test_the_newer_of_two_files_stands_whole(tmp_path: Path) -> None:
    write_tabulated(tmp_path / "new", without=("dyad-month",))
    old = write_tabulated(tmp_path / "old", without=("dyad-month", "meta")) / "country-month.csv"
    lines = old.read_text().splitlines()
    old.write_text("\n".join([lines[0], lines[1].replace(",10,", ",99,"), *lines[2:-2]]) + "\n")
    frame = assemble(read_all(tmp_path))["violence_country_months"]
    assert set(frame["source"]) == {"new/country-month.csv"}
    assert 99 not in set(frame["state_based"])


def test_of_two_that_reach_as_far_the_one_built_later_stands(tmp_path: Path) -> None:
    for name, release, built in (("a", "26.1", "2026-07-16"), ("b", "26.2", "2026-09-16")):
        folder = write_tabulated(tmp_path / name, without=("dyad-month", "meta"))
        notes = META | {"ucdp_release": release, "built": f"{built}T19:46:41Z"}
        write_registry(folder / "meta.yaml", notes)
    old = tmp_path / "a" / "country-month.csv"
    old.write_text(old.read_text().replace(",10,", ",99,", 1))
    readings = read_all(tmp_path)
    frame = assemble(readings)["violence_country_months"]
    assert set(frame["source"]) == {"b/country-month.csv"}
    assert "UCDP GED 26.2" in set(frame["vintage"]) and 99 not in set(frame["state_based"])
    assert any(
        repair.file == "a/country-month.csv" and repair.reason == LATER
        for repair in readings.repairs
    )


def test_notes_of_other_figures_do_not_name_a_newer_file(tmp_path: Path) -> None:
    write_tabulated(tmp_path / "old", without=("dyad-month",))
    path = write_tabulated(tmp_path / "new", without=("dyad-month", "meta")) / "country-month.csv"
    last = path.read_text().splitlines()[-1]
    assert ",2023,4," in last
    path.write_text(path.read_text() + last.replace(",2023,4,", ",2023,5,") + "\n")
    frame = assemble(read_all(tmp_path))["violence_country_months"]
    assert set(frame["source"]) == {"new/country-month.csv"}
    assert "UCDP GED to 2022-12" in set(frame["vintage"])
