"""The mandate and the Council in a brief."""

from __future__ import annotations

import datetime
from typing import Literal

from peaceops.brief.document.part import Part


class Ceiling(Part):
    """Authorised uniformed personnel."""

    military: int | None = None
    police: int | None = None


class MandateDecision(Part):
    """One decision on the mission."""

    date: datetime.date
    resolution: str
    kind: str
    until: datetime.date | None = None
    ceiling: Ceiling = Ceiling()
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    adopted: bool = True


class Mandate(Part):
    """The mandate in force, and how it came about."""

    status: Literal["in force", "open-ended", "ended", "not known"]
    ends: datetime.date | None
    days_left: int | None
    resolution: str | None
    adopted_on: datetime.date | None
    kind: str | None
    ceiling: Ceiling
    history: tuple[MandateDecision, ...] = ()


class Seat(Part):
    """A member of the Council on the as-of date."""

    iso3: str
    name: str
    permanent: bool
    until: datetime.date | None
    position: str | None = None


class LastVote(Part):
    """The last vote on the mission."""

    symbol: str
    date: datetime.date
    yes: int
    no: int
    abstain: int
    abstaining: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class VoteOdds(Part):
    """Probability of each vote of one member; they sum to one."""

    yes: float
    no: float
    abstain: float


class CouncilOption(Part):
    """What the Council would do with a draft of this kind, were it put to the vote."""

    option: str
    label: str
    p_adopted: float
    p_unanimous: float
    p_permanent_abstains: float
    members: dict[str, VoteOdds]
    method: str = ""


class Council(Part):
    """What the Council can decide."""

    members: tuple[str, ...]
    seats: tuple[Seat, ...]
    last_vote: LastVote | None
    history: tuple[MandateDecision, ...] = ()
    options: tuple[CouncilOption, ...] = ()
    rule: str
