"""Odds over time: an archive's forecasts of one mission, with what came of them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from peaceops.edition import View
from peaceops.errors import LedgerError
from peaceops.ledger.archive import archived, forecasts_in
from peaceops.ledger.forecast import Answer, Event, Forecast, Odds, Outcome, Quantiles
from peaceops.ledger.outcomes import Outcomes, Pending

ROWS: dict[str, pl.DataType | type[pl.DataType]] = {
    "mission": pl.String,
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
    "resolves_by": pl.Date,
}


def history(view: View, mission: str) -> pl.DataFrame:
    """What replays of past quarters said of a mission, and what came of it: a chart's rows.

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
    rows = [
        row
        for forecast in forecasts_in(table.filter(pl.col("mission") == mission))
        for row in rows_of(forecast, outcomes.of(forecast))
    ]
    frame = pl.DataFrame(rows, schema=ROWS, orient="row").drop("mission", "resolves_by")
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


def rows_of(forecast: Forecast, outcome: Outcome | Pending) -> Iterator[tuple[object, ...]]:
    """A forecast as rows, one a number, in the columns of ``ROWS``; of a ballot there are none.

    Args:
        forecast: The forecast.
        outcome: What became of it.
    """
    about = _about(forecast)
    simple = _values(forecast.baseline)
    status, happened = "open", None
    if isinstance(outcome, Outcome):
        status, happened = outcome.status, _happened(outcome.happened)
    for part, (value, low, high) in _values(forecast.forecast).items():
        yield (
            forecast.mission, forecast.as_of, forecast.quantity, part or about, value, low, high,
            simple.get(part, (None,))[0], status, happened, outcome.why, forecast.resolves_by,
        )  # fmt: skip


def _about(forecast: Forecast) -> str:
    parts = [forecast.draft or "", " ".join(forecast.countries)]
    parts.append(f">= {forecast.at_least:,}" if forecast.at_least else "")
    if not forecast.countries and forecast.last_month is not None:
        parts.append(f"{forecast.last_month:%Y-%m}")
    return " ".join(part for part in parts if part)


def _values(answer: Answer | None) -> dict[str, tuple[float, float | None, float | None]]:
    """By part of an answer (``""`` where it has one), its value and 90 % interval."""
    if isinstance(answer, Event):
        return {"": (answer.probability, None, None)}
    if isinstance(answer, Odds):
        return {kind: (share, None, None) for kind, share in answer.odds.items()}
    if isinstance(answer, Quantiles):
        of = answer.quantiles
        return {"": (of["0.5"], of.get("0.05"), of.get("0.95"))}
    return {}


def _happened(happened: object) -> str | None:
    if isinstance(happened, bool):
        return "yes" if happened else "no"
    if isinstance(happened, float):
        return f"{happened:.0f}"
    return None if happened is None else str(happened)
