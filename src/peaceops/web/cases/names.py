"""Names of cases and of their parts: small letters, digits and hyphens, and each its own."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from peaceops.web.cases.shelf import Shelf

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
"""What a case may be called: nothing that could lead out of the folder."""
_LONGEST_SLUG, _LONGEST_STEM = 60, 70


def slug(words: str) -> str:
    """Words as a name; empty where they hold no letter or digit that it could.

    >>> slug("Côte d'Ivoire: the host's position")
    'cote-d-ivoire-the-host-s-position'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(name) > _LONGEST_SLUG:
        name = name[:_LONGEST_SLUG].rpartition("-")[0] or name[:_LONGEST_SLUG]
    return name


def not_taken(name: str, taken: Container[str]) -> str:
    """A name, with a number behind it where it is taken.

    >>> not_taken("mali-leaves", {"mali-leaves", "mali-leaves-2"})
    'mali-leaves-3'
    """
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def free_name(shelf: Shelf, name: str) -> str:
    """A name for a case like another, or as a mission and a day make it, that no case has.

    Args:
        shelf: The cases.
        name: What it would be called if nothing stood in the way.
    """
    stem = name if NAME.fullmatch(name) else slug(name) or "case"
    return not_taken(stem[:_LONGEST_STEM].rstrip("-"), shelf.names())
