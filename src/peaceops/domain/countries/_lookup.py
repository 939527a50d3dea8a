"""Lookups over ``countries.csv`` (one row a state) and ``names.csv`` (one row a spelling).

A spelling with ``prose`` ``no`` is an abbreviation, a slip or a word of several meanings: it is
understood in a publisher's column of countries and not looked for in a text.

A spelling matches whatever its case, accents, full stops and apostrophes, with or without "the",
with ``&`` or "and", ``St`` or "Saint", and also where UTF-8 was read as another encoding.
Two-letter codes are not understood there: ``NA`` is both Namibia and "not available". Where a code
is all that can stand, ``country_of_two_letters`` reads ``two_letters.csv`` (ISO 3166-1 alpha-2).
``other_numbers.csv`` holds the numbers that a publisher uses beside a state's own.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl
from rapidfuzz import fuzz

from peaceops.errors import PeaceopsError, nearest

ALWAYS = (0, 9999)
# A mark of a footnote behind a name: (1), [2], 3/, a/, * and raised figures.
HOW_TO_WRITE = "write the name in English or as an ISO 3166 alpha-3 code"
_FOOTNOTE = re.compile(r"\s*(\([0-9a-c]{1,2}\)|\[[0-9a-c]{1,2}\]|\b[0-9a-c]{1,2}/|[*†‡¹²³]+)\s*$")
_SHORT = {
    "st": "saint",
    "rep": "republic",
    "dem": "democratic",
    "islam": "islamic",
    "fed": "federated",
    "sts": "states",
}
_LIKE = 80.0
"""Per cent of likeness from which a spelling is worth suggesting: Total is not Portugal."""


class UnknownCountry(PeaceopsError):  # noqa: N818 - reads as a sentence where it is caught
    """A country name, code or number that no table holds.

    Attributes:
        name: The name as it stood (a number is written out).
    """

    def __init__(self, name: str, remedy: str | None = None) -> None:
        self.name = name
        super().__init__(f"{name!r} is not a country we know", remedy=remedy)


_TAKES_ARTICLE = re.compile(r"Republic|Federation|Kingdom|United|State of|Netherlands|Philippines")

PERMANENT_MEMBERS = ("CHN", "FRA", "GBR", "RUS", "USA")
"""Permanent members of the Security Council; ``SUN`` held the seat of ``RUS`` before it."""


@dataclass(frozen=True)
class Country:
    """A state or territory.

    Attributes:
        code: ISO 3166-1 alpha-3, also withdrawn ones (``SUN``); ``XKX`` for Kosovo.
        name: Short English name, as the United Nations writes it where it does.
        gw: Number in the Gleditsch-Ward list of independent states.
        m49: Number in the United Nations' M49 standard (withdrawn ones as in ISO 3166-3).
        first: Year in which it became independent, when that was after 1945.
        last: Year in which it ended.
    """

    code: str
    name: str
    gw: int | None
    m49: int | None
    first: int | None = None
    last: int | None = None


def country(name_or_code: str) -> Country:
    """Find a country by its code or any of its names.

    Raises:
        UnknownCountry: No table holds the name; the remedy names the nearest ones.
    """
    code = _code_of(name_or_code)
    if code is None:
        raise _unknown_name(name_or_code)
    return _countries()[code]


def country_of_two_letters(code: str) -> Country:
    """Find a country by its ISO 3166-1 alpha-2 code, as ``NO``; ``UK`` is read as ``GB``.

    Raises:
        UnknownCountry: No country has the code; the remedy asks for three letters.
    """
    name = _two_letters().get(code.upper())
    if name is None:
        raise UnknownCountry(code, HOW_TO_WRITE)
    return _countries()[name]


def country_codes() -> list[str]:
    """All codes, of states that have ended too, in alphabetical order."""
    return sorted(_countries())


def name_of(code: str) -> str:
    """Give the short English name of a code."""
    if code not in _countries():
        raise _unknown_name(code)
    return _countries()[code].name


def name_in_a_sentence(code: str) -> str:
    """Give the short English name of a code as a sentence has it, with an article where due.

    >>> name_in_a_sentence("COD"), name_in_a_sentence("MLI")
    ('the Democratic Republic of the Congo', 'Mali')
    """
    name = name_of(code)
    return f"the {name}" if _TAKES_ARTICLE.search(name) else name


def names_in_prose() -> list[tuple[str, str]]:
    """Names and codes of states as texts in English write them: ``("Ivory Coast", "CIV")``."""
    spellings = [*_lines("names.csv")]
    not_in_prose = {line["spelling"] for line in spellings if line["prose"] == "no"}
    pairs = [(state.name, state.code) for state in _countries().values()]
    pairs += [(line["spelling"], line["code"]) for line in spellings]
    return [(name, code) for name, code in pairs if name not in not_in_prose]


def demonyms() -> list[tuple[str, str]]:
    """English words for a state's people and what is theirs: ``("Malians", "MLI")``."""
    return [(line["demonym"], line["code"]) for line in _lines("demonyms.csv")]


