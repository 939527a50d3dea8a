"""Figures: numbers with unit, interval, method and source; and gaps, where one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

import polars as pl

Value = float | int | str | None


@dataclass(frozen=True)
class Evidence:
    """The rows, or the case statement, that a figure rests on.

    Attributes:
        table: Table of the edition, or ``case`` for a statement of the analyst's.
        selection: Which rows, in words: ``mission MINUSMA, month 2023-04``.
        rows: How many rows.
        files: Publisher's file to the row numbers used in it (header is row 1), as ``12-26, 40``.
    """

    table: str
    selection: str
    rows: int
    files: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, table: str, selection: str, frame: pl.DataFrame) -> Evidence:
        """Summarise the rows of ``frame``, which keeps its ``source`` and ``row`` columns."""
        rows_of: dict[str, set[int]] = {}
        if {"source", "row"} <= set(frame.columns):
            # In Python: a frame has few rows as a rule, and a brief cites a hundred of them.
            for source, row in zip(frame["source"].to_list(), frame["row"].to_list(), strict=True):
                rows_of.setdefault(str(source), set()).update(() if row is None else (row,))
        files = tuple((source, ranges(sorted(rows))) for source, rows in sorted(rows_of.items()))
        return cls(table, selection, frame.height, files)

    @classmethod
    def of_statement(cls, statement: str, source: str) -> Evidence:
        """Cite a statement of the case by its identifier and its own source."""
        return cls("case", statement, 1, ((source, ""),))


@dataclass(frozen=True)
class Figure:
    """A figure and how it is known.

    Attributes:
        key: Stable identifier, ``room.name``; unique in a brief.
        label: What the figure is, in words a delegate reads.
        value: The number, date or word; ``None`` when it is not known (then it is also a gap).
        unit: Its unit, such as ``deaths a month``.
        interval: Lower and upper bound, or ``None`` for a count on record.
        level: Probability that the interval is meant to hold, such as 0.9.
        method: How it was made, in one or two sentences.
        evidence: What it rests on.
        assumption: True when the value is the analyst's and not the data's.
    """

    key: str
    label: str
    value: Value
    unit: str
    method: str
    evidence: tuple[Evidence, ...] = ()
    interval: tuple[float, float] | None = None
    level: float | None = None
    assumption: bool = False


@dataclass(frozen=True)
class Gap:
    """Something the brief should say and cannot, and how to get it.

    Attributes:
        key: Stable identifier, ``room.name``.
        what: What is missing.
        why: Why it is missing.
        remedy: How a user can supply it.
    """

    key: str
    what: str
    why: str
    remedy: str


def ranges(rows: Sequence[int], *, at_most: int = 12) -> str:
    """Write sorted row numbers as ranges: ``[2, 3, 4, 9]`` becomes ``2-4, 9``."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    written = [str(a) if a == b else f"{a}-{b}" for a, b in runs[:at_most]]
    if len(runs) > at_most:
        written.append(f"and {len(runs) - at_most} more ranges")
    return ", ".join(written)


def figures_in(answer: object) -> Iterator[Figure]:
    """Every figure that an answer holds, in the order of its fields.

    Answers are frozen dataclasses whose fields are figures, or hold them: other dataclasses,
    tuples, lists and mappings are walked; frames, arrays and plain values are passed over.
    """
    if isinstance(answer, Figure):
        yield answer
    elif is_dataclass(answer):
        for field in fields(answer):
            yield from figures_in(getattr(answer, field.name))
    elif isinstance(answer, Mapping):
        for part in answer.values():
            yield from figures_in(part)
    elif isinstance(answer, (tuple, list)):
        for part in answer:
            yield from figures_in(part)


def unique_figures(figures: Iterable[Figure]) -> list[Figure]:
    """Return each figure once, in order; raise if two that differ share a key.

    A figure may be met again where another answer is computed from it. A second value under a key
    would let one brief say two things of one quantity.

    Raises:
        ValueError: Two figures that are not the same share a key.

    >>> deaths = Figure("mali.deaths", "Deaths in Mali", 12, "deaths", "A count.")
    >>> [figure.key for figure in unique_figures([deaths, deaths])]
    ['mali.deaths']
    """
    by_key: dict[str, Figure] = {}
    for figure in figures:
        first = by_key.setdefault(figure.key, figure)
        if first is not figure and first != figure:
            raise ValueError(
                f"two figures share the key {figure.key}: {first.value} and {figure.value}"
            )
    return list(by_key.values())
