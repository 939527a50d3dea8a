"""The brief as Markdown: the text and the tables; charts are pictures beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from peaceops.brief import page as pages
from peaceops.brief.chart_files import file_of
from peaceops.brief.language import DISCLAIMER, fixed_words
from peaceops.brief.links import spans
from peaceops.brief.two_pages import alone
from peaceops.characters import cleaned


def to_markdown(page: pages.Page) -> str:
    """Write a page as Markdown (CommonMark with pipe tables).

    The two pages bear no reference marks, so that they can be pasted into a letter; the annex does.
    """
    plain = alone(page)
    page = replace(page, summary=plain.summary, headline=plain.headline, data=plain.data)
    words = fixed_words(page.language)
    text = _template().render(
        page=page, marks=page.marks, t=words.__getitem__, disclaimer=words[DISCLAIMER]
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _template() -> Template:
    environment = Environment(autoescape=False, undefined=StrictUndefined)
    environment.globals.update(
        kind_of=lambda block: type(block).__name__,
        flat=pages.flat,
        file_of=file_of,
        md=escaped,
        linked=linked,
        code=coded,
        link=_link,
    )
    source = files("peaceops.brief") / "templates" / "brief.md.j2"
    return environment.from_string(source.read_text("utf-8"))


def escaped(text: str) -> str:
    r"""Escape what Markdown, or HTML in it, would read as markup.

    >>> print(escaped("a_b `c` $d$"))
    a\_b \`c\` \$d\$
    """
    text = cleaned(" ".join(re.split(r"[\r\n]+", text)))
    text = re.sub(r"([\\`*_\[\]|#~$])", r"\\\1", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"^(\s*)(?:([-+=]+)(?=\s|$)|(\d{1,9})(?=[.)](?:\s|$)))", _marker, text)


def linked(text: str) -> str:
    """Escape a text; each document that it names by its symbol is a link to it.

    >>> print(linked("By S/2023/36."))
    By [S/2023/36](<https://docs.un.org/en/S/2023/36>).
    """
    pieces = [
        f"[{escaped(span.text)}](<{span.address}>)" if span.address else escaped(span.text)
        for span in spans(text)
    ]
    return "".join(pieces)


def coded(text: str) -> str:
    """Escape a text of ours and leave what stands between backquotes as code."""
    parts = text.replace("\n", " ").split("`")
    if len(parts) % 2 == 0:
        return escaped(text)
    return "".join(
        f"`{part.replace('|', chr(92) + '|')}`" if place % 2 else escaped(part)
        for place, part in enumerate(parts)
    )


def _marker(match: re.Match[str]) -> str:
    """What would open a list or underline a heading, escaped: ``-``, ``+``, ``=`` and ``1.``."""
    blanks, sign, number = match.groups()
    return f"{blanks}{number}\\" if number else f"{blanks}\\{sign}"


def _link(address: str) -> str:
    return re.sub(r"[<>\s]", "", address) if address.startswith(("https://", "http://")) else ""
