"""Editions of made rows that hold the published effects."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from edition.made import made_edition, made_tables
from peaceops.edition import Edition
from peaceops.edition.assemble.curated import published_effects
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform

DAY = date(2023, 6, 16)


def effects_table(*more: dict[str, object]) -> pl.DataFrame:
    """The shipped rows, and rows like that of wood-2012 with some cells changed."""
    shipped = published_effects()
    wood = shipped.filter(pl.col("effect") == "wood-2012")
    rows = [wood.with_columns(**{name: pl.lit(cell) for name, cell in row.items()}) for row in more]
    return conform(TABLES["published_effects"], pl.concat([shipped, *rows], how="diagonal_relaxed"))


def edition_with_effects(
    folder: Path, *more: dict[str, object], tables: dict[str, pl.DataFrame] | None = None
) -> Edition:
    """The small edition with the published effects and any other tables."""
    frames = made_tables() | {"published_effects": effects_table(*more)} | (tables or {})
    return made_edition(folder, frames)
