"""Verify an edition: hashes, schemas, row counts, foreign keys."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.edition.edition import Edition
from peaceops.edition.manifest import REPAIRS, name_of_edition, read_manifest
from peaceops.edition.parquet import decoded
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.errors import EditionError


@dataclass(frozen=True)
class TableCheck:
    """The result for one table: ``problem`` is empty when all is well."""

    table: str
    rows: int
    problem: str


def verify(edition: Edition) -> list[TableCheck]:
    """Check every byte of an edition: its tables, its list of repairs and its manifest.

    Everything is read from the disk anew. The last entry, ``(edition)``, holds what concerns the
    whole: the manifest, foreign keys and the name.
    """
    checks = []
    frames: dict[str, pl.DataFrame] = {}
    for name, entry in sorted(edition.manifest.tables.items()):
        problem = ""
        try:
            frames[name] = _check_table(edition, name)
        except EditionError as error:
            problem = str(error)
        checks.append(TableCheck(name, entry.rows, problem))
    if edition.manifest.repairs is not None:
        checks.append(_check_repairs(edition))
    checks.append(TableCheck("(edition)", len(frames), _check_whole(edition, frames)))
    return checks


def _check_repairs(edition: Edition) -> TableCheck:
    stated = sum(entry.repairs for entry in edition.manifest.files)
    try:
        edition.repairs()
    except EditionError as error:
        return TableCheck(REPAIRS, stated, str(error))
    return TableCheck(REPAIRS, stated, "")


def _check_table(edition: Edition, name: str) -> pl.DataFrame:
    entry = edition.manifest.tables[name]
    frame = decoded(edition.verified_bytes(name), name)
    if frame.height != entry.rows:
        raise EditionError(
            f"holds {frame.height} rows where the manifest says {entry.rows}", where=entry.file
        )
    return conform(TABLES[name], frame)


def _check_whole(edition: Edition, frames: dict[str, pl.DataFrame]) -> str:
    manifest = edition.manifest
    try:
        if read_manifest(edition.folder).seal != manifest.seal:
            return "the edition was rebuilt since it was opened; verify it again"
        check_references(frames)
    except EditionError as error:
        return str(error)
    label, _, _ = manifest.edition.rpartition("-")
    expected = name_of_edition(label, manifest.tables)
    if manifest.cut_at is None and expected != manifest.edition:
        return f"the edition is named {manifest.edition}; its tables make it {expected}"
    return ""
