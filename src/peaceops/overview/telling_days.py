"""Days that are worth asking about: the eves of the Council's decisions to end a mission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from peaceops.edition import View


@dataclass(frozen=True)
class TellingDay:
    """A day on which an answer can be held against what came the day after.

    Attributes:
        day: The day before a decision.
        missions: Acronyms of the missions that it ended.
        decision: Its symbol.
    """

    day: date
    missions: tuple[str, ...]
    decision: str


def telling_days(view: View, count: int) -> tuple[TellingDay, ...]:
    """The eves of the latest decisions that ended a mission, or set its last term.

    Args:
        view: What was known.
        count: How many at most.

    Returns:
        The latest first.

    >>> from peaceops.edition import open_edition
    >>> for telling in telling_days(open_edition().as_of(date(2023, 7, 31)), 1):
    ...     print(telling.day, *telling.missions, telling.decision)
    2023-06-29 MINUSMA S/RES/2690 (2023)
    """
    if not (view.has("mandates") and view.has("decisions")):
        return ()
    adopted = view.table("decisions").filter(pl.col("outcome") == "adopted").select("decision")
    ends = (
        view.table("mandates")
        .filter(pl.col("kind") == "terminate")
        .join(adopted, on="decision", how="semi")
        .group_by("date", "decision")
        .agg(pl.col("mission").unique().sort())
        .sort("date", "decision", descending=True)
        .head(count)
    )
    return tuple(
        TellingDay(day - timedelta(days=1), tuple(missions), decision)
        for day, decision, missions in ends.rows()
    )
