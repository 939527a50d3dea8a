"""The forecaster: a linear pool of unlike models, weighed by how violent the country has been.

Weights go by the country's mean deaths a month over the last year. They were learned, for each
target and each October, from forecasts made and outcomes known by then, and ship as a table
(``pool_weights.csv``, written by ``protocol.learning``): a forecast takes the newest row learned
by its origin, so no forecast rests on weights that saw what it is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.threads import one_thread
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models.classifier import Classifier
from peaceops.violence.models.coupling import DRAWS, coupled_draws
from peaceops.violence.models.loglinear import LogLinear
from peaceops.violence.models.own_history import OwnHistory
from peaceops.violence.models.relative import Relative

PARTS = 10_000_000
"""Parts in which shares of cells are kept: a ten-thousandth of a draw."""
LEVELS = (1e-9, 3.0, 30.0, 300.0)
"""Bounds of the levels: none, low, middle, high, highest mean deaths a month in the last year."""
MEMBERS = (
    "classifier",
    "relative_to_mean",
    "relative_to_usual",
    "log_linear",
    "own_recent_history",
)
SHIPPED_WEIGHTS = Path(__file__).with_name("pool_weights.csv")


@dataclass(frozen=True)
class Pool:
    """A pool's forecast before draws are taken.

    Attributes:
        members: Each member's shares of cells, shape (units, leads, cells).
        weights: Each member's weight by unit.
    """

    members: Mapping[str, Floats]
    weights: Mapping[str, Floats]

    @property
    def shares(self) -> Floats:
        """The pool's shares of cells, shape (units, leads, cells)."""
        total: Floats = sum(
            (self.weights[name][:, None, None] * self.members[name] for name in self.members),
            start=np.zeros(1),
        )
        result: Floats = total / total.sum(axis=-1, keepdims=True)
        return result


def members_of(
    world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
) -> dict[str, Floats]:
    """Every member's shares of cells, shape (units, leads, cells), fitted on the world."""
    recent = OwnHistory(recent=3.5, slow_share=0.1, stretch=1.0, spread=0.48)
    with one_thread():
        return _members(world, target, leads, recent, seed)


def _members(
    world: CountryMonthPanel, target: str, leads: Sequence[int], recent: OwnHistory, seed: int
) -> dict[str, Floats]:
    return {
        "classifier": Classifier()(world, target, leads, seed=seed),
        "relative_to_mean": Relative(level="plain")(world, target, leads, seed=seed),
        "relative_to_usual": Relative(level="logarithms")(world, target, leads, seed=seed),
        "log_linear": LogLinear()(world, target, leads, seed=seed),
        "own_recent_history": recent(world, target, leads),
    }


def level_of(world: CountryMonthPanel, target: str) -> Ints:
    """Level of violence of each unit in the last year, 0 to 4."""
    mean = np.nan_to_num(world.of(target)[:, -12:]).mean(axis=1)
    level: Ints = np.digitize(mean, LEVELS).astype(np.int64)
    return level


def pooled(world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0) -> Pool:
    """Fit every member on the world and weigh it for every unit."""
    members = members_of(world, target, leads, seed=seed)
    level, weights = level_of(world, target), weights_at(target, world.origin)
    return Pool(members, {name: weights[level, n] for n, name in enumerate(MEMBERS)})


def shares_in_parts(
    world: CountryMonthPanel, kind: str, leads: Sequence[int], *, seed: int = 0
) -> Floats:
    """The pool's forecast of one type as whole numbers of parts, ``PARTS`` in all.

    Args:
        world: Months up to the origin.
        kind: One of the three types of violence.
        leads: Months after the origin.
        seed: Seed of what the members leave to chance.

    Returns:
        Shape (units, leads, ``support.CELLS``). Whole numbers are the same made or read from disk.
    """
    return np.round(pooled(world, kind, leads, seed=seed).shares * PARTS)


def forecaster(
    world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
) -> Floats:
    """Draws of every country, whole numbers, shape (units, leads, draws).

    All types together are the sum of the three types, drawn together.
    """
    kinds = VIOLENCE_TYPES if target == ALL_TYPES else (target,)
    shares = {kind: shares_in_parts(world, kind, leads, seed=seed) for kind in kinds}
    result = np.empty((len(world.units), len(leads), DRAWS))
    for place, unit in enumerate(world.units):
        parts = {kind: values[place] for kind, values in shares.items()}
        result[place] = sum(coupled_draws(parts, unit, seed=seed).values())
    return result


def weights_at(target: str, origin: date) -> Floats:
    """Weights learned by an origin, shape (levels, members); equal where none were yet."""
    known = _shipped().filter(target=target).filter(pl.col("learned_until") <= origin)
    if known.is_empty():
        return np.full((len(LEVELS) + 1, len(MEMBERS)), 1 / len(MEMBERS))
    newest = known.filter(pl.col("learned_until") == pl.col("learned_until").max()).sort("level")
    return newest.select(MEMBERS).to_numpy()


@cache
def _shipped() -> pl.DataFrame:
    return pl.read_csv(SHIPPED_WEIGHTS, comment_prefix="#", try_parse_dates=True)
