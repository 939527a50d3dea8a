"""The brief as Markdown: the text and the tables; charts are told in words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from peaceops.brief import page as pages
from peaceops.brief.maps import DISCLAIMER


def to_markdown(page: pages.Page) -> str:
    """Write a page as Markdown (CommonMark with pipe tables)."""
    text = _template().render(page=page, marks=page.marks, disclaimer=DISCLAIMER)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _template() -> Template:
    environment = Environment(autoescape=False, undefined=StrictUndefined)
    environment.globals.update(
        kind_of=lambda block: type(block).__name__, flat=pages.flat, md=escaped, link=_link
    )
    source = files("peaceops.brief") / "templates" / "brief.md.j2"
    return environment.from_string(source.read_text("utf-8"))


def escaped(text: str) -> str:
    """Escape what Markdown or HTML would read as markup; code between backticks stays code."""
    parts = text.replace("\n", " ").split("`")
    if len(parts) % 2 == 0:
        parts = [text.replace("\n", " ").replace("`", "\\`")]
    return "".join(
        f"`{part.replace('|', chr(92) + '|')}`" if place % 2 else _plain(part)
        for place, part in enumerate(parts)
    )


def _plain(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([*_\[\]|#])", r"\\\1", text)
    return re.sub(r"^(\s*)([-+])(?=\s)", r"\1\\\2", text)


def _link(address: str) -> str:
    return re.sub(r"[<>\s]", "", address) if address.startswith(("https://", "http://")) else ""
