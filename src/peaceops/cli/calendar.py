"""`peaceops calendar`: what is due, as a table, a file for calendars, or a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console
from peaceops.cli._days import parse_date
from peaceops.cli._flags import AsCsv, AsJson, check_form
from peaceops.cli._outputs import check_file
from peaceops.cli._question import question_of
from peaceops.cli._refusals import Problems
from peaceops.cli._streams import print_csv, print_json

if TYPE_CHECKING:
    from peaceops.overview import Calendar, CalendarEntry


def calendar(
    as_of: AsOf = None,
    start: Annotated[
        date | None,
        typer.Option(
            "--from",
            parser=parse_date,
            metavar="DATE",
            help="First day; the day asked about by default.",
        ),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            "--to", parser=parse_date, metavar="DATE", help="Last day; a year later by default."
        ),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", help="Write an iCalendar file for your calendar."),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write a picture as SVG.")
    ] = None,
    png: Annotated[
        Path | None, typer.Option("--png", metavar="FILE", help="Write a picture as PNG.")
    ] = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say which mandates end when, when the Council usually votes, and which reports are due."""
    from peaceops.overview import calendar as calendar_of
    from peaceops.questions import calendar_values

    check_form(as_json, as_csv)
    _check_files(ics, svg, png)
    question = question_of(edition, as_of, unused=("strength",))
    try:
        due = calendar_of(question.view, start=start, until=until)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    _write(due, ics, svg, png)
    if as_json:
        print_json(calendar_values(due))
    elif as_csv:
        print_csv([entry.row() for entry in due.entries])
    else:
        _print(due)


def _check_files(ics: Path | None, svg: Path | None, png: Path | None) -> None:
    """Refuse all files that cannot be written, before any is."""
    if not (ics or svg or png):
        return
    from peaceops.brief import is_picture
    from peaceops.overview import is_our_calendar

    problems = Problems()
    for path, ours in ((ics, is_our_calendar), (svg, is_picture), (png, is_picture)):
        with problems.step():
            check_file(path, ours=ours)
    problems.tell()


def _write(due: Calendar, ics: Path | None, svg: Path | None, png: Path | None) -> None:
    from peaceops.durable import write_file

    if ics is not None:
        from peaceops.overview import is_our_calendar, to_icalendar

        write_file(ics, to_icalendar(due), ours=is_our_calendar)
    if svg is not None or png is not None:
        from peaceops.brief import calendar_png, calendar_svg, is_picture

        if svg is not None:
            write_file(svg, calendar_svg(due), ours=is_picture)
        if png is not None:
            write_file(png, calendar_png(due), ours=is_picture)
    for path in (ics, svg, png):
        if path is not None:
            console(stderr=True).print(f"Wrote {path}", soft_wrap=True, markup=False)


def _print(due: Calendar) -> None:
    from rich.table import Table

    from peaceops.domain.days import short_day

    out = console()
    if not due.entries:
        out.print(
            f"Nothing is due from {short_day(due.start)} to {short_day(due.until)}, as known "
            f"on {short_day(due.as_of)}."
        )
        _print_gaps(due)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("when", "mission"):
        table.add_column(heading, no_wrap=True)
    table.add_column("what")
    for entry in due.entries:
        table.add_row(_when(entry), entry.mission, entry.words)
    out.print(table)
    _print_gaps(due)


def _print_gaps(due: Calendar) -> None:
    """What could not be told: a reader must not take a line that is missing for nothing due."""
    if not due.gaps:
        return
    out = console()
    out.print("\nNot known:")
    for _mission, gap in due.gaps:
        out.print(f"  {gap.what}: {gap.why}.", soft_wrap=True, markup=False)


def _when(entry: CalendarEntry) -> str:
    from peaceops.domain.days import short_day

    week = entry.day != entry.last
    return f"week of {short_day(entry.day)}" if week else short_day(entry.day)
