"""Explain a forecast: past episodes most like this one, what moved it, where it is most unsure.

What moved it is asked of the model, not of the country: an input is made to say nothing, the model
is fitted again, and the forecast is read again. That tells what the figure rests on. It tells
nothing of what causes violence. The steps need not add up: inputs say partly the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message
from peaceops.domain.violence_types import ALL_TYPES, TARGETS, VIOLENCE_TYPES
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.violence.conflictology import WINDOW
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.draws_cache import draws_by_type
from peaceops.violence.figures import total
from peaceops.violence.forecast import baseline_draws, world_until
from peaceops.violence.gaps import known_words
from peaceops.violence.learned import Learned, enough_past, learned_by
from peaceops.violence.models import most_alike
from peaceops.violence.models.features import Features, features_of
from peaceops.violence.panel import TABLE, History, history_of

FIGURES = ("median", "low_90", "high_90")
FEW = 5
"""Past episodes that a brief shows."""


@dataclass(frozen=True)
class Explanation:
    """What a country's forecast of deaths over twelve months rests on.

    Attributes:
        country: ISO 3 code.
        recorded_as: The country whose record it rests on.
        target: One of ``domain.violence_types.TARGETS``.
        origin: First day of the last month known.
        known_words: The days and months that the forecast does not know, in a sentence.
        last_12: Deaths of the last twelve months known.
        episodes: Past episodes most like this one: unit, month, likeness (1 is the same),
            deaths_before, deaths_after (sums over twelve months).
        moved: From the baseline to the forecast: input, what it was made to say, median, low_90
            and high_90 of the twelve-month total then, and ``moved``, the forecast's median less
            that. The first row is the baseline, the last the forecast.
        unsure: By type: median, low_90, high_90 of the total, ``span`` (upper end over lower, one
            death added to both), and the month ahead with the widest interval. Widest first.
        notes: How to read it.
    """

    country: str
    recorded_as: str
    target: str
    origin: date
    known_words: str
    last_12: float
    episodes: pl.DataFrame
    moved: pl.DataFrame
    unsure: pl.DataFrame
    notes: tuple[str, ...]


@dataclass(frozen=True)
class LookAlikes:
    """Past years most like a country's last one, and what followed each.

    Attributes:
        country: ISO 3 code.
        recorded_as: The country whose record it rests on.
        origin: First day of the last month known.
        episodes: The columns of ``Explanation.episodes``, the most alike first.
        worse: How many were followed by a year of more deaths.
    """

    country: str
    recorded_as: str
    origin: date
    episodes: pl.DataFrame
    worse: Figure


def look_alikes(
    view: View, countries: Sequence[str], *, number: int = FEW
) -> tuple[LookAlikes, ...]:
    """Find the past years of any country most like the last one of some, and what followed.

    A check on the forecast and no part of it. All types of violence count together.

    Args:
        view: What was known on the date.
        countries: ISO 3 codes.
        number: Episodes wanted of each.

    Returns:
        In the order given; a country without violence in its last year, or with too short a record,
        has none.

    >>> from peaceops.edition import open_edition
    >>> (mali,) = look_alikes(open_edition().as_of(date(2023, 6, 16)), ["MLI"])
    >>> mali.episodes.height, mali.worse.value <= 5
    (5, True)
    """
    answers = []
    # Kept meanwhile: countries whose record ends in the same month share a panel and its features.
    features: list[Features] = []
    for country in countries:
        history = history_of(view, country)
        if isinstance(history, Gap):
            continue
        world = _world_of(view, history)
        unit = history.recorded_as
        if world is None or not np.nansum(world.of(ALL_TYPES)[world.units.index(unit), -WINDOW:]):
            continue
        features.append(features_of(world, ALL_TYPES))
        episodes = most_alike(world, ALL_TYPES, unit, number=number)
        answers.append(
            LookAlikes(country, unit, history.origin, episodes, _worse(country, unit, episodes))
        )
    return tuple(answers)


def _worse(country: str, unit: str, episodes: pl.DataFrame) -> Figure:
    count = episodes.height
    return Figure(
        key=f"violence.{country.lower()}.look_alikes",
        label=message(
            "Past years most like the last one in {country} that were followed by a year "
            "of more deaths, of {count}",
            country=name_in_a_sentence(country),
            count=count,
        ),
        value=episodes.filter(pl.col("deaths_after") > pl.col("deaths_before")).height,
        unit="years",
        method="Country-months of any country are compared with the last month known by the level, "
        "course and spread of deaths over one to sixty months, the time since deaths last passed "
        "two levels, and the neighbours' deaths; of one country, years lie twelve months apart. "
        "The forecast does not rest on them: they are a check on it.",
        evidence=(
            Evidence(
                TABLE,
                f"{name_of(unit)} to the last month known; the twelve months of each of {count} "
                "episodes and the twelve after it",
                2 * WINDOW * count,
            ),
        ),
    )


def _world_of(view: View, history: History) -> CountryMonthPanel | None:
    """The panel to the last month known of a country; ``None`` where its record is too short."""
    world = world_until(view, history.origin)
    whole = history.recorded_as in world.units and history.rows.height >= WINDOW
    return world if whole and enough_past(world, WINDOW) else None


def explain(
    view: View, country: str, *, target: str = ALL_TYPES, episodes: int = 10, seed: int = 0
) -> Explanation:
    """Explain the forecast of deaths over the twelve months after the last one known.

    Args:
        view: What was known on the date.
        country: ISO 3 code.
        target: One of ``domain.violence_types.TARGETS``.
        episodes: Past episodes wanted.
        seed: Seed of the draws, as in the forecast explained.

    Raises:
        MissingTableError: There is no forecast to explain; the error says why.
        ValueError: There is no such target.
    """
    if target not in TARGETS:
        raise ValueError(f"{target!r} is not a target; targets are {', '.join(TARGETS)}")
    history = history_of(view, country)
    if isinstance(history, Gap):
        raise MissingTableError(history.why, remedy=history.remedy)
    unit = history.recorded_as
    world = _world_of(view, history)
    if world is None:
        raise MissingTableError(
            f"the record of {name_in_a_sentence(unit)} to {history.origin:%Y-%m} is too short to "
            "learn from",
            where=TABLE,
            remedy="ask as of a later date, or add country-months that reach further back",
        )
    place = world.units.index(unit)
    question = _Question(world, place, learned_by(view, world), seed)
    year = world.of(target)[place, -WINDOW:]
    return Explanation(
        country=country,
        recorded_as=unit,
        target=target,
        origin=history.origin,
        known_words=known_words(history.origin, view.as_of),
        last_12=float(np.nansum(year)),
        episodes=most_alike(world, target, unit, number=episodes),
        moved=_moved(question, target, _baseline(history, target, seed)),
        unsure=_unsure(question),
        notes=(
            "The model is asked again with an input that says nothing, by what it has learned; "
            "differences need not add up, and none is a cause.",
            "What followed in other places and times is no forecast for this one.",
        ),
    )


@dataclass(frozen=True)
class _Question:
    """A question to the forecaster, which keeps what it has learned when the world is changed."""

    world: CountryMonthPanel
    place: int
    learned: Learned
    seed: int

    def draws(self, kinds: Sequence[str]) -> Floats:
        """The draws that a brief shows, shape (kinds, months, draws)."""
        unit = self.world.units[self.place]
        return draws_by_type(
            self.world, unit, WINDOW, kinds=kinds, seed=self.seed, learned=self.learned
        )

    def total(self, target: str) -> Floats:
        """Draws of a target's deaths over the year."""
        kinds = VIOLENCE_TYPES if target == ALL_TYPES else (target,)
        total: Floats = self.draws(kinds).sum(axis=(0, 1))
        return total


