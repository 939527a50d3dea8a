"""What an edition holds, for whoever looks into it: tables by subject, columns, repairs."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from peaceops.edition.edition import Edition
from peaceops.edition.last_days import covered_until
from peaceops.edition.manifest import PublicationEntry
from peaceops.edition.tables import SUBJECTS, TABLES
from peaceops.edition.tables._meanings import meaning_of
from peaceops.errors import EditionError, did_you_mean

_TIMES = ("month", "date", "end", "year", "known_on")
_TYPES: tuple[tuple[type[pl.DataType], str], ...] = (
    (pl.Boolean, "yes or no"),
    (pl.Date, "day"),
    (pl.Int64, "whole number"),
    (pl.Float64, "number"),
    (pl.Float32, "number"),
    (pl.Binary, "bytes"),
    (pl.List, "list of numbers"),
)


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name.
        meaning: What it holds.
        unit: Its unit, or a note on its values; empty without one.
        type: ``text``, ``day``, ``whole number``, ``number``, ``yes or no``, ``bytes`` or ``list of
            numbers``.
        key: Whether it is part of the table's key.
        optional: Whether it may be empty.
        values: The values that it can have, where they are few and set.
        refers_to: Table and column that its values stand in; empty without one.
        is_country: Whether it holds codes of countries.
    """

    name: str
    meaning: str
    unit: str
    type: str
    key: bool
    optional: bool
    values: tuple[str, ...]
    refers_to: str
    is_country: bool


@dataclass(frozen=True)
class TableKnown:
    """A table as known on a day.

    Attributes:
        name: Its name.
        subject: The subject that it belongs to.
        about: What a row is.
        rows: Rows known on the day.
        rows_ever: Rows of the whole edition.
        last_day: The last day that the rows known speak of; ``None`` where they have no time.
        derived: Whether peaceops makes it from the other tables.
        publications: What it was made from, by identifier.
        repairs: Repairs of values to the files of its publications.
    """

    name: str
    subject: str
    about: str
    rows: int
    rows_ever: int
    last_day: date | None
    derived: bool
    publications: dict[str, PublicationEntry]
    repairs: int


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, in order: those of its own first, then when and whence a row is.

    Args:
        table: Its name.

    Raises:
        EditionError: There is no such table.

    >>> [column.name for column in columns_of("votes")][:3]
    ['decision', 'country', 'vote']
    """
    if table not in TABLES:
        raise EditionError(f"there is no table {table!r}", remedy=did_you_mean(table, TABLES))
    entry = TABLES[table]
    references = {
        column: f"{target}.{column}"
        for target, columns in entry.references.items()
        for column in columns
    }
    columns = []
    for name, column in entry.schema.columns().items():
        dtype = column.dtype
        columns.append(
            Column(
                name,
                meaning_of(table, name),
                str((column.metadata or {}).get("unit", "")),
                next((words for kind, words in _TYPES if dtype == kind), "text"),
                column.primary_key,
                column.nullable,
                tuple(getattr(column, "categories", ()) or ()),
                references.get(name, ""),
                name in entry.country_columns,
            )
        )
    return tuple(sorted(columns, key=lambda column: column.name in ("known_on", "source", "row")))


def tables_known(edition: Edition, day: date) -> tuple[TableKnown, ...]:
    """Every table of an edition as known on a day, by subject.

    Reads of each table no more than its days: for a list of all.

    Args:
        edition: The edition.
        day: The day.

    >>> from peaceops.edition import open_edition
    >>> tables = tables_known(open_edition(), date(2014, 1, 1))
    >>> all(table.rows <= table.rows_ever for table in tables)
    True
    """
    by_file = Counter(repairs_of(edition)["file"])
    by_publication = Counter[str]()
    for file, publication in {(entry.file, entry.publication) for entry in edition.manifest.files}:
        by_publication[publication] += by_file[file]
    subjects = {name: subject for subject, names in SUBJECTS.items() for name in names}
    entries = edition.manifest.tables
    known_tables = []
    for name, table in TABLES.items():
        if name not in entries:
            continue
        rows = _days(edition, name).filter(pl.col("known_on") <= day)
        publications = {
            key: edition.manifest.publications[key]
            for key in entries[name].publications
            if key in edition.manifest.publications
        }
        last = None if table.derived else covered_until(rows)
        known_tables.append(
            TableKnown(
                name,
                subjects[name],
                table.about,
                rows.height,
                entries[name].rows,
                min(last, day) if last else None,
                table.derived,
                publications,
                0 if table.derived else sum(by_publication[key] for key in publications),
            )
        )
    return tuple(known_tables)


def repairs_of(edition: Edition, table: str | None = None) -> pl.DataFrame:
    """Repairs of values in publishers' files: file, row, column, what was found, what is used, why.

    Args:
        edition: The edition.
        table: A table: only repairs to the files that its rows come from.

    Raises:
        EditionError: There is no such table, or the list was changed.
        MissingTableError: The edition does not hold it.
    """
    every = _parsed(edition.repairs() or b"file,row,column,found,used,reason\n")
    if table is None:
        return every
    sources = edition.whole.table(table)["source"].unique().to_list()
    files = {file for source in sources for file in source.split(" + ")}
    return every.filter(pl.col("file").is_in(files))


@lru_cache(maxsize=4)
def _parsed(content: bytes) -> pl.DataFrame:
    return pl.read_csv(io.BytesIO(content), infer_schema=False).fill_null("")


def _days(edition: Edition, name: str) -> pl.DataFrame:
    names = [column for column in _TIMES if column in TABLES[name].schema.columns()]
    return pl.read_parquet(io.BytesIO(edition.content(name)), columns=names)
