"""Acronyms of missions from the lists that ship, without a library for data: for the Tab key."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def acronyms_that_ship() -> list[tuple[str, str]]:
    """Every mission's acronym with its full name or its hosts, then French acronyms with English.

    Example:
        >>> dict(acronyms_that_ship())["FINUL"]
        'French acronym of UNIFIL'
    """
    missions = [
        (row["mission"], row["name"] or f"mission in {row['hosts']}") for row in _rows("missions")
    ]
    french = [
        (row["name"], f"French acronym of {row['mission']}")
        for row in _rows("mission_names")
        if row["language"] == "fr" and " " not in row["name"] and row["name"] != row["mission"]
    ]
    return sorted(missions) + sorted(french)


def _rows(table: str) -> Iterator[dict[str, str]]:
    place = files("peaceops.edition") / "curated" / f"{table}.csv"
    yield from csv.DictReader(place.read_text(encoding="utf-8").splitlines())
