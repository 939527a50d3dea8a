"""Tables of organised violence, from UCDP's and VIEWS' records.

Where two files give the same thing, the later release counts: a final GED release over a
candidate one, a newer final one over an older, a newer vintage of the country-months over an
older, and the single vintage of UCDP's tabulated months (``one_vintage``) over all of those. What
was set aside is reported. Two contents in one release are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition.assemble.one_vintage import in_one_vintage, provisional_months
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.releases import with_rank
from peaceops.edition.tables.violence import (
    ViolenceCountryMonths,
    ViolenceCountryYears,
    ViolenceEvents,
)
from peaceops.errors import SourceError

FINAL_WINS = "candidate event that a final release also gives"
LATER_WINS = "event that a later final release also gives"
SUPERSEDED = "candidate event of a country and year that a final release covers"
SAME_RELEASE = "event that another file of the same release also gives"
LATER_VINTAGE = "country-month that a later vintage also gives"
SAME_VINTAGE = "country-month that another file of the same vintage also gives"
SAME_RELEASE_YEAR = "country-year that another file of the same release also gives"
LATER_YEARS = "country-year that a later release also gives"


@dataclass(frozen=True)
class _Reasons:
    """Why a row gives way to another of the same key."""

    same: str
    later: str
    candidate: str = ""

    def of(self, line: Mapping[str, object], rival: Mapping[str, object]) -> str:
        if line["rank"] == rival["rank"]:
            return self.same
        return self.candidate if line.get("candidate") else self.later


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Country-months, country-years and events, each where its records are present.

    Raises:
        SourceError: Two files of one release contradict each other.
    """
    tables = {}
    if readings.has("views.country_months"):
        tables["violence_country_months"] = _country_months(readings)
    if readings.has("ucdp.country_months"):
        panel = tables.get("violence_country_months")
        tables["violence_country_months"] = in_one_vintage(readings, panel)
        tables |= provisional_months(readings)
    if readings.has("ucdp.country_years"):
        tables["violence_country_years"] = _country_years(readings)
    if readings.has("ucdp.events"):
        tables["violence_events"] = _events(readings)
    return tables


def _country_months(readings: ParsedFiles) -> pl.DataFrame:
    frame = readings.frame("views.country_months")
    if readings.has("views.countries"):
        _check_key(frame, readings.frame("views.countries"))
    ranks = {name: _numbers(name) for name in frame["vintage"].unique()}
    frame = with_rank(frame, "vintage", ranks)
    latest = _latest(
        readings, frame, ("country", "month"), VIOLENCE_TYPES, _Reasons(SAME_VINTAGE, LATER_VINTAGE)
    )
    return _only(latest, ViolenceCountryMonths.column_names()).sort("country", "month")


def _check_key(frame: pl.DataFrame, key: pl.DataFrame) -> None:
    """Refuse a panel whose country numbers mean other states than in the key beside it."""
    pairs = frame.filter(pl.col("views_id").is_not_null()).unique(
        ["views_id", "gw"], keep="first", maintain_order=True
    )
    other = pairs.join(
        key.select("views_id", stated="gw", key_source="source"), on="views_id", how="left"
    ).filter(pl.col("stated").is_not_null() & (pl.col("stated") != pl.col("gw")))
    if other.height:
        line = other.row(0, named=True)
        raise SourceError(
            f"country_id {line['views_id']} has Gleditsch-Ward number {line['gw']}, but "
            f"{line['stated']} in {line['key_source']}",
            where=f"{line['source']}, row {line['row']}",
            cause="the panel and the key are of different versions",
            remedy="download both again",
        )


def _country_years(readings: ParsedFiles) -> pl.DataFrame:
    frame = readings.frame("ucdp.country_years")
    ranks = {name: _numbers(name) for name in frame["release"].unique()}
    latest = _latest(
        readings,
        with_rank(frame, "release", ranks),
        ("country", "year"),
        VIOLENCE_TYPES,
        _Reasons(SAME_RELEASE_YEAR, LATER_YEARS),
    )
    return _only(latest, ViolenceCountryYears.column_names()).sort("country", "year")


