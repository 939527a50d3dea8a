"""Curated files, which ship with the package: tables made by hand, each row with its reason.

The functions here make tables of an edition that rest on one curated file alone.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files

import polars as pl

from peaceops.sources import Publication

PUBLICATION = Publication(
    id="peaceops-curated",
    title="Corrections and completions by hand, each with its reason",
    publisher="peaceops",
    licence="Apache-2.0",
    citation="peaceops, curated tables, from the resolutions named in them",
    url="https://digitallibrary.un.org",
)


def curated_rows(name: str, text: bytes | None = None) -> pl.DataFrame:
    """The rows of a curated file as text, with the place of each: ``source`` and ``row``.

    Args:
        name: Name of the file, as ``mandates.csv``.
        text: A file in its columns, in the place of the one that ships.
    """
    if text is None:
        text = (files("peaceops.edition") / "curated" / name).read_bytes()
    rows = pl.read_csv(text, infer_schema=False).with_row_index("row", offset=2)
    return rows.with_columns(pl.col("row").cast(pl.Int64), source=pl.lit(f"curated/{name}"))


def published_effects() -> pl.DataFrame:
    """The table of published effects of conditions around a mission, each checked in a source."""
    return curated_rows("published_effects.csv").with_columns(
        pl.col("first_year", "last_year").cast(pl.Int64),
        pl.col("estimate", "low", "high").cast(pl.Float64),
        pl.col("published").str.to_date(),
    )


def penholders(missions: Collection[str], text: bytes | None = None) -> pl.DataFrame:
    """The table of who holds the pen on a mission, by accounts that name the member.

    Args:
        missions: Acronyms of the missions on record; rows on others are left out.
        text: A file in the columns of the curated one, which is the default.
    """
    rows = curated_rows("penholders.csv", text).with_columns(pl.col("named").str.to_date())
    return rows.filter(pl.col("mission").is_in(list(missions)))


def affiliates() -> pl.DataFrame:
    """The table of names of groups that UCDP counts as one in all countries, by country."""
    rows = curated_rows("armed_group_affiliates.csv").with_columns(pl.col("known_on").str.to_date())
    return rows.sort("actor", "country", "short")
