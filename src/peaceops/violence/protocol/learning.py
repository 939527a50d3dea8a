"""Learn the pool's weights from its members' past forecasts, as each October would have.

By an October are known: the forecasts made each October before for the year after, and the
outcomes of their months up to that October. Weights are learned for each level of violence by
itself, on the CRPS and the ignorance score together, each relative to conflictology's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.domain.months import month_number
from peaceops.evaluate import scores
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.learned import OCTOBER
from peaceops.violence.models import baselines, support
from peaceops.violence.models.pool import LEVELS, MEMBERS, fit_pool, level_of
from peaceops.violence.protocol.windows import Window

LEAST_CASES = 200
"""Country-months; a level with fewer keeps equal weights."""
IGNORANCE = 0.5
"""Weight of the ignorance score beside the CRPS."""
EVENNESS = 0.02
"""Price of uneven weights, as a share of the baseline's scores."""
LESS_FOR_LARGE = 0.5
"""A country-month's CRPS is divided by its level to this power, lest one war decide."""
MOST_STEPS = 3000
_BINS = np.searchsorted(scores.BIN_EDGES, support.EDGES[:-1], side="right") - 1


@dataclass(frozen=True)
class Record:
    """What members forecast of past country-months, reduced to what their scores need.

    Attributes:
        months: Month forecast, as months since the year 0; one entry a case, as in all that follow.
        level: Level of violence at the origin.
        pairs: Integral of the product of two members' distance to the outcome's step, shape
            (cases, members, members): the CRPS of a pool is its quadratic form in the weights.
        hits: Each member's probability of the outcome's bin, shape (cases, members).
        crps: Conflictology's CRPS.
        ignorance: Conflictology's ignorance score.
        mean: Mean deaths a month in the year before the origin.
    """

    months: NDArray[np.int64]
    level: NDArray[np.int64]
    pairs: Floats
    hits: Floats
    crps: Floats
    ignorance: Floats
    mean: Floats


def record_of(
    world: CountryMonthPanel,
    target: str,
    windows: Sequence[Window],
    *,
    each: Callable[[str], None] = print,
) -> Record:
    """Let every member forecast every window from what was known, and keep what scores need."""
    parts = []
    for window in windows:
        each(f"{target} {window.name}")
        parts.append(_window(world, target, window))
    return Record(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


def _window(
    world: CountryMonthPanel, target: str, window: Window
) -> tuple[NDArray[np.generic], ...]:
    past = world.until(window.origin)
    last = world.index(window.origin)
    leads = [lead for lead in window.leads if last + lead < world.deaths.shape[2]]
    outcomes = world.of(target)[:, last + np.array(leads)]
    units = np.flatnonzero(~np.isnan(outcomes).any(axis=1) & ~np.isnan(past.of(target)[:, -1]))
    outcomes, place = outcomes[units], [window.leads.index(lead) for lead in leads]
    shares = fit_pool(past, target, window.leads).members(past, target, window.leads)
    member_shares = np.stack([shares[name][units][:, place] for name in MEMBERS], axis=2)
    pairs, hits = _reduced(member_shares.reshape(-1, len(MEMBERS), support.CELLS), outcomes.ravel())
    draws = baselines.conflictology(past, target, leads, seed=0)[units]
    rival = scores.ignorance(scores.challenge_resample(draws), outcomes)
    year = np.nan_to_num(past.of(target)[units, -12:]).mean(axis=1)
    return (
        np.tile(month_number(window.origin) + np.array(leads), len(units)),
        np.repeat(level_of(past, target)[units], len(leads)),
        pairs,
        hits,
        scores.crps(draws, outcomes).ravel(),
        rival.ravel(),
        np.repeat(year, len(leads)),
    )


def _reduced(shares: Floats, outcomes: Floats) -> tuple[Floats, Floats]:
    cell = support.cells_of(outcomes)
    step = np.arange(support.CELLS) >= cell[:, None]
    distance = (shares.cumsum(axis=-1) - step[:, None]) * np.sqrt(support.WIDTHS)
    pairs = distance @ distance.transpose(0, 2, 1)
    of_bin = (_BINS[None] == _BINS[cell][:, None])[:, None]
    return pairs, (shares * of_bin).sum(axis=-1)


def learned(record: Record, until: date) -> Floats:
    """Weights from the months up to ``until``, shape (levels, members)."""
    number = len(MEMBERS)
    weights = np.full((len(LEVELS) + 1, number), 1 / number)
    past = record.months <= month_number(until)
    for level in range(len(weights)):
        mask = past & (record.level == level)
        if mask.sum() >= LEAST_CASES:
            weights[level] = _best(record, mask)
    return weights


def _best(record: Record, mask: NDArray[np.bool_]) -> Floats:
    """Minimise by multiplicative steps; the aim is convex and weights stay positive."""
    scale = (1 + record.mean[mask]) ** -LESS_FOR_LARGE
    pairs = np.tensordot(scale, record.pairs[mask], axes=1) / (record.crps[mask] @ scale)
    hits, rival = record.hits[mask], record.ignorance[mask].sum()
    number = hits.shape[1]
    weights = np.full(number, 1 / number)
    for _ in range(MOST_STEPS):
        missed = -(hits / (hits @ weights + 1e-3)[:, None]).sum(axis=0) / np.log(2) / rival
        slope = 2 * pairs @ weights + IGNORANCE * missed - EVENNESS / (number * weights)
        # The slope along the simplex is zero where all members are equally worth a little more.
        step = np.clip(0.05 * (slope - slope @ weights), -0.2, 0.2)
        weights = weights * np.exp(-step)
        weights /= weights.sum()
        if np.abs(step).max() < 1e-7:
            break
    return weights


def learned_table(records: dict[str, Record], octobers: Sequence[date]) -> pl.DataFrame:
    """Weights by target, October and level, as ``pool_weights.csv`` holds them."""
    rows = [
        (target, until, level, *(round(float(weight), 3) for weight in weights))
        for target, record in records.items()
        for until in octobers
        for level, weights in enumerate(learned(record, until))
    ]
    return pl.DataFrame(rows, schema=["target", "learned_until", "level", *MEMBERS], orient="row")


def octobers(first: int, last: int) -> list[date]:
    """Octobers of some years, first day."""
    return [date(year, OCTOBER, 1) for year in range(first, last + 1)]
