"""Comparisons that several tests read, made once a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from peaceops.case import load_case
from peaceops.edition import open_edition
from peaceops.options import Comparison, StatusQuo, compare, status_quo

DRAWS = 200

Compared = Callable[..., Comparison]
Based = Callable[..., StatusQuo]


@cache
def _base(mission: str, day: str, case: str | None) -> StatusQuo:
    view = open_edition().as_of(date.fromisoformat(day))
    return status_quo(view, mission, case=load_case(case) if case else None, draws=DRAWS)


@cache
def _comparison(mission: str, day: str, case: str | None) -> Comparison:
    return compare(_base(mission, day, case), with_timelines=True)


@pytest.fixture(scope="session")
def based() -> Based:
    """The status quo of a mission on a day, with or without a shipped case."""
    return lambda mission, day, case=None: _base(mission, day, case)


@pytest.fixture(scope="session")
def compared() -> Compared:
    """The comparison of a mission on a day, with or without a shipped case."""
    return lambda mission, day, case=None: _comparison(mission, day, case)
