"""Pages of a Word document: A4 upright or turned, in one column or two, and what repeats on each.

Word keeps a section's page in the last paragraph of the section, so a change of page is written
when the section before it ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from markupsafe import Markup

Kind = Literal["one", "two", "landscape"]
"""One column, two columns, or one on a turned page."""
LONG, SHORT, MARGIN = 16838, 11906, 964
"""Sides of A4 and its margins, in twips: 297, 210 and 17 mm."""
UPRIGHT, TURNED = SHORT - 2 * MARGIN, LONG - 2 * MARGIN
"""Width of the text on an upright and on a turned page, twips."""
Repeated = tuple[str, str, str]
"""Relations to a header, to the empty one of a first page, and to a footer."""


class Sections:
    """The sections of one document, in order.

    Args:
        repeated: Makes the header and footer for a width of text, when such a page is first used.
    """

    def __init__(self, repeated: Callable[[int], Repeated]) -> None:
        self._repeated = repeated
        self._parts: dict[int, Repeated] = {}
        self._kind: Kind = "one"
        self._begins = "nextPage"
        self._width_before = 0

    def change(self, kind: Kind) -> Markup:
        """End the section, and begin one of a kind; turned pages begin and end with a new page."""
        ended = self.last()
        self._begins = "nextPage" if "landscape" in (kind, self._kind) else "continuous"
        self._kind = kind
        return Markup(
            '<w:p><w:pPr><w:pStyle w:val="SectionBreak"/>{}</w:pPr></w:p>'
        ).format(ended)  # fmt: skip

    def last(self) -> Markup:
        """What ends the section: its page, columns, and header and footer where they change."""
        turned = self._kind == "landscape"
        width = TURNED if turned else UPRIGHT
        first = not self._width_before
        repeated = self._references(width, first) if width != self._width_before else ""
        self._width_before = width
        across, down = (LONG, SHORT) if turned else (SHORT, LONG)
        columns = ' w:num="2"' if self._kind == "two" else ""
        return Markup(
            f'<w:sectPr>{repeated}<w:type w:val="{self._begins}"/>'
            f'<w:pgSz w:w="{across}" w:h="{down}"{" w:orient=" if turned else ""}'
            f"{chr(34) + 'landscape' + chr(34) if turned else ''}/>"
            f'<w:pgMar w:top="{MARGIN + 57}" w:right="{MARGIN}" w:bottom="{MARGIN}" '
            f'w:left="{MARGIN}" w:header="510" w:footer="397" w:gutter="0"/>'
            f'<w:cols{columns} w:space="397"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
        )

    def _references(self, width: int, first: bool) -> str:
        if width not in self._parts:
            self._parts[width] = self._repeated(width)
        header, bare, footer = self._parts[width]
        pages = [("header", "default", header), ("footer", "default", footer)]
        if first:
            pages += [("header", "first", bare), ("footer", "first", footer)]
        return "".join(
            f'<w:{part}Reference w:type="{kind}" r:id="{relation}"/>'
            for part, kind, relation in pages
        )
