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

from peaceops.mission.drivers import Matrix
from peaceops.mission.exits import EXITS, Pace, replay

DRAWS = 200  # enough to tell the points of the grid apart
GRID = tuple(
    Pace(*values)
    for values in product(
        (0.2, 0.35, 0.5), (0.2, 0.35, 0.5), (0.2, 0.3, 0.4, 0.5), (0.5, 0.8), (2.0, 4.0, 6.0)
    )
)


def replayed(known: Mapping[str, Matrix]) -> list[str]:
    """Missions whose exit can be replayed: reports after the decision, and an earlier exit."""
    first = min(one.decided for one in EXITS)
    return [
        one.mission
        for one in EXITS
        if one.mission in known and len(known[one.mission]) > 1 and one.decided > first
    ]


def scores(known: Mapping[str, Matrix]) -> pl.DataFrame:
    """Mean CRPS of every exit under every pace: ``pace`` (place in ``GRID``), ``mission, crps``."""
    rows = [
        (at, mission, float(replay(known, mission, draws=DRAWS, pace=pace)["crps"].mean()))  # type: ignore[arg-type]
        for at, pace in enumerate(GRID)
        for mission in replayed(known)
    ]
    return pl.DataFrame(
        rows, schema={"pace": pl.Int64, "mission": pl.String, "crps": pl.Float64}, orient="row"
    )


def best(scored: pl.DataFrame, *, without: str | None = None) -> Pace:
    """The pace with the lowest mean over exits, each exit counting once."""
    kept = scored if without is None else scored.filter(pl.col("mission") != without)
    means = kept.group_by("pace").agg(pl.col("crps").mean()).sort("crps", "pace")
    chosen: int = means["pace"][0]
    return GRID[chosen]


def left_out(
    known: Mapping[str, Matrix], *, seed: int = 0, scored: pl.DataFrame | None = None
) -> dict[str, pl.DataFrame]:
    """Replays of every exit with the pace chosen without it, by mission."""
    scored = scores(known) if scored is None else scored
    return {
        one: replay(known, one, seed=seed, pace=best(scored, without=one))
        for one in replayed(known)
    }


def inside(replays: Mapping[str, pl.DataFrame]) -> tuple[int, int]:
    """Months within the 90 per cent band, and all months."""
    held = [frame["inside"] for frame in replays.values()]
    return int(np.sum([one.sum() for one in held])), sum(one.len() for one in held)
