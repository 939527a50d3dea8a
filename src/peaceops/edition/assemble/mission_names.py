"""How texts write the missions: acronym, full name and others, each from when it was public."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble._mission_names import NAMES_FILE, curated_names


def mission_names_of(missions: pl.DataFrame, mandates: pl.DataFrame | None = None) -> pl.DataFrame:
    """Build the table ``mission_names``.

    A name is public with the decision that sets the mission up, which is often weeks before its
    first day; where none is on record, from its first day.

    Args:
        missions: The table ``missions`` with ``source`` and ``row``.
        mandates: The table ``mandates``, if the edition has one.

    Returns:
        ``mission, name, language, first, last, known_on, source, row``, a row a name.
    """
    public = missions.select("mission", "start")
    if mandates is not None:
        set_up = mandates.filter(pl.col("kind").cast(pl.String) == "establish")
        set_up = set_up.group_by("mission").agg(set_up_on=pl.col("date").min())
        public = public.join(set_up, on="mission", how="left").with_columns(
            start=pl.min_horizontal("start", "set_up_on")
        )
    listed = pl.concat(
        missions.select("mission", pl.col(column).alias("name"), "source", "row")
        for column in ("mission", "name")
    ).with_columns(language=pl.lit("en"), first=None, last=None)
    variants = (
        curated_names()
        # A name of another mission is a slip of a publisher's list, not a name of this one.
        .filter(~pl.col("name").is_in(missions["mission"].implode()))
        .with_columns(source=pl.lit(NAMES_FILE))
    )
    names = pl.concat([listed, variants.drop("reason")], how="diagonal_relaxed")
    return (
        names.join(public, on="mission")
        .with_columns(known_on=pl.max_horizontal("start", "first"))
        .drop("start", "set_up_on", strict=False)
        .unique(["mission", "name", "language"], keep="first")
        .sort("mission", "language", "name")
    )
