"""Who fights whom: the registries of dyads, conflicts and actors beside UCDP's dyad-months.

YAML files, each a list of entries: ``dyads.yaml`` (state-based: a government against a group or
another government), ``nonstate.yaml``, ``onesided.yaml`` (perpetrators, ``government: true`` or
``false``) and ``conflicts.yaml``. Sides have names as UCDP writes them; countries are numbers of
Gleditsch and Ward. ``meta.yaml`` names the release of the figures.

Known defects. The numbers in ``onesided.yaml`` are those of actors, and ``dyad-month.csv`` has
those of dyads: 921 there is Mali's government, which is 72 here, and thirteen numbers mean one
actor here and another there. The countries of a state-based conflict are those of its government,
not those it is fought in: Hezbollah's with Israel has Israel alone. Names carry blanks at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from peaceops.characters import printable
from peaceops.domain.bounds import GW_NUMBERS, LAST_YEAR
from peaceops.domain.countries import UnknownCountry, country, state_of, states_of_gw
from peaceops.domain.violence_types import NON_STATE, STATE_BASED
from peaceops.sources._content import DamagedFile
from peaceops.sources._ledger import Ledger
from peaceops.sources._parsed_file import ParsedFile, Reader
from peaceops.sources._yaml import read_entries, read_mapping
from peaceops.sources.ucdp_tabulated import LARGEST_NUMBER, PUBLICATION

NO_STATE = "number of a state that the list of states does not have, as Hyderabad (751)"
FIRST_YEAR = 1946
SUFFIXES = (".yaml", ".yml")
_TEXTS = {"name": pl.String, "countries": pl.String, "years": pl.String}
_ENTRY = Mapping[str, Any]


class _Entries(Ledger):
    """Entries of a registry and what is wrong in them; ``row`` is the line where one begins."""

    def __init__(self, path: Path) -> None:
        self.entries = read_entries(path)
        rows = [(line, str(entry.get("name"))) for line, entry in self.entries]
        schema = {"row": pl.Int64, "name": pl.String}
        super().__init__(path.name, pl.DataFrame(rows, schema, orient="row"))

    @property
    def release(self) -> str:
        """The last year in which anyone of the registry was active."""
        years = [year for line, entry in self.entries for year in self.years(line, entry)]
        return f"to {max(years)}" if years else ""

    def column(self, read: Callable[[int, _ENTRY], Any]) -> list[Any]:
        """What ``read`` makes of each entry and its line."""
        return [read(line, entry) for line, entry in self.entries]

    def refuse(self, line: int, field: str, value: object, problem: str, remedy: str) -> None:
        """Note a problem of one value of an entry."""
        shown = printable(str(value))[:60]
        self.note(line, f"{field} {shown!r} {problem}", problem, remedy, column=field)

    def number(self, line: int, entry: _ENTRY, field: str = "id") -> int | None:
        """A number of UCDP's."""
        value = entry.get(field)
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < LARGEST_NUMBER:
            return value
        self.refuse(line, field, value, "is no number of UCDP's", "look it up in UCDP's data")
        return None

    def text(self, line: int, entry: _ENTRY, field: str = "name") -> str | None:
        """A name without blanks around it."""
        value = entry.get(field)
        if isinstance(value, str) and value.strip() and printable(value) == value:
            return value.strip()
        self.refuse(line, field, value, "is no name", "write the name in letters")
        return None

    def years(self, line: int, entry: _ENTRY) -> list[int]:
        """Years in which it was active, in order."""
        values = entry.get("active_years")
        if isinstance(values, list) and all(_is_whole(v, FIRST_YEAR, LAST_YEAR) for v in values):
            return sorted(set(values))
        self.refuse(line, "active_years", values, "is no list of years", "write years as - 2023")
        return []

    def codes(self, line: int, numbers: object, years: list[int]) -> list[str]:
        """ISO 3 codes of Gleditsch-Ward numbers: of the state that bore each last."""
        if not isinstance(numbers, list):
            self.refuse(line, "countries", numbers, "is no list", "write numbers as - 432")
            return []
        if not all(_is_whole(number, 1, GW_NUMBERS) for number in numbers):
            self.refuse(line, "countries", numbers, "holds what is no Gleditsch-Ward number",
                "correct the number",
            )  # fmt: skip
            return []
        codes = [_code(number, max(years, default=LAST_YEAR)) for number in numbers]
        for number, code in zip(numbers, codes, strict=True):
            if code is None:
                self.report(line, "countries", str(number), "(dropped)", NO_STATE)
        return sorted({code for code in codes if code})


def read_dyads(path: Path) -> ParsedFile:
    """Read state-based dyads as ``ucdp.dyads``.

    Columns: dyad, type, name, side_a, side_b, government_a, government_b, conflict, form (as
    ``intrastate``), countries (of governments that are sides; semicolons between them), row.

    Raises:
        SourceError: An entry is not as the registry writes it; all such are listed.
    """
    book = _Entries(path)
    states = book.column(lambda line, entry: _sides(book, line, entry))
    return _dyads(
        book,
        STATE_BASED,
        governments=([bool(a) for a, _ in states], [bool(b) for _, b in states]),
        conflict=book.column(lambda line, entry: book.number(line, entry, "conflict")),
        form=book.column(lambda line, entry: book.text(line, entry, "type")),
        countries=[_joined(sorted({*a, *b})) for a, b in states],
    )


def read_non_state(path: Path) -> ParsedFile:
    """Read non-state dyads as ``ucdp.dyads``; countries are those they fought in."""
    book = _Entries(path)
    no = [False] * len(book.entries)
    return _dyads(
        book,
        NON_STATE,
        governments=(no, no),
        conflict=[None] * len(book.entries),
        form=["non-state"] * len(book.entries),
        countries=book.column(_countries(book)),
    )


