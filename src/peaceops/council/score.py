"""How the odds would have fared: every draft of a span replayed from the day before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from peaceops.council.baseline import METHODS, Shares
from peaceops.council.model.vote import REGRESSION, Described
from peaceops.council.model.vote import regression as odds_of
from peaceops.council.record import CAST

FIRST = date(2014, 1, 1)  # the weights of the blend are chosen on drafts before
SHORTEST = 365  # days; an earlier view is scored on the ten years before it
FLOOR = 1e-9
SCHEMA = {
    "drafts_on": pl.String, "method": pl.String, "log_loss": pl.Float64, "brier_yes": pl.Float64,
    "votes": pl.Int64, "drafts": pl.Int64, "first": pl.Date, "last": pl.Date,
}  # fmt: skip


def no_record() -> pl.DataFrame:
    """A record without rows, as ``track_record`` gives it."""
    return pl.DataFrame(schema=SCHEMA)


def track_record(
    ballots: pl.DataFrame,
    odds: Mapping[str, Shares],
    as_of: date,
    regression: Shares | None = None,
) -> pl.DataFrame:
    """Score each method on the votes since 2014 that are known.

    Args:
        ballots: Votes as ``record.ballots`` gives them.
        odds: Method to the odds of each row, from votes of earlier days only.
        as_of: Day of the view. Where fewer than a year's votes lie between 2014 and it, the ten
            years before it are scored; the weights of the blend then partly come from them.
        regression: Odds of each row from ``of_regression``, scored too where given.

    Returns:
        Columns drafts_on (``all items`` or ``peace operations``), method, log_loss (mean negative
        log of the odds given to the vote cast, in nats a vote), brier_yes (mean squared error of
        the odds of a yes), votes, drafts, first and last (dates scored); all methods on the same
        votes, those that each gives odds for, and no row where there is none.
    """
    start = _start(as_of)
    cast = np.stack([(ballots["vote"] == one).fill_null(False).to_numpy() for one in CAST], axis=1)
    if regression is not None:
        odds = {REGRESSION: regression} | dict(odds)
    scored = (cast.any(axis=1)) & (ballots["date"] >= start).to_numpy()
    for chances in odds.values():  # all methods on the same votes: those that each has odds for
        scored &= np.isfinite(chances).all(axis=1)
    lines = []
    for drafts_on, chosen in (
        ("all items", scored),
        ("peace operations", scored & ballots["on_mission"].to_numpy()),
    ):
        if not chosen.any():
            continue
        part = ballots.filter(pl.Series(chosen))
        for method in (one for one in (REGRESSION, *METHODS) if one in odds):
            given = odds[method][chosen]
            hit = given[cast[chosen]]
            miss = given[:, 0] - cast[chosen][:, 0]
            lines.append(
                (
                    drafts_on, method, float(-np.log(np.maximum(hit, FLOOR)).mean()),
                    float((miss**2).mean()), part.height, part["decision"].n_unique(),
                    part["date"][0], part["date"][-1],
                )
            )  # fmt: skip
    return pl.DataFrame(lines, schema=SCHEMA, orient="row")


def of_regression(ballots: pl.DataFrame, known: Described, as_of: date) -> Shares:
    """Odds of the votes that the record scores; those of other rows are not numbers.

    The regression is refitted at the start of each year, on the votes before it.
    """
    start = _start(as_of)
    found = np.full((ballots.height, 3), np.nan)
    before = ballots.height - len(known.days)
    for year in range(start.year, as_of.year + 1):
        first = max(start, date(year, 1, 1))
        end = date(year + 1, 1, 1).toordinal()
        rows = np.flatnonzero((known.days >= first.toordinal()) & (known.days < end))
        if rows.size:
            found[before + rows] = odds_of(known, first, rows)
    return found


def _start(as_of: date) -> date:
    return FIRST if (as_of - FIRST).days >= SHORTEST else _years_before(as_of, 10)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
