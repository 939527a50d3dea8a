"""The brief that stands in a folder: which files there are ours and may be replaced.

A brief leaves a small hidden file that lists its files with their hashes. Version 0.1 left none;
its files are known by what is in them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from peaceops.durable import check_writable, keep_apart, look_ahead, names_in, read_regular
from peaceops.edition import starter
from peaceops.errors import OutputError

RECORD = ".peaceops.json"
_KIND = "brief"
_MOST_BYTES = 1 << 28
_OURS = re.compile(
    r"brief(?:-short)?\.[a-z]+|tables/[a-z_0-9]+\.csv|charts/[a-z_0-9-]+\.(csv|svg|png)"
)
_OLD_TABLES = ("findings", "perpetrators")  # tables of version 0.1 that are no more
# How the files of version 0.1 start, and what is in them.
_SIGNS = {
    "brief.html": (b"<!DOCTYPE html>", b": options brief, as of "),
    "brief.md": (b"# ", b": options brief\n"),
    "brief.pdf": (b"%PDF-", b": options brief, as of "),
    "brief.json": (b'{\n "schema_version": 1,\n "mission": "', b'"as_of"'),
}


def check_place(out: Path, reads: Iterable[Path] = (), *, what: str = "the edition") -> None:
    """Make sure that a brief may be written to a folder, before anything long is begun.

    Args:
        out: The folder; it need not exist.
        reads: Files and folders that the brief is made from.
        what: What they are, for the error.

    Raises:
        OutputError: It stands in, on or around what is read, or holds something else.
    """
    keep_apart(out, reads, what=what)
    keep_apart(out, [starter()], what="the starter edition that ships with peaceops")
    look_ahead(out, standing, what="the brief")


def check_places(out: Path, reads: Iterable[Path] = ()) -> None:
    """Make sure that briefs may be written to folders within a folder.

    Raises:
        OutputError: It stands in, on or around what is read, or is not empty and holds no brief.
    """
    keep_apart(out, reads, what="the edition")
    keep_apart(out, [starter()], what="the starter edition that ships with peaceops")
    check_writable(out, what="the briefs")
    names = names_in(out)
    if names and not any(_holds_brief(out / name) for name in names):
        raise _foreign(out, names)


def standing(folder: Path) -> dict[str, str]:
    """The files of the brief that stands in a folder, with the SHA-256 of each as it is now.

    Args:
        folder: It need not exist.

    Raises:
        OutputError: The folder is not empty and holds no brief, or a file of the brief was changed
            since it was written.
    """
    names = names_in(folder)
    if not names:
        return {}
    listed = _listed(folder)
    files = _signed(folder) if listed is None else {name: _digest(folder / name) for name in listed}
    files = {name: digest for name, digest in files.items() if digest}
    if not files and listed is None:
        raise _foreign(folder, names)
    changed = [name for name, digest in files.items() if listed and listed[name] != digest]
    if changed:
        raise OutputError(
            f"{', '.join(changed)} was changed since peaceops wrote it; nothing was touched",
            where=str(folder),
            cause="somebody worked on it, and a new brief would take its place",
            remedy="move it elsewhere if you want to keep it, delete it if not, or name another "
            "folder with --out",
        )
    return files


def refuse_collisions(folder: Path, owned: Collection[str], written: Iterable[str]) -> None:
    """Refuse to write over what the brief in a folder does not list as its own.

    Raises:
        OutputError: There is such a file.
    """
    ours = {*owned, RECORD} if _listed(folder) is not None else {*owned}
    names = [*written, RECORD]
    others = [name for name in names if name not in ours and _there(folder / name)]
    if others:
        raise OutputError(
            f"the brief cannot be written: {', '.join(others)} stands in the way and is not "
            "listed as a file of the brief there; nothing was touched",
            where=str(folder),
            remedy="move it elsewhere, or name another folder with --out",
        )


def record(files: Mapping[str, str]) -> bytes:
    """The file that lists the files of a brief with their SHA-256."""
    content = {"peaceops": _KIND, "files": dict(sorted(files.items()))}
    return (json.dumps(content, indent=1) + "\n").encode()


def _foreign(folder: Path, names: list[str]) -> OutputError:
    some = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
    return OutputError(
        f"is not empty and holds no brief of peaceops, but {some}; nothing was touched",
        where=str(folder),
        remedy="name a new or an empty folder with --out",
    )


def _listed(folder: Path) -> dict[str, str] | None:
    """Files that the record lists with their hashes; ``None`` if there is no record."""
    try:
        content = json.loads(read_regular(folder / RECORD, most=1 << 20))
        files = dict(content["files"]) if content["peaceops"] == _KIND else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    if files is None or not all(isinstance(text, str) for pair in files.items() for text in pair):
        return None
    return {name: digest for name, digest in files.items() if _OURS.fullmatch(name)}


def _signed(folder: Path) -> dict[str, str]:
    """Files of a brief of version 0.1, known by what is in them."""
    files = {}
    for name, (start, part) in _SIGNS.items():
        content = _content(folder / name)
        if content is not None and content.startswith(start) and part in content:
            files[name] = hashlib.sha256(content).hexdigest()
    if files:
        from peaceops.brief.tables import NAMES

        for name in (*NAMES, *_OLD_TABLES):
            files[f"tables/{name}.csv"] = _digest(folder / "tables" / f"{name}.csv")
    return files


def _holds_brief(folder: Path) -> bool:
    try:
        return folder.is_dir() and bool(names_in(folder)) and bool(standing(folder))
    except OutputError:
        return _listed(folder) is not None


def _digest(path: Path) -> str:
    content = _content(path)
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return None if path.is_symlink() else read_regular(path, most=_MOST_BYTES)
    except OSError:
        return None


def _there(path: Path) -> bool:
    return path.is_symlink() or path.exists()
