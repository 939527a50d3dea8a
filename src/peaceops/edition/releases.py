"""One release where several files give the same thing.

A user's folder may hold two exports of one publication, or one download twice. For each key below
the records of the later release stand, whole; what gives way is reported with a count. Of two that
reach the same day or version the later is the one issued later, as a day in its name or the notes
beside it tell. Two files of one release that say the same count once; two that differ are refused,
with both files and rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from peaceops.errors import SourceError
from peaceops.sources import Repair

SAME = "record that another file of the same release also gives"
LATER = "record that a later release also gives"

KEYS: dict[str, tuple[str, ...]] = {
    "hub.missions": ("mission",),
    "hub.deaths": ("casualty",),
    "hub.contributions": ("mission", "month"),
    "hub.budgets": ("mission", "start", "end"),
    "un.expenses": ("mission", "start", "end"),
    "ga.budgets": ("mission", "start", "kind"),
    "ga.parts": ("mission", "period"),
    "ipi.mission_months": ("mission", "month"),
    "ipi.contributions": ("mission", "month"),
    "ipi.contributor_months": ("country", "month"),
    "contributor_years.means": ("mission", "year"),
    "geopko.deployments": ("mission", "year"),
    "geopko.units": ("mission", "year"),
    "geopko.contributors": ("mission", "year"),
    "geopko.months": ("mission", "month"),
    "tamm.tasks": ("mission", "month"),
    "texts.documents": ("symbol",),
    "texts.paragraphs": ("symbol",),
    # One vintage: figures of two releases do not mix.
    "ucdp.country_months": (),
    "ucdp.dyad_months": (),
    "ucdp.dyads": ("dyad",),
    "ucdp.perpetrators": ("actor",),
    "ucdp.conflicts": ("conflict",),
    "dyads.months": ("conflict", "country", "rebels", "month"),
    "pace.forecasts": ("issued", "horizon"),
    "issued.scores": (),
    "ucdp.agreements": ("agreement",),
    "ucdp.signatories": ("agreement",),
    "ucdp.episodes": ("episode",),
    "ucdp.episode_sides": ("episode",),
    "states.coups": ("country", "year"),
    "states.regimes": ("country", "year"),
    "states.population": ("country", "year"),
    "states.development": ("country", "year"),
    "states.conflict": ("country", "year"),
    # Points of all years are estimated together: releases do not mix.
    "assembly.ideal_points": (),
    "views.countries": ("views_id",),
    "natural_earth.units": ("area",),
    "priogrid.static": ("cell",),
    "priogrid.cells": ("cell",),
    "priogrid.countries": ("cell",),
    "users.mandates": ("mission", "resolution"),
    "users.ceilings": ("mission", "resolution", "since"),
    "users.requests": ("mission", "asked"),
}
"""Kinds of records, and what the records of one release are taken by."""

_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_BESIDE = ("source", "row", "rank", "first")


def one_release(
    kind: str,
    frame: pl.DataFrame,
    releases: Mapping[str, str],
    issued: Mapping[str, date] | None = None,
) -> tuple[pl.DataFrame, list[Repair]]:
    """Leave the records of the latest release for each key of a kind, and report the others.

    Args:
        kind: Kind of record; one that ``KEYS`` does not name is left as it is.
        frame: Records with ``source`` and ``row``.
        releases: Release of each source, as its reader tells it.
        issued: The day on which sources were made, where something beside them tells it; else it
            is the day in their name.

    Raises:
        SourceError: Two files of one release contradict each other.
    """
    if kind not in KEYS or frame["source"].n_unique() == 1:
        return frame, []
    key = list(KEYS[kind])
    days = issued or {}
    ranks = {
        source: (rank_of(releases.get(source, "")), days.get(source) or day_in_name(source))
        for source in frame["source"].unique()
    }
    ranked = with_rank(frame, "source", ranks)
    first = pl.col("source").sort_by(["rank", "source"], descending=[True, False]).first()
    top = pl.col("rank").max()
    ranked = ranked.with_columns(
        first=first.over(key) if key else first, top=top.over(key) if key else top
    )
    stands = pl.col("source") == pl.col("first")
    newest, others = ranked.filter(stands), ranked.filter(~stands)
    alike = others.filter(pl.col("rank") == pl.col("top"))
    _refuse_contradictions(key, newest, alike)
    repairs = [
        *_reports(alike, key, SAME),
        *_reports(others.filter(pl.col("rank") < pl.col("top")), key, LATER),
    ]
    return newest.drop("rank", "first", "top"), repairs


def with_rank(
    frame: pl.DataFrame, column: str, ranks: Mapping[str, tuple[Any, ...]]
) -> pl.DataFrame:
    """Add ``rank``: 0 for the first in the order of the values of ``ranks``, the same for equals.

    Args:
        frame: The rows.
        column: Holds the keys of ``ranks``.
        ranks: What each key is ordered by.
    """
    order = {rank: place for place, rank in enumerate(sorted(set(ranks.values())))}
    places = {key: order[rank] for key, rank in ranks.items()}
    return frame.with_columns(rank=pl.col(column).replace_strict(places, return_dtype=pl.Int64))


def rank_of(release: str) -> tuple[int, ...]:
    """Order of releases: by the numbers in the last part of their name."""
    return tuple(int(number) for number in re.findall(r"\d+", release.rpartition("to ")[2]))


def day_in_name(source: str) -> date:
    """The day in a file's name, as in ``2026_02_06_sc_voting.csv``; the first day where none is."""
    days = [date.min]
    for year, month, day in _DAY_IN_NAME.findall(source.rpartition("/")[2]):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(days)


