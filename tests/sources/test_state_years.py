"""States by year: coups, regime, population, development, conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, all_readers, recognise
from sources.good_files import GoodFile, good_files
from sources.made_csv import write

LAYOUTS = {
    "coups by year": "states.coups",
    "regimes by year": "states.regimes",
    "population by year": "states.population",
    "covariates by year": "states.development",
    "conflict by year": "states.conflict",
}


def read(path: Path, text: str) -> ParsedFile:
    path.write_text(text, encoding="utf-8")
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    return reader.read(path)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_is_told_by_its_columns_and_read_by_country(layout: str, tmp_path: Path) -> None:
    reading = read(tmp_path / "renamed 2031.csv", good_files()[layout].text)
    frame = reading.records[LAYOUTS[layout]]
    assert frame.select("country", "year").rows() == [("MLI", year) for year in (2019, 2020, 2021)]
    assert reading.release == "to 2021"


def test_what_has_no_licence_is_not_read(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.csv", good_files()["covariates by year"].text)
    columns = reading.records["states.development"].columns
    assert not {"inflation", "excluded_share", "cinc"} & set(columns)


def test_numbers_that_no_state_bore_are_left_out_and_reported_once(tmp_path: Path) -> None:
    rows = [{"gwno": number, "year": year, "population": 5}
            for number, year in ((432, 1949), (432, 1948), (396, 2010), (432, 1960))]  # fmt: skip
    reading = read(tmp_path / "a.csv", write(tmp_path / "b.csv", rows).read_text("utf-8"))
    assert reading.records["states.population"].select("country", "year").rows() == [("MLI", 1960)]
    assert [repair.found for repair in reading.repairs] == [
        "396 from 2010 to 2010 (1 rows)", "432 from 1948 to 1949 (2 rows)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "column", "value", "says"),
    [
        ("coups by year", "successes", "3", "is more than the attempts"),
        ("coups by year", "year", "2019", "2019"),
        ("regimes by year", "regime", "4", "is not a known value"),
        ("population by year", "population", "", "is empty"),
        ("covariates by year", "urban_pct", "101", "is above 100"),
        ("conflict by year", "acd_intensity", "3", "is not a known value"),
        ("conflict by year", "gwno", "many", "is not a number"),
    ],
)
def test_wrong_rows_are_refused(
    layout: str, column: str, value: str, says: str, tmp_path: Path
) -> None:
    file: GoodFile = good_files()[layout]
    row = 2 if column == "year" else 3
    text = file.changed(column, value, row).replace("432,2020,2", "432,2019,1", column == "year")
    with pytest.raises(SourceError, match=says):
        read(tmp_path / "a.csv", text)


@pytest.mark.pack
def test_the_pack_s_tables_reach_2025(pack_2026: Path) -> None:
    folder = pack_2026 / "violence" / "tables"
    names = ("coup", "regime", "population", "covariates", "country-year")
    for name, kind in zip(names, LAYOUTS.values(), strict=True):
        reading = read_file(folder / f"{name}.csv")
        assert reading.records[kind]["year"].max() == 2025, name
    coups = read_file(folder / "coup.csv").records["states.coups"]
    years = coups.filter(country="MLI").filter(coups.filter(country="MLI")["successes"] > 0)["year"]
    assert {2012, 2020, 2021} <= set(years)


def read_file(path: Path) -> ParsedFile:
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    return reader.read(path)
