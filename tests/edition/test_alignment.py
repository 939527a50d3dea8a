"""Ideal points become the table of alignment; two releases do not mix."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition.assemble import alignment
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.errors import SourceError
from peaceops.sources import ParsedFile

POINTS = pl.DataFrame(
    {"row": [3, 2], "country": ["MLI", "FRA"], "year": [2020, 2020], "ideal_point": [-0.2, 1.5],
     "interval_low": [-0.3, 1.4], "interval_high": [-0.1, 1.6], "votes": [95, 96]}
)  # fmt: skip


def test_rows_conform_and_are_known_at_the_end_of_their_year():
    readings = ParsedFiles([("a.csv", ParsedFile({"assembly.ideal_points": POINTS}))])
    table = conform(TABLES["alignment"], alignment.assemble(readings)["alignment"])
    assert table["country"].to_list() == ["FRA", "MLI"]
    assert table["known_on"].unique().to_list() == [date(2020, 12, 31)]
    assert table.select("source", "row").rows() == [("a.csv", 2), ("a.csv", 3)]


def test_without_records_there_is_no_table():
    assert alignment.assemble(ParsedFiles([])) == {}


def points(release: str, **changes: pl.Expr) -> ParsedFile:
    return ParsedFile({"assembly.ideal_points": POINTS.with_columns(**changes)}, release=release)


def test_the_later_of_two_releases_stands_alone():
    later = points("to 2021", ideal_point=pl.col("ideal_point") / 2)
    readings = ParsedFiles([("a.csv", points("to 2020")), ("b.csv", later)])
    table = alignment.assemble(readings)["alignment"]
    assert table["source"].unique().to_list() == ["b.csv"]
    assert [(one.file, one.found) for one in readings.repairs] == [("a.csv", "2 records")]


def test_two_contents_of_one_release_are_refused():
    other = points("to 2020", ideal_point=pl.col("ideal_point") / 2)
    with pytest.raises(SourceError, match=r"(?s)b.csv.*a.csv.*two files claim"):
        alignment.assemble(ParsedFiles([("a.csv", points("to 2020")), ("b.csv", other)]))
