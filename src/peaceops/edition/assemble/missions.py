"""Missions, their hosts and their ends: the UN's list, corrected and completed by hand.

The list gives the first of a month for many starts and ends; where the deciding document is known
the curated file gives its day, since a view asked about a date must not know a mission before it
was decided. Each correction is reported, and its reason stands in ``curated/missions.csv``.
"""

from __future__ import annotations

import re

import polars as pl

from peaceops.domain.countries import codes_of, names_in_prose
from peaceops.edition.assemble.mission_names import (
    curated_kinds,
    curated_missions,
    curated_names,
)
from peaceops.edition.parsed_files import ParsedFiles

_FIELDS = ("name", "start", "end", "headquarters", "latitude", "longitude")
_REASON = "corrected by hand; the reason stands in curated/missions.csv"
_NO_START = "the mission has no start and none is known"
_HOST_IN_NAME = "a mission that only the publisher's list has: its hosts are those its name names"
_NO_HOST = (
    "a mission that only the publisher's list has, and no state in its name: its hosts are not "
    "known, and no deaths around it are counted"
)
_SEVERAL = "the row stands for several missions, or repeats one under another acronym"


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``missions``, ``mission_hosts``, ``mission_kinds`` and ``mission_closures``."""
    if not readings.has("hub.missions"):
        return {}
    merged = _merge(readings, _listed(readings))
    started = merged.filter(pl.col("start").is_not_null())
    _report(readings, merged.filter(pl.col("start").is_null()), _NO_START)
    return {
        "missions": started.select(
            "mission", "name", "kind", "start", "headquarters", "latitude", "longitude",
            "source", "row",
        ).sort("mission"),
        "mission_hosts": _hosts(readings, started),
        "mission_kinds": _kinds(started),
        "mission_closures": started.filter(pl.col("end").is_not_null())
        .select("mission", "end", "source", "row")
        .sort("mission"),
    }  # fmt: skip


def _listed(readings: ParsedFiles) -> pl.DataFrame:
    """Take the publisher's list, without rows that stand for several missions."""
    listed = readings.frame("hub.missions")
    # A name with no mission of its own in the curated file is only ever another name.
    other = set(curated_names()["name"]) - set(curated_missions()["mission"])
    several = pl.col("mission").is_in(sorted(other))
    _report(readings, listed.filter(several), _SEVERAL)
    return listed.filter(~several)


def _merge(readings: ParsedFiles, listed: pl.DataFrame) -> pl.DataFrame:
    """Lay the curated values over the list; report each that differs."""
    ours = curated_missions()
    both = listed.join(ours, on="mission", how="full", coalesce=True, suffix="_ours")
    both = both.with_columns(
        **{f"{column}_list": pl.col(column) for column in _FIELDS},
        **{column: pl.coalesce(f"{column}_ours", column) for column in _FIELDS},
        kind=pl.coalesce("kind", pl.lit("peacekeeping")),
    ).sort("mission")
    in_list = pl.col("source").is_not_null()
    # Without a name of its own a curated row only corrects, and the list lacks what it corrects.
    both = both.filter(in_list | pl.col("name").is_not_null())
    changed = pl.lit(False)
    for column in _FIELDS:
        corrected = in_list & pl.col(column).ne_missing(pl.col(f"{column}_list"))
        changed = changed | corrected
        shown = both.filter(corrected).select(
            "source",
            "row",
            listed=pl.col(f"{column}_list").cast(pl.String).fill_null(""),
            used=pl.col(column).cast(pl.String),
        )
        readings.repair_each(shown, column, "{listed}", "{used}", _REASON)
    return both.with_columns(
        source=pl.when(~in_list)
        .then("source_ours")
        .when(changed)
        .then(pl.concat_str("source", "source_ours", separator=" + "))
        .otherwise("source"),
        row=pl.coalesce("row", "row_ours"),
    )


def _hosts(readings: ParsedFiles, started: pl.DataFrame) -> pl.DataFrame:
    """Hosts by hand, and of missions of a newer list those that their names name."""
    ours = pl.col("hosts").is_not_null()
    new = started.filter(pl.col("row_ours").is_null())
    by_hand = started.filter(ours).select(
        "mission",
        pl.col("hosts").str.split(" ").alias("country"),
        known_on="start",
        source="source_ours",
        row="row_ours",
    )
    by_name = new.select(
        "mission",
        pl.Series("country", [_named_in(name) for name in new["name"]], pl.List(pl.String)),
        known_on="start",
        source="source",
        row="row",
    ).filter(pl.col("country").list.len() > 0)
    named = dict(by_name.select("mission", pl.col("country").list.join(" ")).iter_rows())
    for mission, name, source, row in new.select("mission", "name", "source", "row").iter_rows():
        reason = _HOST_IN_NAME if mission in named else _NO_HOST
        used = named.get(mission, "(empty)")
        readings.repair(source, row, "mission_name", f"{mission}, {name}", used, reason)
    hosts = pl.concat([by_hand, by_name]).explode("country")
    return hosts.with_columns(codes_of(hosts["country"])).sort("mission", "country")


def _named_in(name: str) -> list[str]:
    """Codes of the states in a mission's name; of two names of which one holds the other, that."""
    codes = dict(names_in_prose())
    longest = sorted(codes, key=lambda text: (-len(text), text))
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest))})\b")
    return sorted({codes[match] for match in pattern.findall(name)})


def _kinds(started: pl.DataFrame) -> pl.DataFrame:
    """Kinds as far as the curated file tells them; a new mission in the list stays without one."""
    return (
        curated_kinds()
        .join(started.select("mission", known_on="start"), on="mission")
        .sort("mission")
    )


def _report(readings: ParsedFiles, gone: pl.DataFrame, reason: str) -> None:
    readings.repair_each(gone, "*", "{mission}, {name}", "(dropped)", reason)