def _moved(question: _Question, target: str, baseline: tuple[float, ...]) -> pl.DataFrame:
    whole = question.total(target)
    rows = [("baseline", "the past year repeats itself", *baseline)]
    for name, (words, silenced) in SILENCED.items():
        if name == "other types" and target == ALL_TYPES:
            continue
        other = replace(question, world=silenced(question.world, target, question.place))
        rows.append((name, words, *_figures(other.total(target))))
    rows.append(("forecast", "everything known", *_figures(whole)))
    table = pl.DataFrame(rows, schema=["input", "instead", *FIGURES], orient="row")
    return table.with_columns(moved=pl.lit(float(np.median(whole))) - pl.col("median"))


def _figures(total: Floats) -> tuple[float, float, float]:
    low, middle, high = np.quantile(total, [0.05, 0.5, 0.95])
    return float(middle), float(low), float(high)


def _baseline(history: History, target: str, seed: int) -> tuple[float, float, float]:
    """The baseline's total, as a brief of the same seed shows it."""
    return _figures(total(baseline_draws(history, WINDOW, seed), WINDOW, target))


def _no_older_years(world: CountryMonthPanel, _target: str, place: int) -> CountryMonthPanel:
    deaths = world.deaths.copy()
    months = deaths.shape[2]
    year = deaths[:, place, -WINDOW:]
    repeated = np.tile(year, months // WINDOW + 1)[:, -months:]
    has_figure = ~np.isnan(deaths[:, place])
    deaths[:, place] = np.where(has_figure, repeated, np.nan)
    return replace(world, deaths=deaths)


def _no_course(world: CountryMonthPanel, _target: str, place: int) -> CountryMonthPanel:
    deaths = world.deaths.copy()
    year = deaths[:, place, -WINDOW:]
    # Whole deaths, spread as evenly as they go, so that the year's sum stays.
    steps = np.arange(WINDOW + 1) * np.nansum(year, axis=1, keepdims=True) / WINDOW
    deaths[:, place, -WINDOW:] = np.diff(np.round(steps), axis=1)
    return replace(world, deaths=deaths)


def _no_neighbours(world: CountryMonthPanel, _target: str, place: int) -> CountryMonthPanel:
    borders = world.borders.copy()
    borders[place] = False
    return replace(world, borders=borders)


def _no_other_types(world: CountryMonthPanel, target: str, place: int) -> CountryMonthPanel:
    deaths = world.deaths.copy()
    for kind, name in enumerate(VIOLENCE_TYPES):
        if name != target:
            deaths[kind, place] = np.where(np.isnan(deaths[kind, place]), np.nan, 0.0)
    return replace(world, deaths=deaths)


SILENCED: Mapping[str, tuple[str, Callable[[CountryMonthPanel, str, int], CountryMonthPanel]]] = {
    "course of the last year": ("its deaths fall evenly on its twelve months", _no_course),
    "own earlier years": ("every earlier year was like the last", _no_older_years),
    "neighbours": ("nothing is known of them", _no_neighbours),
    "other types": ("there was none of the other types", _no_other_types),
}
"""Inputs, what each is made to say instead, and the world in which it says so."""


def _unsure(question: _Question) -> pl.DataFrame:
    rows = []
    by_type = question.draws(VIOLENCE_TYPES)
    by_target = {**dict(zip(VIOLENCE_TYPES, by_type, strict=True)), ALL_TYPES: by_type.sum(axis=0)}
    for target in TARGETS:
        draws = by_target[target]
        middle, low, high = _figures(draws.sum(axis=0))
        ends = np.quantile(draws, [0.05, 0.95], axis=1)
        widest = 1 + int((ends[1] - ends[0]).argmax())
        rows.append((target, middle, low, high, (high + 1) / (low + 1), widest))
    names = ["target", *FIGURES, "span", "widest_month"]
    return pl.DataFrame(rows, schema=names, orient="row").sort("span", descending=True)
