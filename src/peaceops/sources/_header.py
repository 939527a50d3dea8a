"""The header of a delimited text: its separator, its names, and whether it is there at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
# The first line that spreadsheet programs write and read to agree on a separator.
_SEP_LINE = re.compile(r'\A"?sep=(.)"?(?:\r\n|\n|\r)', re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\A(?:[ \t]*(?:\r\n|\n|\r))+")

LONGEST = 1 << 22
"""More letters than the header of any table has."""

MOST_COLUMNS = 5000
"""More columns than any table has that is read."""

GED_NAMES = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The columns of UCDP's events, which it has issued without the row of names."""


@dataclass(frozen=True)
class Header:
    """How a delimited text begins.

    Attributes:
        names: Names of the columns, without blanks around them.
        raw: The names as the file writes them.
        delimiter: What separates them.
        begin: Where the header begins in the text.
        start: Where the first row after the header begins in the text.
        above: The line for spreadsheet programs above the header, which they do not show.
        empty: How many empty lines stand above the header.
        missing: The text has no header; ``names`` are the publisher's standard ones.
        renamed: Names of the file that differ from the layout's in case or blanks only.
    """

    names: tuple[str, ...]
    raw: tuple[str, ...]
    delimiter: str
    begin: int
    start: int
    above: str = ""
    empty: int = 0
    missing: bool = False
    renamed: Mapping[str, str] | None = None

    @property
    def first_row(self) -> int:
        """Number of the first row below it; the header is row 1."""
        return (1 if self.missing else 2) + self.empty


def headers(text: str) -> Iterator[Header]:
    """Read the first line of a text, or of its beginning, by each separator, the comma first.

    Raises:
        csv.Error: The first line cannot be taken apart, such as a field of a million letters.
    """
    begin, above, lines = 0, "", 0
    if line := _SEP_LINE.match(text):
        begin, above = line.end(), line[0].strip()
    if empty := _EMPTY_LINES.match(text[begin : begin + 4096]):
        begin += empty.end()
        lines = len(empty[0].splitlines())
    chunk = text[begin : begin + LONGEST]
    for delimiter in [line[1]] if line else _present(chunk[:65536]):
        stream = io.StringIO(chunk, newline="")
        raw = tuple(next(csv.reader(stream, delimiter=delimiter), []))
        if stream.tell() == LONGEST:
            raise csv.Error("it is longer than any table's header")
        names = tuple(name.strip() for name in raw)
        yield Header(names, raw, delimiter, begin, begin + stream.tell(), above, lines)


def _present(first: str) -> Iterator[str]:
    yield ","
    yield from (separator for separator in SEPARATORS if separator != "," and separator in first)


def settle(text: str, wanted: Iterable[str]) -> Header:
    """Choose the header of a text that has the ``wanted`` columns, or the first if none has.

    Names that differ from a wanted one only in case or blanks are taken for it, when there is
    one such name.

    Raises:
        csv.Error: The first line cannot be taken apart.
    """
    columns = frozenset(wanted)
    candidates = list(headers(text))
    for header in candidates:
        if columns <= set(header.names):
            return header
    for header in candidates:
        if alike := renamed(header.names, columns):
            names = tuple(alike.get(name, name) for name in header.names)
            return replace(header, names=names, renamed=alike)
    for header in candidates:
        if standard := standard_names(header, columns):
            return replace(header, names=standard, raw=standard, start=header.begin, missing=True)
    return candidates[0]


def renamed(names: Sequence[str], wanted: frozenset[str]) -> dict[str, str] | None:
    """Map names to the wanted ones they differ from in case or blanks; None if one is lacking.

    Where the layout writes all its names in small letters, its other columns are taken so too.
    """
    by_key = _by_key(tuple(names))
    if not wanted or not _keys(wanted) <= by_key.keys():
        return None
    mapping = {}
    for name in wanted - set(names):
        if len(by_key[_key(name)]) > 1:
            return None
        mapping[by_key[_key(name)][0]] = name
    if mapping and all(name == name.lower() for name in wanted):
        for originals in by_key.values():
            if len(originals) == 1 and originals[0] not in wanted:
                mapping.setdefault(originals[0], originals[0].lower())
    return {old: new for old, new in mapping.items() if old != new} or None


def standard_names(header: Header, wanted: frozenset[str]) -> tuple[str, ...] | None:
    """Return the standard names for a first row of values that has one for each of them."""
    has_values = len(header.names) == len(GED_NAMES) and header.names[0].isdecimal()
    return GED_NAMES if wanted and has_values and wanted <= set(GED_NAMES) else None


@lru_cache(maxsize=16)
def _by_key(names: tuple[str, ...]) -> dict[str, list[str]]:
    by_key: dict[str, list[str]] = {}
    for name in filter(None, names):
        by_key.setdefault(_key(name), []).append(name)
    return by_key


@lru_cache(maxsize=256)
def _keys(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_key, names))


def _key(name: str) -> str:
    return "".join(name.split()).casefold()
