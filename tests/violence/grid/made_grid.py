"""A small edition with events in two countries of twelve cells each, for tests of the grid room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from edition.made import made_edition, made_tables
from peaceops.domain.prio_grid import COLUMNS, cell_of, centre_of
from peaceops.edition import Edition
from violence.made import table

CORNER = cell_of(8.25, 30.25)
ROWS, WIDE = 4, 6
CELLS = tuple(CORNER + COLUMNS * row + column for row in range(ROWS) for column in range(WIDE))
COUNTRY = {cell: "SSD" if index % WIDE < 3 else "UGA" for index, cell in enumerate(CELLS)}
FIRST, LAST = date(2004, 1, 1), date(2022, 12, 1)


def cell_rows() -> pl.DataFrame:
    """The cells: the west is South Sudan, the east Uganda."""
    return pl.DataFrame(
        {
            "cell": CELLS,
            "country": [COUNTRY[cell] for cell in CELLS],
            "land_area": [3000.0 + index for index in range(len(CELLS))],
            "travel_time": [60.0 * (index % 5) for index in range(len(CELLS))],
            "mountains": [None, *[0.1] * (len(CELLS) - 1)],
        }
    )


def event(
    cell: int, month: date, deaths: int, *, type: str = "state_based", **changed: object
) -> dict[str, object]:
    """An event on the 10th of a month at the centre of a cell."""
    latitude, longitude = centre_of(cell)
    day = month + timedelta(days=9)
    return {
        "start": day,
        "end": day,
        "type": type,
        "country": COUNTRY.get(cell, "SSD"),
        "side_a": "A",
        "side_b": "B",
        "latitude": latitude,
        "longitude": longitude,
        "where_precision": 1,
        "date_precision": 1,
        "cell": cell,
        "best": deaths,
        "low": deaths,
        "high": deaths,
        "civilians": 0,
        "release": "23.1",
    } | changed


def violent_years(seed: int = 5) -> list[dict[str, object]]:
    """Events of nineteen years: violence comes and goes, and lasts, in cells of the middle."""
    rng = np.random.default_rng(seed)
    months = pl.date_range(FIRST, LAST, "1mo", eager=True).to_list()
    rows = [event(CELLS[0], FIRST, 1), event(CELLS[5], FIRST, 2)]
    for place in (7, 8, 9, 14, 15, 16):
        at_war = False
        for month in months:
            at_war = rng.random() < (0.9 if at_war else 0.1)
            if at_war and rng.random() < 0.8:
                type = ("state_based", "one_sided")[int(rng.random() < 0.3)]
                deaths = int(rng.negative_binomial(1, 0.1)) + 1
                rows.append(event(CELLS[place], month, deaths, type=type))
    return rows


def event_rows(events: list[dict[str, object]]) -> pl.DataFrame:
    """Events as a frame, numbered in order."""
    return pl.DataFrame(events, infer_schema_length=None).with_columns(
        event=pl.int_range(1, len(events) + 1)
    )


def grid_edition(folder: Path, events: list[dict[str, object]] | None = None) -> Edition:
    """The made edition with cells and events."""
    held = violent_years() if events is None else events
    tables: Mapping[str, pl.DataFrame] = made_tables() | {
        "grid_cells": table("grid_cells", cell_rows()),
        "violence_events": table("violence_events", event_rows(held)),
    }
    return made_edition(folder, dict(tables))
