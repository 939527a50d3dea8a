"""The benchmarks of the VIEWS 2023/24 challenge: conflictology, last, zero and boot_240.

Reference: Hegre et al. (2025), Journal of Peace Research.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peaceops.domain.arrays import Floats
from peaceops.domain.streams import stream
from peaceops.violence import conflictology as own_year
from peaceops.violence.country_months import CountryMonthPanel

BOOT_MONTHS = 240
DRAWS = 1000


def conflictology(
    world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int
) -> Floats:
    """The country's own last twelve months, in order, for every lead; 12 draws."""
    del seed
    year = np.nan_to_num(world.of(target)[:, -own_year.WINDOW :])
    return own_year.conflictology(year, len(leads))


def last(world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int) -> Floats:
    """Poisson draws around the last month."""
    month = np.nan_to_num(world.of(target)[:, -1])
    rng = stream(seed, "violence", "last", target)
    return rng.poisson(month[:, None, None], (len(month), len(leads), DRAWS)).astype(np.float64)


def zero(world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int) -> Floats:
    """No deaths at all."""
    del target, seed
    return np.zeros((len(world.units), len(leads), DRAWS))


def boot_240(world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int) -> Floats:
    """Draws from all country-months of the last twenty years together."""
    months = world.of(target)[:, -BOOT_MONTHS:]
    pool = months[~np.isnan(months)]
    rng = stream(seed, "violence", "boot_240", target)
    return rng.choice(pool, (len(world.units), len(leads), DRAWS))
