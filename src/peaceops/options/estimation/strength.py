"""Our own estimates of what 10,000 troops go with: dyads by month, and host countries by year.

They are associations given the controls, not experiments: troops are sent where violence is or
was, and leave where it ends. They stand beside the published ones, with their diagnostics.
"""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import polars as pl

from peaceops.edition import View
from peaceops.options.estimation.ppml import Estimate, estimate, one_hot

PER = 10_000  # troops
YEARLY = {
    "state_based": "state_based",
    "non_state": "non_state",
    "one_sided_groups": "one_sided_groups",
    "one_sided_government": "one_sided_host_government",
}


def of_dyads(view: View) -> dict[str, Estimate]:
    """Battle deaths in the dyad-months, three ways, and a placebo.

    Returns:
        ``all`` (controls as in the published model), ``active`` (active years only), ``within``
        (active years, each conflict against itself), ``lead`` (next month's troops given this
        month's: a pre-trend, which should be near no effect). Empty where the table is absent or
        has too little.
    """
    if not view.has("conflict_dyad_months"):
        return {}
    rows = view.table("conflict_dyad_months").sort("conflict", "country", "rebels", "month")
    ahead = pl.col("troops").shift(-6).over("conflict", "country", "rebels")
    rows = rows.with_columns(lead=ahead)
    active = rows.filter(pl.col("active"))
    cases = {
        "all": (rows, False, False),
        "active": (active, False, False),
        "within": (active, True, False),
        "lead": (active.filter(pl.col("lead").is_not_null()), True, True),
    }
    estimates = {}
    for name, (some, within, lead) in cases.items():
        with suppress(ValueError, np.linalg.LinAlgError):
            estimates[name] = _dyads(some, within=within, lead=lead, name=f"dyad-months, {name}")
    return estimates


def without_each_country(view: View) -> dict[str, Estimate]:
    """The estimate within active conflicts, leaving out one country with troops at a time."""
    if not view.has("conflict_dyad_months"):
        return {}
    rows = view.table("conflict_dyad_months").filter(pl.col("active"))
    hosts = rows.filter(pl.col("troops") > 1000)["country"].unique().sort()
    return {
        host: _dyads(
            rows.filter(pl.col("country") != host), within=True, lead=False, name=f"without {host}"
        )
        for host in hosts
    }


def _dyads(rows: pl.DataFrame, *, within: bool, lead: bool, name: str) -> Estimate:
    if within:
        # A conflict without a death tells nothing against itself.
        rows = rows.filter(pl.col("deaths").sum().over("conflict") > 0)
    plain = rows.select(
        (pl.col("lead") if lead else pl.col("troops")) / PER,
        pl.col("police") / 1000,
        pl.col("ceasefire").cast(pl.Float64),
        pl.col("rebel_strength").fill_null(0.0),
        pl.col("rebel_groups").fill_null(0.0),
        pl.col("population").fill_null(0.0),
        pl.col("intervention").cast(pl.Float64).fill_null(0.0),
        (pl.col("deaths_before") + 1).log(),
    ).to_numpy()
    parts = [np.ones((rows.height, 1)), plain, one_hot(rows["month"].dt.year().to_numpy())]
    if lead:
        parts.append(rows.select(pl.col("troops") / PER).to_numpy())
    if within:
        parts.append(one_hot(rows["conflict"].to_numpy()))
    return estimate(
        rows["deaths"].to_numpy().astype(float),
        np.column_stack(parts),
        rows["conflict"].to_numpy(),
        which=1,
        name=name,
    )


def of_country_years(view: View) -> dict[str, Estimate]:
    """Deaths by type and perpetrator in host countries by year, each country against itself.

    Troops are the year's mean before; country and year effects, errors clustered by country.
    """
    needed = ("violence_country_years", "strength", "mission_hosts")
    if not all(view.has(table) for table in needed):
        return {}
    years = view.table("violence_country_years")
    hosts = view.table("mission_hosts").select("mission", "country")
    alone = hosts.filter(pl.len().over("mission") == 1)  # a mission in two states cannot be split
    troops = (
        view.table("strength")
        .join(alone, on="mission")
        .group_by("country", (pl.col("month").dt.year() + 1).cast(pl.Int64).alias("year"))
        .agg(troops=pl.col("total").sum() / 12)
    )
    span = troops.select(pl.col("year").min().alias("a"), pl.col("year").max().alias("b"))
    if span.is_empty() or span["a"][0] is None:
        return {}
    rows = (
        years.filter(pl.col("country").is_in(troops["country"].to_list()))
        .filter(pl.col("year").is_between(span["a"][0], span["b"][0]))
        .join(troops, on=["country", "year"], how="left")
        .with_columns(pl.col("troops").fill_null(0.0) / PER)
        .sort("country", "year")
    )
    estimates = {}
    for name, column in YEARLY.items():
        some = rows.filter(pl.col(column).sum().over("country") > 0)
        if some.is_empty():
            continue
        before = some.select(
            (pl.col(column).shift(1).over("country").fill_null(0) + 1).log()
        ).to_numpy()
        design = np.column_stack(
            [
                np.ones((some.height, 1)),
                some.select("troops").to_numpy(),
                before,
                one_hot(some["year"].to_numpy()),
                one_hot(some["country"].to_numpy()),
            ]
        )
        try:
            estimates[name] = estimate(
                some[column].to_numpy().astype(float),
                design,
                some["country"].to_numpy(),
                which=1,
                name=f"host country-years, {name.replace('_', ' ')}",
            )
        except (ValueError, np.linalg.LinAlgError):
            continue
    return estimates
