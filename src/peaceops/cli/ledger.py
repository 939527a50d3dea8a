"""`peaceops ledger`: issue forecasts, resolve them by later editions, and score them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import CaseName, EditionFolder, console, open_edition_option
from peaceops.cli._days import parse_date
from peaceops.cli._flags import AsJson, Seed
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._refusals import conflicts, one_or_all
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from peaceops.case import Case
    from peaceops.edition import Edition
    from peaceops.ledger import Entry, Forecast, Ledger, Pending, Resolved

app = typer.Typer(
    help="Forecasts issued beforehand, resolved by later editions, and scored.",
    no_args_is_help=True,
)
LedgerFile = Annotated[Path, typer.Argument(metavar="FILE", help="The ledger, a file of lines.")]
REPLAYED = "Retrospective: past days forecast afterwards by later code. Nothing here was issued."


class By(StrEnum):
    """How scores are grouped."""

    KIND = "kind"
    DATE = "date"
    MISSION = "mission"


@app.callback()
def group() -> None:
    """Forecasts issued beforehand, resolved by later editions, and scored."""


@app.command()
def issue(
    missions: Annotated[
        list[str] | None,
        typer.Argument(metavar="MISSION", help="Acronyms, names or countries; not with --all."),
    ] = None,
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", help="The ledger; begun if it is not there.")
    ] = Path("ledger.jsonl"),
    every: Annotated[bool, typer.Option("--all", help="Every mission active on the date.")] = False,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            parser=parse_date,
            metavar="DATE",
            help="What was known at the end of this day; today by default. A day after which the "
            "edition knows more is refused: that is a replay.",
        ),
    ] = None,
    case: CaseName = None,
    seed: Seed = 0,
    edition: EditionFolder = None,
    quiet: Quiet = False,
) -> None:
    """Enter every forecast and the odds of a brief into a ledger, before they can be resolved."""
    from peaceops.case import load_case
    from peaceops.cli._question import acronyms_of, question_of
    from peaceops.durable import keep_apart
    from peaceops.edition import active_missions
    from peaceops.ledger import check_issue
    from peaceops.ledger import issue as enter

    conflicts(
        one_or_all(missions, every, "missions"),
        "a case is about one mission; name that one, and no other"
        if case is not None and (every or len(missions or ()) > 1)
        else None,
    )
    today = date.today()
    question = question_of(edition, as_of or today)
    data, day = question.data, question.as_of
    check_issue(data, day, today)
    keep_apart(to, [data.folder], what="the edition")
    names = active_missions(data, day) if every else list(missions or ())
    acronyms = acronyms_of(data, names, day)
    check_issue(data, day, today, to, acronyms)
    analyst_case = load_case(case) if case else None
    forecasts: list[Forecast] = []
    with progress(f"{len(acronyms)} missions", quiet=quiet) as step:
        for done, mission in enumerate(acronyms):
            step(mission, done, len(acronyms))
            forecasts += _of_brief(data, mission, day, analyst_case, seed)
    case_name = analyst_case.case if analyst_case else None
    ledger = enter(to, data, forecasts, today, case=case_name, seed=seed)
    console().print(
        f"Entered {len(forecasts):,} forecasts on {', '.join(acronyms)} as of {day} into {to}",
        soft_wrap=True,
        markup=False,
    )
    print_head(ledger)


def _of_brief(
    data: Edition, mission: str, day: date, case: Case | None, seed: int
) -> tuple[Forecast, ...]:
    from peaceops.brief import compose
    from peaceops.ledger import forecasts_of

    brief = compose(data, mission, day, case=case, seed=seed)
    return forecasts_of(
        data.as_of(day),
        brief.mission,
        council=brief.council,
        violence=brief.violence,
        neighbours=brief.neighbours,
        strength=brief.picture.outlook,
    )


@app.command()
def resolve(
    file: LedgerFile,
    edition: EditionFolder = None,
    every: Annotated[
        bool, typer.Option("--all", help="List every open forecast, not only counts by reason.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add what an edition tells of a ledger's forecasts, and say which data the others wait for."""
    from peaceops.ledger import resolve as look_up

    data = open_edition_option(edition)
    result = look_up(file, data, date.today())
    if as_json:
        print_json(_as_json(result, data))
        return
    out = console()
    out.print(
        f"{data.name}: {len(result.added):,} forecasts resolved or void, {len(result.revised):,} "
        f"revised, {len(result.pending):,} open",
        soft_wrap=True,
    )
    for line in _pending_lines(result.pending, every=every):
        out.print(f"  {line}", soft_wrap=True, markup=False)
    print_head(result.ledger)


def _pending_lines(pending: Sequence[tuple[Entry, Pending]], *, every: bool) -> list[str]:
    if every:
        return [
            f"line {entry.number}, by {entry.forecast.resolves_by}: {entry.forecast.question} "
            f"{reason.why}"
            for entry, reason in pending
        ]
    counts: dict[str, int] = {}
    for _, reason in pending:
        counts[reason.why] = counts.get(reason.why, 0) + 1
    return [f"{count:>5,} open: {why}" for why, count in sorted(counts.items())]