def read_one_sided(path: Path) -> ParsedFile:
    """Read perpetrators of one-sided violence as ``ucdp.perpetrators``.

    Columns: actor, name, government, countries (those it killed in), years (those with 25 killed
    or more), row.
    """
    book = _Entries(path)
    frame = pl.DataFrame(
        {
            "actor": book.column(book.number),
            "name": book.column(book.text),
            "government": book.column(lambda line, entry: _flag(book, line, entry)),
            "countries": book.column(_countries(book)),
            "years": book.column(lambda line, entry: _joined(book.years(line, entry))),
            "row": book.frame["row"],
        },
        schema_overrides=_TEXTS,
    )
    book.settle()
    return book.parsed_file({"ucdp.perpetrators": book.distinct(frame, ("actor",))}, book.release)


def read_conflicts(path: Path) -> ParsedFile:
    """Read conflicts as ``ucdp.conflicts``: conflict, name, countries, territory, row.

    ``territory`` is the code of the country that the disputed territory is named for, such as
    ``LBN`` in ``Israel: Southern Lebanon``; null where it is named for none.
    """
    book = _Entries(path)
    names = book.column(book.text)
    frame = pl.DataFrame(
        {
            "conflict": book.column(book.number),
            "name": names,
            "countries": book.column(_countries(book)),
            "territory": [None if name is None else _territory(name) for name in names],
            "row": book.frame["row"],
        },
        schema_overrides={**_TEXTS, "territory": pl.String},
    )
    book.settle()
    return book.parsed_file({"ucdp.conflicts": book.distinct(frame, ("conflict",))}, book.release)


def read_release(path: Path) -> ParsedFile:
    """Read the release of the figures as ``ucdp.release``: release (``26.1``), built (a day)."""
    content, _ = read_mapping(path, ["ucdp_release"])
    release = content["ucdp_release"]
    if not (isinstance(release, str | float) and re.fullmatch(r"\d{2}\.\d{1,2}", str(release))):
        raise DamagedFile(f"ucdp_release {printable(str(release))[:60]!r} is no release",
            where=path.name, remedy="write it as '26.1'",
        )  # fmt: skip
    day = re.match(r"\d{4}-\d\d-\d\d", str(content.get("built", "")))
    try:
        built = date.fromisoformat(day[0]) if day else None
    except ValueError:
        built = None
    frame = pl.DataFrame(
        {"row": [1], "release": [str(release)], "built": [built]},
        schema_overrides={"built": pl.Date},
    )
    return ParsedFile({"ucdp.release": frame}, (), str(release))


def _dyads(
    book: _Entries, type_: str, *, governments: tuple[list[bool], list[bool]], **columns: list[Any]
) -> ParsedFile:
    frame = pl.DataFrame(
        {
            "dyad": book.column(book.number),
            "type": [type_] * len(book.entries),
            "name": book.column(book.text),
            "side_a": book.column(lambda line, entry: book.text(line, entry, "side_a")),
            "side_b": book.column(lambda line, entry: book.text(line, entry, "side_b")),
            "government_a": governments[0],
            "government_b": governments[1],
            **columns,
            "row": book.frame["row"],
        },
        schema_overrides={**_TEXTS, "conflict": pl.Int64},
    )
    book.settle()
    return book.parsed_file({"ucdp.dyads": book.distinct(frame, ("dyad",))}, book.release)


def _sides(book: _Entries, line: int, entry: _ENTRY) -> tuple[list[str], list[str]]:
    """Codes of the states that are side a and side b."""
    sides, years = entry.get("gwno"), book.years(line, entry)
    if not isinstance(sides, Mapping) or not {"a", "b"} <= set(sides):
        book.refuse(line, "gwno", sides, "names no states of sides a and b",
            "write a: and b: with a list each",
        )  # fmt: skip
        return [], []
    return book.codes(line, sides["a"], years), book.codes(line, sides["b"], years)


def _countries(book: _Entries) -> Callable[[int, _ENTRY], str | None]:
    return lambda line, entry: _joined(
        book.codes(line, entry.get("countries"), book.years(line, entry))
    )


def _joined(values: Sequence[object]) -> str | None:
    return "; ".join(map(str, values)) or None


def _flag(book: _Entries, line: int, entry: _ENTRY) -> bool | None:
    value = entry.get("government")
    if isinstance(value, bool):
        return value
    book.refuse(line, "government", value, "is neither true nor false", "write true or false")
    return None


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _code(number: int, year: int) -> str | None:
    return state_of("gw", number, year) or min(states_of_gw(number), default=None)


def _territory(conflict: str) -> str | None:
    """Country that the disputed territory is named for, itself or its south."""
    _, _, territory = conflict.partition(":")
    for name in (part.strip().removeprefix("Southern ") for part in territory.split("/")):
        try:
            return country(name).code
        except UnknownCountry:
            continue
    return None


def _reader(layout: str, keys: str, read: Callable[[Path], ParsedFile]) -> Reader:
    return Reader(PUBLICATION, layout, frozenset(keys.split()), read, SUFFIXES)


READERS: tuple[Reader, ...] = (
    _reader("dyads", "id conflict name side_a side_b gwno active_years", read_dyads),
    _reader(
        "non-state dyads",
        "id name side_a side_b organization_level countries active_years",
        read_non_state,
    ),
    _reader("one-sided actors", "id name government countries active_years", read_one_sided),
    _reader("conflicts", "id name incompatibility countries active_years", read_conflicts),
    _reader("release of the tables", "ucdp_release annual_coverage_end data_through", read_release),
)
