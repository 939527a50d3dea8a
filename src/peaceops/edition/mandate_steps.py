"""What decisions set for later days, as it stands on a date: ceilings, terms and withdrawals."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.edition.memory import per_view
from peaceops.edition.rows import KnownRows

CEILINGS = ("ceiling_military", "ceiling_police")
_COLUMNS = {
    "mission": pl.String, "decision": pl.String, "step": pl.String, "day": pl.Date,
    **dict.fromkeys(CEILINGS, pl.Int64), "reason": pl.String, "known_on": pl.Date,
}  # fmt: skip


def steps_of(view: KnownRows, mission: str) -> pl.DataFrame:
    """Rows of ``mandate_steps`` of a mission by day; none where the edition lacks the table."""
    if not view.has("mandate_steps"):
        return pl.DataFrame(schema=_COLUMNS)
    return view.table("mandate_steps").filter(pl.col("mission") == mission).sort("day")


def with_extensions(history: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Let terms that went on by themselves run to their later end, and say so in ``reason``."""
    extended = (
        steps.filter(pl.col("step") == "extended")
        .group_by("decision")
        .agg(further=pl.col("day").max(), why=pl.col("reason").last())
    )
    if extended.is_empty() or history.is_empty():
        return history
    joined = history.join(extended, on="decision", how="left", maintain_order="left")
    return joined.with_columns(
        until=pl.coalesce("further", "until"),
        reason=pl.when(pl.col("why").is_null())
        .then("reason")
        .otherwise(pl.concat_str("reason", "why", separator="; ", ignore_nulls=True)),
    ).drop("further", "why")


def ceiling_step(steps: pl.DataFrame, decision: str, day: date) -> pl.DataFrame:
    """The rows by which a decision's ceilings have changed by a day, the latest last."""
    return steps.filter(
        pl.col("decision") == decision, pl.col("step") == "ceiling", pl.col("day") <= day
    )


def withdrawal_of(steps: pl.DataFrame, decision: str) -> pl.DataFrame:
    """The row that says by when a mission is to be gone, or no row."""
    return steps.filter(pl.col("decision") == decision, pl.col("step") == "withdrawn")[-1:]


@per_view
def ceilings(view: KnownRows) -> pl.DataFrame:
    """Every ceiling that was in force by the view's date, as decisions set it or let it change.

    Returns:
        ``mission``, ``known_on`` (the first day in force), ``decision``, ``ceiling_military`` and
        ``ceiling_police``, by mission and day; decisions that leave the mandate as it is are left
        out, and those without a ceiling stand with nulls.

    Example:
        >>> from datetime import date
        >>> from peaceops.edition import ceilings, open_edition
        >>> table = ceilings(open_edition().as_of(date(2023, 6, 16)))
        >>> table.filter(mission="MINUSMA")["ceiling_military"][-1]
        13289
    """
    columns = ("mission", "known_on", "decision", *CEILINGS)
    decided = (
        view.table("mandates").filter(pl.col("kind") != "other").sort("mission", "known_on", "date")
    ).select(columns)
    if not view.has("mandate_steps"):
        return decided
    steps = view.table("mandate_steps").filter(
        pl.col("step") == "ceiling", pl.col("day") <= view.as_of
    )
    changes = steps.select(
        "mission", pl.max_horizontal("known_on", "day").alias("known_on"), "decision", *CEILINGS
    ).join(decided, on=["mission", "decision"], how="inner", suffix="_before")
    # A part that a step leaves empty stays as the decision has it.
    changes = changes.with_columns(pl.coalesce(name, f"{name}_before") for name in CEILINGS)
    return pl.concat([decided, changes.select(columns)]).sort(
        "mission", "known_on", maintain_order=True
    )
