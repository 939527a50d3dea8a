"""Incidents that a case states, with the deaths on record at the time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from peaceops.brief.document.part import Part
from peaceops.domain.figures import Figure


class IncidentOnRecord(Part):
    """An incident of the case, and the deaths on record where and when it happened.

    ``on_record`` counts deaths in organised violence within 50 km of the place, or in the hosts as
    a whole. ``reached`` tells whether those near the place reach what is alleged; a count of a
    whole country over whole months is no test of one incident, and leaves it ``None`` unless it
    stays below.
    """

    statement: str
    place: str
    start: date
    end: date
    killed_at_least: int | None = None
    perpetrators: str | None = None
    disputed_by: tuple[str, ...] = ()
    on_record: Figure | None = None
    within: Literal["50 km", "host"] | None = None
    reached: bool | None = None
