"""`peaceops data export`: a table of an edition, as known on a day, for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from peaceops.cli._completion import complete_day, complete_table
from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._days import parse_date
from peaceops.cli._outputs import check_file
from peaceops.cli._refusals import Problems
from peaceops.cli._table_files import STDOUT, CsvFile, check_csv, write_csv, write_parquet


def export(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help="Its name, as votes; `peaceops data show` lists them.",
            autocompletion=complete_table,
        ),
    ],
    where: Annotated[
        str | None,
        typer.Option(
            "--where",
            metavar="CONDITION",
            help="Only rows that meet a condition of SQL over the table's columns, as "
            "\"mission = 'UNMISS' and month >= '2015-01-01'\".",
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            parser=parse_date,
            metavar="DATE",
            autocompletion=complete_day,
            help="Only rows known at the end of this day, as 2023-06-16, 16 Jun 2023 or today; by "
            "default every row.",
        ),
    ] = None,
    csv: CsvFile = None,
    parquet: Annotated[
        Path | None,
        typer.Option("--parquet", metavar="FILE", help="Write all rows as Parquet to a new file."),
    ] = None,
    edition: EditionFolder = None,
) -> None:
    """Write a table's rows as CSV or Parquet; without a file they are printed as CSV.

    With --as-of only rows that were known on the day; without it every row of the edition. The
    condition sees this table alone. Who published the rows, and under which terms, is said on
    standard error.
    """
    problems = Problems()
    with problems.step():
        check_csv(csv)
    with problems.step():
        check_file(parquet, fresh=True)
    problems.tell()
    data = open_edition_option(edition)
    view = data.whole if as_of is None else data.as_of(as_of)
    rows = view.table(table) if where is None else view.where(table, where)
    if parquet is not None:
        write_parquet(rows, parquet)
    if csv is not None or parquet is None:
        write_csv(rows, csv or STDOUT)
    for id_ in view.publications_of(table):
        publication = view.publications()[id_]
        console(stderr=True).print(
            f"Source: {publication.citation}; {publication.licence}", soft_wrap=True, markup=False
        )
