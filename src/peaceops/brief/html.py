"""The brief as one HTML file: styles and drawings inside, no request to anywhere, no script.

Its parts can also be drawn one by one, for a page that puts them in a frame of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from peaceops.brief import page as pages
from peaceops.brief.chart_files import data_of, name_of, picture_of
from peaceops.brief.drawing import Drawing
from peaceops.brief.ink import css_variables, themed
from peaceops.brief.language import DISCLAIMER, fixed_words
from peaceops.brief.links import spans

TEMPLATES = files("peaceops.brief") / "templates"
ChartAddress = Callable[[pages.Chart, str], str]


@dataclass(frozen=True)
class Links:
    """Where the links of a drawn page lead: by default to another part of it.

    Attributes:
        entry: Address of what a reference mark leads to, by its key, as ``figure-council.vetoes``.
        place: Address of a section, heading, table or chart, by its identifier.
        file: Address of a file of a chart, by its ending, ``csv``, ``svg`` or ``png``, and of the
            chart in Vega-Lite, ``json`` (``narrow.json`` for its form on narrow screens); by
            default data and picture stand in the page itself.
        elsewhere: Identifiers of charts that another part of the page shows: here stands a link.
    """

    entry: Callable[[str], str] = "#{}".format
    place: Callable[[str], str] = "#{}".format
    file: ChartAddress | None = None
    elsewhere: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether all that is linked to stands on the same page."""
        return self.file is None


WITHIN = Links()
"""Links of a page that holds all it refers to."""


def to_html(page: pages.Page) -> str:
    """Draw a page as a self-contained HTML document."""
    return Fragments(page).document()


class Fragments:
    """A page drawn part by part.

    Args:
        page: The page.
        links: Where its links lead.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> from peaceops.brief import compose, lay_out
    >>> page = lay_out(compose(open_edition(), "UNMOGIP", date(2023, 6, 16)))
    >>> "<td" in Fragments(page).blocks(page.summary[1].blocks)
    True
    """

    def __init__(self, page: pages.Page, links: Links = WITHIN) -> None:
        self.page, self.links = page, links

    def document(self) -> str:
        """The whole page as a document of its own."""
        template = _environment().get_template("brief.html.j2")
        return template.render(css=Markup(styles()), **self._context)

    def blocks(self, blocks: Iterable[pages.Block]) -> Markup:
        """Some of its blocks, one after the other."""
        return Markup("").join(Markup(self._macros.block(block)) for block in blocks)

    def text(self, text: pages.Text) -> Markup:
        """A text with its reference marks, or with what is code in it set as code."""
        return _code(text.text) if text.code else Markup(self._macros.run(text))

    def uses(self, key: str) -> list[tuple[str, str]]:
        """Where something is cited: identifier and title of each place, in page order."""
        uses: dict[str, list[tuple[str, str]]] = self._context["uses"]
        return uses.get(key, [])

    def words(self, words: str) -> str:
        """Words that stand on every page, in the language of this one."""
        return fixed_words(self.page.language)[words]

    @cached_property
    def _macros(self) -> Any:
        return _environment().get_template("blocks.html.j2").make_module(self._context)

    @cached_property
    def _context(self) -> dict[str, Any]:
        page = self.page
        return {
            "page": page,
            "marks": page.marks,
            "uses": _uses(page),
            "links": self.links,
            "t": self.words,
            "disclaimer": self.words(DISCLAIMER),
            "cite_label": lambda key: cite_label(key, page),
        }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("peaceops.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
    )
    environment.globals.update(
        kind_of=lambda block: type(block).__name__,
        drawing=_drawing,
        files=_files,
        code=_code,
        linked=linked,
        safe_link=lambda link: link.startswith(("https://", "http://")),
    )
    return environment


@cache
def styles() -> str:
    """The style sheet of a page that stands alone, with the inks of both themes."""
    css = _sheet("page.css").replace("/* light inks */", css_variables(0))
    return _slim(css.replace("/* dark inks */", css_variables(1)) + _sheet("blocks.css"))


