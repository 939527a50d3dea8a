"""African conflict dyads by month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources.dyad_months import NO_DEATHS, NO_PARTIES, TWICE, read_dyads

HEADER = (
    "year_month,conflict_ID,gov,rebel_group,brf_grc,brf_grc_lag,ceasefire,troop_lag1000,"
    "police_lag1000,rebel_strength,n_rebel_groups,pop_ln,biased_intervention,active_year,"
    "regional_pko\n"
)
GOOD = "2001.11999511719,187.0,Sierra Leone,RUF,4.0,9.0,0,12.5,0.05,2.0,1.0,8.4,0.0,1.0,0.0\n"


def read(text: str, folder: Path):  # type: ignore[no-untyped-def]
    path = folder / "dyads.csv"
    path.write_text(HEADER + text)
    return read_dyads(path)


def test_the_decimal_month_and_the_thousands_are_read(tmp_path: Path) -> None:
    row = read(GOOD, tmp_path).records["dyads.months"].row(0, named=True)
    assert row["month"] == date(2001, 12, 1)
    assert (row["country"], row["troops"], row["police"]) == ("SLE", 12_500, 50)


def test_rows_that_cannot_be_used_are_dropped_and_reported(tmp_path: Path) -> None:
    text = GOOD + GOOD.replace("Sierra Leone", "") + GOOD.replace("12.5", "") + GOOD
    found = read(text, tmp_path)
    assert found.records["dyads.months"].height == 1
    assert sorted(one.reason for one in found.repairs) == sorted([NO_PARTIES, NO_DEATHS, TWICE])


def test_negative_deaths_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="below 0"):
        read(GOOD.replace("4.0,9.0", "-4.0,9.0"), tmp_path)


@pytest.mark.pack
def test_the_pack_is_read_whole(pack: Path) -> None:
    found = read_dyads(pack / "missions" / "african_conflict_dyad_month_1975_2011.csv")
    frame = found.records["dyads.months"]
    assert frame.height == 19_433
    assert frame["month"].max() == date(2011, 12, 1)
