"""The files below folders, in a fixed order; nothing is passed over without a word.

Hidden files and the parts of a shapefile are left out. A link to a folder is named and not
followed: it may lead above the folder, round for ever, or to a whole disk. Pipes, devices and
sockets are named and never opened.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from peaceops.characters import printable_name
from peaceops.durable import special_kind

# Parts of a shapefile that are read together with it.
COMPANION_SUFFIXES = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj")
# Folders that other systems add to an archive.
_ADDED = ("__MACOSX",)
NOTHING = "nothing needs to be done"
READ_ALREADY = "a folder that is read already"
SPECIAL_REMEDY = "give an ordinary file"
_MOST_NAME = 300


@dataclass(frozen=True)
class InputFile:
    """A file the user gave, or a thing that stands where a file may stand.

    Attributes:
        path: Where it is.
        name: Its name in messages and in the edition: relative to the folder given, printable,
            unlike every other.
        reason: Why it cannot be opened at all; empty if it can.
        remedy: What the user can do then.
    """

    path: Path
    name: str
    reason: str = ""
    remedy: str = ""


def find_files(sources: Path | Sequence[Path]) -> list[InputFile]:
    """List every file of one or several folders, or the files themselves, in a fixed order.

    A file that several sources or links lead to is listed once. Files of the same name in two
    sources are named with their folder before them.
    """
    roots = [sources] if isinstance(sources, Path) else list(sources)
    folders: set[str] = set()
    listed = [
        (root, file)
        for root in roots
        for file in (
            _below(root, folders)
            if os.path.isdir(root)  # noqa: PTH112 - false, not an error, where it may not be seen
            else [_looked_at(root, _plain(root.name or str(root)))]
        )
    ]
    return _apart(_once(listed))


def _below(root: Path, folders: set[str]) -> list[InputFile]:
    if os.path.realpath(root) in folders:
        return [InputFile(root, _plain(root.name), READ_ALREADY, NOTHING)]
    files = sorted(_entries(root, folders), key=lambda path: path.relative_to(root).parts)
    shapes = {path.with_suffix("") for path in files if path.suffix.lower() == ".shp"}
    listed = []
    for path in files:
        companion = path.suffix.lower() in COMPANION_SUFFIXES
        if companion and path.with_suffix("") in shapes:
            continue
        name = path.relative_to(root).as_posix() if path != root else root.name
        file = _looked_at(path, _plain(name))
        if companion and not file.reason:
            file = replace(
                file,
                reason="part of a shapefile whose .shp is not beside it",
                remedy="unpack the publisher's archive again, with all its files in one folder",
            )
        listed.append(file)
    return listed


def _entries(root: Path, folders: set[str]) -> Iterator[Path]:
    """Yield what is no folder below ``root``, and folders that are not entered."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        if os.path.realpath(folder) in folders:
            yield folder
            continue
        folders.add(os.path.realpath(folder))
        try:
            with os.scandir(folder) as entries:
                names = [entry.name for entry in entries]
        except OSError:
            yield folder
            continue
        if not names and folder.suffix:
            yield folder
        for name in names:
            path = folder / name
            if name.startswith(".") or name in _ADDED:
                continue
            if path.is_symlink() or not os.path.isdir(path):  # noqa: PTH112 - as above
                yield path
            else:
                waiting.append(path)


def _once(listed: Sequence[tuple[Path, InputFile]]) -> list[tuple[Path, InputFile]]:
    """Mark a file that a link or another source leads to a second time."""
    # The file itself goes before a link to it: its name may tell the release.
    order = sorted(range(len(listed)), key=lambda index: listed[index][1].path.is_symlink())
    first: dict[str, int] = {}
    for index in order:
        if not listed[index][1].reason:
            first.setdefault(os.path.realpath(listed[index][1].path), index)
    files = []
    for index, (root, file) in enumerate(listed):
        origin = first.get(os.path.realpath(file.path), index)
        if not file.reason and origin != index:
            reason = f"the same file as {listed[origin][1].name}, which is read once"
            files.append((root, replace(file, reason=reason, remedy=NOTHING)))
        else:
            files.append((root, file))
    return files


def _looked_at(path: Path, name: str) -> InputFile:
    """Tell an ordinary file from what cannot be opened or must not be."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        reason = "a link to nothing" if path.is_symlink() else "it does not exist"
        return InputFile(path, name, reason, "put the file it stands for there, or remove it")
    except OSError as error:
        reason = f"it cannot be opened: {error.strerror or error}"
        return InputFile(path, name, reason, "remove it, or give the file itself")
    if stat.S_ISDIR(mode):
        return _folder(path, name)
    kind = special_kind(mode)
    if kind is not None:
        return InputFile(path, name, f"{kind}, not a file", SPECIAL_REMEDY)
    if not os.access(path, os.R_OK):
        return InputFile(
            path, name, "it cannot be opened: permission denied", "allow yourself to read it"
        )
    return InputFile(path, name)


def _folder(path: Path, name: str) -> InputFile:
    reason, remedy = READ_ALREADY, NOTHING
    if not os.access(path, os.R_OK | os.X_OK):
        reason, remedy = "a folder that cannot be opened", "allow yourself to read it"
    elif path.is_symlink():
        reason, remedy = "a link to a folder, which is not followed", "name the folder itself too"
    elif not any(path.iterdir()):
        reason, remedy = "a folder without files, not a file", SPECIAL_REMEDY
    return InputFile(path, name, reason, remedy)


def _plain(name: str) -> str:
    """Write a name so that a table, a terminal and the edition can hold it.

    The edition joins names by " + " and keeps ``curated/`` for its own.
    """
    plain = printable_name(name).replace(" + ", "+")[:_MOST_NAME]
    return f"./{plain}" if plain.startswith("curated/") else plain


def _apart(listed: Sequence[tuple[Path, InputFile]]) -> list[InputFile]:
    """Put the folder before a name that stands twice, and a number if that is not enough."""
    counts = Counter(file.name for _, file in listed)
    twice = {name for name, count in counts.items() if count > 1}
    files, used = [], set(counts) - twice
    for root, file in listed:
        name = file.name
        if name in twice:
            folder = root if file.path != root else root.parent
            base = f"{_plain(folder.absolute().name)}/{name}"
            name, number = base, 1
            while name in used:
                number += 1
                name = f"{base} ({number})"
            used.add(name)
        files.append(replace(file, name=name))
    return files
