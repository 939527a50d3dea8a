"""`peaceops whatif`: what changes if something is supposed, without a case file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._cases import case_of, question_of_case
from peaceops.cli._console import AsOf, EditionFolder, MissionName, console
from peaceops.cli._flags import AsJson, Seed
from peaceops.cli._outputs import check_file
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.options import WhatIf


def whatif(
    mission: MissionName,
    as_of: AsOf = None,
    leaves: Annotated[
        list[str] | None,
        typer.Option(
            "--leaves",
            metavar="COUNTRY[:N[:DATE]]",
            help="A contributor leaves, as India:2300:2023-09-30; all its personnel without N.",
        ),
    ] = None,
    joins: Annotated[
        list[str] | None,
        typer.Option(
            "--joins",
            metavar="COUNTRY:N[:DATE]",
            help="A contributor joins, under every option that keeps the mission.",
        ),
    ] = None,
    position: Annotated[
        list[str] | None,
        typer.Option(
            "--position",
            metavar="MEMBER=POSITION",
            help="A member says how it votes, as China=abstain; for, against, abstain, "
            "supports-mission, follows-host; on one option as China=no@renew; with its certainty "
            "as China=no:0.9.",
        ),
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(
            "--host", metavar="POSITION", help="The host supports, restricts, or asks-to-leave."
        ),
    ] = None,
    ceiling: Annotated[
        str | None,
        typer.Option(
            "--ceiling", metavar="+N|-N", help="The Council moves the military ceiling by so many."
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--end", metavar="DATE", help="The mission ends: all have left by this day."),
    ] = None,
    strength: Annotated[
        str | None,
        typer.Option(
            "--strength",
            metavar="N",
            help="Uniformed personnel today; military and police apart as 12000:1500.",
        ),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            "--assume",
            metavar="KEY=VALUE",
            help="A planning assumption, as replaced=0.5, or low, likeliest and high as "
            "replaced=0.2:0.5:0.8.",
        ),
    ] = None,
    effect: Annotated[
        list[str] | None,
        typer.Option(
            "--effect",
            metavar="NAME",
            help="A published effect holds; `peaceops options effects` lists them.",
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--case",
            metavar="FILE|NAME",
            help="A case file, or a shipped case's name, on which both sides stand.",
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE", help="Write what is supposed as a new case file."),
    ] = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    edition: EditionFolder = None,
) -> None:
    """Suppose something and print only what changes: as it is, what if, and the difference.

    Both sides are the same computation with the same random draws. Flags but --host, --ceiling,
    --end and --strength may be repeated; codes, French names and near misses are understood.
    """
    from peaceops.options import what_if
    from peaceops.questions import Flags, read_flags

    flags = Flags(
        leaves=leaves or (),
        joins=joins or (),
        positions=position or (),
        assume=assume or (),
        effects=effect or (),
        ceiling=ceiling,
        end=end,
        host=host,
        strength=strength,
    )
    if not flags.any:
        raise typer.BadParameter(
            "nothing is supposed: add --leaves, --joins, --position, --host, --ceiling, --end, "
            "--strength, --assume or --effect"
        )
    question = question_of_case(edition, as_of, mission, case)
    view = question.view
    analyst_case = case_of(question, case)
    check_file(save, fresh=True)
    operation = view.mission(question.mission)
    suppositions, notes = read_flags(view, operation, flags, analyst_case)
    for note in notes:
        console(stderr=True).print(f"Note: {note}", soft_wrap=True, markup=False)
    answer = what_if(view, question.mission, suppositions, case=analyst_case, seed=seed)
    if as_json:
        from peaceops.questions import what_if_values

        print_json(what_if_values(answer))
    else:
        _print(answer)
    if save is not None:
        _save(answer, save)


def _print(answer: WhatIf) -> None:
    from peaceops.cli._what_if_page import page

    for line in page(answer):
        typer.echo(line)


def _save(answer: WhatIf, path: Path) -> None:
    from peaceops.durable import write_file
    from peaceops.questions import case_to_save

    write_file(path, case_to_save(answer), fresh=True)
    console(stderr=True).print(
        f"Wrote {path}. For a brief of it: peaceops brief {answer.after.mission} --as-of "
        f"{answer.after.as_of} --case {path}",
        soft_wrap=True,
        markup=False,
    )
