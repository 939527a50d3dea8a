"""Flags that several commands take: the form of the answer, the seed, how an edition is built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

TARGETS = "sb|ns|os|all"


@contextmanager
def as_flags() -> Iterator[None]:
    """Refuse a flag whose words are not understood as the command line refuses any other.

    Raises:
        typer.BadParameter: What is read within is not understood.
    """
    from peaceops.questions import NotUnderstood

    try:
        yield
    except NotUnderstood as error:
        raise typer.BadParameter(str(error)) from None


def parse_target(word: str) -> str:
    """The type of deaths that a flag names.

    Raises:
        typer.BadParameter: There is none of that name.

    >>> parse_target("sb")
    'state_based'
    """
    from peaceops.questions import target_meant

    with as_flags():
        return target_meant(word)


Target = Annotated[
    str,
    typer.Option(
        parser=parse_target,
        metavar=TARGETS,
        help="sb state-based, ns non-state, os one-sided, all: together.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of every random draw.", min=0)]
EditionOut = Annotated[
    Path, typer.Option("--out", help="Folder of the edition; replaced only if all goes well.")
]
AllowMissing = Annotated[
    bool,
    typer.Option(
        "--allow-missing", help="Replace an edition also by one that lacks some of its tables."
    ),
]
WithoutDerived = Annotated[
    bool,
    typer.Option(
        "--without-derived",
        help="Do not make the tables that briefs of this edition share; they take longer then.",
    ),
]


def check_form(as_json: bool, as_csv: bool) -> None:
    """Refuse two forms at once.

    Args:
        as_json: Whether JSON is asked for.
        as_csv: Whether CSV is.

    Raises:
        typer.BadParameter: Both are.
    """
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both")