def _as_json(result: Resolved, data: Edition) -> dict[str, object]:
    return {
        "edition": data.name,
        "resolved": [_outcome_row(entry, outcome) for entry, outcome in result.added],
        "revised": [_outcome_row(entry, outcome) for entry, outcome in result.revised],
        "open": [
            {"line": entry.number, "by": entry.forecast.resolves_by, "why": reason.why}
            for entry, reason in result.pending
        ],
        "lines": result.ledger.size,
        "head": result.ledger.head,
    }


def _outcome_row(entry: Entry, outcome: object) -> dict[str, object]:
    return {"line": entry.number, "outcome": outcome.model_dump(mode="json")}  # type: ignore[attr-defined]


@app.command()
def score(
    file: LedgerFile,
    by: Annotated[
        By, typer.Option("--by", help="One row a kind of forecast; or also by year, or mission.")
    ] = By.KIND,
    as_json: AsJson = False,
) -> None:
    """Score a ledger's resolved forecasts against the simple methods issued along with them.

    Log loss in nats, Brier's score, CRPS in the quantity's unit; lower is better.
    """
    from peaceops.ledger import cases_of, counted, read_ledger, summary

    ledger = read_ledger(file)
    pairs, late = counted(ledger)
    table = summary(cases_of(pairs), by.value)
    counts = {
        "entries": len(ledger.entries),
        "resolved": sum(outcome.status == "resolved" for _, outcome in pairs),
        "void": sum(outcome.status == "void" for _, outcome in pairs),
        "too_late": len(late),
        "open": len(ledger.entries) - len(ledger.outcomes),
    }
    if as_json:
        about = {"record": ledger.record, "by": by.value, **counts, "head": ledger.head}
        print_json({**about, "scores": table.to_dicts()})
        return
    out = console()
    if ledger.record == "retrospective":
        out.print(REPLAYED, soft_wrap=True)
    words = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
    out.print(f"{ledger.record}: {words}", soft_wrap=True)
    if late:
        out.print(
            f"{len(late):,} forecasts were entered when their outcome was public, and do not count",
            soft_wrap=True,
        )
    if table.is_empty():
        out.print("Nothing is resolved yet: `peaceops ledger resolve` says what is waited for.")
        return
    _print_scores(table, by)


def _print_scores(table: pl.DataFrame, by: By) -> None:
    from rich.table import Table

    shown = Table(box=None, pad_edge=False)
    group_name = {By.KIND: (), By.DATE: ("year",), By.MISSION: ("mission",)}[by]
    for heading in ("forecast", *group_name):
        shown.add_column(heading)
    for heading in ("n", "cases", "log loss", "simple", "Brier", "simple", "CRPS", "simple",
                    "in 90 %"):  # fmt: skip
        shown.add_column(heading, justify="right")
    for row in table.iter_rows(named=True):
        pairs = [
            _number(row[f"{prefix}{measure}"])
            for measure in ("log_loss", "brier", "crps")
            for prefix in ("", "baseline_")
        ]
        inside = "" if row["within_90"] is None else f"{100 * row['within_90']:.0f}"
        shown.add_row(
            row["quantity"],
            *(row[name] for name in group_name),
            f"{row['forecasts']:,}",
            f"{row['cases']:,}",
            *pairs,
            inside,
        )
    console().print(shown)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.1f}" if value >= 10 else f"{value:.4f}"


@app.command()
def verify(
    file: LedgerFile,
    head: Annotated[
        str | None,
        typer.Option(
            "--head", metavar="HASH", help="A hash noted before, in full or from its beginning."
        ),
    ] = None,
) -> None:
    """Check every line of a ledger: nothing edited, removed or moved; status 1 if it was.

    Lines cut off at the end leave a whole chain behind. With --head the ledger must hold the line
    whose hash was noted before.
    """
    from peaceops.ledger import check_head, read_ledger

    ledger = read_ledger(file)
    if head is not None:
        line = check_head(ledger, head)
        console().print(f"The hash noted before is that of line {line}", soft_wrap=True)
    console().print(
        f"{file}: {ledger.record}, {ledger.size:,} lines, {len(ledger.entries):,} forecasts, "
        f"{len(ledger.outcomes):,} of them resolved or void; the chain is whole",
        soft_wrap=True,
        markup=False,
    )
    print_head(ledger)


def print_head(ledger: Ledger) -> None:
    """Print how long a ledger is, and the hash of its last line, for whoever notes it."""
    console().print(
        f"{ledger.path}: {ledger.size:,} lines, head {ledger.head[:16]}", soft_wrap=True,
        markup=False,
    )  # fmt: skip
