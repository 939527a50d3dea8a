"""Names of missions from the lists that ship, read without a library for data."""

from __future__ import annotations

import csv
from functools import cache
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
        for row in _in_french()
        if " " not in row["name"] and row["name"] != row["mission"]
    ]
    return sorted(missions) + sorted(french)


@cache
def mission_acronyms_in_french() -> dict[str, str]:
    """French acronym of each mission that has one of its own, by its English acronym.

    >>> mission_acronyms_in_french()["UNMISS"]
    'MINUSS'
    """
    return {
        row["mission"]: row["name"] for row in _in_french() if row["reason"] == "French acronym"
    }


@cache
def mission_names_in_french() -> dict[str, str]:
    """Full French name of each mission that has one on record, by its English acronym.

    >>> mission_names_in_french()["UNMISS"]
    'Mission des Nations Unies au Soudan du Sud'
    """
    return {
        row["mission"]: row["name"].replace("Nations unies", "Nations Unies")
        for row in sorted(_in_french(), key=lambda row: len(row["name"]))
        if row["reason"] == "French name"
    }


def _in_french() -> list[dict[str, str]]:
    return [row for row in _rows("mission_names") if row["language"] == "fr"]


def _rows(table: str) -> list[dict[str, str]]:
    place = files("peaceops.edition") / "curated" / f"{table}.csv"
    return list(csv.DictReader(place.read_text(encoding="utf-8").splitlines()))
