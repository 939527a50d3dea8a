"""Cut an edition at a date: what the edition would have been, had it been built that day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.edition.edition import Edition
from peaceops.edition.parquet import decoded
from peaceops.edition.store import Store


def cut(edition: Edition, day: date, out: Path) -> Edition:
    """Write a copy of ``edition`` without any row known after ``day``.

    Args:
        edition: The edition; every table of it is checked before anything is written.
        day: The last day whose rows stay.
        out: Folder of the cut: new, empty, or holding an edition; apart from the one read.

    Raises:
        EditionError: A table is damaged, or the edition was rebuilt meanwhile.
        OutputError: The folder holds something else, or cannot be written to.
    """
    manifest = edition.manifest
    store = Store(out, reads=[edition.folder], what="the edition", allow_missing=True)
    entries = {
        name: store.put(
            name,
            decoded(edition.content(name), name).filter(pl.col("known_on") <= day),
            entry.publications,
            entry.derived_by,
        )
        for name, entry in manifest.tables.items()
    }
    update = {"tables": entries, "cut_at": day, "repairs": None}
    return store.commit(manifest.model_copy(update=update))
