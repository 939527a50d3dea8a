"""`peaceops council votes`: how members voted, on all drafts or on some."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peaceops.cli._completion import complete_country, complete_mission
from peaceops.cli._console import AsOf, EditionFolder, console, open_edition_option
from peaceops.cli._days import backwards, parse_date
from peaceops.cli._flags import AsJson
from peaceops.cli._refusals import Problems, conflicts
from peaceops.cli._streams import print_json
from peaceops.cli._table_files import CsvFile, check_csv, write_csv

if TYPE_CHECKING:
    import polars as pl

SHOWN = 20
"""Rows that a terminal gets, the latest; --csv and --json have all."""
SHORTEST = 12
"""Signs that the subject of a decision gets on the narrowest screen."""


def votes(
    member: Annotated[
        list[str] | None,
        typer.Option(
            "--member",
            help="How this member voted, as France or FRA; may be given again.",
            autocompletion=complete_country,
        ),
    ] = None,
    mission: Annotated[
        str | None,
        typer.Option(
            "--mission",
            help="Only decisions on this mission; it may have closed.",
            autocompletion=complete_mission,
        ),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=parse_date, metavar="DATE", help="First day."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--until", parser=parse_date, metavar="DATE", help="Last day."),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option("--theme", help="Words of the topic, agenda item or title, as sanctions."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", help="Words of these or of the symbol; each must stand in it."),
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", help="`adopted`, `vetoed` or `failed`.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            help="What the draft does: `establish`, `renew`, `rollover`, `amend`, `terminate`, "
            "`other` (of a mission), `amendment` (to a draft) or `procedural`.",
        ),
    ] = None,
    vote: Annotated[
        str | None,
        typer.Option(
            "--vote",
            help="Only votes so by --member, or drafts on which a member voted so: `yes`, `no`, "
            "`abstain` or `not_participating`.",
        ),
    ] = None,
    peace_operations: Annotated[
        bool, typer.Option("--peace-operations", help="Only decisions on peace operations.")
    ] = False,
    as_of: AsOf = None,
    csv: CsvFile = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the Council's votes: a line a draft, or with --member a line a member's vote.

    On a terminal the latest; all of them with --csv or --json.
    """
    from peaceops.domain.countries import country
    from peaceops.edition import mission_on_record
    from peaceops.overview import OUTCOMES, RECORDED_KINDS, WAYS, council_votes
    from peaceops.questions import votes_values

    chosen = (
        ("--outcome", outcome, OUTCOMES), ("--kind", kind, RECORDED_KINDS), ("--vote", vote, WAYS),
    )  # fmt: skip
    conflicts(
        "give --json or --csv, not both" if csv is not None and as_json else None,
        backwards(since, until),
        *(
            f"{name} takes one of {', '.join(choices)}, not {value!r}"
            for name, value, choices in chosen
            if value is not None and value not in choices
        ),
    )
    data = open_edition_option(edition)
    codes: dict[str, None] = {}
    acronym = None
    problems = Problems()
    for name in member or ():
        with problems.step():
            codes[country(name).code] = None
    with problems.step():
        acronym = None if mission is None else mission_on_record(data, mission)
    with problems.step():
        check_csv(csv)
    problems.tell()
    listed = council_votes(
        data.whole if as_of is None else data.as_of(as_of),
        members=list(codes),
        mission=acronym,
        since=since,
        until=until,
        theme=theme,
        text=text,
        outcome=outcome,
        kind=kind,
        vote=vote,
        peace_operations=peace_operations,
    )
    if as_json:
        print_json(votes_values(data.name, as_of, listed))
    elif csv is not None:
        write_csv(listed, csv)
    else:
        _print(listed, list(codes))


def _print(listed: pl.DataFrame, codes: list[str]) -> None:
    from rich.table import Table

    out = console()
    if listed.is_empty():
        out.print("No vote on record meets this.")
        return
    for line in _sums(listed, codes):
        out.print(line, soft_wrap=True, markup=False)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    headings = ("date", "decision", *(("member", "vote") if codes else ("outcome",)), "tally")
    rows = [_cells(row) for row in listed.tail(SHOWN).reverse().iter_rows(named=True)]
    widths = [
        max(map(len, column)) + 1
        for column in zip(headings, *(row[:-1] for row in rows), strict=True)
    ]
    for heading in (*headings, "on"):
        table.add_column(heading, no_wrap=True)
    for *cells, subject in rows:
        # Only the last column gives way where the screen is narrow.
        table.add_row(*cells, _cut(subject, max(out.width - sum(widths), SHORTEST)))
    out.print(table)
    more = listed.height - SHOWN
    out.print(
        "Tally: in favour-against-abstaining."
        + (f" {more:,} earlier ones with --csv FILE or --json." if more > 0 else ""),
        soft_wrap=True,
    )


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    from peaceops.overview import VOTE_WORDS, subject_of

    by_member = "country" in row
    return (
        f"{row['date']}",
        row["decision"],
        *((row["country"], VOTE_WORDS[row["vote"]]) if by_member else (row["outcome"],)),
        "" if row["yes"] is None else f"{row['yes']}-{row['no']}-{row['abstain']}",
        row["missions"] or row["theme"] or subject_of(row["title"] or ""),
    )


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _sums(listed: pl.DataFrame, codes: list[str]) -> list[str]:
    """How the votes listed divide, in a line for each member, or one for all drafts."""
    from peaceops.domain.countries import name_of
    from peaceops.domain.days import short_day
    from peaceops.overview import VOTE_WORDS

    def sums(rows: pl.DataFrame, column: str, words: dict[str, str]) -> str:
        counts = rows[column].value_counts(sort=True)
        return ", ".join(f"{count:,} {words.get(way, way)}" for way, count in counts.iter_rows())

    first, last = short_day(listed["date"][0]), short_day(listed["date"][-1])
    if not codes:
        return [f"{listed.height:,} drafts, {first} to {last}: {sums(listed, 'outcome', {})}"]
    return [
        f"{name_of(code)}, {rows.height:,} votes from {short_day(rows['date'][0])} to "
        f"{short_day(rows['date'][-1])}: {sums(rows, 'vote', VOTE_WORDS)}"
        if rows.height
        else f"{name_of(code)}: no vote on record meets this"
        for code in codes
        for rows in [listed.filter(country=code)]
    ]
