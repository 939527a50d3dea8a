"""How the forecaster and the baselines did before: years that had ended on the date of the view.

Each year is forecast from the October before it, by methods that are given the months up to it and
no others, in today's figures (an analyst at the time had earlier vintages), and scored month by
month and on its twelve-month total, over deaths of all types. All methods are scored on the same
years: those before which the forecaster had months enough to learn from, if there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Evidence
from peaceops.domain.messages import message
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition import FORECAST_SCORES, SCORE_COLUMNS, View, per_view
from peaceops.evaluate import Score, TrackRecord
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.country_months import PEAK, country_month_panel, had_peak
from peaceops.violence.models import FORECASTER
from peaceops.violence.panel import TABLE
from peaceops.violence.rolling_scores import (
    BASELINES,
    COLUMNS,
    past_scores,
    scorable,
)

WINDOWS = 3
CHOSEN_UNTIL = date(2017, 12, 31)
METHODS = (FORECASTER, *BASELINES)
YEARS = ("median", "low_90", "high_90", "outcome", "crps")
WITHOUT_PEAKS = message(
    "without the years of countries with a month of {peak:,} deaths or more", peak=PEAK
)
_IN_WORDS = {
    FORECASTER: "the forecast",
    "conflictology": "the past year repeated",
    "last": "the last month going on",
    "zero": "no deaths",
}


def past_years(view: View, country: str, origin: date) -> pl.DataFrame | None:
    """A country's last three years as forecaster and baseline would have forecast them.

    Args:
        view: What was known; it must hold ``violence_country_months``.
        country: ISO 3 code under which the country is recorded.
        origin: Last month known, first day.

    Returns:
        One row a year: first and last (months), ``deaths`` in all, median, low_90 and high_90 of
        the forecast of them, and ``error`` (CRPS, a mean over the months, in deaths); the
        baseline's as ``baseline_*``. No rows where the forecaster had too little to learn from;
        ``None`` where the panel is too short to score any method.
    """
    table = _recent(view, origin)
    if table.is_empty():
        return None
    scores = table.filter(pl.col("country") == country, pl.col("score").is_in(YEARS))
    wide = scores.with_columns(pl.col("score").cast(pl.String)).pivot(
        "score", on_columns=YEARS, index=["method", "first", "last"], values="value",
        maintain_order=True,
    )  # fmt: skip
    wide = wide.rename({"outcome": "deaths", "crps": "error"})
    baseline = wide.filter(method="conflictology").drop("method", "last", "deaths")
    names = {name: f"baseline_{name}" for name in baseline.columns if name != "first"}
    forecast = wide.filter(method=FORECASTER).drop("method")
    return forecast.join(baseline.rename(names), on="first", maintain_order="left")


def records_of(view: View, units: Mapping[str, str], origin: date) -> tuple[TrackRecord, ...]:
    """How the forecast did in each host, in the hosts of all missions, and everywhere.

    Args:
        view: What was known on the date.
        units: ISO 3 codes of the hosts, with the code under which each is recorded.
        origin: Last month known, first day.

    Returns:
        One record a scope that has one; none where the forecaster had too little to learn from.
        Each holds every baseline, the best first: it wins where ``gain`` is below zero. Means over
        countries come a second time without those that had a month of ``PEAK`` deaths, where any
        had.
    """
    table = _recent(view, origin)
    scopes: list[tuple[str, str, Collection[str] | None]] = [
        (host.lower(), message("deaths a month in {host}", host=name_in_a_sentence(host)), (unit,))
        for host, unit in units.items()
    ]
    scopes += [
        ("hosts_of_missions", "deaths a month in hosts of missions", _hosts(view)),
        ("all_countries", "deaths a month in all countries", None),
    ]
    records = [_record(key, quantity, _means(table, members)) for key, quantity, members in scopes]
    calm = _without_peaks(view, table)
    records += [
        _record(
            f"{key}_without_peaks",
            message("{quantity} {without_peaks}", quantity=quantity, without_peaks=WITHOUT_PEAKS),
            means,
        )
        for key, quantity, members in scopes[len(units) :]
        if (means := _means(calm, members))["cases"].sum() < _means(table, members)["cases"].sum()
    ]
    return tuple(record for record in records if record)


def _without_peaks(view: View, table: pl.DataFrame) -> pl.DataFrame:
    """Scores without the years of countries with a peak in them or in the year before them."""
    world = country_month_panel(view)
    deaths = world.of(ALL_TYPES)
    gone = []
    for first in table["first"].unique().sort():
        start = world.index(first)
        peaks = had_peak(deaths[:, :start], deaths[:, start : start + WINDOW])
        gone += [(world.units[place], first) for place in np.flatnonzero(peaks)]
    peaks_of = pl.DataFrame(gone, {"country": pl.String, "first": pl.Date}, orient="row")
    return table.join(peaks_of, on=["country", "first"], how="anti", maintain_order="left")


def _record(key: str, quantity: str, means: pl.DataFrame) -> TrackRecord | None:
    value = dict(means.select("method", "value").iter_rows())
    if FORECASTER not in value:
        return None
    first, last, cases = means.select("first", "last", "cases").row(0)
    return TrackRecord(
        key=f"violence.record.{key}",
        quantity=quantity,
        measure="forecast error (CRPS, deaths a month)",
        unit="deaths a month",
        forecaster=Score(_IN_WORDS[FORECASTER], value[FORECASTER]),
        baselines=tuple(Score(_IN_WORDS[name], value[name]) for name in BASELINES),
        cases=cases,
        first=first,
        last=last,
        chosen_until=CHOSEN_UNTIL,
        evidence=(Evidence(TABLE, f"{quantity}, {first:%Y-%m} to {last:%Y-%m}", cases),),
    )


@per_view
def _recent(view: View, origin: date) -> pl.DataFrame:
    """Scores of the last three years that ended by ``origin``, of the same methods in each."""
    octobers = scorable(country_month_panel(view), origin)[-WINDOWS:]
    derived = view.derived(FORECAST_SCORES.name)
    stored = pl.DataFrame(schema=SCORE_COLUMNS) if derived is None else derived
    stored = stored.select(list(SCORE_COLUMNS))
    begun = pl.col("first").dt.offset_by("-1mo")
    stored = stored.filter(begun.is_in(octobers))
    missing = sorted(set(octobers) - set(stored.select(begun).to_series()))
    table = pl.concat([stored, past_scores(view, missing)])
    learnt = table.filter(method=FORECASTER)["first"].unique()
    if len(learnt):
        table = table.filter(pl.col("first").is_in(learnt.implode()))
    method, score = (
        pl.col(name).cast(pl.Enum(order))
        for name, order in (("method", METHODS), ("score", COLUMNS))
    )
    return table.sort("first", method, score, "country")


def _hosts(view: View) -> list[str]:
    """Hosts of the missions open on the date."""
    if not view.has("mission_hosts"):
        return []
    hosts = view.table("mission_hosts")
    if view.has("mission_closures"):
        hosts = hosts.join(view.table("mission_closures"), on="mission", how="anti")
    return hosts["country"].unique().sort().to_list()


def _means(table: pl.DataFrame, countries: Collection[str] | None) -> pl.DataFrame:
    """Mean errors by method over some countries, or all."""
    errors = table.filter(score="crps")
    if countries is not None:
        errors = errors.filter(pl.col("country").is_in(list(countries)))
    return errors.group_by("method", maintain_order=True).agg(
        pl.col("value").mean(), pl.col("cases").sum(), pl.col("first").min(), pl.col("last").max()
    )
