"""Briefs of the starter edition that several tests look at, each composed once in a process."""

from __future__ import annotations

from datetime import date
from functools import cache

from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.case import load_case
from peaceops.edition import Edition, open_edition

REFERENCE = ("MINUSMA", date(2023, 6, 16), "minusma-2023-06")


@cache
def starter() -> Edition:
    """The starter edition, opened once."""
    return open_edition()


@cache
def brief(mission: str, day: date, case: str | None = None) -> Brief:
    """A brief of the starter edition.

    Args:
        mission: Acronym.
        day: Date it is as of.
        case: Name of a shipped case.
    """
    return compose(starter(), mission, day, case=load_case(case) if case else None)


def reference() -> Brief:
    """The brief that README shows."""
    return brief(*REFERENCE)
