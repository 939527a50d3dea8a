"""Hurdle by classes: boosted trees say how severe, pooled months say what a class holds.

One multi-class model for all leads (the lead is a feature) over classes of deaths; within a class
the months of the past, older ones counting less, spread over neighbouring sizes. Trees see
logarithms and counts only, and the last class is bounded by the largest month of the past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from peaceops.violence.models import support
from peaceops.violence.models.features import features_of
from peaceops.violence.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_BOUNDS = np.array([0, 1, 3, 6, 11, 26, 51, 101, 251, 501, 1001, 2000, 4000, 8000])
CLASSES: Ints = support.EDGES[np.abs(support.EDGES[None] - _BOUNDS[:, None]).argmin(axis=1)]
"""Least deaths of each class: bounds of cells nearest to round numbers."""
CLASS_OF_CELL: Ints = np.searchsorted(CLASSES, support.EDGES[:-1], side="right") - 1
EARLIEST = 36


@dataclass(frozen=True)
class Classifier:
    """Settings.

    Attributes:
        rounds: Boosting rounds.
        rate: Learning rate.
        leaves: Leaves of a tree.
        months_apart: Every which month of the past is an origin to learn from.
        leads_each: Leads learned from at each origin, chosen at random.
        quiet_share: Share kept of country-months without deaths in the last ten years; those kept
            weigh as many times more.
        half_life: Months in which a case's weight halves with its age.
    """

    rounds: int = 80
    rate: float = 0.07
    leaves: int = 12
    months_apart: int = 3
    leads_each: int = 3
    quiet_share: float = 0.25
    half_life: float = 180.0

    def __call__(self, world: World, target: str, leads: Sequence[int], *, seed: int = 0) -> Floats:
        """Shares of cells, shape (units, leads, cells)."""
        rng = np.random.default_rng(seed)
        deaths = world.of(target)
        features = features_of(world, target)
        units, months, ahead = self._cases(deaths, leads, rng)
        outcomes = deaths[units, months + ahead]
        age = deaths.shape[1] - 1 - months - ahead
        severity = severity_of(outcomes, age)
        known = features.values[units, months]
        quiet = known[:, features.names.index("mean_120")] == 0
        kept = ~quiet | (rng.random(len(quiet)) < self.quiet_share)
        weight = np.where(quiet, 1 / self.quiet_share, 1.0) * 0.5 ** (age / self.half_life)
        inputs = np.column_stack([known[kept], ahead[kept]])
        classes = np.searchsorted(CLASSES, outcomes[kept], side="right") - 1
        model = self._trained(inputs, classes, weight[kept], seed)
        now = features.values[:, -1]
        asked = np.concatenate([np.column_stack([now, np.full(len(now), one)]) for one in leads])
        chances = np.asarray(model.predict(asked)).reshape(len(leads), len(now), len(CLASSES))
        shares: Floats = chances.transpose(1, 0, 2) @ severity
        return shares

    def _cases(
        self, deaths: Floats, leads: Sequence[int], rng: np.random.Generator
    ) -> tuple[Ints, Ints, Ints]:
        """Unit, month and lead of every case whose outcome is known."""
        last = deaths.shape[1] - 1
        every = np.arange(len(deaths))
        units, months, ahead = [], [], []
        number = min(self.leads_each, len(leads))
        for month in range(last - min(leads), EARLIEST, -self.months_apart):
            chosen: Ints = rng.choice(np.asarray(leads), number, replace=False)
            for lead in chosen[month + chosen <= last].tolist():
                units.append(every)
                months.append(np.full(len(every), month))
                ahead.append(np.full(len(every), lead))
        places, origins, steps = (np.concatenate(one) for one in (units, months, ahead))
        held = ~np.isnan(deaths[places, origins] + deaths[places, origins + steps])
        return places[held], origins[held], steps[held]

    def _trained(self, inputs: Floats, classes: Ints, weight: Floats, seed: int) -> lgb.Booster:
        settings = {
            "objective": "multiclass",
            "num_class": len(CLASSES),
            "learning_rate": self.rate,
            "num_leaves": self.leaves,
            "min_data_in_leaf": 100,
            "lambda_l2": 5.0,
            "feature_fraction": 0.4,
            "bagging_fraction": 0.7,
            "bagging_freq": 1,
            # Threads wait for one another at every split: on a busy machine that is slower.
            "num_threads": 1,
            "seed": seed,
            "deterministic": True,
            "force_row_wise": True,
            "verbose": -1,
        }
        data = lgb.Dataset(inputs, classes, weight=weight, params={"max_bin": 63, "verbose": -1})
        return lgb.train(settings, data, self.rounds)


def severity_of(outcomes: Floats, age: Ints, *, half_life: float = 120.0) -> Floats:
    """Shares of cells within each class, shape (classes, cells), each row a sum of one."""
    cells = support.cells_of(outcomes)
    counts = np.bincount(cells, weights=0.5 ** (age / half_life), minlength=support.CELLS)
    largest = max(float(outcomes.max()), 2.0 * CLASSES[-1])
    result = np.zeros((len(CLASSES), support.CELLS))
    for one in range(len(CLASSES)):
        own = np.flatnonzero(one == CLASS_OF_CELL)
        last = one == len(CLASSES) - 1
        if last:
            own = own[support.EDGES[own] <= largest]
        seen = counts[own]
        if support.EDGES[own[0]] > support.SINGLE:
            apart = (own[:, None] - own[None]) / 2.0
            seen = np.exp(-0.5 * apart**2) @ seen
        room = np.exp(-np.arange(len(own)) / 12.0) if last else _log_widths(own)
        mixed = seen + 0.5 * room / room.sum()
        result[one, own] = mixed / mixed.sum()
    return result


def _log_widths(cells: Ints) -> Floats:
    lower = np.maximum(support.EDGES[cells], 0.7)
    widths: Floats = np.log(support.EDGES[cells + 1] / lower)
    return widths
