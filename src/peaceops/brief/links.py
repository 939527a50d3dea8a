"""Addresses of the documents that a text names: each symbol of the United Nations has one.

The Organization serves a document under its symbol, in any of its languages, at one address:
``https://docs.un.org/en/`` and the symbol. A record in the digital library has a running number
that no symbol tells, so that resolutions lead to their text as other documents do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LANGUAGE = "en"
_SERVER = "https://docs.un.org"
_PART = r"(?:/(?:Add|Rev|Corr)\.\d{1,3})*"
# A resolution of the Council has no address without its year.
_SYMBOL = re.compile(
    r"(?<![\w/.-])(?:"
    r"S/RES/\d{1,4}[ \u00a0]?\(\d{4}\)"
    r"|S/PV\.\d{1,5}"
    r"|S/PRST/\d{4}/\d{1,3}"
    rf"|S/\d{{4}}/\d{{1,4}}{_PART}"
    rf"|S/\d{{2,5}}{_PART}"
    r"|A/RES/\d{1,4}[ \u00a0]?\([A-Z]{1,5}(?:-[A-Z]{1,5})?\)"
    r"|A/RES/(?:ES-)?\d{1,3}/\d{1,3}"
    rf"|A/(?:C\.\d/|HRC/|ES-)?\d{{1,3}}/\d{{1,4}}{_PART}"
    r")(?![\w/]|[.-]\w)"
)


class Span(NamedTuple):
    """A piece of a text; ``address`` is that of the document it names, or ``None``."""

    text: str
    address: str | None


def document_address(symbol: str) -> str | None:
    """The public address of a document of the United Nations.

    Args:
        symbol: Its symbol and nothing else; blanks within it are passed over.

    Returns:
        The address of its text in English; ``None`` for what is no symbol of the Council's or the
        Assembly's, and for a resolution of the Council without its year.

    >>> document_address("S/RES/2640 (2022)")
    'https://docs.un.org/en/S/RES/2640(2022)'
    >>> document_address("S/PV.9350"), document_address("SC/15339")
    ('https://docs.un.org/en/S/PV.9350', None)
    """
    if not _SYMBOL.fullmatch(symbol.strip()):
        return None
    return f"{_SERVER}/{LANGUAGE}/{''.join(symbol.split())}"


def spans(text: str) -> tuple[Span, ...]:
    """A text cut into the symbols in it and what stands between them; joined, they are the text.

    >>> [span.text for span in spans("The report S/2023/36 was read.")]
    ['The report ', 'S/2023/36', ' was read.']
    """
    return tuple(span for span in _spans(text) if span.text)


def symbols_in(text: str) -> tuple[str, ...]:
    """The symbols that a text names, each once, in the order of the text.

    >>> symbols_in("S/RES/2640 (2022), as S/2023/36 says of S/RES/2640 (2022)")
    ('S/RES/2640 (2022)', 'S/2023/36')
    """
    return tuple(dict.fromkeys(match[0] for match in _SYMBOL.finditer(text)))


def _spans(text: str) -> Iterator[Span]:
    end = 0
    for match in _SYMBOL.finditer(text):
        yield Span(text[end : match.start()], None)
        yield Span(match[0], document_address(match[0]))
        end = match.end()
    yield Span(text[end:], None)
