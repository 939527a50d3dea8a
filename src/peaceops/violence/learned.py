"""What the forecaster has learned, once a year: in October, from all months up to it.

A forecast from any month applies what was learned by the last October to what is known since, so
that forecasts of one year need one fit, and an edition can hold it (``forecast_fits``). The years
on record are forecast from Octobers in the same way, so what is shown is what is scored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import TABLES, View, per_view
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.models.classifier import FittedClassifier
from peaceops.violence.models.loglinear import FittedLogLinear
from peaceops.violence.models.pool import LEARNERS, FittedPool, fit_pool, learned_turn_of_year
from peaceops.violence.models.relative import FittedRelative, Relative
from peaceops.violence.models.turn_of_year import TurnOfYear

OCTOBER = 10
TOGETHER = 18
"""Months forecast at once, so that all who ask for fewer stand on the same draws."""
TABLE = "forecast_fits"
LEADS = tuple(range(1, TOGETHER + 1))
LEAST_MONTHS = 36
"""Months a model needs to know before the first months that it learns from."""
LEAST_VIOLENT = 24
"""Country-months with a death, among those a model learns from, that each type needs."""
PARTS = ("target", "learned_until", "member", "part", "shape", "values")
TURN_OF_YEAR, FACTORS = "turn_of_year", "factors"
"""Member and part under which what was learned of December and January is kept."""
SEED = 0
"""What was learned does not hang on the seed of a brief; only draws do."""


def october_of(world: CountryMonthPanel) -> date:
    """First day of the last October that a world holds."""
    year = world.origin.year - (world.origin.month < OCTOBER)
    return date(year, OCTOBER, 1)


def learned_from(world: CountryMonthPanel, months: int = TOGETHER) -> CountryMonthPanel | None:
    """The months that a forecast from a world learns from; ``None`` where they are too few.

    It needs years enough, and in them some violence of every type in one country or another.

    Args:
        world: Months up to the origin of the forecast.
        months: Months ahead; fewer than ``TOGETHER`` are the first of those.
    """
    october, reach = october_of(world), max(months, TOGETHER)
    if october < world.first:
        return None
    past = world if october == world.origin else world.until(october)
    length = past.deaths.shape[2]
    # Every month ahead must have been the outcome of a case.
    if length <= LEAST_MONTHS + reach:
        return None
    learned = past.deaths[:, :, LEAST_MONTHS:]
    return past if ((learned > 0).sum(axis=(1, 2)) >= LEAST_VIOLENT).all() else None


def enough_past(world: CountryMonthPanel, months: int) -> bool:
    """Tell whether the forecaster can learn from a world to look ``months`` ahead."""
    return learned_from(world, months) is not None


class Learned:
    """What the forecaster has learned by the last October of a world.

    Attributes:
        key: Tells apart what different fits would answer; empty for one made when asked for.
    """

    def __init__(self, world: CountryMonthPanel, stored: pl.DataFrame | None = None) -> None:
        """Remember where to learn from; nothing is fitted before it is asked for.

        Args:
            world: Months up to the origin of a forecast.
            stored: Rows of ``forecast_fits``, if an edition holds them.
        """
        self._world = world
        self._stored = None if stored is None else stored.filter(learned_until=october_of(world))
        self._pools: dict[tuple[str, int], FittedPool] = {}
        self.key = "" if self._stored is None else _digest(self._stored)

    def pool(self, kind: str, months: int) -> FittedPool:
        """What was learned of a type, to look some months ahead.

        Raises:
            ValueError: There are too few months to learn from.
        """
        reach = max(months, TOGETHER)
        if (kind, reach) not in self._pools:
            self._pools[kind, reach] = self._made(kind, reach)
        return self._pools[kind, reach]

    def turn_of_year(self, kind: str) -> TurnOfYear:
        """How much worse December and January were by then; cheap to ask for by itself.

        Raises:
            ValueError: There are too few months to learn from.
        """
        if self._stored is not None and self._stored.height:
            rows = self._stored.filter(target=kind, member=TURN_OF_YEAR)
            return TurnOfYear(_arrays(rows)[TURN_OF_YEAR][FACTORS])
        return _rounded_turn(learned_turn_of_year(self._past(TOGETHER), kind))

    def _made(self, kind: str, reach: int) -> FittedPool:
        if reach == TOGETHER and self._stored is not None and self._stored.height:
            return _of_arrays(_arrays(self._stored.filter(target=kind)))
        return _rounded(fit_pool(self._past(reach), kind, range(1, reach + 1), seed=SEED))

    def _past(self, reach: int) -> CountryMonthPanel:
        past = learned_from(self._world, reach)
        if past is None:
            raise ValueError(f"too few months to learn from up to {self._world.origin:%B %Y}")
        return past


@per_view
def learned_by(view: View, world: CountryMonthPanel) -> Learned:
    """What was learned by a world's last October: the edition's, or else made when asked for."""
    return Learned(world, view.derived(TABLE))


def _digest(rows: pl.DataFrame) -> str:
    if rows.is_empty():
        return ""
    values = rows.sort("target", "member", "part")["values"].explode().to_numpy()
    return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()


def yearly_fits(view: View) -> pl.DataFrame:
    """Learn in every October that a view holds; about four seconds of processor time a year.

    Returns:
        Columns of the table ``forecast_fits``.

    Raises:
        MissingTableError: The edition holds no country-months.
    """
    world = country_month_panel(view)
    rows: list[tuple[object, ...]] = []
    for year in range(world.first.year, world.origin.year + 1):
        october = date(year, OCTOBER, 1)
        if not world.first <= october <= world.origin:
            continue
        past = learned_from(world.until(october))
        if past is None:
            continue
        for kind in VIOLENCE_TYPES:
            for member, part, values in _parts(fit_pool(past, kind, LEADS, seed=SEED)):
                rows.append((kind, october, member, part, list(values.shape), values.ravel()))
    fits = TABLES[TABLE]
    table = pl.DataFrame(rows, schema=list(PARTS), orient="row").with_columns(
        known_on=fits.known_on, source=pl.lit("learned by peaceops"), row=None
    )
    return fits.schema.cast(table)


def _parts(pool: FittedPool) -> list[tuple[str, str, Floats]]:
    return [
        (member, part, values)
        for member, fitted in pool.learners.items()
        if fitted is not None
        for part, values in fitted.arrays().items()
    ] + [(TURN_OF_YEAR, FACTORS, pool.turn_of_year.factors)]


def _arrays(rows: pl.DataFrame) -> dict[str, dict[str, Floats]]:
    arrays: dict[str, dict[str, Floats]] = {}
    for member, part, shape, values in rows.select("member", "part", "shape", "values").iter_rows():
        arrays.setdefault(member, {})[part] = np.array(values, dtype=np.float64).reshape(shape)
    return arrays


def _rounded(pool: FittedPool) -> FittedPool:
    """The fit in single precision, as a table keeps it."""
    arrays: dict[str, dict[str, Floats]] = {}
    for member, part, values in _parts(pool):
        arrays.setdefault(member, {})[part] = values.astype(np.float32).astype(np.float64)
    return _of_arrays(arrays)


def _rounded_turn(learned: TurnOfYear) -> TurnOfYear:
    return TurnOfYear(learned.factors.astype(np.float32).astype(np.float64))


def _of_arrays(arrays: Mapping[str, Mapping[str, Floats]]) -> FittedPool:
    learners: dict[str, FittedClassifier | FittedRelative | FittedLogLinear | None] = {}
    for member in LEARNERS:
        parts = arrays.get(member)
        if parts is None:
            learners[member] = None
        elif member == "classifier":
            learners[member] = FittedClassifier.of_arrays(parts)
        elif member == "log_linear":
            learners[member] = FittedLogLinear.of_arrays(parts)
        else:
            learner = LEARNERS[member]
            assert isinstance(learner, Relative)
            learners[member] = FittedRelative.of_arrays(parts, learner.level)
    return FittedPool(learners, TurnOfYear(arrays[TURN_OF_YEAR][FACTORS]))
