"""What to expect in a country's cells over the months ahead, and how much of it near given places.

For a map: one row a cell. A cell's figure is an expectation or a probability over all the months
together. Cells share out the draws of the country's own forecast, so what is expected in them adds
up to what is expected in the country.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.distances import kilometres
from peaceops.domain.figures import Figure, Gap
from peaceops.domain.messages import message
from peaceops.domain.months import month_after, months_between
from peaceops.domain.prio_grid import DEGREES, centres_of
from peaceops.domain.streams import stream
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition import View, last_month_due
from peaceops.errors import MissingTableError
from peaceops.violence.figures import deaths_ahead
from peaceops.violence.figures import total as total_of
from peaceops.violence.forecast import Ahead, ahead_of, place_of
from peaceops.violence.gaps import known_words
from peaceops.violence.grid.hurdle import Hurdle
from peaceops.violence.grid.models import BENCHMARK, GRID_MODELS
from peaceops.violence.grid.panel import CELLS, EVENTS, GridWorld, grid_world
from peaceops.violence.grid.place_names import cell_places
from peaceops.violence.grid.scaling import scaled_to
from peaceops.violence.panel import STALE_MONTHS

Site = tuple[float, float]

MONTHS = 12
ACROSS = 10
"""Points by which a cell is held against a distance, along each side."""
DEATHS_25 = 25
NEAR_KM = 50.0
DRAWS = 10_000


@dataclass(frozen=True)
class CellsAhead:
    """A forecast of a country's cells.

    Attributes:
        country: ISO 3 code.
        target: One of ``domain.violence_types.TARGETS``.
        model: Name of the model.
        origin: Last month on record, first day.
        months: Months ahead.
        known_words: The days and months that the forecast does not know, in a sentence.
        late: Months by which the record ends before it should on the date.
        table: One row a cell: cell, latitude and longitude of its centre, place (its name, as
            ``cell_places`` writes it), deaths_before (in the
            last 12 months on record), expected (deaths over the months ahead), expected_baseline
            (the same by the conflictology of the cell and its ring), p_any (probability of any
            deaths) and p_deaths_25 (of ``DEATHS_25`` deaths or more).
        whole: Deaths in the country over the same months, the figure of its outlook that cells add
            up to draw by draw; ``None`` where its months are not on record or the model is a
            baseline: cells are then what the model of cells says.
    """

    country: str
    target: str
    model: str
    origin: date
    months: int
    known_words: str
    late: int
    table: pl.DataFrame
    whole: Figure | None = None


def cells_ahead(
    view: View,
    country: str,
    *,
    target: str = ALL_TYPES,
    model: str = "hurdle",
    months: int = MONTHS,
    seed: int = 0,
) -> CellsAhead | Gap:
    """Forecast the cells of a country from the events known on the date.

    Returns:
        The forecast, or why there is none: the edition holds no events of the country, or they end
        more than a year before figures would be due.

    Raises:
        ValueError: There is no such model or target, or ``months`` is below one.
        PeaceopsError: Too little violence is on record for the model to learn from.
    """
    if model not in GRID_MODELS:
        raise ValueError(f"{model!r} is not a model; models are {', '.join(GRID_MODELS)}")
    if months < 1:
        raise ValueError(f"a horizon of {months} months; it must be one or more")
    world = _known(view, country)
    if isinstance(world, Gap):
        return world
    forecaster = GRID_MODELS[model]
    ahead = None
    if isinstance(forecaster, Hurdle):
        # A rare worst month would weigh a cell's mean as one draw of a thousand or as none.
        forecaster = replace(forecaster, draws=DRAWS)
        ahead = _country(view, country, months, seed)
    origin = ahead.history.origin if ahead else world.origin
    world = world.until(min(origin, world.origin))
    behind = months_between(world.origin, origin)
    cells = world.cells_of([country])
    leads = range(1 + behind, 1 + behind + months)
    year = world.of(target)[cells, -12:].sum(axis=1)
    total = forecaster(world, target, leads, cells=cells, seed=seed).total()
    if ahead:
        drawn = total_of(ahead.draws, months, target)
        total = scaled_to(total, drawn, stream(seed, "violence", "cells", country, target))
    baseline = GRID_MODELS[BENCHMARK](world, target, leads, cells=cells, seed=seed).total()
    numbers = pl.Series("cell", world.cells[cells])
    centres = centres_of(numbers)
    table = pl.DataFrame(
        {
            "cell": numbers,
            **centres.to_dict(),
            "place": cell_places(view, country, centres.select("latitude", "longitude").rows()),
            "deaths_before": year.astype(np.int64),
            "expected": total.expected()[:, 0],
            "expected_baseline": baseline.expected()[:, 0],
            "p_any": total.at_least(1)[:, 0],
            "p_deaths_25": total.at_least(DEATHS_25)[:, 0],
        }
    )
    late = max(months_between(world.origin, last_month_due(view.as_of)), 0)
    whole = deaths_ahead(place_of(view, ahead), months, target=target) if ahead else None
    return CellsAhead(
        country, target, model, origin, months, known_words(origin, view.as_of), late, table, whole
    )


def _country(view: View, country: str, months: int, seed: int) -> Ahead | None:
    """The country's own forecast, where its months are on record."""
    ahead = ahead_of(view, country, months=months, seed=seed)
    return None if isinstance(ahead, Gap) else ahead


