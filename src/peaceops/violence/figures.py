"""Figures of a forecast of deaths: each read off the same draws, with the baseline's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR
from peaceops.domain.violence_types import ALL_TYPES, IN_WORDS, VIOLENCE_TYPES

HALF_YEAR = 6
THRESHOLDS = (25, 100, 1000)
"""Deaths: UCDP counts a conflict from 25 battle-related deaths a year, a war from 1,000."""
LEAST_CHANCE = 0.01
"""No probability is stated nearer to 0 or 1: the past cannot tell. For conflictology, over
country-years from November 1995 to October 2023, where no draw reached 25, 100 or 1,000 deaths in
a year, 2.7, 0.9 and 0.5 % of the outcomes did; where every draw did, 100, 99.7 and 96.5 %."""
BASELINE_OF_FAN = ("baseline_median", "baseline_low_90", "baseline_high_90")


@dataclass(frozen=True)
class Place:
    """What the figures of a country, or of several together, are made of.

    Attributes:
        key: ``violence.mli``; of a mission's hosts together ``violence.hosts``.
        name: Its name as it stands in a sentence, with an article where due.
        origin: First day of the last month known.
        last_12: Deaths of the last twelve months known.
        history: The months of the last two years known: country, month, deaths by type.
        draws: Deaths ahead by type, shape (types, months, draws).
        baseline: The same by the baseline; the draws themselves where there is no other forecast.
        method: How the draws were made.
        baseline_method: How the baseline's were.
        record: The country's months of the last year.
        learnt: Other rows that the forecaster learnt from.
    """

    key: str
    name: str
    origin: date
    last_12: int
    history: pl.DataFrame
    draws: Floats
    baseline: Floats
    method: str
    baseline_method: str
    record: tuple[Evidence, ...]
    learnt: tuple[Evidence, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Rows that the forecast rests on."""
        return (*self.record, *self.learnt)


def last_year(place: Place) -> Figure:
    """Deaths of the last twelve months known."""
    return Figure(
        f"{place.key}.last_12",
        message(
            "Deaths in organised violence in {name}, twelve months to {origin:%B %Y}",
            name=place.name,
            origin=place.origin,
        ),
        place.last_12,
        "deaths, best estimate",
        "Sum of state-based, non-state and one-sided violence over the last twelve months known.",
        place.record,
    )


def deaths_ahead(
    place: Place, months: int = YEAR, *, target: str = ALL_TYPES, baseline: bool = False
) -> Figure:
    """Deaths over the months after the last one known: median of the draws and 90 % interval."""
    summary = Summary.of(total(place.baseline if baseline else place.draws, months, target))
    name = f"{'baseline' if baseline else 'next'}_{months}"
    suffix = "" if target == ALL_TYPES else f"_{target}"
    proviso = ", if the past year repeats itself (the baseline)" if baseline else ""
    return Figure(
        f"{place.key}.{name}{suffix}",
        message(
            "Deaths in {in_words} in {name} over the {months} months after {origin:%B %Y}{proviso}",
            in_words=IN_WORDS[target],
            name=place.name,
            months=months,
            origin=place.origin,
            proviso=proviso,
        ),
        round(summary.median),
        "deaths, median of the draws",
        place.baseline_method if baseline else place.method,
        place.record if baseline else place.evidence,
        (round(summary.low), round(summary.high)),
        LEVEL,
    )


def chance_at_least(place: Place, threshold: int, target: str) -> Figure:
    """Probability that twelve months bring as many deaths or more."""
    share = float((total(place.draws, YEAR, target) >= threshold).mean())
    name = "all" if target == ALL_TYPES else target
    return _chance(
        place,
        share,
        message("{threshold:,} deaths or more", threshold=threshold),
        f"{name}_{threshold}",
        target,
    )


def chance_of_more(place: Place) -> Figure:
    """Probability of more deaths in the next twelve months than in the last twelve."""
    share = float((total(place.draws, YEAR, ALL_TYPES) > place.last_12).mean())
    return _chance(place, share, "more deaths than in the last 12 months", "worse", ALL_TYPES)


def total(draws: Floats, months: int, target: str) -> Floats:
    """Draws of the deaths over the first months, shape (draws,)."""
    result: Floats = _of_target(draws[:, :months], target).sum(axis=0)
    return result


def odds_of(place: Place, target: str = ALL_TYPES) -> Mapping[int, Figure]:
    """Probabilities of each of ``THRESHOLDS`` over twelve months."""
    return {threshold: chance_at_least(place, threshold, target) for threshold in THRESHOLDS}


