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


def backwards(since: date | None, until: date | None) -> str | None:
    """What is wrong with a span of days, if it ends before it begins.

    >>> backwards(date(2023, 2, 1), date(2023, 1, 1))
    '--since 2023-02-01 is after --until 2023-01-01'
    """
    if since is None or until is None or since <= until:
        return None
    return f"--since {since} is after --until {until}"


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
