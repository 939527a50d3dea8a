"""The challenge's files give country-months in its own vintage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.edition.assemble.issued import SAME, assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError
from peaceops.sources import all_readers, recognise
from peaceops.sources._parsed_file import ParsedFile
from peaceops.sources.views_challenge import read_actuals, read_conflictology


def actuals(path: Path, *rows: tuple[int, int, int]) -> Path:
    pl.DataFrame(rows, schema=["month_id", "country_id", "outcome"], orient="row").write_csv(path)
    return path


def draws(folder: Path, *, count: int = 12, name: str = "bm_conflictology_cm_2018.parquet") -> Path:
    rows = [(10 + one, month, 50, one) for month in (457, 458) for one in range(count)]
    columns = ["outcome", "month_id", "country_id", "draw"]
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(folder / name)
    return folder / name


def test_draws_of_conflictology_are_the_year_to_the_october_before(tmp_path: Path) -> None:
    frame = read_conflictology(draws(tmp_path)).records["views.challenge_months"]
    assert frame["month"].to_list()[0] == date(2016, 11, 1)
    assert frame["month"].to_list()[-1] == date(2017, 10, 1)
    assert frame["state_based"].to_list() == list(range(10, 22))


def test_another_number_of_draws_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds 11 draws"):
        read_conflictology(draws(tmp_path, count=11))


def test_other_benchmarks_with_the_same_columns_are_left_alone(tmp_path: Path) -> None:
    path = draws(tmp_path, name="bm_boot_240_cm_2018.parquet")
    assert recognise(path, all_readers()).reader is None


def test_negative_deaths_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="outcome '-1' is below 0"):
        read_actuals(actuals(tmp_path / "actuals_2018.csv", (457, 50, -1)))


def readings_of(tmp_path: Path, deaths: int) -> ParsedFiles:
    key = pl.DataFrame({"row": [2], "views_id": [50], "gw": [432], "name": ["Mali"]})
    path = actuals(tmp_path / "actuals_2017.csv", (454, 50, deaths), (455, 50, 3))
    return ParsedFiles(
        [
            ("actuals_2017.csv", read_actuals(path)),
            ("bm.parquet", read_conflictology(draws(tmp_path))),
            ("country_key.csv", ParsedFile({"views.countries": key})),
        ]
    )


def test_what_two_files_give_is_kept_once_and_reported(tmp_path: Path) -> None:
    readings = readings_of(tmp_path, deaths=21)  # October 2017, as in the draws
    frame = assemble(readings)["violence_challenge_months"]
    assert frame["country"].unique().to_list() == ["MLI"]
    assert frame.height == 13
    assert [repair.reason for repair in readings.repairs] == [SAME]


def test_files_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="MLI 2017-10 has 21 deaths here and 20 in"):
        assemble(readings_of(tmp_path, deaths=20))