def french_names() -> list[tuple[str, str, str]]:
    """French words for states: form, code, and whether it is a name, a capital or a demonym."""
    return [(line["form"], line["means"], line["how"]) for line in _lines("french.csv")]


def country_in_french(name: str) -> Country | None:
    """Find a country by its French name, whatever its case and accents; ``None`` if it is none.

    >>> country_in_french("centrafrique").code
    'CAF'
    """
    return _countries().get(_french_spellings().get(_fold(name), ""))


def codes_of(names: pl.Series) -> pl.Series:
    """Give the code of each name or code, whatever its publisher; nulls stay null.

    Raises:
        UnknownCountry: For the first name that no table holds.
    """
    meaning: dict[str, str] = {}
    for name in names.drop_nulls().unique(maintain_order=True):
        code = _code_of(name)
        if code is None:
            raise _unknown_name(name)
        meaning[name] = code
    return _translate(names.cast(pl.String), meaning)


def codes_of_gw(numbers: pl.Series, years: pl.Series) -> pl.Series:
    """Give the code of each Gleditsch-Ward number in its year, as UCDP numbers countries.

    A year counts for the state that stood at its start: 365 is ``SUN`` to 1991 and ``RUS`` after,
    345 is ``YUG`` to 2002, ``SCG`` to 2006 and ``SRB`` after (340 is always ``SRB``).

    Args:
        numbers: Numbers; null stays null.
        years: Year of each; where it is null, a number that several states bore gives null.

    Raises:
        UnknownCountry: For the first number that is not in the list.
    """
    return _by_number("gw", numbers, years)


def state_of(scheme: str, number: int, year: int) -> str | None:
    """Code of the state that bore a number in a year; nothing where none did.

    A number that one state alone ever bore is that state's in any year: publishers use it before
    independence too.

    Args:
        scheme: ``gw`` (Gleditsch-Ward), ``cow`` (Correlates of War) or ``m49``.
        number: The number.
        year: The year.
    """
    states = _numbers()[scheme].get(number, [])
    if len(states) == 1:
        return states[0][0]
    return next((code for code, first, last in states if first <= year <= last), None)


def states_of_gw(number: int) -> frozenset[str]:
    """Codes of all states that ever bore a Gleditsch-Ward number; empty where none did."""
    return frozenset(code for code, _first, _last in _numbers()["gw"].get(number, []))


def codes_of_cow(numbers: pl.Series, years: pl.Series) -> pl.Series:
    """Give the code of each Correlates of War number in its year.

    It differs from Gleditsch-Ward's in Germany, Yemen and four Pacific states: 970 is Kiribati in
    the one and Nauru in the other.
    """
    return _by_number("cow", numbers, years)


def codes_of_m49(numbers: pl.Series) -> pl.Series:
    """Give the code of each M49 number, old (736, Sudan to 2011) or new (729); null stays null."""
    return _by_number("m49", numbers, pl.Series([None] * len(numbers), dtype=pl.Int64))


def _by_number(scheme: str, numbers: pl.Series, years: pl.Series) -> pl.Series:
    numbers = numbers.cast(pl.Int64)
    states_of_number = _numbers()[scheme]
    single: dict[int, str] = {}
    for number in numbers.drop_nulls().unique(maintain_order=True):
        if number not in states_of_number:
            raise UnknownCountry(
                str(number), f"check that it is a number of the {scheme.upper()} list"
            )
        if len(states_of_number[number]) == 1:
            single[number] = states_of_number[number][0][0]
    codes = _translate(numbers, single)
    years = years.cast(pl.Int64)
    for number in set(numbers.drop_nulls()) - set(single):
        for code, first, last in states_of_number[number]:
            here = (numbers == number) & years.is_between(first, last)
            codes = codes.set(here.fill_null(False), code)
    return codes


