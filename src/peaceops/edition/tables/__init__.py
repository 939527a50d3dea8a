"""The tables of an edition: their columns, keys, and the day each row became known."""

from peaceops.edition.tables import (
    council,
    derived,
    issued,
    literature,
    mission,
    money,
    places,
    states,
    texts,
    violence,
)
from peaceops.edition.tables._table import Row, Table

TABLES: dict[str, Table] = {
    table.name: table
    for room in (
        council,
        mission,
        money,
        texts,
        violence,
        issued,
        states,
        places,
        literature,
        derived,
    )
    for table in room.TABLES
}
SUBJECTS: dict[str, tuple[str, ...]] = {
    subject: tuple(table.name for table in room.TABLES)
    for subject, room in {
        "The Security Council": council,
        "Missions": mission,
        "Money": money,
        "Texts of the Council": texts,
        "Violence": violence,
        "Forecasts that others issued": issued,
        "States": states,
        "Places": places,
        "Studies": literature,
        "Made by peaceops from the other tables": derived,
    }.items()
}
"""Tables by what they are about."""


def is_derived(table: str) -> bool:
    """Tell whether peaceops makes a table from the others, and no publisher's file holds it."""
    return table in TABLES and TABLES[table].derived


__all__ = ["SUBJECTS", "TABLES", "Row", "Table", "is_derived"]
