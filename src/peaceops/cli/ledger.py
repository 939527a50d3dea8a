"""`peaceops ledger`: issue forecasts, resolve them by later editions, score them; replay."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import EditionFolder, MissionName, console, open_edition_option, progress
from peaceops.cli._days import parse_date
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
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_REPLAYED = "Retrospective: past days forecast afterwards by later code. Nothing here was issued."


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
        typer.Argument(metavar="MISSION...", help="Acronyms, names or countries; not with --all."),
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
    case: Annotated[
        str | None, typer.Option("--case", help="A case file, or the name of a shipped case.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of every random draw.", min=0)] = 0,
    edition: EditionFolder = None,
) -> None:
    """Enter every forecast and the odds of a brief into a ledger, before they can be resolved."""
    from peaceops.case import load_case
    from peaceops.cli._question import question_of
    from peaceops.durable import keep_apart
    from peaceops.edition import active_missions, find_mission
    from peaceops.ledger import check_issue
    from peaceops.ledger import issue as enter

    if every == bool(missions):
        raise typer.BadParameter("give missions, or --all")
    today = date.today()
    question = question_of(edition, as_of or today)
    data, day = question.data, question.as_of
    check_issue(data, day, today)
    keep_apart(to, [data.folder], what="the edition")
    names = active_missions(data, day) if every else list(missions or ())
    if case is not None and len(names) != 1:
        raise typer.BadParameter("a case is about one mission")
    acronyms = list(dict.fromkeys(find_mission(data, name, day) for name in names))
    check_issue(data, day, today, to, acronyms)
    analyst_case = load_case(case) if case else None
    forecasts: list[Forecast] = []
    with progress(f"{len(acronyms)} missions") as step:
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
    _print_head(ledger)


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
    _print_head(result.ledger)


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
    """Score a ledger's resolved forecasts beside the simple methods issued along with them.

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
        out.print(_REPLAYED, soft_wrap=True)
    words = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
    out.print(f"{ledger.record}: {words}", soft_wrap=True)
    if late:
        out.print(
            f"{len(late):,} forecasts were entered when their outcome was public, and do not count",
            soft_wrap=True,
        )
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
    _print_head(ledger)


@app.command()
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

    match = re.fullmatch(r"(\d{4}):(\d{4})", quarters.strip())
    if match is None or int(match[1]) > int(match[2]):
        raise typer.BadParameter(f"--quarters takes two years, as 2014:2025, not {quarters!r}")
    data = open_edition_option(edition)
    keep_apart(out, [data.folder], what="the edition")
    today = date.today()
    days = quarters_of(int(match[1]), int(match[2]), min(data.last_day, today))
    if not days:
        raise typer.BadParameter(f"the edition ends on {data.last_day}, before {quarters}")
    names = None
    if missions.strip() != "active":
        names = [_ever(data, name.strip(), days) for name in missions.split(",")]
    if out.exists() and out.stat().st_size:
        ledger = read_ledger(out)
    else:
        ledger = append(out, "retrospective", today, Maker.of(data))
    check_free(ledger, "retrospective", ())
    done = {(entry.forecast.mission, entry.forecast.as_of) for entry in ledger.entries}
    count = 0
    with progress("replaying") as step:
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
    _print_head(ledger)


def _ever(data: Edition, name: str, days: Sequence[date]) -> str:
    """The mission that a user means on the first of the days on which one stood."""
    from peaceops.edition import find_mission
    from peaceops.errors import UnknownMission

    refusal: UnknownMission | None = None
    for day in days:
        try:
            return find_mission(data, name, day)
        except UnknownMission as error:
            refusal = error
    assert refusal is not None
    raise refusal


@app.command()
def history(
    mission: MissionName,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show what replays of past half-years said of a mission, and what came of it.

    From the archive that the edition holds; no forecast in it was issued.
    """
    from rich.table import Table

    from peaceops.ledger import history as history_of
    from peaceops.ledger import quarters

    data = open_edition_option(edition)
    days = quarters(data.last_day.year - 20, data.last_day.year, data.last_day)
    name = _ever(data, mission, days[::-1])
    table = history_of(data.whole, name)
    if as_json:
        print_json({"mission": name, "record": "retrospective", "rows": table.to_dicts()})
        return
    out = console()
    out.print(f"{name}. {_REPLAYED}", soft_wrap=True)
    shown = Table(box=None, pad_edge=False)
    for heading in ("as of", "forecast", "of", "value", "90 %", "simple", "what came"):
        shown.add_column(heading, overflow="fold")
    for row in table.iter_rows(named=True):
        interval = "" if row["low_90"] is None else f"{row['low_90']:,.0f}-{row['high_90']:,.0f}"
        came = {"open": "open", "void": "void"}.get(row["status"], row["happened"])
        shown.add_row(
            f"{row['as_of']}", row["quantity"], row["of"], _plain(row["value"]), interval,
            _plain(row["baseline"]), came,
        )  # fmt: skip
    out.print(shown)


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if value < 1 else f"{value:,.0f}"


@app.command("track-record")
def track_record(edition: EditionFolder = None) -> None:
    """Print docs/track-record.md: the edition's archive of replays, resolved and scored."""
    from peaceops.ledger import track_record as page

    typer.echo(page(open_edition_option(edition)), nl=False)


def _print_head(ledger: Ledger) -> None:
    console().print(
        f"{ledger.path}: {ledger.size:,} lines, head {ledger.head[:16]}", soft_wrap=True,
        markup=False,
    )  # fmt: skip
