"""Figures of a forecast of deaths: each read off the same draws, with the baseline's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.domain.months import YEAR
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.violence.panel import TABLE
from peaceops.violence.summary import THRESHOLDS, clip_probability
from peaceops.violence.track_record import HOSTS, THIS_COUNTRY, Record

HALF_YEAR = 6
IN_WORDS = {
    "state_based": "state-based violence",
    "non_state": "non-state violence",
    "one_sided": "one-sided violence",
    ALL_TYPES: "organised violence",
}
_CALLED = {"forecaster": "the forecast", "conflictology": "the baseline"}
_RIVALS = {
    "conflictology": "its baseline, the past year repeating itself",
    "last": "forecasting the last month going on",
    "zero": "forecasting no deaths at all",
}


@dataclass(frozen=True)
class Place:
    """What the figures of a country, or of several together, are made of.

    Attributes:
        key: ``violence.mli``; of a mission's hosts together ``violence.hosts``.
        name: Its name as a reader knows it.
        origin: First day of the last month known.
        last_12: Deaths of the last twelve months known.
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
        f"Deaths in organised violence in {place.name}, twelve months to {place.origin:%B %Y}",
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
        f"Deaths in {IN_WORDS[target]} in {place.name} over the {months} months after "
        f"{place.origin:%B %Y}{proviso}",
        round(summary.median),
        "deaths, median of the draws",
        place.baseline_method if baseline else place.method,
        place.record if baseline else place.evidence,
        (round(summary.low), round(summary.high)),
        LEVEL,
    )


def chance_at_least(place: Place, threshold: int, *, target: str = ALL_TYPES) -> Figure:
    """Probability that twelve months bring as many deaths or more."""
    share = float((total(place.draws, YEAR, target) >= threshold).mean())
    name = "all" if target == ALL_TYPES else target
    return _chance(place, share, f"{threshold:,} deaths or more", f"{name}_{threshold}", target)


def chance_of_more(place: Place) -> Figure:
    """Probability of more deaths in the next twelve months than in the last twelve."""
    share = float((total(place.draws, YEAR, ALL_TYPES) > place.last_12).mean())
    return _chance(place, share, "more deaths than in the last 12 months", "worse", ALL_TYPES)


def total(draws: Floats, months: int, target: str) -> Floats:
    """Draws of the deaths over the first months, shape (draws,)."""
    ahead = draws[:, :months].sum(axis=1)
    result: Floats = (
        ahead.sum(axis=0) if target == ALL_TYPES else ahead[VIOLENCE_TYPES.index(target)]
    )
    return result


def odds_of(place: Place) -> Mapping[int, Figure]:
    """Probabilities of each of ``summary.THRESHOLDS`` over twelve months, all types."""
    return {threshold: chance_at_least(place, threshold) for threshold in THRESHOLDS}


def _chance(place: Place, share: float, question: str, name: str, target: str) -> Figure:
    return Figure(
        f"{place.key}.p_{name}_12",
        f"Probability of {question} in {IN_WORDS[target]} in {place.name} over the {YEAR} months "
        f"after {place.origin:%B %Y}",
        round(clip_probability(share), 3),
        "probability",
        place.method,
        place.evidence,
    )


def days_missing(place: Place, known_until: date, as_of: date) -> Figure:
    """Days up to the date of which no event is known to the forecast."""
    return Figure(
        f"{place.key}.missing_days",
        f"Days before {as_of:%-d %B %Y} of which no event in {place.name} is known to the forecast",
        (as_of - known_until).days,
        "days",
        f"From {known_until:%-d %B %Y}, the end of the last month on record, to the date. Monthly "
        "figures come out in the weeks after a month.",
        place.record,
    )


def fan(place: Place, months: Sequence[date]) -> pl.DataFrame:
    """Median, 50 % and 90 % intervals by target and month, with the baseline's.

    Returns:
        Columns target, month, median, low_50, high_50, low_90, high_90, baseline_median,
        baseline_low_90 and baseline_high_90, in deaths a month.
    """
    levels = {"median": 0.5, "low_50": 0.25, "high_50": 0.75, "low_90": 0.05, "high_90": 0.95}
    parts = []
    for target in (ALL_TYPES, *VIOLENCE_TYPES):
        columns: dict[str, Floats] = {}
        for prefix, draws in (("", place.draws), ("baseline_", place.baseline)):
            own = _of_target(draws, target)[: len(months)]
            ends = np.quantile(own, list(levels.values()), axis=1)
            columns |= {f"{prefix}{name}": end for name, end in zip(levels, ends, strict=True)}
        frame = pl.DataFrame({"month": list(months), **columns})
        parts.append(frame.select(pl.lit(target).alias("target"), pl.all()))
    return pl.concat(parts).drop("baseline_low_50", "baseline_high_50")


def _of_target(draws: Floats, target: str) -> Floats:
    result: Floats = (
        draws.sum(axis=0) if target == ALL_TYPES else draws[VIOLENCE_TYPES.index(target)]
    )
    return result


def record_figures(record: Record, room: str, place: str) -> Iterator[Figure]:
    """Coverage, and errors against each baseline, of a country and of the hosts of missions."""
    for scope, named, name in (
        (THIS_COUNTRY, place, "record"),
        (HOSTS, "the hosts of open missions", "record_hosts"),
    ):
        part = record.means.filter(pl.col("scope") == scope)
        if part.is_empty():
            continue
        main, *rivals = part["method"].unique(maintain_order=True).to_list()
        first, last = part["first"][0], part["last"][0]
        mean = {
            (method, score): value
            for method, score, value in part.select("method", "score", "value").iter_rows()
        }
        evidence = (Evidence(TABLE, f"{named}, {first:%Y-%m} to {last:%Y-%m}", part["cases"][0]),)
        years = (
            f"forecast year by year from the October before, {first:%B %Y} to {last:%B %Y}, from "
            "nothing later than that October"
        )
        yield Figure(
            f"{room}.{name}_coverage",
            f"Share of twelve-month totals in {named} that fell into the 90 % interval of "
            f"{_CALLED[main]} before",
            round(mean[main, "total_coverage_90"], 3),
            "share; 0.9 is meant",
            f"The method run on past dates, {years}, in today's figures.",
            evidence,
        )
        for rival in rivals:
            if mean[rival, "crps"] > 0:
                yield Figure(
                    f"{room}.{name}_against_{rival}",
                    f"Error of {_CALLED[main]} in {named}, relative to {_RIVALS[rival]}",
                    round(mean[main, "crps"] / mean[rival, "crps"], 3),
                    "ratio of mean CRPS; below 1 is better",
                    f"Mean continuous ranked probability score by month, {years}.",
                    evidence,
                )