def _events(readings: ParsedFiles) -> pl.DataFrame:
    frame = readings.frame("ucdp.events")
    pairs = frame.select("release", "candidate").unique().rows()
    ranks = {release: _rank(release, candidate) for release, candidate in pairs}
    frame = with_rank(frame, "release", ranks)
    content = ("best", "low", "high", "type", "country", "start", "end")
    reasons = _Reasons(SAME_RELEASE, LATER_WINS, FINAL_WINS)
    latest = _latest(readings, frame, ("event",), content, reasons)
    latest = _without_superseded(readings, latest, ranks)
    return _only(latest, ViolenceEvents.column_names()).sort("event")


def _rank(release: str, candidate: bool) -> tuple[int, ...]:
    """Order of releases: candidates below finals, then by number; an export by its day."""
    numbers = _numbers(release)
    if release.startswith("export of "):
        year, month = numbers[0] - 2000, numbers[1]
        # The annual release comes out in June.
        numbers = (year if month >= 6 else year - 1, 1)
    return (0 if candidate else 1, *numbers)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _latest(
    readings: ParsedFiles,
    frame: pl.DataFrame,
    key: Sequence[str],
    content: Sequence[str],
    reasons: _Reasons,
) -> pl.DataFrame:
    """Keep the row of highest rank for each key; report the others, refuse contradictions."""
    ordered = frame.sort(
        *key, pl.col("rank").neg(), "source", "row", nulls_last=True, maintain_order=True
    )
    first = ordered.select(pl.struct(key).is_first_distinct()).to_series()
    latest, others = ordered.filter(first), ordered.filter(~first)
    rivals = {
        tuple(line[name] for name in key): line
        for line in latest.join(others.unique(key), on=key, how="semi").iter_rows(named=True)
    }
    for line in others.iter_rows(named=True):
        rival = rivals[tuple(line[name] for name in key)]
        named = ", ".join(f"{name} {line[name]}" for name in key)
        unlike = [name for name in content if line[name] != rival[name]]
        if line["rank"] == rival["rank"] and unlike:
            column = unlike[0]
            raise SourceError(
                f"{named} has {column} {rival[column]} in {rival['source']}, row {rival['row']}, "
                f"and {line[column]} in {line['source']}, row {line['row']}",
                where=f"{line['source']}, row {line['row']}",
                cause="two files claim to be the same release",
                remedy="keep one of the files, or name the release in the file's name",
            )
        shown = ", ".join(f"{name} {line[name]}" for name in content[:3])
        record, reason = f"{named}, {shown}", reasons.of(line, rival)
        readings.repair(line["source"], line["row"], "*", record, "(dropped)", reason)
    return latest


def _without_superseded(
    readings: ParsedFiles, frame: pl.DataFrame, ranks: Mapping[str, tuple[int, ...]]
) -> pl.DataFrame:
    """Drop candidate events that a final release, covering their country and year, left out."""
    covered = {release: 1999 + rank[1] for release, rank in ranks.items() if len(rank) > 1}
    finals = (
        frame.filter(~pl.col("candidate"))
        .with_columns(
            until=pl.col("release").replace_strict(covered, default=None, return_dtype=pl.Int64)
        )
        .group_by("country")
        .agg(pl.col("until").max())
    )
    marked = frame.join(finals, on="country", how="left", maintain_order="left").with_columns(
        gone=pl.col("candidate") & (pl.col("end").dt.year() <= pl.col("until")).fill_null(False)
    )
    event = "event {event}, best {best}"
    readings.repair_each(marked.filter("gone"), "*", event, "(dropped)", SUPERSEDED)
    return marked.filter(~pl.col("gone"))


def _only(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    return frame.select(name for name in columns if name != "known_on")
