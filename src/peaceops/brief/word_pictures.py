"""Charts of a Word document as PNG, at a size that fits the text."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from peaceops.brief.drawing import Drawing, bare, box
from peaceops.brief.drawn_once import drawn_once
from peaceops.brief.glyphs import settable
from peaceops.brief.page import Chart
from peaceops.brief.plotter import svg_png
from peaceops.brief.word_pages import UPRIGHT

if TYPE_CHECKING:
    from docx.document import Document

DOTS_PER_INCH = 192
"""Twice a screen's: sharp on paper, and drawn in half a second a brief."""
TWIPS_PER_INCH = 1440
EMU = 635
"""English metric units, in which Word measures pictures, to the twip."""
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Picture:
    """A picture in the document: its relation, its number, and its size in Word's units."""

    relation: str
    number: int
    width: int
    height: int


class Pictures:
    """The pictures of one document, numbered as they are added."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._number = count(1)

    def add(self, chart: Chart, share: float | None) -> Picture:
        """Add a chart that takes a share of the text's width; by default by its own size."""
        drawing = chart.drawing
        width = int(UPRIGHT * (share or _share(chart)))
        relation, _image = self._part.get_or_add_image(io.BytesIO(png(drawing, width)))
        height = round(width * drawing.height / drawing.width)
        return Picture(relation, next(self._number), width * EMU, height * EMU)


def png(drawing: Drawing, width: int) -> bytes:
    """Draw a drawing as a PNG file on white, sharp at a width in twips."""
    scale = width / TWIPS_PER_INCH * DOTS_PER_INCH / drawing.width
    # On white, not on nothing: edges that are half see-through would turn grey.
    paper = box(0, 0, drawing.width, drawing.height, "paper")
    on_white = Drawing(drawing.width, drawing.height, paper + drawing.body)
    svg = settable(bare(on_white, FONT))
    return drawn_once({"svg": svg, "scale": scale}, lambda: svg_png(svg, scale))


def _share(chart: Chart) -> float:
    """The share of the text's width for a chart of its own size, as in the PDF."""
    if chart.drawing.width > 800:
        return 1.0
    return min(1.0, chart.drawing.width / 500) * (0.72 if chart.wide else 0.62)
