"""Writing an edition so that a reader sees the old one or the new one, never a mixture.

Everything is made first and then put in place in one step (``peaceops.durable``). Files that the
edition before did not list are the user's and are never touched.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from peaceops.durable import changing, keep_apart, look_ahead
from peaceops.edition.edition import Edition
from peaceops.edition.manifest import (
    MANIFEST,
    REPAIRS,
    DerivedBy,
    Manifest,
    RepairsEntry,
    TableEntry,
    table_file,
)
from peaceops.edition.ownership import claim, refuse_collisions, starter
from peaceops.edition.tables import is_derived
from peaceops.errors import EditionError

PACKED = 22
"""Level of zstd: what ships with the package must stay small, and an edition is written seldom.

One level for all, so that the same rows have the same bytes and an edition the same name.
"""
PAGE = 1 << 27
"""Most bytes of a column that are packed together, before packing.

Zstd looks for what repeats within a page only, and the Council's texts repeat from year to year.
"""


class Store:
    """A folder in which an edition is written.

    Args:
        folder: Where the edition is to stand: a new or empty folder, or one that holds an edition.
        reads: Files and folders that the edition is made from; it stands apart from all of them.
        what: What they are, for the error.
        allow_missing: Replace an edition also by one that lacks some of its tables.
        shipped: Write the starter edition, as only the script that makes it does.

    Attributes:
        contents: Bytes of the tables, by file.

    Raises:
        OutputError: The folder holds something else, or stands in, on or around what is read.
    """

    def __init__(
        self,
        folder: Path,
        *,
        reads: Iterable[Path] = (),
        what: str = "the source",
        allow_missing: bool = False,
        shipped: bool = False,
    ) -> None:
        self.folder = folder
        self._allow_missing = allow_missing
        self.contents: dict[str, bytes] = {}
        check_place(folder, reads=reads, what=what, shipped=shipped)

    def put(
        self,
        name: str,
        frame: pl.DataFrame,
        publications: tuple[str, ...],
        derived_by: DerivedBy | None = None,
    ) -> TableEntry:
        """Make the file of one table, not yet part of the edition."""
        buffer = io.BytesIO()
        frame.write_parquet(
            buffer,
            compression="zstd",
            compression_level=PACKED,
            data_page_size=PAGE,
            row_group_size=1 << 17,
        )
        content = buffer.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        file = table_file(name, digest)
        self.contents[file] = content
        return TableEntry(
            file=file,
            rows=frame.height,
            size=len(content),
            sha256=digest,
            publications=publications,
            derived_by=derived_by,
        )

    def commit(self, manifest: Manifest, repairs: str | None = None) -> Edition:
        """Put the tables in place as the edition; remove the files of the one before.

        Args:
            manifest: What the edition holds; its entry on repairs is filled in.
            repairs: The list of repairs as CSV.

        Raises:
            EditionError: The edition that stands there has tables that this one lacks.
            OutputError: The folder cannot be written to, or the disk is full; the edition that
                stood there is untouched.
        """
        files = dict(sorted(self.contents.items()))
        if repairs is not None:
            content = repairs.encode()
            entry = RepairsEntry(size=len(content), sha256=hashlib.sha256(content).hexdigest())
            manifest = manifest.model_copy(update={"repairs": entry})
            files[REPAIRS] = content
        files[MANIFEST] = manifest.to_json().encode()
        with changing(self.folder, what="the edition") as change:
            # Looked at again: another process may have written here since.
            before = claim(change.folder)
            self._refuse_loss(sorted(_published(before.tables) - set(manifest.tables)))
            refuse_collisions(change.folder, before, files)
            change.replace(files, before.files)
            return Edition(self.folder)

    def standing(self) -> frozenset[str]:
        """Publishers' tables of the edition that stands in the folder now."""
        return _published(claim(self.folder).tables)

    def _refuse_loss(self, lost: list[str]) -> None:
        if lost and not self._allow_missing:
            raise EditionError(
                f"the edition there has {len(lost)} tables that the new one would lack: "
                f"{', '.join(lost)}; nothing was replaced",
                where=str(self.folder),
                cause="files that were there for the last build are missing from the source",
                remedy="add the files (`peaceops data sources` says where to get them), build into "
                "another folder, or give --allow-missing to replace it all the same",
            )


def _published(tables: Iterable[str]) -> frozenset[str]:
    """Leave out derived tables, which can be made again and are no loss."""
    return frozenset(name for name in tables if not is_derived(name))


def check_place(
    folder: Path, *, reads: Iterable[Path] = (), what: str = "the source", shipped: bool = False
) -> None:
    """Make sure that an edition may be written to a folder, before anything long is begun.

    Raises:
        OutputError: It may not.
    """
    keep_apart(folder, reads, what=what)
    if not shipped:
        keep_apart(folder, [starter()], what="the starter edition that ships with peaceops")
    look_ahead(folder, claim, what="the edition")
