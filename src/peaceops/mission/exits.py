"""Exits: how missions left, planned or forced, and draws of the next one.

Each exit on record starts in the month in which it was decided, asked for or forced, and is due
at the end of the mandate's operations. Its path is the share of the strength of that month that is
left, against the share of the time gone. A draw takes the path of one past exit, stretches the
time and the step sizes as past exits differ from one another, and lets no one return.
Forced exits hold their strength longer and then fall at once (UNMEE 1,669 to 503 in a month,
UNPREDEP 1,088 to 74); planned ones step down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.months import months_between
from peaceops.domain.streams import stream
from peaceops.edition import View, per_view
from peaceops.evaluate import crps

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
    first, last = (date.fromisoformat(f"{month}-01") for month in (decided, due))
    return Exit(mission, first, last, regime, source)


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
    """How exits differ from one another; ``mission.exit_speed`` says how the values were chosen.

    Attributes:
        stretch: Sd of the log of time between exits of one regime, about a fitted time scale.
        jitter: Sd of the log of the size of what is left.
        delayed: Share of exits in which nobody moves at first (UNMEE, UNMIT, UNMIS).
        longest_delay: They wait for up to this share of the time to the due date.
        shortest: Months: a nearer date is overrun (MONUA, UNMIS), troops move no faster.
    """

    stretch: float = 0.35
    jitter: float = 0.5
    delayed: float = 0.2
    longest_delay: float = 0.8
    shortest: float = 4.0


PACE = Pace()
OTHER = 0.25  # weight of an exit of the other regime
REMEMBERED = 36
"""Months for which what a host asked bears on how a mission leaves."""
AFTER = 3.0  # months after which what is left of an exit without further reports is gone


def regime_of(mission: str) -> Regime:
    """Whether the exit of a mission on record was planned or forced."""
    return next(past.regime for past in EXITS if past.mission == mission)


def acts_of_hosts(view: View) -> list[tuple[str, date]]:
    """Every request or restriction of a recognised host that was known: mission, and day known."""
    if not view.has("consent_requests"):
        return []
    rows = view.table("consent_requests").filter("recognised")
    return list(rows.select("mission", "known_on").iter_rows())


def regime_ahead(acts: Sequence[tuple[str, date]], mission: str, day: date) -> Regime:
    """Whether the exit of a mission whose end was decided is likely planned or forced.

    Args:
        acts: As ``acts_of_hosts`` gives them.
        mission: Our name of the mission.
        day: The day of the forecast.

    Returns:
        ``forced`` where its host asked it to go, or restricted it, in the three years before. The
        decision that ends the mission settles the request, and not how the mission leaves.

    >>> regime_ahead([("MINUSMA", date(2023, 6, 16))], "MINUSMA", date(2023, 7, 1))
    'forced'
    """
    days = [act for name, act in acts if name == mission and act <= day]
    return "forced" if any(months_between(act, day) <= REMEMBERED for act in days) else "planned"


@per_view
def paths(view: View) -> dict[str, Floats]:
    """The share left in each month from the decision of every exit that was over on the date."""
    if not view.has("strength"):
        return {}
    reports = view.table("strength").select("mission", "month", "total").sort("mission", "month")
    left = {}
    for past in EXITS:
        if past.due >= view.as_of:
            continue
        rows = reports.filter(pl.col("mission") == past.mission, pl.col("month") >= past.decided)
        if rows.is_empty():
            continue
        at = rows["month"].to_numpy().astype("datetime64[M]").astype(int)
        share = rows["total"].to_numpy() / max(int(rows["total"][0]), 1)
        left[past.mission] = np.column_stack([at - at[0], share]).astype(np.float64)
    return left


def over_by(past_paths: Mapping[str, Floats], day: date) -> dict[str, Floats]:
    """Those of the paths whose exit was due before a day: what could be learned from then."""
    over = {past.mission for past in EXITS if past.due < day}
    return {mission: path for mission, path in past_paths.items() if mission in over}


def exit_draws(
    past_paths: Mapping[str, Floats],
    regime: Regime,
    *,
    start: float,
    months_to_due: float | Floats,
    horizon: int = 12,
    draws: int = 1000,
    seed: int = 0,
    pace: Pace = PACE,
) -> Floats:
    """Draw the strength left in the months of an exit.

    Args:
        past_paths: Paths of the exits that may be learned from, as ``paths`` gives them.
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
    rng = stream(seed, "mission", "exits")
    about = {past.mission: past for past in EXITS}
    if not past_paths:
        # Nothing learned yet: an even fall, early or late.
        late = np.exp(rng.normal(0, 2 * pace.stretch, draws))
        left = 1 - np.arange(1, horizon + 1)[:, None] / np.maximum(due * late, 1)
        share = np.asarray(np.clip(left, 0, 1), dtype=np.float64)
        return share * start
    names = sorted(past_paths)
    weight = np.array([1.0 if about[name].regime == regime else OTHER for name in names])
    picked = rng.choice(len(names), draws, p=weight / weight.sum())
    stretch = np.exp(rng.normal(0, pace.stretch, draws))
    size = np.exp(rng.normal(0, pace.jitter, draws))
    waits, how_long = rng.random(draws) < pace.delayed, rng.random(draws)
    delay = np.where(waits, how_long * pace.longest_delay, 0.0)
    aim = np.maximum(due, pace.shortest)
    share = np.empty((horizon, draws))
    for at, name in enumerate(names):
        of_this = picked == at
        length = max(_length(about[name]), pace.shortest)
        passed = np.arange(1, horizon + 1)[:, None] / aim[of_this] / stretch[of_this]
        gone = length * np.clip(passed - delay[of_this], 0, None) / (1 - delay[of_this])
        share[:, of_this] = _left(past_paths[name], gone) ** size[of_this]
    return np.asarray(start * np.minimum.accumulate(np.clip(share, 0, 1), axis=0))


def odds_of_finishing(values: Floats, start: float, months: int) -> float:
    """Share of draws in which at most a twentieth of the strength remains so many months on."""
    return float((values[months - 1] <= 0.05 * start).mean())


def replay(
    past_paths: Mapping[str, Floats],
    mission: str,
    *,
    draws: int = 2000,
    seed: int = 0,
    pace: Pace = PACE,
) -> pl.DataFrame:
    """Replay an exit on record with the exits before it only.

    Args:
        past_paths: Paths of exits, as ``paths`` gives them.
        mission: Whose exit.
        draws: Draws.
        seed: Same arguments and seed, same answer.
        pace: How exits differ from one another.

    Returns:
        One row a month reported after the decision: ``mission, month, share, low_90, median,
        high_90, inside`` (the real share within the 90 per cent band), ``crps`` of the share.
    """
    this = next(past for past in EXITS if past.mission == mission)
    real = past_paths[mission][1:]
    values = exit_draws(
        over_by(past_paths, this.decided),
        this.regime,
        start=1.0,
        months_to_due=_length(this),
        horizon=int(real[-1, 0]),
        draws=draws,
        seed=seed,
        pace=pace,
    )
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
            "crps": crps(values[at], real[:, 1]),
        }
    )


def _length(past: Exit) -> float:
    return float(max(1, months_between(past.decided, past.due)))


def _left(path: Floats, gone: Floats) -> Floats:
    """Share left so many months on; nobody comes back, and the last stay a few months more."""
    month, share = path[:, 0], np.minimum.accumulate(np.minimum(path[:, 1], 1.0))
    month = np.append(month, month[-1] + AFTER)
    share = np.append(share, 0.0)
    return np.asarray(np.interp(gone, month, share), dtype=np.float64)
