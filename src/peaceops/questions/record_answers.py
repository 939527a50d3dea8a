"""Answers on what was forecast before, and on data, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

    from peaceops.edition import Edition, SqlAnswer

YEARS_ASKED = 20
"""Years before the last day in which a mission that is named may have stood."""


def mission_ever(data: Edition, name: str, days: Sequence[date] | None = None) -> str:
    """The mission that a name means on the first of some days on which one stood.

    Args:
        data: The edition.
        name: Acronym, name or country.
        days: The days; quarters of twenty years, the latest first, without them.

    Raises:
        UnknownMissionError: It means none on any of the days.
    """
    from peaceops.edition import find_mission
    from peaceops.errors import UnknownMissionError
    from peaceops.ledger import quarters

    if days is None:
        last = data.last_day
        days = quarters(last.year - YEARS_ASKED, last.year, last)[::-1]
    refusal: UnknownMissionError | None = None
    for day in days:
        try:
            return find_mission(data, name, day)
        except UnknownMissionError as error:
            refusal = error
    assert refusal is not None
    raise refusal


def ledger_history_values(table: pl.DataFrame, mission: str) -> dict[str, Any]:
    """What replays of past quarters said of a mission, and what came of it."""
    return {"mission": mission, "record": "retrospective", "rows": table.to_dicts()}


def sql_values(answer: SqlAnswer) -> dict[str, Any]:
    """The rows that a question in SQL gave."""
    return {
        "as_of": answer.as_of,
        "edition": answer.edition,
        "query": answer.query,
        "columns": [{"name": name, "type": kind} for name, kind in answer.columns],
        "rows": [list(row) for row in answer.rows],
        "more": answer.more,
    }


def table_values(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table; bytes are written in hexadecimal."""
    return [
        {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
        for row in rows.iter_rows(named=True)
    ]
