"""Cut an edition at a date: what the edition would have been, had it been built that day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.edition.edition import Edition
from peaceops.edition.store import Store


def cut(edition: Edition, day: date, out: Path) -> Edition:
    """Write a copy of ``edition`` without any row known after ``day``."""
    with Store(out) as store:
        entries = {
            name: store.put(
                name,
                pl.read_parquet(edition.path(name)).filter(pl.col("known_on") <= day),
                entry.publications,
            )
            for name, entry in edition.manifest.tables.items()
        }
        store.commit(edition.manifest.model_copy(update={"tables": entries, "cut_at": day}))
    return Edition(out)
