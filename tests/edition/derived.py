"""A derived table for tests, and an edition that holds it, also built in another process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import dataframely as dy
import polars as pl

from edition.made import made_store, made_tables
from peaceops.edition import Edition, View
from peaceops.edition.derive import Derivation, with_derived
from peaceops.edition.tables import TABLES, Row, Table

NAME = "largest_strength"
ROOMS = ("domain", "errors")


class LargestStrength(Row):
    mission = dy.String(primary_key=True)
    month = dy.Date(primary_key=True)
    largest = dy.Int64(min=0)


TABLE = Table(
    name=NAME,
    schema=LargestStrength,
    about="The largest strength of a mission up to a month",
    known_on=pl.col("month"),
    known_on_reason="As the month of strength it ends with.",
    how_to_get="build the edition again",
    derived=True,
)


def largest(view: View) -> pl.DataFrame:
    rows = view.table("strength").sort("mission", "month")
    return rows.select(
        "mission", "month", "known_on", largest=pl.col("total").cum_max().over("mission")
    )


def built(
    folder: Path,
    make: Callable[[View], pl.DataFrame] = largest,
    rooms: tuple[str, ...] = ROOMS,
    frames: dict[str, pl.DataFrame] | None = None,
) -> Edition:
    store, manifest = made_store(folder, frames)
    derivations = [Derivation(NAME, rooms, make)]
    return store.commit(with_derived(store, manifest, derivations, lambda *_: None))


def build_and_stop(folder: Path) -> None:
    TABLES[NAME] = TABLE

    def stop(view: View) -> pl.DataFrame:
        os.kill(os.getpid(), signal.SIGKILL)
        return largest(view)

    frames = made_tables()
    frames["strength"] = frames["strength"].head(3)
    built(folder, stop, frames=frames)
