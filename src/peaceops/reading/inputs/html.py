"""The main text of a web page, without scripts, menus and other boilerplate."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.util import find_spec

from peaceops.errors import ReadingError
from peaceops.reading.vocabulary import words_of

_TAG = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|script|meta)\b", re.IGNORECASE)
_DROPPED = words_of("""
    script, style, noscript, template, svg, head, nav, footer, form, iframe, object
""")
_BLOCKS = words_of("p, div, li, h1, h2, h3, h4, h5, h6, br, tr, article, section, blockquote, td")


def looks_like_html(text: str) -> bool:
    """Whether the beginning of a text is markup."""
    return bool(_TAG.search(text[:4000])) and "<" in text.lstrip()[:1500]


def html_text(markup: str, where: str) -> str:
    """The main text; with trafilatura where it is installed, else every block of the body."""
    text = None
    if find_spec("trafilatura") is not None:
        import trafilatura  # noqa: PLC0415 - heavy, and an extra

        try:
            text = trafilatura.extract(
                markup, include_comments=False, include_tables=True, favor_recall=True
            )
        except Exception as error:
            # The parser below it (lxml) raises errors of many kinds on broken markup.
            if isinstance(error, MemoryError):
                raise
            text = None
    if not text or len(text) < 200:
        plain = _blocks(markup, where)
        text = plain if not text or len(plain) > 3 * len(text) else text
    return text


def _blocks(markup: str, where: str) -> str:
    reader = _Blocks()
    try:
        reader.feed(markup)
        reader.close()
    except (AssertionError, RecursionError) as error:
        raise ReadingError(
            "cannot be read as HTML",
            where=where,
            remedy="save the page as plain text from your browser",
        ) from error
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


class _Blocks(HTMLParser):
    """Text of the blocks of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._inside.append(tag)
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside and self._inside.pop() != tag:
                pass
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(data.replace("\n", " "))
