"""Analogues: what followed the past country-months most like this one.

Likeness is distance between a few features of the country's past and surroundings. The nearest
few hundred months of any country, weighted by likeness and age, give their outcomes at each lead;
scaled, an outcome is multiplied by how much more violent this country is than the analogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.domain.months import month_after
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import support
from peaceops.violence.models.features import features_of

LIKENESS = {
    "last_1": 0.5,
    "mean_3": 1.0,
    "mean_12": 1.0,
    "mean_60": 0.5,
    "since_above_0": 0.3,
    "since_above_25": 0.3,
    "log_spread_12": 0.5,
    "months_above_0_in_12": 0.05,
    "peak_12": 0.4,
    "neighbours_mean_12": 0.3,
}
"""Features compared and the weight of a difference in each."""
EARLIEST = 36
"""Months a past must hold before it is compared."""
LEAST_WIDTH = 0.15
SPREAD = 0.134


@dataclass(frozen=True)
class Analogues:
    """Settings.

    Attributes:
        scaled: Scale what followed to this country's level.
        nearest: Analogues taken.
        half_life: Months in which an analogue's weight halves with its age.
    """

    scaled: bool
    nearest: int = 300
    half_life: float = 240.0

    def __call__(self, world: CountryMonthPanel, target: str, leads: Sequence[int]) -> Floats:
        """Shares of cells, shape (units, leads, cells)."""
        past = _Past(world, target, max(leads))
        deaths, top = past.deaths, np.nanmax(past.deaths)
        shares = np.empty((len(world.units), len(leads), support.CELLS))
        for unit in range(len(world.units)):
            chosen, weights = past.nearest(unit, self.nearest, self.half_life)
            units, months = past.units[chosen], past.months[chosen]
            followed = deaths[units[:, None], months[:, None] + np.asarray(leads)]
            if self.scaled:
                followed = _scaled(followed, past.level[unit, -1] / past.level[units, months])
            has_outcome = ~np.isnan(followed)
            counts = np.where(has_outcome, np.minimum(followed, top), 0.0)
            weight = np.where(has_outcome, weights[:, None], 0.0)
            shares[unit] = support.counted(counts.T, weight.T)
        return support.smoothed(shares, SPREAD)


class _Past:
    """Every past country-month that was followed by enough months, with its features."""

    def __init__(self, world: CountryMonthPanel, target: str, furthest: int) -> None:
        self.deaths = world.of(target)
        features = features_of(world, target)
        space = features.of(*LIKENESS) * np.array(list(LIKENESS.values()), dtype=np.float32)
        six, twelve = (np.moveaxis(features.of(name), -1, 0)[0] for name in ("mean_6", "mean_12"))
        self.level = np.expm1((six + twelve) / 2.0) + 3.0
        last = self.deaths.shape[1] - 1
        begun = np.arange(EARLIEST, last - furthest + 1)
        units, months = np.meshgrid(np.arange(len(world.units)), begun, indexing="ij")
        complete = ~np.isnan(
            self.deaths[units, months - 12] + self.deaths[units, months + furthest]
        )
        self.units, self.months = units[complete], months[complete]
        self.points = space[self.units, self.months]
        self.now = space[:, last]
        self.age = last - self.months

    def nearest(self, unit: int, number: int, half_life: float) -> tuple[NDArray[np.int64], Floats]:
        """Places of the nearest and their weights, which sum to one."""
        distance = ((self.points - self.now[unit]) ** 2).sum(axis=1).astype(np.float64)
        number = min(number, len(distance))
        chosen = np.sort(np.argpartition(distance, number - 1)[:number])
        near = distance[chosen]
        width = max(float(np.sqrt(np.sort(near)[number // 4])), LEAST_WIDTH)
        weights = np.exp(-0.5 * near / width**2) * 0.5 ** (self.age[chosen] / half_life) + 1e-12
        return chosen, weights / weights.sum()


def _scaled(followed: Floats, ratio: Floats) -> Floats:
    bounded = np.clip(ratio, 1 / 3, 3)[:, None]
    scaled: Floats = np.where(followed > 0, np.maximum(1, np.round(followed * bounded)), followed)
    return scaled


def most_alike(
    world: CountryMonthPanel, target: str, unit: str, *, number: int = 10
) -> pl.DataFrame:
    """The past episodes most like a country's present, and what followed within a year.

    Args:
        world: Months up to the origin.
        target: One of ``domain.violence_types.TARGETS``.
        unit: ISO 3 code.
        number: Episodes wanted; of one country, episodes lie at least a year apart.

    Returns:
        Columns unit, month (last of the episode), likeness (1 is the same), deaths_before and
        deaths_after (sums over twelve months), the most alike first.
    """
    past = _Past(world, target, 12)
    place = world.units.index(unit)
    distance = np.sqrt(((past.points - past.now[place]) ** 2).sum(axis=1))
    taken: list[tuple[int, int]] = []
    rows = []
    for index in np.argsort(distance, kind="stable"):
        unit_index, month = int(past.units[index]), int(past.months[index])
        if any(unit_index == other and abs(month - at) < 12 for other, at in taken):
            continue
        taken.append((unit_index, month))
        before = float(np.nansum(past.deaths[unit_index, month - 11 : month + 1]))
        after = float(np.nansum(past.deaths[unit_index, month + 1 : month + 13]))
        likeness = float(1 / (1 + distance[index]))
        rows.append(
            (world.units[unit_index], month_after(world.first, month), likeness, before, after)
        )
        if len(rows) == number:
            break
    columns = ["unit", "month", "likeness", "deaths_before", "deaths_after"]
    return pl.DataFrame(rows, schema=columns, orient="row")
