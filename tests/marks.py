"""Which cases of a test are quick enough for every run, and which wait for the slow ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def quick_first(cases: Iterable[Any], quick: int) -> list[Any]:
    """The cases as parameters, all but the first few marked slow: each takes seconds."""
    return [
        case
        if place < quick
        else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow)
        for place, case in enumerate(cases)
    ]
