"""What a user means by a mission's name: acronym, full name, country, or words of the name.

Case, accents and signs do not matter, nor does the language of the acronym or name: every name in
the table ``mission_names`` counts, and the country's name in English or French.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from peaceops.domain.countries import UnknownCountry, country, country_in_french, name_of
from peaceops.errors import nearest

_EMPTY_WORDS = frozenset(
    (
        "a", "and", "au", "aux", "d", "de", "des", "du", "en", "et", "for", "force", "in",
        "integrated", "integree", "interim", "l", "la", "le", "les", "mission",
        "multidimensional", "multidimensionnelle", "nation", "nations", "of", "office", "on",
        "onu", "operation", "organisation", "organization", "peace", "peacekeeping", "pour",
        "stabilisation", "stabilization", "sur", "the", "to", "un", "une", "unies", "united",
    )
)  # fmt: skip
"""Words that stand in many names of missions and tell none."""
_LONG_NAME = 12
"""Signs from which a name is compared with full names, and not with acronyms alone."""


@dataclass(frozen=True)
class MissionsMeant:
    """The missions that a text may mean.

    Attributes:
        by: What of them the text names.
        missions: Their acronyms, in alphabetical order.
        place: The country, where the text names it.
    """

    by: Literal["name", "country", "words"]
    missions: tuple[str, ...]
    place: str | None = None


@dataclass(frozen=True)
class MissionNames:
    """Every name under which an edition's missions may be asked for.

    Attributes:
        names: Columns mission, name, first, last: ``first`` and ``last`` bound the days on which a
            name that several missions bore means this one.
        hosts: Columns mission, country (ISO 3).
    """

    names: pl.DataFrame
    hosts: pl.DataFrame

    def meant(self, text: str, day: date) -> MissionsMeant | None:
        """The missions that a text means on a day; ``None`` where it means none.

        Args:
            text: An acronym, a full name, a country, or words of a name.
            day: It decides where one name stood for several missions.
        """
        words = folded(text)
        if not words:
            return None
        named = self._named(words, day)
        if named:
            return MissionsMeant("name", named)
        code = _country_code(text)
        hosted = _sorted(self.hosts.filter(pl.col("country") == code)["mission"]) if code else ()
        if code and hosted:
            return MissionsMeant("country", hosted, name_of(code))
        by_words = self._with_words(set(words.split()) - _EMPTY_WORDS)
        return MissionsMeant("words", by_words) if by_words else None

    def nearest(self, text: str) -> tuple[str, ...]:
        """Acronyms, and countries of missions, that are written most like a text, best first."""
        words = folded(text)
        if set(words.split()) <= _EMPTY_WORDS:
            return ()
        labels = {folded(name_of(code)): name_of(code) for code in self.hosts["country"].unique()}
        for mission, name in self.names.select("mission", "name").iter_rows():
            # A short word is a slip in an acronym, and like a full name only by chance.
            if len(words) >= _LONG_NAME or " " not in name.strip() or name == mission:
                labels[folded(name)] = mission
        return tuple(dict.fromkeys(labels[label] for label in nearest(words, labels, limit=6)))[:3]

    def _named(self, words: str, day: date) -> tuple[str, ...]:
        rows = [
            (mission, first, last)
            for mission, name, first, last in self.names.select(
                "mission", "name", "first", "last"
            ).iter_rows()
            if folded(name) == words
        ]
        on_day = [row for row in rows if (row[1] or day) <= day <= (row[2] or day)]
        return _sorted(mission for mission, _first, _last in on_day or rows)

    def _with_words(self, words: set[str]) -> tuple[str, ...]:
        if not words or max(map(len, words)) < 4:
            return ()
        return _sorted(
            mission
            for mission, name in self.names.select("mission", "name").iter_rows()
            if words <= set(folded(name).split())
        )


def folded(text: str) -> str:
    """Reduce a name to what is compared: letters without accents, digits and single spaces.

    >>> folded("Mission de l'ONU au Mali"), folded(" minusca ")
    ('mission de l onu au mali', 'minusca')
    """
    signs = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _country_code(text: str) -> str | None:
    try:
        return country(text).code
    except UnknownCountry:
        state = country_in_french(text)
        return state.code if state else None


def _sorted(missions: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(missions)))
