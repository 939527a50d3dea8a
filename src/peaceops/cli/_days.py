"""Options that take a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from peaceops.cli._flags import as_flags
from peaceops.questions import day_meant


def parse_date(text: str) -> date:
    """Read a day as a user writes it.

    Raises:
        typer.BadParameter: It is no day, or one before the Charter.
    """
    with as_flags():
        return day_meant(text)


ReplayedSince = Annotated[
    date,
    typer.Option("--since", parser=parse_date, metavar="DATE", help="First day replayed."),
]
ReplayedUntil = Annotated[
    date | None,
    typer.Option(
        "--until",
        parser=parse_date,
        metavar="DATE",
        help="Last day replayed; the last on record by default.",
    ),
]
