"""What violence to expect in a country if its past year repeats itself: the baseline forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.countries import name_of
from peaceops.edition.view import View
from peaceops.findings import Finding, Gap
from peaceops.violence import draws as tables
from peaceops.violence._words import findings_of, gaps_of
from peaceops.violence.conflictology import WINDOW, paths, severity_places
from peaceops.violence.panel import (
    ALL_TYPES,
    TARGETS,
    TYPES,
    History,
    history_of,
    months_after,
)
from peaceops.violence.record import track_record

HORIZONS = (6, 12)
THRESHOLDS = (25, 100, 1000)
"""Deaths: UCDP counts a conflict from 25 battle-related deaths a year, a war from 1,000."""
LEAST_CHANCE = 0.01
"""No probability is stated nearer to 0 or 1: twelve months cannot tell. Over country-years from
November 1995 to October 2023, where no draw reached 25, 100 or 1,000 deaths in a year, 2.7, 0.9
and 0.5 % of the outcomes did; where every draw did, 100, 99.7 and 96.5 %."""
_PROBABILITIES = {
    "target": pl.String,
    "question": pl.String,
    "months": pl.Int64,
    "threshold": pl.Float64,
    "p": pl.Float64,
}


@dataclass(frozen=True)
class CountryForecast:
    """Draws of deaths in one country for the months ahead, and what they say.

    Attributes:
        country: ISO 3 code.
        recorded_as: The country whose record it rests on; another one for territories that UCDP
            records under the state that holds them.
        as_of: Date of the view.
        origin: First day of the last month known; ``None`` if there is no forecast.
        history: The country's rows of the last 24 months known.
        draws: The long table of draws (see ``peaceops.violence.draws``), four targets.
        by_month: Mean, median and 50, 80 and 90 % intervals by target and month.
        totals: The same of the totals over the next 6 and 12 months.
        probabilities: Columns target, question, months, threshold, p; p is the share of draws,
            kept off 0 and 1 by ``LEAST_CHANCE``.
        record: Scores of this method, of ``last`` and ``zero`` in earlier years.
        method: How the draws were made, in words.
        findings: Figures for a brief, ids ``violence.ISO3.*``.
        gaps: What could not be said.
    """

    country: str
    recorded_as: str
    as_of: date
    origin: date | None
    history: pl.DataFrame
    draws: pl.DataFrame
    by_month: pl.DataFrame
    totals: pl.DataFrame
    probabilities: pl.DataFrame
    record: pl.DataFrame
    method: str
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()


def forecast(
    view: View, country: str, *, months: int = 12, draws: int = 1000, seed: int = 0
) -> CountryForecast:
    """Forecast deaths by type for the months after the last one known.

    Args:
        view: What was known on the date.
        country: ISO 3 code.
        months: Months ahead, 1 or more.
        draws: Draws, 20 or more.
        seed: Same view, country and seed give the same draws.

    Returns:
        The forecast; without an origin, and with the reason among its gaps, where the record is
        missing, too short or too old.

    Raises:
        ValueError: ``months`` or ``draws`` is too small.
    """
    if months < 1 or draws < 20:
        raise ValueError(f"months {months} and draws {draws} must be at least 1 and 20")
    history = history_of(view, country)
    if isinstance(history, Gap):
        return _none(view, country, history)
    if history.rows.height < WINDOW:
        return _none(view, country, _too_short(history))
    made = _draws(history, months, draws, seed)
    horizons = [one for one in HORIZONS if one <= months]
    sums = [tables.totals(made, horizon) for horizon in horizons]
    record = track_record(view, history.recorded_as, history.origin)
    totals = pl.concat([tables.of_totals(one) for one in sums]) if sums else pl.DataFrame()
    probabilities = _probabilities(sums, history)
    method = _method(history, draws)
    return CountryForecast(
        country=country,
        recorded_as=history.recorded_as,
        as_of=view.as_of,
        origin=history.origin,
        history=history.rows.tail(2 * WINDOW),
        draws=made,
        by_month=tables.by_month(made),
        totals=totals,
        probabilities=probabilities,
        record=record,
        method=method,
        findings=findings_of(history, totals, probabilities, record, method),
        gaps=gaps_of(history, record),
    )


def _draws(history: History, months: int, draws: int, seed: int) -> pl.DataFrame:
    rng = np.random.default_rng([seed, *history.country.encode()])
    places = severity_places(WINDOW, months, draws, rng)
    by_type = paths(history.deaths[-WINDOW:], places)
    values = dict(zip(TYPES, by_type, strict=True)) | {ALL_TYPES: by_type.sum(axis=0)}
    ahead = [months_after(history.origin, step) for step in range(1, months + 1)]
    return pl.concat(
        [
            tables.long_table(history.origin, target, history.country, ahead, values[target])
            for target in TARGETS
        ]
    )


def _probabilities(sums: list[pl.DataFrame], history: History) -> pl.DataFrame:
    past = history.deaths
    known = dict(zip(TYPES, past.T, strict=True)) | {ALL_TYPES: past.sum(axis=1)}
    rows: list[tuple[str, str, int, float, float]] = []
    for total in sums:
        months = int(total["months"][0])
        for target in TARGETS:
            part = total.filter(pl.col("target") == target)
            for threshold in THRESHOLDS:
                p = _stated(tables.probability(part, threshold))
                rows.append((target, f"{threshold:,} deaths or more", months, threshold, p))
            before = float(known[target][-months:].sum())
            p = _stated(tables.probability(part, before, above=True))
            rows.append(
                (target, f"more deaths than in the last {months} months", months, before, p)
            )
    return pl.DataFrame(rows, schema=_PROBABILITIES, orient="row")


def _stated(share: pl.DataFrame) -> float:
    return min(max(float(share["p"][0]), LEAST_CHANCE), 1 - LEAST_CHANCE)


def _method(history: History, draws: int) -> str:
    first, last = months_after(history.origin, 1 - WINDOW), history.origin
    vintage = " + ".join(history.rows.tail(WINDOW)["vintage"].unique().sort())
    return (
        f"Conflictology: each month ahead repeats one of the country's own twelve months "
        f"{first:%B %Y} to {last:%B %Y}, {draws:,} draws; a draw moves slowly between calm and "
        f"bad months, so that totals spread as widely as they did in the past. It knows no trend, "
        f"no news and no effect of a decision. Figures as in the release {vintage}, which holds "
        f"later revisions."
    )


def _too_short(history: History) -> Gap:
    months = history.rows.height
    return Gap(
        f"violence.{history.country.lower()}.short",
        f"a forecast of deaths in {name_of(history.country)}",
        f"of its own record only {months} {'month was' if months == 1 else 'months were'} known; "
        "twelve are needed",
        f"ask as of a date {WINDOW - months} months later, or add figures of the state it was "
        "part of",
    )


def _none(view: View, country: str, gap: Gap) -> CountryForecast:
    empty = pl.DataFrame()
    return CountryForecast(
        country=country,
        recorded_as=country,
        as_of=view.as_of,
        origin=None,
        history=empty,
        draws=tables.no_draws(),
        by_month=empty,
        totals=empty,
        probabilities=pl.DataFrame(schema=_PROBABILITIES),
        record=empty,
        method="",
        gaps=(gap,),
    )
