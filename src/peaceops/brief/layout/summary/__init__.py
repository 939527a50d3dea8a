"""The two pages that stand alone: what a delegate carries into the room."""

from peaceops.brief.layout.summary import (
    changes,
    documents,
    expected_action,
    limits,
    options,
    positions,
    questions,
)
from peaceops.brief.layout.summary.news import headline

__all__ = [
    "changes",
    "documents",
    "expected_action",
    "headline",
    "limits",
    "options",
    "positions",
    "questions",
]
