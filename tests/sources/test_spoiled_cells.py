"""Every cell of every layout, spoiled in each way that files are: never a silent change.

A spoiled file is refused, naming the row and the column; or read to the same records; or its repair
is reported. What else is right stands in ``RIGHT``, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, Reader, all_readers
from sources.good_files import GoodFile, good_files, layouts

FILES = good_files()
READERS = {reader.layout: reader for reader in all_readers()}

# Kept by others; their own tests spoil them.
COUNCIL = (
    "drafts put to the vote", "MIT veto list", "DPPA-SC", "voting data", "elected members",
    "votes, one column a state",
)  # fmt: skip

TEXT = {
    "empty": "", "blank": "   ", "nul": "a\x00b", "escape": "\x1b[2J", "total": "Total",
    "sub-total": "Sub-total:",
}  # fmt: skip
NUMBER = TEXT | {
    "not available": "NA", "slashed": "n/a", "dash": "-", "nan": "nan", "infinite": "inf",
    "minus infinite": "-inf", "largest": "1e308", "exponent": "1e5", "hexadecimal": "0x1F",
    "underscore": "1_000", "full width": "１２", "commas": "1,204", "blanks": "1 204",
    "points": "1.204.000", "decimal comma": "12,5", "truth": "TRUE", "currency": "$5",
    "per cent": "5%", "error": "#REF!", "negative": "-999", "none": "None", "word": "many",
    "plus": "+5", "brackets": "(5)",
}  # fmt: skip
DAY = TEXT | {
    "no such day": "2023-06-31", "century": "1823-06-29", "future": "2123-06-29",
    "serial": "44927", "two digits": "03/01/23", "two readings": "03/04/2023", "month": "Jan-23",
    "word": "soon", "not available": "n/a", "full width": "２０２３-01-01",
}  # fmt: skip
FAST = ("largest", "commas", "word", "two readings")
IN_FULL, SHARED = 2, 3
"""Columns of like cells that are spoiled in every way; of those after them each takes a third."""

# Right acceptances that change a record: an empty cell, or NA where the publisher writes it, says
# that a value is not known; an exponent is how programs write some decimal numbers; and these.
RIGHT = {
    "Apportionment": "a report leaves the amount of a line empty, or writes a dash",
    "Expenditure": "a report leaves the amount of a line empty, or writes a dash",
    "nameoftcc_1": "a contributor may be unnamed",
    "notroopspertcc_1": "the size of a contingent may be unknown",
    "code_status": "whether an event awaits checks",
}
REFUNDS = ("AMOUNT", "negative")  # an amount below zero is a refund
UNSET = ("empty", "blank", "dash", "not available")


def spoilt(value: str) -> dict[str, str]:
    """Ways to spoil a cell, by what stands in it; the same number written otherwise among them."""
    if re.fullmatch(r"-?[0-9.]+", value):
        same = {"padded": f"  {value} "}
        whole = {"decimal": f"{value}.0", "zeros": f"0{value}"} if value.isdigit() else {}
        return NUMBER | same | whole
    if re.match(r"[0-9]{4}-[0-9]{2}|[0-9]+/[0-9]+/", value):
        return DAY | {"padded": f" {value} "}
    return TEXT | {"padded": f" {value} "}


def columns_of(reader: Reader, file: GoodFile) -> list[str]:
    """Columns that the layout must have, the first two of each family of like columns."""
    families = [
        r"^(nameoftcc|notroopspertcc)_(?!1$)",
        r"^(he.sup|sf|recon|uav|mp|demining|fp|res)$",
    ]
    if len(reader.columns) > 40 and "prociv" in reader.columns:
        return [name for name in file.header if name in ("mission", "year", "month", "prociv",
                                                         "ch7", "unsc_resolution")]  # fmt: skip
    return [
        name
        for name in file.header
        if name in reader.columns and not any(re.search(one, name) for one in families)
    ]


def only_unknown(before: ParsedFile, after: ParsedFile) -> bool:
    """Tell whether the records differ only in values that are not known after."""
    for kind, frame in before.records.items():
        other = after.records[kind]
        if other.height != frame.height:
            return False
        for name in frame.columns:
            differ = frame[name].ne_missing(other[name])
            if other[name].filter(differ).is_not_null().any():
                return False
    return True


def alike(before: ParsedFile, after: ParsedFile) -> bool:
    return all(
        frame.drop("row").equals(after.records[kind].drop("row"))
        for kind, frame in before.records.items()
    )


def judged(
    reader: Reader, file: GoodFile, good: ParsedFile, column: str, way: str, value: str, path: Path
) -> str:
    """What is wrong with how a spoiled file was taken, or "" where nothing is."""
    path.write_text(file.changed(column, value), encoding="utf-8")
    try:
        reading = reader.read(path)
    except SourceError as error:
        return "" if names_the_cell(str(error), column) else f"not named: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    told = reading.repairs or alike(good, reading)
    return "" if told or is_right(good, reading, column, way) else "changed in silence"


def names_the_cell(text: str, column: str) -> bool:
    """Tell whether an error names row and column, or the months of a whole file."""
    whole = not re.search(r"row \d", text) and "months" in text
    return whole or ("row 3" in text and column in text and "None is" not in text)


def is_right(good: ParsedFile, reading: ParsedFile, column: str, way: str) -> bool:
    """Tell whether a change of the records is what the spoiled cell says."""
    if way in UNSET:
        return only_unknown(good, reading) or column in RIGHT
    decimal = any(pl.Float64 in frame.dtypes for frame in reading.records.values())
    return (column, way) == REFUNDS or (way == "exponent" and decimal)


def complaints(layout: str, folder: Path, *, fast: bool) -> list[str]:
    reader, file = READERS[layout], FILES[layout]
    path = folder / file.name
    path.write_text(file.text, encoding="utf-8")
    good = reader.read(path)
    values = dict(zip(file.header, file.rows()[2], strict=True))
    found = []
    alike_before = Counter[tuple[str, ...]]()
    for column in columns_of(reader, file):
        ways = spoilt(values[column])
        before = alike_before[tuple(ways)]
        alike_before[tuple(ways)] += 1
        for place, (way, value) in enumerate(ways.items()):
            if fast and way not in FAST:
                continue
            if before >= IN_FULL and (place + before) % SHARED:
                continue
            wrong = judged(reader, file, good, column, way, value, path)
            if wrong:
                found.append(f"{column} {way} {value!r}: {wrong}")
    return found


# Of so many columns or rows that they are spoiled in the slow test alone.
LARGE = (
    "v2.0 location-months",
    "v2.1 mission-months",
    "v2.3 unit types",
    "country-years",
    "contributor-mission-months",
    "dyad-months",
    "GED events",
    "GED events, old export names",
)


def spoiled_layouts() -> list[str]:
    return [layout for layout in layouts() if not layout.startswith(COUNCIL)]


def test_there_is_a_good_file_in_every_layout() -> None:
    assert set(spoiled_layouts()) <= set(FILES)


@pytest.mark.parametrize("layout", spoiled_layouts())
def test_a_good_file_is_read_without_a_repair(layout: str, tmp_path: Path) -> None:
    path = tmp_path / FILES[layout].name
    path.write_text(FILES[layout].text, encoding="utf-8")
    assert list(READERS[layout].read(path).repairs) == []


@pytest.mark.parametrize("layout", [name for name in spoiled_layouts() if name not in LARGE])
def test_a_spoiled_cell_is_refused_or_changes_nothing(layout: str, tmp_path: Path) -> None:
    assert complaints(layout, tmp_path, fast=True) == []


@pytest.mark.slow
@pytest.mark.parametrize("layout", spoiled_layouts())
def test_no_way_of_spoiling_a_cell_passes_in_silence(layout: str, tmp_path: Path) -> None:
    assert complaints(layout, tmp_path, fast=False) == []
