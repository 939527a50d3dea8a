"""Bases that open and close: violence around them before and after, cell by cell.

Half-degree cells (PRIO-GRID) of a host in which anyone was ever killed, by quarter. A cell is
treated in a quarter in which the maps in force show a base of the mission in it. Each cell is held
against itself, and against the other cells of the country in the same quarter; events are counted,
not deaths, so that one massacre does not make the estimate. Quarters before the first map of a
mission have no base; a map stands until the next one.

Countries are pooled in part (R. DerSimonian and N. Laird, Controlled Clinical Trials 7, 1986).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.domain.prio_grid import cells_of
from peaceops.edition import View
from peaceops.options.estimation.ppml import Estimate, estimate, one_hot

COUNTRIES = {
    "SSD": ("UNMIS", "UNMISS"),
    "SDN": ("UNMIS", "UNAMID"),
    "SLE": ("UNAMSIL", "UNOMSIL"),
    "ETH": ("UNMEE",),
}
OUTCOMES = ("state_based", "one_sided_groups", "one_sided_government")
MARGIN = 8  # quarters kept before the first base and after the last


@dataclass(frozen=True)
class BaseStudy:
    """What happened around bases.

    Attributes:
        countries: Outcome to country to estimate.
        pooled: Outcome to the partly pooled estimate.
        between: Outcome to the sd of the log ratio between countries.
        before: Outcome to the pooled coefficient of the four quarters before an opening: a
            pre-trend, which should be near no effect.
    """

    countries: dict[str, dict[str, Estimate]]
    pooled: dict[str, Estimate]
    between: dict[str, float]
    before: dict[str, Estimate]


def estimate_base_effects(view: View) -> BaseStudy | None:
    """Run the study on the countries whose events and monthly maps the view has."""
    if not (view.has("violence_events") and view.has("deployment_months")):
        return None
    countries: dict[str, dict[str, Estimate]] = {outcome: {} for outcome in OUTCOMES}
    leads: dict[str, dict[str, Estimate]] = {outcome: {} for outcome in OUTCOMES}
    for country in sorted(COUNTRIES):
        rows = panel(view, country)
        if rows is None:
            continue
        for outcome in OUTCOMES:
            effect = _estimate(rows, outcome, country, lead=False)
            ahead = _estimate(rows, outcome, country, lead=True)
            if effect is not None:
                countries[outcome][country] = effect
            if ahead is not None:
                leads[outcome][country] = ahead
    pooled, between, before = {}, {}, {}
    for outcome in OUTCOMES:
        if countries[outcome]:
            pooled[outcome], between[outcome] = random_effects_mean(
                countries[outcome], f"bases, {outcome}"
            )
        if leads[outcome]:
            before[outcome], _ = random_effects_mean(leads[outcome], f"before bases, {outcome}")
    return BaseStudy(countries, pooled, between, before)


def panel(view: View, country: str) -> pl.DataFrame | None:
    """Cells of a country by quarter.

    Returns:
        ``cell, quarter, base`` (a map in force shows one), ``soon`` (one opens within four
        quarters), and counts of events by outcome; ``None`` without bases or events.
    """
    events = view.table("violence_events").filter(
        pl.col("country") == country, pl.col("cell").is_not_null(), pl.col("where_precision") <= 4
    )
    maps = view.table("deployment_months").filter(
        pl.col("mission").is_in(COUNTRIES[country]), pl.col("country") == country
    )
    if events.is_empty() or maps.is_empty():
        return None
    government = pl.col("side_a").str.starts_with("Government of")
    counted = (
        events.with_columns(quarter=_quarter("start"))
        .group_by("cell", "quarter")
        .agg(
            (pl.col("type") == "state_based").sum().alias("state_based"),
            ((pl.col("type") == "one_sided") & ~government).sum().alias("one_sided_groups"),
            ((pl.col("type") == "one_sided") & government).sum().alias("one_sided_government"),
        )
    )
    based = _based(maps)
    first, last = int(based["quarter"].min()) - MARGIN, int(based["quarter"].max()) + MARGIN  # type: ignore[arg-type]
    recorded = events.select(_quarter("start")).to_series()
    first, last = max(first, int(recorded.min())), min(last, int(recorded.max()))  # type: ignore[arg-type]
    cells = counted["cell"].unique().sort()
    grid = pl.DataFrame({"cell": cells}).join(
        pl.DataFrame({"quarter": list(range(first, last + 1))}), how="cross"
    )
    rows = grid.join(counted, on=["cell", "quarter"], how="left").join(
        based.with_columns(base=pl.lit(value=True)), on=["cell", "quarter"], how="left"
    )
    ahead = [
        pl.col("base").shift(-step).over("cell").fill_null(value=False) for step in (1, 2, 3, 4)
    ]
    return (
        rows.with_columns(pl.col(*OUTCOMES).fill_null(0), pl.col("base").fill_null(value=False))
        .sort("cell", "quarter")
        .with_columns(soon=pl.any_horizontal(ahead) & ~pl.col("base"))
    )


def _quarter(column: str) -> pl.Expr:
    number = pl.col(column).dt.year() * 4 + (pl.col(column).dt.month() - 1) // 3
    return number.cast(pl.Int64).alias("quarter")


def _based(maps: pl.DataFrame) -> pl.DataFrame:
    """Cells with a base by quarter: each map stands until the mission's next one."""
    placed = maps.with_columns(
        quarter=_quarter("month"),
        cell=cells_of(maps["latitude"], maps["longitude"]),
    )
    occupied = []
    for (_,), maps_of_mission in placed.group_by(["mission"], maintain_order=True):
        quarters = maps_of_mission["quarter"].unique().sort().to_list()
        until = [*quarters[1:], quarters[-1] + 1]
        for start, end in zip(quarters, until, strict=True):
            in_force = maps_of_mission.filter(pl.col("quarter") == start)
            cells = in_force["cell"].unique()
            occupied += [(cell, at) for cell in cells for at in range(start, end)]
    schema = {"cell": pl.Int64, "quarter": pl.Int64}
    return pl.DataFrame(occupied, schema=schema, orient="row").unique().sort("cell", "quarter")


