"""TAMM's mandate tasks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import tamm
from sources.made_csv import write

ROW = {"mission": "UNTEST", "year": 2013, "month": 4, "unsc_resolution": "2100",
       **dict.fromkeys(tamm.LEVELS, 0), "prociv": 1, "ch7": 1}  # fmt: skip


@pytest.mark.pack
def test_tasks_counted_by_level_are_the_publisher_s_own_counts(pack: Path) -> None:
    path = pack / "missions" / "tamm_mandate_tasks_1948_2015.csv"
    tasks = tamm.read_tasks(path).records["tamm.tasks"]
    theirs = pl.read_csv(path, columns=["mission", "year", "month", "numtasks", "subtasks"])
    ours = tasks.group_by("mission", "month").agg(
        first=(pl.col("level") == 1).sum(), below=(pl.col("level") > 1).sum()
    )
    both = theirs.with_columns(month=pl.date("year", "month", 1)).join(
        ours, on=["mission", "month"], how="left"
    )
    assert (both["numtasks"] == both["first"].fill_null(0)).all()
    assert (both["subtasks"] == both["below"].fill_null(0)).all()


def test_a_flag_becomes_a_row(tmp_path: Path) -> None:
    tasks = tamm.read_tasks(write(tmp_path / "a.csv", [ROW])).records["tamm.tasks"]
    assert tasks.rows() == [
        ("UNTEST", date(2013, 4, 1), "ch7", 1, "2100", 2),
        ("UNTEST", date(2013, 4, 1), "prociv", 2, "2100", 2),
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"prociv": 2}, "is not a known value"),
        ({"month": 13}, "above 12"),
        ({"prociv": 0}, "stands in row 2 with prociv"),
    ],
)
def test_wrong_rows_are_refused(tmp_path: Path, change: dict[str, object], says: str) -> None:
    with pytest.raises(SourceError, match=says):
        tamm.read_tasks(write(tmp_path / "a.csv", [ROW, ROW | change]))
