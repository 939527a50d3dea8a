"""A publisher's file is read strictly: an error names file, row, value and remedy."""

from __future__ import annotations

import contextlib
import gzip
import re
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.errors import SourceError
from peaceops.sources._sheet import DAY_FIRST, MONTH_FIRST, Sheet, read_sheet

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


def test_of_several_columns_that_are_lacking_each_run_names_the_same(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match="no column 'c'"):
        read_sheet(path, frozenset("hgfedcba"))


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("id,when\n1,Côte d'Ivoire\n".encode("latin-1"))
    with pytest.raises(SourceError, match="file.csv"):
        read_sheet(path, ["id", "when"])


def read_all(sheet: Sheet) -> None:
    """Run every check of the columns of ``GOOD``, and take the reading."""
    sheet.date("when")
    sheet.integer("deaths", minimum=0, maximum=9999)
    sheet.number("lat", minimum=-90, maximum=90)
    sheet.choice("vote", {"Y": "yes", "N": "no"})
    sheet.text("vote")
    sheet.parsed_file({})


def changed(tmp_path: Path, column: str, value: str | None, row: int = 3) -> Sheet:
    """The good sheet with one value changed."""
    sheet = sheet_of(GOOD, tmp_path)
    frame = sheet.frame.with_columns(
        pl.when(pl.col("row") == row).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
    )
    return Sheet(sheet.file, frame)


@pytest.mark.parametrize(
    ("column", "value", "complaint", "remedy"),
    [
        ("when", "1823-06-29", "lies outside", "century"),
        ("when", "2123-06-29", "lies outside", "century"),
        ("when", "2023-06-31", "there is no such day", "check the day"),
        ("when", "2023-13-01", "there is no such", "check"),
        ("when", "03/01/2023", "may be two days", "it is 2023-01-03 or 2023-03-01"),
        ("when", "31/31/2023", "may be two days|no such day", "write|check"),
        ("when", "44927", "a spreadsheet's number of a day", "2023-01-01 is meant"),
        ("when", "03/01/23", "two digits", "with the century"),
        ("when", "Jan-23", "a spreadsheet shows", "write 2023-01"),
        ("when", "20230103", "is not a date", "write 2023-01-03"),
        ("when", "2023-01-03 14:30", "a time of day", "without the time"),
        ("when", "n/a", "is not a date", "write it as 2023-01-31"),
        ("when", None, "is empty", "fill it in"),
        ("deaths", "-4", "is below 0", "look the value up"),
        ("deaths", "10000", "is above 9999", "look the value up"),
        ("deaths", "many", "is not a number", "in digits"),
        ("deaths", "2.5", "is not a whole number", "whole number"),
        ("deaths", "nan", "is not known", "not zero"),
        ("deaths", "NA", "is not known", "not zero"),
        ("deaths", "-", "is not known", "not zero"),
        ("deaths", "inf", "infinite", "look"),
        ("deaths", "1e308", "larger than anything", "look"),
        ("deaths", "1e5", "plain digits", "write 100000"),
        ("deaths", "0x10", "decimal digits", "write 16"),
        ("deaths", "1_000", "underscores", "write 1000"),
        ("deaths", "１２", "digits 0 to 9", "write 12"),
        ("deaths", "+5", "plus sign", "write 5"),
        ("deaths", "1,204", "separates thousands", "write 1204"),
        ("deaths", "1 204", "separates thousands", "write 1204"),
        ("deaths", "1.204", "points separate thousands", "write 1204"),
        ("deaths", "5,0", "decimal comma", "write 5.0"),
        ("deaths", "true", "yes or no", "write the number"),
        ("deaths", "$5", "names a unit", "the number alone"),
        ("deaths", "5 %", "names a unit", "the number alone"),
        ("deaths", "#REF!", "error of a spreadsheet", "formula"),
        ("deaths", "(5)", "brackets", "write -5"),
        ("deaths", None, "is empty", "fill it in"),
        ("lat", "97.1", "is above 90", "look"),
        ("lat", "9,5", "decimal comma", "write 9.5"),
        ("lat", "1e999", "larger than|plain digits", "look|write"),
        ("vote", "Maybe", "is not a known value", "use one of 'Y', 'N'"),
        ("vote", None, "is empty", "fill it in"),
    ],
)
def test_a_bad_value_is_refused_with_its_row_and_what_to_do(
    tmp_path: Path, column: str, value: str | None, complaint: str, remedy: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read_all(changed(tmp_path, column, value))
    assert re.search(f"file.csv, row 3: {column}.*({complaint})", str(caught.value))
    assert re.search(remedy, caught.value.remedy or "")
    assert "None" not in str(caught.value)


@pytest.mark.parametrize("value", ["5", " 5", "5 ", "5.0", "05", "5."])
def test_a_whole_number_is_read_as_a_spreadsheet_may_write_it(tmp_path: Path, value: str) -> None:
    sheet = changed(tmp_path, "deaths", value, row=2)
    assert sheet.integer("deaths").to_list() == [5, 0]


def test_a_text_with_control_characters_is_refused(tmp_path: Path) -> None:
    sheet = changed(tmp_path, "vote", "a\x00b\x1b")
    sheet.text("vote")
    with pytest.raises(SourceError, match=r"(?s)row 3: vote .*control.*U\+0000, U\+001B"):
        sheet.parsed_file({})


def test_all_problems_of_a_file_are_listed_by_kind(tmp_path: Path) -> None:
    text = GOOD + "3,soon,-1,99,Q\n4,later,-2,0,Y\n5,2020-03-01,many,0,N\n"
    with pytest.raises(SourceError) as caught:
        read_all(sheet_of(text, tmp_path))
    lines = str(caught.value).splitlines()
    assert lines[0] == "file.csv: 7 problems of 5 kinds:"
    assert "- file.csv, row 4: when 'soon' is not a date; write it as 2023-01-31; 1 more row" in (
        str(caught.value)
    )
    assert any("row 6: deaths 'many'" in line for line in lines)
    assert len(lines) == 6


def test_a_long_list_is_cut_after_twenty_kinds() -> None:
    columns = [f"c{number}" for number in range(30)]
    sheet = Sheet("wide.csv", pl.DataFrame({"row": [2], **{name: ["x"] for name in columns}}))
    for name in columns:
        sheet.integer(name)
    with pytest.raises(SourceError, match="(?s)30 problems.*and 10 more kinds"):
        sheet.parsed_file({})


def test_repairs_leave_a_sheet_only_when_it_has_no_problems(tmp_path: Path) -> None:
    sheet = changed(tmp_path, "deaths", "many")
    assert sheet.integer("deaths").to_list() == [5, None]
    with pytest.raises(SourceError, match="many"):
        _ = sheet.repairs


@pytest.mark.parametrize(
    ("value", "used", "reason"),
    [("13/01/2023", "2023-01-13", DAY_FIRST), ("01/13/2023", "2023-01-13", MONTH_FIRST)],
)
def test_a_slashed_date_is_read_where_the_file_tells_the_order(
    tmp_path: Path, value: str, used: str, reason: str
) -> None:
    sheet = changed(tmp_path, "when", value)
    assert str(sheet.date("when")[1]) == used
    assert [(one.row, one.reason) for one in sheet.repairs] == [(3, reason)]


def test_two_orders_in_one_file_are_refused(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD.replace("2020-01-31", "13/01/2023").replace("2020-02-29", "01/13/2023"),
                     tmp_path)  # fmt: skip
    sheet.date("when")
    with pytest.raises(SourceError, match="is of both orders"):
        sheet.parsed_file({})


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Total,,5,,", "row 4: .*this is a row of totals"),
        (",Grand total:,5,,", "row 4: .*this is a row of totals"),
        ("3,TOTAL,5,1,Y", "row 4: .*this is a row of totals"),
        ('"Source: Uppsala, 2023",,,,', "row 4: this is a note"),
        ("* provisional,,,,", "row 4: this is a note"),
    ],
)
def test_a_row_that_is_no_record_is_named_as_what_it_is(
    tmp_path: Path, line: str, complaint: str
) -> None:
    with pytest.raises(SourceError, match=complaint) as caught:
        read_all(sheet_of(GOOD + line + "\n", tmp_path))
    assert "delete" in str(caught.value)


