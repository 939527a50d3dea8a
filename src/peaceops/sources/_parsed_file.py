"""What a reader of a publisher's file returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl


@dataclass(frozen=True)
class Publication:
    """A data set as its publisher issues it.

    Attributes:
        id: Our short name for it, such as ``ucdp-ged``.
        title: The publisher's title.
        publisher: Who issues it.
        licence: Terms of use, in the publisher's words where short.
        citation: How the publisher asks to be cited.
        url: Where a user downloads it.
    """

    id: str
    title: str
    publisher: str
    licence: str
    citation: str
    url: str


@dataclass(frozen=True)
class Repair:
    """A value of a publisher's file that was changed, and why.

    Attributes:
        file: Name of the file.
        row: Row number in the file; the header is row 1.
        column: Column changed, or ``*`` for the whole row.
        found: The value as it stood.
        used: The value used instead; ``(dropped)`` when the row was left out.
        reason: Why, the same words for the same defect, so that repairs can be counted by kind.
    """

    file: str
    row: int
    column: str
    found: str
    used: str
    reason: str


@dataclass(frozen=True)
class ParsedFile:
    """The records found in one file.

    Attributes:
        records: Kind of record (``council.votes``) to its rows. Each frame has a column ``row``:
            the row number in the file, the header being row 1.
        repairs: Every value that was changed.
        release: The publisher's release or the date of the export, as far as the file tells.
    """

    records: dict[str, pl.DataFrame]
    repairs: Sequence[Repair] = field(default=())
    release: str = ""


@dataclass(frozen=True)
class Reader:
    """How to recognise one layout of a publication and read it.

    Attributes:
        publication: What it reads.
        layout: Name of the layout, such as ``v2.3 location-years``.
        columns: Columns that the layout must have (the signature it is recognised by).
        read: Path of a file to its reading; raises ``SourceError``.
        suffixes: File endings it accepts.
    """

    publication: Publication
    layout: str
    columns: frozenset[str]
    read: Callable[[Path], ParsedFile]
    suffixes: tuple[str, ...] = (".csv", ".csv.gz")
