"""A brief laid out as sections and blocks, which each format draws in its own way.

A text may cite figures, statements and gaps: ``cites`` holds keys made by ``figure``, ``statement``
and ``gap``. Every section, table and chart has an identifier, so that the entry of a figure can
lead back to where it is used.

A block that would show nothing cannot be made: each refuses to be empty, a table needs the CSV
that holds the same rows, and a page refuses a link without a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from peaceops.brief.drawing import Drawing
from peaceops.brief.links import document_address, symbols_in

Cites = tuple[str, ...]


def figure(key: str) -> str:
    """Return the key that cites a figure."""
    return f"figure-{slug(key)}"


def statement(identifier: str) -> str:
    """Return the key that cites a statement of the case."""
    return f"statement-{slug(identifier)}"


def gap(identifier: str) -> str:
    """Return the key that cites a gap."""
    return f"gap-{slug(identifier)}"


def _require(there: object, what: str) -> None:
    if not there:
        raise ValueError(f"a block without content cannot be written: {what}")


def slug(identifier: str) -> str:
    """Make an identifier safe to stand in an address."""
    return re.sub(r"[^A-Za-z0-9_.-]", "-", identifier)


@dataclass(frozen=True)
class Text:
    """A run of text with what it rests on; ``tone`` names an ink that marks it."""

    text: str
    cites: Cites = ()
    strong: bool = False
    tone: str | None = None
    small: str | None = None
    """A second line in small type: an interval, a unit, a proviso."""
    code: bool = False
    """Whether backquotes mark code, as in a remedy of ours; in any other text they stand."""
    numbers: tuple[str, ...] = ()
    """What in it is a number, date, symbol or name with digits, each as written by ``words``."""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The documents that it names: symbol as written, and address; each once."""
        named = symbols_in(f"{self.text} {self.small or ''}")
        return tuple((symbol, document_address(symbol) or "") for symbol in named)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``style`` is ``lead``, ``plain``, ``note`` or ``quotation``."""

    texts: tuple[Text, ...]
    style: str = "plain"

    def __post_init__(self) -> None:
        _require(any(text.text for text in self.texts), "a paragraph without words")


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[Text, ...]
    style: str = "plain"

    def __post_init__(self) -> None:
        _require(self.items, "a list without items")


@dataclass(frozen=True)
class Facts:
    """Key figures side by side: what it is, and the figure; ``odds`` are set in large type."""

    items: tuple[tuple[str, Text], ...]
    style: str = "plain"

    @property
    def texts(self) -> tuple[Text, ...]:
        """The figures without their names."""
        return tuple(text for _name, text in self.items)


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    id: str
    text: str
    cites: Cites = ()

    def __post_init__(self) -> None:
        _require(self.text, f"heading {self.id} without words")


@dataclass(frozen=True)
class Column:
    """A column of a table; figures are aligned right."""

    label: str
    figures: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column names the row."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    cites: Cites = ()
    note: str = ""
    style: str = "plain"
    folded: bool = False
    """Shown only when the reader asks for it."""
    csv: str = ""
    """Name of the CSV table that holds the same figures unrounded."""

    def __post_init__(self) -> None:
        _require(self.rows and self.columns, f"table {self.id} has no rows")
        _require(self.csv, f"table {self.id} names no CSV table with its rows")
        uneven = [len(row) for row in self.rows if len(row) != len(self.columns)]
        if uneven:
            raise ValueError(f"table {self.id}: {len(self.columns)} columns, rows of {uneven}")


@dataclass(frozen=True)
class Chart:
    """A drawing with its title, what it shows in words, and the figures behind it."""

    id: str
    title: str
    description: str
    drawing: Drawing
    cites: Cites = ()
    note: str = ""
    table: Table | None = None
    behind: str = ""
    """Identifier of the table with its figures, where that stands elsewhere on the page."""
    wide: bool = False
    finding: Text | None = None
    """What it shows, in a sentence made from figures."""
    narrow: Drawing | None = None
    """The same for a screen as narrow as a telephone's."""
    data: str = ""
    """Whose data it shows."""
    citation: str = ""
    """How to cite it, in one line."""

    def __post_init__(self) -> None:
        _require(self.description, f"chart {self.id} is not told in words")


@dataclass(frozen=True)
class Gallery:
    """Charts side by side where the page is wide enough."""

    charts: tuple[Chart, ...]

    def __post_init__(self) -> None:
        _require(self.charts, "a gallery without charts")


@dataclass(frozen=True)
class Columns:
    """Blocks in two columns where the page is wide enough; else the left ones come first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]

    def __post_init__(self) -> None:
        _require(self.left, "columns without a left one")


@dataclass(frozen=True)
class Missing:
    """What a section should say and cannot."""

    what: str
    why: str
    remedy: str
    cites: Cites = ()

    def __post_init__(self) -> None:
        _require(self.what, "what is missing is not said")


@dataclass(frozen=True)
class Basis:
    """What an entry rests on in one line, as a footnote gives it."""

    method: str
    """The first clause of how it is worked out, or why it is missing; empty for a statement."""
    sources: tuple[str, ...]
    """Who publishes it, or where it stands."""


@dataclass(frozen=True)
class Entry:
    """An item others link to: a figure, a statement, a gap, a publication."""

    id: str
    mark: str
    title: str
    figure: Text | None
    lines: tuple[tuple[str, Text], ...]
    quotation: str | None = None
    link: str | None = None
    basis: Basis | None = None

    def __post_init__(self) -> None:
        _require(self.title, f"entry {self.id} without a title")


@dataclass(frozen=True)
class Entries:
    """A list of entries."""

    kind: str
    items: tuple[Entry, ...]

    def __post_init__(self) -> None:
        _require(self.items, f"no entry of {self.kind}")


Block = (
    Paragraph | Bullets | Facts | Heading | Table | Chart | Gallery | Columns | Missing | Entries
)


@dataclass(frozen=True)
class Section:
    """A section of the page; a heading in it is followed by what it heads."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    over_the_fold: bool = False
    """Whether it begins the second of the two pages that stand alone."""

    def __post_init__(self) -> None:
        _require(self.blocks, f"section {self.id}")
        listed = list(flat(self.blocks))
        for block, after in zip(listed, [*listed[1:], None], strict=True):
            if isinstance(block, Heading):
                _require(after and not isinstance(after, Heading), f"what {block.id} heads")


