"""The bytes of a file: unpacked from gzip, within limits, or refused as damaged.

A file is compressed when its first bytes say so, whatever its name: browsers unpack a ``.gz`` on
the way and keep its name.
"""

from __future__ import annotations

import gzip
import stat
import zlib
from pathlib import Path
from typing import BinaryIO

from peaceops.characters import printable
from peaceops.errors import SourceError

MOST_BYTES = 1 << 30
"""The largest file that is read, unpacked: four times all events of the world since 1989."""
MOST_RATIO = 200
"""How many times its size a file may unpack to, once it is larger than ``ANY_RATIO`` bytes."""
ANY_RATIO = 16 << 20
HEAD = 1 << 20
"""How much of a file is looked at to tell what it is."""

GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
AGAIN = "download the file again"


class DamagedFile(SourceError):  # noqa: N818 - reads as a sentence where it is caught
    """What holds the data is broken or empty, so that nothing in it can be relied on."""


def content_of(path: Path) -> bytes:
    """Return all bytes of a file, unpacked if it is compressed with gzip.

    Raises:
        DamagedFile: The file is empty, cannot be opened, is cut short, or is larger than allowed.
    """
    content = _bytes(path, MOST_BYTES)
    if len(content) > MOST_BYTES:
        raise DamagedFile(
            f"is larger than {MOST_BYTES >> 20} MiB",
            where=printable(path.name),
            cause="it is no table of a publisher, or was compressed to do harm",
            remedy="take the part you need into a file of its own",
        )
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise DamagedFile(
            "is empty", where=printable(path.name), cause="the download was cut short", remedy=AGAIN
        )
    return content


def head_of(path: Path) -> bytes:
    """Return the first bytes of a file, unpacked; raises as ``content_of`` does."""
    return _bytes(path, HEAD)[:HEAD]


def _bytes(path: Path, most: int) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise DamagedFile("is no ordinary file", where=printable(path.name))
        with path.open("rb") as stream:
            compressed = stream.read(2) == GZIP
            stream.seek(0)
            return _unpacked(stream, path, most) if compressed else stream.read(most + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedFile(
            f"cannot be unpacked: {printable(str(error))}",
            where=printable(path.name),
            cause="the download was cut short, or the file was damaged",
            remedy=AGAIN,
        ) from error
    except OSError as error:
        raise DamagedFile(
            f"cannot be read: {error.strerror or error}",
            where=printable(path.name),
            remedy="see that the file is there and may be read",
        ) from error


def _unpacked(stream: BinaryIO, path: Path, most: int) -> bytes:
    size = path.stat().st_size
    parts: list[bytes] = []
    total = 0
    with gzip.open(stream) as unpacked:
        while total <= most and (part := unpacked.read(_CHUNK)):
            parts.append(part)
            total += len(part)
            if total > ANY_RATIO and total > MOST_RATIO * size:
                raise DamagedFile(
                    f"unpacks to more than {MOST_RATIO} times its size",
                    where=printable(path.name),
                    cause="it was compressed to do harm, or holds nothing but repetitions",
                    remedy="unpack it yourself if you trust it, and give the unpacked file",
                )
    return b"".join(parts)
