"""Footnotes of a Word document: what each figure, statement and gap rests on, in one line.

In the annex a sentence has one note for all that it cites and no note before it gave; what one did
is referred to by that note's number. A table or chart has one note of its own with the methods and
publishers of all its figures, whose values stand in it already. A section of the two pages before
has one note with its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from peaceops.brief import page as pages
from peaceops.brief.language import fixed_words

OURS = "peaceops"
"""Our own corrections and results, which are no publisher's."""
MOST_SOURCES = 5


@dataclass(frozen=True)
class Part:
    """A piece of a footnote; ``key`` is what it leads to in the list of figures, if anything."""

    text: str
    key: str = ""


@dataclass(frozen=True)
class Mark:
    """A footnote's number where something is cited; the note itself hangs on the first."""

    number: int
    is_first: bool


class Notes:
    """The footnotes of one document, in the order in which they are first cited."""

    def __init__(self, page: pages.Page) -> None:
        self._words = fixed_words(page.language)
        self._entries = {entry.id: entry for entry in pages.entries_of(page)}
        self._of_key: dict[str, int] = {}
        self._of_words: dict[tuple[Part, ...], int] = {}
        self.notes: list[tuple[Part, ...]] = []

    def of_text(self, cites: pages.Cites) -> tuple[Mark, ...]:
        """The marks of a sentence: of notes that stand before, then of its own."""
        cites = tuple(key for key in cites if key in self._entries)
        new = [key for key in cites if key not in self._of_key]
        before = sorted({self._of_key[key] for key in cites if key not in new})
        marks = tuple(Mark(number, is_first=False) for number in before)
        if not new:
            return marks
        mark = self._mark(tuple(self._with_values(new)))
        self._of_key |= dict.fromkeys(new, mark.number)
        return (*marks, mark)

    def of_block(self, cites: pages.Cites) -> tuple[Mark, ...]:
        """The mark of a table or chart: one note with the methods and publishers behind it."""
        entries = [self._entries[key] for key in cites if key in self._entries]
        words = [entry.basis.method for entry in entries if entry.figure and entry.basis]
        words += [_stated(entry, self._words) for entry in entries if not entry.figure]
        if not words:
            return ()
        parts = (
            Part(" ".join(dict.fromkeys(words))),
            _sources((e for e in entries if e.figure), self._words),
        )
        return (self._mark(tuple(part for part in parts if part.text)),)

    def of_section(self, cites: pages.Cites) -> tuple[Mark, ...]:
        """The mark of a section of the summary: one note with the sources of all that it says."""
        sources = _sources(
            (self._entries[key] for key in cites if key in self._entries), self._words
        )
        return (self._mark((Part(sources.text.strip()),)),) if sources.text else ()

    def _mark(self, parts: tuple[Part, ...]) -> Mark:
        number = self._of_words.get(parts)
        if number is not None:
            return Mark(number, is_first=False)
        self.notes.append(parts)
        self._of_words[parts] = len(self.notes)
        return Mark(len(self.notes), is_first=True)

    def _with_values(self, keys: list[str]) -> Iterator[Part]:
        """What is cited with its value; what one method made is followed by it, once."""
        by_method: dict[str, list[pages.Entry]] = {}
        for entry in (self._entries[key] for key in keys):
            method = entry.basis.method if entry.basis and entry.figure else ""
            by_method.setdefault(method or entry.id, []).append(entry)
        for place, (method, entries) in enumerate(by_method.items()):
            for number, entry in enumerate(entries):
                gap = "; " if number else " " if place else ""
                words = self._words
                line = _value(entry, words[":"]) if entry.figure else _stated(entry, words)
                yield Part(f"{gap}{line}", entry.id)
            if entries[0].figure:
                yield Part(f". {method}")
        sources = _sources(
            (entry for group in by_method.values() for entry in group if entry.figure), self._words
        )
        if sources.text:
            yield sources


def _value(entry: pages.Entry, colon: str) -> str:
    """A figure's label, value and interval."""
    assert entry.figure is not None
    small = f" ({entry.figure.small})" if entry.figure.small else ""
    return f"{entry.title}{colon} {entry.figure.text}{small}"


def _stated(entry: pages.Entry, words: Mapping[str, str]) -> str:
    """A statement with its words and where they stand, or what is missing and why."""
    colon, opening, closing = words[":"], words["“"], words["”"]
    quotation = f"{colon} {opening}{entry.quotation}{closing}" if entry.quotation else ""
    basis = "; ".join(entry.basis.sources) or entry.basis.method if entry.basis else ""
    where = f" ({basis})" if basis else ""
    return f"{entry.title}{quotation}{where}."


def _sources(entries: Iterable[pages.Entry], words: Mapping[str, str]) -> Part:
    """Who publishes what some figures rest on, each once: the first few, for two pages must hold.

    The annex has them all.
    """
    every = dict.fromkeys(
        source for entry in entries if entry.basis for source in entry.basis.sources
    )
    every.pop(OURS, None)
    names = "; ".join(list(every)[:MOST_SOURCES])
    end = "; …" if len(every) > MOST_SOURCES else "."
    return Part(f" {words['Source']}{words[':']} {names}{end}" if names else "")
