"""How the baselines did before: yearly windows that had ended on the date of the view.

Windows of twelve months end with the last month known, then a year earlier, and so on. Each is
forecast from what stood before it in today's figures (an analyst at the time had earlier vintages)
and scored month by month and on its twelve-month total, over deaths of all types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.edition.view import View
from peaceops.violence import scores
from peaceops.violence.conflictology import WINDOW, conflictology, paths, severity_places
from peaceops.violence.panel import TABLE, TYPES, months_after

WINDOWS = 5
DRAWS = 200
SCHEMA = {
    "scope": pl.String,
    "method": pl.String,
    "score": pl.String,
    "value": pl.Float64,
    "cases": pl.Int64,
    "first": pl.Date,
    "last": pl.Date,
}
SCORES = ("crps", "fair_crps", "ignorance", "interval_score_90", "coverage_90")
THIS_COUNTRY, HOSTS, ALL = "this country", "hosts of missions", "all countries"

Floats = NDArray[np.float64]
Cases = dict[tuple[str, str], Floats]


def track_record(view: View, country: str, origin: date, *, windows: int = WINDOWS) -> pl.DataFrame:
    """Score conflictology, last and zero over the windows that end on or before ``origin``.

    Args:
        view: What was known; it must hold ``violence_country_months``.
        country: ISO 3 code of the country whose record is shown apart.
        origin: Last month known, first day.
        windows: Yearly windows wanted; fewer where the panel is shorter.

    Returns:
        One row a scope, method and score, with the mean score, the number of country-months (or
        country-windows, for scores of totals) behind it, and the first and last month forecast.
        Scores of ``total_*`` are of twelve-month totals. No rows if the panel is too short.
    """
    units, cases, held = _scored_windows(view, origin, windows)
    if not units:
        return pl.DataFrame(schema=SCHEMA)
    ends = (months_after(origin, 1 - WINDOW * held), origin)
    members = {
        THIS_COUNTRY: [country],
        HOSTS: _hosts(view),
        ALL: units,
    }
    return _means(cases, units, members, ends)


@lru_cache(maxsize=2)
def _scored_windows(view: View, origin: date, windows: int) -> tuple[list[str], Cases, int]:
    """Units, their scores by window, and the number of windows; kept for a mission's next host."""
    units, deaths = _panel(view.table(TABLE), origin, windows)
    if not units:
        return [], {}, 0
    held = len(deaths) // WINDOW - 1
    chunks = deaths.reshape(held + 1, WINDOW, len(units)).transpose(2, 0, 1)
    return units, _cases(chunks[:, :-1], chunks[:, 1:]), held


def _panel(table: pl.DataFrame, origin: date, windows: int) -> tuple[list[str], Floats]:
    """Deaths of all types, shape (months, units), of the units that have every month."""
    rows = table.filter(pl.col("month") <= origin)
    if rows.is_empty():
        return [], np.empty((0, 0))
    held = min(windows, rows["month"].n_unique() // WINDOW - 1)
    first = months_after(origin, 1 - WINDOW * (held + 1))
    recent = (
        rows.filter(pl.col("month") >= first)
        .select("country", "month", deaths=pl.sum_horizontal(TYPES))
        .filter(pl.len().over("country") == WINDOW * (held + 1))
        .sort("month", "country")
    )
    if held < 1 or recent.is_empty():
        return [], np.empty((0, 0))
    units = recent["country"].unique().sort().to_list()
    return units, recent["deaths"].to_numpy().astype(np.float64).reshape(-1, len(units))


def _hosts(view: View) -> list[str]:
    """Hosts of the missions open on the date."""
    if not view.has("mission_hosts"):
        return []
    hosts = view.table("mission_hosts")
    if view.has("mission_closures"):
        hosts = hosts.join(view.table("mission_closures"), on="mission", how="anti")
    return hosts["country"].unique().sort().to_list()


def _cases(past: Floats, future: Floats) -> Cases:
    """Scores by method and kind, shape (units, windows) each: means over the window's months."""
    rng = np.random.default_rng(0)  # the record of a method does not hang on the brief's seed
    places = severity_places(WINDOW, WINDOW, DRAWS, rng)
    flat = past.reshape(-1, WINDOW)
    sums = np.array([paths(one[:, None], places)[0].sum(axis=0) for one in flat])
    last = rng.poisson(past[..., -1:], (*past.shape[:2], DRAWS)).astype(np.float64)
    monthly = {
        "conflictology": conflictology(past, WINDOW),
        "last": np.broadcast_to(last[..., None, :], (*last.shape[:2], WINDOW, DRAWS)),
        "zero": np.zeros((*past.shape[:2], WINDOW, 2)),
    }
    totals = {
        "conflictology": sums.reshape(*past.shape[:2], DRAWS),
        "last": rng.poisson(past[..., -1:] * WINDOW, last.shape).astype(np.float64),
        "zero": np.zeros((*past.shape[:2], 2)),
    }
    found = {}
    for method, draws in monthly.items():
        for score, values in _scored(draws, future).items():
            found[method, score] = values.mean(axis=-1)
    for method, draws in totals.items():
        scored = _scored(draws, future.sum(axis=-1))
        for score in ("crps", "coverage_90"):
            found[method, f"total_{score}"] = scored[score]
    return found


def _scored(draws: Floats, outcomes: Floats) -> dict[str, Floats]:
    return {
        "crps": scores.crps(draws, outcomes),
        "fair_crps": scores.fair_crps(draws, outcomes),
        "ignorance": scores.ignorance(draws, outcomes, weight=scores.CHALLENGE_DRAWS),
        "interval_score_90": scores.interval_score(draws, outcomes),
        "coverage_90": scores.covered(draws, outcomes).astype(np.float64),
    }


def _means(
    cases: Cases,
    units: list[str],
    members: Mapping[str, Iterable[str]],
    ends: tuple[date, date],
) -> pl.DataFrame:
    rows = []
    for scope, named in members.items():
        wanted = set(named)
        chosen = [index for index, unit in enumerate(units) if unit in wanted]
        if not chosen:
            continue
        for (method, score), values in cases.items():
            part = values[chosen]
            count = part.size * (1 if score.startswith("total_") else WINDOW)
            rows.append((scope, method, score, float(part.mean()), count, *ends))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
