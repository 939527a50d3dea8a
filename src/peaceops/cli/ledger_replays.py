"""`peaceops ledger replay`, `history` and `track-record`: past days forecast by later code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import (
    EditionFolder,
    MissionName,
    console,
    open_edition_option,
)
from peaceops.cli._flags import AsJson
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._refusals import Problems
from peaceops.cli._streams import print_json
from peaceops.cli.ledger import REPLAYED, print_head

if TYPE_CHECKING:
    pass


def replay(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="The ledger of replays to write to.")
    ],
    missions: Annotated[
        str,
        typer.Option(
            help="Acronyms, comma separated; `active`: every mission that stood on the day."
        ),
    ] = "active",
    quarters: Annotated[
        str, typer.Option(metavar="YEARS", help="Years whose quarters are replayed, as 2014:2025.")
    ] = "2014:2025",
    short: Annotated[
        bool, typer.Option("--short", help="Only the headline quantities of the shipped archive.")
    ] = False,
    edition: EditionFolder = None,
    quiet: Quiet = False,
) -> None:
    """Forecast the ends of past quarters by today's code, each from what was known then.

    About 0.8 seconds a mission and quarter; each year is written when it is done, and a run that
    was stopped goes on where it stopped. The file holds replays alone, and says so in each line.
    """
    from itertools import groupby

    from peaceops.durable import keep_apart
    from peaceops.ledger import Maker, append, check_free, read_ledger
    from peaceops.ledger import quarters as quarters_of
    from peaceops.ledger import replay as replay_days
    from peaceops.questions import mission_ever

    match = re.fullmatch(r"(\d{4}):(\d{4})", quarters.strip())
    if match is None or int(match[1]) > int(match[2]):
        raise typer.BadParameter(f"--quarters takes two years, as 2014:2025, not {quarters!r}")
    data = open_edition_option(edition)
    keep_apart(out, [data.folder], what="the edition")
    today = date.today()
    days = quarters_of(int(match[1]), int(match[2]), min(data.last_day, today))
    if not days:
        raise typer.BadParameter(f"the edition ends on {data.last_day}, before {quarters}")
    names: list[str] | None = None
    if missions.strip() != "active":
        names, problems = [], Problems()
        for name in missions.split(","):
            with problems.step():
                names.append(mission_ever(data, name.strip(), days))
        problems.tell()
    if out.exists() and out.stat().st_size:
        ledger = read_ledger(out)
    else:
        ledger = append(out, "retrospective", today, Maker.of(data))
    check_free(ledger, "retrospective", ())
    done = {(entry.forecast.mission, entry.forecast.as_of) for entry in ledger.entries}
    count = 0
    with progress("replaying", quiet=quiet) as step:
        for year, of_year in groupby(days, key=lambda day: day.year):
            step(f"replaying {year}", year - days[0].year, days[-1].year - days[0].year + 1)
            forecasts = list(replay_days(data.whole, [*of_year], names, short=short, skip=done))
            ledger = append(out, "retrospective", today, Maker.of(data), forecasts)
            count += len(forecasts)
    console().print(
        f"Replayed {count:,} forecasts of {len(days)} days, {days[0]} to {days[-1]}, into {out}"
        + (f"; {len(done):,} missions and days stood there already" if done else ""),
        soft_wrap=True,
        markup=False,
    )
    print_head(ledger)


def history(
    mission: MissionName,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show what replays of past quarters said of a mission, and what came of it.

    From the archive that the edition holds; no forecast in it was issued.
    """
    from rich.table import Table

    from peaceops.edition import mission_on_record
    from peaceops.errors import LedgerError, UnknownMissionError
    from peaceops.ledger import history as history_of
    from peaceops.questions import ledger_history_values, mission_ever

    data = open_edition_option(edition)
    try:
        name = mission_ever(data, mission)
    except UnknownMissionError:  # it stood before the days that are replayed, or there is none
        name = mission_on_record(data, mission)
    table = history_of(data.whole, name)
    if table.is_empty():
        raise LedgerError(
            f"no replay of {name} is in the archive of edition {data.name}",
            cause="the mission closed before the first quarter that is replayed",
            remedy="`peaceops council votes --mission` and `peaceops mission strength` have the "
            "record of earlier missions",
        )
    if as_json:
        print_json(ledger_history_values(table, name))
        return
    out = console()
    out.print(f"{name}. {REPLAYED}", soft_wrap=True)
    shown = Table(box=None, pad_edge=False)
    for heading in ("as of", "forecast", "of", "value", "90 %", "simple", "what came"):
        # Where a forecast's name needs two lines it is broken at its point; figures stay whole.
        shown.add_column(heading, no_wrap=heading != "of")
    for row in table.iter_rows(named=True):
        interval = "" if row["low_90"] is None else f"{row['low_90']:,.0f}-{row['high_90']:,.0f}"
        came = {"open": "open", "void": "void"}.get(row["status"], row["happened"])
        quantity = row["quantity"] if out.width >= _WIDE else _in_lines(row["quantity"])
        shown.add_row(
            f"{row['as_of']}", quantity, row["of"], _plain(row["value"]), interval,
            _plain(row["baseline"]), came,
        )  # fmt: skip
    out.print(shown)


def _in_lines(quantity: str) -> str:
    r"""A forecast's name broken where its parts end, none longer than twelve letters.

    >>> _in_lines("council.put_and_adopted")
    'council.\nput_and_\nadopted'
    """
    room, point, name = quantity.partition(".")
    if len(name) > 12 and "_" in name:
        first, _, last = name.rpartition("_")
        name = f"{first}_\n{last}"
    return f"{room}{point}\n{name}"


_WIDE = 100
"""Columns of a terminal from which the names of forecasts stand on one line."""


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if value < 1 else f"{value:,.0f}"


def track_record(edition: EditionFolder = None) -> None:
    """Print docs/track-record.md: the edition's archive of replays, resolved and scored."""
    from peaceops.ledger import track_record as page

    typer.echo(page(open_edition_option(edition)), nl=False)
