"""`peaceops brief`: write an options brief."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console, opened, progress

if TYPE_CHECKING:
    from peaceops.edition import Edition

FORMATS = ("html", "pdf", "md", "json", "csv")


def brief(
    as_of: AsOf,
    mission: Annotated[
        str | None, typer.Argument(help="Acronym of the mission, as MINUSMA; not with --all.")
    ] = None,
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
    edition: EditionFolder = None,
) -> None:
    """Write an options brief: question, situation, Council, mission, options, and how we know."""
    wanted = _formats(formats)
    if every == (mission is not None):
        raise typer.BadParameter("give one mission, or --all")
    if every and case is not None:
        raise typer.BadParameter("a case is about one mission; it does not go with --all")
    data = opened(edition)
    if every:
        _write_all(data, as_of, out or Path(f"briefs-{as_of}"), wanted, seed)
    else:
        assert mission is not None
        folder = out or Path(f"brief-{mission.lower().replace(' ', '-')}-{as_of}")
        _write_one(data, mission, as_of, case, folder, wanted, seed)


def _write_one(
    data: Edition,
    mission: str,
    as_of: date,
    case: str | None,
    out: Path,
    formats: tuple[str, ...],
    seed: int,
) -> None:
    from peaceops.brief import compose, write
    from peaceops.brief.which_mission import find_mission
    from peaceops.case import load_case

    known = None
    if case is not None:
        known = load_case(case, mission_check=lambda name, day: find_mission(data, name, day))
    with progress(f"{mission} as of {as_of}") as step:
        made = compose(data, mission, as_of, case=known, seed=seed)
        step("writing", 0, 1)
        paths = write(made, out, formats)
    screen = console()
    for line in (made.clock, *made.headlines):
        screen.print(f"  {line}", soft_wrap=True, markup=False)
    screen.print(f"Wrote {len(paths)} files to {out}", soft_wrap=True)


def _write_all(data: Edition, as_of: date, out: Path, formats: tuple[str, ...], seed: int) -> None:
    from peaceops.brief import active_missions, compose, write

    missions = active_missions(data, as_of)
    with progress(f"{len(missions)} missions") as step:
        for done, mission in enumerate(missions):
            step(mission, done, len(missions))
            folder = out / mission.lower().replace(" ", "-")
            write(compose(data, mission, as_of, seed=seed), folder, formats)
    console().print(f"Wrote {len(missions)} briefs to {out}: {', '.join(missions)}", soft_wrap=True)


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(one.strip() for one in text.split(",") if one.strip())
    unknown = [one for one in wanted if one not in FORMATS]
    if unknown or not wanted:
        raise typer.BadParameter(f"formats are {', '.join(FORMATS)}; not {unknown}")
    return wanted