def _refuse_contradictions(key: Sequence[str], newest: pl.DataFrame, others: pl.DataFrame) -> None:
    """Refuse records of one release that stand with other contents in another file of it."""
    if others.is_empty():
        return
    content = [name for name in newest.columns if name not in (*_BESIDE, "top")]
    pairs = [(others, newest), (newest, others)]
    for index, (here, there) in enumerate(pairs):
        within = here.join(there.select(key).unique(), on=key, how="semi") if key else here
        alone = within.join(there, on=content, how="anti", nulls_equal=True)
        if alone.is_empty():
            continue
        line = alone.sort("source", "row").row(0, named=True)
        name = ", ".join(
            f"{column} {line[column]}" for column in content if line[column] is not None
        )
        named = "the record" if len(name) > 300 else name
        rival = others["source"][0] if index else line["first"]
        raise SourceError(
            f"{named} stands here and not so in {rival}{_row_in(there, key, line)}; "
            f"{alone.height} records differ",
            where=f"{line['source']}, row {line['row']}",
            cause="two files claim to be the same release, and one was edited or cut",
            remedy="keep one of the files in the folder, or name the day of the later release in "
            "its file's name, such as 2026_02_06_name.csv",
        )


def _row_in(there: pl.DataFrame, key: Sequence[str], line: Mapping[str, object]) -> str:
    """Where the other file speaks of the same key."""
    same = [pl.col(column) == line[column] for column in key]
    rows = (there.filter(*same) if same else there)["row"].drop_nulls().sort().to_list()
    return f", which has row {rows[0]} for it" if rows else ""


def _reports(gone: pl.DataFrame, key: Sequence[str], reason: str) -> list[Repair]:
    repairs = []
    for (source,), part in gone.group_by("source", maintain_order=True):
        line = part.sort("row", nulls_last=True).row(0, named=True)
        first = ", ".join(f"{column} {line[column]}" for column in key)
        what = f"{part.height} records" + (f", the first {first}" if first else "")
        repairs.append(Repair(str(source), line["row"] or 1, "*", what, "(dropped)", reason))
    return sorted(repairs, key=lambda repair: repair.file)
