"""The brief as one HTML file: styles and drawings inside, no request to anywhere, no script."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from peaceops.brief import page as pages
from peaceops.brief.chart_files import data_of, file_of, picture_of
from peaceops.brief.drawing import Drawing
from peaceops.brief.ink import css_variables, themed
from peaceops.brief.language import DISCLAIMER, fixed_words
from peaceops.brief.links import spans

TEMPLATES = files("peaceops.brief") / "templates"


def to_html(page: pages.Page) -> str:
    """Draw a page as a self-contained HTML document."""
    written: str = _template().render(
        page=page,
        marks=page.marks,
        uses=_uses(page),
        css=Markup(styles()),
        t=fixed_words(page.language).__getitem__,
        disclaimer=fixed_words(page.language)[DISCLAIMER],
        cite_label=lambda key: _cite_label(key, page),
    )
    return written


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    environment.globals.update(
        kind_of=lambda block: type(block).__name__,
        drawing=_drawing,
        files=_files,
        code=_code,
        linked=linked,
        safe_link=lambda link: link.startswith(("https://", "http://")),
    )
    return environment.from_string((TEMPLATES / "brief.html.j2").read_text("utf-8"))


@cache
def styles() -> str:
    """The style sheet of every page, with the inks of both themes."""
    css = (TEMPLATES / "brief.css").read_text("utf-8")
    css = css.replace("/* light inks */", css_variables(0)).replace(
        "/* dark inks */", css_variables(1)
    )
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()


def _uses(page: pages.Page) -> dict[str, list[tuple[str, str]]]:
    places = pages.uses(page)
    return {entry.id: places.get(entry.id, []) for entry in pages.entries_of(page)}


def _cite_label(key: str, page: pages.Page) -> str:
    kinds = {"figure": "How this is known", "gap": "Gap"}
    words = kinds.get(key.partition("-")[0], "Statement")
    return f"{fixed_words(page.language)[words]}, {page.marks[key]}"


def _drawing(chart: pages.Chart) -> Markup:
    """Frame a drawing as an inline image with its title and description.

    Where there is one for narrow screens, both are there, and the style sheet shows one.
    """
    if chart.narrow is None:
        return _framed(chart, chart.drawing, chart.id, "")
    wide = _framed(chart, chart.drawing, chart.id, "on-wide")
    return wide + _framed(chart, chart.narrow, f"{chart.id}-narrow", "on-narrow")


def _framed(chart: pages.Chart, drawing: Drawing, name: str, kind: str) -> Markup:
    name = escape(name)
    return Markup(
        f'<svg viewBox="0 0 {drawing.width} {drawing.height}" role="img" '
        + (f'class="{kind}" ' if kind else "")
        + f'style="max-width:{drawing.width * (1.3 if chart.wide else 1.12):.0f}px" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{themed(drawing.body)}</svg>'
    )


def _files(chart: pages.Chart, t: Callable[[str], str]) -> Markup:
    """Links that save the data and the picture of a chart; both are in the page itself."""
    name = file_of(chart).rpartition("/")[2]
    # Within an address each double quote of an SVG would take six characters; no text holds one.
    picture = picture_of(chart).replace('"', "'")
    colon = t(":")
    files = [
        (t("data (CSV)"), f"{name}.csv", "text/csv", data_of(chart)),
        (t("picture (SVG)"), f"{name}.svg", "image/svg+xml", picture),
    ]
    return Markup(", ").join(
        Markup(
            f'<a download="{escape(file)}" href="data:{kind};charset=utf-8,{_in_address(content)}" '
            f'aria-label="{escape(f"{chart.title}{colon} {words}")}">{words}</a>'
        )
        for words, file, kind, content in files
        if content
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
