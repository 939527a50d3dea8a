"""What the case states beside what the data say: incidents, the end of the mandate."""

from __future__ import annotations

from datetime import date
from math import cos, hypot, radians

import polars as pl

from peaceops.brief.document import IncidentBeside, Site
from peaceops.case import Case
from peaceops.case.model import Incident, MandateDeadline
from peaceops.domain.figures import Gap
from peaceops.edition import View

NEAR = 50.0  # kilometres around a place that an event's place may stand off
_KM = 111.2  # kilometres in a degree of latitude
_TYPES = ("state_based", "non_state", "one_sided")


def incidents(
    view: View, hosts: tuple[str, ...], sites: tuple[Site, ...], case: Case | None
) -> tuple[IncidentBeside, ...]:
    """Each incident of the case beside deaths on record in the same months.

    Deaths are those of events within 50 km where the place is one of the mission's sites and the
    edition holds events of the host then, else those of the hosts as a whole: a month's total that
    is below what is alleged speaks against it, one above it does not prove it.
    """
    stated = case.of_kind("incident") if case is not None else []
    return tuple(_beside(view, hosts, sites, one) for one in stated if isinstance(one, Incident))


def _beside(
    view: View, hosts: tuple[str, ...], sites: tuple[Site, ...], one: Incident
) -> IncidentBeside:
    first, last = one.start.replace(day=1), one.end.replace(day=1)
    near = _near(view, hosts, sites, one)
    deaths = near if near is not None else _of_hosts(view, hosts, first, last)
    return IncidentBeside(
        statement=one.id,
        place=one.place,
        start=one.start,
        end=one.end,
        killed_at_least=one.killed_at_least,
        perpetrators=one.perpetrators,
        disputed_by=one.disputed_by,
        on_record=deaths,
        within=None if deaths is None else "50 km" if near is not None else "host",
        agrees=_agrees(one.killed_at_least, deaths),
    )


def _agrees(killed: int | None, deaths: int | None) -> bool | None:
    if killed is None or deaths is None:
        return None
    return deaths >= killed


def _of_hosts(view: View, hosts: tuple[str, ...], first: date, last: date) -> int | None:
    """Deaths of all types in the hosts; ``None`` where a month of them is not on record."""
    if not view.has("violence_country_months"):
        return None
    months = view.table("violence_country_months").filter(
        pl.col("country").is_in(list(hosts)), pl.col("month").is_between(first, last)
    )
    wanted = len(hosts) * ((last.year - first.year) * 12 + last.month - first.month + 1)
    if months.is_empty() or months.height < wanted:
        return None
    return int(months.select(pl.sum_horizontal(_TYPES).sum()).item())


def _near(view: View, hosts: tuple[str, ...], sites: tuple[Site, ...], one: Incident) -> int | None:
    site = next((s for s in sites if s.location.casefold() == one.place.casefold()), None)
    if site is None or not view.has("violence_events"):
        return None
    events = view.table("violence_events").filter(pl.col("country").is_in(list(hosts)))
    covered = events["end"].max() if events.height else None
    if not isinstance(covered, date) or covered < one.start:
        return None
    then = events.filter(
        pl.col("start") <= one.end, pl.col("end") >= one.start, pl.col("where_precision") <= 4
    )
    width = cos(radians(site.latitude))
    inside = [
        int(row["best"])
        for row in then.iter_rows(named=True)
        if hypot(
            (row["longitude"] - site.longitude) * width * _KM,
            (row["latitude"] - site.latitude) * _KM,
        )
        <= NEAR
    ]
    return sum(inside)


def deadline_gap(case: Case | None, ends: date | None) -> Gap | None:
    """A gap where the case states another end of the mandate than the edition."""
    stated = case.of_kind("mandate_deadline") if case is not None else []
    last = next((one for one in reversed(stated) if isinstance(one, MandateDeadline)), None)
    if last is None or last.until == ends:
        return None
    known = f"the edition has {ends:%d %B %Y}" if ends else "the edition has no end on record"
    return Gap(
        key="mandate.deadline_stated",
        what=f"the case says that the mandate ends on {last.until:%d %B %Y}, {known}",
        why=f"statement {last.id}: {last.source}",
        remedy="check the resolution; the brief counts with the edition's date",
    )
