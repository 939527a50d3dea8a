"""A layout of a publication: the columns of its file, and what each of them holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]


@dataclass(frozen=True)
class Layout:
    """A layout of a publication: its good file, and files that must stand beside it."""

    name: str
    file: str
    rows: Sequence[Row] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()  # columns that a publisher may leave out
    figure: str = ""  # a column whose value may differ between two rows of one key
    additive: bool = False  # rows of one key add up, so that a second row is no contradiction
    make: Callable[[Path], None] | None = None  # writes what is no delimited file

    @property
    def delimited(self) -> bool:
        """Whether the file is comma-separated text."""
        return self.make is None

    def text(self) -> str:
        """The good file as text."""
        return as_csv(self.rows)

    def write(self, folder: Path) -> Path:
        """Write the good file."""
        path = folder / self.file
        if self.make is not None:
            self.make(path)
        else:
            path.write_text(self.text(), encoding="utf-8")
        return path


def as_csv(rows: Sequence[Row], delimiter: str = ",", header: bool = True) -> str:
    """Rows as delimited text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n", delimiter=delimiter)
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def rows_of(columns: Mapping[str, str], *lines: str) -> list[Row]:
    return [dict(zip(columns, line.split("|"), strict=True)) for line in lines]
