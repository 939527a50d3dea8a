"""Fixtures and settings shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

PACK = Path(__file__).resolve().parents[2] / "shared" / "data"

# Speed is measured in benchmarks; a test must not fail because the machine is busy.
settings.register_profile("peaceops", deadline=None)
settings.load_profile("peaceops")


@pytest.fixture(scope="session")
def pack() -> Path:
    """The public data pack beside the checkout; the test is skipped where it is absent."""
    if not PACK.is_dir():
        pytest.skip(f"the public data pack is not at {PACK}")
    return PACK
