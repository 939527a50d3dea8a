"""Run models on windows and score them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.domain.violence_types import TARGETS
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.evaluate import scores
from peaceops.violence.country_months import (
    CHALLENGE_TABLE,
    CountryMonthPanel,
    country_month_panel,
    had_peak,
)
from peaceops.violence.draws_cache import draws_of_model
from peaceops.violence.learned import enough_past, learned_by
from peaceops.violence.models import BASELINES, FORECASTER, MODELS
from peaceops.violence.panel import TABLE
from peaceops.violence.protocol.windows import Window

SCOPES = (
    "all", "hosts", "without_ethiopia_and_ukraine", "without_peaks", "violence_in_two_years",
)  # fmt: skip
TABULATED = "ucdp-tabulated"
PROVISIONAL_TABLE = "violence_provisional_months"
CARRY_THE_MEAN = ("ETH", "UKR")
"""Two wars that carry most of the mean over 2018-2023, whatever the model."""
LEVELS = (0.5, 0.8, 0.9)
RECENT = 24

Progress = Callable[[str, int, int], None]
Keep = Callable[[Window, str, Sequence[str], Floats], None]
"""Takes a window, a model, units and their draws (units, leads, draws)."""


@dataclass(frozen=True)
class Backtest:
    """Scores of models by window.

    Attributes:
        target: One of ``domain.violence_types.TARGETS``.
        edition: Name of the edition.
        cases: One row a window, model, unit and month: outcome and every score.
        windows: Means by window, model and scope (see ``SCOPES``), and the number of cases:
            ``crps`` and ``mis`` of the draws as they are, ``crps_challenge``, ``mis_challenge`` and
            ``ign`` after they were brought to 1,000 as the organisers do, ``crps_fair`` of the
            distribution that the draws came from.
        means: Means of the windows' means by model and scope, and the ratio of each score to
            conflictology's where that was run.
        notes: What a reader must know about the figures.
    """

    target: str
    edition: str
    cases: pl.DataFrame
    windows: pl.DataFrame
    means: pl.DataFrame
    notes: tuple[str, ...]

    def best_baselines(self) -> dict[str, str]:
        """By scope, the best of the challenge's benchmarks by each score that it compares."""
        lines = {}
        for scope in SCOPES:
            rows = self.means.filter(pl.col("model").is_in(list(BASELINES)), scope=scope)
            if rows.height:
                best = (
                    (label, rows.sort(name).row(0, named=True)["model"])
                    for label, name in BEST_BY.items()
                )
                lines[scope] = ", ".join(f"{model} ({label})" for label, model in best)
        return lines


COMPARED = ("crps", "crps_challenge", "crps_fair", "ign", "mis", "mis_challenge")
"""Scores of which the ratio to conflictology's is taken. The organisers bring every entry to 1,000
draws before they score it (``crps_challenge``, ``mis_challenge`` and ``ign``); conflictology's
twelve draws become others by it, those of the models here stay as they are."""
BEST_BY = {"CRPS": "crps_challenge", "fair": "crps_fair", "IGN": "ign", "MIS": "mis_challenge"}
SCORES = (*COMPARED, *(f"coverage_{round(100 * level)}" for level in LEVELS))


