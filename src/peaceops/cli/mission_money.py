"""`peaceops mission money`: what was approved, until when it is paid, and what it pays for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, MissionName, console
from peaceops.cli._flags import AsJson, check_form
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.domain.figures import Figure
    from peaceops.mission import Appropriation

MILLION = 1e6


def money(
    mission: MissionName,
    as_of: AsOf = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print the figures as CSV, one a row.")
    ] = False,
) -> None:
    """Say what was approved for a mission, until when it is paid, and what strength it pays."""
    from peaceops.mission import appropriation
    from peaceops.questions import money_values

    check_form(as_json, as_csv)
    question = question_of(edition, as_of, mission)
    answer = appropriation(question.view, question.view.mission(question.mission))
    if as_json:
        print_json(money_values(answer))
    elif as_csv:
        typer.echo(_csv(answer), nl=False)
    else:
        _print(answer)


def _csv(answer: Appropriation) -> str:
    import polars as pl

    from peaceops.spreadsheet import with_texts

    columns = ("key", "label", "value", "unit", "method")
    rows = [
        [figure.key, figure.label, str(figure.value), figure.unit, figure.method]
        for figure in answer.figures
    ]
    table = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    return with_texts(table).write_csv()


def _print(answer: Appropriation) -> None:
    from peaceops.domain.days import long_day

    out = console()
    out.print(f"[bold]{answer.mission}, money as of {long_day(answer.as_of)}[/bold]")
    for figure in (
        answer.approved, answer.before, answer.proposed, answer.inclusive, answer.conditional,
    ):  # fmt: skip
        if figure is not None:
            _line(figure.label, f"{_number(figure) / MILLION:,.1f} million US dollars")
    _dates(answer)
    if answer.cost_per_head is not None:
        cost = f"{_number(answer.cost_per_head):,.0f} US dollars"
        _line(answer.cost_per_head.label, cost)
    for figure in (answer.authorised, answer.deployed, answer.affordable):
        if figure is not None:
            _line(figure.label, f"{_number(figure):,.0f} persons")
    if answer.affordable is not None:
        _line(answer.affordable.method)
    for gap in answer.gaps:
        _line(f"Not known: {gap.what}: {gap.why}")


def _dates(answer: Appropriation) -> None:
    from peaceops.domain.days import long_day

    for figure in (answer.paid_until, answer.mandate_ends):
        if figure is not None:
            _line(figure.label, long_day(date.fromisoformat(str(figure.value))))


def _line(label: str, value: str = "") -> None:
    text = f"{label}: {value}" if value else label
    console().print(f"  {text}", soft_wrap=True, markup=False)


def _number(figure: Figure) -> float:
    return float(figure.value) if isinstance(figure.value, (int, float)) else 0.0