def _chance(place: Place, share: float, question: str, name: str, target: str) -> Figure:
    return Figure(
        f"{place.key}.p_{name}_12",
        message(
            "Probability of {question} in {in_words} in {name} over the {year} months "
            "after {origin:%B %Y}",
            question=question,
            in_words=IN_WORDS[target],
            name=place.name,
            year=YEAR,
            origin=place.origin,
        ),
        round(clip_probability(share), 3),
        "probability",
        place.method,
        place.evidence,
    )


def days_missing(place: Place, known_until: date, as_of: date) -> Figure:
    """Days up to the date of which no event is known to the forecast."""
    return Figure(
        f"{place.key}.missing_days",
        message(
            "Days before {as_of:%-d %B %Y} of which no event in {name} is known to the forecast",
            as_of=as_of,
            name=place.name,
        ),
        (as_of - known_until).days,
        "days",
        message(
            "From {known_until:%-d %B %Y}, the end of the last month on record, to the "
            "date. Monthly figures come out in the weeks after a month.",
            known_until=known_until,
        ),
        place.record,
    )


def fan(place: Place, months: Sequence[date]) -> pl.DataFrame:
    """Median, 50 % and 90 % intervals by target and month, with the baseline's.

    Returns:
        Columns target, month, median, low_50, high_50, low_90, high_90, baseline_median,
        baseline_low_90 and baseline_high_90, in deaths a month; the baseline's are null where it is
        itself what is shown.
    """
    levels = {"median": 0.5, "low_50": 0.25, "high_50": 0.75, "low_90": 0.05, "high_90": 0.95}
    parts = []
    for target in (ALL_TYPES, *VIOLENCE_TYPES):
        columns: dict[str, Floats] = {}
        for prefix, draws in (("", place.draws), ("baseline_", place.baseline)):
            of_target = _of_target(draws, target)[: len(months)]
            ends = np.quantile(of_target, list(levels.values()), axis=1)
            columns |= {f"{prefix}{name}": end for name, end in zip(levels, ends, strict=True)}
        frame = pl.DataFrame({"month": list(months), **columns})
        parts.append(frame.select(pl.lit(target).alias("target"), pl.all()))
    table = pl.concat(parts).drop("baseline_low_50", "baseline_high_50")
    if place.baseline is not place.draws:
        return table
    return table.with_columns(pl.lit(None, pl.Float64).alias(name) for name in BASELINE_OF_FAN)


def _of_target(draws: Floats, target: str) -> Floats:
    result: Floats = (
        draws.sum(axis=0) if target == ALL_TYPES else draws[VIOLENCE_TYPES.index(target)]
    )
    return result


def horizons(place: Place) -> pl.DataFrame:
    """What the next six and twelve months bring by type, and what the baseline expects.

    Returns:
        One row a target and number of months: target, months, ``before`` (deaths of as many months
        before), median, low_90 and high_90 of the total, ``p_25``, ``p_100`` and ``p_1000`` (that
        many deaths or more) and ``p_worse`` (more than before); the same as ``baseline_*``, null
        where the baseline is itself what is shown.
    """
    alone = place.baseline is place.draws
    rows = []
    for target in (ALL_TYPES, *VIOLENCE_TYPES):
        for months in (HALF_YEAR, YEAR):
            before = _before(place, target, months)
            row = {"target": target, "months": months, "before": before}
            for prefix, draws in (("", place.draws), ("baseline_", place.baseline)):
                summary = _summary(total(draws, months, target), before)
                empty = alone and bool(prefix)
                row |= {f"{prefix}{name}": None if empty else x for name, x in summary.items()}
            rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None)


def _before(place: Place, target: str, months: int) -> int:
    """Deaths of the last months known, in each country to the end of its own record."""
    kinds = VIOLENCE_TYPES if target == ALL_TYPES else (target,)
    last = place.history.group_by("country", maintain_order=True).tail(months)
    return int(last.select(pl.sum_horizontal(kinds).sum()).item())


def _summary(totals: Floats, before: int) -> dict[str, float]:
    median, low, high = np.quantile(totals, [0.5, 0.05, 0.95])
    chances = {f"p_{threshold}": (totals >= threshold).mean() for threshold in THRESHOLDS}
    chances["p_worse"] = (totals > before).mean()
    return {
        "median": float(median),
        "low_90": float(low),
        "high_90": float(high),
        **{name: clip_probability(float(share)) for name, share in chances.items()},
    }


def clip_probability(share: float) -> float:
    """Keep a share of draws off 0 and 1 by ``LEAST_CHANCE``."""
    return min(max(share, LEAST_CHANCE), 1 - LEAST_CHANCE)
