"""Checks that every table of an edition must pass: schema, keys, foreign keys, country codes."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from peaceops.domain.countries import UnknownCountry, codes_of
from peaceops.edition.tables import TABLES, Table
from peaceops.errors import EditionError

KEY = "primary_key"
_CHECKS = {
    "nullability": "is empty",
    "min": "is below what can be",
    "max": "is above what can be",
    "inf": "is infinite",
    "nan": "is not a number",
    "regex": "is not written as it must be",
    "check__first_of_month": "is not the first day of a month",
    "dtype": "is of another kind",
    "check": "is not as it must be",
}


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
    valid, failures = table.schema.filter(frame.select(wanted), cast=True)
    if len(failures):
        raise _broken(table, failures.counts(), failures.invalid())
    key = table.schema.primary_key()
    return pl.DataFrame(valid).sort([*key, "known_on"])


def check_references(frames: Mapping[str, pl.DataFrame]) -> None:
    """Refuse values that point at nothing in another table, and unknown country codes.

    A reference to a table that the edition does not hold is not checked.
    """
    for name, frame in sorted(frames.items()):
        table = TABLES[name]
        for target, columns in table.references.items():
            if target not in frames:
                continue
            lost = frame.join(frames[target], on=columns, how="anti")
            if lost.height:
                raise EditionError(
                    f"{lost.height} rows name a {target} that does not exist; the first: "
                    f"{_first(lost)}",
                    where=f"table {name}, column {', '.join(columns)}",
                    remedy=f"add it to {target}, or correct the name",
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


def _broken(table: Table, counts: Mapping[str, int], rows: pl.DataFrame) -> EditionError:
    """The error for rows that no record can be, in plain words, with file and row of the first."""
    if set(counts) == {KEY}:
        return _repeated(table, rows)
    broken = [f"{_words(rule)} in {number} rows" for rule, number in sorted(counts.items())]
    return EditionError(
        f"{len(rows)} rows cannot be: {'; '.join(broken)}. The first is {_first(rows)}",
        where=f"table {table.name}",
        cause="a defect in a publisher's file that its reader does not know",
        remedy="correct the row in the file named, or leave that file out of the build",
    )


def _repeated(table: Table, rows: pl.DataFrame) -> EditionError:
    """The error for records that stand twice, naming both places."""
    keys = [name for name in table.schema.primary_key() if name in rows.columns]
    pair = rows.sort(*keys, "source", "row", nulls_last=True).head(2)
    places = [
        f"{line['source']}, row {line['row']}" if line["row"] else line["source"]
        for line in pair.iter_rows(named=True)
    ]
    name = ", ".join(f"{key} {pair[key][0]}" for key in keys)
    return EditionError(
        f"{name} stands twice: in {' and in '.join(places)}",
        where=f"table {table.name}",
        cause="two releases of one file, or one file and a part of it, are in the folder",
        remedy="keep one of them in the folder, or leave one out of the build",
    )


def _words(rule: str) -> str:
    column, _, check = rule.partition("|")
    if not check:
        return f"the rule {rule.replace('_', ' ')} is broken"
    return f"{column} {_CHECKS.get(check, f'breaks the rule {check}')}"


def _first(frame: pl.DataFrame) -> str:
    row = frame.row(0, named=True)
    shown = (name for name, value in row.items() if name != "geometry" and value is not None)
    return ", ".join(f"{name} {row[name]}" for name in shown)
