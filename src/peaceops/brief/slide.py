"""The brief on one slide: headline, clock, odds, the options in short, and sources.

It is made of the two pages that stand alone, and says nothing that they do not. The library that
writes it is an extra of the package (``peaceops[slide]``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from peaceops.brief import page as pages
from peaceops.brief.glyphs import settable
from peaceops.brief.ink import ink
from peaceops.brief.language import fixed_words
from peaceops.brief.office_file import timeless
from peaceops.errors import OutputError

if TYPE_CHECKING:
    from pptx.slide import Slide

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55
"""A wide slide and its margins, in inches."""
ROOM = WIDTH - 2 * MARGIN
OPTIONS = "options-in-short"
"""The table of the summary that the slide shows."""
Line = tuple[str, float, str, bool]
"""Words, their size in points, their ink, and whether they are bold."""
Lines = list[Line]
FEW = 4
"""Options up to which the table is set in larger type."""
ODDS = 6
"""Odds in large type that fit side by side."""


def to_pptx(page: pages.Page) -> bytes:
    """Write the slide of a page.

    Args:
        page: The page; what is shown is taken from its summary.

    Returns:
        The file. It bears the as-of date and no other, so that the bytes are the same on each run.

    Raises:
        OutputError: The library that writes slides is not installed.
    """
    try:
        import pptx
    except ImportError:
        raise OutputError(
            "the slide cannot be written: python-pptx is not installed",
            cause="the library is an extra of the package, and was left out",
            remedy="install it with: pip install 'peaceops[slide]', or leave pptx out of --formats",
        ) from None
    from pptx.util import Inches

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _describe(deck, page)
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
    _head(slide, page)
    below = _odds(slide, page)
    _options(slide, page, below)
    _lines(
        slide, MARGIN, HEIGHT - 0.75, ROOM, [(words, 9, "quiet", False) for words in _foot(page)]
    )
    _notes(slide, page)
    return timeless(deck.save)


def _describe(deck: Any, page: pages.Page) -> None:
    """Set the file's properties, and drop the library's picture of an empty slide."""
    package = deck.part.package
    for relation in list(package.iter_rels()):
        if relation.reltype.endswith("/thumbnail"):
            package.drop_rel(relation.rId)
    as_of = datetime.combine(page.date, time(), UTC).replace(tzinfo=None)
    properties = deck.core_properties
    properties.title = settable(
        f"{_name(page)}, {fixed_words(page.language)['as of']} {page.as_of}"
    )[:255]
    properties.subject = settable(page.name)[:255]
    properties.author = properties.last_modified_by = "peaceops"
    properties.keywords = properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = as_of


def _name(page: pages.Page) -> str:
    words = fixed_words(page.language)
    return f"{page.mission}{words[':']} {words['options brief']}"


def _head(slide: Slide, page: pages.Page) -> None:
    """Name the mission, then the headline as the slide's title, then the clock."""
    from pptx.util import Inches

    where = (
        f"{page.mission} · {page.hosts} · {fixed_words(page.language)['as known on']} {page.as_of}"
    )
    _lines(slide, MARGIN, 0.3, ROOM, [(where, 12, "quiet", False)])
    title: Any = slide.shapes.title
    title.left, title.top = Inches(MARGIN), Inches(0.55)
    title.width, title.height = Inches(ROOM), Inches(0.88)
    headline = page.headline.text or _name(page)
    _fill(title.text_frame, [(headline, 24, "text", True)])
    colour = "warn" if page.urgent else "text"
    _lines(slide, MARGIN, 1.45, ROOM, [(page.clock, 16, colour, True)])


