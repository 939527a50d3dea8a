"""The language that a brief is told in: English as it is made, or French by the catalogue.

The language is a value of ``lay_out``. While a page is laid out it is also what its drawings are
written in; nothing else knows of it, and no state outlives the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from peaceops.domain.messages import as_it_is

LANGUAGES = ("en", "fr")
ENGLISH = "en"
Teller = Callable[[str], str]
"""Tells a text in a language."""
AS_IT_IS = frozenset(
    ("id", "cites", "style", "csv", "numbers", "marks", "link", "tone", "kind", "behind",
     "quotation", "drawing", "sources", "date", "language", "untranslated")
)  # fmt: skip
"""Fields of a page that hold no words of ours."""
DISCLAIMER = "The boundaries and names shown do not imply endorsement or acceptance by anyone."
"""What every map and every page says of boundaries."""
FOR_WORD = (
    "Each line leads to its section, and each figure of a table to how it is known. For page "
    "numbers, right-click the list and update the field."
)
FIXED = (
    "Options brief", "Options brief on", "options brief", "As known on", "as known on", "as of",
    "Contents", "Annex",
    "left in the mandate", "The clock", "At a glance", "Not known here", "How to get it",
    "Used in", "Figures", "the figures", "yes", "abstain", "no", "Skip to the brief",
    "What the data lack", "Key figures", "More in the whole brief.", "More in the annex.",
    "Source", "Table", "Figure", "Data", "page", "Tables in full", "Save or cite",
    "Save the", "Cite as", "picture above", "In pictures", "How this is known", "Gap", "Statement",
    "data (CSV)", "picture (SVG)", "picture (PNG)", ":", ";", "“", "”", DISCLAIMER, FOR_WORD,
)  # fmt: skip
"""Words that templates bring with them."""

SHOWN = frozenset(("title", "subtitle", "values", "domain", "sort", "text"))
"""Keys of a chart under which texts are read; in an encoding of text stands a field."""
DATE = re.compile(r"\d{4}-\d{2}|#[0-9a-fA-F]{3,8}$")

T = TypeVar("T")
_teller: ContextVar[Teller | None] = ContextVar("teller", default=None)


def teller_of(language: str, names: Mapping[str, str] | None = None) -> Teller:
    """What tells texts in a language.

    Args:
        language: One of ``LANGUAGES``.
        names: Names in that language by their English form.

    Raises:
        ValueError: No such language.

    >>> teller_of("en")("Sources")
    'Sources'
    """
    if language == ENGLISH:
        return str
    if language not in LANGUAGES:
        raise ValueError(f"languages are {', '.join(LANGUAGES)}; not {language!r}")
    from peaceops.brief.french import French

    return French(names)


@contextmanager
def speaking(teller: Teller) -> Iterator[None]:
    """Write drawings that are made within in a language."""
    token = _teller.set(None if teller is str else teller)
    try:
        yield
    finally:
        _teller.reset(token)


def current() -> Teller | None:
    """What tells the drawing that is being made; ``None`` for English."""
    return _teller.get()


def localised(text: str) -> str:
    """Write a text of a drawing in the language of its page; what was written so stands."""
    teller = _teller.get()
    return text if teller is None else as_it_is(teller(text))


def localised_chart(chart: Any, *, words: bool = False) -> Any:
    """Write the words of a chart in Vega-Lite in the language of its page.

    Args:
        chart: The chart, or a part of one.
        words: Whether a text in it is shown, and not the name of a field.

    Returns:
        The same chart with its titles, rows and orders in that language; dates stay.
    """
    if current() is None:
        return chart
    if isinstance(chart, str):
        return str(localised(chart)) if words and not DATE.match(chart) else chart
    if isinstance(chart, Mapping):
        # Rows are shown whole; of anything else only what stands under such a key.
        return {
            key: localised_chart(
                part, words=words or (key in SHOWN and not isinstance(part, Mapping))
            )
            for key, part in chart.items()
        }
    if isinstance(chart, list | tuple):
        return [localised_chart(part, words=words) for part in chart]
    return chart


def retold(part: T, teller: Teller) -> T:
    """Write a page, or a part of one, in a language.

    Args:
        part: A page, a block, a text, or a tuple of such.
        teller: Tells its texts.

    Returns:
        The same part with its words in that language; identifiers, quotations and addresses stay.
    """
    result: Any = part
    if isinstance(part, str):
        result = teller(part)
    elif isinstance(part, tuple):
        result = tuple(retold(item, teller) for item in part)
    elif is_dataclass(part) and not isinstance(part, type):
        words = {
            field.name: retold(getattr(part, field.name), teller)
            for field in fields(part)
            if field.name not in AS_IT_IS
        }
        result = replace(part, **words)
    return result  # type: ignore[no-any-return]


@cache
def fixed_words(language: str) -> Mapping[str, str]:
    """Words that templates bring with them, by their English form.

    >>> fixed_words("en")["Contents"]
    'Contents'
    """
    teller = teller_of(language)
    return {words: teller(words) for words in FIXED}
