"""Weighted own history: a country's own months, recent ones counting more, spread a little.

The weights fall exponentially with age, in two speeds; months further ahead look further back.
A share of the world's last ten years is mixed in, so that nothing is impossible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import support

LONGEST = 240
WORLD_MONTHS = 120


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
    """

    recent: float = 9.0
    slow: float = 90.0
    slow_share: float = 0.12
    stretch: float = 0.5
    spread: float = 0.43
    world_share: float = 0.02

    def __call__(self, world: CountryMonthPanel, target: str, leads: Sequence[int]) -> Floats:
        """Shares of cells, shape (units, leads, cells)."""
        deaths = np.nan_to_num(world.of(target))
        held = min(LONGEST, deaths.shape[1])
        newest_first = deaths[:, ::-1][:, :held]
        ages = np.arange(held)
        slow = _falling(ages, self.slow)
        shares = np.empty((len(deaths), len(leads), support.CELLS))
        for place, lead in enumerate(leads):
            recent = _falling(ages, self.recent * (1 + self.stretch * (lead - 3) / 11))
            weights = (1 - self.slow_share) * recent + self.slow_share * slow
            shares[:, place] = support.counted(newest_first, weights)
        everyone = support.counted(deaths[:, -WORLD_MONTHS:].reshape(1, -1), np.ones(1))
        own = support.smoothed(shares, self.spread)
        result: Floats = (1 - self.world_share) * own + self.world_share * support.smoothed(
            everyone, 0.2
        )
        return result


def _falling(ages: NDArray[np.int64], length: float) -> Floats:
    weights = np.exp(-ages / max(length, 1.0))
    result: Floats = weights / weights.sum()
    return result
