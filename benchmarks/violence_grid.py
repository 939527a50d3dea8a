"""Cost of forecasting and scoring cells at the size of Africa, on generated events.

Run: ``python benchmarks/violence_grid.py [CELLS]``. Makes a panel of 13,110 cells (the cells of the
VIEWS challenge) in 50 countries over 33 years, in which violence spreads, lasts and dies down;
forecasts twelve months with 1,000 draws by every model; scores them; scores as many draws of which
none is zero; prints seconds and peak memory. Ends with status 1 if the peak is above 4 GB. Needs no
data and no network.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from peaceops.domain.prio_grid import COLUMNS
from peaceops.violence.grid import GRID_MODELS, GridWorld, SparseDraws
from peaceops.violence.grid.draws import joined
from peaceops.violence.grid.rings import ring, summed
from peaceops.violence.grid.scores import scored

AFRICA = 13_110
COUNTRIES = 50
MONTHS = 396
LEADS = tuple(range(3, 15))
LIMIT = 4.0  # GB


def measured(name: str, work: Callable[[], object]) -> object:
    before, processor = time.perf_counter(), time.process_time()
    result = work()
    seconds, busy = time.perf_counter() - before, time.process_time() - processor
    print(f"{name:48} {seconds:8.1f} s {busy:8.1f} cpu s {peak():6.2f} GB peak", flush=True)
    return result


def peak() -> float:
    """Largest memory held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def made_world(number: int, rng: np.random.Generator) -> GridWorld:
    """Generated deaths: a month's chance rises with the past of the cell and of those around."""
    wide = round(number**0.5)
    rows, columns = np.divmod(np.arange(number), wide)
    cells = (150 + rows) * COLUMNS + 330 + columns + 1
    around = ring(cells, 1, 1)
    deaths = np.zeros((3, number, MONTHS), dtype=np.int32)
    heat = np.zeros(number, dtype=np.float32)
    base = 0.0012 * rng.lognormal(0, 1.5, number)
    for month in range(MONTHS):
        chance = np.minimum(base + 0.35 * heat + 0.02 * summed(heat, around), 0.9)
        happened = rng.random(number) < chance
        severity = np.minimum(np.ceil(rng.pareto(0.9, number)), 3000)
        kind = rng.choice(3, number, p=[0.6, 0.15, 0.25])
        deaths[kind, np.arange(number), month] = happened * severity
        heat = 0.8 * heat + 0.25 * happened
    bands = (rows * COUNTRIES // (rows.max() + 1)).astype(np.int64)
    return GridWorld(
        cells=cells,
        country=bands,
        codes=tuple(f"C{one:02}" for one in range(COUNTRIES)),
        first=date(1990, 1, 1),
        deaths=deaths,
        elsewhere=np.zeros((3, COUNTRIES, MONTHS), dtype=np.int32),
        spans=np.tile([0, MONTHS - 1], (COUNTRIES, 1)),
        facts=rng.random((number, 3)).astype(np.float32),
    )


def all_above_zero(number: int, rng: np.random.Generator) -> SparseDraws:
    """Draws of which none is zero, as no forecast of cells is: the most that can be held."""
    parts = []
    for at in range(0, number, 1024):
        shape = (min(1024, number - at), len(LEADS), 1000)
        values = np.sort(rng.integers(1, 500, shape, dtype=np.int32), axis=-1)
        numbers = np.broadcast_to(np.arange(1000, dtype=np.int32), shape).reshape(-1)
        starts = np.arange(shape[0] * shape[1] + 1) * 1000
        counts = np.full(shape[0], 1000)
        parts.append(SparseDraws(counts, len(LEADS), starts, values.reshape(-1), numbers))
    return joined(parts)


def main(number: int) -> int:
    rng = np.random.default_rng(1)
    world = made_world(number, rng)
    known = world.until(date(2021, 10, 1))
    first = known.months - 1
    outcomes = world.of("state_based")[:, first + np.array(LEADS)]
    share = (world.of("all_types") > 0).mean()
    print(f"{number:,} cells, {MONTHS} months, deaths in {share:.2%} of cell-months")
    every = np.arange(number)
    for name, model in GRID_MODELS.items():
        draws = measured(
            f"{name}: {number:,} x {len(LEADS)} forecast",
            lambda model=model: model(known, "state_based", LEADS, cells=every, seed=0),
        )
        found = measured(
            f"{name}: scored, eight scores", lambda draws=draws: scored(draws, outcomes)
        )
        means = ", ".join(f"{score} {found[score].mean():.4f}" for score in ("crps", "ign", "mis"))
        dense = draws.draws_per_case.sum() * 4 / 1e9
        print(f"    {draws.nbytes / 1e9:.3f} GB held ({dense:.2f} GB if dense); {means}")
    worst = measured("no draw zero: made", lambda: all_above_zero(number, rng))
    measured("no draw zero: scored, eight scores", lambda: scored(worst, outcomes))
    print(f"    {worst.nbytes / 1e9:.3f} GB held")
    print(f"peak memory {peak():.2f} GB; the limit is {LIMIT:.0f} GB")
    return 0 if peak() <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else AFRICA))
