"""`peaceops data fetch` and `peaceops data update`: newer files, a newer edition, what changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peaceops.cli._console import say
from peaceops.cli._flags import AllowMissing, AsJson, EditionOut, WithoutDerived
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._refusals import Problems
from peaceops.cli._streams import print_json
from peaceops.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peaceops.edition import Build
    from peaceops.errors import FetchError
    from peaceops.fetch import Outcome
    from peaceops.update import Before, Changes, MissionChange, State, TableChange

FILES = Path("downloads")
To = Annotated[
    Path, typer.Option("--to", metavar="DIR", help="Folder that files are fetched into.")
]


def fetch(
    publishers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="Publishers or data sets, as ucdp or DPO-UCHISTORICAL; all without one.",
        ),
    ] = None,
    to: To = FILES,
    listed: Annotated[
        bool,
        typer.Option("--list", help="List what is fetched and what comes by hand, and stop."),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch publishers' newest files over the network into a folder; status 1 if any fails.

    A file takes the place of the one before only when it is whole and can be read. What fails is
    told with its cause and the page where a person finds it.
    """
    from peaceops.fetch import fetch as fetch_files

    if listed:
        _list(as_json)
        return
    with progress("looking for newer files", quiet=quiet) as step:
        outcomes = fetch_files(to, publishers or (), progress=step)
    if as_json:
        print_json({"folder": str(to), "files": [_outcome(outcome) for outcome in outcomes]})
    else:
        _say_outcomes(outcomes, to)
    _end(outcomes)