@cache
def styles_within(selector: str) -> str:
    """The style sheet of the blocks alone, for what lies in an element of another page.

    Args:
        selector: What the element is selected by, as ``.brief``.
    """
    return _slim(f"{selector} {{\n{_sheet('blocks.css')}\n}}\n")


def _sheet(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _slim(css: str) -> str:
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()


def _uses(page: pages.Page) -> dict[str, list[tuple[str, str]]]:
    places = pages.uses(page)
    return {entry.id: places.get(entry.id, []) for entry in pages.entries_of(page)}


def cite_label(key: str, page: pages.Page) -> str:
    """What a reference mark leads to, in words for who cannot see it."""
    kinds = {"figure": "How this is known", "gap": "Gap"}
    words = kinds.get(key.partition("-")[0], "Statement")
    return f"{fixed_words(page.language)[words]}, {page.marks[key]}"


def _drawing(chart: pages.Chart, links: Links) -> Markup:
    """Frame a drawing as an inline image with its title and description.

    Where there is one for narrow screens, both are there, and the style sheet shows one.
    """
    if chart.narrow is None:
        return _framed(chart, chart.drawing, chart.id, "", _live(chart, links, "json"))
    wide = _framed(chart, chart.drawing, chart.id, "on-wide", _live(chart, links, "json"))
    narrow = _live(chart, links, "narrow.json")
    return wide + _framed(chart, chart.narrow, f"{chart.id}-narrow", "on-narrow", narrow)


def _live(chart: pages.Chart, links: Links, ending: str) -> str:
    """Where a script finds the chart to draw it anew; empty where there is no such chart."""
    drawing = chart.narrow if ending.startswith("narrow") else chart.drawing
    there = links.file is not None and drawing is not None and drawing.spec is not None
    return links.file(chart, ending) if there and links.file is not None else ""


def _framed(chart: pages.Chart, drawing: Drawing, name: str, kind: str, live: str) -> Markup:
    name = escape(name)
    return Markup(
        f'<svg viewBox="0 0 {drawing.width} {drawing.height}" role="img" '
        + (f'class="{kind}" ' if kind else "")
        + (f'data-live="{escape(live)}" ' if live else "")
        + f'width="{drawing.width * (1.3 if chart.wide else 1.12):.0f}" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{themed(drawing.body)}</svg>'
    )


def _files(chart: pages.Chart, t: Callable[[str], str], links: Links) -> Markup:
    """Links that save the data and the picture of a chart."""
    name = name_of(chart)
    listed: list[tuple[str, str, str]] = []
    if links.file is None:
        # Within an address each double quote of an SVG would take six characters; no text
        # holds one.
        picture = picture_of(chart).replace('"', "'")
        for words, ending, kind, content in (
            ("data (CSV)", "csv", "text/csv", data_of(chart)),
            ("picture (SVG)", "svg", "image/svg+xml", picture),
        ):
            if content:
                address = f"data:{kind};charset=utf-8,{_in_address(content)}"
                listed.append((words, ending, address))
    else:
        for words, ending in (
            ("data (CSV)", "csv"),
            ("picture (SVG)", "svg"),
            ("picture (PNG)", "png"),
        ):
            if ending != "csv" or chart.drawing.series:
                listed.append((words, ending, escape(links.file(chart, ending))))
    colon = t(":")
    return Markup(", ").join(
        Markup(
            f'<a download="{escape(f"{name}.{ending}")}" href="{address}" '
            f'aria-label="{escape(f"{chart.title}{colon} {t(words)}")}">{escape(t(words))}</a>'
        )
        for words, ending, address in listed
    )


def _in_address(content: str) -> str:
    """What may stand in an address within a page, at the least length."""
    for sign, code in (("%", "%25"), ("#", "%23"), ("\r", "%0D"), ("\n", "%0A"), ("\t", "%09")):
        content = content.replace(sign, code)
    return escape(content)


def linked(text: str) -> Markup:
    """Escape a text; each document that it names by its symbol is a link to it."""
    return Markup("").join(
        Markup('<a class="document" href="{address}" rel="external noreferrer">{text}</a>').format(
            text=span.text, address=span.address
        )
        if span.address
        else span.text
        for span in spans(text)
    )


def _code(text: str) -> Markup:
    """Escape a text and set what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))
