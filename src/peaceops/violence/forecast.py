"""What violence to expect in a country: the forecaster, and the baseline it must beat.

There is one set of draws: deaths of the three types drawn together for every month ahead. The total
is their sum; every figure, chart, option and explanation is read off them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.months import month_after, months_after
from peaceops.domain.streams import stream
from peaceops.domain.violence_types import ALL_TYPES, TARGETS, VIOLENCE_TYPES
from peaceops.edition import View
from peaceops.violence import draws as tables
from peaceops.violence.conflictology import WINDOW, paths, severity_places
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.draws_cache import draws_by_type
from peaceops.violence.figures import (
    Place,
    chance_at_least,
    chance_of_more,
    deaths_ahead,
    last_year,
    odds_of,
    record_figures,
)
from peaceops.violence.gaps import gaps_of, no_forecaster, too_short
from peaceops.violence.learned import enough_past, learned_by
from peaceops.violence.models import FORECASTER
from peaceops.violence.models.coupling import DRAWS
from peaceops.violence.panel import TABLE, History, history_of
from peaceops.violence.summary import PROBABILITIES, Expected, expected
from peaceops.violence.track_record import Record, no_record, track_record

BASELINE = "conflictology"


@dataclass(frozen=True)
class Ahead:
    """Draws of a country's deaths ahead, before anything is read off them.

    Attributes:
        history: The country's months known.
        model: ``forecaster``, or ``conflictology`` where the record is too short to learn from.
        draws: Deaths by type, shape (types, months, draws); the total is the sum over types.
        baseline: The same by conflictology; the draws themselves where that is the model.
        lacking: Why there is no forecast beyond the baseline, if so.
    """

    history: History
    model: str
    draws: Floats
    baseline: Floats
    lacking: Gap | None


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


def ahead_of(view: View, country: str, *, months: int = WINDOW, seed: int = 0) -> Ahead | Gap:
    """Draw a country's deaths by type for the months after the last one known.

    Args:
        view: What was known on the date.
        country: ISO 3 code.
        months: Months ahead, 1 or more; up to 18, fewer are the first of more.
        seed: Same view, country and seed give the same draws.

    Returns:
        The draws, or why there are none: the record is missing, too short or too old.

    Raises:
        ValueError: ``months`` is too small.
    """
    if months < 1:
        raise ValueError(f"months {months} must be at least 1")
    history = history_of(view, country)
    if isinstance(history, Gap):
        return history
    if history.rows.height < WINDOW:
        return too_short(history)
    baseline = _baseline_draws(history, months, DRAWS, seed)
    world, unit = _world(view, history.origin), history.recorded_as
    if unit not in world.units or not enough_past(world, months):
        return Ahead(history, BASELINE, baseline, baseline, no_forecaster(history, world))
    learned = learned_by(view, world)
    draws = draws_by_type(world, unit, months, seed=seed, learned=learned)
    return Ahead(history, FORECASTER, draws, baseline, None)


@lru_cache(maxsize=4)
def _world(view: View, origin: date) -> CountryMonthPanel:
    """The panel up to a month; kept for a mission's other hosts and their neighbours."""
    return country_month_panel(view).until(origin)


def place_of(view: View, ahead: Ahead) -> Place:
    """What the country's figures are made of."""
    history = ahead.history
    year = history.rows.tail(WINDOW)
    first, last = year["month"][0], year["month"][-1]
    alone = ahead.lacking is not None
    method = _baseline_method(history)
    span = f"{history.recorded_as}, {first:%Y-%m} to {last:%Y-%m}"
    return Place(
        key=f"violence.{history.country.lower()}",
        name=recorded_name(history),
        origin=history.origin,
        last_12=int(year.select(pl.sum_horizontal(VIOLENCE_TYPES)).sum().item()),
        draws=ahead.draws,
        baseline=ahead.baseline,
        method=method if alone else _method(history),
        baseline_method=method,
        record=(Evidence.of(TABLE, span, year),),
        learnt=() if alone else _learnt(view, history),
    )


def recorded_name(history: History) -> str:
    """Name what the record covers, such as ``Morocco (with Western Sahara)``."""
    if history.recorded_as == history.country:
        return name_of(history.country)
    return f"{name_of(history.recorded_as)} (with {name_of(history.country)})"


