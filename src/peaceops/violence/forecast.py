"""What violence to expect in a country: the forecaster, and the baseline it must beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition.view import View
from peaceops.violence import draws as tables
from peaceops.violence._words import figures_of, gaps_of
from peaceops.violence.conflictology import WINDOW, paths, severity_places
from peaceops.violence.expected import PROBABILITIES, Expected, expected
from peaceops.violence.issued import enough_past, issued_together
from peaceops.violence.models import FORECASTER
from peaceops.violence.panel import (
    ALL_TYPES,
    TABLE,
    TARGETS,
    TYPES,
    History,
    history_of,
    months_after,
)
from peaceops.violence.record import Record, no_record, track_record
from peaceops.violence.world import Floats, World, world_of

DRAWS = 1000
BASELINE = "conflictology"


@dataclass(frozen=True)
class CountryForecast:
    """Draws of deaths in one country for the months ahead, and what they say.

    Attributes:
        country: ISO 3 code.
        recorded_as: The country whose record it rests on; another one for territories that UCDP
            records under the state that holds them.
        as_of: Date of the view.
        origin: First day of the last month known; ``None`` if there is no forecast.
        history: The country's rows of the last 24 months known.
        issued: What the forecaster expects; the baseline, where the record is too short for the
            forecaster to learn from. ``None`` without a forecast.
        baseline: What conflictology expects.
        record: Scores of both, of ``last`` and ``zero`` in earlier years.
        figures: Figures for a brief, ids ``violence.ISO3.*``.
        gaps: What could not be said.
    """

    country: str
    recorded_as: str
    as_of: date
    origin: date | None
    history: pl.DataFrame
    issued: Expected | None
    baseline: Expected | None
    record: Record
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def draws(self) -> pl.DataFrame:
        """The long table of draws issued."""
        return self.issued.draws if self.issued else tables.no_draws()

    @property
    def probabilities(self) -> pl.DataFrame:
        """Probabilities issued."""
        return self.issued.probabilities if self.issued else pl.DataFrame(schema=PROBABILITIES)


def forecast(
    view: View, country: str, *, months: int = 12, seed: int = 0, with_record: bool = True
) -> CountryForecast:
    """Forecast deaths by type for the months after the last one known.

    Args:
        view: What was known on the date.
        country: ISO 3 code.
        months: Months ahead, 1 or more.
        seed: Same view, country and seed give the same draws.
        with_record: Score the methods on earlier years as well.

    Returns:
        The forecast; without an origin, and with the reason among its gaps, where the record is
        missing, too short or too old.

    Raises:
        ValueError: ``months`` is too small.
    """
    if months < 1:
        raise ValueError(f"months {months} must be at least 1")
    history = history_of(view, country)
    if isinstance(history, Gap):
        return _none(view, country, history)
    if history.rows.height < WINDOW:
        return _none(view, country, _too_short(history))
    baseline = _baseline(history, months, DRAWS, seed)
    made = _forecaster(view, history, months, seed)
    record = track_record(view, history.recorded_as, history.origin) if with_record else no_record()
    main = baseline if isinstance(made, Gap) else made
    lacking = (made,) if isinstance(made, Gap) else ()
    return CountryForecast(
        country=country,
        recorded_as=history.recorded_as,
        as_of=view.as_of,
        origin=history.origin,
        history=history.rows.tail(2 * WINDOW),
        issued=main,
        baseline=baseline,
        record=record,
        figures=figures_of(history, main, baseline, record, _learnt(view, history)),
        gaps=(*gaps_of(history, record if with_record else None), *lacking),
    )


@lru_cache(maxsize=4)
def _world(view: View, origin: date) -> World:
    """The world up to a month; kept for a mission's other hosts and their neighbours."""
    return world_of(view).until(origin)


def types_ahead(
    view: View, country: str, *, months: int = 12, seed: int = 0
) -> Mapping[str, Floats] | None:
    """The issued forecast's draws by type alone: those of ``forecast`` without learning their sum.

    Args:
        view: What was known on the date.
        country: ISO 3 code.
        months: Months ahead, 1 or more.
        seed: Same view, country and seed give the same draws.

    Returns:
        Deaths by type, shape (months, draws); ``None`` where nothing can be forecast.
    """
    history = history_of(view, country)
    if isinstance(history, Gap) or history.rows.height < WINDOW:
        return None
    drawn = _drawn(view, history, months, seed, TYPES)
    if isinstance(drawn, Gap):
        drawn = _baseline_draws(history, months, DRAWS, seed)
    return {one: drawn[one] for one in TYPES}


def _forecaster(view: View, history: History, months: int, seed: int) -> Expected | Gap:
    drawn = _drawn(view, history, months, seed, TARGETS)
    if isinstance(drawn, Gap):
        return drawn
    return expected(FORECASTER, _method(history), _table(history, months, drawn), history)


def _drawn(
    view: View, history: History, months: int, seed: int, targets: Sequence[str]
) -> dict[str, Floats] | Gap:
    """The forecaster's draws; the first targets are the same however many are asked for."""
    world = _world(view, history.origin)
    unit = history.recorded_as
    if unit not in world.units or not enough_past(world, months):
        return _no_forecaster(history, world)
    place = world.units.index(unit)
    leads = tuple(range(1, months + 1))
    made = issued_together([(world, one, leads) for one in targets], seed=seed)
    # The forecaster links all countries' draws in one order; sums over hosts need them unlinked.
    order = np.random.default_rng([seed, *history.country.encode()])
    return {
        one: order.permutation(draws[place], axis=1).astype(np.float64)
        for one, draws in zip(targets, made, strict=True)
    }


