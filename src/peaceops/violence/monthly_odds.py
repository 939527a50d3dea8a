"""Odds of as many deaths in a single month, and what the same odds were a month ago.

A month ago is the same question asked on the day a month before: the months known then, by the same
forecaster, of the same month ahead. Figures are today's on both days, so a change is one of the
forecast, not of the record's revision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR, month_after, month_of, months_after, months_between
from peaceops.domain.violence_types import ALL_TYPES, IN_WORDS
from peaceops.edition import View
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.draws_cache import draws_by_type
from peaceops.violence.figures import THRESHOLDS, Place, clip_probability
from peaceops.violence.forecast import Ahead, baseline_draws, world_until
from peaceops.violence.learned import Learned, enough_past, learned_by, october_of
from peaceops.violence.models import FORECASTER
from peaceops.violence.panel import History

COLUMNS = {
    "month": pl.Date,
    "deaths": pl.Int64,
    "p": pl.Float64,
    "baseline_p": pl.Float64,
    "p_month_ago": pl.Float64,
    "change": pl.Float64,
}


def a_month_before(day: date) -> date:
    """The same day of the month before, or its last day where that month is shorter.

    >>> a_month_before(date(2023, 3, 31))
    datetime.date(2023, 2, 28)
    """
    first = month_after(day, -1)
    last = (month_after(first, 1) - first).days
    return first.replace(day=min(day.day, last))


def odds_by_month(
    view: View, place: Place, ahead: Ahead, *, seed: int = 0, with_change: bool = True
) -> pl.DataFrame:
    """Odds of each of ``THRESHOLDS`` in each of the twelve months after the month of the date.

    Args:
        view: What was known on the date.
        place: What the country's figures are made of.
        ahead: Its draws; they reach twelve months past the month of the date, or what there is is
            given.
        seed: Seed of the draws.
        with_change: Forecast as of a month ago as well.

    Returns:
        One row a month and threshold: month, deaths, ``p`` (of as many or more, all types),
        ``baseline_p`` (null where the baseline is itself what is shown), ``p_month_ago`` and
        ``change`` from it (null where no such forecast was asked for or could be made then).
    """
    earlier = _earlier(view, ahead, seed) if with_change else None
    first = month_after(month_of(view.as_of), 1)
    months = [month for month in months_after(place.origin, place.draws.shape[1]) if month >= first]
    rows = []
    for month in months[:YEAR]:
        lead = months_between(place.origin, month)
        for deaths in THRESHOLDS:
            chance = _share(place.draws, lead, deaths)
            alone = place.baseline is place.draws
            baseline = None if alone else _share(place.baseline, lead, deaths)
            before = None if earlier is None else _share_then(*earlier, month, deaths)
            change = None if before is None else round(chance - before, 3)
            rows.append((month, deaths, chance, baseline, before, change))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _share_then(origin: date, draws: Floats, month: date, deaths: int) -> float | None:
    """The same share of an earlier forecast; ``None`` where it does not reach the month."""
    lead = months_between(origin, month)
    return _share(draws, lead, deaths) if lead <= draws.shape[1] else None


def _share(draws: Floats, lead: int, deaths: int) -> float:
    """Share of the draws of a month with as many deaths, as a brief states it."""
    share = (draws[:, lead - 1].sum(axis=0) >= deaths).mean()
    return round(clip_probability(float(share)), 3)


def _earlier(view: View, ahead: Ahead, seed: int) -> tuple[date, Floats] | None:
    """The last month known a month ago, and the draws after it; ``None`` where there are none.

    Where the same method was not to be had then, a change would be one of the method.
    """
    rows = ahead.history.rows.filter(pl.col("known_on") <= a_month_before(view.as_of))
    if rows.height < WINDOW:
        return None
    history = History(ahead.history.country, ahead.history.recorded_as, rows, 0)
    months = ahead.draws.shape[1] + months_between(history.origin, ahead.history.origin)
    if ahead.model != FORECASTER:
        return history.origin, baseline_draws(history, months, seed)
    world = world_until(view, history.origin)
    if history.recorded_as not in world.units or not enough_past(world, YEAR):
        return None
    reach = min(months, ahead.draws.shape[1])
    learned = _learned(view, ahead, history)
    return history.origin, draws_by_type(
        world, history.recorded_as, reach, seed=seed, learned=learned
    )


def _learned(view: View, ahead: Ahead, history: History) -> Learned:
    """What was learned by the last October a month ago: mostly the same one."""
    world, before = (world_until(view, each.origin) for each in (ahead.history, history))
    same = october_of(world) == october_of(before)
    return learned_by(view, world if same else before)


def next_month(view: View, place: Place, odds: pl.DataFrame) -> Mapping[int, Figure]:
    """Odds in the month after that of the date, by threshold."""
    return {
        row["deaths"]: _figure(place, row, row["p"], "", "") for row in _of_next_month(view, odds)
    }


def change_of_next_month(view: View, place: Place, odds: pl.DataFrame) -> Mapping[int, Figure]:
    """What the same odds are above those of a month ago, by threshold."""
    day = a_month_before(view.as_of)
    return {
        row["deaths"]: _figure(
            place, row, row["change"], "_change", message(", less that of {day:%-d %B %Y}", day=day)
        )
        for row in _of_next_month(view, odds)
        if row["change"] is not None
    }


def _of_next_month(view: View, odds: pl.DataFrame) -> list[dict[str, Any]]:
    return odds.filter(month=month_after(month_of(view.as_of), 1)).to_dicts()


def _figure(
    place: Place, row: Mapping[str, Any], value: float, suffix: str, proviso: str
) -> Figure:
    return Figure(
        f"{place.key}.p_month_{row['deaths']}{suffix}",
        message(
            "Probability of {deaths:,} deaths or more in {in_words} in {name} in {month:%B "
            "%Y}{proviso}",
            deaths=row["deaths"],
            in_words=IN_WORDS[ALL_TYPES],
            name=place.name,
            month=row["month"],
            proviso=proviso,
        ),
        value,
        "difference of probabilities" if suffix else "probability",
        place.method,
        place.evidence,
    )
