"""`peaceops data sql`: a question in SQL, of the rows known on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console, open_edition_option
from peaceops.cli._flags import AsJson, check_form
from peaceops.cli._streams import print_json
from peaceops.cli._table_files import CsvFile, check_csv, write_csv

if TYPE_CHECKING:
    from peaceops.edition import SqlAnswer

LONGEST = 600.0
"""Seconds that a question can be given on one's own machine."""


def sql(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help='One SELECT of DuckDB\'s SQL, as "SELECT vote, count(*) FROM votes GROUP BY ALL".',
        ),
    ],
    as_of: AsOf = None,
    csv: CsvFile = None,
    rows: Annotated[
        int, typer.Option("--rows", min=1, max=1_000_000, help="Rows given at most.")
    ] = 1000,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, max=LONGEST, help="Time that it is given.")
    ] = 30.0,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Ask the tables in SQL; every table holds only the rows known on the day.

    The question runs apart, with limits of time and memory, and reads nothing but the tables;
    `peaceops data show` lists them. Without --as-of it sees the last day of the edition.
    """
    check_form(as_json, csv is not None)
    check_csv(csv)
    data = open_edition_option(edition)
    answer = data.as_of(as_of).ask(query, seconds=seconds, rows=rows)
    if as_json:
        from peaceops.questions import sql_values

        print_json(sql_values(answer))
    elif csv is not None:
        write_csv(answer.table(), csv)
    else:
        _print(answer)
    if answer.more:
        console(stderr=True).print(f"There are more than {rows:,} rows; --rows gives more of them.")


def _print(answer: SqlAnswer) -> None:
    from rich.table import Table
    from rich.text import Text

    from peaceops.characters import printable

    shown = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name, kind in answer.columns:
        number = kind.startswith(("BIGINT", "INT", "DOUBLE", "HUGEINT", "DECIMAL", "FLOAT"))
        shown.add_column(Text(printable(name)), justify="right" if number else "left")
    for row in answer.rows:
        shown.add_row(*(Text("" if cell is None else printable(str(cell))) for cell in row))
    screen = console()
    screen.print(shown)
    if sum(len(name) + 1 for name, _kind in answer.columns) > screen.width:
        console(stderr=True).print(
            f"{len(answer.columns)} columns do not fit a screen of {screen.width}: name fewer, or "
            "take --json or --csv FILE.",
            soft_wrap=True,
        )
