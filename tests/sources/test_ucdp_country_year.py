"""UCDP country-years are read with perpetrators; sums that do not add up are refused."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources.ucdp_country_year import HIGH_BELOW_BEST, LOW_ABOVE_BEST, read
from sources.made_violence import country_year, write_country_years


def test_a_year_is_read_by_type_and_perpetrator(tmp_path: Path) -> None:
    reading = read(write_country_years(tmp_path / "cy.csv", country_year()))
    row = reading.records["ucdp.country_years"].row(0, named=True)
    assert (row["country"], row["year"], row["state_based"]) == ("MLI", 2022, 100)
    by = [row[f"one_sided_{one}"] for one in ("host_government", "any_government", "groups")]
    assert by == [10, 12, 18]
    assert (row["dyads"], row["non_state_dyads"]) == ("Government of Mali - JNIM", None)
    assert reading.release == "25.1"


def test_bounds_that_do_not_hold_the_best_estimate_are_drawn_to_it(tmp_path: Path) -> None:
    wrong = country_year(sb_total_deaths_low_cy=101, ns_total_deaths_high_cy=19)
    reading = read(write_country_years(tmp_path / "cy.csv", wrong))
    row = reading.records["ucdp.country_years"].row(0, named=True)
    assert (row["state_based_low"], row["non_state_high"]) == (100, 20)
    assert [one.reason for one in reading.repairs] == [LOW_ABOVE_BEST, HIGH_BELOW_BEST]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"os_nsgroup_killings_best_cy": 17},
            "is not the sum of killings by governments and groups",
        ),
        ({"os_main_govt_killings_best_cy": 13}, "is more than by any government, 12"),
        ({"sb_total_deaths_best_cy": -1}, "sb_total_deaths_best_cy '-1' is below 0"),
        ({"year_cy": 1922}, "year_cy '1922' is below 1989"),
        ({"country_id_cy": 998}, "is no Gleditsch-Ward number"),
    ],
)
def test_an_impossible_row_is_refused(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = write_country_years(
        tmp_path / "cy.csv", country_year(year_cy=2021), country_year() | change
    )
    with pytest.raises(SourceError, match=rf"row 3: .*{said}"):
        read(path)


def test_a_country_year_given_twice_is_refused(tmp_path: Path) -> None:
    path = write_country_years(tmp_path / "cy.csv", country_year(), country_year(version="24.1"))
    with pytest.raises(SourceError, match="MLI 2022 stands in row 2 with release 25.1"):
        read(path)


@pytest.mark.pack
def test_the_file_of_the_pack_is_read_whole(pack: Path) -> None:
    reading = read(pack / "violence" / "ucdp_country_year_v25_1_to_2023.csv.gz")
    frame = reading.records["ucdp.country_years"]
    assert frame.height == 6740
    assert len(reading.repairs) == 11
    mali = frame.filter((pl.col("country") == "MLI") & (pl.col("year") == 2022)).row(0, named=True)
    assert (mali["one_sided_host_government"], mali["one_sided_groups"]) == (275, 1186)
