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


class Situation(Part):
    """What is happening."""

    known_until: date | None
    months: tuple[MonthlyViolence, ...] = ()
    trends: tuple[YearlyTrend, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    peacekeeper_deaths: tuple[PeacekeeperLoss, ...] = ()
    alignment: tuple[Alignment, ...] = ()
