"""`peaceops council`: the Council's rule, its record, and how forecasts of it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._days import ReplayedSince, ReplayedUntil, backwards
from peaceops.cli._flags import AsJson
from peaceops.cli._refusals import conflicts
from peaceops.cli._streams import print_json
from peaceops.cli.council_history import history
from peaceops.cli.council_kinds import kinds
from peaceops.cli.council_outlook import outlook
from peaceops.cli.council_votes import votes

if TYPE_CHECKING:
    from rich.table import Table

    from peaceops.council import Replay

SEEN = "Seen: drafts from 2024 on were known while this version was made; none was tuned on."

app = typer.Typer(help="The Security Council: its rule and its record.", no_args_is_help=True)
app.command()(outlook)
app.command()(kinds)
app.command()(votes)
app.command()(history)


@app.callback()
def group() -> None:
    """The Security Council: its rule and its record."""


@app.command()
def verify(
    edition: EditionFolder = None,
    every: Annotated[
        bool, typer.Option("--all", help="List every exception, also those of one common reason.")
    ] = False,
) -> None:
    """Run the voting rule over every draft on record; list each outcome that it does not give.

    Status 1 if an exception has no reason.
    """
    import polars as pl

    from peaceops.council import verify as verify_record

    data = open_edition_option(edition)
    result = verify_record(data.whole)
    out = console()
    out.print(
        f"{result.reproduced:,} of {result.total:,} recorded outcomes follow from the votes by "
        "Article 27 (3) of the Charter",
        soft_wrap=True,
    )
    for row in result.by_reason().iter_rows(named=True):
        out.print(f"{row['decisions']:>7,}  {row['reason']}", soft_wrap=True, markup=False)
    common = "adopted without|only the"
    listed = (
        result.exceptions
        if every
        else result.exceptions.filter(~pl.col("reason").str.contains(f"^({common})"))
    )
    if listed.height:
        out.print("Exceptions one by one" + ("" if every else " (--all lists the others too)"))
    for row in listed.iter_rows(named=True):
        out.print(
            f"  {row['date']}  {row['decision']}: recorded {row['recorded']}, by the rule "
            f"{row['rule'] or 'not to be told'} ({row['yes']} in favour, {row['vetoes']} "
            f"permanent against): {row['reason']}",
            soft_wrap=True,
            markup=False,
        )
    if result.missing:
        out.print(
            f"Resolutions the record lacks: {', '.join(map(str, result.missing))}", soft_wrap=True
        )
    out.print(f"{result.unexplained} exceptions without a reason")
    if result.unexplained:
        raise typer.Exit(1)


@app.command()
def replay(
    since: ReplayedSince,
    until: ReplayedUntil = None,
    only: Annotated[
        str | None, typer.Option("--only", help="`peace-operations`: score these drafts alone.")
    ] = None,
    with_submitters: Annotated[
        bool,
        typer.Option(
            "--with-submitters",
            help="Score the method told who submitted each draft on a mission, too; it supposes "
            "the usual submitters otherwise.",
        ),
    ] = False,
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint", help="Score a language model at this address too, as http://HOST/v1."
        ),
    ] = None,
    endpoint_model: Annotated[
        str | None, typer.Option("--endpoint-model", help="Its name.")
    ] = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Forecast every past draft from the day before it; score the model and the baselines."""
    from peaceops.council import replay as replay_record

    conflicts(
        backwards(since, until),
        None
        if only in (None, "peace-operations")
        else f"--only takes peace-operations, not {only!r}",
        "--endpoint and --endpoint-model go together"
        if (endpoint is None) != (endpoint_model is None)
        else None,
    )
    language = (endpoint, endpoint_model) if endpoint and endpoint_model else None
    data = open_edition_option(edition)
    result = replay_record(
        data.whole,
        since,
        until,
        peace_operations=only is not None,
        with_submitters=with_submitters,
        language=language,
    )
    if as_json:
        print_json(result.as_json())
    else:
        _print_replay(result)


_SCORES = {
    "log_loss": ("log\nloss\na vote", 4),
    "brier_yes": ("Brier\nof yes", 4),
    "tally_log_score": ("tally\nlog\nscore", 3),
    "unanimous_log_score": ("unani-\nmous", 3),
    "adopted_log_score": ("adopted", 3),
    "permanent_abstains_log_score": ("perm.\nabstains", 3),
    "two_abstain_log_score": ("two +\nabstain", 3),
}
"""Each score of a replay: how its column is headed, and its decimal places."""


def _scores(result: Replay) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("method")
    for heading, _places in _SCORES.values():
        table.add_column(heading, justify="right", no_wrap=True)
    for row in result.models.iter_rows(named=True):
        scores = (f"{row[name]:.{places}f}" for name, (_, places) in _SCORES.items())
        table.add_row(row["model"], *scores)
    return table


def _print_replay(result: Replay) -> None:
    out = console()
    out.print(
        f"{result.decisions:,} drafts ({result.votes:,} votes), {result.since} to {result.until}"
        f"{', on peace operations' if result.only else ''}; edition {result.edition}",
        soft_wrap=True,
    )
    if result.seen:
        out.print(SEEN, soft_wrap=True)
    out.print(_scores(result))
    out.print(
        "Log scores of the tally and, after it, of events: unanimous, adopted, a permanent member "
        "abstains, two members or more abstain. Lower is better.",
        soft_wrap=True,
    )
    out.print("Calibration of the model (tenths with 20 drafts or more)")
    mine = result.calibration.filter(model=result.method)
    for row in mine.filter(mine["cases"] >= 20).iter_rows(named=True):
        out.print(
            f"  {row['event']:19} {row['low']:.1f}-{row['high']:.1f}: {row['cases']:4} drafts, "
            f"forecast {row['forecast']:.3f}, happened {row['happened']:.3f} "
            f"± {row['error']:.3f}{'' if row['within'] else '  outside'}",
            soft_wrap=True,
        )
    reliable = "; ".join(
        f"{event.replace('_', ' ')} {within} of {tenths}"
        for event, (within, tenths) in result.reliable.items()
    )
    out.print(f"Tenths within two standard errors: {reliable}", soft_wrap=True)
    out.print("Hardest for the model")
    for row in result.hardest.iter_rows(named=True):
        out.print(
            f"  {row['date']}  {row['decision']} ({row['item']}): {row['against']} against, "
            f"{row['abstaining']} abstaining, {row['forecast']:.1f} not in favour expected; "
            f"{row['why']}",
            soft_wrap=True,
            markup=False,
        )
