"""Scores of resolved forecasts beside the baseline that was issued along with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import polars as pl

from peaceops.evaluate import brier, log_loss, quantile_score
from peaceops.ledger.file import Ledger
from peaceops.ledger.forecast import Answer, Ballot, Event, Forecast, Odds, Outcome, Quantiles

MEASURES = ("log_loss", "brier", "crps")
By = Literal["kind", "date", "mission"]
_SCHEMA = {
    "quantity": pl.String,
    "mission": pl.String,
    "as_of": pl.Date,
    "cases": pl.Int64,
    **dict.fromkeys(MEASURES, pl.Float64),
    **{f"baseline_{measure}": pl.Float64 for measure in MEASURES},
    "within_90": pl.Float64,
    "provisional": pl.Boolean,
}
Scores = dict[str, float | None]


def cases_of(pairs: Iterable[tuple[Forecast, Outcome]]) -> pl.DataFrame:
    """Score resolved forecasts one by one.

    Args:
        pairs: Forecasts with what became of them; those that are void are passed over.

    Returns:
        One row a forecast: quantity, mission, as_of, cases (votes of a ballot, else 1), log_loss
        (nats), brier and crps (in the unit of the quantity; from quantiles), each null where it
        does not apply; the same of the baseline; within_90 (whether the outcome lies between the
        5 and 95 per cent quantiles) and provisional.
    """
    rows = []
    for forecast, outcome in pairs:
        if outcome.status == "void":
            continue
        cases, scores = _scores(forecast.forecast, outcome)
        if not cases:
            continue
        _, baseline = _scores(forecast.baseline, outcome) if forecast.baseline else (0, {})
        rows.append(
            {
                "quantity": forecast.quantity,
                "mission": forecast.mission,
                "as_of": forecast.as_of,
                "cases": cases,
                **scores,
                **{f"baseline_{measure}": baseline.get(measure) for measure in MEASURES},
                "within_90": _within(forecast.forecast, outcome),
                "provisional": outcome.provisional,
            }
        )
    return pl.DataFrame(rows, schema=_SCHEMA)


def summary(cases: pl.DataFrame, by: By = "kind") -> pl.DataFrame:
    """Mean scores of cases.

    Args:
        cases: As ``cases_of`` gives them.
        by: ``kind``: by quantity; ``date``: by quantity and year of the date as of which it was
            forecast; ``mission``: by quantity and mission.

    Returns:
        quantity, year or mission, forecasts, cases, the mean of each measure, the baseline's over
        the same cases, within_90 and provisional (forecasts resolved by provisional figures).
    """
    year = pl.col("as_of").dt.year().cast(pl.String)
    groups = {"kind": [], "date": [year.alias("year")], "mission": [pl.col("mission")]}[by]
    weight = pl.col("cases")
    names = [*MEASURES, *(f"baseline_{measure}" for measure in MEASURES), "within_90"]
    means = [((pl.col(name) * weight).sum() / weight.sum()).alias(name) for name in names]
    scored = [
        pl.when(pl.col(name).count() == pl.len()).then(mean).alias(name)
        for name, mean in zip(names, means, strict=True)
    ]
    return (
        cases.group_by(pl.col("quantity"), *groups)
        .agg(
            pl.len().cast(pl.Int64).alias("forecasts"),
            weight.sum().alias("all_cases"),
            *scored,
            provisional=pl.col("provisional").sum().cast(pl.Int64),
        )
        .rename({"all_cases": "cases"})
        .sort("quantity", *(group.meta.output_name() for group in groups))
    )


def counted(ledger: Ledger) -> tuple[list[tuple[Forecast, Outcome]], list[int]]:
    """The forecasts of a ledger that count, with their outcomes.

    An issued forecast counts if what became of it was public only after the day it was entered.

    Args:
        ledger: The ledger.

    Returns:
        Pairs of forecast and outcome; and the lines of forecasts entered too late to count.
    """
    pairs, late = [], []
    for entry in ledger.entries:
        resolution = ledger.outcomes.get(entry.number)
        if resolution is None:
            continue
        if ledger.record == "issued" and resolution.outcome.known_on <= entry.on:
            late.append(entry.number)
        else:
            pairs.append((entry.forecast, resolution.outcome))
    return pairs, late


def _scores(answer: Answer, outcome: Outcome) -> tuple[int, Scores]:
    """Number of cases, and each measure; a measure that does not apply is ``None``."""
    happened = outcome.happened
    if isinstance(answer, Event) and isinstance(happened, bool):
        odds = {"yes": answer.probability, "no": 1 - answer.probability}
        return 1, _of_odds(odds, "yes" if happened else "no")
    if isinstance(answer, Odds) and isinstance(happened, str):
        return 1, _of_odds(answer.odds, happened)
    if isinstance(answer, Ballot) and isinstance(happened, dict):
        votes = [(odds, happened[member]) for member, odds in answer.votes.items()
                 if member in happened]  # fmt: skip
        parts = [_of_odds(odds, vote) for odds, vote in votes]
        means = {name: _mean([part[name] for part in parts]) for name in MEASURES}
        return len(votes), means
    if isinstance(answer, Quantiles) and isinstance(happened, float):
        quantiles = {float(level): value for level, value in answer.quantiles.items()}
        return 1, _measures(crps=quantile_score(quantiles, happened))
    raise ValueError(f"an answer {answer} does not fit the outcome {happened!r}")


def _of_odds(odds: dict[str, float], happened: str) -> Scores:
    return _measures(log_loss=log_loss(odds.get(happened, 0.0)), brier=brier(odds, happened))


def _measures(**values: float) -> Scores:
    return {measure: values.get(measure) for measure in MEASURES}


def _mean(values: list[float | None]) -> float | None:
    numbers = [value for value in values if value is not None]
    return sum(numbers) / len(numbers) if numbers else None


def _within(answer: Answer, outcome: Outcome) -> float | None:
    if not isinstance(answer, Quantiles) or not isinstance(outcome.happened, float):
        return None
    low, high = answer.quantiles.get("0.05"), answer.quantiles.get("0.95")
    if low is None or high is None:
        return None
    return float(low <= outcome.happened <= high)