@dataclass(frozen=True)
class Banner:
    """What a reader must know of the data before anything else; urgent where it may mislead."""

    texts: tuple[Text, ...]
    urgent: bool

    def __post_init__(self) -> None:
        _require(self.texts, "a banner without words")


@dataclass(frozen=True)
class Page:
    """The whole brief, ready to be drawn."""

    mission: str
    name: str
    hosts: str
    as_of: str
    date: date
    clock: str
    days_left: str | None
    urgent: bool
    facts: Facts
    sections: tuple[Section, ...]
    colophon: tuple[Text, ...]
    banner: Banner | None = None
    language: str = "en"
    untranslated: tuple[str, ...] = ()  # what stands in English on a page in another language
    marks: dict[str, str] = field(default_factory=dict)
    """Short mark of each thing that can be cited: ``7`` for a figure, ``S3`` for a statement."""
    summary: tuple[Section, ...] = ()
    """The two pages that stand alone, before the sections of the annex."""
    headline: Text = Text("")  # the news in one line
    data: Text = Text("")  # the data release, and where its data end
    with_case: bool = False  # an analyst's case stands behind it: no cache may keep its words

    @property
    def parts(self) -> tuple[Section, ...]:
        """All sections in the order of the page: the summary, then the annex."""
        return (*self.summary, *self.sections)

    @property
    def opening(self) -> tuple[Text, ...]:
        """The texts above the sections: the headline, the banner, and the key figures."""
        banner = self.banner.texts if self.banner else ()
        return (self.headline, self.data, *banner, *self.facts.texts)

    def __post_init__(self) -> None:
        blocks = [block for section in self.parts for block in flat(section.blocks)]
        cited = {key for text in self.opening for key in text.cites}
        cited |= {key for block in blocks for text in texts_of(block) for key in text.cites}
        lost = sorted(cited - self.marks.keys())
        entries = {entry.id for entry in entries_of(self)}
        lost += sorted(cited & self.marks.keys() - entries)
        ids = {block.id for block in blocks if isinstance(block, Table | Chart | Heading)}
        behind = [block.behind for block in blocks if isinstance(block, Chart) and block.behind]
        lost += [name for name in behind if name not in ids]
        if lost:
            raise ValueError(f"links without a target: {', '.join(lost)}")


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in reading order, with galleries, columns and the tables of charts taken apart."""
    for block in blocks:
        match block:
            case Gallery(charts=charts):
                yield from flat(charts)
            case Columns(left=left, right=right):
                yield from flat((*left, *right))
            case Chart(table=Table() as table):
                yield block
                yield table
            case _:
                yield block


def texts_of(block: Block) -> Iterator[Text]:
    """All texts of a block that may cite something."""
    match block:
        case Paragraph(texts=texts) | Bullets(items=texts):
            yield from texts
        case Facts(items=items):
            yield from (text for _label, text in items)
        case Table(rows=rows, cites=cites):
            yield Text("", cites)
            yield from (cell for row in rows for cell in row)
        case Chart(cites=cites, finding=finding):
            yield from (Text("", cites), *((finding,) if finding else ()))
        case Heading(cites=cites) | Missing(cites=cites):
            yield Text("", cites)
        case Entries(items=entries):
            yield from (text for entry in entries for _label, text in entry.lines)


def uses(page: Page) -> dict[str, list[tuple[str, str]]]:
    """Where each thing is cited: key to (identifier, title) of the places, in page order."""
    places_of: dict[str, list[tuple[str, str]]] = {}

    def note(cites: Cites, place: tuple[str, str]) -> None:
        for cite in cites:
            places = places_of.setdefault(cite, [])
            if place not in places:
                places.append(place)

    for text in page.opening:
        note(text.cites, ("top", "The clock"))
    for section in page.parts:
        place = (section.id, section.title)
        for block in flat(section.blocks):
            here = place
            match block:
                case Heading(id=identifier, text=title):
                    here = place = (identifier, title)
                case Chart(id=identifier, title=title) | Table(id=identifier, caption=title):
                    here = (identifier, title)
            for text in texts_of(block):
                # A figure that refers to another's method does not use that figure.
                among = isinstance(block, Entries) and block.kind == "evidence"
                note(tuple(c for c in text.cites if not among or c.startswith("statement-")), here)
    return places_of


def entries_of(page: Page) -> Iterator[Entry]:
    """All entries that can be linked to, in page order."""
    for section in page.parts:
        for block in section.blocks:
            if isinstance(block, Entries):
                yield from block.items
