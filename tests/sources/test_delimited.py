"""What spreadsheets, browsers and other tools do to a publisher's file is undone and reported."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import DamagedFile, ParsedFile, all_readers, recognise
from peaceops.sources import _content as limits
from peaceops.sources._sheet import Sheet, read_sheet
from sources.made_csv import reasons
from sources.made_tables import MONTHS, events_csv

GOOD = events_csv()
SEPARATED = "fields are separated by another sign than the publisher's"
ENCODED = "the file is written in another encoding than UTF-8"
EMPTY = "rows without any value"
COMMAS = "decimals written with a comma in a file whose fields are separated by something else"
LETTERS = "names of columns differ from the publisher's in case or blanks"


def read(folder: Path, content: bytes | str, name: str = "GEDEvent_v23_1.csv") -> ParsedFile:
    """Read a file as a build does: by the reader that its content calls for."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    recognition = recognise(path, all_readers())
    assert recognition.reader is not None, recognition.reason
    return recognition.reader.read(path)


def test_a_file_as_published_needs_no_repair(tmp_path: Path) -> None:
    assert list(read(tmp_path, GOOD).repairs) == []


def decimal_commas(value: str) -> str:
    return value.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", value) else value


HEADER, FIRST, *REST = GOOD.splitlines(keepends=True)
TAGS = ",".join("#geo+lat" if name == "latitude" else "" for name in HEADER.split(",")) + "\n"
CHANGED: dict[str, tuple[bytes | str, dict[str, int]]] = {
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), {}),
    "line ends of Windows": (GOOD.replace("\n", "\r\n"), {}),
    "line ends of old Macs": (GOOD.replace("\n", "\r"), {}),
    "empty lines at the end": (GOOD + "\n\n\n", {}),
    "semicolons": (events_csv(separator=";"), {SEPARATED: 1}),
    "tabs": (events_csv(separator="\t"), {SEPARATED: 1}),
    "semicolons and decimal commas": (
        events_csv(separator=";", change=decimal_commas), {SEPARATED: 1, COMMAS: 2},
    ),
    "UTF-16 with a mark": (GOOD.encode("utf-16"), {ENCODED: 1}),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), {ENCODED: 1}),
    "UTF-16 of other machines": (GOOD.encode("utf-16-be"), {ENCODED: 1}),
    "UTF-16 and tabs, as Excel's Unicode text": (
        events_csv(separator="\t").encode("utf-16"), {ENCODED: 1, SEPARATED: 1},
    ),
    "a line for Excel": (
        "sep=,\r\n" + GOOD, {"a line for spreadsheet programs above the header": 1},
    ),
    "HXL tags": (
        HEADER + TAGS + FIRST + "".join(REST), {"a row of HXL tags under the header": 1},
    ),
    "empty rows": (GOOD + ("," * 48 + "\n") * 5, {EMPTY: 1}),
    "empty rows and lines between": (
        HEADER + "\n" + FIRST + "," * 48 + "\n  \n" + "".join(REST), {EMPTY: 1},
    ),
    "empty lines above": ("\n\n" + GOOD, {EMPTY: 1}),
    "no header": (
        FIRST + "".join(REST),
        {"the file has no header; the publisher's standard names are used": 1},
    ),
    "the header once more": (
        HEADER + FIRST + HEADER + "".join(REST),
        {"the header stands again in the file: two files were joined": 1},
    ),
    "columns without a name or value": (
        "".join(line.rstrip("\n") + ",,\n" for line in GOOD.splitlines(keepends=True)), {},
    ),
    "packed, whatever its name": (gzip.compress(GOOD.encode()), {}),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGED)
def test_a_changed_file_gives_the_same_events_and_says_what_was_undone(
    tmp_path: Path, change: str
) -> None:
    content, undone = CHANGED[change]
    reading = read(tmp_path, content)
    expected = read(tmp_path, GOOD).records["ucdp.events"].drop("row")
    assert reading.records["ucdp.events"].drop("row").equals(expected)
    assert reasons(reading) == undone


def test_a_header_in_capitals_is_accepted_with_its_optional_columns(tmp_path: Path) -> None:
    shouted = HEADER.upper() + FIRST.replace("Clear", "Check deaths") + "".join(REST)
    reading = read(tmp_path, shouted)
    assert set(reasons(reading)) == {LETTERS}
    # The column ``code_status`` is not required, and tells that events await checks.
    assert reading.records["ucdp.events"]["candidate"].all()


def test_blanks_in_a_header_are_reported(tmp_path: Path) -> None:
    reading = read(
        tmp_path, MONTHS.replace(",month,state_based,", ", month,state_based ,"), "m.csv"
    )
    assert reasons(reading) == {LETTERS: 2}
    assert reading.records["views.country_months"]["state_based"].to_list() == [5, 7]


