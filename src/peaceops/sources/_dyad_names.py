"""Who the two sides of UCDP's state-based dyads are, from the registry beside a file."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import GW_NUMBERS
from peaceops.sources._yaml import read_registry

REGISTRY = "dyads.yaml"
_KEYS = ("id", "side_a", "side_b", "gwno.a")
_GOVERNMENTS = ", Government of "


def registry_of(path: Path) -> Path | None:
    """The registry of dyads beside a file, in its folder or in ``registry`` next to it."""
    folder = path.resolve().parent
    places = (folder, folder / "registry", folder.parent / "registry")
    return next((place / REGISTRY for place in places if (place / REGISTRY).is_file()), None)


def dyad_sides(path: Path) -> pl.DataFrame | None:
    """Parties of each dyad, one row a party; ``None`` where the registry is not beside the file.

    Columns: dyad, party, government, number (Gleditsch-Ward, of the party's state or of the one it
    fights).

    Raises:
        SourceError: The registry is damaged or holds a value that cannot be.
    """
    registry = registry_of(path)
    if registry is None:
        return None
    sheet = read_registry(registry, _KEYS)
    dyads = sheet.integer("id", minimum=1)
    names = {side: sheet.text(f"side_{side}", nullable=False) for side in "ab"}
    numbers = {side: _numbers(sheet.frame, f"gwno.{side}") for side in "ab"}
    sheet.settle()
    rows = []
    for at, dyad in enumerate(dyads):
        fought = numbers["a"][at][0] if numbers["a"][at] else None
        for side in "ab":
            states = numbers[side][at]
            parties = _parties(names[side][at], len(states))
            for place, party in enumerate(parties):
                government = len(states) == len(parties)
                number = states[place] if government else fought
                rows.append((dyad, party, government, number))
    return pl.DataFrame(
        rows,
        schema={
            "dyad": pl.Int64, "party": pl.String, "government": pl.Boolean, "number": pl.Int64,
        },
        orient="row",
    )  # fmt: skip


def _numbers(frame: pl.DataFrame, column: str) -> list[list[int]]:
    """Numbers of the states of a side; a group has none."""
    if column not in frame.columns:
        return [[] for _ in range(frame.height)]
    return [
        [
            int(part)
            for part in (text or "").split("|")
            if part.isdigit() and int(part) <= GW_NUMBERS
        ]
        for text in frame[column]
    ]


def _parties(name: str, states: int) -> list[str]:
    """Governments that stand together on a side, one by one; a group's name is left whole."""
    if states < 2:
        return [name]
    first, *others = name.split(_GOVERNMENTS)
    parties = [first, *(f"Government of {other}" for other in others)]
    return parties if len(parties) == states else [name]
