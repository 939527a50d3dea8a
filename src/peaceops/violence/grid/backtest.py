"""Run models of cells on past windows and score them, as countries are scored.

Scores are means over all cells and months of a country, of which nearly all are without deaths; and
over the cells with deaths in them or around them in the two years before the origin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.arrays import Ints
from peaceops.domain.months import month_after
from peaceops.domain.violence_types import TARGETS
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.violence.grid.models import BENCHMARK, GRID_MODELS
from peaceops.violence.grid.panel import EVENTS, PLACED, GridWorld, grid_world
from peaceops.violence.grid.rings import ring, summed
from peaceops.violence.grid.scores import SCORES, scored
from peaceops.violence.protocol.windows import Window

SCOPES = ("all", "stirred")
"""All cells; cells with deaths within one cell in the two years before the origin."""
RECENT = 24
COMPARED = ("crps", "crps_fair", "ign", "mis", "brier")
TOGETHER = "together"
"""Name under which all countries count as one."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class GridBacktest:
    """Scores of models of cells.

    Attributes:
        target: One of ``domain.violence_types.TARGETS``.
        edition: Name of the edition.
        windows: Means by scope, country, window and model; ``cases``, how many cell-months, and
            ``violent``, how many of them had deaths; deaths that occurred and were expected.
        means: Means of the windows' means by scope, country and model, and the ratio of each score
            to that of the cell's and its ring's conflictology where that was run.
        notes: What a reader must know about the figures.
    """

    target: str
    edition: str
    windows: pl.DataFrame
    means: pl.DataFrame
    notes: tuple[str, ...]


def grid_backtest(
    view: View,
    models: Sequence[str],
    windows: Sequence[Window],
    countries: Sequence[str],
    *,
    target: str = "state_based",
    precision: int = PLACED,
    seed: int = 0,
    progress: Progress = lambda *_: None,
) -> GridBacktest:
    """Forecast every window with every model from what stood before it, and score.

    A model is given the events up to a window's origin and no others, of every country on record,
    in the figures of today's releases. Events placed worse than ``precision`` (UCDP's, 1 to 7)
    count in no cell, neither before the origin nor after it.

    Raises:
        MissingTableError: The events of a country do not cover a window and the months before it.
        ValueError: There is no such model or target.
    """
    unknown = [name for name in models if name not in GRID_MODELS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not a model; models are {', '.join(GRID_MODELS)}")
    if target not in TARGETS:
        raise ValueError(f"{target!r} is not a target; targets are {', '.join(TARGETS)}")
    world = grid_world(view, precision=precision)
    cells = world.cells_of(countries)
    rows = []
    for number, window in enumerate(windows):
        outcomes = _outcomes(world, target, window, cells, countries)
        past = world.until(window.origin)
        stirred = _stirred(past, target)[cells]
        for place, name in enumerate(models):
            done = number * len(models) + place
            progress(f"{window.name} {name}", done, len(windows) * len(models))
            draws = GRID_MODELS[name](past, target, window.leads, cells=cells, seed=seed)
            measures = scored(draws, outcomes) | {"expected": draws.expected()}
            marks = {"all": np.ones(len(cells), dtype=np.bool_), "stirred": stirred}
            rows += _rows(
                window, name, measures, outcomes, marks, world.country[cells], world.codes
            )
    by_window = pl.DataFrame(rows).sort("scope", maintain_order=True)
    return GridBacktest(
        target, view.edition_name, by_window, _means(by_window), _notes(world, cells, target)
    )


def _outcomes(
    world: GridWorld, target: str, window: Window, cells: Ints, countries: Sequence[str]
) -> NDArray[np.int32]:
    """Deaths of the window's months, shape (cells, leads)."""
    origin = world.index(window.origin)
    for code in countries:
        begun, ended = world.spans[world.codes.index(code)].tolist()
        if origin < begun or origin + max(window.leads) > ended:
            start, end = month_after(world.first, begun), month_after(world.first, ended)
            raise MissingTableError(
                f"window {window.name} needs {window.origin:%Y-%m} to {window.months[-1]:%Y-%m}; "
                f"events in {code} are on record from {start:%Y-%m} to {end:%Y-%m}",
                where=EVENTS,
                remedy="choose windows or countries the edition holds, or add events and build it",
            )
    return world.of(target)[cells][:, origin + np.array(window.leads)]


def _stirred(past: GridWorld, target: str) -> NDArray[np.bool_]:
    recent = past.of(target)[:, -RECENT:].sum(axis=1).astype(np.float32)
    result: NDArray[np.bool_] = summed(recent, ring(past.cells, 0, 1)) > 0
    return result


def _rows(
    window: Window,
    model: str,
    measures: dict[str, NDArray[np.float64]],
    outcomes: NDArray[np.int32],
    marks: dict[str, NDArray[np.bool_]],
    country: Ints,
    codes: Sequence[str],
) -> list[dict[str, object]]:
    """Means of one model and window, by scope and country and over all."""
    rows: list[dict[str, object]] = []
    named = {codes[index]: country == index for index in np.unique(country)}
    for scope, mark in marks.items():
        for name, area in {**named, TOGETHER: np.ones(len(country), dtype=np.bool_)}.items():
            chosen = np.flatnonzero(area & mark)
            if not len(chosen):
                continue
            deaths = outcomes[chosen]
            rows.append(
                {
                    "scope": scope,
                    "country": name,
                    "window": window.name,
                    "model": model,
                    "cases": int(deaths.size),
                    "violent": int((deaths > 0).sum()),
                    "deaths": int(deaths.sum()),
                    "expected": float(measures["expected"][chosen].sum()),
                    **{score: float(measures[score][chosen].mean()) for score in SCORES},
                }
            )
    return rows


def _means(by_window: pl.DataFrame) -> pl.DataFrame:
    keys = ("scope", "country", "model")
    means = by_window.group_by(*keys, maintain_order=True).agg(
        pl.col("cases", "violent", "deaths", "expected").sum(),
        pl.col(SCORES).mean(),
        windows=pl.len(),
    )
    rival = means.filter(pl.col("model") == BENCHMARK).select(
        "scope", "country", *(pl.col(score).alias(f"{score}_rival") for score in COMPARED)
    )
    return (
        means.join(rival, on=["scope", "country"], how="left", maintain_order="left")
        .with_columns(
            (pl.col(score) / pl.col(f"{score}_rival")).alias(f"{score}_ratio") for score in COMPARED
        )
        .drop(f"{score}_rival" for score in COMPARED)
        .sort("scope", "country", maintain_order=True)
    )


def _notes(world: GridWorld, cells: Ints, target: str) -> tuple[str, ...]:
    place = np.unique(world.country[cells])
    inside = np.zeros(len(world.codes))
    np.add.at(inside, world.country, world.of(target).sum(axis=1))
    outside = world.of_countries(target).sum(axis=1) - inside
    shares = ", ".join(
        f"{world.codes[index]} {outside[index] / max(outside[index] + inside[index], 1):.1%}"
        for index in place
    )
    return (
        "Earlier figures stand as in today's releases: later revisions are in them.",
        "Deaths on record that are in no cell scored, known to the country only or in the cells of "
        f"countries without a record: {shares}.",
    )
