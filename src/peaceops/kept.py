"""Arrays kept on disk, so that a forecast made once is read the next time.

A file is named by a hash of all that its array depends on, and holds a checksum of what is in it.
A file that is missing, cut short or changed is no file: the array is made again. So the cache can
save time and never change an answer.

``PEACEOPS_CACHE`` names the folder to use instead of the user's cache folder; ``off`` keeps
nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import numpy as np
import platformdirs
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Packed = NDArray[np.int32] | Floats

VARIABLE = "PEACEOPS_CACHE"
OFF = "off"
MOST_FILES = 400
"""Files kept, under one megabyte each; the oldest go first."""
_MAGIC = b"peaceops draws 1\n"


def cache_folder() -> Path | None:
    """Folder of the kept draws; ``None`` if nothing is to be kept."""
    named = os.environ.get(VARIABLE, "")
    if named.casefold() == OFF:
        return None
    base = Path(named) if named else platformdirs.user_cache_path("peaceops", appauthor=False)
    return base / "draws"


def kept(key: str, make: Callable[[], Floats]) -> Packed:
    """Read an array from the cache, or make it and keep it.

    Args:
        key: Hash of everything the array depends on, in hexadecimal.
        make: Makes the array.

    Returns:
        What ``make`` gives, value by value; as 32-bit integers where all values are such. It is
        shared and cannot be written to.
    """
    known = _memory.get(key)
    if known is None:
        folder = cache_folder()
        path = folder / f"{key}.bin" if folder else None
        known = _read(path) if path else None
        if known is None:
            known = _packed(make())
            if path:
                _write(path, known)
        known.setflags(write=False)
        _memory.put(key, known)
    return known


class _Memory:
    """The arrays last used in this process: a brief asks for several countries of one forecast."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[str, Packed] = {}
        self._lock = Lock()

    def get(self, key: str) -> Packed | None:
        return self._held.get(key)

    def put(self, key: str, values: Packed) -> None:
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = values
            while len(self._held) > self._most:
                self._held.pop(next(iter(self._held)))

    def clear(self) -> None:
        self._held.clear()


_memory = _Memory(12)


def forget() -> None:
    """Forget the arrays held in this process; files stay."""
    _memory.clear()


def _packed(values: Floats) -> Packed:
    """Whole numbers in half the room."""
    bounded = np.abs(values) < 2**31
    if not bounded.all():
        return values
    whole = values.astype(np.int32)
    return whole if np.array_equal(whole, values) else values


def _write(path: Path, values: Packed) -> None:
    """Write at once or not at all; a folder that cannot be written to keeps nothing."""
    held = io.BytesIO()
    np.save(held, values, allow_pickle=False)
    body = zlib.compress(held.getvalue(), 1)
    # The cache only saves time: a full disk or a read-only home must not cost the answer.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            try:
                file.write(_MAGIC + hashlib.sha256(body).digest() + body)
                file.close()
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        _prune(path.parent)


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.bin"), key=lambda one: (one.stat().st_mtime_ns, one.name))
    for old in files[:-MOST_FILES]:
        old.unlink(missing_ok=True)


def _read(path: Path) -> Packed | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + hashlib.sha256().digest_size
    body = data[start:]
    if data[:start] != _MAGIC + hashlib.sha256(body).digest():
        return None
    values: Packed = np.load(io.BytesIO(zlib.decompress(body)), allow_pickle=False)
    return values


@cache
def code_version(*places: Path) -> str:
    """Hash of files of code, of those in folders, and of the libraries that results stand on."""
    digest = hashlib.sha256(f"{version('lightgbm')} {np.__version__}".encode())
    for place in places:
        files = [one for one in place.rglob("*") if one.suffix in {".py", ".csv"}]
        for path in sorted(files) if place.is_dir() else [place]:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
