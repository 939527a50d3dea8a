"""Options, levers, statements and assumptions in a brief."""

from __future__ import annotations

from datetime import date
from typing import Literal

from peaceops.brief.document.part import Part
from peaceops.domain.figures import Figure


class Amount(Part):
    """A figure of an option with its interval; ``None`` when it is not known."""

    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    figure: Figure | None = None


class PlaceFate(Part):
    """What becomes of a place of the mission under an option."""

    location: str
    personnel: float
    fate: Literal["kept", "handed over", "closed"]
    by: date | None = None
    p_held: tuple[float, ...] = ()
    p_by: float | None = None


class Option(Part):
    """An option: the status quo plus changes, and what they mean."""

    option: str
    decision: str = ""
    label: str
    summary: str
    changes: tuple[str, ...]
    p_adopted: float | None
    p_tabled: float | None = None
    p_tabled_range: tuple[float, float] | None = None
    strength_at_end: Amount
    cost_a_year: Amount
    deaths_12_months: Amount
    cost_difference: Amount | None = None
    deaths_difference: Amount | None = None
    peacekeepers_killed: Amount | None = None
    peacekeepers_difference: Amount | None = None
    pace: Literal["planned", "forced"] | None = None
    p_gone_by_date: float | None = None
    tasks_kept: tuple[str, ...] = ()
    tasks_dropped: tuple[str, ...] = ()
    capabilities_lost: tuple[str, ...] = ()
    places: tuple[PlaceFate, ...] = ()
    consent: str
    notes: tuple[str, ...] = ()
    source: str


class StatusQuo(Part):
    """What comes if nothing is decided: the figures that every option is held against.

    They are the rooms' own figures: deaths and strength ahead have one value in a brief.
    """

    strength: Figure | None = None
    cost: Figure | None = None
    deaths: Figure | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those that are known."""
        listed = (self.strength, self.cost, self.deaths)
        return tuple(figure for figure in listed if figure is not None)


class Lever(Part):
    """An enabling factor: what the data and the case say on it, and what nobody knows."""

    lever: Literal["host forces", "regional cooperation", "peace process", "international support"]
    title: str
    figures: tuple[Figure, ...] = ()
    says: tuple[str, ...] = ()
    unknown: str


class Statement(Part):
    """A statement of the case."""

    id: str
    date: date
    speaker: str
    text: str
    quotation: str | None = None
    source: str
    kind: str


class Assumption(Part):
    """What nobody knows and the analyst assumes."""

    id: str
    text: str
    value: str
    reason: str
