"""What one method expects in one country: its draws, and the answers read off them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.domain.violence_types import ALL_TYPES, TARGETS, VIOLENCE_TYPES
from peaceops.violence import draws as tables
from peaceops.violence.panel import History

HORIZONS = (6, 12)
THRESHOLDS = (25, 100, 1000)
"""Deaths: UCDP counts a conflict from 25 battle-related deaths a year, a war from 1,000."""
LEAST_CHANCE = 0.01
"""No probability is stated nearer to 0 or 1: the past cannot tell. For conflictology, over
country-years from November 1995 to October 2023, where no draw reached 25, 100 or 1,000 deaths in
a year, 2.7, 0.9 and 0.5 % of the outcomes did; where every draw did, 100, 99.7 and 96.5 %."""
PROBABILITIES = {
    "target": pl.String,
    "question": pl.String,
    "months": pl.Int64,
    "threshold": pl.Float64,
    "p": pl.Float64,
}


@dataclass(frozen=True)
class Expected:
    """What a method expects.

    Attributes:
        model: Its name in ``models.MODELS``.
        method: How the draws were made, in words.
        draws: The long table of draws (see ``peaceops.violence.draws``), four targets.
        by_month: Mean, median and 50, 80 and 90 % intervals by target and month.
        totals: The same of the totals over the next 6 and 12 months.
        probabilities: Columns target, question, months, threshold, p; p is the share of draws,
            kept off 0 and 1 by ``LEAST_CHANCE``.
    """

    model: str
    method: str
    draws: pl.DataFrame
    by_month: pl.DataFrame
    totals: pl.DataFrame
    probabilities: pl.DataFrame


def expected(model: str, method: str, draws: pl.DataFrame, history: History) -> Expected:
    """Read the answers off a country's draws."""
    months = draws["month"].n_unique()
    sums = [tables.totals(draws, horizon) for horizon in HORIZONS if horizon <= months]
    return Expected(
        model=model,
        method=method,
        draws=draws,
        by_month=tables.by_month(draws),
        totals=pl.concat([tables.of_totals(one) for one in sums]) if sums else pl.DataFrame(),
        probabilities=_probabilities(sums, history),
    )


def deaths_before(history: History, target: str, months: int) -> float:
    """Deaths of the last ``months`` months known."""
    past = history.deaths[-months:]
    column = past.sum(axis=1) if target == ALL_TYPES else past[:, VIOLENCE_TYPES.index(target)]
    return float(column.sum())


def _probabilities(sums: list[pl.DataFrame], history: History) -> pl.DataFrame:
    rows: list[tuple[str, str, int, float, float]] = []
    for total in sums:
        months = int(total["months"][0])
        for target in TARGETS:
            drawn = total.filter(pl.col("target") == target)["total"].to_numpy()
            for threshold in THRESHOLDS:
                p = clip_probability(float((drawn >= threshold).mean()))
                rows.append((target, f"{threshold:,} deaths or more", months, threshold, p))
            before = deaths_before(history, target, months)
            p = clip_probability(float((drawn > before).mean()))
            rows.append((target, worse_than_before(months), months, before, p))
    return pl.DataFrame(rows, schema=PROBABILITIES, orient="row")


def worse_than_before(months: int) -> str:
    """The question whether the months ahead will be worse than as many before."""
    return f"more deaths than in the last {months} months"


def clip_probability(share: float) -> float:
    """Keep a share of draws off 0 and 1 by ``LEAST_CHANCE``."""
    return min(max(share, LEAST_CHANCE), 1 - LEAST_CHANCE)
