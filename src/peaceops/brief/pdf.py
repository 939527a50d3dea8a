"""The brief as PDF, set by typst from the same page and drawings; same page, same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any

from peaceops.brief import page as pages
from peaceops.brief.drawing import Drawing, bare
from peaceops.brief.drawn_once import drawn_once
from peaceops.brief.glyphs import FONT, by_number, lacking, settable
from peaceops.brief.language import DISCLAIMER, fixed_words
from peaceops.brief.links import document_address, symbols_in
from peaceops.brief.typesetter import set_apart

PAGES = "pages"
"""Where set pages are kept in the user's cache."""
MOST_PAGES = 24
"""Briefs whose pages are kept, some two megabytes each."""


def to_pdf(page: pages.Page) -> bytes:
    """Set a page as PDF.

    Only the fonts that come with typst are used, and the document bears the as-of date, so that
    the bytes are the same on any machine. Texts reach typst as data and are never read as markup.
    A character that those fonts lack stands by its number, as ``[U+8FEA]``; the colophon says so.
    What was set is kept in the user's cache, unless it holds an analyst's case.
    """
    template = (files("peaceops.brief") / "templates" / "brief.typ.j2").read_text("utf-8")
    absent = lacking(page)
    if absent is not None:
        page = replace(page, colophon=(*page.colophon, pages.Text(str(absent))))
    signs = frozenset(absent.characters) if absent else frozenset[str]()
    content = _as_data(page, signs)
    words = dict(fixed_words(page.language))
    data = {"page": content, "words": words, "disclaimer": words[DISCLAIMER], **_links(content)}
    midnight = datetime.combine(page.date, time(), UTC)
    order = {
        "template": template,
        "data": json.dumps(data, ensure_ascii=False),
        "timestamp": int(midnight.timestamp()),
    }
    if page.with_case:
        return set_apart(order)
    return drawn_once(order, lambda: set_apart(order), by="typst", of=PAGES, most=MOST_PAGES)


def _as_data(value: Any, absent: frozenset[str]) -> Any:
    """Turn a page into plain data: dictionaries with their kind, lists, text and numbers."""
    if isinstance(value, str):
        return by_number(settable(value), absent)
    if isinstance(value, Drawing):
        svg = by_number(settable(bare(value, FONT)), absent)
        return {"svg": svg, "width": value.width, "height": value.height}
    if isinstance(value, dict):
        return {key: _as_data(item, absent) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_data(item, absent) for item in value]
    if is_dataclass(value):
        block = {"block": type(value).__name__}
        return block | {
            field.name: _as_data(getattr(value, field.name), absent)
            for field in fields(value)
            if field.name != "numbers"
        }
    return [value.year, value.month, value.day] if hasattr(value, "isoformat") else value


def _links(content: Any) -> dict[str, Any]:
    """The documents that a page names: a pattern that finds their symbols, and their addresses."""
    addresses = {
        symbol: document_address(symbol) for text in _texts(content) for symbol in symbols_in(text)
    }
    # The longest first: one symbol may begin another, as S/2023/36 begins S/2023/361.
    listed = sorted(addresses, key=lambda symbol: (-len(symbol), symbol))
    return {"addresses": addresses, "symbols": "|".join(re.escape(name) for name in listed)}


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, part in content.items():
            if key != "svg":
                yield from _texts(part)
    elif isinstance(content, list):
        for part in content:
            yield from _texts(part)
