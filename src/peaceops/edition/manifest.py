"""The manifest: what an edition holds, from whom, and the hash of every file, itself included."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from peaceops.durable import read_regular
from peaceops.edition.tables import TABLES
from peaceops.errors import EditionError

MANIFEST = "manifest.json"
REPAIRS = "repairs.csv"
SCHEMA_VERSION = 3
READABLE = (2, 3)
"""Version 2 is version 3 without derived tables."""
MOST_BYTES = 1 << 25
"""Size of a manifest: a hundred thousand files of publishers."""
MOST_TABLE_BYTES = 1 << 32
_UNSEALED = "0" * 64

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Size = Annotated[int, Field(ge=0, le=MOST_TABLE_BYTES)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class DerivedBy(_Strict):
    """What made a derived table: names of rooms, and a hash of their code on that day."""

    rooms: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")], ...] = Field(min_length=1)
    code: Digest


class TableEntry(_Strict):
    """A table: its file, rows, bytes, SHA-256, and the publications it was made from.

    ``derived_by`` says what made it, if peaceops made it from the other tables.
    """

    file: str
    rows: int = Field(ge=0, le=10**10)
    size: Size
    sha256: Digest
    publications: tuple[str, ...]
    derived_by: DerivedBy | None = None


class RepairsEntry(_Strict):
    """The list of repairs: its bytes and SHA-256. Its file is always ``repairs.csv``."""

    size: Size
    sha256: Digest


class FileEntry(_Strict):
    """A publisher's file that was read."""

    file: str
    publication: str
    layout: str
    release: str
    sha256: Digest
    repairs: int = Field(ge=0)


class PublicationEntry(_Strict):
    """A publication and its terms."""

    title: str
    publisher: str
    licence: str
    citation: str
    url: str


class Manifest(_Strict):
    """What an edition holds.

    Attributes:
        schema_version: Version of the tables' schema.
        seal: SHA-256 of the manifest's own text, with zeros where the seal stands.
        edition: Name of the edition: a label and the first digits of the hash over its tables.
        cut_at: The date at which the edition was cut, when it is a cut of a larger one.
        repairs: The list of repairs that stands beside it; a cut has none.
    """

    schema_version: int
    seal: Digest = _UNSEALED
    edition: str = Field(min_length=1, max_length=300)
    cut_at: date | None = None
    tables: dict[str, TableEntry]
    repairs: RepairsEntry | None = None
    files: tuple[FileEntry, ...]
    publications: dict[str, PublicationEntry]

    @model_validator(mode="after")
    def _names(self) -> Manifest:
        for name, entry in self.tables.items():
            # Names go into queries and into paths: only those that this version knows, and only
            # the one file name that goes with the content.
            if name not in TABLES:
                raise ValueError(f"{name[:60]!r} is not a table that this version knows")
            if entry.file != table_file(name, entry.sha256):
                raise ValueError(
                    f"the file of table {name} is {entry.file[:80]!r}; by its hash it must be "
                    f"{table_file(name, entry.sha256)}"
                )
        if not self.edition.isprintable():
            raise ValueError("the name of the edition holds control characters")
        return self

    def to_json(self) -> str:
        """Write the manifest as JSON, sealed; the same text for the same content."""
        plain = self.model_copy(update={"seal": _UNSEALED}).model_dump_json(indent=1) + "\n"
        return plain.replace(_UNSEALED, _digest(plain.encode()), 1)


def table_file(name: str, sha256: str) -> str:
    """Name of a table's file: the table and the first digits of its hash."""
    return f"{name}.{sha256[:8]}.parquet"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an edition, and check that not one bit of it was changed.

    Raises:
        EditionError: There is none, it is damaged, or it belongs to another schema version.
    """
    path = folder / MANIFEST
    raw = _read(folder)
    version = _content(raw, path).get("schema_version")
    if type(version) is int and version not in READABLE:
        age = "an older" if version < min(READABLE) else "a newer"
        raise EditionError(
            f"has schema version {version}; this peaceops reads {' and '.join(map(str, READABLE))}",
            where=str(path),
            cause=f"the edition was built by {age} peaceops",
            remedy="build the edition again with this version: `peaceops data build SRC --out DIR`",
        )
    try:
        manifest = Manifest.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))[:120] or "the whole file"
        raise _damaged(f"{field}: {first['msg']}", path) from error
    if _digest(raw.replace(manifest.seal.encode(), _UNSEALED.encode(), 1)) != manifest.seal:
        raise _damaged("its content does not match its seal", path)
    return manifest


def contents_of(folder: Path) -> dict[str, Any]:
    """The JSON object in a manifest, unchecked, whichever version wrote it.

    Raises:
        EditionError: There is none, or it is no JSON object.
    """
    return _content(_read(folder), folder / MANIFEST)


def name_of_edition(label: str, tables: dict[str, TableEntry]) -> str:
    """Name an edition by a label and the content of the publishers' tables.

    Derived tables say nothing that the others do not: with them or without, the name is the same,
    and so is every brief.

    Raises:
        EditionError: The label is empty, long, or cannot be printed.
    """
    if not label or len(label) > 200 or not label.isprintable():
        raise EditionError(
            f"an edition cannot be labelled {label[:40]!r}",
            remedy="give --label a short word, as `local`",
        )
    content = "".join(
        f"{name}:{entry.sha256}\n"
        for name, entry in sorted(tables.items())
        if entry.derived_by is None
    )
    return f"{label}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read(folder: Path) -> bytes:
    path = folder / MANIFEST
    try:
        return read_regular(path, most=MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        raise EditionError(
            "is not an edition: it has no manifest.json"
            if folder.is_dir()
            else "there is no such folder",
            where=str(folder),
            remedy="build one with `peaceops data build SRC --out DIR`",
        ) from None
    except OSError as error:
        raise EditionError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            remedy="name the folder of an edition that you may read",
        ) from error


def _content(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        content = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise _damaged(f"is not UTF-8 at byte {error.start:,}", path) from error
    except RecursionError as error:
        raise _damaged("is nested too deeply", path) from error
    except ValueError as error:
        raise _damaged(f"is not the JSON of a manifest: {error}", path) from error
    if not isinstance(content, dict):
        raise _damaged("is JSON, but no manifest", path)
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice[:60]!r} is given twice")
    return content


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")


def _damaged(what: str, path: Path) -> EditionError:
    return EditionError(
        what,
        where=str(path),
        cause="the manifest was edited, damaged or cut short",
        remedy="build the edition again into a new folder, or copy it again from where it is whole",
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_TABLE_FILE = re.compile(r"([a-z][a-z_0-9]*)\.[0-9a-f]{8}\.parquet")


def is_table_file(name: object, table: str) -> bool:
    """Tell whether a file name is one that we give to a table."""
    match = _TABLE_FILE.fullmatch(name) if isinstance(name, str) else None
    return match is not None and match[1] == table
