"""Which reader reads a file: told from its content, not from its name."""

from __future__ import annotations

import csv
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from peaceops.characters import printable
from peaceops.sources import _foreign
from peaceops.sources._archive import is_archive, office_file
from peaceops.sources._content import AGAIN, DamagedFile, content_of, head_of
from peaceops.sources._foreign import Skip
from peaceops.sources._header import (
    MOST_COLUMNS,
    SEPARATORS,
    Header,
    headers,
    renamed,
    standard_names,
)
from peaceops.sources._json import parsed_json
from peaceops.sources._parsed_file import Reader
from peaceops.sources._text import glimpse

MODULES = (
    "undl",
    "sciences_po",
    "council_affairs",
    "vetoes",
    "council_members",
    "data_hub_missions",
    "data_hub_personnel",
    "data_hub_money",
    "ga_budgets",
    "ipi",
    "contributor_years",
    "geopko",
    "tamm",
    "dyad_months",
    "un_expenses",
    "un_texts",
    "ucdp_events",
    "ucdp_tabulated",
    "ucdp_registry",
    "ucdp_country_year",
    "views",
    "views_challenge",
    "pace",
    "issued_scores",
    "ideal_points",
    "peace_agreements",
    "state_years",
    "natural_earth",
    "priogrid",
    "users_tables",
)

ALIKE = 0.75
NEARLY_ALL = 0.9
"""The share of a layout's columns from which a file is taken for it though one is lacking."""
SAME_WORD = 80.0
"""How alike two names are, of 100, that are taken for one name written otherwise."""
PARQUET = b"PAR1"
_TITLE = 1 << 16
_SOURCES = "`peaceops data sources` lists what is read and where to download it"
_TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".dat", "")
_YAML = (".yaml", ".yml")
_TEXTS = (".md", ".rst", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".log", ".py", ".r", ".do")


@dataclass(frozen=True)
class Recognition:
    """A file and the reader for it, or the reason why there is none and what the user can do."""

    path: Path
    reader: Reader | None
    reason: str = ""
    remedy: str = ""


def all_readers() -> tuple[Reader, ...]:
    """Every reader of every publisher."""
    readers: list[Reader] = []
    for name in MODULES:
        readers.extend(import_module(f"peaceops.sources.{name}").READERS)
    return tuple(readers)


def recognise(path: Path, readers: Iterable[Reader]) -> Recognition:
    """Find the reader of a file by its content, or say why no reader knows it.

    A file that has all columns of a layout but one, or others named much like those it lacks, is
    taken for it, so that the reader can say which column was renamed. One that only resembles a
    layout is not read.

    Args:
        path: An ordinary file.
        readers: The readers to choose from.
    """
    try:
        chosen = _chosen(path, tuple(readers))
    except DamagedFile as error:
        return Recognition(path, None, error.what, error.remedy or AGAIN)
    if isinstance(chosen, Reader):
        return Recognition(path, chosen)
    return Recognition(path, None, *chosen)


def _chosen(path: Path, readers: Sequence[Reader]) -> Reader | Skip:
    if is_archive(path):
        if office := office_file(path):
            return office, _foreign.CSV if "Excel" in office or "ods" in office else _foreign.LEAVE
        return "an archive inside an archive", "unpack it, and give the files in it"
    head = head_of(path)
    if not head.strip(b" \t\r\n\xef\xbb\xbf"):
        return "the file is empty", AGAIN
    if skip := _foreign.foreign_bytes(head):
        return skip
    if head.startswith(PARQUET):
        by = _by_parquet
    elif path.suffix.lower() == ".shp":
        by = _by_shapefile
    else:
        by = _by_json if _foreign.is_json(head) else _by_text
    return by(path, readers)


def _by_parquet(path: Path, readers: Sequence[Reader]) -> Reader | Skip:
    # Loaded here: whoever opens an edition imports its bounds from this room, and reads no file.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        names = frozenset(pq.read_schema(path).names)
    except (pa.ArrowException, OSError, ValueError) as error:
        return f"damaged Parquet: {printable(str(error).splitlines()[0])[:160]}", AGAIN
    return _by_columns(path, names, readers, ".parquet")


