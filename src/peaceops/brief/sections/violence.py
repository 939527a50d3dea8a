"""Violence ahead: the forecast as the brief holds it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from peaceops.brief.document import (
    ForecastMonth,
    ForecastYear,
    MonthlyViolence,
    NeighbourAhead,
    Probability,
    Violence,
)
from peaceops.violence import CountryForecast, ViolenceOutlook, worse_than_before


def violence_section(
    forecasts: Sequence[CountryForecast],
    neighbours: Sequence[CountryForecast] = (),
    outlook: ViolenceOutlook | None = None,
) -> Violence:
    """The forecasts of the hosts, in the order given, and of their neighbours."""
    known = [one for one in forecasts if one.issued is not None]
    origins = [one.origin for one in known if one.origin is not None]
    first = known[0] if known else None
    together = outlook.together if outlook is not None else None
    return Violence(
        known_until=together.known_until if together else None,
        missing_days=together.missing_days if together else None,
        origin=max(origins) if origins else None,
        method=first.issued.method if first and first.issued else "",
        baseline=_baseline_method(first) if first else "",
        history=tuple(month for one in known for month in _history(one)),
        forecast=tuple(month for one in known for month in _months(one)),
        probabilities=tuple(one for forecast in known for one in _probabilities(forecast)),
        neighbours=tuple(row for one in neighbours for row in _ahead(one)),
        neighbours_without_record=tuple(one.country for one in neighbours if _record_ended(one)),
        years=tuple(year for one in known for year in _years(one)),
    )


def _record_ended(forecast: CountryForecast) -> bool:
    """Whether there are months on record and no forecast; a state to come has no month at all."""
    return forecast.issued is None and not any(one.key.endswith(".rows") for one in forecast.gaps)


def _baseline_method(forecast: CountryForecast) -> str:
    """How the baseline was made, unless it is what is shown as the forecast."""
    return forecast.baseline.method if _stands_beside(forecast) and forecast.baseline else ""


def _stands_beside(forecast: CountryForecast) -> bool:
    return forecast.baseline is not None and forecast.baseline is not forecast.issued


def _history(forecast: CountryForecast) -> list[MonthlyViolence]:
    return [
        MonthlyViolence(
            country=row["country"],
            month=row["month"],
            state_based=row["state_based"],
            non_state=row["non_state"],
            one_sided=row["one_sided"],
        )
        for row in forecast.history.iter_rows(named=True)
    ]


def _beside(table: pl.DataFrame, baseline: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """A method's rows with the baseline's figures beside them as ``baseline_*``."""
    figures = [name for name in baseline.columns if name not in (*keys, "origin", "unit")]
    other = baseline.select(*keys, *(pl.col(one).alias(f"baseline_{one}") for one in figures))
    return table.join(other, on=list(keys), how="left", maintain_order="left")


def _months(forecast: CountryForecast) -> list[ForecastMonth]:
    assert forecast.issued is not None and forecast.baseline is not None
    rows = _beside(forecast.issued.by_month, forecast.baseline.by_month, ("target", "month"))
    shown = ("median", "low_50", "high_50", "low_90", "high_90")
    theirs = ("median", "low_90", "high_90") if _stands_beside(forecast) else ()
    names = (*shown, *(f"baseline_{one}" for one in theirs))
    return [
        ForecastMonth(
            country=forecast.country,
            type=row["target"],
            month=row["month"],
            **{name: round(row[name], 2) for name in names},
        )
        for row in rows.iter_rows(named=True)
    ]


def _probabilities(forecast: CountryForecast) -> list[Probability]:
    assert forecast.issued is not None and forecast.baseline is not None
    keys = ("target", "question", "months")
    rows = _beside(forecast.issued.probabilities, forecast.baseline.probabilities, keys)
    beside = _stands_beside(forecast)
    return [
        Probability(
            country=forecast.country,
            type=row["target"],
            question=row["question"],
            months=row["months"],
            p=round(row["p"], 4),
            baseline=round(row["baseline_p"], 4) if beside else None,
        )
        for row in rows.iter_rows(named=True)
    ]


def _ahead(forecast: CountryForecast) -> list[NeighbourAhead]:
    """A neighbour's totals and probabilities by type and horizon."""
    if forecast.issued is None or forecast.baseline is None:
        return []
    beside = _stands_beside(forecast)
    found = []
    for row in _beside(
        forecast.issued.totals, forecast.baseline.totals, ("target", "months")
    ).iter_rows(named=True):
        asked = {"target": row["target"], "months": row["months"]}
        own = _asked(forecast.issued.probabilities.filter(**asked))
        theirs = _asked(forecast.baseline.probabilities.filter(**asked)) if beside else {}
        figures = ("median", "low_90", "high_90")
        names = (*figures, *(f"baseline_{one}" for one in figures if beside))
        found.append(
            NeighbourAhead(
                country=forecast.country,
                type=row["target"],
                months=row["months"],
                before=round(own.pop("before")),
                **{name: round(row[name], 2) for name in names},
                **own,
                **{f"baseline_{name}": p for name, p in theirs.items() if name != "before"},
            )
        )
    return found


def _asked(probabilities: pl.DataFrame) -> dict[str, float]:
    """Probabilities of one type and horizon by name, and the deaths of as many months before."""
    found = {}
    for row in probabilities.iter_rows(named=True):
        if row["question"] == worse_than_before(row["months"]):
            found["p_worse"], found["before"] = round(row["p"], 4), row["threshold"]
        elif row["threshold"] in (25, 100):
            found[f"p_{row['threshold']:.0f}"] = round(row["p"], 4)
    return found


def _years(forecast: CountryForecast) -> list[ForecastYear]:
    years = forecast.record.years
    if forecast.issued is None or not _stands_beside(forecast):
        return []
    own = years.filter(pl.col("method") == forecast.issued.model)
    theirs = years.filter(pl.col("method") == "conflictology").drop("method", "last", "outcome")
    return [
        ForecastYear(
            country=forecast.country,
            first=row["first"],
            last=row["last"],
            deaths=round(row["outcome"]),
            **{name: round(row[name], 2) for name in ("median", "low_90", "high_90")},
            error=round(row["crps"], 3),
            **{
                f"baseline_{name}": round(row[f"{name}_right"], 2)
                for name in ("median", "low_90", "high_90")
            },
            baseline_error=round(row["crps_right"], 3),
        )
        for row in own.join(theirs, on="first", maintain_order="left").iter_rows(named=True)
    ]
