"""A table as a file for other programs: CSV or Parquet, and never over a file that exists."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import console
from peaceops.cli._outputs import check_file

if TYPE_CHECKING:
    import polars as pl

STDOUT = "-"
CsvFile = Annotated[
    str | None,
    typer.Option(
        "--csv", metavar="FILE|-", help="Write all rows as CSV to a new file; - prints them."
    ),
]


def check_csv(file: str | None) -> None:
    """Refuse before the work a file that could not be written after it.

    Raises:
        OutputError: The file exists, or its folder does not.
    """
    if file not in (None, STDOUT):
        check_file(Path(file), fresh=True)


def write_csv(table: pl.DataFrame, file: str) -> None:
    """Write a table as CSV; texts that a spreadsheet would run are made plain texts.

    Args:
        table: The table. Bytes, as of outlines, are written in hexadecimal; lists with semicolons.
        file: A new file, or ``-`` for standard output.

    Raises:
        OutputError: The file exists, or cannot be written.
    """
    from peaceops.durable import write_file
    from peaceops.spreadsheet import table_csv

    text = table_csv(table)
    if file == STDOUT:
        typer.echo(text, nl=False)
        return
    write_file(Path(file), text, fresh=True)
    say_written(table, file)


def write_parquet(table: pl.DataFrame, file: Path) -> None:
    """Write a table as Parquet to a new file.

    Raises:
        OutputError: The file exists, or cannot be written.
    """
    from peaceops.durable import write_file

    buffer = io.BytesIO()
    table.write_parquet(buffer)
    write_file(file, buffer.getvalue(), fresh=True)
    say_written(table, str(file))


def say_written(table: pl.DataFrame, file: str) -> None:
    """Say on stderr what was written where."""
    rows = "1 row" if table.height == 1 else f"{table.height:,} rows"
    console(stderr=True).print(f"{file}: {rows} written", soft_wrap=True, markup=False)
