"""Cost of the full six-window protocol and of one country's forecast.

Run: ``python benchmarks/violence.py [EDITION]``. Prints seconds, processor seconds, core-hours and
peak memory. Needs no network.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from peaceops.edition import open_edition
from peaceops.edition.view import View
from peaceops.evaluate import scores
from peaceops.violence.country_months import country_month_panel
from peaceops.violence.models import MODELS
from peaceops.violence.protocol import backtest, challenge_windows


def measured(name: str, work: Callable[[], object]) -> None:
    before, processor = time.perf_counter(), time.process_time()
    work()
    seconds, busy = time.perf_counter() - before, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{name:44} {seconds:8.1f} s {busy:8.1f} cpu s {busy / 3600:7.4f} core-h {peak:6.2f} GB")


def main(folder: str | None) -> None:
    view = View(open_edition(Path(folder) if folder else None), date.max)
    named = ("conflictology", "last", "zero", "boot_240", "forecaster")
    measured(
        "six windows, baselines and forecaster",
        lambda: backtest(view, named, challenge_windows(2018, 2023)),
    )
    world = country_month_panel(view)
    measured(
        "forecaster fitted once, every country",
        lambda: MODELS["forecaster"](world, "state_based", range(1, 13), seed=0),
    )
    draws = np.random.default_rng(0).poisson(20, (191, 12, 1000)).astype(float)
    for score in (scores.crps, scores.fair_crps, scores.ignorance, scores.interval_score):
        measured(
            f"{score.__name__} of 191 x 12 x 1,000 draws",
            lambda score=score: score(draws, draws[..., 0]),
        )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
