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
from peaceops.violence.models.classifier import Classifier, FittedClassifier
from peaceops.violence.models.coupling import DRAWS, coupled_draws
from peaceops.violence.models.features import features_of
from peaceops.violence.models.loglinear import FittedLogLinear, LogLinear
from peaceops.violence.models.narrowing import narrowed
from peaceops.violence.models.own_history import OwnHistory
from peaceops.violence.models.relative import FittedRelative, Relative
from peaceops.violence.models.turn_of_year import TurnOfYear, calendar_months, fit_turn_of_year

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


RECENT = OwnHistory(
    recent=3.5, slow_share=0.1, stretch=1.0, spread=0.48, spikes_cut_above=LEVELS[-1]
)
LEARNERS: Mapping[str, Classifier | Relative | LogLinear] = {
    "classifier": Classifier(),
    "relative_to_mean": Relative(level="plain"),
    "relative_to_usual": Relative(level="logarithms"),
    "log_linear": LogLinear(),
}
"""Members that learn; the last of ``MEMBERS`` reads a country's own past and learns nothing."""


@dataclass(frozen=True)
class FittedPool:
    """What the members have learned about one target.

    Attributes:
        learners: By name; ``None`` where there was too little violence to learn from, so that the
            country's own past speaks instead.
        turn_of_year: How much worse December and January are than the months around them.
    """

    learners: Mapping[str, FittedClassifier | FittedRelative | FittedLogLinear | None]
    turn_of_year: TurnOfYear

    def members(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int]
    ) -> dict[str, Floats]:
        """Every member's shares of cells after the last month of a world."""
        features = features_of(world, target)  # for all that ask for them
        with one_thread():
            shares = {
                name: (fitted.shares if fitted else OwnHistory())(world, target, leads)
                for name, fitted in self.learners.items()
            }
            shares["own_recent_history"] = RECENT(world, target, leads)
        del features
        return shares


def fit_pool(
    world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
) -> FittedPool:
    """Let every member learn from all months of a world, for some leads."""
    features = features_of(world, target)  # for all that ask for them
    with one_thread():
        fitted = FittedPool(
            {name: learn.fit(world, target, leads, seed=seed) for name, learn in LEARNERS.items()},
            learned_turn_of_year(world, target),
        )
    del features
    return fitted


def learned_turn_of_year(world: CountryMonthPanel, target: str) -> TurnOfYear:
    """What a world teaches of its Decembers and Januaries, by the pool's levels of violence."""
    return fit_turn_of_year(world, target, LEVELS)


def level_of(world: CountryMonthPanel, target: str) -> Ints:
    """Level of violence of each unit in the last year, 0 to 4."""
    mean = np.nan_to_num(world.of(target)[:, -12:]).mean(axis=1)
    level: Ints = np.digitize(mean, LEVELS).astype(np.int64)
    return level


def pooled(members: Mapping[str, Floats], weights: Floats) -> Floats:
    """The pool's shares of cells, shape (units, leads, cells).

    Args:
        members: Each member's shares of cells, of that shape.
        weights: Each member's weight by unit, shape (units, members).
    """
    total: Floats = sum(
        (weights[:, n, None, None] * members[name] for n, name in enumerate(MEMBERS)),
        start=np.zeros(1),
    )
    result: Floats = total / total.sum(axis=-1, keepdims=True)
    return result


def shares_in_parts(
    world: CountryMonthPanel,
    kind: str,
    leads: Sequence[int],
    *,
    seed: int = 0,
    fitted: FittedPool | None = None,
) -> Floats:
    """The pool's forecast of one type as whole numbers of parts, ``PARTS`` in all.

    Args:
        world: Months up to the origin.
        kind: One of the three types of violence.
        leads: Months after the origin.
        seed: Seed of what a fit leaves to chance.
        fitted: What was learned by then; by default the members learn from the world.

    Returns:
        Shape (units, leads, ``support.CELLS``). Whole numbers are the same made or read from disk.
    """
    learned = fitted or fit_pool(world, kind, leads, seed=seed)
    level, months = level_of(world, kind), calendar_months(world.origin, leads)
    plain = pooled(learned.members(world, kind, leads), weights_at(kind, world.origin)[level])
    shares = narrowed(learned.turn_of_year.applied(plain, level, months), kind, level)
    return np.round(shares * PARTS)


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
    table = _shipped().filter(target=target).filter(pl.col("learned_until") <= origin)
    if table.is_empty():
        return np.full((len(LEVELS) + 1, len(MEMBERS)), 1 / len(MEMBERS))
    newest = table.filter(pl.col("learned_until") == pl.col("learned_until").max()).sort("level")
    return newest.select(MEMBERS).to_numpy()


@cache
def _shipped() -> pl.DataFrame:
    return pl.read_csv(SHIPPED_WEIGHTS, comment_prefix="#", try_parse_dates=True)
