"""Replays: past days forecast again by today's code, each from what was known at its end.

They are kept apart from forecasts that were issued: the code has seen what followed, and was chosen
on some of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

import polars as pl

from peaceops.council import Agenda, agenda_of
from peaceops.council import outlook as council_outlook
from peaceops.domain.mission import Mission
from peaceops.domain.months import month_after
from peaceops.edition import View, standing_missions
from peaceops.errors import MissingTableError
from peaceops.ledger.answers import forecasts_of
from peaceops.ledger.forecast import KINDS, Forecast
from peaceops.mission import strength_outlook
from peaceops.violence import outlook as violence_outlook

RECORD_AGE = 45
"""Days after the last decision on record up to which the Council's odds are asked for."""
STRENGTH_AGE = 184
"""The same of the last month of a mission's strength."""
TERM_AHEAD = 184
"""Days ahead within which a term must end for a replay in short to ask for the Council's odds."""
Progress = Callable[[str, int, int], None]
QUARTERS = (3, 6, 9, 12)
"""Months that end a quarter."""


def quarters(first_year: int, last_year: int, until: date) -> list[date]:
    """Last days of the quarters of some years, up to a day.

    Args:
        first_year: The first year.
        last_year: The last.
        until: The last day that may be among them.

    >>> quarters(2014, 2015, date(2014, 12, 30))[-1]
    datetime.date(2014, 9, 30)
    """
    days = [
        month_after(date(year, month, 1)) - timedelta(days=1)
        for year in range(first_year, last_year + 1)
        for month in QUARTERS
    ]
    return [day for day in days if day <= until]


def replay(
    view: View,
    days: Sequence[date],
    missions: Sequence[str] | None = None,
    *,
    short: bool = False,
    seed: int = 0,
    skip: Collection[tuple[str, date]] = (),
    progress: Progress = lambda *_: None,
) -> Iterator[Forecast]:
    """Forecast past days, each from what was known at its end.

    The Council's odds are asked for where a term runs out and the record of decisions reaches the
    day, strength where it is on record for the last half year.

    Args:
        view: A view that knows all of the days.
        days: The days.
        missions: Missions to forecast; every one that stood on the day by default.
        short: Only headline quantities, at a third of the cost: odds where the term ends within
            half a year, deaths of all types over twelve months, and strength.
        seed: Seed of the draws.
        skip: Missions and days that are done already.
        progress: Called with the step, how many are done, and how many there are.
    """
    for done, day in enumerate(days):
        earlier = view.earlier(day)
        progress(f"replaying {day}", done, len(days))
        standing = standing_missions(earlier)
        wanted = [
            name
            for name in standing
            if (missions is None or name in missions) and (name, day) not in skip
        ]
        for name in wanted:
            yield from _of_mission(earlier, earlier.mission(name), short, seed)


def _of_mission(view: View, mission: Mission, short: bool, seed: int) -> tuple[Forecast, ...]:
    violence = None
    if view.has("violence_country_months"):
        violence = violence_outlook(view, mission, seed=seed, with_record=False)
    council = None
    if _term_runs_out(view, mission, short):
        with suppress(MissingTableError):
            council = council_outlook(view, mission.acronym, KINDS, with_record=False)
    strength = None
    if _strength_on_record(view, mission):
        strength = strength_outlook(view, mission, seed=seed)
    return forecasts_of(
        view,
        mission,
        council=council,
        violence=violence,
        strength=strength,
        headline=short,
    )


def _term_runs_out(view: View, mission: Mission, short: bool) -> bool:
    ends = mission.mandate.ends
    if agenda_of(mission) is not Agenda.TERM_RUNS_OUT or ends is None or not view.has("decisions"):
        return False
    last = view.table("decisions")["date"].max()
    fresh = isinstance(last, date) and (view.as_of - last).days <= RECORD_AGE
    return fresh and (not short or (ends - view.as_of).days <= TERM_AHEAD)


def _strength_on_record(view: View, mission: Mission) -> bool:
    if not view.has("strength"):
        return False
    rows = view.table("strength").filter(
        pl.col("mission") == mission.acronym, pl.col("total").is_not_null()
    )
    last = rows["month"].max()
    return isinstance(last, date) and (view.as_of - last).days <= STRENGTH_AGE
