"""A publisher's file is read strictly: an error names file, row, value and remedy."""

from __future__ import annotations

import contextlib
import gzip
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.errors import SourceError
from peaceops.sources._sheet import Sheet, read_sheet

GOOD = "id,when,deaths,lat,vote\n1,2020-01-31,5,9.5,Y\n2,2020-02-29,0,-3.25,N\n"


def sheet_of(text: str, tmp_path: Path, name: str = "file.csv") -> Sheet:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sheet(path, ["id", "when"])


def test_rows_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD, tmp_path)
    assert sheet.frame["row"].to_list() == [2, 3]
    assert sheet.integer("deaths", minimum=0).to_list() == [5, 0]


def test_a_field_may_hold_line_breaks_and_separators(tmp_path: Path) -> None:
    sheet = sheet_of('id,when\n1,"a,\nb"\n2,c\n', tmp_path)
    assert sheet.frame["when"].to_list() == ["a,\nb", "c"]


@pytest.mark.parametrize("cut", [20, 30, len(GOOD) - 6])
def test_a_file_cut_short_in_a_row_is_refused(tmp_path: Path, cut: int) -> None:
    with pytest.raises(SourceError, match=r"(?s)file.csv.*cut short|no column"):
        sheet_of(GOOD[:cut], tmp_path)


def test_a_gzip_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv.gz"
    path.write_bytes(gzip.compress(GOOD.encode() * 50)[:-12])
    with pytest.raises(SourceError, match="(?s)file.csv.gz.*cut short"):
        read_sheet(path, ["id"])


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is empty"):
        sheet_of("\n", tmp_path)


def test_a_renamed_column_is_named_with_the_likely_one(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(GOOD.replace("when", "whenn"))
    with pytest.raises(SourceError, match="(?s)no column 'when'.*Did you mean whenn"):
        read_sheet(path, ["id", "when"])


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("id,when\n1,Côte d'Ivoire\n".encode("latin-1"))
    with pytest.raises(SourceError, match="file.csv"):
        read_sheet(path, ["id", "when"])


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("when", "1823-06-29", "1823-06-29.*lies outside"),
        ("when", "2123-06-29", "2123-06-29.*lies outside"),
        ("when", "29/06/2023", "29/06/2023.*is not a date"),
        ("deaths", "-4", "-4.*is below 0"),
        ("deaths", "many", "many.*is not a number"),
        ("deaths", "2.5", "2.5.*is not a whole number"),
        ("deaths", "nan", "nan.*is not a number"),
        ("lat", "97.1", "97.1.*is above 90"),
        ("vote", "Maybe", "Maybe.*is not a known value"),
    ],
)
def test_a_bad_value_is_refused_with_its_row(
    tmp_path: Path, column: str, value: str, complaint: str
) -> None:
    sheet = sheet_of(GOOD, tmp_path)
    frame = sheet.frame.with_columns(
        pl.when(pl.col("row") == 3).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
    )
    broken = Sheet(sheet.file, frame)
    with pytest.raises(SourceError, match=f"file.csv, row 3: {column} .*{complaint}"):
        broken.date("when")
        broken.integer("deaths", minimum=0)
        broken.number("lat", minimum=-90, maximum=90)
        broken.choice("vote", {"Y": "yes", "N": "no"})


def test_a_missing_value_is_refused_unless_it_may_be(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD.replace(",5,", ",,"), tmp_path)
    assert sheet.integer("deaths", nullable=True).to_list() == [None, 0]
    with pytest.raises(SourceError, match="row 2.*is missing"):
        sheet.integer("deaths")


def test_a_repair_is_reported_with_what_stood_there(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD, tmp_path)
    sheet.repair(sheet.frame["vote"] == "N", "vote", "Y", "the meeting record says yes")
    assert sheet.frame["vote"].to_list() == ["Y", "Y"]
    [repair] = sheet.repairs
    assert (repair.row, repair.found, repair.used) == (3, "N", "Y")


def test_a_dropped_row_is_reported(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD, tmp_path)
    sheet.drop(sheet.frame["id"] == "1", "listed twice")
    assert sheet.frame["row"].to_list() == [3]
    assert sheet.repairs[0].used == "(dropped)"


@given(st.lists(st.integers(-10, 10), min_size=1))
def test_a_bound_holds_for_every_value_or_the_sheet_is_refused(numbers: list[int]) -> None:
    frame = pl.DataFrame({"n": [str(one) for one in numbers]}).with_row_index("row", offset=2)
    sheet = Sheet("made.csv", frame)
    if min(numbers) < 0:
        with pytest.raises(SourceError):
            sheet.integer("n", minimum=0)
    else:
        assert sheet.integer("n", minimum=0).to_list() == numbers


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_source_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(content)
    with contextlib.suppress(SourceError):
        read_sheet(path, [])
