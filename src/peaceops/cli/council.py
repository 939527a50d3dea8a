"""`peaceops council`: the Council's rule held against its record."""

from __future__ import annotations

from typing import Annotated

import typer

from peaceops.cli._console import EditionFolder, console, opened

app = typer.Typer(help="The Security Council: its rule and its record.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The Security Council: its rule and its record."""


@app.command()
def verify(
    edition: EditionFolder = None,
    every: Annotated[
        bool, typer.Option("--all", help="List every exception, also those of one common reason.")
    ] = False,
) -> None:
    """Run the voting rule over every draft on record; list each outcome that it does not give.

    Status 1 if an exception has no reason.
    """
    import polars as pl

    from peaceops.council.verify import verify as verify_record
    from peaceops.edition import last_day

    held = opened(edition)
    found = verify_record(held.as_of(last_day(held)))
    out = console()
    out.print(
        f"{found.reproduced:,} of {found.total:,} recorded outcomes follow from the votes by "
        "Article 27 (3) of the Charter",
        soft_wrap=True,
    )
    for row in found.by_reason().iter_rows(named=True):
        out.print(f"{row['decisions']:>7,}  {row['reason']}", soft_wrap=True, markup=False)
    common = "adopted without|only the"
    listed = (
        found.exceptions
        if every
        else found.exceptions.filter(~pl.col("reason").str.contains(f"^({common})"))
    )
    if listed.height:
        out.print("Exceptions one by one" + ("" if every else " (--all lists the others too)"))
    for row in listed.iter_rows(named=True):
        out.print(
            f"  {row['date']}  {row['decision']}: recorded {row['recorded']}, by the rule "
            f"{row['rule'] or 'not to be told'} ({row['yes']} in favour, {row['vetoes']} "
            f"permanent against): {row['reason']}",
            soft_wrap=True,
            markup=False,
        )
    if found.missing:
        out.print(
            f"Resolutions the record lacks: {', '.join(map(str, found.missing))}", soft_wrap=True
        )
    out.print(f"{found.unexplained} exceptions without a reason")
    if found.unexplained:
        raise typer.Exit(1)
