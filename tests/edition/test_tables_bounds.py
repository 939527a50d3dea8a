"""The tables are a second fence: a value that cannot be breaks the build, in plain words."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.errors import EditionError

STRENGTH = {"mission": "UNTEST", "month": date(2023, 4, 1), "troops": 5, "police": 0, "experts": 0,
            "total": 5, "source": "a.csv", "row": 2}  # fmt: skip
EVENT = {
    "event": 1, "start": date(2022, 5, 3), "end": date(2022, 5, 3), "type": "state_based",
    "country": "MLI", "side_a": "a", "side_b": "b", "latitude": 16.0, "longitude": 0.0,
    "where_precision": 1, "date_precision": 1, "cell": 5, "best": 5, "low": 5, "high": 9,
    "civilians": 0, "release": "23.1", "source": "a.csv", "row": 2,
}  # fmt: skip


def test_every_number_and_date_of_every_table_is_bounded() -> None:
    open_ended = [
        f"{table.name}.{name}"
        for table in TABLES.values()
        for name, column in table.schema.columns().items()
        if type(column).__name__ in ("Int64", "Float64", "Date")
        and (column.min is None or column.max is None)
    ]
    assert open_ended == []


@pytest.mark.parametrize(
    ("table", "row", "change", "says"),
    [
        ("strength", STRENGTH, {"total": 10**7}, "total is above what can be in 1 rows"),
        ("strength", STRENGTH, {"total": -1}, "total is below what can be"),
        ("strength", STRENGTH, {"total": None}, "total is empty"),
        ("strength", STRENGTH, {"month": date(2023, 4, 5)}, "not the first day of a month"),
        ("strength", STRENGTH, {"month": date(1823, 4, 1)}, "month is below what can be"),
        ("violence_events", EVENT, {"best": 10}, "the rule low to high is broken"),
        ("violence_events", EVENT, {"end": date(2022, 5, 1)}, "the rule start before end"),
        ("violence_events", EVENT, {"latitude": float("nan")}, "latitude is not a number"),
        ("violence_events", EVENT, {"country": "Mali"}, "country is not written as it must be"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_file_and_row(
    table: str, row: dict[str, object], change: dict[str, object], says: str
) -> None:
    frame = pl.DataFrame([row | change], schema_overrides={"total": pl.Int64})
    with pytest.raises(EditionError, match=says) as caught:
        conform(TABLES[table], frame)
    assert "source a.csv, row 2" in str(caught.value)
    assert "None" not in str(caught.value)


def test_a_record_that_stands_twice_names_both_places() -> None:
    frame = pl.DataFrame([STRENGTH, STRENGTH | {"source": "b.csv", "row": 7}])
    with pytest.raises(EditionError, match=r"in a.csv, row 2 and in b.csv, row 7") as caught:
        conform(TABLES["strength"], frame)
    assert "primary_key" not in str(caught.value)
