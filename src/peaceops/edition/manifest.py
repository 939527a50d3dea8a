"""The manifest: what an edition holds, from whom, and the hash of every table."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from peaceops.errors import EditionError

MANIFEST = "manifest.json"
SCHEMA_VERSION = 1


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableEntry(_Strict):
    """A table: its file, how many rows, its SHA-256, and the publications it was made from."""

    file: str
    rows: int
    sha256: str
    publications: tuple[str, ...]


class FileEntry(_Strict):
    """A publisher's file that was read."""

    file: str
    publication: str
    layout: str
    release: str
    sha256: str
    repairs: int


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
        edition: Name of the edition: a label and the first digits of the hash over its tables.
        cut_at: The date at which the edition was cut, when it is a cut of a larger one.
    """

    schema_version: int
    edition: str
    cut_at: date | None = None
    tables: dict[str, TableEntry]
    files: tuple[FileEntry, ...]
    publications: dict[str, PublicationEntry]

    def to_json(self) -> str:
        """Write the manifest as JSON, the same text for the same content."""
        return self.model_dump_json(indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an edition.

    Raises:
        EditionError: There is none, it is damaged, or it belongs to another schema version.
    """
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise EditionError(
            "is not an edition: it has no manifest.json",
            where=str(folder),
            remedy="build one with `peaceops data build SRC --out DIR`",
        ) from None
    except OSError as error:
        raise EditionError(f"cannot be read: {error.strerror}", where=str(path)) from error
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the whole file"
        raise EditionError(
            f"{field}: {first['msg']}",
            where=str(path),
            cause="the manifest was edited or cut short",
            remedy="build the edition again",
        ) from error
    if manifest.schema_version != SCHEMA_VERSION:
        raise EditionError(
            f"has schema version {manifest.schema_version}; this peaceops reads {SCHEMA_VERSION}",
            where=str(path),
            remedy="build the edition again with this version",
        )
    return manifest


def name_of_edition(label: str, tables: dict[str, TableEntry]) -> str:
    """Name an edition by a label and its content."""
    content = "".join(f"{name}:{entry.sha256}\n" for name, entry in sorted(tables.items()))
    return f"{label}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
