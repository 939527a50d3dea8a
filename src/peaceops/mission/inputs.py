"""What an analyst may add to a view of a mission: plain records, without a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StatedStrength:
    """A strength figure that someone stated.

    Attributes:
        on: The day it stands for.
        military: Military personnel: troops, staff officers and experts on mission.
        police: Police, individual and in formed units.
        statement: Identifier of the statement.
        source: Document it stands in.
    """

    on: date
    military: int | None
    police: int | None
    statement: str
    source: str

    def __post_init__(self) -> None:
        for number in (self.military, self.police):
            if number is not None and number < 0:
                raise ValueError(f"stated strength {number} is below zero")
        if self.military is None and self.police is None:
            raise ValueError("stated strength has neither military nor police")

    @property
    def total(self) -> int:
        """All uniformed personnel that are stated."""
        return (self.military or 0) + (self.police or 0)


@dataclass(frozen=True)
class Departure:
    """An announced departure of a contributor's personnel.

    Attributes:
        country: ISO 3 code of the contributor.
        personnel: How many leave; ``None`` where not stated.
        by: The day by which they are gone; ``None`` where not stated.
        statement: Identifier of the statement.
        source: Where it was announced.
        capability: What leaves with them, in words.
        gone: True when the strength in use already leaves them out.
        of_mission: False for forces of others, which are no part of the mission's strength.
    """

    country: str
    personnel: int | None
    by: date | None
    statement: str
    source: str
    capability: str | None = None
    gone: bool = False
    of_mission: bool = True

    def __post_init__(self) -> None:
        if self.personnel is not None and self.personnel < 0:
            raise ValueError(f"departure of {self.personnel} persons is below zero")