def _by_shapefile(path: Path, readers: Sequence[Reader]) -> Reader | Skip:
    import shapefile  # type: ignore[import-untyped]  # noqa: PLC0415 - as pyarrow

    lacking = [end for end in (".dbf", ".shx") if not path.with_suffix(end).is_file()]
    if lacking:
        return (
            f"a shapefile without its {' and '.join(lacking)}",
            "unpack the publisher's archive again, with all its files in one folder",
        )
    try:
        with shapefile.Reader(dbf=str(path.with_suffix(".dbf")), encoding="utf-8") as table:
            names = [str(field[0]) for field in table.fields]
    except (shapefile.ShapefileException, struct.error, OSError, ValueError, IndexError) as error:
        return f"a damaged shapefile: {printable(str(error))[:160]}", AGAIN
    reader = next(reader for reader in readers if ".shp" in reader.suffixes)
    if {"ADM0_A3", "ISO_A3"} <= set(names):
        return reader
    shown = ", ".join(names[1:5])
    return (
        f"a shapefile of other things than Natural Earth's countries (fields: {printable(shown)})",
        "download admin 0 from naturalearthdata.com if outlines are wanted",
    )


def _by_json(path: Path, readers: Sequence[Reader]) -> Reader | Skip:
    if path.stat().st_size > _foreign.MOST_JSON:
        return "a JSON file larger than any that is read", _SOURCES
    try:
        content = parsed_json(content_of(path))
    except ValueError as error:
        return f"damaged JSON: {printable(str(error))[:160]}", AGAIN
    if isinstance(content, list) and content and isinstance(content[0], dict):
        for reader in readers:
            if ".json" in reader.suffixes and reader.columns <= set(content[0]):
                return reader
    features = content.get("features") if isinstance(content, dict) else None
    outlines = [reader for reader in readers if ".geojson" in reader.suffixes]
    for names in _properties(features if isinstance(features, list) else []):
        if outline := _with_all_columns(outlines, names):
            return outline
    return _foreign.foreign_json(content)


def _properties(features: Sequence[object]) -> Iterator[frozenset[str]]:
    """Names of properties of features, each set of names once."""
    seen = set[frozenset[str]]()
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        names = frozenset(properties) if isinstance(properties, dict) else frozenset[str]()
        if names not in seen:
            seen.add(names)
            yield names


def _by_yaml(text: str, readers: Sequence[Reader]) -> Reader | None:
    """Find the reader that has all its keys in the first entry of a list, or in a mapping."""
    head = text.removeprefix("\ufeff")
    entry = re.match(r"(?:#[^\n]*\n|\s*\n|---\n)*- (.*?)(?:\n- |\Z)", head, re.S)
    keys = re.findall(r"^(?:  )?(\w+):", entry[1] if entry else head, re.M)
    registries = [reader for reader in readers if ".yaml" in reader.suffixes]
    return _with_all_columns(registries, frozenset(keys))


def _by_text(path: Path, readers: Sequence[Reader]) -> Reader | Skip:
    text = glimpse(head_of(path))
    ending = Path(path.name.lower().removesuffix(".gz")).suffix
    if _foreign.is_binary(text[:8192]):
        return "no text, and no format that is read", _foreign.LEAVE
    if ending in _YAML and (reader := _by_yaml(text, readers)):
        return reader
    if ending in _TEXTS:
        return f"a text file ({ending}), not a table", _foreign.LEAVE
    try:
        tops = list(headers(text))
    except csv.Error as error:
        return f"its first line cannot be read as a table: {error}", _SOURCES
    widest = max(tops, key=lambda top: len(top.names))
    if len(widest.names) > MOST_COLUMNS:
        return f"a table of more than {MOST_COLUMNS} columns", _SOURCES
    suited = [reader for reader in readers if _suits(path, reader, ".csv") and reader.columns]
    whole = (_whole(top, suited) for top in tops)
    return (
        next(filter(None, whole), None)
        or _under_title(text, len(widest.names), suited)
        or _by_columns(path, frozenset(widest.names), readers, ".csv")
    )