def _learnt(view: View, history: History) -> tuple[Evidence, ...]:
    """The rows of every country that the forecaster learns from."""
    rows = view.table(TABLE).filter(pl.col("month") <= history.origin)
    first = rows.select(pl.col("month").dt.strftime("%Y-%m").min()).item()
    span = f"every country, {first} to {history.origin:%Y-%m}"
    return (Evidence(TABLE, span, rows.height),)


def baseline_of(
    view: View, country: str, *, months: int = 12, draws: int = DRAWS, seed: int = 0
) -> Expected | None:
    """What conflictology expects; ``None`` where there is no record to build on.

    The types of one draw and month come from one past month, so that they add up.

    Args:
        view: What was known on the date.
        country: ISO 3 code.
        months: Months ahead, 1 or more.
        draws: Draws, 20 or more.
        seed: Same view, country and seed give the same draws.

    Raises:
        ValueError: ``months`` or ``draws`` is too small.
    """
    if months < 1 or draws < 20:
        raise ValueError(f"months {months} and draws {draws} must be at least 1 and 20")
    history = history_of(view, country)
    if isinstance(history, Gap) or history.rows.height < WINDOW:
        return None
    return _baseline(history, months, draws, seed)


def _baseline(history: History, months: int, draws: int, seed: int) -> Expected:
    drawn = _table(history, months, _baseline_draws(history, months, draws, seed))
    return expected(BASELINE, _baseline_method(history, draws), drawn, history)


def _baseline_draws(history: History, months: int, draws: int, seed: int) -> dict[str, Floats]:
    rng = np.random.default_rng([seed, *history.country.encode()])
    places = severity_places(WINDOW, months, draws, rng)
    by_type = paths(history.deaths[-WINDOW:], places)
    return dict(zip(TYPES, by_type, strict=True)) | {ALL_TYPES: by_type.sum(axis=0)}


def _table(history: History, months: int, values: Mapping[str, Floats]) -> pl.DataFrame:
    ahead = [months_after(history.origin, step) for step in range(1, months + 1)]
    return pl.concat(
        [
            tables.long_table(history.origin, target, history.country, ahead, values[target])
            for target in TARGETS
        ]
    )


def neighbours_of(view: View, country: str) -> tuple[str, ...]:
    """Countries with a land border, in the order of their codes; none where not on record."""
    if not view.has("neighbours"):
        return ()
    pairs = view.table("neighbours").filter(pl.col("country") == country)
    return tuple(pairs["neighbour"].unique().sort())


def around(view: View, hosts: Sequence[str], *, seed: int = 0) -> tuple[CountryForecast, ...]:
    """Forecasts, without their record, of all neighbours of some countries, each once."""
    near = {one for host in hosts for one in neighbours_of(view, host)} - set(hosts)
    return tuple(forecast(view, one, seed=seed, with_record=False) for one in sorted(near))


def _vintage(history: History) -> str:
    vintage = " + ".join(history.rows.tail(WINDOW)["vintage"].unique().sort())
    return f"Figures as in the release {vintage}, which holds later revisions."


def _method(history: History) -> str:
    return (
        f"A pool of models that learn from every country's months to {history.origin:%B %Y}: "
        f"boosted trees over classes of severity and over change, regressions of logarithms, and "
        f"the country's own history, weighed by how each had done by then; {DRAWS:,} draws, in "
        f"whole deaths. A draw moves slowly between calm and bad months. Each type, and all types "
        f"together, is forecast by itself: types need not add up to the total. It knows no news "
        f"and no effect of a decision. {_vintage(history)}"
    )


def _baseline_method(history: History, draws: int) -> str:
    first, last = months_after(history.origin, 1 - WINDOW), history.origin
    return (
        f"Conflictology: each month ahead repeats one of the country's own twelve months "
        f"{first:%B %Y} to {last:%B %Y}, {draws:,} draws; a draw moves slowly between calm and "
        f"bad months, so that totals spread as widely as they did in the past. It knows no trend, "
        f"no news and no effect of a decision. {_vintage(history)}"
    )


def _no_forecaster(history: History, world: World) -> Gap:
    why = (
        f"the record of all countries, {world.deaths.shape[2]} months, holds too little violence "
        "of each type to learn from"
        if history.recorded_as in world.units
        else f"{name_of(history.recorded_as)} is on record under another state by "
        f"{world.origin:%B %Y}"
    )
    return Gap(
        f"violence.{history.country.lower()}.forecaster",
        f"a forecast of deaths in {name_of(history.country)} beyond its baseline",
        why,
        "ask as of a later date, or add country-months that reach further back",
    )


def _too_short(history: History) -> Gap:
    months = history.rows.height
    return Gap(
        f"violence.{history.country.lower()}.short",
        f"a forecast of deaths in {name_of(history.country)}",
        f"of its own record only {months} {'month was' if months == 1 else 'months were'} known; "
        "twelve are needed",
        f"ask as of a date {WINDOW - months} months later, or add figures of the state it was "
        "part of",
    )


def _none(view: View, country: str, gap: Gap) -> CountryForecast:
    return CountryForecast(
        country=country,
        recorded_as=country,
        as_of=view.as_of,
        origin=None,
        history=pl.DataFrame(),
        issued=None,
        baseline=None,
        record=no_record(),
        gaps=(gap,),
    )
