"""Odds over time: an archive's forecasts of one mission, with what came of them."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.edition import View
from peaceops.errors import LedgerError
from peaceops.ledger.archive import archived, forecasts_in
from peaceops.ledger.forecast import Answer, Event, Odds, Outcome, Quantiles
from peaceops.ledger.outcomes import Outcomes, Pending

COLUMNS = {
    "as_of": pl.Date,
    "quantity": pl.String,
    "of": pl.String,
    "value": pl.Float64,
    "low_90": pl.Float64,
    "high_90": pl.Float64,
    "baseline": pl.Float64,
    "status": pl.String,
    "happened": pl.String,
    "why": pl.String,
}


def history(view: View, mission: str) -> pl.DataFrame:
    """What replays of past half-years said of a mission, and what came of it: a chart's rows.

    Args:
        view: What is known, of an edition with an archive of replays.
        mission: Acronym.

    Returns:
        One row a number, oldest first: as_of, quantity, of (kind of draft; countries; threshold or
        months ahead), value (probability or median), low_90 and high_90 (of numbers), baseline
        (the simple method's value), status (``resolved``, ``void`` or ``open``), happened and why.

    Raises:
        LedgerError: The edition holds no archive that this code made.
    """
    table = archived(view)
    if table is None:
        raise no_archive()
    outcomes = Outcomes(view)
    rows: list[tuple[object, ...]] = []
    for forecast in forecasts_in(table.filter(pl.col("mission") == mission)):
        outcome = outcomes.of(forecast)
        result = _result(outcome)
        about = _about(forecast.draft, forecast.countries, forecast.at_least, forecast.last_month)
        baseline = _values(forecast.baseline) if forecast.baseline else {}
        for part, (value, low, high) in _values(forecast.forecast).items():
            simple = baseline.get(part, (None,))[0]
            name = part or about
            numbers = (value, low, high, simple)
            rows.append((forecast.as_of, forecast.quantity, name, *numbers, *result))
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return frame.sort("as_of", "quantity", maintain_order=True)


def no_archive(where: str | None = None) -> LedgerError:
    """The error of an edition without an archive of replays."""
    return LedgerError(
        "the edition holds no archive of replays that this code made",
        where=where,
        cause="it was built without one, or by another version of peaceops",
        remedy="`peaceops data derive DIR --with-archive` makes it for an edition of your own, "
        "scripts/make_starter.py for the starter edition; `peaceops ledger replay` replays past "
        "days into a file",
    )


def _about(
    draft: str | None, countries: tuple[str, ...], at_least: int | None, month: date | None
) -> str:
    parts = [draft or "", " ".join(countries), f">= {at_least:,}" if at_least else ""]
    if not countries and month is not None:
        parts.append(f"{month:%Y-%m}")
    return " ".join(part for part in parts if part)


def _values(answer: Answer) -> dict[str, tuple[float, float | None, float | None]]:
    """By part of an answer (``""`` where it has one), its value and 90 % interval."""
    if isinstance(answer, Event):
        return {"": (answer.probability, None, None)}
    if isinstance(answer, Odds):
        return {kind: (share, None, None) for kind, share in answer.odds.items()}
    if isinstance(answer, Quantiles):
        of = answer.quantiles
        return {"": (of["0.5"], of.get("0.05"), of.get("0.95"))}
    raise TypeError("members' ballots have no place in the archive")


def _result(outcome: Outcome | Pending) -> tuple[str, str | None, str]:
    if isinstance(outcome, Pending):
        return "open", None, outcome.why
    happened = outcome.happened
    words = ("yes" if happened else "no") if isinstance(happened, bool) else happened
    if isinstance(words, float):
        words = f"{words:.0f}"
    return outcome.status, None if words is None else str(words), outcome.why
