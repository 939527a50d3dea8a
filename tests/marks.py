"""Which cases of a test every quick run tries, and which wait for the slow ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def quick_first(cases: Iterable[Any], quick: int) -> list[Any]:
    """The cases as parameters, all but the first few marked slow: each takes seconds."""
    return [case if place < quick else _slow(case) for place, case in enumerate(cases)]


def some_quick(cases: Iterable[Any], every: int) -> list[Any]:
    """The cases as parameters, all but every so many marked slow: they are many and alike."""
    return [case if place % every == 0 else _slow(case) for place, case in enumerate(cases)]


def _slow(case: Any) -> Any:
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow)
