"""What a decision sets for a later day: a lower ceiling, a further term, the end of a withdrawal.

Columns of ``curated/mandate_steps.csv``:

- ``mission``, ``resolution``: as in ``curated/mandates.csv``;
- ``step``: ``ceiling`` (another ceiling from a day on), ``extended`` (the term goes on by itself,
  to a day) or ``withdrawn`` (the withdrawal is to be over on a day);
- ``day``: that day;
- ``ceiling_military``, ``ceiling_police``: of a ``ceiling``; an empty cell leaves that part as it
  is;
- ``known_on``: when it became public, if not on the day of the decision (a condition was met);
- ``reason``: where the row is from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.edition.assemble.curated import curated_rows

COLUMNS = (
    "mission", "resolution", "step", "day", "ceiling_military", "ceiling_police", "known_on",
    "reason",
)  # fmt: skip
SCHEMA = {
    "mission": pl.String,
    "decision": pl.String,
    "step": pl.String,
    "day": pl.Date,
    "ceiling_military": pl.Int64,
    "ceiling_police": pl.Int64,
    "known_on": pl.Date,
    "reason": pl.String,
    "source": pl.String,
    "row": pl.Int64,
}


@dataclass(frozen=True)
class Step:
    """A row of the file, matched to a decision; its fields stand in the order of ``SCHEMA``.

    Attributes:
        mission: Acronym.
        decision: The decision under which it stands.
        step: One of ``MANDATE_STEPS``.
        day: The day on which it takes effect, or is to be over.
        military: Ceiling from then on; ``None`` where it stays as it is.
        police: Likewise.
        known_on: When it became public.
        reason: Where it is from.
        source: File.
        row: Row in it.
    """

    mission: str
    decision: str
    step: str
    day: date
    military: int | None
    police: int | None
    known_on: date
    reason: str
    source: str
    row: int


def shipped_steps() -> pl.DataFrame:
    """The curated file that ships with the package: its columns as text, and ``row``."""
    return curated_rows("mandate_steps.csv").with_columns(pl.col(pl.String).fill_null(""))


def steps_table(steps: Iterable[Step]) -> pl.DataFrame:
    """The table ``mandate_steps``: parts of one ceiling in one row."""
    rows = [tuple(vars(step).values()) for step in steps]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    key = ["mission", "decision", "step", "day"]
    parts = pl.col("ceiling_military", "ceiling_police").drop_nulls().first()
    return (
        frame.group_by(key, maintain_order=True)
        .agg(parts, pl.col("reason", "known_on", "source", "row").first())
        .sort(key)
    )
