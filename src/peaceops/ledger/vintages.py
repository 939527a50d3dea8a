"""Releases of the figures on deaths: which is newer, and which are still provisional."""

from __future__ import annotations

import re

from peaceops.edition import KnownRows

TABLE = "violence_country_months"
_RELEASE = re.compile(r"\b(\d+)\.(\d+)\b")


def newest_vintage(view: KnownRows) -> str | None:
    """The newest numbered release among the country-months of a view; ``None`` without any."""
    if not view.has(TABLE):
        return None
    names = view.table(TABLE)["vintage"].drop_nulls().unique().to_list()
    numbered = [name for name in names if release_of(name)]
    return max(numbered, key=release_of, default=None)


def release_of(vintage: str | None) -> tuple[int, ...]:
    """Number of a release; none where it has no number.

    >>> release_of("UCDP GED 26.1") > release_of("UCDP GED 25.1"), release_of("provisional")
    (True, ())
    """
    match = _RELEASE.search(vintage or "")
    return (int(match[1]), int(match[2])) if match else ()


def is_provisional(vintage: str) -> bool:
    """Whether figures of a vintage are still to be revised by their publisher.

    >>> is_provisional("UCDP candidate events, provisional"), is_provisional("UCDP GED 26.1")
    (True, False)
    """
    return "provisional" in vintage or "candidate" in vintage.casefold()
