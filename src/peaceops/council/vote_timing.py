"""When the vote on a term comes: in its last week, or earlier.

The mission's own share of votes in the last week so far, drawn to that of all missions by five
votes' weight (chosen on 1994 to 2013). Votes that the calendar already rules out do not count: who
asks ten days before the end is told of the votes that came less than ten days before it.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Flags, Floats
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.mission import Mission

LAST_WEEK = 7
WEIGHT = 5.0
ASKED_BEFORE = 30
"""Days before the end at which past votes are forecast for the record."""


def last_week(decisions: pl.DataFrame, mission: Mission) -> Figure | None:
    """The odds that the vote comes in the last seven days of the term.

    Args:
        decisions: As ``term_decisions`` gives them.
        mission: The mission, on the date.

    Returns:
        The figure ``council.draft_kind.last_week``; ``None`` within the last week, and where no
        term ends.
    """
    left = mission.mandate.days_left
    if left is None or left <= LAST_WEEK:
        return None
    open_yet = decisions.filter("runs_out", pl.col("days_before") < left)
    late = pl.col("days_before") <= LAST_WEEK
    of_mission = open_yet.filter(pl.col("mission") == mission.acronym)
    share = _share(open_yet.filter(late).height, open_yet.height)
    return Figure(
        key="council.draft_kind.last_week",
        label=f"Probability that the vote on {mission.acronym} comes in the last week of its term",
        value=_drawn(of_mission.filter(late).height, of_mission.height, share),
        unit="probability",
        method=f"{of_mission.filter(late).height} of {of_mission.height} votes on its terms came "
        f"in the last seven days; of all missions' votes {100 * share:.0f} % did, which counts as "
        f"much as {WEIGHT:g} votes of its own.",
        evidence=(Evidence.of("mandates", "decisions on a term that ran out", open_yet),),
    )


def past_last_weeks(decisions: pl.DataFrame) -> tuple[Floats, Floats, Flags]:
    """The odds of past votes in the last week, as asked thirty days before the end.

    Args:
        decisions: Those on a term that ran out, by date.

    Returns:
        The odds, the share of all so far, and whether the vote came in the last week; a row a
        decision. Odds of votes that came earlier than thirty days before the end are not a number.
    """
    odds, shares = (np.full(decisions.height, np.nan) for _ in range(2))
    late = (decisions["days_before"] <= LAST_WEEK).to_numpy()
    rows = list(decisions.select("date", "mission", "days_before").iter_rows())
    everywhere = [0, 0]
    of_missions: dict[str, list[int]] = {}
    waiting: list[int] = []
    today = date.min
    for place, (day, mission, before) in enumerate(rows):
        if before > ASKED_BEFORE:
            continue
        if day != today:
            for past in waiting:
                for counts in (everywhere, of_missions.setdefault(rows[past][1], [0, 0])):
                    counts[0] += int(late[past])
                    counts[1] += 1
            waiting, today = [], day
        shares[place] = _share(everywhere[0], everywhere[1])
        happened, cases = of_missions.get(mission, (0, 0))
        odds[place] = _drawn(happened, cases, shares[place])
        waiting.append(place)
    return odds, shares, late


def _share(happened: int, cases: int) -> float:
    return (happened + 0.5) / (cases + 1)


def _drawn(happened: int, cases: int, share: float) -> float:
    return float((happened + WEIGHT * share) / (cases + WEIGHT))
