"""What every command shares: how errors are shown, and the options that many take."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._completion import complete_case, complete_day, complete_mission
from peaceops.cli._days import parse_date
from peaceops.errors import PeaceopsError

if TYPE_CHECKING:
    from rich.console import Console

    from peaceops.edition import Edition


WIDTH_OF_FILES = 160


def console(*, stderr: bool = False) -> Console:
    """A console that wraps text but never styles numbers by itself.

    On a terminal whole lines (``soft_wrap``) are broken between words. A file or a pipe has no
    width; it gets one that tables fit in, unless ``COLUMNS`` says another.
    """
    from peaceops.cli._terminal import Terminal

    out = Terminal(stderr=stderr, highlight=False)
    if not out.is_terminal and "COLUMNS" not in os.environ:
        out.width = WIDTH_OF_FILES
    return out


def say(heading: str, text: str) -> None:
    """Print a line as it stands: names and values of files and servers may look like mark-up."""
    from rich.text import Text

    from peaceops.characters import printable

    line = Text(heading, style="bold") + Text(" " if heading else "") + Text(printable(text))
    console().print(line, soft_wrap=True)


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
        autocompletion=complete_day,
        help="What was known at the end of this day, as 2023-06-16, 16 Jun 2023 or today; the "
        "last day of the edition by default.",
    ),
]
MissionName = Annotated[
    str,
    typer.Argument(
        metavar="MISSION",
        help="Acronym, name or country of the mission, as MINUSMA or Mali.",
        autocompletion=complete_mission,
    ),
]
EditionFolder = Annotated[
    Path | None,
    typer.Option(
        "--edition",
        metavar="DIR",
        help="Folder of an edition; that of your settings by default, else the starter edition "
        "that ships with peaceops.",
    ),
]
CaseName = Annotated[
    str | None,
    typer.Option(
        "--case",
        help="A case file, or the name of a shipped case.",
        autocompletion=complete_case,
    ),
]


def open_edition_option(folder: Path | None, *, views_held: int = 2) -> Edition:
    """Open the edition that a command was given, else that of the settings, else the starter.

    Args:
        folder: What the command was given.
        views_held: Views that it remembers.

    Raises:
        EditionError: There is no edition, or it is damaged.
        SettingsError: The settings are wrong, or the edition that they name cannot be opened.
    """
    from peaceops.cli._settings import setting
    from peaceops.edition import open_edition
    from peaceops.errors import EditionError, SettingsError

    chosen = setting("edition") if folder is None else None
    if chosen is None:
        return open_edition(folder, views_held=views_held)
    try:
        return open_edition(chosen.value, views_held=views_held)
    except EditionError as error:
        raise SettingsError(
            f"the edition {chosen.value} cannot be opened: {error.what}",
            where=chosen.source,
            remedy="`peaceops settings set edition DIR` names another, `peaceops settings unset "
            "edition` goes back to the starter edition",
        ) from error
