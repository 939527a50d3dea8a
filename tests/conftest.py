"""Fixtures and settings shared by all tests."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before polars is imported: tests run one a core, and further threads only wait on each other.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

# Tests keep editions and briefs for each other; to look for cycles among them all the while takes a
# tenth of their time.
gc.set_threshold(100_000, 20, 20)

PACK = Path(__file__).resolve().parents[2] / "shared" / "data"
PACK_2026 = PACK.with_name("data_2026")

# Speed is measured in benchmarks; a test must not fail because the machine is busy.
settings.register_profile("peaceops", deadline=None)
settings.load_profile("peaceops")


def pytest_collection_finish() -> None:
    """Leave what stands until the end out of what is looked through for cycles."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let libraries see at the end that nothing of theirs was left behind."""
    gc.unfreeze()


@pytest.fixture(autouse=True, scope="session")
def _draws_kept_beside_the_tests(pytestconfig: pytest.Config) -> None:
    """Keep issued draws in pytest's own cache: never in the user's, and over several runs."""
    kept = getattr(pytestconfig, "cache", None)
    folder = kept.mkdir("peaceops") if kept else "off"
    os.environ["PEACEOPS_CACHE"] = str(folder)
    os.environ["PEACEOPS_SETTINGS"] = "off"  # the developer's settings change no answer of a test


@pytest.fixture(scope="session")
def pack() -> Path:
    """The public data pack beside the checkout; the test is skipped where it is absent."""
    if not PACK.is_dir():
        pytest.skip(f"the public data pack is not at {PACK}")
    return PACK


@pytest.fixture(scope="session")
def pack_2026() -> Path:
    """The second pack, of what was published up to early 2026; the test is skipped without it."""
    if not PACK_2026.is_dir():
        pytest.skip(f"the second data pack is not at {PACK_2026}")
    return PACK_2026
