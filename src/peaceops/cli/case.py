"""`peaceops case`: draft, check and list cases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peaceops.cli._cases import load_checked
from peaceops.cli._console import AsOf, EditionFolder, MissionName, console, open_edition_option
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json

app = typer.Typer(
    help="Cases: what you know and assume about a mission on a date.", no_args_is_help=True
)


@app.command()
def new(
    mission: MissionName,
    as_of: AsOf = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write; printed by default.")
    ] = None,
    edition: EditionFolder = None,
) -> None:
    """Draft a case from the edition, for you to complete."""
    from peaceops.case import draft_case
    from peaceops.durable import write_file

    question = question_of(edition, as_of, mission)
    text = draft_case(question.view, question.mission)
    if out is None:
        typer.echo(text, nl=False)
        return
    write_file(out, text, fresh=True)
    console().print(f"Wrote {out}. Complete it, then run: peaceops case check {out}")


@app.command()
def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A case file, or the name of a shipped case.")
    ],
    edition: EditionFolder = None,
) -> None:
    """Validate a case and say what it holds; every problem is told, with its line."""
    from peaceops.edition import find_mission
    from peaceops.options import check_case

    data = open_edition_option(edition)
    case = load_checked(data, file)
    check_case(data.as_of(case.as_of), case, find_mission(data, case.mission, case.as_of))
    console().print(
        f"{case.case}: {case.mission} as of {case.as_of}; {len(case.statements)} statements, "
        f"{len(case.options)} options, {len(case.assumptions)} assumptions; valid",
        soft_wrap=True,
        markup=False,
    )


@app.command("list")
def list_cases() -> None:
    """List the cases that ship with peaceops."""
    from peaceops.case import load_case, shipped_cases

    for name in shipped_cases():
        case = load_case(name)
        console().print(f"{name}: {case.mission} as of {case.as_of}", soft_wrap=True)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a case file, for editors."""
    from peaceops.case import Case

    print_json(Case.model_json_schema(), indent=1)
