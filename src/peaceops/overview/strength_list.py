"""A mission's strength as reported month by month, with the ceiling in force."""

from __future__ import annotations

import polars as pl

from peaceops.edition import View, ceilings


def strength_by_month(view: View, mission: str) -> pl.DataFrame:
    """List the monthly reports of a mission's uniformed personnel, oldest first.

    Args:
        view: What was known.
        mission: Acronym; it may have closed.

    Returns:
        Columns mission, month (its first day), troops, police, experts (null where a type was not
        reported), total, ceiling_military and ceiling_police at the month's end with the decision
        that set them, and known_on. Persons.

    Raises:
        MissingTableError: The edition holds no monthly strength.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> months = strength_by_month(open_edition().as_of(date(2017, 1, 1)), "MINUSMA")
    >>> months["total"][-1] < months["ceiling_military"][-1] + months["ceiling_police"][-1]
    True
    """
    months = (
        view.table("strength")
        .filter(mission=mission)
        .sort("month")
        .with_columns(end=pl.col("month").dt.month_end())
    )
    columns = ("ceiling_military", "ceiling_police", "decision")
    if view.has("mandates"):
        in_force = ceilings(view).filter(mission=mission).select("known_on", *columns)
        months = months.join_asof(
            in_force.sort("known_on"), left_on="end", right_on="known_on", suffix="_ceiling"
        )
    else:
        months = months.with_columns(pl.lit(None).alias(name) for name in columns)
    return months.select(
        "mission", "month", "troops", "police", "experts", "total", *columns, "known_on"
    )
