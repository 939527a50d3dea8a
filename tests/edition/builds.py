"""An edition prepared to be built, also in another process."""

from __future__ import annotations

from pathlib import Path

import peaceops.durable.swap as swapping
from edition.made import made_store, made_tables
from peaceops.edition.manifest import Manifest
from peaceops.edition.store import Store

HEADER = "file,row,column,found,used,reason\n"


def prepared(folder: Path, rows: int) -> tuple[Store, Manifest, str]:
    """An edition with so many rows of strength, and a list of repairs that goes with it."""
    frames = made_tables()
    frames["strength"] = frames["strength"].head(rows)
    store, manifest = made_store(folder, frames)
    return store, manifest, f"{HEADER}made.csv,{rows},troops,a,b,{'c' * rows * 50}\n"


def build_thrice(folder: Path, rows: int, way: str) -> None:
    """Build an edition three times in a process of its own; ``way`` is ``trade`` or ``moves``."""
    if way == "moves":
        swapping.exchange = lambda *_: False
    store, manifest, repairs = prepared(folder, rows)
    for _ in range(3):
        assert store.commit(manifest, repairs).name == manifest.edition
