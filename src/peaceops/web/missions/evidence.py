"""The rows that a figure rests on: read from the view by the publisher's file and row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import polars as pl

from peaceops.brief import statement_key
from peaceops.domain.figures import Evidence
from peaceops.edition import TABLES

if TYPE_CHECKING:
    from peaceops.brief import Brief, PublicationUsed
    from peaceops.edition import View

ROWS_SHOWN = 25
"""Rows of a table that a page shows; the Data page has the rest."""
CASE = "case"
"""The table that evidence names where a statement of the case is meant."""
LAST = ("source", "row", "known_on")
"""Columns that say where a row comes from, which stand after what it says."""


@dataclass(frozen=True)
class Rows:
    """The rows of one table that a figure rests on.

    Attributes:
        table: Name of the table.
        selection: Which rows, in words.
        count: How many rows the figure rests on.
        columns: Names of the columns that are shown, those without any value left out.
        rows: The values of the rows that are shown.
        files: Each publisher's file, its row numbers in words, and the conditions that choose these
            rows on the page of the table.
        publications: Who publishes it, under which licence.
    """

    table: str
    selection: str
    count: int
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    files: tuple[tuple[str, str, tuple[str, ...]], ...]
    publications: tuple[PublicationUsed, ...]


@dataclass(frozen=True)
class Stated:
    """What a figure rests on in the case.

    Attributes:
        statement: The statement's identifier as an address writes it; empty for an assumption.
        words: Where it was said.
    """

    statement: str
    words: str


def evidence_of(
    brief: Brief, view: View, evidence: tuple[Evidence, ...]
) -> tuple[list[Rows], list[Stated]]:
    """What some evidence points at: rows of tables, and statements of the case.

    Args:
        brief: The brief of the figure.
        view: What was known on its day.
        evidence: The evidence of the figure.
    """
    rows, stated = list[Rows](), list[Stated]()
    statements = {statement.id for statement in brief.statements}
    for part in evidence:
        if part.table in TABLES and view.has(part.table):
            rows.append(_rows(brief, view, part))
        else:
            listed = part.table == CASE and part.selection in statements
            key = statement_key(part.selection).removeprefix("statement-") if listed else ""
            words = "; ".join(file for file, _rows_ in part.files) or part.selection
            stated.append(Stated(key, words))
    return rows, stated


def runs_in(written: str) -> list[tuple[int, int]]:
    """Read row numbers as evidence writes them: first and last of each run that is written.

    >>> runs_in("2-4, 9, and 3 more ranges")
    [(2, 4), (9, 9)]
    """
    runs = (part.strip().partition("-") for part in written.split(","))
    return [(int(first), int(last or first)) for first, _dash, last in runs if first.isdecimal()]


def _rows(brief: Brief, view: View, evidence: Evidence) -> Rows:
    table = view.table(evidence.table)
    chosen = (
        table.filter(_condition(evidence)).head(ROWS_SHOWN) if evidence.files else table.clear()
    )
    filled = [column for column in chosen.columns if chosen[column].null_count() < chosen.height]
    columns = (
        *(column for column in filled if column not in LAST),
        *(column for column in LAST if column in filled),
    )
    return Rows(
        evidence.table,
        evidence.selection,
        evidence.rows,
        columns,
        tuple(tuple(map(_written, row)) for row in chosen.select(columns).rows()),
        tuple((file, rows, _where(file, rows)) for file, rows in evidence.files),
        tuple(used for used in brief.publications if evidence.table in used.tables),
    )


def _where(file: str, rows: str) -> tuple[str, ...]:
    """What the page of a table is asked for: the rows from the first to the last of a file."""
    runs = runs_in(rows)
    span = (f"row at-least {runs[0][0]}", f"row at-most {runs[-1][1]}") if runs else ()
    return (f"source is {file}", *span)


def _condition(evidence: Evidence) -> pl.Expr:
    """The rows that come from the files and rows that are named."""
    return reduce(or_, _conditions(evidence), pl.lit(value=False))


def _conditions(evidence: Evidence) -> Iterator[pl.Expr]:
    for source, written in evidence.files:
        runs = [pl.col("row").is_between(first, last) for first, last in runs_in(written)]
        # A file that is no table has no row numbers.
        rows = reduce(or_, runs) if runs else pl.col("row").is_null()
        yield (pl.col("source") == source) & rows


def _written(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return round(value, 4) if not value.is_integer() else int(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else value
