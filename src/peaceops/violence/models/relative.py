"""Hurdle by classes of change: boosted trees say how many times its own level a country will see.

One multi-class model for all levels and leads over classes of the ratio of deaths to the country's
recent level, and a class for none; within a class the ratios of the past, spread a little. It
learns from countries with violence in the last two years only, and bounds its tail by the largest
month of the past.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.streams import stream
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import ratios
from peaceops.violence.models.boosting import Trees, boosted
from peaceops.violence.models.cases import FEWEST, Cases, asked_cases, past_cases
from peaceops.violence.models.features import Features, features_of, same_months_before
from peaceops.violence.models.own_history import OwnHistory

CUTS = np.array([-3, -2, -1.4, -1, -0.7, -0.45, -0.2, 0, 0.2, 0.45, 0.7, 1, 1.4, 2, 3])
"""Bounds of the classes of the logarithm of the ratio."""
CLASSES = len(CUTS) + 2
ACTIVE = 0.2
"""Least mean deaths a month over two years to be learned from."""
SIZEABLE = 5.0
"""Below this level whole numbers are too coarse for ratios within a class."""
FLOOR = 0.3


@dataclass(frozen=True)
class Relative:
    """Settings.

    Attributes:
        level: What the level is a mean of: ``plain`` deaths, which follows peaks, or their
            ``logarithms``, which leans on usual months.
        rounds: Boosting rounds.
        rate: Learning rate.
        leaves: Leaves of a tree.
        months_apart: Every which month of the past is an origin to learn from.
        leads_each: Leads learned from at each origin, chosen at random.
        half_life: Months in which a case's weight halves with its age.
        spread: Standard deviation of ratios around those of the past within a class.
    """

    level: Literal["plain", "logarithms"] = "plain"
    rounds: int = 14
    rate: float = 0.34
    leaves: int = 6
    months_apart: int = 3
    leads_each: int = 3
    half_life: float = 180.0
    spread: float = 0.12

    def fit(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> FittedRelative | None:
        """Learn from the months of countries with violence; ``None`` where there are too few."""
        rng = stream(seed, "violence", "relative", target)
        deaths, features = world.of(target), features_of(world, target)
        level = _level(features, self.level)
        cases = past_cases(
            deaths, leads, rng, months_apart=self.months_apart, leads_each=self.leads_each
        )
        active = np.expm1(features.of("mean_24")[..., 0])
        cases = cases[active[cases.units, cases.months] >= ACTIVE]
        if len(cases) < FEWEST:
            return None
        change = np.log(np.maximum(cases.outcomes, 0.5) / level[cases.units, cases.months])
        classes = np.where(
            cases.outcomes > 0, 1 + np.searchsorted(CUTS, change, side="right"), 0
        ).astype(np.int64)
        weight = 0.5 ** (cases.ages / self.half_life)
        trees = boosted(
            _inputs(features, deaths, level, cases),
            classes,
            weight,
            number=CLASSES,
            rounds=self.rounds,
            rate=self.rate,
            leaves=self.leaves,
            least_in_leaf=60,
            seed=seed,
        )
        sizeable = level[cases.units, cases.months] > SIZEABLE
        within = self._within(change[sizeable], classes[sizeable], weight[sizeable])
        return FittedRelative(self.level, trees, within)

    def __call__(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> Floats:
        """Shares of cells, shape (units, leads, cells), by what the world itself teaches."""
        fitted = self.fit(world, target, leads, seed=seed)
        return (fitted.shares if fitted else OwnHistory())(world, target, leads)

    def _within(self, change: Floats, classes: Ints, weight: Floats) -> Floats:
        """Shares of fine steps within each class but that of none, shape (classes - 1, steps)."""
        result = np.zeros((CLASSES - 1, len(ratios.MIDDLES)))
        bounds = [ratios.BOUNDS[0], *CUTS.tolist(), ratios.BOUNDS[-1]]
        for place in range(CLASSES - 1):
            inside = (bounds[place] < ratios.MIDDLES) & (bounds[place + 1] > ratios.MIDDLES)
            cases = classes == place + 1
            seen = (
                ratios.smoothed(ratios.counted(change[cases], weight[cases]), self.spread) * inside
            )
            room = inside.astype(np.float64)
            # The open classes fall off from their closed end.
            if place == 0:
                room *= np.exp((ratios.MIDDLES - bounds[1]) / 0.5)
            if place == CLASSES - 2:
                room *= np.exp(-(ratios.MIDDLES - bounds[-2]) / 0.5)
            mixed = seen + max(0.5, 0.01 * seen.sum()) * room / room.sum()
            result[place] = mixed / mixed.sum()
        return result


@dataclass(frozen=True)
class FittedRelative:
    """What was learned.

    Attributes:
        level: What the level is a mean of, as in ``Relative``.
        trees: Odds of the classes of change.
        within: Shares of fine steps within each class but that of none, shape (classes - 1, steps).
    """

    level: Literal["plain", "logarithms"]
    trees: Trees
    within: Floats

    def shares(self, world: CountryMonthPanel, target: str, leads: Sequence[int]) -> Floats:
        """Shares of cells, shape (units, leads, cells), after the last month of a world."""
        deaths, features = world.of(target), features_of(world, target)
        level = _level(features, self.level)
        cases = asked_cases(deaths, leads)
        odds = self.trees.odds(_inputs(features, deaths, level, cases))
        shares = ratios.cells(
            odds[:, 1:] @ self.within / np.maximum(1 - odds[:, :1], 1e-12),
            odds[:, 0],
            np.log(level[cases.units, -1]),
            np.ones(len(cases)),
            float(np.nanmax(deaths)),
        )
        result: Floats = shares.reshape(len(deaths), len(leads), -1)
        return result

    def arrays(self) -> dict[str, Floats]:
        """All that was learned as arrays by name, for a table."""
        return {**self.trees.arrays(), "within": self.within}

    @classmethod
    def of_arrays(
        cls, arrays: Mapping[str, Floats], level: Literal["plain", "logarithms"]
    ) -> FittedRelative:
        """What ``arrays`` gave."""
        return cls(level, Trees.of_arrays(arrays), arrays["within"])


def _level(features: Features, of: Literal["plain", "logarithms"]) -> Floats:
    """A country's level in every month, shape (units, months), never zero."""
    if of == "plain":
        short, long = (np.expm1(features.of(name)[..., 0]) for name in ("mean_3", "mean_12"))
        plain: Floats = (short + long) / 2.0 + FLOOR
        return plain.astype(np.float64)
    short, long = (features.of(name)[..., 0] for name in ("log_mean_6", "log_mean_12"))
    usual: Floats = np.expm1((short + long) / 2.0) + FLOOR
    return usual.astype(np.float64)


def _inputs(features: Features, deaths: Floats, level: Floats, cases: Cases) -> Floats:
    usual = np.log1p(level[cases.units, cases.months])
    before = same_months_before(deaths, cases.units, cases.months, cases.leads)
    return np.column_stack(
        [features.values[cases.units, cases.months], cases.leads, usual, before - usual[:, None]]
    )
