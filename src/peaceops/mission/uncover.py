"""What an announced departure leaves uncovered: places and the unit types that stand there."""

from __future__ import annotations

import polars as pl

from peaceops.mission.footprint import Footprint

UNCOVERED: dict[str, pl.DataType | type[pl.DataType]] = {
    "location": pl.String,
    "leaving": pl.List(pl.String),
    "gone": pl.Float64,
    "personnel": pl.Float64,
    "others": pl.List(pl.String),
    "bare": pl.Boolean,
    "capabilities": pl.List(pl.String),
}


def uncover(footprint: Footprint, leaving: tuple[str, ...]) -> pl.DataFrame:
    """Places at which leaving contributors stand, on the latest deployment maps.

    Args:
        footprint: Places and contributors.
        leaving: Codes of contributors that announced to leave.

    Returns:
        One row a place: who leaves, ``gone`` (their share of the troops there that are told apart
        by contributor), ``personnel`` (theirs, imputed), ``others`` who stay, ``bare`` (nobody
        stays), ``capabilities`` (unit types at the place; maps do not say whose). Largest share
        first.
    """
    if footprint.sites.is_empty() or not leaving:
        return pl.DataFrame(schema=UNCOVERED)
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
        .with_columns(bare=pl.col("others").list.len() == 0)
        .sort(["gone", "location"], descending=[True, False])
        .select(pl.col(name).cast(kind) for name, kind in UNCOVERED.items())
    )
