"""Months of violence by PRIO-GRID cell, laid out from georeferenced events.

Deaths count in the month in which an event ended, as in UCDP's country-months, and in the cell its
coordinates name. An event known only to its country (UCDP's precision 6 and 7) has coordinates all
the same, those of a point chosen to stand for the country: its deaths are in no cell, but kept
beside them, so that cells and remainder add up to what was recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.arrays import Ints
from peaceops.domain.days import long_day
from peaceops.domain.months import month_after, months_between
from peaceops.domain.violence_types import ALL_TYPES, TARGETS, VIOLENCE_TYPES
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.violence.grid.coverage import LEAST_MONTHS, Span, spans_of

EVENTS, CELLS = "violence_events", "grid_cells"
FACTS = ("land_area", "travel_time", "mountains")
PLACED = 5
"""Coarsest precision of place at which an event counts in a cell: 5 is a line or vague area."""

Counts = NDArray[np.int32]


@dataclass(frozen=True)
class GridWorld:
    """Deaths by type, cell and month.

    Attributes:
        cells: Numbers of the cells, ascending, shape (cells,).
        country: Place in ``codes`` of each cell's country of today, shape (cells,).
        codes: ISO 3 codes of the countries whose events are on record.
        first: First day of the first month.
        deaths: Shape (3, cells, months), types in the order of ``VIOLENCE_TYPES``; 0 where a
            country has no record.
        elsewhere: Deaths recorded under each country in no cell here: not known to a place, or in
            cells of countries without a record; shape (3, codes, months).
        spans: First and last place among the months of each country's record, shape (codes, 2);
            empty (first past last) for a country whose record begins later.
        facts: Land area, travel time and mountains of each cell, NaN where unknown; shape
            (cells, 3).
    """

    cells: Ints
    country: Ints
    codes: tuple[str, ...]
    first: date
    deaths: Counts
    elsewhere: Counts
    spans: Ints
    facts: NDArray[np.float32]

    @property
    def months(self) -> int:
        """Number of months."""
        return int(self.deaths.shape[2])

    @property
    def origin(self) -> date:
        """First day of the last month."""
        return month_after(self.first, self.months - 1)

    def of(self, target: str) -> Counts:
        """Deaths of a target, shape (cells, months).

        Raises:
            ValueError: There is no such target.
        """
        return _of(self.deaths, target)

    def of_countries(self, target: str) -> NDArray[np.float64]:
        """Deaths by country, in its cells and in none, shape (codes, months)."""
        total = _of(self.elsewhere, target).astype(np.float64)
        np.add.at(total, self.country, self.of(target))
        return total

    def index(self, month: date) -> int:
        """Place of a month; before or past the ends where it lies outside."""
        return months_between(self.first, month)

    def until(self, origin: date) -> GridWorld:
        """The same cells with nothing after ``origin``: later months are gone, not hidden.

        Raises:
            ValueError: ``origin`` lies outside the months held.
        """
        last = self.index(origin)
        if not 0 <= last < self.months:
            raise ValueError(
                f"{origin:%Y-%m} lies outside {self.first:%Y-%m} to {self.origin:%Y-%m}"
            )
        spans = np.column_stack([self.spans[:, 0], np.minimum(self.spans[:, 1], last)])
        return replace(
            self,
            deaths=self.deaths[:, :, : last + 1].copy(),
            elsewhere=self.elsewhere[:, :, : last + 1].copy(),
            spans=spans,
        )

    def cells_of(self, countries: Sequence[str]) -> Ints:
        """Places of the cells of some countries.

        Raises:
            MissingTableError: A country has no record of events.
        """
        for code in countries:
            if code not in self.codes:
                raise MissingTableError(
                    f"no {LEAST_MONTHS} months of events in {code} are on record; countries with "
                    f"as many are {', '.join(self.codes)}",
                    where=EVENTS,
                    remedy="build an edition with the UCDP GED events of the country",
                )
        wanted = [self.codes.index(code) for code in countries]
        return np.flatnonzero(np.isin(self.country, wanted))


def _of(deaths: Counts, target: str) -> Counts:
    if target == ALL_TYPES:
        total: Counts = deaths.sum(axis=0, dtype=np.int32)
        return total
    if target not in VIOLENCE_TYPES:
        raise ValueError(f"{target!r} is not one of {', '.join(TARGETS)}")
    values: Counts = deaths[VIOLENCE_TYPES.index(target)]
    return values


def grid_world(view: View, *, precision: int = PLACED) -> GridWorld:
    """Lay out the events known on the date, for every country whose record is long enough.

    Args:
        view: What was known.
        precision: Coarsest of UCDP's precisions of place, 1 to 7, that counts in a cell.

    Raises:
        MissingTableError: The edition holds no events or no cells, or no country's events cover two
            years without a break.
    """
    places = view.table(CELLS).select("cell", "country", *FACTS).drop_nulls("country")
    events = view.table(EVENTS)
    spans = spans_of(events, places, view.as_of)
    if not spans:
        raise MissingTableError(
            f"no country's events cover {LEAST_MONTHS} months in a row by {long_day(view.as_of)}",
            where=EVENTS,
            remedy="build an edition with the UCDP GED events of a country over several years",
        )
    codes = tuple(spans)
    first = min(start for start, _end in spans.values())
    last = max(end for _start, end in spans.values())
    months = months_between(first, last) + 1
    cell_table = places.filter(pl.col("country").is_in(codes)).sort("cell")
    numbered = _numbered(events, cell_table, codes, first, months, precision)
    placed, rest = numbered.filter(pl.col("place") >= 0), numbered.filter(pl.col("place") < 0)
    return GridWorld(
        cells=cell_table["cell"].to_numpy().astype(np.int64),
        country=cell_table["country"].replace_strict(list(codes), range(len(codes))).to_numpy(),
        codes=codes,
        first=first,
        deaths=_counted(placed, "place", (len(VIOLENCE_TYPES), cell_table.height, months)),
        elsewhere=_counted(
            rest.filter(pl.col("code") >= 0), "code", (len(VIOLENCE_TYPES), len(codes), months)
        ),
        spans=_places(spans, first),
        facts=cell_table.select(FACTS).cast(pl.Float32).fill_null(float("nan")).to_numpy(),
    )


def _numbered(
    events: pl.DataFrame,
    cell_table: pl.DataFrame,
    codes: Sequence[str],
    first: date,
    months: int,
    precision: int,
) -> pl.DataFrame:
    """Events with the places of their type, month, country and cell; -1 for none."""
    cells = cell_table.select("cell", place=pl.int_range(pl.len()))
    month = (pl.col("end").dt.year() - first.year) * 12 + pl.col("end").dt.month() - first.month
    return (
        events.join(cells, on="cell", how="left")
        .select(
            "best",
            kind=pl.col("type").cast(pl.String).replace_strict(list(VIOLENCE_TYPES), [0, 1, 2]),
            month=month,
            code=pl.col("country").replace_strict(
                list(codes), list(range(len(codes))), default=-1, return_dtype=pl.Int64
            ),
            place=pl.when(pl.col("where_precision") <= precision).then("place").fill_null(-1),
        )
        .filter(pl.col("month").is_between(0, months - 1))
    )


def _counted(rows: pl.DataFrame, unit: str, shape: tuple[int, int, int]) -> Counts:
    result = np.zeros(shape, dtype=np.int32)
    kind, place, month = (rows[name].to_numpy() for name in ("kind", unit, "month"))
    np.add.at(result, (kind, place, month), rows["best"].to_numpy())
    return result


def _places(spans: dict[str, Span], first: date) -> Ints:
    return np.array(
        [
            [months_between(first, start), months_between(first, end)]
            for start, end in spans.values()
        ]
    )
