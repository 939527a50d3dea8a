"""`peaceops council history`: odds over time, as evidence arrived."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._cases import load_checked
from peaceops.cli._console import EditionFolder, MissionName, console
from peaceops.cli._days import parse_date
from peaceops.cli._flags import AsJson, Seed, check_form
from peaceops.cli._outputs import check_file
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_csv, print_json

if TYPE_CHECKING:
    from peaceops.compare import Arrival, DayOdds, OddsOverTime

NOTE = (
    "Put to the vote and adopted, by kind of draft; permanent: a permanent member abstains on the "
    "likeliest. Each row is today's code on what was known at the end of its day: none was issued "
    "then."
)
_MARKED = ("decision", "host", "statement", "members")
"""What a line of the picture is drawn for; data and votes on other matters arrive all the time."""


class Steps(StrEnum):
    """How far days are apart."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def history(
    mission: MissionName,
    start: Annotated[
        date, typer.Option("--from", parser=parse_date, metavar="DATE", help="First day.")
    ],
    until: Annotated[
        date | None,
        typer.Option(
            "--to",
            parser=parse_date,
            metavar="DATE",
            help="Last day; the last day of the edition by default.",
        ),
    ] = None,
    step: Annotated[Steps, typer.Option("--step", help="How far days are apart.")] = Steps.WEEK,
    case: Annotated[
        str | None,
        typer.Option("--case", help="A case; each day takes those of its statements known then."),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write the picture as SVG.")
    ] = None,
    seed: Seed = 0,
    quiet: Quiet = False,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a row a day.")] = False,
) -> None:
    """Follow the odds of each kind of draft, and the deaths ahead, as evidence arrived.

    About a second of processor time a day.
    """
    from peaceops.compare import days_of, odds_over_time
    from peaceops.questions import odds_over_time_values

    check_form(as_json, as_csv)
    question = question_of(edition, until, mission, unused=("strength",))
    last = question.as_of
    try:
        days_of(start, last, step.value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if svg is not None:
        from peaceops.brief import is_picture

        check_file(svg, ours=is_picture)
    analyst_case = None if case is None else load_checked(question.data, case)
    with progress(f"{question.mission}, {start} to {last}", quiet=quiet) as show:
        course = odds_over_time(
            question.data,
            question.mission,
            start,
            last,
            step=step.value,
            case=analyst_case,
            seed=seed,
            progress=show,
        )
    if svg is not None:
        _draw(course, svg)
    if as_json:
        print_json(odds_over_time_values(course))
    elif as_csv:
        print_csv([day.row() for day in course.steps])
    else:
        _print(course)


def _draw(course: OddsOverTime, svg: Path) -> None:
    from peaceops.brief import is_picture, odds_chart, standalone
    from peaceops.durable import write_file

    days = course.history
    if not days.odds.height:
        console(stderr=True).print(
            "No picture: on none of these days a term runs out.", soft_wrap=True
        )
        return
    marks = [(item.day, item.words) for item in course.arrivals if item.kind in _MARKED]
    first = course.steps[0].as_of
    drawing = odds_chart(days, [(max(day, first), words) for day, words in marks])
    title = f"{course.mission}: odds from {first} to {course.steps[-1].as_of}"
    write_file(svg, standalone(drawing, title).encode(), ours=is_picture)
    console(stderr=True).print(f"Wrote {svg}", soft_wrap=True, markup=False)


def _print(course: OddsOverTime) -> None:
    from rich.table import Table

    from peaceops.domain.days import short_day

    out = console()
    out.print(f"{course.mission}; edition {course.edition}", soft_wrap=True)
    shown = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for heading, right in (
        ("as of", False), ("renew", True), ("roll over", True), ("end", True),
        ("permanent", True), ("deaths", True), ("arrived since the day before", False),
    ):  # fmt: skip
        shown.add_column(heading, justify="right" if right else "left", no_wrap=right)
    for day in course.steps:
        shown.add_row(short_day(day.as_of), *_cells(day))
    out.print(shown)
    out.print(NOTE, markup=False)


def _cells(day: DayOdds) -> tuple[str, ...]:
    from peaceops.brief import as_written
    from peaceops.compare import KINDS

    likeliest = day.drafts[day.likeliest] if day.likeliest else None
    figures = [
        *(day.drafts[kind].p_put_and_adopted if kind in day.drafts else None for kind in KINDS),
        likeliest.p_permanent_abstains if likeliest else None,
        day.deaths_next_12,
    ]
    written = (as_written(figure, interval=False).replace("\u00a0", " ") for figure in figures)
    return (*written, "; ".join(dict.fromkeys(map(_in_short, day.arrived))))


def _in_short(arrival: Arrival) -> str:
    """What arrived, of a statement who made it alone: --json and --csv have its words."""
    if arrival.kind != "statement":
        return arrival.words
    return f"statement by {arrival.words.partition(':')[0]}"
