"""Records that stand twice: alike, or with two contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Repeat:
    """A record whose key stands in an earlier one.

    Attributes:
        row: Its row.
        first: Row of the first record with the key.
        name: The key in words.
        unlike: First column whose values differ, or "" where none does.
        values: Values of that column, the first record's before the repeat's.
    """

    row: int
    first: int
    name: str
    unlike: str
    values: tuple[Any, Any] = (None, None)


def repeated_rows(frame: pl.DataFrame, keys: Sequence[str]) -> pl.Series:
    """Which records repeat the key of an earlier one; a record without a full key does not."""
    keyed = pl.all_horizontal(pl.col(keys).is_not_null())
    return frame.select(keyed & ~pl.struct(keys).is_first_distinct()).to_series()


def repeats(frame: pl.DataFrame, keys: Sequence[str]) -> Iterator[Repeat]:
    """Each repeat of ``frame`` (records with ``row``), in order."""
    again = repeated_rows(frame, keys)
    content = [name for name in frame.columns if name != "row" and name not in keys]
    others = frame.filter(again)
    first = {
        tuple(line[key] for key in keys): line
        for line in frame.filter(~again)
        .join(others.select(keys).unique(), on=keys, how="semi")
        .iter_rows(named=True)
    }
    for line in others.iter_rows(named=True):
        rival = first[tuple(line[key] for key in keys)]
        unlike = next((name for name in content if line[name] != rival[name]), "")
        values = (rival[unlike], line[unlike]) if unlike else (None, None)
        name = " ".join(str(line[key]) for key in keys)
        yield Repeat(line["row"], rival["row"], name, unlike, values)
