"""Checks that every table of an edition must pass: schema, keys, foreign keys, country codes."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from peaceops.characters import printable
from peaceops.countries import UnknownCountry, codes_of
from peaceops.edition.tables import TABLES, Table
from peaceops.errors import EditionError


def conform(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return ``frame`` in the table's column order and types, sorted by its key.

    Raises:
        EditionError: A column is missing or unknown, a value breaks a rule, or a key repeats.
    """
    if "known_on" not in frame.columns:
        frame = frame.with_columns(known_on=table.known_on)
    wanted = table.schema.column_names()
    missing = [name for name in wanted if name not in frame.columns]
    unknown = [name for name in frame.columns if name not in wanted]
    if missing or unknown:
        raise EditionError(
            f"columns missing: {missing or 'none'}; columns unknown: {unknown or 'none'}",
            where=f"table {table.name}",
        )
    kept, failures = table.schema.filter(frame.select(wanted), cast=True)
    if len(failures):
        raise EditionError(
            f"{_worst(failures.counts(), table)}; the first: {_first(failures.invalid())}",
            where=f"table {table.name}",
            cause="a defect in a publisher's file that no reader catches yet",
            remedy="report the row named here, or leave that file out of the build",
        )
    key = table.schema.primary_key()
    return pl.DataFrame(kept).sort([*key, "known_on"])


def check_references(frames: Mapping[str, pl.DataFrame]) -> None:
    """Refuse values that point at nothing in another table, and unknown country codes.

    A reference to a table that the edition does not hold is not checked.
    """
    for name, frame in sorted(frames.items()):
        table = TABLES[name]
        for reference in table.references:
            target = frames.get(reference.table)
            if target is None:
                continue
            lost = frame.join(target, left_on=reference.columns, right_on=reference.to, how="anti")
            if lost.height:
                raise EditionError(
                    f"{lost.height} rows name a {reference.table} that does not exist; the first: "
                    f"{_first(lost)}",
                    where=f"table {name}, column {', '.join(reference.columns)}",
                    remedy=f"add it to {reference.table}, or correct the name",
                )
        for column in table.country_columns:
            _check_countries(name, column, frame)


def _check_countries(name: str, column: str, frame: pl.DataFrame) -> None:
    codes = frame[column].drop_nulls().unique().sort()
    try:
        resolved = codes_of(codes)
    except UnknownCountry as error:
        raise EditionError(
            f"{error.name!r} is not a country code",
            where=f"table {name}, column {column}",
            remedy=error.remedy,
        ) from error
    if not resolved.equals(codes):
        wrong = codes.filter(resolved != codes).to_list()
        raise EditionError(
            f"{wrong[0]!r} is a name, not a code", where=f"table {name}, column {column}"
        )


def _worst(counts: Mapping[str, int], table: Table) -> str:
    rule, rows = max(counts.items(), key=lambda item: item[1])
    key = ", ".join(table.schema.primary_key())
    column, _, kind = rule.partition("|")
    said = {
        "primary_key": f"stand twice: one row is due for each {key}",
        "nullability": f"lack a value of {column}",
    }.get(kind or rule, f"have a value of {column} that no record can hold")
    return f"{rows} rows {said}"


def _first(frame: pl.DataFrame) -> str:
    """Name the first row by its file and its values, in plain words."""
    row = frame.row(0, named=True)
    shown = [
        f"{name} {'(empty)' if value is None else printable(str(value))}"
        for name, value in row.items()
        if name not in ("geometry", "source", "row", "known_on") and value is not None
    ]
    at = f"{row.get('source')}, row {row.get('row')}: " if row.get("source") else ""
    return at + ", ".join(shown)
