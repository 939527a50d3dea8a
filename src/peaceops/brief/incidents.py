"""Incidents that a case states, with the deaths on record where and when they happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from peaceops.case import Case, Incident
from peaceops.domain.figures import Figure
from peaceops.edition import View
from peaceops.situation import deaths_on_record


@dataclass(frozen=True)
class IncidentOnRecord:
    """An incident of the case, and the deaths on record where and when it happened.

    Attributes:
        incident: What the case states.
        on_record: Deaths in organised violence within 50 km of the place, or in the hosts as a
            whole; ``None`` where the time is not on record.
        within: Which of the two.
        reached: Whether those near the place reach what is alleged. A count of a whole country over
            whole months is no test of one incident, and leaves it ``None`` unless it stays below.
    """

    incident: Incident
    on_record: Figure | None
    within: Literal["50 km", "host"] | None
    reached: bool | None


def incidents_on_record(
    view: View, case: Case | None, hosts: Sequence[str], sites: pl.DataFrame
) -> tuple[IncidentOnRecord, ...]:
    """The incidents of a case with the deaths on record.

    Args:
        view: What was known.
        case: What the analyst knows.
        hosts: Host states, ISO 3.
        sites: The mission's bases: location, latitude, longitude. An incident at one of them has a
            place on the map.
    """
    places = {
        location.casefold(): (latitude, longitude)
        for location, latitude, longitude in sites.select(
            "location", "latitude", "longitude"
        ).iter_rows()
    }
    listed = []
    for incident in case.of_kind("incident") if case else ():
        assert isinstance(incident, Incident)
        counted = deaths_on_record(
            view,
            f"situation.incident.{incident.id}",
            hosts,
            incident.start,
            incident.end,
            place=places.get(incident.place.casefold()),
        )
        deaths, within = counted or (None, None)
        reached = _reached(incident.killed_at_least, deaths, within)
        listed.append(IncidentOnRecord(incident, deaths, within, reached))
    return tuple(listed)


def _reached(alleged: int | None, deaths: Figure | None, within: str | None) -> bool | None:
    """Whether the record reaches what is alleged; a whole country's months can only fall short."""
    if alleged is None or deaths is None:
        return None
    assert isinstance(deaths.value, int)
    if deaths.value < alleged:
        return False
    return True if within == "50 km" else None