def update(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Further folders of publishers' files, such as those got by hand.",
        ),
    ] = None,
    to: To = FILES,
    out: EditionOut = Path("editions/local"),
    publishers: Annotated[
        list[str] | None,
        typer.Option("--publisher", metavar="NAME", help="Fetch from this one; may be repeated."),
    ] = None,
    allow_missing: AllowMissing = False,
    without_derived: WithoutDerived = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch newer files, build the edition anew, and say what changed in figures since the last.

    The edition is built from --to and the other folders named. It is compared with the one that
    stood in --out, or with the starter edition. Status 1 if a file could not be fetched; the
    edition is built all the same, from what stood there before.
    """
    from peaceops.edition import build_edition
    from peaceops.fetch import fetch as fetch_files
    from peaceops.prepare import DERIVATIONS
    from peaceops.update import changes_since

    _check_sources(sources or ())
    today = date.today()
    with progress("looking for newer files", quiet=quiet) as step:
        outcomes = fetch_files(to, publishers or (), today=today, progress=step)
    if not as_json:
        _say_outcomes(outcomes, to)
    _refuse_nothing(outcomes, to, sources or ())
    with progress("reading the edition before", quiet=quiet) as step:
        before = _before(out, today)
        built = build_edition(
            [*([to] if to.is_dir() else []), *(sources or ())],
            out,
            label="local",
            progress=step,
            allow_missing=allow_missing,
            derive=() if without_derived else DERIVATIONS,
        )
    changes = None if before is None else changes_since(before, built.edition)
    if as_json:
        print_json(_as_json(outcomes, built, changes))
    else:
        _say_changes(built, changes)
    _end(outcomes)


def _check_sources(sources: Sequence[Path]) -> None:
    """Refuse before anything is fetched the folders that the build would refuse after it.

    Raises:
        PeaceopsError: Some are not there; the error names every one.
    """
    problems = Problems()
    for source in sources:
        with problems.step():
            if not source.exists():
                raise SourceError(
                    "does not exist",
                    where=str(source),
                    remedy="name a folder of data files, or leave it out",
                )
    problems.tell()


def _before(out: Path, today: date) -> Before | None:
    """The edition that stands in a folder, or the starter edition; ``None`` if it is damaged."""
    from peaceops.edition import open_edition
    from peaceops.errors import EditionError
    from peaceops.update import remember

    try:
        edition = open_edition(out if (out / "manifest.json").exists() else None)
        return remember(edition, min(today, edition.manifest.cut_at or today))
    except EditionError as error:
        # What stands there is replaced if it is ours, whatever its state.
        typer.echo(f"What changed cannot be told: {error.where}: {error.what}", err=True)
        return None


def _refuse_nothing(outcomes: Sequence[Outcome], to: Path, sources: Sequence[Path]) -> None:
    if to.is_dir() or sources:
        return
    failure = next((outcome for outcome in outcomes if outcome.error), None)
    if failure is not None and failure.error is not None:
        raise failure.error


def _end(outcomes: Sequence[Outcome]) -> None:
    if any(outcome.status == "failed" for outcome in outcomes):
        raise typer.Exit(1)


def _say_outcomes(outcomes: Sequence[Outcome], to: Path) -> None:
    for outcome in outcomes:
        say(f"{outcome.status:<10}", _about(outcome))
        if outcome.error is not None:
            for line in _failure(outcome.error):
                say("", f"           {line}")
        if outcome.superseded:
            say("", f"           in place of {', '.join(outcome.superseded)}")
    counts = {
        status: sum(outcome.status == status for outcome in outcomes)
        for status in ("new", "as before", "failed")
    }
    counted = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    say("Fetched", f"into {to}: {counted}; `peaceops data fetch --list` names what comes by hand")


def _failure(error: FetchError) -> list[str]:
    """Where it failed, why, and what to do, below the line that says what and how by hand."""
    parts = (("At", error.where), ("Likely cause:", error.cause), ("What to do:", error.remedy))
    return [f"{heading} {text}" for heading, text in parts if text]


def _about(outcome: Outcome) -> str:
    if outcome.error is not None:
        return f"{outcome.name}: {outcome.error.what}; by hand: {outcome.by_hand}"
    parts = [outcome.name, _size(outcome.size), outcome.release]
    if outcome.before and outcome.before != outcome.release:
        parts.append(f"before: {outcome.before}")
    return ", ".join(part for part in parts if part)


def _say_changes(built: Build, changes: Changes | None) -> None:
    edition = built.edition
    rows = sum(entry.rows for entry in edition.manifest.tables.values())
    say(
        "Built",
        f"{edition.folder}: {edition.name}, {len(edition.manifest.tables)} tables, {rows:,} rows "
        f"from {len(built.read)} files",
    )
    if changes is None:
        return
    if not changes.tables and not changes.missions:
        say("Nothing changed", f"since {changes.before}")
        return
    say("Changed", f"since {changes.before}, as known on {changes.day}")
    lost = [table.table for table in changes.tables if table.rows is None]
    if lost:
        say("Lacks", f"{', '.join(lost)}, which were there")
        say("", "  give the folders of the files got by hand, as `peaceops data update FOLDER`")
    for table in changes.tables:
        if table.rows is not None:
            say("", f"  {_table_line(table)}")
    for change in changes.missions:
        for line in _mission_lines(change):
            say("", f"  {line}")


def _table_line(change: TableChange) -> str:
    counts = [
        f"{sign}{count:,} {what}"
        for sign, count, what in (
            ("+", change.added, "rows"),
            ("-", change.removed, "rows"),
            ("", change.revised, "revised"),
        )
        if count
    ]
    until = f"to {change.last}" if change.last else "empty"
    if change.rows_before is None:
        until += ", a new table"
    elif change.last_before != change.last:
        until += f", before to {change.last_before}"
    return f"{change.table}: {', '.join(counts)}; {until}" if counts else f"{change.table}: {until}"


WIDTH = 80


def _mission_lines(change: MissionChange) -> list[str]:
    """A change in one line, or in two where it is longer than a terminal is wide."""
    before, now = _words(change.before), _words(change.now)
    begin = f"{change.mission:<8} {change.what}: "
    line = f"{begin}{before} → {now}"
    if len(line) + 2 <= WIDTH:
        return [line]
    return [f"{begin}{before}", f"{'':<8} → {now}"]


def _words(state: State | None) -> str:
    return state.words if state else "not on record"


def _as_json(outcomes: Sequence[Outcome], built: Build, changes: Changes | None) -> dict[str, Any]:
    return {
        "files": [_outcome(outcome) for outcome in outcomes],
        "edition": {
            "folder": str(built.edition.folder),
            "name": built.edition.name,
            "before": changes.before if changes else None,
            "as_of": changes.day if changes else None,
            "repairs": len(built.repairs),
            "skipped": [{"file": file, "reason": reason} for file, reason in built.skipped],
        },
        "tables": [asdict(change) for change in changes.tables] if changes else None,
        "missions": [asdict(change) for change in changes.missions] if changes else None,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    error = outcome.error
    reason = (
        {"what": error.what, "where": error.where, "cause": error.cause, "remedy": error.remedy}
        if error
        else None
    )
    return {**asdict(outcome), "error": reason}


def _list(as_json: bool) -> None:
    from peaceops.fetch import BASES, PUBLISHERS, by_hand

    if as_json:
        print_json(
            {
                "fetched": {
                    name: {"address": BASES[name], "datasets": list(publisher.datasets)}
                    for name, publisher in PUBLISHERS.items()
                },
                "by_hand": [asdict(publication) for publication in by_hand()],
            }
        )
        return
    say("Fetched", "from")
    for name, publisher in PUBLISHERS.items():
        say("", f"  {name}: {publisher.title}, {BASES[name]}")
        say("", f"    {', '.join(publisher.datasets)}")
    say("By hand", "from the publisher's page, into any folder that is built from")
    for publication in by_hand():
        say("", f"  {publication.id}: {publication.title}")
        say("", f"    {publication.url}; {publication.licence}")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"
