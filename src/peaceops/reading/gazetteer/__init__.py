"""Names the reading knows: states, missions, bodies, armed groups, offices, capabilities.

States come from the table of countries and missions from the edition; the other names are listed
here. Names are found word by word, the longest first. States, missions, bodies and groups are
matched with their capitals, offices and capabilities without.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from peaceops.domain.countries import demonyms, names_in_prose
from peaceops.reading.missions import Missions

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Entry:
    """What a name means.

    Attributes:
        means: ISO code, acronym or canonical name.
        kind: ``state``, ``mission``, ``force``, ``body``, ``group``, ``office``, ``capability``.
        how: Finer kind: ``demonym``, ``capital``, ``private``, ``un`` and so on.
    """

    means: str
    kind: str
    how: str = ""


@dataclass(frozen=True)
class Mention:
    """A name found in a text, with its characters."""

    start: int
    end: int
    entry: Entry

    @property
    def means(self) -> str:
        """Canonical name."""
        return self.entry.means

    @property
    def kind(self) -> str:
        """Kind of thing."""
        return self.entry.kind


_Forms = dict[str, list[tuple[tuple[str, ...], Entry]]]


class Names:
    """The forms under which names are found, word by word.

    Args:
        others: Names to begin with.

    Attributes:
        listed: Every entry with its form, in the order in which they were added.
    """

    def __init__(self, others: Names | None = None) -> None:
        self.listed: list[tuple[Entry, str]] = list(others.listed) if others else []
        self._exact: _Forms = _copied(others._exact) if others else {}
        self._folded: _Forms = _copied(others._folded) if others else {}

    def add(self, form: str, entry: Entry, *, fold: bool = False) -> None:
        """Add a form, with ``fold`` whatever its capitals."""
        self.listed.append((entry, form))
        words = tuple(WORD.findall(form.lower() if fold else form))
        if words:
            forms = self._folded if fold else self._exact
            forms.setdefault(words[0], []).append((words, entry))

    def longest(self, words: list[tuple[str, int, int]], at: int) -> tuple[int, Entry | None]:
        """The longest name that begins at a word: how many words it has, and what it means."""
        first = words[at][0]
        best, meaning = 0, None
        for forms, fold in ((self._exact, False), (self._folded, True)):
            for wanted, entry in forms.get(first.lower() if fold else first, ()):
                size = len(wanted)
                if size <= best or at + size > len(words):
                    continue
                here = words[at : at + size]
                written = tuple(word.lower() if fold else word for word, _, _ in here)
                close = all(b[1] - a[2] <= 2 for a, b in pairwise(here))
                if written == wanted and close:
                    best, meaning = size, entry
        return best, meaning


def _copied(forms: _Forms) -> _Forms:
    return {word: list(entries) for word, entries in forms.items()}


def find_mentions(text: str, names: Names) -> list[Mention]:
    """Find every name, longest first, none overlapping another, in the order of the text."""
    words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
    mentions: list[Mention] = []
    position = 0
    while position < len(words):
        length, entry = names.longest(words, position)
        if entry is not None:
            mentions.append(Mention(words[position][1], words[position + length - 1][2], entry))
            position += length
        else:
            position += 1
    return mentions


def english_names(missions: Missions) -> Names:
    """The names as English writes them, of the missions that are known."""
    names = Names(_english_names())
    for form, acronym, language in missions.names:
        if language == "en":
            for spelling in dict.fromkeys((form, form.replace("United Nations", "UN"))):
                names.add(spelling, Entry(acronym, "mission"))
    return names


@cache
def _english_names() -> Names:
    """Every name but those of missions."""
    names = Names()
    for form, code in names_in_prose():
        names.add(form, Entry(code, "state", "name"))
    for form, code in demonyms():
        names.add(form, Entry(code, "state", "demonym"))
    for line in lines_of("seats_of_government.csv"):
        names.add(line["form"], Entry(line["means"], "state", "capital"))
    for line in lines_of("forces.csv"):
        names.add(line["form"], Entry(line["means"], "force", "other force"))
    for line in lines_of("bodies.csv"):
        names.add(line["form"], Entry(line["means"], "body", line["kind"]))
    for line in lines_of("armed_groups.csv"):
        entry = Entry(line["means"], "group", line["kind"])
        names.add(line["form"], entry, fold=line["kind"] == "unnamed")
    for line in lines_of("offices.csv"):
        names.add(line["form"], Entry(line["means"], "office", line["of"]), fold=True)
    for line in lines_of("capabilities.csv"):
        names.add(line["form"], Entry(line["means"], "capability"), fold=True)
    return names


def lines_of(file: str, folder: str = __name__) -> list[dict[str, str]]:
    """The lines of a list that ships beside a package's modules, by column."""
    text = files(folder).joinpath(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