def forecast(
    view: View, country: str, *, months: int = WINDOW, seed: int = 0, with_record: bool = True
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
    ahead = ahead_of(view, country, months=months, seed=seed)
    if isinstance(ahead, Gap):
        return _none(view, country, ahead)
    history, place = ahead.history, place_of(view, ahead)
    record = track_record(view, history.recorded_as, history.origin) if with_record else no_record()
    baseline = _expected(BASELINE, place.baseline_method, history, ahead.baseline)
    issued = (
        baseline if ahead.lacking else _expected(FORECASTER, place.method, history, ahead.draws)
    )
    return CountryForecast(
        country=country,
        recorded_as=history.recorded_as,
        as_of=view.as_of,
        origin=history.origin,
        history=history.rows.tail(2 * WINDOW),
        issued=issued,
        baseline=baseline,
        record=record,
        figures=(*_figures(place, months), *record_figures(record, place.key, place.name)),
        gaps=(
            *gaps_of(history, record if with_record else None),
            *((ahead.lacking,) if ahead.lacking else ()),
        ),
    )


def _figures(place: Place, months: int) -> list[Figure]:
    horizons = [horizon for horizon in (WINDOW // 2, WINDOW) if horizon <= months]
    beside = place.baseline is not place.draws
    figures = [last_year(place), *(deaths_ahead(place, horizon) for horizon in horizons)]
    if beside:
        figures += [deaths_ahead(place, horizon, baseline=True) for horizon in horizons]
    if WINDOW in horizons:
        figures += [
            chance_of_more(place),
            *odds_of(place).values(),
            *(
                chance_at_least(place, threshold, target=kind)
                for kind in VIOLENCE_TYPES
                for threshold in (25, 100)
            ),
        ]
    return figures


def types_ahead(
    view: View, country: str, *, months: int = WINDOW, seed: int = 0
) -> Mapping[str, Floats] | None:
    """The forecast's draws by type alone, each of shape (months, draws); ``None`` without any."""
    ahead = ahead_of(view, country, months=months, seed=seed)
    if isinstance(ahead, Gap):
        return None
    return dict(zip(VIOLENCE_TYPES, ahead.draws, strict=True))


def _learnt(view: View, history: History) -> tuple[Evidence, ...]:
    """The rows of every country that the forecaster learns from."""
    rows = view.table(TABLE).filter(pl.col("month") <= history.origin)
    first = rows.select(pl.col("month").dt.strftime("%Y-%m").min()).item()
    span = f"every country, {first} to {history.origin:%Y-%m}"
    return (Evidence(TABLE, span, rows.height),)


def baseline_of(
    view: View, country: str, *, months: int = WINDOW, draws: int = DRAWS, seed: int = 0
) -> Expected | None:
    """What conflictology expects; ``None`` where there is no record to build on.

    The types of one draw and month come from one past month.

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
    values = _baseline_draws(history, months, draws, seed)
    return _expected(BASELINE, _baseline_method(history, draws), history, values)


def _baseline_draws(history: History, months: int, draws: int, seed: int) -> Floats:
    rng = stream(seed, "violence", "baseline", history.country)
    return paths(history.deaths[-WINDOW:], severity_places(WINDOW, months, draws, rng))


def _expected(model: str, method: str, history: History, draws: Floats) -> Expected:
    months = months_after(history.origin, draws.shape[1])
    by_target = {**dict(zip(VIOLENCE_TYPES, draws, strict=True)), ALL_TYPES: draws.sum(axis=0)}
    table = pl.concat(
        tables.long_table(history.origin, target, history.country, months, by_target[target])
        for target in TARGETS
    )
    return expected(model, method, table, history)


def neighbours_of(view: View, country: str) -> tuple[str, ...]:
    """Countries with a land border, in the order of their codes; none where not on record."""
    if not view.has("neighbours"):
        return ()
    pairs = view.table("neighbours").filter(pl.col("country") == country)
    return tuple(pairs["neighbour"].unique().sort())


def around(view: View, hosts: Sequence[str], *, seed: int = 0) -> tuple[CountryForecast, ...]:
    """Forecasts, without their record, of all neighbours of some countries, each once."""
    near = {country for host in hosts for country in neighbours_of(view, host)} - set(hosts)
    return tuple(forecast(view, country, seed=seed, with_record=False) for country in sorted(near))


def _vintage(history: History) -> str:
    vintage = " + ".join(history.rows.tail(WINDOW)["vintage"].unique().sort())
    return f"Figures as in the release {vintage}, which holds later revisions."


def _method(history: History) -> str:
    return (
        f"A pool of models that learn every October from every country's months: "
        f"boosted trees over classes of severity and over change, regressions of logarithms, and "
        f"the country's own history, weighed by how each had done by then; {DRAWS:,} draws, in "
        f"whole deaths. A draw moves slowly between calm and bad months. The three types are drawn "
        f"together, and the total is their sum in every draw. It knows no news "
        f"and no effect of a decision. {_vintage(history)}"
    )


def _baseline_method(history: History, draws: int = DRAWS) -> str:
    first, last = month_after(history.origin, 1 - WINDOW), history.origin
    return (
        f"Conflictology: each month ahead repeats one of the country's own twelve months "
        f"{first:%B %Y} to {last:%B %Y}, {draws:,} draws; a draw moves slowly between calm and "
        f"bad months, so that totals spread as widely as they did in the past. It knows no trend, "
        f"no news and no effect of a decision. {_vintage(history)}"
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