def _under_title(text: str, width: int, suited: Sequence[Reader]) -> Skip | None:
    """Find a layout's header under a title or notes, which have fewer fields than it."""
    lines = text[:_TITLE].splitlines(keepends=True)[:10]
    begin = 0
    for number, line in enumerate(lines, start=1):
        rest = text[begin : begin + _TITLE]
        begin += len(line)
        if number == 1 or max(map(line.count, SEPARATORS)) < width:
            continue
        try:
            tops = list(headers(rest))
        except csv.Error:
            continue
        if any(_whole(top, suited) for top in tops):
            return (
                f"has its header in line {number}, under lines that are no table",
                "delete the lines above the header",
            )
    return None


def _whole(top: Header, suited: Sequence[Reader]) -> Reader | None:
    """Find the reader that has all its columns in a header, if need be in other letters."""
    names = frozenset(top.names)
    for has in (
        lambda reader: reader.columns <= names,
        lambda reader: renamed(top.names, reader.columns) is not None,
        lambda reader: standard_names(top, reader.columns) is not None,
    ):
        if whole := [reader for reader in suited if has(reader)]:
            return max(whole, key=_width)
    return None


def _by_columns(
    path: Path, names: frozenset[str], readers: Sequence[Reader], ending: str
) -> Reader | Skip:
    """Choose among the readers of a kind of file by its columns, or say what the columns tell."""
    suited = [reader for reader in readers if _suits(path, reader, ending) and reader.columns]
    if reader := _with_all_columns(suited, names):
        return reader
    if skip := _foreign.foreign_table(names):
        return skip
    if other := _with_all_columns((reader for reader in readers if reader.columns), names):
        return (
            f"has the columns of {_layout(other)}, which is read only from names that end in "
            f"{' or '.join(other.suffixes[:2])}",
            "give the file its publisher's name and format if it is that",
        )
    return _by_likeness(names, suited)


def _with_all_columns(readers: Iterable[Reader], names: frozenset[str]) -> Reader | None:
    """The reader that has all its columns among some names, the one with most of several."""
    whole = (reader for reader in readers if reader.columns <= names)
    return max(whole, key=_width, default=None)


def _width(reader: Reader) -> int:
    return len(reader.columns)


def _by_likeness(names: frozenset[str], suited: Sequence[Reader]) -> Reader | Skip:
    best = max(suited, key=lambda reader: _likeness(reader, names), default=None)
    if best is not None and _likeness(best, names) >= ALIKE:
        lacking = sorted(best.columns - names)
        one_renamed = len(lacking) == 1 and (
            _likeness(best, names) >= NEARLY_ALL or len(names) == len(best.columns)
        )
        if one_renamed or _look_alikes(lacking, names - best.columns):
            return best
        shown = ", ".join(map(repr, lacking[:6])) + (" ..." if len(lacking) > 6 else "")
        return (
            f"resembles {_layout(best)}, but has no column {shown}",
            "download the file again if it is that; leave it if it is another table",
        )
    shown = ", ".join(printable(name)[:40] for name in sorted(names)[:4])
    return f"no layout we know (columns: {shown} ...)", _SOURCES


def _look_alikes(lacking: Sequence[str], others: Iterable[str]) -> bool:
    """Tell whether each name has one like it among the others: a column that was renamed."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - as pyarrow

    left = set(others)
    for name in lacking:
        like = [other for other in left if fuzz.ratio(name.lower(), other.lower()) >= SAME_WORD]
        if not like:
            return False
        left.discard(max(like, key=lambda other: fuzz.ratio(name, other)))
    return True


def _likeness(reader: Reader, names: frozenset[str]) -> float:
    return len(reader.columns & names) / len(reader.columns)


def _layout(reader: Reader) -> str:
    return f"{reader.publication.id} ({reader.layout})"


def _suits(path: Path, reader: Reader, ending: str) -> bool:
    """Tell whether a reader takes a file of this name, as if it ended as its content says."""
    stem = path.name.lower().removesuffix(".gz")
    if ending == ".csv":
        end = Path(stem).suffix
        if end not in _TABLE_ENDINGS and not re.fullmatch(r"\.[\d_]+", end):
            return False
        stem = stem.removesuffix(end if end in _TABLE_ENDINGS else "") + ending
    return stem.endswith(reader.suffixes) or f"{stem}.gz".endswith(reader.suffixes)
