"""States with learned transitions, simulated forward month by month.

A country's state is the class of its last month and the class of its mean over the eleven months
before. Where a state led is counted over all countries' past, older months counting less, and
leaned towards what the last month alone led to. Paths are simulated through the months ahead; the
year's mean follows the path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.streams import stream
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import support
from peaceops.violence.models.classifier import CLASSES, severity_of

YEAR_BOUNDS = np.array([1e-9, 0.5, 2, 8, 30, 100, 300, 1000, 3000])
MEMORY = 11


@dataclass(frozen=True)
class States:
    """Settings.

    Attributes:
        paths: Simulated paths a country.
        lean: Cases' worth of weight given to the last month's class alone.
        half_life: Months in which a transition's weight halves with its age.
        spread: Standard deviation of the logarithm of deaths around the simulated.
    """

    paths: int = 400
    lean: float = 8.0
    half_life: float = 180.0
    spread: float = 0.107

    def __call__(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> Floats:
        """Shares of cells, shape (units, leads, cells)."""
        rng = stream(seed, "violence", "states", target)
        deaths = np.nan_to_num(world.of(target))
        ways, severity = self._learned(deaths)
        sizes = support.quantiles(severity, 400)
        # Rows: paths of every unit; columns: the last eleven months, oldest first.
        recent = np.repeat(deaths[:, -MEMORY - 1 :], self.paths, axis=0)
        shares = np.empty((len(deaths), len(leads), support.CELLS))
        for step in range(1, max(leads) + 1):
            now, year = _state(recent[:, -1], recent[:, :-1].mean(axis=1))
            next_class = (rng.random(len(now))[:, None] > ways[now, year]).sum(axis=1)
            next_class = np.minimum(next_class, len(CLASSES) - 1)
            drawn = sizes[next_class, rng.integers(0, sizes.shape[1], len(now))]
            recent = np.column_stack([recent[:, 1:], drawn])
            for place in (index for index, lead in enumerate(leads) if lead == step):
                shares[:, place] = support.counted(drawn.reshape(len(deaths), -1), np.ones(1))
        return support.smoothed(shares, self.spread)

    def _learned(self, deaths: Floats) -> tuple[Floats, Floats]:
        """Cumulative chances of the next class by state, and sizes within classes."""
        months = np.arange(MEMORY, deaths.shape[1] - 1)
        sums = np.cumsum(np.pad(deaths, ((0, 0), (1, 0))), axis=1)
        year = (sums[:, months] - sums[:, months - MEMORY]) / MEMORY
        now, past = _state(deaths[:, months].ravel(), year.ravel())
        following = deaths[:, months + 1].ravel()
        after = np.searchsorted(CLASSES, following, side="right") - 1
        age = np.tile(deaths.shape[1] - 2 - months, len(deaths))
        counts = np.zeros((len(CLASSES), len(YEAR_BOUNDS) + 1, len(CLASSES)))
        np.add.at(counts, (now, past, after), 0.5 ** (age / self.half_life))
        alone = counts.sum(axis=1, keepdims=True) + 0.05
        alone /= alone.sum(axis=2, keepdims=True)
        chances = counts + self.lean * alone
        chances /= chances.sum(axis=2, keepdims=True)
        return chances.cumsum(axis=2), severity_of(following, age)


def _state(last: Floats, year: Floats) -> tuple[Ints, Ints]:
    now = np.searchsorted(CLASSES, last, side="right") - 1
    past = np.searchsorted(YEAR_BOUNDS, year, side="right")
    return now.astype(np.int64), past.astype(np.int64)
