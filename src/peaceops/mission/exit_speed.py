"""How exits differ from one another, chosen by a rule, and what that rule does unseen.

The constants of ``exits.Pace`` are those of a small grid with the lowest CRPS over the replays of
all exits, each replayed with the exits before it. Since the same replays are reported, the choice
is made anew for each exit without it; ``left_out`` reports that.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.mission.exits import EXITS, Pace, replay

DRAWS = 200  # enough to tell the points of the grid apart
GRID = tuple(
    Pace(*values)
    for values in product(
        (0.2, 0.35, 0.5), (0.2, 0.35, 0.5), (0.2, 0.3, 0.4, 0.5), (0.5, 0.8), (2.0, 4.0, 6.0)
    )
)


def replayed(past_paths: Mapping[str, Floats]) -> list[str]:
    """Missions whose exit can be replayed: reports after the decision, and an earlier exit."""
    first = min(past.decided for past in EXITS)
    return [
        past.mission
        for past in EXITS
        if past.mission in past_paths and len(past_paths[past.mission]) > 1 and past.decided > first
    ]


def scores(past_paths: Mapping[str, Floats]) -> pl.DataFrame:
    """Mean CRPS of every exit under every pace: ``pace`` (place in ``GRID``), ``mission, crps``."""
    rows = [
        (at, mission, _mean_crps(replay(past_paths, mission, draws=DRAWS, pace=pace)))
        for at, pace in enumerate(GRID)
        for mission in replayed(past_paths)
    ]
    schema = {"pace": pl.Int64, "mission": pl.String, "crps": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _mean_crps(frame: pl.DataFrame) -> float:
    return float(np.mean(frame["crps"].to_numpy()))


def best(scored: pl.DataFrame, *, without: str | None = None) -> Pace:
    """The pace with the lowest mean over exits, each exit counting once."""
    others = scored if without is None else scored.filter(pl.col("mission") != without)
    means = others.group_by("pace").agg(pl.col("crps").mean()).sort("crps", "pace")
    chosen: int = means["pace"][0]
    return GRID[chosen]


def left_out(
    past_paths: Mapping[str, Floats], *, seed: int = 0, scored: pl.DataFrame | None = None
) -> dict[str, pl.DataFrame]:
    """Replays of every exit with the pace chosen without it, by mission."""
    scored = scores(past_paths) if scored is None else scored
    return {
        mission: replay(past_paths, mission, seed=seed, pace=best(scored, without=mission))
        for mission in replayed(past_paths)
    }


def inside(replays: Mapping[str, pl.DataFrame]) -> tuple[int, int]:
    """Months within the 90 per cent band, and all months."""
    months = [frame["inside"] for frame in replays.values()]
    return int(np.sum([month.sum() for month in months])), sum(month.len() for month in months)
