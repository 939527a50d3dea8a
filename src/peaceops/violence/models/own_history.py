"""Weighted own history: a country's own months, recent ones counting more, spread a little.

The weights fall exponentially with age, in two speeds; months further ahead look further back.
A share of the world's last ten years is mixed in, so that nothing is impossible.

In a war, the month in which UCDP puts a sum over many months stands out as a spike, and would be
drawn again for every month ahead. There a month counts at most as the largest other one within
eleven months, except for the same month of later years, in which such sums stand again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import support
from peaceops.violence.models.features import moving_max

LONGEST = 240
WORLD_MONTHS = 120
NEAR = 11
"""Months on either side in which a spike is looked for: less than a year, so that the same month
of another year does not hide it."""


@dataclass(frozen=True)
class OwnHistory:
    """Settings, chosen on windows before 2018.

    Attributes:
        recent: Months in which a month's weight falls by e.
        slow: The same for the slower part.
        slow_share: Weight of the slower part.
        stretch: How much longer ``recent`` is twelve months further ahead.
        spread: Standard deviation of the logarithm of deaths around a past month.
        world_share: Weight of the world's months.
        spikes_cut_above: Mean deaths a month of the last year above which spikes are cut.
    """

    recent: float = 9.0
    slow: float = 90.0
    slow_share: float = 0.12
    stretch: float = 0.5
    spread: float = 0.43
    world_share: float = 0.02
    spikes_cut_above: float = float("inf")

    def __call__(self, world: CountryMonthPanel, target: str, leads: Sequence[int]) -> Floats:
        """Shares of cells, shape (units, leads, cells)."""
        deaths = np.nan_to_num(world.of(target))
        months = min(LONGEST, deaths.shape[1])
        newest_first = deaths[:, ::-1][:, :months]
        usual = self._without_spikes(deaths)[:, ::-1][:, :months]
        ages = np.arange(months)
        slow = _falling(ages, self.slow)
        shares = np.empty((len(deaths), len(leads), support.CELLS))
        for place, lead in enumerate(leads):
            recent = _falling(ages, self.recent * (1 + self.stretch * (lead - 3) / 11))
            weights = (1 - self.slow_share) * recent + self.slow_share * slow
            same_month = (ages + lead) % 12 == 0
            shares[:, place] = support.counted(np.where(same_month, newest_first, usual), weights)
        everyone = support.counted(deaths[:, -WORLD_MONTHS:].reshape(1, -1), np.ones(1))
        unit_shares = support.smoothed(shares, self.spread)
        result: Floats = (1 - self.world_share) * unit_shares + self.world_share * support.smoothed(
            everyone, 0.2
        )
        return result

    def _without_spikes(self, deaths: Floats) -> Floats:
        rows = deaths[:, -12:].mean(axis=1) > self.spikes_cut_above
        result = deaths.copy()
        result[rows] = np.minimum(deaths[rows], largest_near(deaths[rows]))
        return result


def largest_near(deaths: Floats) -> Floats:
    """Largest other month within ``NEAR`` months on either side of each, shape (units, months).

    >>> largest_near(np.array([[3.0, 50.0, 4.0]])).tolist()
    [[50.0, 4.0, 50.0]]
    """
    before = np.pad(moving_max(deaths, NEAR), ((0, 0), (1, 0)))[:, :-1]
    after = np.pad(moving_max(deaths[:, ::-1], NEAR), ((0, 0), (1, 0)))[:, -2::-1]
    result: Floats = np.maximum(before, after)
    return result


def _falling(ages: NDArray[np.int64], length: float) -> Floats:
    weights = np.exp(-ages / max(length, 1.0))
    result: Floats = weights / weights.sum()
    return result
