"""Arrays and drawings kept on disk, so that what was made once is read the next time.

A file is named by a hash of all that its content depends on, and holds a checksum of that name and
of what is in it. A file that is missing, cut short, changed or renamed is no file: the content is
made again. So the cache can save time and never change an answer.

``PEACEOPS_CACHE`` names the folder to use instead of the user's cache folder; ``off`` keeps
nothing, as does a user without a home where no folder is named.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import numpy as np
import platformdirs
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.durable import read_regular, sweep, write_file
from peaceops.errors import OutputError

Packed = NDArray[np.int32] | Floats

VARIABLE = "PEACEOPS_CACHE"
OFF = "off"
DRAWS = "draws"
MOST_FILES = 400
"""Files kept of a sort, under one megabyte each; the oldest go first."""
MOST_HELD = 12
"""Arrays of a sort held in this process."""
MOST_BYTES = 1 << 28
"""Size of a file and of what is in it."""
_MAGIC = b"peaceops draws 2\n"
_PACKAGE = Path(__file__).resolve().parents[1]
_NAME = re.compile(r"[0-9a-f]+\.bin")


def cache_folder(of: str = DRAWS) -> Path | None:
    """Folder of what is kept; ``None`` if nothing is to be kept, or no folder is the user's own.

    A user without a home, as that of a service may be, keeps nothing: in the folder for temporary
    files, which all users share, anybody could put an array of his own in place of ours.

    Args:
        of: ``draws`` of arrays, or the name of another sort.
    """
    named = os.environ.get(VARIABLE, "")
    if named.casefold() == OFF:
        return None
    try:
        base = Path(named) if named else platformdirs.user_cache_path("peaceops", appauthor=False)
    except RuntimeError:  # there is no home
        return None
    return base / of


def cached_array(key: str, make: Callable[[], Floats], *, of: str = DRAWS) -> Packed:
    """Read an array from the cache, or make it and keep it.

    Args:
        key: Hash of everything the array depends on, in hexadecimal.
        make: Makes the array.
        of: What it is, the name of a folder; each keeps ``MOST_FILES``, so that many small arrays
            do not drive out draws that took long.

    Returns:
        What ``make`` gives, value by value; as 32-bit integers where all values are such. It is
        shared and cannot be written to.
    """
    memory = _memories[of]
    values = memory.get(key)
    if values is None:
        folder = cache_folder(of)
        path = folder / f"{key}.bin" if folder else None
        values = _read(path, key) if path else None
        if folder and values is not None:
            sweep(folder)  # what a killed run left; a write sweeps by itself
        if values is None:
            values = _packed(make())
            if path:
                _write(path, key, values)
        values.setflags(write=False)
        memory.put(key, values)
    return values


def cached_bytes(key: str, make: Callable[[], bytes], *, of: str, most: int = MOST_FILES) -> bytes:
    """Read bytes from the cache, or make them and keep them.

    Args:
        key: Hash of everything they depend on, in hexadecimal.
        make: Makes them.
        of: What they are, the name of a folder.
        most: Files that the folder keeps.
    """
    folder = cache_folder(of)
    if folder is None:
        return make()
    path = folder / f"{key}.bin"
    content = _content(path, key)
    if content is None:
        content = make()
        _keep(path, key, content, most)
    return content


class _Memory:
    """The arrays last used in this process: a brief asks for several countries of one forecast."""

    def __init__(self) -> None:
        self._held: dict[str, Packed] = {}
        self._lock = Lock()

    def get(self, key: str) -> Packed | None:
        return self._held.get(key)

    def put(self, key: str, values: Packed) -> None:
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = values
            while len(self._held) > MOST_HELD:
                self._held.pop(next(iter(self._held)))


_memories: defaultdict[str, _Memory] = defaultdict(_Memory)


def clear() -> None:
    """Forget the arrays held in this process; files stay."""
    _memories.clear()


def _packed(values: Floats) -> Packed:
    """Whole numbers in half the room."""
    bounded = np.abs(values) < 2**31
    if not bounded.all():
        return values
    whole = values.astype(np.int32)
    return whole if np.array_equal(whole, values) else values


def _write(path: Path, key: str, values: Packed) -> None:
    buffer = io.BytesIO()
    np.save(buffer, values, allow_pickle=False)
    _keep(path, key, buffer.getvalue(), MOST_FILES)


def _keep(path: Path, key: str, content: bytes, most: int) -> None:
    """Write at once or not at all; a folder that cannot be written to keeps nothing."""
    body = zlib.compress(content, 1)
    # The cache only saves time: a full disk or a read-only home must not cost the answer.
    with contextlib.suppress(OSError, OutputError):
        write_file(path, _head(key, body) + body, parents=True, synced=False)
        _prune(path.parent, most)


def _head(key: str, body: bytes) -> bytes:
    return _MAGIC + hashlib.sha256(key.encode() + b"\n" + body).digest()


def _prune(folder: Path, most: int) -> None:
    ages = []
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name):
            with contextlib.suppress(OSError):  # another process prunes too
                ages.append((path.stat().st_mtime_ns, path.name))
    for _, name in sorted(ages)[:-most]:
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _read(path: Path, key: str) -> Packed | None:
    """Read an array of the cache; ``None`` if there is none or it is not as it was written."""
    content = _content(path, key)
    if content is None:
        return None
    try:
        values: Packed = np.load(io.BytesIO(content), allow_pickle=False)
    except Exception:  # whoever forges a checksum can make numpy raise anything: it is a miss
        return None
    return values if values.dtype in (np.int32, np.float64) else None


def _content(path: Path, key: str) -> bytes | None:
    """Read a file of the cache; ``None`` if there is none or it is not as it was written."""
    try:
        data = read_regular(path, most=MOST_BYTES)
        start = len(_MAGIC) + hashlib.sha256().digest_size
        body = data[start:]
        if data[:start] != _head(key, body):
            return None
        stream = zlib.decompressobj()
        content = stream.decompress(body, MOST_BYTES)
    except (OSError, zlib.error):
        return None
    return content if stream.eof else None


@cache
def code_version(*places: Path) -> str:
    """Hash of files of code, of those in folders, and of the libraries that results stand on."""
    libraries = f"{version('lightgbm')} {np.__version__} "
    return hashlib.sha256((libraries + _digest_of(*places)).encode()).hexdigest()


def code_digest(rooms: Sequence[str]) -> str:
    """Hash of the code of rooms, the same on every machine that has the same code.

    Args:
        rooms: Names of folders or modules of the package, as ``council``.

    >>> code_digest(("domain",)) == code_digest(("domain", "errors"))
    False
    """
    places = (_PACKAGE / room for room in rooms)
    return _digest_of(*(place if place.is_dir() else place.with_suffix(".py") for place in places))


@cache
def _digest_of(*places: Path) -> str:
    digest = hashlib.sha256()
    for place in places:
        files = [path for path in place.rglob("*") if path.suffix in {".py", ".csv"}]
        for path in sorted(files) if place.is_dir() else [place]:
            name = path.relative_to(place.parent).as_posix()
            digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()