def test_empty_rows_are_left_out_and_reported_once(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD + ",,,,\n , ,,,\n", tmp_path)
    read_all(sheet)
    assert [(one.row, one.found) for one in sheet.repairs] == [(4, "rows 4 to 5, empty")]


def test_a_column_that_must_not_be_empty_is_named(tmp_path: Path) -> None:
    sheet = sheet_of("id,when\n1,\n2,\n", tmp_path)
    sheet.require_values("when")
    with pytest.raises(SourceError, match="the column when is empty in all 2 rows"):
        sheet.parsed_file({})


def test_a_repeat_is_left_out_and_a_contradiction_names_both_rows(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD, tmp_path)
    frame = pl.DataFrame({"row": [2, 3, 4], "id": [1, 1, 2], "deaths": [5, 5, 6]})
    assert sheet.distinct(frame, ["id"])["row"].to_list() == [2, 4]
    assert [one.row for one in sheet.repairs] == [3]
    sheet.distinct(frame.with_columns(deaths=pl.Series([5, 7, 6])), ["id"])
    with pytest.raises(SourceError, match="1 stands in row 2 with deaths 5 and in row 3 with 7"):
        sheet.parsed_file({})


def test_a_row_without_a_key_is_no_repeat(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD, tmp_path)
    frame = pl.DataFrame({"row": [2, 3], "id": [None, None], "deaths": [5, 6]})
    assert sheet.distinct(frame, ["id"]).height == 2
    assert sheet.repairs == []


def test_a_missing_value_is_refused_unless_it_may_be(tmp_path: Path) -> None:
    sheet = sheet_of(GOOD.replace(",5,", ",,"), tmp_path)
    assert sheet.integer("deaths", nullable=True).to_list() == [None, 0]
    sheet.parsed_file({})
    sheet.integer("deaths")
    with pytest.raises(SourceError, match="row 2: deaths is empty"):
        sheet.parsed_file({})


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
        assert list(sheet.integer("n", minimum=0)) == [
            number if number >= 0 else None for number in numbers
        ]
        with pytest.raises(SourceError):
            sheet.parsed_file({})
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