def test_a_name_in_two_spellings_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(MONTHS.replace("country,", "Country,").replace("one_sided", "COUNTRY"))
    assert recognise(path, all_readers()).reader is None


def test_a_file_named_as_if_packed_is_read_and_reported(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD, "GEDEvent_v23_1.csv.gz")
    assert reasons(reading) == {"named as if compressed, and is not": 1}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (HEADER + FIRST.replace(",6,8,6,", ",six,8,6,"), 2),
        (HEADER + "\n" + "," * 48 + "\n   \n" + FIRST.replace(",6,8,6,", ",six,8,6,"), 5),
        ("\n\n" + HEADER + FIRST.replace(",6,8,6,", ",six,8,6,"), 4),
        (FIRST.replace(",6,8,6,", ",six,8,6,"), 1),
        (HEADER + TAGS + HEADER + FIRST.replace(",6,8,6,", ",six,8,6,"), 4),
    ],
)
def test_rows_are_counted_as_they_stand_in_the_file(tmp_path: Path, text: str, row: int) -> None:
    with pytest.raises(SourceError, match=rf"row {row}: best 'six' is not a number"):
        read(tmp_path, text)


REFUSED: dict[str, tuple[str, str]] = {
    "a total in the first column": (
        GOOD + "Total" + "," * 44 + "18,,,,\n", "row 5.*names a total.*delete it",
    ),
    "another header in the middle": (
        GOOD + ",".join(sorted(HEADER.strip().split(","))) + "\n", "row 5.*other columns",
    ),
    "a column named twice": (GOOD.replace("region", "best", 1), "names 'best' more than once"),
    "numbers that are decimals or thousands": (
        events_csv(separator=";", change=lambda v: "16,266" if v == "16.2666" else v),
        "latitude '16,266' may be 16.266 or 16266",
    ),
    "a NUL byte": (GOOD.replace("Mali", "M\0li", 1), "row 2.*control characters"),
}  # fmt: skip


@pytest.mark.parametrize("defect", REFUSED)
def test_what_can_be_read_in_two_ways_is_refused_by_row(tmp_path: Path, defect: str) -> None:
    text, complaint = REFUSED[defect]
    with pytest.raises(SourceError, match=f"(?s){complaint}"):
        read(tmp_path, text)


def test_a_total_of_countries_is_called_a_total(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="(?s)row 4.*country names a total.*delete it"):
        read(tmp_path, MONTHS + "Total,2023-02,12,0,1\n", "m.csv")


def test_a_decimal_comma_elsewhere_tells_what_a_number_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b;note\n1,5;1,204;x, y\n2;3;z\n")
    sheet = read_sheet(path, ["a", "b"])
    assert sheet.number("b").to_list() == [1.204, 3.0]
    assert sheet.frame["note"].to_list() == ["x, y", "z"]


def test_a_column_of_the_file_may_be_called_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("row,a\n7,1\n")
    assert read_sheet(path, ["a"]).frame["row"].to_list() == [2]


DAMAGED: dict[str, Callable[[], bytes]] = {
    "cut short": lambda: gzip.compress(GOOD.encode() * 50)[:-40],
    "wrong in its sum": lambda: gzip.compress(GOOD.encode())[:-8] + b"\0" * 8,
    "followed by something else": lambda: gzip.compress(GOOD.encode()) + b"rest",
    "a bomb": lambda: gzip.compress(GOOD.encode() + b"\n" * (20 << 20)),
    "empty inside": lambda: gzip.compress(b"\n"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_gzip_file_is_told_from_a_wrong_value(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "file.csv.gz"
    path.write_bytes(DAMAGED[damage]())
    with pytest.raises(DamagedFile, match="file.csv.gz"):
        read_sheet(path, ["id"])


def test_a_file_larger_than_allowed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    with pytest.raises(DamagedFile, match="is larger than"):
        read(tmp_path, GOOD)


def test_reading_is_not_slowed_by_many_columns(tmp_path: Path) -> None:
    names = ",".join(f"c{number}" for number in range(20_000))
    path = tmp_path / "wide.csv"
    path.write_text(f"id,{names}\n" + "1" + "," * 20_000 + "\n")
    with pytest.raises(SourceError, match="20001 columns"):
        read_sheet(path, ["id"])


def test_blank_rows_do_not_hide_values(tmp_path: Path) -> None:
    frame = pl.DataFrame({"row": [2], "a": [None], "b": ["1"]}, schema_overrides={"a": pl.String})
    sheet = Sheet("file.csv", frame)
    assert sheet.integer("b").to_list() == [1]
    path = tmp_path / "a.csv"
    path.write_text("a,b\n,1\n,2\n")
    assert read_sheet(path, ["b"]).frame["b"].to_list() == ["1", "2"]
