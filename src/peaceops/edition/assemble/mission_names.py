"""Names of missions: ours, whatever a publisher calls one, and those under which texts write it."""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl

from peaceops.edition.assemble.curated import curated_rows
from peaceops.edition.parsed_files import ParsedFiles

_UNKNOWN = "no mission of that name is known"


@cache
def curated_missions() -> pl.DataFrame:
    """Corrections and additions by hand: one row a mission, blank where a publisher is right.

    Columns: mission, name, kind, start, end, hosts (codes, space separated), headquarters,
    latitude, longitude, reason, and the place in the curated file.
    """
    return curated_rows("missions.csv").with_columns(
        pl.col("start", "end").str.to_date(), pl.col("latitude", "longitude").cast(pl.Float64)
    )


@cache
def curated_kinds() -> pl.DataFrame:
    """Kinds and areas by hand: mission, kind, nation_wide, units (or null), reason, place."""
    return curated_rows("mission_kinds.csv").with_columns(pl.col("nation_wide") == "true")


@cache
def curated_names() -> pl.DataFrame:
    """Other names of missions, one row a name and language.

    Columns: name, language (``en``, ``fr``), first and last day of that use, mission (null for what
    is no peace operation of the UN), reason, place in the file.
    """
    return curated_rows("mission_names.csv").with_columns(pl.col("first", "last").str.to_date())


def other_bodies(day: date) -> dict[str, str]:
    """Bodies that are no peace operation of the UN, by name in small letters: what each is.

    Args:
        day: Bodies authorised later are left out.
    """
    bodies = curated_names().filter(
        pl.col("mission").is_null(), pl.col("first").is_null() | (pl.col("first") <= day)
    )
    return {name.casefold(): reason for name, reason in bodies.select("name", "reason").iter_rows()}


def starts(readings: ParsedFiles) -> pl.DataFrame:
    """Missions and their first day (``mission, start``), by hand where known, else as listed.

    Without the UN's list they are those of the curated file, with a null start where only the list
    has it; with the list, those in it or added by hand whose start is known.
    """
    ours = curated_missions().select("mission", "start", added=pl.col("name").is_not_null())
    if not readings.has("hub.missions"):
        return ours.select("mission", "start")
    other_names = set(curated_names()["name"]) - set(ours["mission"])
    listed = readings.frame("hub.missions").filter(~pl.col("mission").is_in(other_names))
    both = listed.select("mission", listed_start="start").join(
        ours, on="mission", how="full", coalesce=True
    )
    in_use = pl.col("added").fill_null(False) | pl.col("mission").is_in(listed["mission"].implode())
    return (
        both.filter(in_use)
        .select("mission", start=pl.coalesce("start", "listed_start"))
        .filter(pl.col("start").is_not_null())
        .sort("mission")
    )


def reconcile(readings: ParsedFiles, frame: pl.DataFrame, day: pl.Expr) -> pl.DataFrame:
    """Replace ``mission`` by our name of it; leave out and report what is no mission of ours.

    Args:
        readings: Takes the repairs, one a file and name.
        frame: Rows with ``mission``, ``source`` and ``row``.
        day: The day that decides where one name stood for several missions.
    """
    columns = ["name", "first", "last", "mission", "reason"]
    names = (
        curated_names().unique(["name", "first", "last", "mission"], keep="first").select(columns)
    )
    frame = frame.with_columns(_day=day).with_row_index("_at")
    hits = frame.join(names, left_on="mission", right_on="name", how="inner", suffix="_new").filter(
        (pl.col("first").is_null() | (pl.col("first") <= pl.col("_day")))
        & (pl.col("last").is_null() | (pl.col("_day") <= pl.col("last")))
    )
    frame = frame.join(
        hits.select("_at", "mission_new", "reason"), on="_at", how="left", maintain_order="left"
    )
    acronyms = set(starts(readings)["mission"])
    named = pl.coalesce("mission_new", pl.when(pl.col("reason").is_null()).then(pl.col("mission")))
    frame = frame.with_columns(
        _used=pl.when(named.is_in(sorted(acronyms))).then(named), _named=named
    )
    lost = pl.col("_used").is_null() & pl.col("_named").is_not_null()
    frame = frame.with_columns(
        reason=pl.when(lost).then(pl.lit(_UNKNOWN)).otherwise("reason")
    ).drop("_named")
    _report(readings, frame.filter(pl.col("_used").ne_missing(pl.col("mission"))))
    ours = frame.filter(pl.col("_used").is_not_null()).with_columns(mission=pl.col("_used"))
    return ours.drop("_at", "_day", "_used", "mission_new", "reason")


def _report(readings: ParsedFiles, changed: pl.DataFrame) -> None:
    kinds = (
        changed.group_by("source", "mission", "_used", "reason")
        .agg(pl.col("row").min(), pl.len())
        .sort("source", "mission", "_used")
    )
    readings.repair_each(
        kinds.with_columns(pl.col("_used").fill_null("(dropped)")),
        "mission",
        "{mission} ({len} rows)",
        "{_used}",
        "{reason}",
    )


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
    # A name of another mission is a slip of a publisher's list, not a name of this one.
    variants = curated_names().filter(~pl.col("name").is_in(missions["mission"].implode()))
    names = pl.concat([listed, variants.drop("reason")], how="diagonal_relaxed")
    return (
        names.join(public, on="mission")
        .with_columns(known_on=pl.max_horizontal("start", "first"))
        .drop("start", "set_up_on", strict=False)
        .unique(["mission", "name", "language"], keep="first")
        .sort("mission", "language", "name")
    )