def _estimate(rows: pl.DataFrame, outcome: str, country: str, *, lead: bool) -> Estimate | None:
    """Ratio of events with a base (or with one to come) to events without."""
    # Cells and quarters without any event tell nothing.
    some = rows.filter(
        pl.col(outcome).sum().over("cell") > 0, pl.col(outcome).sum().over("quarter") > 0
    )
    column = "soon" if lead else "base"
    varies = some.filter(pl.col(column).any().over("cell") & ~pl.col(column).all().over("cell"))
    if varies["cell"].n_unique() < 5:
        return None
    both = some.select(
        pl.col(column).cast(pl.Float64), pl.col("base" if lead else "soon").cast(pl.Float64)
    )
    design = np.column_stack(
        [
            np.ones((some.height, 1)),
            both.to_numpy(),
            one_hot(some["quarter"].to_numpy()),
            one_hot(some["cell"].to_numpy()),
        ]
    )
    try:
        return estimate(
            some[outcome].to_numpy().astype(float),
            design,
            some["cell"].to_numpy(),
            which=1,
            name=f"{country}, {outcome.replace('_', ' ')}",
        )
    except (ValueError, np.linalg.LinAlgError):
        return None


def random_effects_mean(estimates: dict[str, Estimate], name: str) -> tuple[Estimate, float]:
    """Pool estimates in part; gives the mean with its error, and the sd between them."""
    values = np.array([item.log_ratio for item in estimates.values()])
    variances = np.array([max(item.error, 0.05) ** 2 for item in estimates.values()])
    weights = 1 / variances
    mean = (weights * values).sum() / weights.sum()
    excess = (weights * (values - mean) ** 2).sum() - (len(values) - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    between = max(0.0, float(excess / scale)) if len(values) > 1 else 0.0
    shared = 1 / (variances + between)
    centre = float((shared * values).sum() / shared.sum())
    rows = sum(item.rows for item in estimates.values())
    pooled = Estimate(centre, float(1 / np.sqrt(shared.sum())), rows, len(values), name)
    return pooled, float(np.sqrt(between))
