"""Every country's months of violence side by side, as the models and the protocols read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.domain.months import YEAR, month_after, months_between
from peaceops.domain.violence_types import ALL_TYPES, TARGETS, VIOLENCE_TYPES
from peaceops.edition import View, per_view
from peaceops.errors import MissingTableError
from peaceops.violence.panel import TABLE

CHALLENGE_TABLE = "violence_challenge_months"
PEAK = 10_000
"""Deaths in a country in a month that outweigh every mean over countries: El Fasher in October 2025
(61,369), Iran in January 2026 (19,894), Ethiopia in 2021 and 2022. Means are shown without too."""


@dataclass(frozen=True, eq=False)
class CountryMonthPanel:
    """Deaths by type, country and month; a world equals only itself, so that work on it is kept.

    Attributes:
        units: ISO 3 codes; a state keeps one place under all its codes, and is named by the last.
        first: First day of the first month.
        deaths: Shape (3, units, months), types in the order of ``VIOLENCE_TYPES``; NaN where there
            is no row.
        borders: Shape (units, units), true for neighbours by land; all false if not known.
    """

    units: tuple[str, ...]
    first: date
    deaths: Floats
    borders: NDArray[np.bool_]

    @property
    def origin(self) -> date:
        """First day of the last month."""
        return month_after(self.first, self.deaths.shape[2] - 1)

    def of(self, target: str) -> Floats:
        """Deaths of a target, shape (units, months), NaN where there is no row.

        Raises:
            ValueError: There is no such target.
        """
        if target == ALL_TYPES:
            total: Floats = self.deaths.sum(axis=0)
            return total
        if target not in VIOLENCE_TYPES:
            raise ValueError(f"{target!r} is not one of {', '.join(TARGETS)}")
        values: Floats = self.deaths[VIOLENCE_TYPES.index(target)]
        return values

    def index(self, month: date) -> int:
        """Place of a month; before or past the ends where it lies outside."""
        return months_between(self.first, month)

    def until(self, origin: date) -> CountryMonthPanel:
        """The same world with nothing after ``origin``: later months are gone, not hidden.

        Raises:
            ValueError: ``origin`` lies outside the months held.
        """
        last = self.index(origin)
        if not 0 <= last < self.deaths.shape[2]:
            raise ValueError(
                f"{origin:%Y-%m} lies outside {self.first:%Y-%m} to {self.origin:%Y-%m}"
            )
        if last + 1 == self.deaths.shape[2]:
            return self
        return replace(self, deaths=self.deaths[:, :, : last + 1].copy())

    def select(self, units: Sequence[str]) -> NDArray[np.int64]:
        """Places of some units."""
        place = {unit: index for index, unit in enumerate(self.units)}
        return np.array([place[unit] for unit in units], dtype=np.int64)


@per_view
def country_month_panel(view: View, *, challenge: bool = False) -> CountryMonthPanel:
    """Lay out ``violence_country_months`` as known on the date, once for a view.

    Args:
        view: What was known.
        challenge: Take state-based deaths of the VIEWS challenge's own vintage where the edition
            holds them (``violence_challenge_months``).

    Raises:
        MissingTableError: The edition holds no country-months, or none was on record on the date.
    """
    rows = view.table(TABLE).select("country", "month", "views_id", *VIOLENCE_TYPES)
    if rows.is_empty():
        raise MissingTableError(
            f"no month of deaths was on record on {view.as_of}", remedy="ask as of a later date"
        )
    if challenge and view.has(CHALLENGE_TABLE):
        rows = _in_challenge_vintage(rows, view.table(CHALLENGE_TABLE))
    state = pl.coalesce(pl.col("views_id").cast(pl.String), "country")
    rows = rows.sort("month", "country").with_columns(unit=pl.col("country").last().over(state))
    units = tuple(rows["unit"].unique().sort())
    first, last = rows["month"].min(), rows["month"].max()
    assert isinstance(first, date) and isinstance(last, date)
    deaths = np.full((len(VIOLENCE_TYPES), len(units), months_between(first, last) + 1), np.nan)
    places = rows["unit"].replace_strict({unit: n for n, unit in enumerate(units)}).to_numpy()
    months = rows["month"].dt.year() * 12 + rows["month"].dt.month()
    column = (months - (first.year * 12 + first.month)).to_numpy()
    for kind, name in enumerate(VIOLENCE_TYPES):
        deaths[kind, places, column] = rows[name].to_numpy()
    return CountryMonthPanel(units, first, deaths, _borders(view, units))


def had_peak(before: Floats, outcomes: Floats) -> NDArray[np.bool_]:
    """Which units had a month of ``PEAK`` deaths or more in a window, or in the year before it.

    Args:
        before: Months up to the origin, shape (units, months); the last twelve count.
        outcomes: Months of the window, shape (units, months).

    >>> had_peak(np.array([[0.0], [0.0]]), np.array([[3.0, 20_000.0], [5.0, 9_999.0]])).tolist()
    [True, False]
    """
    months = np.concatenate([before[:, -YEAR:], outcomes], axis=1)
    peaks: NDArray[np.bool_] = (np.nan_to_num(months) >= PEAK).any(axis=1)
    return peaks


def _in_challenge_vintage(rows: pl.DataFrame, challenge: pl.DataFrame) -> pl.DataFrame:
    theirs = challenge.select("country", "month", theirs="state_based")
    return (
        rows.join(theirs, on=["country", "month"], how="left")
        .with_columns(state_based=pl.coalesce("theirs", "state_based"))
        .drop("theirs")
    )


def _borders(view: View, units: Sequence[str]) -> NDArray[np.bool_]:
    borders = np.zeros((len(units), len(units)), dtype=np.bool_)
    if view.has("neighbours"):
        place = {unit: index for index, unit in enumerate(units)}
        for country, neighbour in (
            view.table("neighbours").select("country", "neighbour").iter_rows()
        ):
            if country in place and neighbour in place:
                borders[place[country], place[neighbour]] = True
    return borders
