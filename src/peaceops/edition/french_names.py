"""How missions are called in French: the acronym and the full name of the curated table."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def mission_acronyms_in_french() -> dict[str, str]:
    """French acronym of each mission that has one of its own, by its English acronym.

    >>> mission_acronyms_in_french()["UNMISS"]
    'MINUSS'
    """
    return {row["mission"]: row["name"] for row in _rows() if row["reason"] == "French acronym"}


@cache
def mission_names_in_french() -> dict[str, str]:
    """Full French name of each mission that has one on record, by its English acronym.

    >>> mission_names_in_french()["UNMISS"]
    'Mission des Nations Unies au Soudan du Sud'
    """
    return {
        row["mission"]: row["name"].replace("Nations unies", "Nations Unies")
        for row in sorted(_rows(), key=lambda row: len(row["name"]))
        if row["reason"] == "French name"
    }


def _rows() -> list[dict[str, str]]:
    source = files("peaceops.edition") / "curated" / "mission_names.csv"
    rows = csv.DictReader(source.read_text("utf-8").splitlines())
    return [row for row in rows if row["language"] == "fr"]
