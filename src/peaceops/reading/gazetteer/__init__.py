"""Names the reading knows: states, missions, bodies, armed groups, offices, capabilities.

Names are found word by word, the longest first. States, missions, bodies and groups are matched
with their capitals, offices and capabilities without.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

WORD = re.compile(r"[^\W_]+")
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")


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


@dataclass(frozen=True)
class Mission:
    """A mission: hosts and years."""

    acronym: str
    hosts: tuple[str, ...]
    kind: str
    start: date | None
    end: date | None

    def stands(self, on: date) -> bool:
        """Whether it had begun and had not closed, by what the file holds."""
        began = self.start is not None and self.start <= on
        return began and (self.end is None or on <= self.end)


_Forms = dict[str, list[tuple[tuple[str, ...], Entry]]]


class Names:
    """The forms under which names are found, word by word.

    Attributes:
        listed: Every entry with its form, in the order in which they were added.
    """

    def __init__(self) -> None:
        self.listed: list[tuple[Entry, str]] = []
        self._exact: _Forms = {}
        self._folded: _Forms = {}

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
                said = tuple(one[0].lower() if fold else one[0] for one in here)
                close = all(b[1] - a[2] <= 2 for a, b in pairwise(here))
                if said == wanted and close:
                    best, meaning = size, entry
        return best, meaning


def find_mentions(text: str, names: Names | None = None) -> list[Mention]:
    """Find every name, longest first, none overlapping another, in the order of the text.

    Args:
        text: The text.
        names: The names of its language; English when not given.
    """
    names = names or english_names()
    words = [(one.group(), one.start(), one.end()) for one in WORD.finditer(text)]
    found: list[Mention] = []
    position = 0
    while position < len(words):
        length, entry = names.longest(words, position)
        if entry is not None:
            found.append(Mention(words[position][1], words[position + length - 1][2], entry))
            position += length
        else:
            position += 1
    return found


@cache
def missions() -> dict[str, Mission]:
    """All missions by acronym."""
    return {
        line["means"]: Mission(
            line["means"],
            tuple(line["hosts"].split()),
            line["kind"],
            date.fromisoformat(line["start"]) if line["start"] else None,
            date.fromisoformat(line["end"]) if line["end"] else None,
        )
        for line in _lines("missions.csv")
    }


def mission_in(state: str, on: date) -> str | None:
    """The peacekeeping operation (else the political mission) that stood in a state on a day."""
    there = [one for one in missions().values() if state in one.hosts and one.stands(on)]
    there = [one for one in there if one.kind in ("peacekeeping", "political")]
    own = [one for one in there if len(one.hosts) <= 2]
    ranked = sorted(own, key=lambda one: (one.kind != "peacekeeping", one.acronym))
    return ranked[0].acronym if ranked else None


@cache
def english_names() -> Names:
    """The names as English writes them."""
    names = Names()
    for line in _lines("states.csv"):
        names.add(line["form"], Entry(line["means"], "state", line["how"]))
    for line in _lines("missions.csv"):
        kind = "force" if line["kind"] == "other force" else "mission"
        names.add(line["form"], Entry(line["means"], kind, line["kind"]))
        short = line["form"].replace("United Nations", "UN")
        if short != line["form"]:
            names.add(short, Entry(line["means"], kind, line["kind"]))
    for line in _lines("bodies.csv"):
        names.add(line["form"], Entry(line["means"], "body", line["kind"]))
    for line in _lines("armed_groups.csv"):
        entry = Entry(line["means"], "group", line["kind"])
        names.add(line["form"], entry, fold=line["kind"] == "unnamed")
    for line in _lines("offices.csv"):
        names.add(line["form"], Entry(line["means"], "office", line["of"]), fold=True)
    for line in _lines("capabilities.csv"):
        names.add(line["form"], Entry(line["means"], "capability"), fold=True)
    return names


def _lines(file: str) -> list[dict[str, str]]:
    text = files("peaceops.reading.gazetteer").joinpath(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
