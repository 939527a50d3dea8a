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


def find_mentions(text: str) -> list[Mention]:
    """Find every name, longest first, none overlapping another, in the order of the text."""
    words = [(one.group(), one.start(), one.end()) for one in WORD.finditer(text)]
    exact, folded = _forms()
    found: list[Mention] = []
    position = 0
    while position < len(words):
        length, entry = _longest(words, position, exact, folded)
        if entry is not None:
            found.append(Mention(words[position][1], words[position + length - 1][2], entry))
            position += length
        else:
            position += 1
    return found


def _longest(
    words: list[tuple[str, int, int]], at: int, exact: _Forms, folded: _Forms
) -> tuple[int, Entry | None]:
    first = words[at][0]
    best, meaning = 0, None
    for forms, fold in ((exact, False), (folded, True)):
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
def _forms() -> tuple[_Forms, _Forms]:
    exact: _Forms = {}
    folded: _Forms = {}

    def add(forms: _Forms, form: str, entry: Entry) -> None:
        words = tuple(WORD.findall(form.lower() if forms is folded else form))
        if words:
            forms.setdefault(words[0], []).append((words, entry))

    for line in _lines("states.csv"):
        add(exact, line["form"], Entry(line["means"], "state", line["how"]))
    for line in _lines("missions.csv"):
        kind = "force" if line["kind"] == "other force" else "mission"
        add(exact, line["form"], Entry(line["means"], kind, line["kind"]))
        short = line["form"].replace("United Nations", "UN")
        if short != line["form"]:
            add(exact, short, Entry(line["means"], kind, line["kind"]))
    for line in _lines("bodies.csv"):
        add(exact, line["form"], Entry(line["means"], "body", line["kind"]))
    for line in _lines("armed_groups.csv"):
        forms = folded if line["kind"] == "unnamed" else exact
        add(forms, line["form"], Entry(line["means"], "group", line["kind"]))
    for line in _lines("offices.csv"):
        add(folded, line["form"], Entry(line["means"], "office", line["of"]))
    for line in _lines("capabilities.csv"):
        add(folded, line["form"], Entry(line["means"], "capability"))
    return exact, folded


def _lines(file: str) -> list[dict[str, str]]:
    text = files("peaceops.reading.gazetteer").joinpath(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
