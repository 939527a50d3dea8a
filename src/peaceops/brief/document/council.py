"""The Council in a brief."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from peaceops.brief.document.part import Part
from peaceops.domain.figures import Figure


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
    figure: Figure | None = None


class VoteOdds(Part):
    """Probability of each vote of one member; they sum to one."""

    yes: float
    no: float
    abstain: float


class OddsStep(Part):
    """One step from the record to the odds shown: what was taken into account, and the figure."""

    what: Literal["adopted", "tabled"]
    why: str
    to: float


class Needs(Part):
    """What stands between a draft and its adoption (Charter, Article 27 (3))."""

    needed: int
    expected_yes: float
    p_enough: float
    p_vetoed: float
    blocker: str
    p_blocker: float
    p_if_it_abstains: float


class CouncilOption(Part):
    """What the Council would do with a draft of this kind.

    All odds hold if the draft is tabled, but ``p_tabled``, that a draft of this kind is what
    settles the mandate when it next runs out, and ``p_tabled_and_adopted``, the product.
    """

    option: str
    label: str
    p_adopted: float
    p_unanimous: float
    p_permanent_abstains: float
    members: dict[str, VoteOdds]
    method: str = ""
    p_tabled: float | None = None
    p_tabled_range: tuple[float, float] | None = None
    p_tabled_and_adopted: float | None = None
    tabled_method: str = ""
    figures: dict[str, Figure] = Field(default_factory=dict)
    moved: tuple[OddsStep, ...] = ()
    needs: Needs | None = None


class VoteChange(Part):
    """A member of today whose last two votes on the mission differ."""

    iso3: str
    before: str
    after: str
    decision: str


class ConsentCase(Part):
    """A host that asked a mission to leave or restricted it, and what followed."""

    mission: str
    host: str
    asked: datetime.date
    act: str
    outcome: str
    decision: str | None
    yes: int | None
    days: int | None


class ConsentRecord(Part):
    """Missions whose recognised host asked them to leave, with outcomes known on the date."""

    asked: int
    left: int
    share: float
    low: float
    high: float
    figure: Figure | None = None
    median_days: float | None
    cases: tuple[ConsentCase, ...]


class Council(Part):
    """What the Council can decide."""

    members: tuple[str, ...]
    seats: tuple[Seat, ...]
    last_vote: LastVote | None
    voted_before: int = 0
    options: tuple[CouncilOption, ...] = ()
    changes: tuple[VoteChange, ...] = ()
    precedents: ConsentRecord | None = None
    rule: str
    seated: Figure | None = None
