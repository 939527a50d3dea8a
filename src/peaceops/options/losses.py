"""Peacekeepers killed by malicious acts: what the mission's own last years tell of the risk."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.months import month_after, months_between
from peaceops.edition.view import View
from peaceops.mission import MissionPicture

Floats = NDArray[np.float64]

MALICIOUS = "malicious act"
RISK_MONTHS = 36  # of the mission's own losses


def risk(
    view: View, mission: str, seen: MissionPicture, draws: int, seed: int, notes: list[str]
) -> Floats | None:
    """Draws of deaths a person and month, from the mission's last three years on record.

    Uniformed personnel only; a Gamma of Jeffreys' prior, with events that kill several at once
    (the count is taken as a third as sure). ``None`` where deaths or strength are not on record.
    """
    base = seen.strength.baseline
    if base is None or not view.has("peacekeeper_deaths"):
        notes.append("No risk of peacekeepers is given: deaths or strength are not on record.")
        return None
    rows = view.table("peacekeeper_deaths")
    first = month_after(view.as_of, -RISK_MONTHS)
    start = view.table("missions").filter(pl.col("mission") == mission)["start"][0]
    own = rows.filter(
        pl.col("mission") == mission, pl.col("date") >= first,
        pl.col("cause").str.to_lowercase() == MALICIOUS,
        ~pl.col("personnel").str.contains("civilian"),
    )  # fmt: skip
    months = max(1, min(RISK_MONTHS, months_between(start, view.as_of)))
    recent = seen.strength.series.tail(RISK_MONTHS)["total"]
    old = seen.strength.age_months is None or seen.strength.age_months > RISK_MONTHS
    heads = float(base.total) if old or recent.is_empty() else float(recent.mean())  # type: ignore[arg-type]
    exposure = max(heads, 1.0) * months
    rng = np.random.default_rng([seed, crc32(b"risk")])
    return np.asarray(rng.gamma(0.5 + own.height / 3, 1.0, draws) * 3 / exposure)


def killed(means: Floats, seed: int) -> Floats:
    """Poisson draws that rise with their mean: options share the uniform draws.

    Shape (months, draws), as ``means``.
    """
    uniform = np.random.default_rng([seed, crc32(b"losses")]).random(means.shape)
    term = np.exp(-means)
    below, count = term.copy(), np.zeros_like(means)
    for at in range(1, 200):
        more = uniform > below
        if not more.any():
            break
        count += more
        term = term * means / at
        below = below + term
    return count
