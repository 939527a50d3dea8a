"""Characters that no font of the PDF holds: found before it is set, and shown by their number.

typst sets an empty box for such a character and says nothing. Its fonts cannot be read from here,
so they are asked: a character is set alone, and what is drawn is compared with the empty box.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from peaceops.brief import page as pages
from peaceops.brief.document import Brief
from peaceops.brief.drawing import Drawing
from peaceops.brief.drawn_once import drawn_once
from peaceops.brief.layout import lay_out
from peaceops.characters import cleaned

FONT = "Libertinus Serif"
_SURE = re.compile(r"[\x20-\x7e\xa0-\u017f\u2010-\u2027\s]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_CHARACTER = "\U0010fffd"  # private, and in no font
_GLYPH = re.compile(r'xlink:href="(#g[0-9A-F]+)"')
_ALONE = """
#set page(width: 4cm, height: 1cm, margin: 1mm)
#set text(font: sys.inputs.font)
#for sign in json(bytes(sys.inputs.signs)) {
  page[#text(sign) #strong(text(sign)) #emph(text(sign))]
}
"""


@dataclass(frozen=True)
class Lacking:
    """Characters of a page that the PDF shows by number, and where they stand.

    Attributes:
        characters: Each once, in the order of their numbers.
        places: Sections, and entries of lists, as the reader finds them.
    """

    characters: tuple[str, ...]
    places: tuple[str, ...]

    def __str__(self) -> str:
        count = len(self.characters)
        shown = ", ".join(f"U+{ord(sign):04X}" for sign in self.characters[:8])
        more = ", ..." if count > 8 else ""
        places = "; ".join(self.places[:6]) + ("; ..." if len(self.places) > 6 else "")
        return (
            f"{count} character{'s have' if count > 1 else ' has'} no glyph in the fonts of the "
            f"PDF and stand{'' if count > 1 else 's'} there by number ({shown}{more}): {places}. "
            "The other formats show the characters themselves."
        )


def lacking(page: pages.Page) -> Lacking | None:
    """Name the characters of a page that the PDF's fonts lack; ``None`` where it lacks none."""
    if not without_glyph("".join(_strings(page))):  # as of most
        return None
    places: dict[str, frozenset[str]] = {}
    for name, value in _parts(page):
        signs = without_glyph("".join(_strings(value)))
        if signs:
            places[name] = places.get(name, frozenset()) | signs
    characters = frozenset[str]().union(*places.values())
    return Lacking(tuple(sorted(characters)), tuple(places)) if characters else None


def lacking_in(brief: Brief, language: str = "en") -> Lacking | None:
    """The same of a brief, which is laid out if it was not just written."""
    return lacking(lay_out(brief, language))


def without_glyph(text: str) -> frozenset[str]:
    """The characters of a text that no font of the PDF holds."""
    return _without_glyph(frozenset(_SURE.sub("", settable(text))))


def settable(text: str) -> str:
    """A text without control characters and halves of a pair, which no font is asked for."""
    if text.isprintable():  # as most are: it holds neither
        return text
    return cleaned(_SURROGATE.sub("\ufffd", text))


def by_number(text: str, signs: frozenset[str]) -> str:
    """Write some characters of a text by number, those side by side in one pair of brackets.

    >>> by_number("迪奥 Diop", frozenset("迪奥"))
    '[U+8FEA U+5965] Diop'
    """
    if not signs:
        return text
    runs = re.compile(f"[{re.escape(''.join(sorted(signs)))}]+")
    return runs.sub(lambda run: f"[{' '.join(f'U+{ord(sign):04X}' for sign in run[0])}]", text)


@cache
def _without_glyph(signs: frozenset[str]) -> frozenset[str]:
    if not signs:
        return signs
    order = {"font": FONT, "signs": sorted(signs)}
    return frozenset(drawn_once(order, lambda: _boxed(order).encode(), by="typst").decode())


def _boxed(order: dict[str, Any]) -> str:
    """Those of some characters that are drawn as the empty box."""
    import typst

    signs = json.dumps([_NO_CHARACTER, *order["signs"]])
    drawn: Any = typst.compile(
        _ALONE.encode(),
        format="svg",
        ignore_system_fonts=True,
        sys_inputs={"font": order["font"], "signs": signs},
    )
    boxes, *glyphs = [set(_GLYPH.findall(alone.decode())) for alone in drawn]
    return "".join(
        sign for sign, drawn in zip(order["signs"], glyphs, strict=True) if drawn & boxes
    )


def _parts(page: pages.Page) -> Iterator[tuple[str, Any]]:
    """Each part of a page with the name a reader finds it by."""
    yield "title", (page.mission, page.name, page.hosts, page.opening, page.facts)
    for section in page.parts:
        yield section.title, section.title
        for block in pages.flat(section.blocks):
            if isinstance(block, pages.Entries):
                for entry in block.items:
                    yield f"{section.title} {entry.mark}".strip(), entry
            else:
                yield section.title, block
    yield "colophon", page.colophon


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Drawing):
        yield value.body
    elif isinstance(value, dict):
        yield from _strings(tuple(value.values()))
    elif isinstance(value, Iterable):
        for item in value:
            yield from _strings(item)
    elif hasattr(value, "__dataclass_fields__"):
        yield from _strings(tuple(vars(value).values()))
