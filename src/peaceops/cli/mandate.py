"""`peaceops mandate`: texts of mandates, what changed between two, and the tasks they set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console, open_edition_option
from peaceops.cli._flags import AsJson, as_flags
from peaceops.cli._refusals import Problems
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.edition import View
    from peaceops.mandate import Change, TaskRecord, TextTasks

app = typer.Typer(
    help="Mandates: their texts, what changed from one to the next, their tasks.",
    no_args_is_help=True,
)


@app.callback()
def group() -> None:
    """Mandates: their texts, what changed from one to the next, their tasks."""


@app.command()
def text(
    symbol: Annotated[
        str | None,
        typer.Argument(
            metavar="SYMBOL", help="A document, as S/RES/2709 or 2709 or S/PRST/2024/7."
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the documents whose text is on record.")
    ] = False,
    as_of: AsOf = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Print the text of a document of the Council, paragraph by paragraph."""
    from peaceops.cli._mandate_lines import show_text
    from peaceops.mandate import mandate_text, texts_on_record
    from peaceops.questions import text_values, texts_values

    view = _view(edition, as_of)
    if listed or symbol is None:
        if as_json:
            print_json(texts_values(view))
            return
        documents = texts_on_record(view)
        out = console()
        for row in documents.iter_rows(named=True):
            out.print(
                f"{row['date'] or '(undated)'!s:<10}  {row['symbol']:<18}  {row['title']}",
                soft_wrap=True,
                markup=False,
            )
        return
    with _documents_alone(view, symbol, "text"):
        document = mandate_text(view, symbol)
    if as_json:
        print_json(text_values(document))
        return
    show_text(console(), document)


@app.command()
def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="The earlier text, as S/RES/2659; or a mission, as MINUSCA."
        ),
    ],
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="The later text, as S/RES/2709.")
    ] = None,
    as_of: AsOf = None,
    edition: EditionFolder = None,
    operative: Annotated[bool, typer.Option("--operative", help="Leave the preamble out.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Print whole paragraphs, those that stand as well.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page to this file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what changed between two mandates, or with a mission's last renewal known.

    Paragraphs are paired over the whole of both texts. Marks: + added, - dropped, ~ changed,
    » moved; without colours, [-words dropped-] and {+words added+}.
    """
    from peaceops.cli._mandate_lines import show_difference
    from peaceops.mandate import mandate_text
    from peaceops.questions import difference_values, mandate_difference

    view = _view(edition, as_of)
    if new is not None:
        problems = Problems()
        for symbol in (old, new):
            with problems.step(), _documents_alone(view, symbol, "text"):
                mandate_text(view, symbol)
        problems.tell()
    with as_flags():
        difference = mandate_difference(view, old, new)
    if html is not None:
        from peaceops.brief import difference_page, is_difference_page
        from peaceops.durable import write_file

        write_file(html, difference_page(difference), ours=is_difference_page, parents=True)
        console(stderr=True).print(f"{html}: written", soft_wrap=True, markup=False)
    if as_json:
        print_json(difference_values(difference))
        return
    if html is not None:
        return
    changes = [
        change
        for change in difference.changes
        if (full or change.kind != "same") and (not operative or not _is_preamble(change))
    ]
    show_difference(console(), difference, changes, full=full)


@app.command()
def tasks(
    symbol: Annotated[
        str | None,
        typer.Argument(
            metavar="SYMBOL", help="A resolution, as S/RES/2709; without it, the record."
        ),
    ] = None,
    mission: Annotated[
        str | None,
        typer.Option("--mission", help="The mission, where the text speaks of several."),
    ] = None,
    as_of: AsOf = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Tell which tasks a mandate gives a mission, in TAMM's categories, with the paragraphs.

    Without a resolution: precision and recall against TAMM's own coding.
    """
    from peaceops.mandate import task_record, tasks_of
    from peaceops.questions import task_record_values, tasks_values

    view = _view(edition, as_of)
    if symbol is None:
        record = task_record(view)
        if as_json:
            print_json(task_record_values(record))
        else:
            _show_record(record)
        return
    with _documents_alone(view, symbol, "tasks"):
        answer = tasks_of(view, symbol, mission.upper() if mission else None)
    if as_json:
        print_json(tasks_values(answer))
        return
    _show_tasks(answer)


def _view(edition: Path | None, as_of: date | None) -> View:
    data = open_edition_option(edition)
    return data.whole if as_of is None else data.as_of(as_of)


@contextmanager
def _documents_alone(view: View, symbol: str, command: str) -> Iterator[None]:
    """Where a mission is named in the place of a document, say which its mandate is.

    Raises:
        MissingTableError: The text is not on record.
    """
    from peaceops.errors import MissingTableError, UnknownMissionError
    from peaceops.mandate import texts_on_record

    try:
        yield
    except MissingTableError as error:
        try:
            mission = view.mission(symbol)
        except UnknownMissionError:
            raise error from None
        mandate = mission.mandate.resolution
        on_record = set(texts_on_record(view)["symbol"])
        raise MissingTableError(
            f"{symbol} is a mission, and a document is named by its symbol",
            remedy=f'its mandate is {mandate}: `peaceops mandate {command} "{mandate}"`'
            if mandate in on_record
            else f"the text of its last mandate on record, {mandate}, is not in the edition; "
            "`peaceops mandate text --list` lists those that are",
        ) from None


def _is_preamble(change: Change) -> bool:
    return all(
        paragraph is None or paragraph.role == "preambular"
        for paragraph in (change.old, change.new)
    )


def _show_tasks(answer: TextTasks) -> None:
    from rich.table import Table
    from rich.text import Text

    out = console()
    out.print(
        f"{answer.symbol}: {len(answer.tasks)} tasks for {answer.mission or 'the mission'}, from "
        f"{answer.assigning} paragraphs that tell it what to do",
        soft_wrap=True,
    )
    for symbols, words in (
        (answer.carried_from, "It carries on the tasks of"),
        (answer.not_on_record, "It also refers to tasks in texts that are not on record:"),
    ):
        if symbols:
            out.print(f"{words} {', '.join(symbols)}", soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for heading in ("task", "paragraphs"):
        table.add_column(heading, overflow="fold")
    for task in answer.tasks:
        places = [
            paragraph.place
            if paragraph.symbol == answer.symbol
            else f"{paragraph.symbol}, {paragraph.place}"
            for paragraph in task.paragraphs
        ]
        shown = "; ".join(places[:_MOST_PLACES]) + (
            f"; and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        )
        indent = "  " if task.within else ""
        table.add_row(Text(f"{indent}{task.label}"), Text(shown or "by a task within it"))
    out.print(table)
    out.print(
        "Read by rules; `peaceops mandate tasks` says how they did on texts coded by hand.",
        soft_wrap=True,
    )


_MOST_PLACES = 6


def _show_record(record: TaskRecord) -> None:
    from peaceops.mandate import PARTS

    out = console()
    for figure in record.figures:
        value = "none" if figure.value is None else f"{figure.value:.2f}"
        out.print(f"{value}  {figure.label}: {figure.method}", soft_wrap=True, markup=False)
    for part in PARTS:
        out.print(f"Texts {part}", style="bold")
        for case in record.cases:
            if case.part == part:
                out.print(
                    f"  {case.symbol:<18} {case.mission:<9} coded {len(case.coded):>2}, read "
                    f"{len(case.read):>2}, both {len(case.coded & case.read):>2}",
                    soft_wrap=True,
                    markup=False,
                )
    out.print(
        f"{len(record.cases)} texts are few, and most missions' mandates hold common tasks: take "
        "the figures for their order of size.",
        soft_wrap=True,
    )