def _translate(values: pl.Series, meaning: dict[str, str] | dict[int, str]) -> pl.Series:
    return values.replace_strict(meaning, default=None, return_dtype=pl.String)


def _code_of(name: str) -> str | None:
    """Code of a spelling, or of one with the mark of a footnote behind it: ``Mali (1)``."""
    spellings = _spellings()
    return spellings.get(_fold(name)) or spellings.get(_fold(_FOOTNOTE.sub("", name)))


def _unknown_name(name: str) -> UnknownCountry:
    wanted = _fold(name)
    near = nearest(wanted, _spellings(), limit=6) if wanted else []
    near = [spelling for spelling in near if fuzz.ratio(wanted, spelling) >= _LIKE]
    names = list(dict.fromkeys(_countries()[_spellings()[spelling]].name for spelling in near))[:3]
    if not names:
        return UnknownCountry(name, HOW_TO_WRITE)
    return UnknownCountry(name, f"Did you mean {' or '.join(names)}? If not, {HOW_TO_WRITE}")


def _fold(name: str) -> str:
    """Reduce a spelling to what is compared."""
    text = unicodedata.normalize("NFKD", _reencoded(name).replace("&", " and "))
    text = "".join(sign for sign in text if not unicodedata.combining(sign)).casefold()
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"[.'’‘`´]", "", text)).split()
    return " ".join(_SHORT.get(word, word) for word in words if word != "the")


def _reencoded(name: str) -> str:
    """Undo UTF-8 that was read as Latin-1 or Windows-1252."""
    if name.isascii():
        return name
    for encoding in ("latin-1", "cp1252"):
        try:
            return name.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return name


@cache
def _countries() -> dict[str, Country]:
    return {
        line["code"]: Country(
            code=line["code"],
            name=line["name"],
            gw=_whole(line["gw"]),
            m49=_whole(line["m49"]),
            first=_whole(line["first"]),
            last=_whole(line["last"]),
        )
        for line in _lines("countries.csv")
    }


@cache
def _two_letters() -> dict[str, str]:
    return {line["two"]: line["code"] for line in _lines("two_letters.csv")} | {"UK": "GBR"}


@cache
def _spellings() -> dict[str, str]:
    names = {
        _fold(text): state.code
        for state in _countries().values()
        for text in (state.code, state.name)
    }
    return names | {_fold(line["spelling"]): line["code"] for line in _lines("names.csv")}


@cache
def _french_spellings() -> dict[str, str]:
    return {_fold(form): code for form, code, how in french_names() if how == "name"}


@cache
def _numbers() -> dict[str, dict[int, list[tuple[str, int, int]]]]:
    """Scheme and number to the states that bore it, by the years they did, last first year last."""
    by_scheme: dict[str, dict[int, list[tuple[str, int, int]]]] = {"gw": {}, "cow": {}, "m49": {}}

    def add(
        scheme: str, number: int | None, code: str, first: int | None, last: int | None
    ) -> None:
        if number is not None:
            years = (code, first or ALWAYS[0], last or ALWAYS[1])
            by_scheme[scheme].setdefault(number, []).append(years)

    others = list(_lines("other_numbers.csv"))
    for line in others:
        add(
            line["scheme"],
            int(line["number"]),
            line["code"],
            _whole(line["first"]),
            _whole(line["last"]),
        )
    differing = set(by_scheme["cow"]) - {345}
    for state in _countries().values():
        add("gw", state.gw, state.code, state.first, state.last)
        add("m49", state.m49, state.code, None, None)
        if state.gw not in differing:
            add("cow", state.gw, state.code, state.first, state.last)
    for scheme in by_scheme.values():
        for states in scheme.values():
            states.sort(key=lambda years: years[1])
    return by_scheme


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _lines(file: str) -> Iterator[dict[str, str]]:
    text = files("peaceops.domain.countries").joinpath(file).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