def _known(view: View, country: str) -> GridWorld | Gap:
    """The panel up to the last month of the country's record."""
    place = name_in_a_sentence(country)
    what = message("where in {place} deaths are to be expected", place=place)
    remedy = message("add the UCDP GED events of {place} and build the edition again", place=place)
    absent = Gap(
        f"violence.{country.lower()}.cells",
        what,
        message(
            "the edition holds no unbroken record of events in {place} that was known on the date",
            place=place,
        ),
        remedy,
    )
    if not (view.has(EVENTS) and view.has(CELLS)):
        return absent
    try:
        world = grid_world(view)
    except MissingTableError:
        return absent
    if country not in world.codes:
        return absent
    last = month_after(world.first, int(world.spans[world.codes.index(country), 1]))
    late = months_between(last, last_month_due(view.as_of))
    if late > STALE_MONTHS:
        return Gap(
            f"violence.{country.lower()}.cells_stale",
            what,
            message(
                "the record of events in {place} ends in {last:%B %Y}, {late} months before "
                "figures would be due",
                place=place,
                last=last,
                late=late,
            ),
            remedy,
        )
    return world.until(last)


def share_within(table: pl.DataFrame, sites: Sequence[Site]) -> float | None:
    """Share of the deaths expected that lie within 50 kilometres of any of some sites.

    A cell's deaths are taken to be spread evenly over it: it counts in part where a part of it lies
    within the distance.

    Args:
        table: Columns latitude and longitude (centres of cells) and expected.
        sites: Latitude and longitude of each.

    Returns:
        Between 0 and 1; None where no deaths are expected.
    """
    expected = table["expected"].to_numpy()
    if not expected.sum():
        return None
    centres = table.select("latitude", "longitude").to_numpy()
    return float((expected * cover(centres, sites, km=NEAR_KM)).sum() / expected.sum())


def cover(centres: Floats, sites: Sequence[Site], *, km: float) -> Floats:
    """Share of each cell within a distance of any of some sites.

    Args:
        centres: Latitude and longitude of cells' centres, shape (cells, 2).
        sites: Latitude and longitude of each.
        km: Kilometres on the globe.

    Returns:
        Shape (cells,), each between 0 and 1.
    """
    if not len(sites):
        return np.zeros(len(centres))
    steps = DEGREES * ((np.arange(ACROSS) + 0.5) / ACROSS - 0.5)
    north, east = (offset.ravel() for offset in np.meshgrid(steps, steps, indexing="ij"))
    points = np.stack([centres[:, :1] + north, centres[:, 1:] + east], axis=-1).reshape(-1, 2)
    within = (kilometres(points, np.asarray(sites)) <= km).any(axis=1)
    # Less of the globe lies in a row nearer the pole; within half a degree that is nothing.
    result: Floats = within.reshape(len(centres), -1).mean(axis=1)
    return result
