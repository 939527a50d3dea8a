"""The brief as a Word document, from the same page and drawings; same page, same bytes.

The styles are a file of their own (``templates/word/styles.xml``): a delegation restyles headings,
tables, captions and notes in Word as it does in any document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from peaceops.brief import page as pages
from peaceops.brief.glyphs import settable
from peaceops.brief.ink import ink
from peaceops.brief.language import DISCLAIMER, FOR_WORD, fixed_words
from peaceops.brief.links import spans
from peaceops.brief.office_file import timeless
from peaceops.brief.word_notes import Notes
from peaceops.brief.word_pages import TURNED, UPRIGHT, Repeated, Sections
from peaceops.brief.word_pictures import Pictures
from peaceops.brief.word_tables import fit

if TYPE_CHECKING:
    from docx.document import Document

TEMPLATES = files("peaceops.brief") / "templates" / "word"
LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
"""What Word calls the language that it checks the spelling in."""
LONG_TABLE = 16
"""Rows beyond which a table that a screen folds away is named by its file."""
STYLES = {
    "lead": "Lead",
    "clock": "Clock",
    "note": "FigureNote",
    "sources": "FigureNote",
    "quotation": "Quote",
    "unknown": "Notice",
}
"""Style in Word of each style of a paragraph; of any other it is ``Normal``."""


def to_docx(page: pages.Page) -> bytes:
    """Write a page as a Word document.

    In the annex a sentence carries a footnote with what it cites: label, value, method and
    publisher. A table's note stands at its caption, and one of the summary's at the section's
    heading, with methods and publishers; each figure there is itself a link to how it is known.
    The table of contents links to its sections; its page numbers come when Word updates it.

    Args:
        page: The page. Without sections, only its summary is written, and no table of contents.

    Returns:
        The file. It bears the as-of date and no other, so that the bytes are the same on each run.
    """
    document = _blank(page)
    notes, pictures = Notes(page), Pictures(document)
    body = _template("document.xml.j2").render(
        page=page,
        t=fixed_words(page.language).__getitem__,
        for_word=fixed_words(page.language)[FOR_WORD],
        disclaimer=fixed_words(page.language)[DISCLAIMER],
        footnotes=notes,
        pictures=pictures,
        setup=Sections(lambda width: _repeated(document, page, width)),
        headings=list(_headings(page)),
        text_width=UPRIGHT,
        relation=lambda link: _link(document, link),
        **_names(page),
    )
    _add_footnotes(document, notes, _anchors(page))
    # To move the body into the library's document would take longer than all else of the file.
    return timeless(document.save, {"word/document.xml": f"{DECLARATION}\n{body}".encode()})


@cache
def _template(name: str) -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else settable(str(value)),
    )
    environment.globals.update(
        kind_of=lambda block: type(block).__name__,
        style_of=lambda paragraph: STYLES.get(paragraph.style, "Normal"),
        colour=lambda tone: ink(tone).removeprefix("#").upper(),
        coded=_coded,
        spans=spans,
        pieces=lambda text: _coded(text.text) if text.code else [(text.text, False)],
        fit_of=lambda table: fit(table, UPRIGHT, TURNED),
        is_set=lambda table: not table.folded or len(table.rows) <= LONG_TABLE,
        cites_of=_cites_of,
        cites_in=lambda texts: tuple(dict.fromkeys(key for text in texts for key in text.cites)),
    )
    return environment.from_string((TEMPLATES / name).read_text("utf-8"))


def _cites_of(blocks: Iterable[pages.Block]) -> pages.Cites:
    """What some blocks cite, each once."""
    texts = (text for block in pages.flat(blocks) for text in pages.texts_of(block))
    return tuple(dict.fromkeys(key for text in texts for key in text.cites))


def _coded(text: str) -> list[tuple[str, bool]]:
    """Take apart a text of ours: words, and whether they stood between backquotes."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return [(text, False)]
    return [(part, place % 2 == 1) for place, part in enumerate(parts) if part]


