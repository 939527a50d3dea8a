"""Exits: how missions left, planned or forced, and draws of the next one.

Each exit on record starts in the month in which it was decided, asked for or forced, and is due
at the end of the mandate's operations. Its path is the share of the strength of that month that is
left, against the share of the time gone. A draw takes the path of one past exit, stretches the
time and the step sizes as past exits differ from one another, and holds that no one returns.
Forced exits hold their strength longer and then fall at once (UNMEE 1,669 to 503 in a month,
UNPREDEP 1,088 to 74); planned ones step down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from peaceops.edition.view import View
from peaceops.mission.drivers import Matrix, month_number

Regime = Literal["planned", "forced"]


@dataclass(frozen=True)
class Exit:
    """An exit on record.

    Attributes:
        mission: Our name of the mission.
        decided: First day of the month in which it was decided, asked for or forced.
        due: First day of the month in which operations were to end, as known then or set after.
        regime: ``forced`` where the host, a veto, war or leaving contributors set the pace.
        source: Resolution or document.
    """

    mission: str
    decided: date
    due: date
    regime: Regime
    source: str


def _exit(mission: str, decided: str, due: str, regime: Regime, source: str) -> Exit:
    return Exit(
        mission, date.fromisoformat(f"{decided}-01"), date.fromisoformat(f"{due}-01"), regime,
        source,
    )  # fmt: skip


EXITS = (
    _exit("UNTAC", "1993-07", "1993-11", "planned", "S/RES/860 (1993)"),
    _exit("ONUMOZ", "1994-11", "1994-12", "planned", "S/RES/957 (1994)"),
    _exit("UNMIH", "1996-02", "1996-06", "planned", "S/RES/1048 (1996)"),
    _exit("UNAVEM III", "1996-12", "1997-06", "planned", "S/RES/1087 (1996)"),
    _exit("UNTAES", "1997-07", "1998-01", "planned", "S/RES/1120 (1997)"),
    _exit("MINURCA", "1999-10", "2000-02", "planned", "S/RES/1271 (1999)"),
    _exit("UNMIBH", "2002-07", "2002-12", "planned", "S/RES/1423 (2002)"),
    _exit("UNAMSIL", "2002-09", "2005-12", "planned", "S/RES/1436 (2002)"),
    _exit("UNMISET", "2002-05", "2005-05", "planned", "S/RES/1410 (2002)"),
    _exit("UNMIT", "2012-02", "2012-12", "planned", "S/RES/2037 (2012)"),
    _exit("UNOCI", "2016-04", "2017-06", "planned", "S/RES/2284 (2016)"),
    _exit("UNOSOM II", "1994-11", "1995-03", "forced", "S/RES/954 (1994)"),
    _exit("UNAMIR", "1995-06", "1996-03", "forced", "S/RES/997 (1995), S/RES/1029 (1995)"),
    _exit("UNCRO", "1995-08", "1996-01", "forced", "S/RES/1025 (1995)"),
    _exit("MONUA", "1999-01", "1999-02", "forced", "S/RES/1229 (1999)"),
    _exit("UNPREDEP", "1999-02", "1999-02", "forced", "S/1999/201, vetoed 25 February 1999"),
    _exit("UNIKOM", "2003-02", "2003-10", "forced", "S/2003/656; S/RES/1490 (2003)"),
    _exit("ONUB", "2005-12", "2006-12", "forced", "S/RES/1650 (2005), S/RES/1692 (2006)"),
    _exit("UNMEE", "2007-12", "2008-07", "forced", "S/2008/145; S/RES/1827 (2008)"),
    _exit("MINURCAT", "2010-05", "2010-12", "forced", "S/RES/1923 (2010)"),
    _exit("UNMIS", "2011-05", "2011-07", "forced", "S/RES/1978 (2011), S/RES/1997 (2011)"),
)


@dataclass(frozen=True)
class Pace:
    """How exits differ from one another; ``mission.pace`` says how the values were chosen.

    Attributes:
        stretch: Sd of the log of time between exits of one regime, about a fitted time scale.
        jitter: Sd of the log of the size of what is left.
        held: Share of exits in which nobody moves at first (UNMEE, UNMIT, UNMIS).
        held_most: They hold for up to this share of the time to the due date.
        shortest: Months: a nearer date is overrun (MONUA, UNMIS), troops move no faster.
    """

    stretch: float = 0.35
    jitter: float = 0.5
    held: float = 0.3
    held_most: float = 0.5
    shortest: float = 4.0


PACE = Pace()
OTHER = 0.25  # weight of an exit of the other regime
AFTER = 3.0  # months after which what is left of an exit without further reports is gone


def regime_of(mission: str) -> Regime:
    """Whether the exit of a mission on record was planned or forced."""
    return next(one.regime for one in EXITS if one.mission == mission)


def paths(view: View) -> dict[str, Matrix]:
    """The share left in each month from the decision of every exit that was over on the date."""
    if not view.has("strength"):
        return {}
    reports = view.table("strength").select("mission", "month", "total").sort("mission", "month")
    found = {}
    for one in EXITS:
        if one.due >= view.as_of:
            continue
        own = reports.filter(pl.col("mission") == one.mission, pl.col("month") >= one.decided)
        if own.is_empty():
            continue
        at = own["month"].to_numpy().astype("datetime64[M]").astype(int)
        share = own["total"].to_numpy() / max(int(own["total"][0]), 1)
        found[one.mission] = np.column_stack([at - at[0], share]).astype(np.float64)
    return found


def exit_draws(
    known: Mapping[str, Matrix],
    regime: Regime,
    *,
    start: float,
    months_to_due: float | Matrix,
    horizon: int = 12,
    draws: int = 1000,
    seed: int = 0,
    pace: Pace = PACE,
) -> Matrix:
    """Draw the strength left in the months of an exit.

    Args:
        known: Paths of the exits that may be learned from, as ``paths`` gives them.
        regime: ``planned`` or ``forced``.
        start: Strength in the month of the decision, persons.
        months_to_due: Months from the decision to the date all should be gone; one for all draws
            or one a draw.
        horizon: Months after the month of the decision.
        draws: Draws.
        seed: Same arguments and seed, same draws.
        pace: How exits differ from one another.

    Returns:
        Persons, shape (horizon, draws): never more than before, never below zero.

    Raises:
        ValueError: ``start`` or ``months_to_due`` is below zero.
    """
    due = np.broadcast_to(np.asarray(months_to_due, dtype=float), (draws,))
    if start < 0 or (due < 0).any():
        raise ValueError(f"strength {start} and months {due.min()} must not be below zero")
    rng = np.random.default_rng([seed, 17])
    about = {one.mission: one for one in EXITS}
    if not known:
        # Nothing learned yet: an even fall, early or late.
        late = np.exp(rng.normal(0, 2 * pace.stretch, draws))
        left = 1 - np.arange(1, horizon + 1)[:, None] / np.maximum(due * late, 1)
        share = np.asarray(np.clip(left, 0, 1), dtype=np.float64)
        return share * start
    names = sorted(known)
    weight = np.array([1.0 if about[one].regime == regime else OTHER for one in names])
    picked = rng.choice(len(names), draws, p=weight / weight.sum())
    stretch = np.exp(rng.normal(0, pace.stretch, draws))
    size = np.exp(rng.normal(0, pace.jitter, draws))
    holds, how_long = rng.random(draws) < pace.held, rng.random(draws)
    held = np.where(holds, how_long * pace.held_most, 0.0)
    aim = np.maximum(due, pace.shortest)
    share = np.empty((horizon, draws))
    for at, name in enumerate(names):
        of_this = picked == at
        length = max(_length(about[name]), pace.shortest)
        passed = np.arange(1, horizon + 1)[:, None] / aim[of_this] / stretch[of_this]
        gone = length * np.clip(passed - held[of_this], 0, None) / (1 - held[of_this])
        share[:, of_this] = _left(known[name], gone) ** size[of_this]
    return np.asarray(start * np.minimum.accumulate(np.clip(share, 0, 1), axis=0))


def odds_of_finishing(values: Matrix, start: float, months: int, *, left: float = 0.05) -> float:
    """Share of draws in which at most ``left`` of the strength remains so many months on."""
    return float((values[months - 1] <= left * start).mean())


def replay(
    known: Mapping[str, Matrix],
    mission: str,
    *,
    draws: int = 2000,
    seed: int = 0,
    pace: Pace = PACE,
) -> pl.DataFrame:
    """Replay an exit on record with the exits before it only.

    Args:
        known: Paths of exits, as ``paths`` gives them.
        mission: Whose exit.
        draws: Draws.
        seed: Same arguments and seed, same answer.
        pace: How exits differ from one another.

    Returns:
        One row a month reported after the decision: ``mission, month, share, low_90, median,
        high_90, inside`` (the real share within the 90 per cent band), ``crps`` of the share.
    """
    one = next(one for one in EXITS if one.mission == mission)
    real = known[mission][1:]
    later = {other.mission for other in EXITS if other.due >= one.decided}
    before = {name: path for name, path in known.items() if name not in later}
    values = exit_draws(
        before, one.regime, start=1.0, months_to_due=_length(one), horizon=int(real[-1, 0]),
        draws=draws, seed=seed, pace=pace,
    )  # fmt: skip
    at = real[:, 0].astype(int) - 1
    low, middle, high = np.quantile(values[at], [0.05, 0.5, 0.95], axis=1)
    inside = (real[:, 1] >= low - 0.005) & (real[:, 1] <= high + 0.005)
    return pl.DataFrame(
        {
            "mission": [mission] * len(at),
            "month": [int(step) + 1 for step in at],
            "share": real[:, 1],
            "low_90": low,
            "median": middle,
            "high_90": high,
            "inside": inside,
            "crps": _crps(values[at], real[:, 1]),
        }
    )


def _crps(values: Matrix, real: Matrix) -> Matrix:
    """CRPS of draws, shape (months, draws) (Gneiting and Raftery, JASA 102, 2007)."""
    ranked, count = np.sort(values, axis=1), values.shape[1]
    place = 2 * np.arange(1, count + 1) - count - 1
    spread = (ranked * place).sum(axis=1) / (count * count)
    return np.asarray(np.abs(values - real[:, None]).mean(axis=1) - spread)


def _length(one: Exit) -> float:
    return float(max(1, month_number(one.due) - month_number(one.decided)))


def _left(path: Matrix, gone: Matrix) -> Matrix:
    """Share left so many months on; nobody comes back, and the last stay a few months more."""
    month, share = path[:, 0], np.minimum.accumulate(np.minimum(path[:, 1], 1.0))
    month = np.append(month, month[-1] + AFTER)
    share = np.append(share, 0.0)
    return np.asarray(np.interp(gone, month, share), dtype=np.float64)
