"""``fetched.json``: what was fetched into a folder, from where, on which day, and its hash.

By it a file of ours is told from one that the user put there or changed: only ours are replaced.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from peaceops.durable import read_regular
from peaceops.errors import FetchError

RECORD = "fetched.json"
_MOST_BYTES = 4 << 20
_FORMAT = 1


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FetchedFile(_Strict):
    """One file that was fetched.

    Attributes:
        dataset: What it is a file of, as ``DPO-UCHISTORICAL``.
        publication: Our name of the publication.
        address: Where it came from.
        day: When it came.
        size: Bytes.
        sha256: Hash of its content.
        release: What its reader says of its release, as ``to 2026-09``.
        etag: Entity tag, as the server sent it, or empty.
        last_modified: Date of the file, as the server sent it, or empty.
    """

    dataset: str
    publication: str
    address: str
    day: date
    size: int = Field(ge=0)
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    release: str = ""
    etag: str = ""
    last_modified: str = ""


class Record(_Strict):
    """All files that were fetched into a folder, by name."""

    format: int = Field(default=_FORMAT, ge=1, le=_FORMAT)
    fetched: dict[Annotated[str, Field(pattern=r"^[^/\\]+$")], FetchedFile] = {}

    def changed(self, name: str, file: FetchedFile, gone: frozenset[str]) -> Record:
        """The record with a file more, and without those that gave way to it."""
        rest = {key: entry for key, entry in self.fetched.items() if key not in {name, *gone}}
        return Record(fetched=dict(sorted({**rest, name: file}.items())))

    def to_json(self) -> bytes:
        """As it is written."""
        return (self.model_dump_json(indent=1) + "\n").encode()

    def is_ours(self, folder: Path, name: str) -> bool:
        """Tell whether a file stands as it was fetched, byte for byte."""
        entry = self.fetched.get(name)
        try:
            return entry is not None and digest_of(folder / name, entry.size) == entry.sha256
        except OSError:
            return False


def read_record(folder: Path) -> Record:
    """Read the record of a folder; an empty one where there is none.

    Raises:
        FetchError: It is damaged, or of a later version.
    """
    path = folder / RECORD
    try:
        return Record.model_validate_json(read_regular(path, most=_MOST_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return Record()
    except (ValidationError, OSError) as error:
        raise FetchError(
            "cannot be read as the record of what was fetched",
            where=str(path),
            cause="it was changed by hand, damaged, or written by a later peaceops",
            remedy="move it away; files that stand there are then taken for yours and stay",
        ) from error


def digest_of(path: Path, most: int) -> str:
    """SHA-256 of a regular file.

    Args:
        path: The file.
        most: The most bytes that it may have.

    Raises:
        OSError: It cannot be read, is no regular file, or is larger.
    """
    return hashlib.sha256(read_regular(path, most=most)).hexdigest()