def _names(page: pages.Page) -> dict[str, Any]:
    """What the template calls things by: bookmarks, and numbers of bookmarks and captions."""
    anchors = _anchors(page)
    headings: dict[str, str] = {}
    captions: Counter[str] = Counter()

    def caption_number(kind: str) -> int:
        captions[kind] += 1
        return captions[kind]

    return {
        "number": count(1).__next__,
        "caption_number": caption_number,
        "heading_anchor": lambda id: headings.setdefault(id, f"_Toc{len(headings) + 1:08}"),
        "anchor_of": lambda cites: next((anchors[key] for key in cites if key in anchors), ""),
    }


def _anchors(page: pages.Page) -> dict[str, str]:
    """The bookmark of each entry that can be cited; Word takes no more than 40 plain signs."""
    entries = {entry.id for entry in pages.entries_of(page)}
    return {key: f"_Mark_{mark}" for key, mark in page.marks.items() if key in entries}


def _headings(page: pages.Page) -> Iterator[tuple[int, str, str]]:
    """The headings of the annex, with their level."""
    for section in page.sections:
        yield 1, section.id, section.title
        for block in pages.flat(section.blocks):
            if isinstance(block, pages.Heading):
                yield 2, block.id, block.text


def _link(document: Document, link: str | None) -> str:
    """The relation to an address on the web; empty for anything else."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    if not link or not link.startswith(("https://", "http://")):
        return ""
    return document.part.relate_to(settable(link), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
UNUSED = ("customXml", "stylesWithEffects", "webSettings", "thumbnail", "extended-properties")
"""Parts of the library's empty document that a brief has no use for."""


def _blank(page: pages.Page) -> Document:
    """An empty document with the brief's styles, and its properties."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(UNUSED):
                del relations[name]
    for element, name in (
        (document.styles.element, "styles.xml"),
        (document.settings.element, "settings.xml"),
        (document.part.numbering_part.element, "numbering.xml"),
    ):
        written = (TEMPLATES / name).read_text("utf-8").replace("en-GB", LANGUAGES[page.language])
        element[:] = parse_xml(written.encode())[:]
    as_of = datetime.combine(page.date, time(), UTC)
    properties = document.core_properties
    words = fixed_words(page.language)
    title = f"{page.mission}{words[':']} {words['options brief']}, {words['as of']} {page.as_of}"
    properties.title = settable(title)[:255]
    properties.subject = settable(page.name)[:255]
    properties.author = properties.last_modified_by = "peaceops"
    properties.keywords = properties.comments = ""
    properties.language = LANGUAGES[page.language]
    properties.created = properties.modified = as_of
    return document


def _repeated(document: Document, page: pages.Page, width: int) -> Repeated:
    """Add the header, the empty header of the first page, and the footer for a width of text."""
    from docx.oxml import parse_xml

    part: Any = document.part
    moved = f'<w:tab w:val="clear" w:pos="{UPRIGHT}"/><w:tab w:val="right" w:pos="{width}"/>'
    tabs = Markup("" if width == UPRIGHT else f"<w:tabs>{moved}</w:tabs>")
    ours = fixed_words(page.language)
    words = (
        f"{page.mission}, {ours['options brief']}",
        f"{ours['as known on']} {page.as_of}",
    )
    relations = []
    for name, content, (added, relation) in (
        ("header", words, part.add_header_part()),
        ("header", (), part.add_header_part()),
        ("footer", f"{page.mission} {page.as_of}", part.add_footer_part()),
    ):
        written = _template(f"{name}.xml.j2").render(words=content, tabs=tabs)
        added.element[:] = parse_xml(written)[:]
        relations.append(relation)
    header, bare, footer = relations
    return header, bare, footer


def _add_footnotes(document: Document, notes: Notes, anchors: dict[str, str]) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    written = _template("footnotes.xml.j2").render(
        notes=notes.notes,
        anchor_of=lambda cites: next((anchors[key] for key in cites if key in anchors), ""),
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        f"{DECLARATION}\n{written}".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
