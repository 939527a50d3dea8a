"""A small edition of made-up rows for tests that need no publisher's file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.edition import Edition
from peaceops.edition.manifest import SCHEMA_VERSION, Manifest, PublicationEntry, name_of_edition
from peaceops.edition.store import Store
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform

ROWS: dict[str, list[dict[str, object]]] = {
    "missions": [
        {
            "mission": "UNTEST",
            "name": "Test Mission",
            "kind": "peacekeeping",
            "start": date(2020, 1, 15),
            "headquarters": None,
            "latitude": None,
            "longitude": None,
        },
        {
            "mission": "UNLATER",
            "name": "Later Mission",
            "kind": "peacekeeping",
            "start": date(2022, 3, 1),
            "headquarters": None,
            "latitude": None,
            "longitude": None,
        },
    ],
    "mission_closures": [{"mission": "UNTEST", "end": date(2023, 6, 30)}],
    "mission_hosts": [
        {"mission": "UNTEST", "country": "MLI", "known_on": date(2020, 1, 15)},
        {"mission": "UNLATER", "country": "TCD", "known_on": date(2022, 3, 1)},
    ],
    "strength": [
        {
            "mission": "UNTEST",
            "month": date(2021, month, 1),
            "troops": 1000 + month,
            "police": 100,
            "experts": 10,
            "total": 1110 + month,
        }
        for month in range(1, 13)
    ],
}


def made_tables() -> dict[str, pl.DataFrame]:
    """The rows as conforming tables."""
    frames = {}
    for name, rows in ROWS.items():
        frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(
            source=pl.lit("made.csv"), row=pl.int_range(2, len(rows) + 2)
        )
        frames[name] = conform(TABLES[name], frame)
    check_references(frames)
    return frames


def made_store(
    folder: Path, frames: dict[str, pl.DataFrame] | None = None, *, label: str = "made"
) -> tuple[Store, Manifest]:
    """The small edition, ready to be committed to ``folder``."""
    store = Store(folder)
    entries = {
        name: store.put(name, frame, ("made",)) for name, frame in (frames or made_tables()).items()
    }
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        edition=name_of_edition(label, entries),
        tables=entries,
        files=(),
        publications={
            "made": PublicationEntry(
                title="Made", publisher="nobody", licence="CC0", citation="", url=""
            )
        },
    )
    return store, manifest


def made_edition(folder: Path, frames: dict[str, pl.DataFrame] | None = None) -> Edition:
    """Write the small edition to ``folder``."""
    store, manifest = made_store(folder, frames)
    return store.commit(manifest)
