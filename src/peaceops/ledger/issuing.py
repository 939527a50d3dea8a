"""Issuing and resolving: what may be entered, and what a later edition tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.edition import Edition
from peaceops.errors import LedgerError
from peaceops.ledger.file import Entry, Ledger, Maker, append, check_free, read_ledger
from peaceops.ledger.forecast import Forecast, Outcome
from peaceops.ledger.outcomes import Outcomes, Pending

TELLING = ("decisions", "violence_country_months", "strength")
"""Tables that tell what became of forecasts."""


@dataclass(frozen=True)
class Resolved:
    """What a run of ``resolve`` did.

    Attributes:
        ledger: The ledger after it.
        added: Entries resolved, with their outcome.
        revised: Entries resolved before whose outcome these data give otherwise.
        pending: Entries that cannot be resolved yet, with the data that are missing.
    """

    ledger: Ledger
    added: tuple[tuple[Entry, Outcome], ...]
    revised: tuple[tuple[Entry, Outcome], ...]
    pending: tuple[tuple[Entry, Pending], ...]


def check_issue(
    edition: Edition, as_of: date, on: date, path: Path | None = None, missions: Sequence[str] = ()
) -> None:
    """Refuse to issue what is no forecast any more, or not yet one, or is issued already.

    Args:
        edition: What the forecasts rest on.
        as_of: The day whose knowledge they use.
        on: The day on which they are issued.
        path: The ledger, which need not exist: to refuse before anything slow is done.
        missions: Acronyms of the missions they are on.

    Raises:
        LedgerError: The day is still to come, the edition knows what happened after it, or the
            ledger is broken, of replays, or holds them.
    """
    if path is not None and path.exists():
        check_free(read_ledger(path), "issued", [(mission, as_of) for mission in missions])
    if as_of > on:
        raise LedgerError(
            f"forecasts as of {as_of} cannot be issued on {on}: that day is still to come",
            remedy="issue as of today or before",
        )
    later = []
    for table in TELLING:
        if table in edition.manifest.tables:
            rows = edition.whole.table(table).filter(
                pl.col("known_on") > as_of, pl.col("known_on") <= on
            )
            if rows.height:
                days = rows["known_on"].sort().to_list()
                later.append(f"{table} ({rows.height:,} rows, to {days[-1]})")
    if later:
        raise LedgerError(
            f"the edition knows what followed {as_of}: {', '.join(later)}",
            where=str(edition.folder),
            cause="a forecast of a past day is a replay and no forecast",
            remedy="issue as of today (the default), or use `peaceops ledger replay` for past days",
        )


def issue(
    path: Path,
    edition: Edition,
    forecasts: Sequence[Forecast],
    on: date,
    *,
    case: str | None = None,
    seed: int = 0,
) -> Ledger:
    """Enter forecasts into a ledger of issued forecasts.

    Args:
        path: Its file; begun if it is not there.
        edition: What they rest on.
        forecasts: As ``forecasts_of`` gives them.
        on: The day.
        case: Identifier of the case that they rest on.
        seed: Seed of the draws.

    Raises:
        LedgerError: The edition knows what followed, the ledger is broken or of replays, or holds
            them already.
        OutputError: The file cannot be written.
    """
    for as_of in sorted({forecast.as_of for forecast in forecasts}):
        check_issue(edition, as_of, on)
    return append(path, "issued", on, Maker.of(edition, case=case, seed=seed), forecasts)


def resolve(path: Path, edition: Edition, on: date) -> Resolved:
    """Add to a ledger what an edition tells of its forecasts; no line is changed.

    A forecast that was resolved before gets another line where these data say otherwise, as where
    provisional counts of deaths were revised; the last line counts.

    Args:
        path: Its file.
        edition: The edition; all its rows are used.
        on: The day.

    Raises:
        LedgerError: There is no ledger, or it is broken.
        OutputError: The file cannot be written.
    """
    ledger = read_ledger(path)
    outcomes = Outcomes(edition.whole)
    added, revised, pending = [], [], []
    for entry in ledger.entries:
        outcome = outcomes.of(entry.forecast)
        before = ledger.outcomes.get(entry.number)
        if isinstance(outcome, Pending):
            if before is None:
                pending.append((entry, outcome))
        elif before is None:
            added.append((entry, outcome))
        elif _says_otherwise(outcome, before.outcome):
            revised.append((entry, outcome))
    lines = [*added, *revised]
    if lines:
        ledger = append(path, ledger.record, on, Maker.of(edition), outcomes=lines)
    return Resolved(ledger, tuple(added), tuple(revised), tuple(pending))


def _says_otherwise(outcome: Outcome, before: Outcome) -> bool:
    if outcome.provisional and not before.provisional:
        return False  # an edition of older data
    fields = ("status", "happened", "provisional")
    return any(getattr(outcome, field) != getattr(before, field) for field in fields)
