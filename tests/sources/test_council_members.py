"""Membership of the Council by year, in two layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, all_readers, recognise
from peaceops.sources.council_members import read_elected
from sources.made_csv import write


def elected(country: str, year: object, **changed: object) -> dict[str, object]:
    return {"country": country, "which_tenure": 1, "year": year, "year_of_tenure": 1} | changed


def read_rows(folder: Path, *rows: dict[str, object]) -> ParsedFile:
    path = write(folder / "members.csv", rows)
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    return reader.read(path)


def test_a_row_is_a_year_served(tmp_path: Path) -> None:
    years = read_rows(tmp_path, elected("Angola ", 2015), elected("East Germany", 1980)).records
    assert years["council_members.years"].rows() == [(2, "AGO", 2015), (3, "DDR", 1980)]


def test_the_data_hubs_layout_gives_the_same(tmp_path: Path) -> None:
    rows = [{"security_council_member": "United Arab Emirates", "year": 2022}]
    assert read_rows(tmp_path, *rows).records["council_members.years"].rows() == [(2, "ARE", 2022)]


def test_the_year_2000_stands_as_a_power_of_ten(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, elected("Mali", "2e3"))
    assert reading.records["council_members.years"]["year"].to_list() == [2000]
    (repair,) = reading.repairs
    assert (repair.row, repair.found, repair.used) == (2, "2e3", "2000")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (elected("Atlantis", 2015), r"row 2: country 'Atlantis' is not a country"),
        (elected("Mali", 1915), r"row 2: year '1915' is below 1946"),
        (elected("Mali", "soon"), r"row 2: year 'soon' is not a number"),
        (elected("Mali", 2001, year_of_tenure=3), r"row 2: year_of_tenure '3' is above 2"),
    ],
)
def test_a_wrong_value_is_refused_with_its_row(
    tmp_path: Path, row: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError, match="members.csv, " + message):
        read_rows(tmp_path, row)


def test_a_row_that_stands_twice_alike_is_dropped(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, elected("Mali", 2001), elected("Mali", 2001))
    assert reading.records["council_members.years"].height == 1
    assert [(repair.row, repair.used) for repair in reading.repairs] == [(3, "(dropped)")]


def test_a_year_listed_as_two_years_of_a_tenure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 3: MLI 2001 stands in row 2 with year_of_tenure 1"):
        read_rows(tmp_path, elected("Mali", 2001), elected("Mali", 2001, year_of_tenure=2))


def test_the_second_year_of_a_tenure_follows_the_first(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 3: year '2011' is year 2 of tenure 1 of Mali"):
        read_rows(tmp_path, elected("Mali", 2000), elected("Mali", 2011, year_of_tenure=2))


def test_a_renamed_column_is_named(tmp_path: Path) -> None:
    row = {("tenure" if name == "which_tenure" else name): one
           for name, one in elected("Mali", 2001).items()}  # fmt: skip
    with pytest.raises(SourceError, match="no column 'which_tenure'"):
        read_rows(tmp_path, row)


@pytest.mark.pack
def test_the_published_table_is_read_whole(pack: Path) -> None:
    reading = read_elected(pack / "council" / "elected_members_1946_2019.csv")
    assert reading.records["council_members.years"].height == 660
    assert len(reading.repairs) == 10
