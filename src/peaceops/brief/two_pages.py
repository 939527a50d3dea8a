"""The two pages of a brief without its annex."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from peaceops.brief.drawing import Drawing
from peaceops.brief.page import Page


def alone(page: Page) -> Page:
    """The two pages without the annex: texts cite nothing, for nothing follows to lead to.

    Returns:
        A page whose sections are those of the summary; every text and number stands as it was.
    """
    parts = ("summary", "headline", "data", "facts", "banner", "colophon")
    uncited = {name: _uncited(getattr(page, name)) for name in parts}
    return replace(page, sections=(), marks={}, **uncited)


def _uncited(value: Any) -> Any:
    """A part of a page with no reference mark in it."""
    if isinstance(value, tuple):
        return tuple(_uncited(item) for item in value)
    if not is_dataclass(value) or isinstance(value, type | Drawing):
        return value
    parts = {
        item.name: () if item.name == "cites" else _uncited(getattr(value, item.name))
        for item in fields(value)
    }
    return replace(value, **parts)