def _odds(slide: Slide, page: pages.Page) -> float:
    """Set the odds of each draft in large type; return where they end, in inches from the top."""
    top = 1.9
    odds = [block for block in _blocks(page) if isinstance(block, pages.Facts)]
    items = odds[0].items[:ODDS] if odds else page.facts.items[:ODDS]
    if not items:
        return top
    width = ROOM / len(items)
    for place, (label, text) in enumerate(items):
        lines: Lines = [(label, 13, "quiet", False), (text.text, 30, "accent", True)]
        if text.small:
            lines.append((text.small, 11, "quiet", False))
        _lines(slide, MARGIN + place * width, top, width - 0.1, lines)
    return top + 1.4


def _options(slide: Slide, page: pages.Page, top: float) -> None:
    """Draw the table of the options, without what each is in words."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches

    table = _options_table(page)
    if table is None:
        return
    height = min(0.5 * (len(table.rows) + 1), HEIGHT - 0.8 - top)
    large, small = (14, 10) if len(table.rows) <= FEW else (12, 8)
    frame: Any = slide.shapes.add_table(
        len(table.rows) + 1, len(table.columns),
        Inches(MARGIN), Inches(top), Inches(ROOM), Inches(height),
    )  # fmt: skip
    frame.name = settable(table.caption)
    _tell(frame, f"{table.caption}. {table.note}")
    drawn = frame.table
    first = 2.4
    for place, column in enumerate(drawn.columns):
        rest = (ROOM - first) / max(1, len(table.columns) - 1)
        column.width = Inches(rest if place else first)
    labels: list[Lines] = [[(column.label, 12, "paper", True)] for column in table.columns]
    rows = [labels] + [
        [_cell(text, large, small if place else None) for place, text in enumerate(row)]
        for row in table.rows
    ]
    for row, content in zip(drawn.rows, rows, strict=True):
        row.height = int(Inches(height) / len(rows))
        for cell, part, column in zip(row.cells, content, table.columns, strict=True):
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            align = PP_ALIGN.RIGHT if column.figures else PP_ALIGN.LEFT
            _fill(cell.text_frame, part, align)


def _cell(text: pages.Text, large: float, small: float | None) -> Lines:
    """A cell in two sizes of type; the second line is left out where there is no size for it."""
    lines: Lines = [(text.text, large, "text", True)]
    if small and text.small:
        lines.append((text.small, small, "quiet", False))
    return lines


def _foot(page: pages.Page) -> tuple[str, ...]:
    """How the table is read, the data release, and where the brief comes from."""
    table = _options_table(page)
    colophon = " ".join(text.text for text in page.colophon)
    return (table.note, colophon) if table and table.note else (colophon,)


def _notes(slide: Slide, page: pages.Page) -> None:
    """Put what the brief cannot know and its sources in the speaker's notes."""
    lines = [
        text.text
        for section in page.summary
        if section.id in ("limits", "documents")
        for block in section.blocks
        if not isinstance(block, pages.Entries)
        for text in pages.texts_of(block)
    ]
    frame: Any = slide.notes_slide.notes_text_frame
    frame.text = settable("\n".join(line for line in lines if line))


def _options_table(page: pages.Page) -> pages.Table | None:
    tables = (block for block in _blocks(page) if isinstance(block, pages.Table))
    return next((table for table in tables if table.id == OPTIONS), None)


def _blocks(page: pages.Page) -> Iterable[pages.Block]:
    return (block for section in page.summary for block in pages.flat(section.blocks))


def _lines(
    slide: Slide,
    left: float,
    top: float,
    width: float,
    lines: Lines,
) -> None:
    """Add lines of text at a place, in inches."""
    from pptx.util import Inches

    height = sum(size for _words, size, _colour, _bold in lines) / 72 * 1.3
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    _fill(box.text_frame, lines)


def _fill(frame: Any, lines: Lines, align: Any = None) -> None:
    """Put lines in a frame, each a paragraph."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Pt(4)
    for place, (words, size, colour, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = align or PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = settable(words)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = RGBColor(  # type: ignore[no-untyped-call]
            *bytes.fromhex(ink(colour).removeprefix("#"))
        )


def _tell(frame: Any, description: str) -> None:
    """Give a shape words for who cannot see it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", settable(description))
