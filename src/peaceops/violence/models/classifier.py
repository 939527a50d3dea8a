"""Hurdle by classes: boosted trees say how severe, pooled months say what a class holds.

One multi-class model for all leads (the lead is a feature) over classes of deaths; within a class
the months of the past, older ones counting less, spread over neighbouring sizes. Trees see
logarithms and counts only, and the last class is bounded by the largest month of the past.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.streams import stream
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import support
from peaceops.violence.models.boosting import Trees, boosted
from peaceops.violence.models.cases import past_cases
from peaceops.violence.models.features import features_of

_BOUNDS = np.array([0, 1, 3, 6, 11, 26, 51, 101, 251, 501, 1001, 2000, 4000, 8000])
CLASSES: Ints = support.EDGES[np.abs(support.EDGES[None] - _BOUNDS[:, None]).argmin(axis=1)]
"""Least deaths of each class: bounds of cells nearest to round numbers."""
SEVERITY_HALF_LIFE = 120.0
"""Months in which the weight of a month within its class halves with its age."""
CLASS_OF_CELL: Ints = np.searchsorted(CLASSES, support.EDGES[:-1], side="right") - 1


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

    rounds: int = 16
    rate: float = 0.32
    leaves: int = 6
    months_apart: int = 4
    leads_each: int = 3
    quiet_share: float = 0.03
    half_life: float = 180.0

    def fit(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> FittedClassifier:
        """Learn from every country's months of a world."""
        rng = stream(seed, "violence", "classifier", target)
        features = features_of(world, target)
        cases = past_cases(
            world.of(target),
            leads,
            rng,
            months_apart=self.months_apart,
            leads_each=self.leads_each,
        )
        inputs = features.values[cases.units, cases.months]
        quiet = inputs[:, features.names.index("mean_120")] == 0
        sample = ~quiet | (rng.random(len(quiet)) < self.quiet_share)
        weight = np.where(quiet, 1 / self.quiet_share, 1.0) * 0.5 ** (cases.ages / self.half_life)
        classes = np.searchsorted(CLASSES, cases.outcomes[sample], side="right") - 1
        trees = boosted(
            np.column_stack([inputs[sample], cases.leads[sample]]),
            classes,
            weight[sample],
            number=len(CLASSES),
            rounds=self.rounds,
            rate=self.rate,
            leaves=self.leaves,
            least_in_leaf=100,
            seed=seed,
        )
        return FittedClassifier(trees, severity_of(cases.outcomes, cases.ages))

    def __call__(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> Floats:
        """Shares of cells, shape (units, leads, cells), by what the world itself teaches."""
        return self.fit(world, target, leads, seed=seed).shares(world, target, leads)


@dataclass(frozen=True)
class FittedClassifier:
    """What was learned.

    Attributes:
        trees: Odds of the classes from a country's features and the lead.
        severity: Shares of cells within each class, shape (classes, cells).
    """

    trees: Trees
    severity: Floats

    def shares(self, world: CountryMonthPanel, target: str, leads: Sequence[int]) -> Floats:
        """Shares of cells, shape (units, leads, cells), after the last month of a world."""
        now = features_of(world, target).values[:, -1]
        inputs = np.concatenate([np.column_stack([now, np.full(len(now), lead)]) for lead in leads])
        odds = self.trees.odds(inputs).reshape(len(leads), len(now), len(CLASSES))
        shares: Floats = odds.transpose(1, 0, 2) @ self.severity
        return shares

    def arrays(self) -> dict[str, Floats]:
        """All that was learned as arrays by name, for a table."""
        return {**self.trees.arrays(), "severity": self.severity}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Floats]) -> FittedClassifier:
        """What ``arrays`` gave."""
        return cls(Trees.of_arrays(arrays), arrays["severity"])


def severity_of(outcomes: Floats, age: Ints) -> Floats:
    """Shares of cells within each class, shape (classes, cells), each row a sum of one."""
    cells = support.cells_of(outcomes)
    counts = np.bincount(cells, weights=0.5 ** (age / SEVERITY_HALF_LIFE), minlength=support.CELLS)
    largest = max(float(outcomes.max()), 2.0 * CLASSES[-1])
    result = np.zeros((len(CLASSES), support.CELLS))
    for number in range(len(CLASSES)):
        inside = np.flatnonzero(number == CLASS_OF_CELL)
        last = number == len(CLASSES) - 1
        if last:
            inside = inside[support.EDGES[inside] <= largest]
        seen = counts[inside]
        if support.EDGES[inside[0]] > support.SINGLE:
            apart = (inside[:, None] - inside[None]) / 2.0
            seen = np.exp(-0.5 * apart**2) @ seen
        room = np.exp(-np.arange(len(inside)) / 12.0) if last else _log_widths(inside)
        mixed = seen + 0.5 * room / room.sum()
        result[number, inside] = mixed / mixed.sum()
    return result


def _log_widths(cells: Ints) -> Floats:
    lower = np.maximum(support.EDGES[cells], 0.7)
    widths: Floats = np.log(support.EDGES[cells + 1] / lower)
    return widths
