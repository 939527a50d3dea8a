"""What announced departures expose: bases that thin out or lose all, and the units there."""

from __future__ import annotations

import polars as pl

from peaceops.mission.footprint import Footprint

EXPOSED: dict[str, pl.DataType | type[pl.DataType]] = {
    "location": pl.String,
    "leaving": pl.List(pl.String),
    "gone": pl.Float64,
    "personnel": pl.Float64,
    "others": pl.List(pl.String),
    "no_other_contributor": pl.Boolean,
    "capabilities": pl.List(pl.String),
}


def departure_exposure(footprint: Footprint, leaving: tuple[str, ...]) -> pl.DataFrame:
    """Bases at which leaving contributors stand, on the latest deployment maps.

    Args:
        footprint: Bases and contributors.
        leaving: Codes of contributors that announced to leave.

    Returns:
        One row a base: who leaves, ``gone`` (their share of the troops there that are told apart
        by contributor), ``personnel`` (theirs, imputed), ``others`` who stay,
        ``no_other_contributor`` (nobody stays), ``capabilities`` (unit types there; maps do not
        say whose). Largest share first.
    """
    if footprint.sites.is_empty() or not leaving:
        return pl.DataFrame(schema=EXPOSED)
    goes = pl.col("country").is_in(list(leaving))
    sites = footprint.sites.unique("location", keep="first", maintain_order=True)
    return (
        footprint.contributors.group_by("location", maintain_order=True)
        .agg(
            leaving=pl.col("country").filter(goes),
            gone=pl.col("share").filter(goes).sum(),
            personnel=pl.col("personnel").filter(goes).sum(),
            others=pl.col("country").filter(~goes).sort(),
        )
        .filter(pl.col("leaving").list.len() > 0)
        .join(sites.select("location", "capabilities"), on="location", how="left")
        .with_columns(no_other_contributor=pl.col("others").list.len() == 0)
        .sort(["gone", "location"], descending=[True, False])
        .select(pl.col(name).cast(kind) for name, kind in EXPOSED.items())
    )
