"""`peaceops brief`: write an options brief."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._cases import load_checked, question_of_case
from peaceops.cli._console import (
    TRACEBACK,
    AsOf,
    EditionFolder,
    console,
    print_error,
    progress,
    unexpected,
)
from peaceops.errors import PeaceopsError

if TYPE_CHECKING:
    from peaceops.brief import Brief
    from peaceops.edition import Edition

FORMATS = ("html", "pdf", "md", "json", "csv")


def brief(
    mission: Annotated[
        str | None,
        typer.Argument(help="Acronym, name or country, as MINUSMA or Mali; not with --all."),
    ] = None,
    as_of: AsOf = None,
    case: Annotated[
        str | None, typer.Option("--case", help="A case file, or the name of a shipped case.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder to write to.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="One brief for every mission active on the date.")
    ] = False,
    formats: Annotated[
        str, typer.Option("--formats", help="Any of html, pdf, md, json, csv; comma separated.")
    ] = ",".join(FORMATS),
    seed: Annotated[int, typer.Option(help="Seed of every random draw.", min=0)] = 0,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="FILE",
            help="The brief.json of an earlier brief: the new one says what has changed.",
        ),
    ] = None,
    edition: EditionFolder = None,
) -> None:
    """Write an options brief: question, situation, Council, mission, options, and how we know."""
    wanted = _formats(formats)
    if every == (mission is not None):
        raise typer.BadParameter("give one mission, or --all")
    if every and case is not None:
        raise typer.BadParameter("a case is about one mission; it does not go with --all")
    if every and since is not None:
        raise typer.BadParameter("an earlier brief is about one mission; it does not go with --all")
    question = question_of_case(edition, as_of, mission, case)
    data, day = question.data, question.as_of
    if mission is None:
        _write_all(data, day, out or Path(f"briefs-{day}"), wanted, seed)
        return
    folder = out or Path(f"brief-{question.mission.lower().replace(' ', '-')}-{day}")
    _write_one(data, question.mission, day, case, folder, wanted, seed, since)


def _write_one(
    data: Edition,
    mission: str,
    as_of: date,
    case: str | None,
    out: Path,
    formats: tuple[str, ...],
    seed: int,
    since: Path | None,
) -> None:
    analyst_case = None if case is None else load_checked(data, case)
    from peaceops.brief import (
        check_place,
        compose,
        first_lines,
        read_earlier,
        since_lines,
        write,
    )

    check_place(out, [data.folder])
    earlier = None if since is None else read_earlier(since, mission, as_of)
    with progress(f"{mission} as of {as_of}") as step:
        composed = compose(data, mission, as_of, case=analyst_case, seed=seed, earlier=earlier)
        step("writing", 0, 1)
        paths = write(composed, out, formats, reads=[data.folder])
    _tell_lacking(composed, formats)
    screen = console()
    news = since_lines(composed)
    if composed.since is not None:
        news = (f"What is new since the brief of {composed.since.before}:", *news)
    for line in (*first_lines(composed), *news):
        screen.print(f"  {line}".replace("\u00a0", " "), soft_wrap=True, markup=False)
    screen.print(f"Wrote {len(paths)} files to {out}", soft_wrap=True)


def _write_all(data: Edition, as_of: date, out: Path, formats: tuple[str, ...], seed: int) -> None:
    """Write every active mission's brief; one that fails is reported and the others are written."""
    from peaceops.brief import check_places, compose, write
    from peaceops.edition import active_missions

    check_places(out, [data.folder])
    missions = active_missions(data, as_of)
    failures: dict[str, PeaceopsError] = {}
    with progress(f"{len(missions)} missions") as step:
        for done, mission in enumerate(missions):
            step(mission, done, len(missions))
            folder = out / mission.lower().replace(" ", "-")
            try:
                brief = compose(data, mission, as_of, seed=seed)
                write(brief, folder, formats, reads=[data.folder])
                _tell_lacking(brief, formats)
            except Exception as error:
                if os.environ.get(TRACEBACK):
                    raise
                failures[mission] = error if isinstance(error, PeaceopsError) else unexpected(error)
    written = [mission for mission in missions if mission not in failures]
    console().print(
        f"Wrote {len(written)} briefs to {out}"
        + (f": {', '.join(written)}" if written else "")
        + (f"; {len(failures)} could not be written" if failures else ""),
        soft_wrap=True,
        markup=False,
    )
    for mission, failure in failures.items():
        console(stderr=True).print(f"{mission}:", markup=False)
        print_error(failure)
    if failures:
        raise typer.Exit(1)


def _tell_lacking(brief: Brief, formats: tuple[str, ...]) -> None:
    """Say on stderr which characters of a brief no font of its PDF holds."""
    from peaceops.brief import lacking_in

    absent = lacking_in(brief) if "pdf" in formats else None
    if absent is not None:
        console(stderr=True).print(f"brief.pdf: {absent}", soft_wrap=True, markup=False)


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise typer.BadParameter(f"formats are {', '.join(FORMATS)}; not {unknown}")
    return wanted
