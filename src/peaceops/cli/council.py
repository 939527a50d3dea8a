"""`peaceops council`: the Council's rule held against its record."""

from __future__ import annotations

import typer

from peaceops.cli._console import EditionFolder, console, opened

app = typer.Typer(help="The Security Council: its rule and its record.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `verify` a sub-command while it is the only one."""


@app.command()
def verify(edition: EditionFolder = None) -> None:
    """Run the voting rule over every draft on record and list each outcome it does not give."""
    raise NotImplementedError
