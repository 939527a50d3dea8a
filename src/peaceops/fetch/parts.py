"""Downloads under way, kept on disk so that a cut connection or a killed run can go on with them.

A part stands in the hidden folder ``.unfinished`` of the folder that is fetched to, with what tells
the server which version it is of. Without an entity tag or a date there is no telling, and the
download begins again.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from httpx import Headers

UNFINISHED = ".unfinished"
_KEPT_SECONDS = 14 * 86400
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


@dataclass(frozen=True)
class Version:
    """Which version of a file a server sent.

    Attributes:
        etag: Its entity tag, or empty.
        last_modified: Its date as the server writes it, or empty.
    """

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, headers: Headers) -> Version:
        """Read it from the headers of an answer."""
        return cls(headers.get("etag", "")[:300], headers.get("last-modified", "")[:100])

    @property
    def strong(self) -> str:
        """What a later request for the rest can be tied to; empty if nothing."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


class Part:
    """What has come of one download.

    Args:
        folder: Folder that is fetched to; held by this process.
        address: Where the file comes from.
    """

    def __init__(self, folder: Path, address: str) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:24]
        self.path = folder / UNFINISHED / f"{name}.part"
        self._about = self.path.with_suffix(".json")
        self.address = address
        self.version = Version()
        self.total: int | None = None

    @property
    def size(self) -> int:
        """Bytes that have come."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def request(self) -> dict[str, str]:
        """Headers that ask for the rest, if something has come and its version is known."""
        self._recall()
        size = self.size
        if not size or not self.version.strong or (self.total is not None and size > self.total):
            return {}
        # All has come where the run was stopped before it was used: its last byte is asked for
        # again, since a range beyond the end is an error.
        first = size - 1 if size == self.total else size
        return {"Range": f"bytes={first}-", "If-Range": self.version.strong}

    def begin(self, headers: Headers, total: int | None) -> None:
        """Start anew with an answer that holds the whole file."""
        self.version, self.total = Version.of(headers), total
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._about.write_text(
            json.dumps(
                {
                    "address": self.address,
                    "etag": self.version.etag,
                    "last_modified": self.version.last_modified,
                    "total": total,
                }
            ),
            encoding="utf-8",
        )
        self.path.write_bytes(b"")

    def goes_on(self, content_range: str) -> bool:
        """Tell whether an answer holds the rest, and bring the part to where it goes on."""
        match = _RANGE.fullmatch(content_range.strip())
        if match is None:
            return False
        first, total = int(match[1]), match[3]
        if first > self.size or (total != "*" and self.total not in (None, int(total))):
            return False
        if total != "*":
            self.total = int(total)
        with self.path.open("r+b") as stream:
            stream.truncate(first)
        return True

    def clear(self) -> None:
        """Forget what has come."""
        for path in (self.path, self._about):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self.path.parent.rmdir()

    def _recall(self) -> None:
        """Take up what an earlier run left, if it is whole."""
        try:
            about = json.loads(self._about.read_text(encoding="utf-8"))
            same = about["address"] == self.address
            version = Version(str(about["etag"]), str(about["last_modified"]))
            total = about["total"]
        except (OSError, ValueError, KeyError, TypeError):
            same, version, total = False, Version(), None
        if not same or not (total is None or isinstance(total, int)):
            self.clear()
        else:
            self.version, self.total = version, total


def sweep_parts(folder: Path) -> None:
    """Remove what no run has gone on with for two weeks."""
    now = time.time()
    for path in (folder / UNFINISHED).glob("*.*"):
        with suppress(OSError):
            if now - path.stat().st_mtime > _KEPT_SECONDS:
                path.unlink()
