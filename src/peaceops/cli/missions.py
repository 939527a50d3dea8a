"""`peaceops missions`: every mission in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console
from peaceops.cli._flags import AsCsv, AsJson, check_form
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_csv, print_json

if TYPE_CHECKING:
    from datetime import date

    from peaceops.overview import MissionLine

WIDE = 72
"""Columns of a screen on which every column of the list can be read."""
_NARROW = ("kind", "days")
"""What a narrower screen does without: --json and --csv have it."""
_KINDS = {
    "multidimensional peacekeeping": "multi",
    "observer or ceasefire mission": "observer",
    "special political mission": "political",
    "support office": "support",
}
_NOTE = (
    "Vote: the last on the mission, in favour-against-abstaining. Strength: uniformed personnel, "
    "the latest figure known. Deaths: in conflict in the hosts, twelve months. --json has names, "
    "dates and sources."
)


def missions(
    as_of: AsOf = None,
    every: Annotated[
        bool, typer.Option("--all/--active", help="Missions that have closed too.")
    ] = False,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the missions that stand on a day, the one that ends first in the first line."""
    from peaceops.overview import missions as lines_of
    from peaceops.questions import missions_values

    check_form(as_json, as_csv)
    question = question_of(edition, as_of)
    lines = lines_of(question.view, every=every)
    if as_json:
        print_json(missions_values(question.data.name, question.as_of, lines))
    elif as_csv:
        print_csv([line.row() for line in lines])
    else:
        _print(lines, question.as_of)


def _print(lines: tuple[MissionLine, ...], as_of: date) -> None:
    from rich.table import Table

    from peaceops.domain.days import short_day

    out = console()
    if not lines:
        out.print(f"No mission stood on {short_day(as_of)}.")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    headings = {
        "mission": False, "host": False, "kind": False, "ends": False, "days": True, "vote": True,
        "strength": True, "deaths": True,
    }  # fmt: skip
    for heading in _NARROW if out.width < WIDE else ():
        del headings[heading]  # figures cut short are worth less than none
    for heading, right in headings.items():
        folds = heading == "host"
        table.add_column(
            heading,
            justify="right" if right else "left",
            no_wrap=not folds,
            overflow="fold" if folds else "ellipsis",
        )
    for line in lines:
        vote = line.last_vote
        cells = {
            "mission": line.mission.acronym,
            "host": _hosts(line.mission.hosts),
            "kind": _KINDS[line.mission.kind.value],
            "ends": _ends(line),
            "days": f"{line.days_left.value}" if line.days_left else "",
            "vote": f"{vote.yes}-{vote.no}-{vote.abstain}" if vote else "",
            "strength": f"{line.strength.total:,}" if line.strength else "",
            "deaths": f"{line.deaths.value:,}" if line.deaths else "",
        }
        table.add_row(*(cells[heading] for heading in headings))
    out.print(table)
    out.print(_NOTE, markup=False)
    if any(line.ran_out for line in lines):
        out.print("* The term on record has run out, and what followed is not in the edition.")
    if any(line.last_term_over for line in lines):
        out.print("† The last term is over, and no day on which the mission closed is on record.")


def _hosts(hosts: tuple[str, ...]) -> str:
    from peaceops.domain.countries import name_of

    return ", ".join(name_of(host) for host in hosts)


def _ends(line: MissionLine) -> str:
    """The end in words: a day, that it has none, or that what is on record has run out."""
    from peaceops.domain.days import short_day

    closed = line.closed
    if closed is not None:
        return short_day(closed)
    if line.ends is None:
        return line.mission.mandate.status
    mark = "*" if line.ran_out else "†" if line.last_term_over else ""
    return short_day(line.ends) + mark
