"""The situation in a brief."""

from __future__ import annotations

from datetime import date
from typing import Literal

from peaceops.brief.document.part import Part


class MonthlyViolence(Part):
    """Deaths of a month in one country, by type."""

    country: str
    month: date
    state_based: int
    non_state: int
    one_sided: int


class YearlyTrend(Part):
    """Deaths in the last twelve known months beside the twelve before, if on record."""

    country: str
    name: str
    role: Literal["host", "neighbour"]
    last_12_months: int
    previous_12_months: int | None
    until: date


class Perpetrator(Part):
    """Deaths in one-sided violence, or in events, by who did it."""

    country: str
    period: str
    actor: str
    kind: Literal["host government", "other government", "non-state group", "unknown"]
    deaths: int
    basis: str


class PeacekeeperLoss(Part):
    """Peacekeepers who died in a year, by cause."""

    year: int
    cause: str
    deaths: int


class Alignment(Part):
    """Distance of the host from a permanent member in the General Assembly."""

    country: str
    member: str
    year: int
    distance: float
    change_5_years: float | None = None


class IncidentBeside(Part):
    """An incident of the case beside the deaths on record in the same months.

    ``on_record`` counts all deaths in organised violence in the hosts, or within 50 km of the
    place; ``agrees`` is whether they reach what is alleged.
    """

    statement: str
    place: str
    start: date
    end: date
    killed_at_least: int | None = None
    perpetrators: str | None = None
    disputed_by: tuple[str, ...] = ()
    on_record: int | None = None
    within: Literal["50 km", "host"] | None = None
    agrees: bool | None = None


class Situation(Part):
    """What is happening."""

    known_until: date | None
    months: tuple[MonthlyViolence, ...] = ()
    trends: tuple[YearlyTrend, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    peacekeeper_deaths: tuple[PeacekeeperLoss, ...] = ()
    alignment: tuple[Alignment, ...] = ()
    incidents: tuple[IncidentBeside, ...] = ()
