"""PaCE's monthly issues: which months they are about, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.edition.assemble.issued import assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError
from peaceops.sources._delimited import OTHER_SEPARATOR
from peaceops.sources.pace import read_forecasts

HEADER = "date,Afghanistan,Dem. Rep. Congo,eSwatini,Yemen"


def issue(folder: Path, *rows: str, name: str = "2018-01_h6.csv", header: str = HEADER) -> Path:
    path = folder / name
    months = rows or tuple(f"2018-0{month},1.5,{month},0,{month * 10}" for month in range(1, 7))
    path.write_text("\n".join((header, *months)) + "\n")
    return path


def test_the_first_month_is_that_of_the_issue(tmp_path: Path) -> None:
    frame = read_forecasts(issue(tmp_path)).records["pace.forecasts"]
    assert frame.height == 24
    own = frame.filter(pl.col("country") == "YEM").sort("month")
    assert own["month"].to_list() == [date(2018, month, 1) for month in range(1, 7)]
    assert own["deaths"].to_list() == [10, 20, 30, 40, 50, 60]
    assert own.select("issued", "horizon", "row").row(0) == (date(2018, 1, 1), 6, 2)
    assert set(frame["country"]) == {"AFG", "COD", "SWZ", "YEM"}


def test_a_forecast_below_zero_is_zero_and_said(tmp_path: Path) -> None:
    rows = ["2018-01,-2.5,0,0,0", *(f"2018-0{month},0,0,0,0" for month in range(2, 7))]
    read = read_forecasts(issue(tmp_path, *rows))
    assert read.records["pace.forecasts"]["deaths"].min() == 0
    (repair,) = read.repairs
    assert (repair.row, repair.column, repair.found, repair.used) == (2, "Afghanistan", "-2.5", "0")


@pytest.mark.parametrize(
    ("rows", "name", "header", "said"),
    [
        ((), "latest_h6.csv", HEADER, "does not say which issue"),
        ((), "2018-01_h7.csv", HEADER, "does not say which issue"),
        ((), "2018-02_h6.csv", HEADER, "an issue of 2018-02 at horizon 6 holds 2018-02-01"),
        ((), "2018-01_h12.csv", HEADER, "holds 6 months"),
        (("2018-01,x,0,0,0",), "2018-01_h6.csv", HEADER, "holds 1 months"),
        ((), "2018-01_h6.csv", HEADER.replace("eSwatini", "Atlantis"), "'Atlantis' is not"),
        ((), "2018-01_h6.csv", HEADER.replace("Yemen", "Jemen"), "there is no column 'Yemen'"),
    ],
)
def test_what_is_not_an_issue_is_refused(
    rows: tuple[str, ...], name: str, header: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=said):
        read_forecasts(issue(tmp_path, *rows, name=name, header=header))


def test_a_word_among_the_figures_is_refused_with_its_row(tmp_path: Path) -> None:
    rows = ["2018-01,0,0,0,0", "2018-02,none,0,0,0", *(f"2018-0{m},0,0,0,0" for m in range(3, 7))]
    with pytest.raises(SourceError, match=r"row 3"):
        read_forecasts(issue(tmp_path, *rows))


def test_one_issue_given_twice_counts_once(tmp_path: Path) -> None:
    read = read_forecasts(issue(tmp_path))
    single = assemble(ParsedFiles([("a/2018-01_h6.csv", read)]))
    readings = ParsedFiles([("a/2018-01_h6.csv", read), ("b/2018-01_h6.csv", read)])
    assert assemble(readings)["violence_issued_forecasts"].equals(
        single["violence_issued_forecasts"]
    )
    assert [repair.file for repair in readings.repairs] == ["b/2018-01_h6.csv"]


def test_what_a_spreadsheet_did_to_a_file_is_reported(tmp_path: Path) -> None:
    path = issue(tmp_path)
    path.write_text(path.read_text().replace(",", ";"))
    assert [repair.reason for repair in read_forecasts(path).repairs] == [OTHER_SEPARATOR]
