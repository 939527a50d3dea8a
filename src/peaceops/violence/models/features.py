"""What the learning models know of a country in a month: its past, its neighbours, the world.

All features of a month use that month and earlier ones only, so one table serves every origin.
Months without a row count as months without deaths.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.violence.country_months import CountryMonthPanel

LONGEST = 240
_MEANS = (2, 3, 6, 12, 24, 60, 120, LONGEST)
_PEAKS = (3, 12, 36, 120)
_SHARES = ((0, 6), (0, 12), (0, 60), (0, 120), (2, 36), (5, 12), (25, 24), (100, 12))
_SINCE = (0, 5, 25, 100, 1000)
_LONG_SHARES = ((100, 36), (100, 60), (300, 12), (300, 36), (1000, 12), (1000, 36), (25, 60))


@dataclass(frozen=True)
class Features:
    """Features by unit and month.

    Attributes:
        names: Their names.
        values: Shape (units, months, features).
    """

    names: tuple[str, ...]
    values: NDArray[np.float32]

    def of(self, *names: str) -> NDArray[np.float32]:
        """Some features, in this order."""
        return self.values[:, :, [self.names.index(name) for name in names]]


_in_use: WeakValueDictionary[tuple[CountryMonthPanel, str], Features] = WeakValueDictionary()


def features_of(world: CountryMonthPanel, target: str) -> Features:
    """Features for forecasts of a target, some 20 MB.

    Several models ask for the same: whoever asks them holds the features meanwhile, so that they
    are worked out once and let go of with the last who holds them.
    """
    features = _in_use.get((world, target))
    if features is None:
        features = _in_use[world, target] = _worked_out(world, target)
    return features


def _worked_out(world: CountryMonthPanel, target: str) -> Features:
    deaths = np.nan_to_num(world.of(target))
    columns = _own_past(deaths)
    for name, other in _other_types(world, target).items():
        columns[f"{name}_mean_3"] = np.log1p(moving_sum(other, 3) / 3)
        columns[f"{name}_mean_12"] = np.log1p(moving_sum(other, 12) / 12)
        columns[f"{name}_mean_60"] = np.log1p(moving_sum(other, 60) / 60)
        columns[f"{name}_since"] = np.log1p(months_since(other > 0))
    columns |= _surroundings(deaths, world.borders)
    columns |= _steadiness(deaths)
    values = np.empty((*deaths.shape, len(columns)), dtype=np.float32)
    for place, column in enumerate(columns.values()):
        values[..., place] = column
    return Features(tuple(columns), values)


def _own_past(deaths: Floats) -> dict[str, Floats]:
    logs = np.log1p(deaths)
    columns = {"last_1": logs, "last_2": _back(logs, 1), "last_3": _back(logs, 2)}
    for months in _MEANS:
        columns[f"mean_{months}"] = np.log1p(moving_sum(deaths, months) / months)
    for months in _PEAKS:
        columns[f"peak_{months}"] = np.log1p(moving_max(deaths, months))
    for months in (6, 12):
        columns[f"least_{months}"] = np.log1p(-moving_max(-deaths, months))
    for above, months in _SHARES:
        columns[f"months_above_{above}_in_{months}"] = moving_sum(
            (deaths > above).astype(np.float64), months
        )
    for months in (12, 36, 120):
        columns[f"log_mean_{months}"] = moving_sum(logs, months) / months
    squares = moving_sum(logs**2, 12) / 12 - columns["log_mean_12"] ** 2
    columns["log_spread_12"] = np.sqrt(np.maximum(squares, 0))
    for above in _SINCE:
        columns[f"since_above_{above}"] = np.log1p(months_since(deaths > above))
    columns["trend_3_12"] = columns["mean_3"] - columns["mean_12"]
    columns["trend_12_60"] = columns["mean_12"] - columns["mean_60"]
    return columns


def _other_types(world: CountryMonthPanel, target: str) -> dict[str, Floats]:
    if target == ALL_TYPES:
        return {}
    return {kind: np.nan_to_num(world.of(kind)) for kind in VIOLENCE_TYPES if kind != target}


def _surroundings(deaths: Floats, borders: NDArray[np.bool_]) -> dict[str, Floats]:
    year = np.log1p(moving_sum(deaths, 12) / 12)
    quarter = np.log1p(moving_sum(deaths, 3) / 3)
    number = np.maximum(borders.sum(axis=1), 1)[:, None]
    return {
        "neighbours_mean_12": borders.astype(np.float64) @ year / number,
        "neighbours_peak_12": _highest(year, borders),
        "neighbours_peak_3": _highest(quarter, borders),
        "world_mean_12": np.broadcast_to(year.mean(axis=0), year.shape),
    }


def _steadiness(deaths: Floats) -> dict[str, Floats]:
    """How long a level has lasted and how much it moved: a long even war is likely to go on."""
    logs = np.log1p(deaths)
    year, half = moving_sum(deaths, 12) / 12, moving_sum(deaths, 6) / 6
    before, two_before = _back(year, 12), _back(year, 24)
    jumps = np.abs(np.diff(logs, axis=1, prepend=logs[:, :1]))
    columns = {
        f"months_above_{above}_in_{months}": moving_sum((deaths > above).astype(np.float64), months)
        for above, months in _LONG_SHARES
    }
    columns["log_mean_6"] = moving_sum(logs, 6) / 6
    columns["year_before"] = np.log1p(before)
    columns["change_on_year"] = np.log1p(year) - np.log1p(before)
    columns["change_a_year_ago"] = np.log1p(before) - np.log1p(two_before)
    for months in (36, 60):
        mean = moving_sum(logs, months) / months
        squares = moving_sum(logs**2, months) / months
        columns[f"log_spread_{months}"] = np.sqrt(np.maximum(squares - mean**2, 0))
    columns["peak_to_mean"] = np.log1p(moving_max(deaths, 12)) - np.log1p(year)
    for months in (12, 36):
        columns[f"jumps_{months}"] = moving_sum(jumps, months) / months
    columns["since_above_300"] = np.log1p(months_since(deaths > 300))
    for least in (25, 100):
        columns[f"spell_above_{least}"] = np.log1p(months_since(half < least))
    return columns


def same_months_before(deaths: Floats, units: Ints, months: Ints, leads: Ints) -> Floats:
    """Level around the month forecast one and two years earlier, as mean logarithm of three months.

    Args:
        deaths: Shape (units, months).
        units: Place of the unit, a case each.
        months: Last month known, a case each.
        leads: Months from there to the month forecast, a case each.

    Returns:
        Shape (cases, 2). A year earlier is two where the month forecast lies a year or more ahead.
    """
    logs = np.log1p(np.nan_to_num(deaths))
    centred = np.pad(logs, ((0, 0), (1, 1)), mode="edge")
    level = (centred[:, :-2] + centred[:, 1:-1] + centred[:, 2:]) / 3
    levels = []
    for back in (12, 24):
        place = months + leads - back
        # The three months end by the last one known.
        place -= 12 * np.maximum(0, -(-(place + 1 - months) // 12))
        levels.append(level[units, np.maximum(place, 0)])
    return np.column_stack(levels)


def _highest(values: Floats, borders: NDArray[np.bool_]) -> Floats:
    result = np.zeros_like(values)
    for unit, row in enumerate(borders):
        if row.any():
            result[unit] = values[row].max(axis=0)
    return result


def _back(values: Floats, months: int) -> Floats:
    return np.pad(values, ((0, 0), (months, 0)))[:, : values.shape[1]]


def moving_sum(values: Floats, months: int) -> Floats:
    """Sum over the last ``months`` months, fewer at the start."""
    sums = np.cumsum(values, axis=1)
    result = sums.copy()
    result[:, months:] -= sums[:, :-months]
    return np.maximum(result, 0)


def moving_max(values: Floats, months: int) -> Floats:
    """Largest value of the last ``months`` months, fewer at the start."""
    result = values.copy()
    for back in range(1, min(months, values.shape[1])):
        result[:, back:] = np.maximum(result[:, back:], values[:, :-back])
    return result


def months_since(happened: NDArray[np.bool_]) -> Floats:
    """Months since it last happened, 0 in that month, ``LONGEST`` if never."""
    result = np.empty(happened.shape)
    count = np.full(len(happened), float(LONGEST))
    for month in range(happened.shape[1]):
        count = np.where(happened[:, month], 0.0, np.minimum(count + 1, LONGEST))
        result[:, month] = count
    return result
