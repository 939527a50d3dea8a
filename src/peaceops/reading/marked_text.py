"""A text cut where quotations begin and end, by paragraph, so that a page can mark them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from peaceops.reading.document import Document
from peaceops.reading.paragraphs import paragraphs
from peaceops.reading.proposal import Proposal


@dataclass(frozen=True)
class Place:
    """Where a document says what a statement holds.

    Attributes:
        number: Number of the statement in its list, from 1.
        start: First character.
        end: One past the last.
        further: 0 for the quotation itself, else the number of the further place, from 1.
    """

    number: int
    start: int
    end: int
    further: int = 0


@dataclass(frozen=True)
class Segment:
    """Characters that the same statements rest on.

    Attributes:
        text: The characters.
        numbers: Statements that rest on them.
        begins: Places that begin with them.
    """

    text: str
    numbers: tuple[int, ...]
    begins: tuple[Place, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph with what stands between it and the next.

    Attributes:
        segments: Its text, in order.
        numbers: Statements whose quotation begins in it.
    """

    segments: tuple[Segment, ...]
    numbers: tuple[int, ...]


def places(document: Document, proposals: Sequence[Proposal]) -> list[Place]:
    """Where a document says what is proposed: the quotations, and further places that say it."""
    listed: list[Place] = []
    for number, proposal in enumerate(proposals, start=1):
        if proposal.document == document.name:
            listed.append(Place(number, proposal.start, proposal.end))
        for further, (name, start, end) in enumerate(proposal.mentions, start=1):
            if name == document.name:
                listed.append(Place(number, start, end, further))
    return listed


def segments(
    text: str, cited: Iterable[Place], *, low: int = 0, high: int | None = None
) -> Iterator[Segment]:
    """Cut a text at the ends of places; where they overlap, a segment is part of all of them.

    Args:
        text: The text.
        cited: Places in it.
        low: Where to begin.
        high: Where to end; at the end of the text by default.

    >>> cut = segments("He asked us to leave.", [Place(1, 3, 20), Place(2, 15, 20)])
    >>> [(segment.text, segment.numbers) for segment in cut]
    [('He ', ()), ('asked us to ', (1,)), ('leave', (1, 2)), ('.', ())]
    """
    high = len(text) if high is None else high
    inside = [place for place in cited if place.start < high and place.end > low]
    edges = sorted(
        {low, high}
        | {edge for place in inside for edge in (place.start, place.end) if low < edge < high}
    )
    waiting = sorted(inside, key=lambda place: place.start, reverse=True)
    covering: list[Place] = []
    for start, end in pairwise(edges):
        covering = [place for place in covering if place.end > start]
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        covering.sort(key=lambda place: (place.number, place.further))
        yield Segment(
            text[start:end],
            tuple(dict.fromkeys(place.number for place in covering)),
            tuple(place for place in covering if place.start == start),
        )


def passages(document: Document, proposals: Sequence[Proposal]) -> list[Passage]:
    r"""A document by paragraph, with the statements whose quotations begin in each.

    Args:
        document: The document.
        proposals: All that is proposed, from this document and others; they are numbered from 1.

    >>> from datetime import date
    >>> text = "Mali was calm.\n\nSweden left MINUSMA."
    >>> document = Document("wire.txt", text, date(2022, 3, 5))
    >>> left = Proposal("departure", 16, 35, text[16:35], document="wire.txt")
    >>> [passage.numbers for passage in passages(document, [left])]
    [(), (1,)]
    """
    starts = [start for start, _ in paragraphs(document.plain)]
    edges = sorted({0, *starts[1:], len(document.text)})
    cited = places(document, proposals)
    by_paragraph: dict[int, list[Place]] = {}
    for place in cited:
        first, last = bisect_right(edges, place.start), bisect_right(edges, place.end - 1)
        for paragraph in range(first, last + 1):
            by_paragraph.setdefault(paragraph, []).append(place)
    listed: list[Passage] = []
    for paragraph, (low, high) in enumerate(pairwise(edges), start=1):
        inside = by_paragraph.get(paragraph, [])
        begun = [place.number for place in inside if low <= place.start and not place.further]
        listed.append(
            Passage(tuple(segments(document.text, inside, low=low, high=high)), tuple(begun))
        )
    return listed
