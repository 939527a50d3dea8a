"""Ideal points become the table of alignment; two releases do not mix."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition.assemble import alignment
from peaceops.edition.readings import Readings
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.errors import SourceError
from peaceops.sources import Reading

POINTS = pl.DataFrame(
    {"row": [3, 2], "country": ["MLI", "FRA"], "year": [2020, 2020], "ideal_point": [-0.2, 1.5],
     "interval_low": [-0.3, 1.4], "interval_high": [-0.1, 1.6], "votes": [95, 96]}
)  # fmt: skip


def test_rows_conform_and_are_known_at_the_end_of_their_year():
    readings = Readings([("a.csv", Reading({"assembly.ideal_points": POINTS}))])
    table = conform(TABLES["alignment"], alignment.assemble(readings)["alignment"])
    assert table["country"].to_list() == ["FRA", "MLI"]
    assert table["known_on"].unique().to_list() == [date(2020, 12, 31)]
    assert table.select("source", "row").rows() == [("a.csv", 2), ("a.csv", 3)]


def test_without_records_there_is_no_table():
    assert alignment.assemble(Readings([])) == {}


def test_two_files_for_one_year_are_refused():
    reading = Reading({"assembly.ideal_points": POINTS})
    with pytest.raises(SourceError, match=r"FRA 2020 stands in a.csv and in b.csv"):
        alignment.assemble(Readings([("a.csv", reading), ("b.csv", reading)]))
