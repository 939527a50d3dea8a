"""Pages: each asks one function of the library and shows the answer."""

from collections.abc import Iterable
from importlib import import_module

from fastapi import APIRouter

FIRST = ("about", "now", "maps")
"""Pages that a desk begins with: to import the others takes as long as to answer the first."""
# A mission stands at the top, as /UNMISS: every other address goes first.
LATER = ("api", "council", "record", "data", "read", "cases", "what_if", "mission")


def routers(names: Iterable[str]) -> list[APIRouter]:
    """The routers of some pages, in their order.

    Args:
        names: Any of ``FIRST`` and ``LATER``.
    """
    return [import_module(f"{__name__}.{name}").router for name in names]
