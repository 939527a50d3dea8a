"""Several releases of one publisher's file in one folder: the later one holds, each value once.

The file that reaches further in time is the later release; where two reach the same day, the one
with the later date in its name. What a later release gives again is dropped from the earlier one
and counted; a value that differs gives way, and both are reported. Two files of the same release
that contradict each other are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.releases import day_in_name, with_rank
from peaceops.errors import SourceError

COPY = "rows that another file of the same release also gives"
SUPERSEDED = "rows that a later release in the folder also gives"
GIVES_WAY = "a later release in the folder has another value, which is used"
LEFT_OUT = "a later release in the folder gives the rest and not this row"
OF_ROW = ("vote",)
"""Columns that differ from row to row within a unit."""
SHOWN = 20

Rank = tuple[date, date]


@dataclass(frozen=True)
class Records:
    """What the rows of one kind are compared by.

    Attributes:
        unit: Columns that name what a release gives whole, such as a resolution.
        row: Columns that name a row within it, such as the country; may be empty.
        content: Columns in which two releases may contradict each other.
        noun: What a unit is called, in the plural.
    """

    unit: tuple[str, ...]
    row: tuple[str, ...]
    content: tuple[str, ...]
    noun: str

    @property
    def key(self) -> list[str]:
        """Columns that name one row."""
        return [*self.unit, *self.row]


def order_of(ranks: Mapping[str, Rank]) -> list[str]:
    """Files from the latest release to the earliest."""
    return sorted(ranks, key=lambda source: (ranks[source], source), reverse=True)


def turn_of(ranks: Mapping[str, Rank]) -> pl.Expr:
    """The place of each row's file in ``order_of``."""
    places = {source: place for place, source in enumerate(order_of(ranks))}
    return pl.col("source").replace_strict(places, return_dtype=pl.Int64)


def ranks_of(frame: pl.DataFrame, day: pl.Expr) -> dict[str, Rank]:
    """How late the release of each file is: its last day, then the day in its name."""
    last = frame.group_by("source").agg(last=day.max()).sort("source")
    return {
        source: (reached or date.min, day_in_name(source)) for source, reached in last.iter_rows()
    }


def latest(
    readings: ParsedFiles, frame: pl.DataFrame, records: Records, ranks: Mapping[str, Rank]
) -> pl.DataFrame:
    """Keep each unit from the latest release that gives it, and report what is dropped.

    Args:
        readings: Takes the repairs.
        frame: Rows with the columns of ``records``, ``source`` and ``row``.
        records: What the rows are.
        ranks: How late each file is.

    Raises:
        SourceError: Two files of the same release contradict each other; all rows are listed.
    """
    if frame["source"].n_unique() < 2:
        return frame
    placed = with_rank(frame, "source", ranks).with_columns(_turn=turn_of(ranks))
    first = pl.col("_turn") == pl.col("_turn").min().over(*records.unit)
    newest, others = placed.filter(first), placed.filter(~first)
    pairs = _paired(others, newest, records)
    _refuse_contradictions(pairs, _missing(others, newest, records), records)
    _report(readings, pairs, records)
    return newest.drop("_turn", "rank")


def _paired(others: pl.DataFrame, newest: pl.DataFrame, records: Records) -> pl.DataFrame:
    """Each row left out with the row kept in its place, ``_kept`` in the names of its columns."""
    units = newest.unique(list(records.unit), keep="first", maintain_order=True).select(
        *records.unit, winner="source", winner_rank="rank"
    )
    rivals = newest.select(
        *records.key, **{f"{name}_kept": pl.col(name) for name in (*records.content, "row")}
    )
    return (
        others.join(units, on=list(records.unit), how="left", maintain_order="left")
        .join(rivals, on=records.key, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            same_release=pl.col("rank") == pl.col("winner_rank"),
            lacking=pl.col("row_kept").is_null(),
        )
    )


def _missing(others: pl.DataFrame, newest: pl.DataFrame, records: Records) -> pl.DataFrame:
    """Rows kept that another file of the same release lacks in a unit that it also gives."""
    units = others.select(*records.unit, "rank", other="source").unique(maintain_order=True)
    return newest.join(units, on=[*records.unit, "rank"], maintain_order="left").join(
        others.select(*records.key, other="source"),
        on=[*records.key, "other"],
        how="anti",
        nulls_equal=True,
        maintain_order="left",
    )


def _refuse_contradictions(pairs: pl.DataFrame, missing: pl.DataFrame, records: Records) -> None:
    lines = [
        f"{_named(line, records.key)} stands in {line['source']}, row {line['row']}, and not in "
        f"{line['other']}"
        for line in missing.iter_rows(named=True)
    ]
    for line in pairs.filter("same_release").iter_rows(named=True):
        named = _named(line, records.key)
        here = f"{line['source']}, row {line['row']}"
        if line["lacking"]:
            lines.append(f"{named} stands in {here} and not in {line['winner']}")
            continue
        for name in _unlike(line, records):
            lines.append(
                f"{named}: {name.replace('_', ' ')} is {_shown(line[name])} in {here} and "
                f"{_shown(line[f'{name}_kept'])} in {line['winner']}, row {line['row_kept']}"
            )
    if not lines:
        return
    more = f"\n- and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
    raise SourceError(
        f"{len(lines)} contradictions between two files of the same release:\n- "
        + "\n- ".join(lines[:SHOWN])
        + more,
        cause="one of the files was edited, or both are parts of one export",
        remedy="keep the right file, or name the day of the release in each file's name, "
        "such as 2026_02_06_sc_voting.csv",
    )


def _report(readings: ParsedFiles, pairs: pl.DataFrame, records: Records) -> None:
    for (source, winner, same), part in pairs.group_by(
        ["source", "winner", "same_release"], maintain_order=True
    ):
        units = part.select(*records.unit).n_unique()
        rows = f"{part.height:,} rows on {units:,} {records.noun}, also in {winner}"
        row = cast("int", part["row"].min() or 1)
        readings.repair(str(source), row, "*", rows, "(dropped)", COPY if same else SUPERSEDED)
    reported: set[tuple[str, str, str]] = set()
    for line in pairs.filter(~pl.col("same_release")).iter_rows(named=True):
        if line["lacking"]:
            named = _named(line, records.key)
            readings.repair(line["source"], line["row"], "*", named, "(dropped)", LEFT_OUT)
            continue
        for name in _unlike(line, records):
            # What belongs to the unit, and not to its rows, is told once.
            columns = records.key if name in OF_ROW else records.unit
            value = f"{_named(line, columns)}: {_shown(line[name])}"
            used = f"{_shown(line[f'{name}_kept'])} ({line['winner']}, row {line['row_kept']})"
            if (line["source"], name, value) not in reported:
                readings.repair(line["source"], line["row"], name, value, used, GIVES_WAY)
            reported.add((line["source"], name, value))


def _unlike(line: dict[str, object], records: Records) -> list[str]:
    return [name for name in records.content if line[name] != line[f"{name}_kept"]]


def _named(line: dict[str, object], columns: Iterable[str]) -> str:
    return " ".join(
        f"S/RES/{line[name]}" if name == "resolution" else str(line[name])
        for name in columns
        if line[name] is not None
    )


def _shown(value: object) -> str:
    return "blank" if value is None else str(value)
