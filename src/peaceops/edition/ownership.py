"""What in a folder is ours: the only files that a new edition may replace or remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from peaceops.durable import names_in, read_regular
from peaceops.edition.manifest import (
    MANIFEST,
    MOST_BYTES,
    REPAIRS,
    contents_of,
    is_table_file,
)
from peaceops.errors import EditionError, OutputError

REPAIRS_HEADER = "file,row,column,found,used,reason"


def starter() -> Path:
    """Folder of the starter edition that ships with the package."""
    return Path(str(files("peaceops") / "starter"))


@dataclass(frozen=True)
class Claim:
    """The edition that stands in a folder, as far as one does.

    Attributes:
        tables: Names of its tables.
        files: Names of its files, the manifest among them.
    """

    tables: frozenset[str] = field(default=frozenset())
    files: frozenset[str] = field(default=frozenset())


def claim(folder: Path) -> Claim:
    """Find what in a folder is an edition of ours.

    Args:
        folder: It need not exist.

    Raises:
        OutputError: It is not empty and holds no edition.
    """
    names = names_in(folder)
    if not names:
        return Claim()
    standing = _claim(folder) if MANIFEST in names else None
    if standing is None:
        some = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
        raise OutputError(
            f"is not empty and holds no edition of peaceops, but {some}; nothing was touched",
            where=str(folder),
            remedy="name a new or an empty folder with --out",
        )
    return standing


def refuse_collisions(folder: Path, owned: Claim, written: Mapping[str, bytes]) -> None:
    """Refuse to write over a file of the user's that has the name of one of ours.

    Raises:
        OutputError: There is such a file, and it holds something else.
    """
    foreign = [name for name in written if name not in owned.files and (folder / name).exists()]
    others = [name for name in foreign if not _same(folder / name, written[name])]
    if others:
        raise OutputError(
            f"holds {', '.join(others)}, which the edition there does not list as its own; "
            "nothing was touched",
            where=str(folder),
            remedy="move that file elsewhere, or name another folder with --out",
        )


def _claim(folder: Path) -> Claim | None:
    try:
        content = contents_of(folder)
    except EditionError:
        return None
    tables, version = content.get("tables"), content.get("schema_version")
    if type(version) is not int or "edition" not in content or not isinstance(tables, dict):
        return None
    names = {MANIFEST}
    for table, entry in tables.items():
        file = entry.get("file") if isinstance(entry, dict) else None
        if not is_table_file(file, table):
            return None
        names.add(str(file))
    if content.get("repairs") is not None or (version == 1 and _has_repairs(folder)):
        names.add(REPAIRS)
    ours = {name for name in names if not (folder / name).is_symlink()}
    return Claim(frozenset(tables), frozenset(ours))


def _has_repairs(folder: Path) -> bool:
    """Editions of version 0.1 do not list their repairs: known by their first line."""
    try:
        start = read_regular(folder / REPAIRS, most=MOST_BYTES * 8)[:200]
    except OSError:
        return False
    return start.splitlines()[:1] == [REPAIRS_HEADER.encode()]


def _same(path: Path, content: bytes) -> bool:
    try:
        return not path.is_symlink() and read_regular(path, most=len(content)) == content
    except OSError:
        return False
