"""Linear algebra gives the same bytes however many threads the machine would use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from typing import TypeVar

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from peaceops.domain.threads import one_thread
from peaceops.edition import open_edition
from peaceops.mission.features import panel
from peaceops.mission.strength_forecast import fit, with_targets
from peaceops.options.estimation.ppml import estimate

MANY = 2
T = TypeVar("T")


def threads() -> set[int]:
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


def test_strength_ahead_is_the_same_on_one_thread_and_on_more() -> None:
    known = panel(open_edition(None).as_of(date(2023, 6, 16)))
    rows = with_targets(known, (1, 6, 12), closing=False)
    alone, shared = _on_one_and_many(lambda: fit(rows, (1, 6, 12)))
    assert alone is not None and shared is not None
    assert alone.betas.tobytes() == shared.betas.tobytes()
    assert alone.errors.tobytes() == shared.errors.tobytes()


def test_a_regression_of_counts_is_the_same_on_one_thread_and_on_more() -> None:
    rng = np.random.default_rng(1)
    columns = np.column_stack([np.ones(5_000), rng.normal(size=(5_000, 100))])
    counts = rng.poisson(np.exp(0.1 * columns[:, 1])).astype(float)
    groups = rng.integers(0, 50, 5_000)
    alone, shared = _on_one_and_many(
        lambda: estimate(counts, columns, groups, which=1, name="counts")
    )
    assert alone == shared


def test_the_limit_holds_while_any_thread_is_inside_and_ends_with_the_last() -> None:
    with threadpool_limits(MANY, user_api="blas"):
        before, first_in, first_out = threads(), Barrier(2), Barrier(2)

        def first() -> None:
            with one_thread():
                first_in.wait(10)
            first_out.wait(10)

        other = Thread(target=first)
        other.start()
        with one_thread():
            first_in.wait(10)
            first_out.wait(10)
            assert threads() == {1}
        other.join()
        assert threads() == before


def _on_one_and_many(make: Callable[[], T]) -> list[T]:
    found = []
    for number in (1, MANY):
        with threadpool_limits(number, user_api="blas"):
            if threads() != {number}:
                pytest.skip(f"linear algebra does not run on {number} threads here")
            found.append(make())
    return found


IMPORTS = """
import os
import duckdb, lightgbm, numpy, polars, pyarrow
before = len(os.listdir("/proc/self/task"))
import peaceops.brief, peaceops.cli, peaceops.council, peaceops.edition.build, peaceops.options
import peaceops.brief.write, peaceops.reading, peaceops.violence
from peaceops.sources import all_readers
all_readers()
print(len(os.listdir("/proc/self/task")) - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux to count threads")
def test_importing_starts_no_threads() -> None:
    """A process that was forked after Polars had run would wait for Polars' threads for ever."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"
