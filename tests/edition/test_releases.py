"""Two releases of one file in a folder: the later one stands, and nothing is counted twice."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition.assemble.strength import assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.releases import KEYS, LATER, SAME, day_in_name, rank_of
from peaceops.errors import SourceError
from peaceops.sources import ParsedFile

KIND = "hub.contributions"


def export(release: str, *persons: int, month: int = 4) -> ParsedFile:
    """Contributions of some countries to one mission in a month."""
    countries = ("TCD", "NPL", "BGD")[: len(persons)]
    frame = pl.DataFrame(
        {
            "mission": "MINUSMA",
            "country": countries,
            "month": date(2023, month, 1),
            "type": "troops",
            "persons": persons,
            "row": range(2, 2 + len(persons)),
        }
    )
    return ParsedFile({KIND: frame}, release=release)


def frame_of(*files: tuple[str, ParsedFile]) -> tuple[pl.DataFrame, ParsedFiles]:
    readings = ParsedFiles(files)
    return readings.frame(KIND).sort("country", "month"), readings


def test_one_export_downloaded_twice_counts_once() -> None:
    frame, readings = frame_of(
        ("a.csv", export("to 2023-04", 10, 20)), ("a (1).csv", export("to 2023-04", 10, 20))
    )
    assert frame["persons"].to_list() == [20, 10]
    assert [(one.file, one.found, one.reason) for one in readings.repairs] == [
        ("a.csv", "2 records, the first mission MINUSMA, month 2023-04-01", SAME)
    ]


def test_the_later_export_stands_and_what_gave_way_is_reported() -> None:
    frame, readings = frame_of(
        ("old.csv", export("to 2023-04", 10, 20, 30)), ("new.csv", export("to 2023-05", 11, 20))
    )
    assert frame["persons"].to_list() == [20, 11]
    assert [(one.file, one.reason) for one in readings.repairs] == [("old.csv", LATER)]


def test_months_that_only_one_file_has_are_joined() -> None:
    frame, readings = frame_of(
        ("april.csv", export("to 2023-04", 10)), ("may.csv", export("to 2023-05", 11, month=5))
    )
    assert frame["persons"].to_list() == [10, 11]
    assert readings.repairs == []


def test_strength_is_not_doubled_by_a_second_download() -> None:
    files = [("a.csv", export("to 2023-04", 10, 20)), ("b.csv", export("to 2023-04", 10, 20))]
    single = assemble(ParsedFiles(files[:1]))["strength"]
    assert single["total"].to_list() == [30]
    assert assemble(ParsedFiles(files))["strength"].equals(single)


@pytest.mark.parametrize("persons", [(10, 21), (10,), (10, 20, 30)])
def test_two_contents_of_one_release_are_refused_naming_both_files(
    persons: tuple[int, ...],
) -> None:
    with pytest.raises(SourceError) as caught:
        frame_of(("a.csv", export("to 2023-04", 10, 20)), ("b.csv", export("to 2023-04", *persons)))
    text = str(caught.value)
    assert "a.csv" in text
    assert "b.csv" in text
    assert "row " in text
    assert "primary_key" not in text


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("to 2023-04", "to 2023-05"),
        ("export of 2023-11-28", "export of 2024-02-19"),
        ("2009-11 to 2014-02", "2009-11 to 2014-03"),
        ("v2.2", "v2.3"),
        ("23.1", "24.1"),
        ("", "to 1990-01"),
    ],
)
def test_releases_are_ordered_by_what_they_reach(earlier: str, later: str) -> None:
    assert rank_of(earlier) < rank_of(later)


def test_the_kinds_named_here_are_those_that_readers_give() -> None:
    assert all("." in kind for kind in KEYS)


def test_of_two_that_reach_as_far_the_one_with_the_later_day_in_its_name_stands() -> None:
    frame, readings = frame_of(
        ("uc_2026_03_01.csv", export("to 2023-05", 10)),
        ("uc_2026_09_01.csv", export("to 2023-05", 11)),
    )
    assert frame["persons"].to_list() == [11]
    assert [(repair.file, repair.reason) for repair in readings.repairs] == [
        ("uc_2026_03_01.csv", LATER)
    ]
    assert day_in_name("a/2026_02_06_sc_voting.csv") == date(2026, 2, 6)
    assert day_in_name("a_1946_2026.csv") == day_in_name("2026_13_45.csv") == date.min


def test_versions_of_one_last_year_are_ordered_by_their_number() -> None:
    assert rank_of("to 2023 v2.3") < rank_of("to 2023 v2.10") < rank_of("to 2024")
