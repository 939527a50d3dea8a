"""The mission in a brief."""

from __future__ import annotations

from datetime import date

from peaceops.brief.document.part import Part
from peaceops.domain.figures import Figure


class StrengthMonth(Part):
    """Uniformed personnel at the end of a month."""

    month: date
    troops: int | None
    police: int | None
    experts: int | None
    total: int


class StatedStrength(Part):
    """A strength figure stated in the case."""

    on: date
    military: int | None
    police: int | None
    statement: str
    source: str


class Contributor(Part):
    """A contributor to the mission."""

    iso3: str
    name: str
    period: str
    total: int
    share: float
    leaving: str | None = None


class Departure(Part):
    """An announced departure of a contributor, from the case."""

    iso3: str
    name: str
    personnel: int | None
    by: date | None
    what: str
    statement: str
    counted: bool
    treatment: str = ""


class PathMonth(Part):
    """Strength expected in a month ahead if announced departures happen and nothing else does."""

    month: date
    total: float
    low: float | None = None
    high: float | None = None


class Site(Part):
    """A place where the mission stands."""

    location: str
    latitude: float
    longitude: float
    year: int
    personnel: float | None
    headquarters: str | None
    contributors: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()


class MissionStrength(Part):
    """What the mission is."""

    in_use: Figure | None = None
    in_use_when: str = ""
    share: Figure | None = None
    recorded: Figure | None = None
    after_departures: Figure | None = None
    departures_until: date | None = None
    ahead: Figure | None = None
    top_five: Figure | None = None
    contributing: Figure | None = None
    sites_on_record: Figure | None = None
    spending: Figure | None = None
    spending_per_head: Figure | None = None
    latest: StrengthMonth | None
    latest_age_months: int | None
    stated: StatedStrength | None = None
    share_of_ceiling: float | None = None
    series: tuple[StrengthMonth, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    top_five_share: float | None = None
    departures: tuple[Departure, ...] = ()
    path: tuple[PathMonth, ...] = ()
    sites: tuple[Site, ...] = ()
    cost_dollars: float | None = None
    cost_period: str | None = None
    cost_per_head: float | None = None
