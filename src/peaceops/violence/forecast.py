"""What violence to expect in a country: the forecaster, and the baseline it must beat.

There is one set of draws: deaths of the three types drawn together for every month ahead. The total
is their sum; every figure, chart, option and explanation is read off them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Evidence, Gap
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import month_after
from peaceops.domain.streams import stream
from peaceops.domain.violence_types import IN_WORDS, VIOLENCE_TYPES
from peaceops.edition import View, per_view
from peaceops.violence.conflictology import WINDOW, paths, severity_places
from peaceops.violence.country_months import CountryMonthPanel, country_month_panel
from peaceops.violence.draws_cache import draws_by_type
from peaceops.violence.figures import Place
from peaceops.violence.gaps import no_forecaster, too_short
from peaceops.violence.learned import enough_past, learned_by
from peaceops.violence.models import FORECASTER
from peaceops.violence.models.coupling import DRAWS
from peaceops.violence.models.pool import level_of
from peaceops.violence.onsets import onset_unseen
from peaceops.violence.panel import TABLE, History, history_of

BASELINE = "conflictology"
USUAL = 0.05
"""Share of months above a number, against which December and January are told."""


@dataclass(frozen=True)
class Ahead:
    """Draws of a country's deaths ahead, before anything is read off them.

    Attributes:
        history: The country's months known.
        model: ``forecaster``, or ``conflictology`` where the record is too short to learn from.
        draws: Deaths by type, shape (types, months, draws); the total is the sum over types.
        baseline: The same by conflictology; the draws themselves where that is the model.
        lacking: Why there is no forecast beyond the baseline, if so.
        onset: That a war may begin which no such forecast sees, where the past gives cause for it.
    """

    history: History
    model: str
    draws: Floats
    baseline: Floats
    lacking: Gap | None
    onset: Gap | None


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
    baseline = baseline_draws(history, months, seed)
    world, unit = world_until(view, history.origin), history.recorded_as
    onset = onset_unseen(history, world)
    if unit not in world.units or not enough_past(world, months):
        return Ahead(history, BASELINE, baseline, baseline, no_forecaster(history, world), onset)
    learned = learned_by(view, world)
    draws = draws_by_type(world, unit, months, seed=seed, learned=learned)
    return Ahead(history, FORECASTER, draws, baseline, None, onset)


@per_view
def world_until(view: View, origin: date) -> CountryMonthPanel:
    """The panel up to a month; kept for a mission's other hosts and their neighbours."""
    return country_month_panel(view).until(origin)


def place_of(view: View, ahead: Ahead) -> Place:
    """What the country's figures are made of."""
    history = ahead.history
    year = history.rows.tail(WINDOW)
    first, last = year["month"][0], year["month"][-1]
    alone = ahead.lacking is not None
    method = _baseline_method(history)
    span = message(
        "{recorded_as}, {first:%Y-%m} to {last:%Y-%m}",
        recorded_as=history.recorded_as,
        first=first,
        last=last,
    )
    return Place(
        key=f"violence.{history.country.lower()}",
        name=recorded_name(history),
        origin=history.origin,
        last_12=int(year.select(pl.sum_horizontal(VIOLENCE_TYPES)).sum().item()),
        history=history.rows.tail(2 * WINDOW).with_columns(country=pl.lit(history.country)),
        draws=ahead.draws,
        baseline=ahead.baseline,
        method=method if alone else _method(history, _turn_of_year_words(view, history)),
        baseline_method=method,
        record=(Evidence.of(TABLE, span, year),),
        learnt=() if alone else (_learnt(view, history.origin),),
    )


def recorded_name(history: History) -> str:
    """Name what the record covers, such as ``Morocco (with Western Sahara)``."""
    if history.recorded_as == history.country:
        return name_in_a_sentence(history.country)
    return message(
        "{recorded_as} (with {country})",
        recorded_as=name_in_a_sentence(history.recorded_as),
        country=name_in_a_sentence(history.country),
    )


@per_view
def _learnt(view: View, origin: date) -> Evidence:
    """The rows of every country that the forecaster learns from."""
    months = view.table(TABLE).filter(pl.col("month") <= origin)["month"]
    first: date = months.min()  # type: ignore[assignment]
    span = message(
        "every country, {first} to {origin:%Y-%m}", first=f"{first:%Y-%m}", origin=origin
    )
    return Evidence(TABLE, span, len(months))


def baseline_draws(history: History, months: int, seed: int) -> Floats:
    """Draws of conflictology, shape (types, months, draws): months of the past year repeated.

    The types of one draw and month come from one past month.
    """
    rng = stream(seed, "violence", "baseline", history.country)
    return paths(history.deaths[-WINDOW:], severity_places(WINDOW, months, DRAWS, rng))


def neighbours_of(view: View, country: str) -> tuple[str, ...]:
    """Countries with a land border, in the order of their codes; none where not on record."""
    if not view.has("neighbours"):
        return ()
    pairs = view.table("neighbours").filter(pl.col("country") == country)
    return tuple(pairs["neighbour"].unique().sort())


def _vintage(history: History) -> str:
    vintage = run_together(" + ", history.rows.tail(WINDOW)["vintage"].unique().sort())
    return message(
        "Deaths are those of the release {vintage}, later revisions included.", vintage=vintage
    )


def _turn_of_year_words(view: View, history: History) -> str:
    """Say what was learned of December and January, where it is not that they are like others."""
    world = world_until(view, history.origin)
    learned, place = learned_by(view, world), world.units.index(history.recorded_as)
    parts = []
    for kind in VIOLENCE_TYPES:
        factors = learned.turn_of_year(kind).factors[:, level_of(world, kind)[place]]
        if not np.allclose(factors, 1):
            december, january = (round(100 * USUAL**factor) for factor in factors)
            parts.append(
                message(
                    "{december} and {january} % in {in_words}",
                    december=december,
                    january=january,
                    in_words=IN_WORDS[kind],
                )
            )
    if not parts:
        return ""
    return message(
        "December and January also hold deaths of a whole year that no source could "
        "date; they are drawn by their own record. In countries at this level of "
        "violence, a number of deaths that {usual:.0f} % of the months around exceed "
        "is exceeded in December and in January by {parts}. ",
        usual=100 * USUAL,
        parts=run_together(", ", parts),
    )


def _method(history: History, turn_of_year: str) -> str:
    return message(
        "What has followed in all countries after months like the last ones here. A "
        "pool of models that learn every October from every country's months: classes "
        "of severity and of change (boosted trees), regressions of logarithms, and the "
        "country's own history, weighed by how each had done by then. They give "
        "{draws:,} possible futures (draws), in whole deaths. {turn_of_year}In each, "
        "calm and bad months follow one another as they did in the past; the three "
        "types are drawn together and add up to the total. The forecast knows no news "
        "and no effect of a decision. {history}",
        draws=DRAWS,
        turn_of_year=turn_of_year,
        history=_vintage(history),
    )


def _baseline_method(history: History) -> str:
    first, last = month_after(history.origin, 1 - WINDOW), history.origin
    return message(
        "The past year repeats itself. Each month ahead repeats one of the country's "
        "own twelve months {first:%B %Y} to {last:%B %Y} (“conflictology”), in "
        "{draws:,} possible futures (draws); in each, calm and bad months follow one "
        "another as they did in the past, so that totals spread as widely. It knows no "
        "trend, no news and no effect of a decision. {history}",
        first=first,
        last=last,
        draws=DRAWS,
        history=_vintage(history),
    )
