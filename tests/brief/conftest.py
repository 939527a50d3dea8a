"""Briefs and pages to test renderers with."""

from __future__ import annotations

import pytest

from brief.fixture import HOSTILE, minusma, near_empty
from peaceops.brief.document import Brief, Statement
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Page


@pytest.fixture(scope="session")
def full() -> Brief:
    """A brief with every part filled."""
    return minusma()


@pytest.fixture(scope="session")
def empty() -> Brief:
    """A brief with only what is required, and gaps."""
    return near_empty()


@pytest.fixture(scope="session")
def full_page(full: Brief) -> Page:
    """The full brief laid out."""
    return lay_out(full)


@pytest.fixture(scope="session")
def empty_page(empty: Brief) -> Page:
    """The near-empty brief laid out."""
    return lay_out(empty)


@pytest.fixture(scope="session")
def hostile(full: Brief) -> Brief:
    """The full brief with texts that try to be markup."""
    statement = full.statements[0]
    site = full.mission_strength.sites[0].model_copy(update={"location": HOSTILE})
    strength = full.mission_strength.model_copy(
        update={"sites": (site, *full.mission_strength.sites[1:])}
    )
    return full.model_copy(
        update={
            "mission_name": HOSTILE,
            "question": HOSTILE,
            "mission_strength": strength,
            "statements": (
                Statement.model_validate(
                    statement.model_dump()
                    | {"text": HOSTILE, "quotation": HOSTILE, "speaker": HOSTILE, "source": HOSTILE}
                ),
                *full.statements[1:],
            ),
            "publications": (
                full.publications[0].model_copy(
                    update={"title": HOSTILE, "url": "javascript:alert(1)"}
                ),
            ),
            "names": full.names | {"MLI": HOSTILE},
        }
    )
