"""A publisher's YAML: a registry of entries, or one mapping, with the lines they stand on.

What is larger than a registry ever was, or refers to parts of itself, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from peaceops.characters import printable
from peaceops.errors import SourceError
from peaceops.sources._content import AGAIN, DamagedFile, content_of
from peaceops.sources._sheet import Sheet
from peaceops.sources._text import decoded

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_DEEP = 12
_MOST_BYTES = 16 << 20  # sixty times the largest registry

Keys = tuple[str, ...]


def read_registry(path: Path, required: Sequence[str]) -> Sheet:
    """Read a list of entries that have the ``required`` keys, every value as text.

    Values of a list stand with ``|`` between them; those of a nested mapping under ``key.name``.
    The number of a row is the line on which its entry begins.

    Raises:
        SourceError: It is no YAML, no list of entries, refers to parts of itself, or lacks a key.
    """
    rows = [{"row": line, **_plain(entry)} for line, entry in read_entries(path)]
    if not rows:
        raise DamagedFile("holds no entries", where=printable(path.name), remedy=AGAIN)
    names = list(dict.fromkeys(name for row in rows for name in row if name != "row"))
    schema = {"row": pl.UInt32, **dict.fromkeys([*names, *required], pl.String)}
    sheet = Sheet(path.name, pl.DataFrame(rows, schema=schema))
    absent = [name for name in required if name not in names]
    if absent:
        raise _lacks(path, f"no entry has the key {absent[0]!r}", absent[0])
    return sheet


def read_entries(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    """Read a list of entries, each with the line on which it begins.

    Raises:
        SourceError: It is no YAML, no list of entries, or refers to parts of itself.
    """
    with _composed(path) as (node, loader):
        if not isinstance(node, yaml.SequenceNode):
            raise _other(path, 1)
        for item in node.value:
            if not isinstance(item, yaml.MappingNode):
                raise _other(path, item.start_mark.line + 1)
        return [(item.start_mark.line + 1, loader.construct_document(item)) for item in node.value]


def read_mapping(path: Path, required: Sequence[str]) -> tuple[Mapping[str, Any], dict[Keys, int]]:
    """Read a mapping that has the ``required`` keys.

    Returns:
        What it holds, and the line on which each value begins, by the keys that lead to it.

    Raises:
        SourceError: It is no YAML, no mapping, refers to parts of itself, or lacks a key.
    """
    with _composed(path) as (node, loader):
        if not isinstance(node, yaml.MappingNode):
            raise _other(path, 1, "mapping")
        lines = dict(_lines(node))
        content = loader.construct_document(node)
    absent = [name for name in required if name not in content]
    if absent:
        raise _lacks(path, f"there is no key {absent[0]!r}", absent[0])
    return content, lines


def _lines(node: yaml.MappingNode, above: Keys = ()) -> Iterator[tuple[Keys, int]]:
    for key, value in node.value:
        keys = (*above, str(key.value))
        yield keys, value.start_mark.line + 1
        if isinstance(value, yaml.MappingNode):
            yield from _lines(value, keys)


@contextmanager
def _composed(path: Path) -> Iterator[tuple[yaml.Node | None, Any]]:
    """The nodes of a file, and the loader that makes values of them."""
    content = content_of(path)
    text = decoded(content, path)
    try:
        if len(content) > _MOST_BYTES:
            raise ValueError(f"it is larger than {_MOST_BYTES >> 20} MiB")
        _refuse_references(path, text)
        loader = _LOADER(text)
        try:
            yield loader.get_single_node(), loader
        finally:
            loader.dispose()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise DamagedFile(
            f"is no YAML that can be read: {printable(str(error).splitlines()[0])[:160]}",
            where=printable(path.name),
            cause="the file was cut short or edited",
            remedy=AGAIN,
        ) from error


def _lacks(path: Path, what: str, key: str) -> SourceError:
    return SourceError(
        what,
        where=printable(path.name),
        cause="the publisher renamed it, or the file was edited",
        remedy=f"restore the key {key!r} or download the file again",
    )


def _refuse_references(path: Path, text: str) -> None:
    """Refuse what could be small in the file and endless in the memory."""
    deep = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            deep += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            deep -= 1
        if isinstance(event, yaml.AliasEvent) or deep > _MOST_DEEP:
            raise SourceError(
                "refers to parts of itself, or is nested without need",
                where=printable(path.name),
                cause="it is not as its publisher issues it",
                remedy=AGAIN,
            )


def _other(path: Path, line: int, what: str = "list of entries") -> SourceError:
    return SourceError(
        f"is no {what}",
        where=f"{printable(path.name)}, row {line}",
        cause="it is another file, or was edited",
        remedy=AGAIN,
    )


def _plain(entry: Mapping[str, Any]) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for key, value in entry.items():
        if isinstance(value, Mapping):
            values |= {f"{key}.{name}": _text(part) for name, part in value.items()}
        else:
            values[str(key)] = _text(value)
    return values


def _text(value: object) -> str | None:
    if value is None or value == []:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "|".join(str(part) for part in value)
    return str(value)
