"""UCDP's months by country and by dyad in one vintage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import all_readers, recognise
from peaceops.sources.ucdp_tabulated import read_country_months, read_dyad_months
from sources.made_tabulated import COUNTRY, DYAD, country_rows, dyad_rows
from sources.made_violence import write_rows

Rows = list[dict[str, object]]


def test_country_months_are_read_with_what_is_provisional(tmp_path: Path) -> None:
    parsed = read_country_months(write_rows(tmp_path / "cm.csv", COUNTRY, country_rows()))
    frame = parsed.records["ucdp.country_months"]
    assert frame.height == 56 and parsed.release == "to 2023-04"
    assert frame.row(0) == (2, "MLI", date(2021, 1, 1), 10, 4, 3, False)
    assert frame.filter("provisional")["month"].unique().sort().to_list() == [
        date(2023, month, 1) for month in range(1, 5)
    ]


def test_dyad_months_are_read(tmp_path: Path) -> None:
    parsed = read_dyad_months(write_rows(tmp_path / "dm.csv", DYAD, dyad_rows()))
    frame = parsed.records["ucdp.dyad_months"]
    assert frame.row(0) == (2, 15108, "state_based", date(2021, 1, 1), 10, 2, False)
    assert sorted(frame["dyad"].unique()) == [921, 15108, 15136, 16207, 19000]


@pytest.mark.parametrize("name", ["deaths by month.csv", "cm_2031.csv.gz"])
def test_files_are_known_by_their_columns(tmp_path: Path, name: str) -> None:
    path = write_rows(tmp_path / name, COUNTRY, country_rows())
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.layout == "country-months, one vintage"


def changed(rows: Rows, place: int, **values: object) -> Rows:
    return [row | values if at == place else row for at, row in enumerate(rows)]


COUNTRIES: dict[str, tuple[Callable[[], Rows], str]] = {
    "no such state": (
        lambda: changed(country_rows(), 4, gwno=999), r"row 6.*gwno '999'.*Gleditsch-Ward",
    ),
    "a month of two releases": (
        lambda: changed(country_rows(), 4, provisional=1),
        r"row 6.*provisional '1' stands in a month of which other rows are final",
    ),
    "deaths without events": (
        lambda: changed(country_rows(), 4, sb_events=0), r"row 6.*sb_deaths '10'.*without events",
    ),
    "month 13": (lambda: changed(country_rows(), 4, month=13), r"row 6.*month '13' is above 12"),
    "twice": (
        lambda: [*country_rows(), country_rows()[0] | {"sb_deaths": 11}], r"row 58.*11",
    ),
    "a month that nobody has": (
        lambda: [row for row in country_rows() if (row["year"], row["month"]) != (2022, 5)],
        r"no row at all for 2022-05.*no row would be read as no death",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows, told", COUNTRIES.values(), ids=COUNTRIES)
def test_what_cannot_be_is_refused(tmp_path: Path, rows: Callable[[], Rows], told: str) -> None:
    path = write_rows(tmp_path / "cm.csv", COUNTRY, rows())
    with pytest.raises(SourceError, match=f"(?s){told}"):
        read_country_months(path)


def test_all_problems_of_dyads_are_told_at_once(tmp_path: Path) -> None:
    rows = changed(changed(dyad_rows(), 0, type="zz"), 4, type="os")
    with pytest.raises(SourceError) as error:
        read_dyad_months(write_rows(tmp_path / "dm.csv", DYAD, rows))
    assert "row 2: type 'zz' is not a known value" in str(error.value)
    assert "row 6: type 'os' is not the type that this dyad has" in str(error.value)


def test_a_row_that_stands_twice_alike_counts_once(tmp_path: Path) -> None:
    rows = [*dyad_rows(), dyad_rows()[0]]
    parsed = read_dyad_months(write_rows(tmp_path / "dm.csv", DYAD, rows))
    assert parsed.records["ucdp.dyad_months"].height == len(rows) - 1
    assert [repair.row for repair in parsed.repairs] == [len(rows) + 1]


def test_a_month_in_the_future_is_refused_by_its_own_row(tmp_path: Path) -> None:
    rows = country_rows()
    late = rows[-1] | {"year": rows[-1]["year"] + 5}  # type: ignore[operator]
    with pytest.raises(SourceError, match=rf"row {len(rows) + 2}: month 2028-04 stands here"):
        read_country_months(write_rows(tmp_path / "cm.csv", COUNTRY, [*rows, late]))
