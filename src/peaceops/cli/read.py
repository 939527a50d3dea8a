"""`peaceops read`: statements from documents, for you to accept into a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._days import parse_date
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._read_files import (
    documents_of,
    refuse_targets,
    say,
    tell_silence,
)
from peaceops.cli._refusals import conflicts

if TYPE_CHECKING:
    from peaceops.edition import Edition, View
    from peaceops.reading import Document, Proposal


def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Text, HTML, PDF or DOCX files.")
    ],
    published: Annotated[
        date,
        typer.Option(
            "--published",
            parser=parse_date,
            metavar="DATE",
            help='Day of publication: "Friday" and "last year" are counted from it.',
        ),
    ],
    case: Annotated[
        Path | None, typer.Option("--case", help="Case file to add to; a new one is drafted.")
    ] = None,
    mission: Annotated[
        str | None,
        typer.Option(
            "--mission",
            help="Mission the texts are about: acronym, name or country; found if left out.",
        ),
    ] = None,
    accept_all: Annotated[
        bool, typer.Option("--accept-all", help="Accept every proposal without being asked.")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Walk through the proposals one by one.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the proposals as JSON; touches no case.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write a page with highlights.")
    ] = None,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Rules without the language model; finds less.")
    ] = False,
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint",
            metavar="URL",
            help="Also ask an OpenAI-compatible endpoint of "
            "yours; only statements quoted word for word are kept.",
        ),
    ] = None,
    endpoint_model: Annotated[
        str, typer.Option("--endpoint-model", help="Name of the endpoint's model.")
    ] = "default",
    edition: EditionFolder = None,
    quiet: Quiet = False,
) -> None:
    """Propose dated statements from documents, each with its exact quotation."""
    from peaceops.durable import hold

    adds = review or accept_all
    conflicts(
        "--json prints and touches no case; leave out --case, --review and --accept-all"
        if as_json and (case or adds)
        else None,
        "name the case that accepted statements go to: --case FILE"
        if adds and case is None
        else None,
        "--review asks and --accept-all does not; give one of them"
        if review and accept_all
        else None,
    )
    refuse_targets(files, case, html)
    if endpoint is not None:
        from peaceops.endpoint import check_address
        from peaceops.errors import ReadingError
        from peaceops.reading import ENDPOINT_KEY

        check_address(endpoint, key=ENDPOINT_KEY, error=ReadingError)
    from peaceops.edition import find_mission

    data = open_edition_option(edition)
    view = data.as_of(published)
    mission = None if mission is None else find_mission(data, mission, published)
    documents = documents_of(files, published)
    proposals = _propose(
        documents, view, mission, no_model, (endpoint, endpoint_model), quiet=quiet
    )
    tell_silence(documents, proposals)
    if html is not None:
        _write_page(html, documents, proposals)
    if as_json:
        _print_json(documents, proposals)
        return
    if case is None or not (review or accept_all):
        _list(proposals)
        if case is not None:
            console().print("Nothing was added: say --review to be asked, or --accept-all.")
        return
    accepted = _walk(documents, proposals) if review else proposals
    with hold(case):
        _add(case, accepted, documents, mission, data, view)


def _propose(
    documents: list[Document],
    view: View,
    mission: str | None,
    no_model: bool,
    endpoint: tuple[str | None, str],
    *,
    quiet: bool,
) -> list[Proposal]:
    from peaceops.reading import (
        WITHOUT_MODEL,
        from_endpoint,
        lacks_model,
        merge,
        propose,
        seconds_for,
        within,
    )

    if not no_model and lacks_model(documents):
        say(WITHOUT_MODEL)
    url, name = endpoint
    model = False if no_model else None
    seconds = seconds_for(sum(len(document.text) for document in documents))
    with progress("reading", quiet=quiet) as shown:
        proposals = within(
            seconds,
            lambda step: propose(documents, mission=mission, model=model, view=view, step=step),
            step=shown,
        )
        if url is not None:
            for document in documents:
                proposals += from_endpoint(document, url, name, view=view, tell=say)
            proposals = merge(proposals)
    return proposals


def _write_page(path: Path, documents: list[Document], proposals: list[Proposal]) -> None:
    from peaceops.durable import write_file
    from peaceops.reading import is_review_page, review_page

    write_file(path, review_page(documents, proposals), ours=is_review_page)
    console(stderr=True).print(f"Wrote {path}", markup=False)


def _print_json(documents: list[Document], proposals: list[Proposal]) -> None:
    import json

    from peaceops.questions import reading_values

    typer.echo(json.dumps(reading_values(documents, proposals), ensure_ascii=False, indent=1))


def _list(proposals: list[Proposal]) -> None:
    from peaceops.reading import in_words

    screen = console()
    for proposal in proposals:
        screen.print(f"{proposal.kind}: {in_words(proposal)}", markup=False, soft_wrap=True)
        screen.print(
            f'  "{" ".join(proposal.quotation.split())[:200]}"', markup=False, soft_wrap=True
        )
    screen.print(f"{len(proposals)} statements proposed")


def _walk(documents: list[Document], proposals: list[Proposal]) -> list[Proposal]:
    from rich.text import Text

    from peaceops.reading import walk

    screen = console()

    def ask(
        number: int,
        every: int,
        proposal: Proposal,
        words: str,
        shown: tuple[str, str, str],
        conflict: str | None,
    ) -> str:
        screen.print(f"\n{number} of {every}  {proposal.kind}  {proposal.modality}", markup=False)
        screen.print(Text("  ") + Text(words, style="bold"), soft_wrap=True)
        screen.print(
            Text("  ")
            + Text(shown[0], style="dim")
            + Text(shown[1], style="reverse")
            + Text(shown[2], style="dim"),
            soft_wrap=True,
        )
        if conflict:
            screen.print(Text(f"  but also: {conflict}", style="bold red"), soft_wrap=True)
        while True:
            answer: str = typer.prompt("accept? y, n, a (all that follow), q (stop)", default="y")
            if answer.strip().lower()[:1] in ("y", "n", "a", "q"):
                return answer.strip().lower()[:1]

    return walk(proposals, {document.name: document for document in documents}, ask)


def _add(
    case: Path,
    accepted: list[Proposal],
    documents: list[Document],
    mission: str | None,
    data: Edition,
    view: View,
) -> None:
    from peaceops.case import case_text, draft_case, parse_case
    from peaceops.council import seats
    from peaceops.edition import find_mission
    from peaceops.errors import CaseError
    from peaceops.reading import add_statements, main_mission, to_statements, write_case

    if case.exists():
        text = case_text(case)
    else:
        named = mission or main_mission(documents, view=view)
        if named is None:
            raise CaseError(
                "no mission is named in the texts",
                where=str(case),
                remedy="say which with --mission",
            )
        text = draft_case(view, find_mission(data, named, view.as_of))
    content = parse_case(text, where=case.name)
    statements = to_statements(
        accepted,
        {document.name: document.published for document in documents},
        mission=content.mission,
        seated=frozenset(seats(view)["country"]),
        taken={statement.id for statement in content.statements},
        options=[(option.id, option.decision) for option in content.options],
    )
    new, added = add_statements(text, statements, where=case.name)
    write_case(case, new)
    present = len(statements) - added
    console().print(
        f"Added {added} statements to {case}"
        + (f"; {present} were there already" if present else ""),
        soft_wrap=True,
        markup=False,
    )