def backtest(
    view: View,
    models: Sequence[str],
    windows: Sequence[Window],
    *,
    target: str = "state_based",
    seed: int = 0,
    progress: Progress = lambda *_: None,
    keep: Keep = lambda *_: None,
) -> Backtest:
    """Forecast every window with every model from what stood before it, and score.

    A model is given the months up to a window's origin and no other, in the figures of today's
    release; the forecaster is asked as a brief asks it, by what it learned in the last October.
    State-based deaths are those of the challenge's vintage in windows that it covers to
    their end, where the edition holds them, and of the edition's series in later ones. ``keep`` is
    handed every window's draws, which are not held after they are scored.

    Raises:
        MissingTableError: The edition does not hold a window's months.
        ValueError: There is no such model or target.
    """
    unknown = [name for name in models if name not in MODELS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not a model; models are {', '.join(MODELS)}")
    if target not in TARGETS:
        raise ValueError(f"{target!r} is not a target; targets are {', '.join(TARGETS)}")
    series = country_month_panel(view)
    challenge = country_month_panel(view, challenge=True)
    last = _challenge_until(view)
    parts = []
    for number, window in enumerate(windows):
        world = series if last is None or window.months[-1] > last else challenge
        past, units, outcomes = _split(world, target, window)
        marks = _scopes(view, past, target, window, units)
        marks["without_peaks"] = ~had_peak(past.of(target)[units], outcomes)
        for turn, name in enumerate(models):
            progress(
                f"{window.name} {name}", number * len(models) + turn, len(windows) * len(models)
            )
            draws = _draws(view, past, name, target, window, seed, stored=world is series)[units]
            codes = [world.units[place] for place in units]
            keep(window, name, codes, draws)
            parts.append(
                _cases(
                    window,
                    name,
                    codes=codes,
                    draws=draws,
                    outcomes=outcomes,
                    marks=marks,
                )
            )
    cases = pl.concat(parts)
    by_window = _by_window(cases)
    return Backtest(
        target=target,
        edition=view.edition_name,
        cases=cases,
        windows=by_window,
        means=_means(by_window),
        notes=(*_as_they_are(by_window), *_notes(view, target, windows)),
    )


def _draws(
    view: View,
    past: CountryMonthPanel,
    name: str,
    target: str,
    window: Window,
    seed: int,
    *,
    stored: bool,
) -> Floats:
    """Draws of all units at the window's leads; the forecaster's are those that a brief issues.

    What an edition holds of the forecaster was learned from its series; in the challenge's vintage
    it learns anew.
    """
    reach = max(window.leads)
    if name != FORECASTER or not enough_past(past, reach):
        return MODELS[name](past, target, window.leads, seed=seed)
    learned = learned_by(view, past) if stored else None
    draws = draws_of_model(past, target, past.units, reach, seed=seed, learned=learned)
    return draws[:, np.array(window.leads) - 1]


def _challenge_until(view: View) -> date | None:
    """Last month in the challenge's vintage."""
    if not view.has(CHALLENGE_TABLE):
        return None
    last: date = view.table(CHALLENGE_TABLE)["month"].max()  # type: ignore[assignment]
    return last


def _split(
    world: CountryMonthPanel, target: str, window: Window
) -> tuple[CountryMonthPanel, NDArray[np.int64], Floats]:
    """What is known at the origin, the units scored, and their outcomes (units, leads)."""
    last = world.index(window.origin) + max(window.leads)
    if world.index(window.origin) < 0 or last >= world.deaths.shape[2]:
        raise MissingTableError(
            f"window {window.name} needs {window.origin:%Y-%m} to {window.months[-1]:%Y-%m}; the "
            f"edition's country-months are {world.first:%Y-%m} to {world.origin:%Y-%m}",
            where=TABLE,
            remedy="choose windows the edition holds, or build it with later country-months",
        )
    values = world.of(target)
    columns = world.index(window.origin) + np.array(window.leads)
    outcomes = values[:, columns]
    complete = ~np.isnan(outcomes).any(axis=1) & ~np.isnan(values[:, world.index(window.origin)])
    units = np.flatnonzero(complete)
    return world.until(window.origin), units, outcomes[units]


def _scopes(
    view: View, past: CountryMonthPanel, target: str, window: Window, units: NDArray[np.int64]
) -> dict[str, NDArray[np.bool_]]:
    codes = [past.units[place] for place in units]
    hosts = _hosts(view, window.origin)
    recent = np.nansum(past.of(target)[units, -RECENT:], axis=1) > 0
    return {
        "all": np.ones(len(units), dtype=np.bool_),
        "hosts": np.array([code in hosts for code in codes]),
        "without_ethiopia_and_ukraine": np.array([code not in CARRY_THE_MEAN for code in codes]),
        "violence_in_two_years": recent,
    }


def _hosts(view: View, origin: date) -> set[str]:
    """Hosts of the missions open at the end of the origin's month."""
    if not view.has("mission_hosts"):
        return set()
    end = pl.lit(origin).dt.month_end()
    hosts = view.table("mission_hosts").filter(pl.col("known_on") <= end)
    if view.has("mission_closures"):
        closed = view.table("mission_closures").filter(pl.col("known_on") <= end)
        hosts = hosts.join(closed, on="mission", how="anti")
    return set(hosts["country"])


def _cases(
    window: Window,
    model: str,
    *,
    codes: Sequence[str],
    draws: Floats,
    outcomes: Floats,
    marks: dict[str, NDArray[np.bool_]],
) -> pl.DataFrame:
    months = len(window.leads)
    brought = scores.challenge_resample(draws)
    values = {
        "crps": scores.crps(draws, outcomes),
        "crps_fair": scores.fair_crps(draws, outcomes),
        "ign": scores.ignorance(brought, outcomes),
        "mis": scores.interval_score(draws, outcomes),
    }
    same = brought.shape == draws.shape
    for name, score in (("crps", scores.crps), ("mis", scores.interval_score)):
        values[f"{name}_challenge"] = values[name] if same else score(brought, outcomes)
    for level in LEVELS:
        inside = scores.covered(draws, outcomes, level=level)
        values[f"coverage_{round(100 * level)}"] = inside.astype(np.float64)
    return pl.DataFrame(
        {
            "window": [window.name] * outcomes.size,
            "model": [model] * outcomes.size,
            "unit": np.repeat(np.array(codes), months),
            "month": list(window.months) * len(codes),
            "outcome": outcomes.ravel(),
            **{name: array.ravel() for name, array in values.items()},
            **{f"in_{scope}": np.repeat(mark, months) for scope, mark in marks.items()},
        }
    )


def _by_window(cases: pl.DataFrame) -> pl.DataFrame:
    parts = [
        cases.filter(f"in_{scope}")
        .group_by("window", "model", maintain_order=True)
        .agg(pl.col(SCORES).mean(), cases=pl.len())
        .with_columns(scope=pl.lit(scope))
        for scope in SCOPES
    ]
    return pl.concat(parts).select("scope", "window", "model", "cases", *SCORES)


def _means(by_window: pl.DataFrame) -> pl.DataFrame:
    means = by_window.group_by("scope", "model", maintain_order=True).agg(
        pl.col(SCORES).mean(), windows=pl.len()
    )
    rival = means.filter(pl.col("model") == "conflictology").select(
        "scope", *(pl.col(name).alias(f"{name}_rival") for name in COMPARED)
    )
    ratios = means.join(rival, on="scope", how="left", maintain_order="left").with_columns(
        (pl.col(name) / pl.col(f"{name}_rival")).alias(f"{name}_ratio") for name in COMPARED
    )
    return ratios.select(
        "scope", "model", "windows", *SCORES, *(f"{name}_ratio" for name in COMPARED)
    )


def _as_they_are(by_window: pl.DataFrame) -> tuple[str, ...]:
    """What conflictology scores with its twelve draws as they are."""
    rows = by_window.filter(scope="all", model="conflictology")
    if rows.is_empty():
        return ()
    crps, mis, brought, narrower = rows.select(
        pl.col("crps", "mis", "crps_challenge", "mis_challenge").mean()
    ).row(0)
    return (
        f"Conflictology has twelve draws: as they are CRPS {crps:.2f} and MIS {mis:.1f}; brought "
        f"to 1,000 as the organisers do, {brought:.2f} and {narrower:.1f}. Its fair form is that "
        "of the twelve.",
    )


def _notes(view: View, target: str, windows: Sequence[Window]) -> tuple[str, ...]:
    notes = ["Earlier figures stand as in today's releases: later revisions are in them."]
    old = any(window.origin < date(2018, 12, 1) for window in windows)
    if target == "state_based" and old and not view.has(CHALLENGE_TABLE):
        notes.append(
            "The edition lacks the challenge's own figures for November 2016 to December 2017: "
            "windows Y2018 and Y2019 are forecast from the older vintage, and conflictology's "
            "scores there differ from the published ones."
        )
    if TABULATED in view.publications_of(TABLE):
        notes.append(
            "An event stands in the month in which it begins: a sum of killings over a year that "
            "no source dates stands in its January."
        )
    if view.has(PROVISIONAL_TABLE):
        provisional = set(view.table(PROVISIONAL_TABLE)["month"])
        months = sorted({month for window in windows for month in window.months} & provisional)
        if months:
            notes.append(
                "Provisional outcomes, from candidate events: "
                f"{', '.join(f'{month:%B %Y}' for month in months)}."
            )
    return tuple(notes)
