"""What every command shares: how errors, dates and progress are shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._days import parse_date
from peaceops.errors import PeaceopsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from peaceops.edition import Edition


WIDTH_OF_FILES = 160


def console(*, stderr: bool = False) -> Console:
    """A console that wraps text but never styles numbers by itself.

    A file or a pipe has no width; it gets one that tables fit in, unless ``COLUMNS`` says another.
    """
    from rich.console import Console

    out = Console(stderr=stderr, highlight=False)
    if not out.is_terminal and "COLUMNS" not in os.environ:
        out.width = WIDTH_OF_FILES
    return out


TRACEBACK = "PEACEOPS_TRACEBACK"
"""Environment variable: set, an unexpected error shows where in the code it arose."""


def unexpected(error: Exception) -> PeaceopsError:
    """Put an error that nobody foresaw in words a user can act on."""
    if isinstance(error, OSError):
        return PeaceopsError(
            error.strerror or str(error),
            where=str(error.filename) if error.filename else None,
            cause="the system refused to read or write there",
            remedy="check the path, your rights to it and the room on the disk",
        )
    if isinstance(error, MemoryError):
        return PeaceopsError(
            "the machine's memory is used up",
            remedy="close other programs, or ask for fewer draws or a smaller edition",
        )
    return PeaceopsError(
        f"{type(error).__name__}: {error}",
        cause="a defect of peaceops",
        remedy=f"report the command and this message; {TRACEBACK}=1 shows where it arose",
    )


def print_error(error: PeaceopsError) -> None:
    """Print an error: what and where first, then the likely cause and the remedy."""
    from rich.text import Text

    out = console(stderr=True)
    first, *rest = str(error).splitlines()
    out.print(Text("Error: ", style="bold red") + Text(first), soft_wrap=True)
    for line in rest:
        out.print(Text(line), soft_wrap=True)


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=parse_date,
        metavar="DATE",
        help="What was known at the end of this day, as 2023-06-16, 16 Jun 2023 or today; the "
        "last day of the edition by default.",
    ),
]
MissionName = Annotated[
    str,
    typer.Argument(
        metavar="MISSION", help="Acronym, name or country of the mission, as MINUSMA or Mali."
    ),
]
EditionFolder = Annotated[
    Path | None,
    typer.Option(
        "--edition",
        metavar="DIR",
        help="Folder of an edition; the starter edition that ships with peaceops by default.",
    ),
]


def open_edition_option(folder: Path | None) -> Edition:
    """Open the edition a command was given."""
    from peaceops.edition import open_edition

    return open_edition(folder)


@contextmanager
def progress(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on stderr; gives a function of step, done and all."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        console=console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(title, total=None)

        def step(what: str, done: int, everything: int) -> None:
            bar.update(task, description=what[-60:], completed=done, total=everything)

        yield step
