"""What the other rooms say of a mission, asked once: every option stands on these answers.

Each function here is the one door to another room; nothing of what they answer is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from peaceops.case import (
    SETTLES,
    STANDARD_ASSUMPTIONS,
    WITHOUT_DRAFT,
    Case,
    CaseOption,
    Decision,
    Settles,
)
from peaceops.council import Outlook, Position, draft_kind_odds, outlook, without_record
from peaceops.domain.mission import Mission
from peaceops.domain.months import month_after
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.mission import Departure, MissionPicture, StatedStrength, picture
from peaceops.options.from_case import (
    departures,
    host_position,
    on_the_table,
    positions,
    stated_strength,
)
from peaceops.options.odds import LEAVE, LOWER, RAISE, RETASK, direction_of, shares_of_options
from peaceops.violence import ViolenceOutlook
from peaceops.violence import outlook as violence_outlook

HORIZON, DRAWS = 12, 2000
REPLACED = "replaced"
REQUEST_MONTHS = 24  # back to which a host's request sets the pace of a drawdown
COUNCIL_KINDS: dict[Decision, str] = {
    "merge": "terminate",
    "close": "terminate",
    "extend-drawdown": "rollover",
    "reverse-drawdown": "renew",
    "follow-on": "renew",
}
"""The kind of draft by which members vote on an end or a drawdown, where it has another name."""


DIRECTION_KINDS = {RAISE: "increase", LOWER: "reduce", RETASK: "reconfigure", LEAVE: "renew"}
"""The kind of draft that renews the mandate, by what an option does to the mission."""


def council_kind(option: CaseOption) -> str:
    """The kind of draft on which the Council's odds of an option are asked."""
    if SETTLES[option.decision] is Settles.RENEW:
        return DIRECTION_KINDS[direction_of(option)]
    return COUNCIL_KINDS.get(option.decision, option.decision)


class AskedOfMission(NamedTuple):
    """What a case can change of what the mission room is asked; see ``mission.picture``."""

    stated_strength: StatedStrength | None
    departures: list[Departure]
    replaced: tuple[float, float, float]
    horizon: int
    draws: int
    seed: int


class AskedOfCouncil(NamedTuple):
    """What a case can change of what the Council's room is asked; see ``council.outlook``."""

    options: dict[str, str]
    positions: dict[str, Position]
    positions_on: dict[str, dict[str, Position]]
    host_position: str | None
    shares: dict[str, float]
    with_record: bool


@dataclass(frozen=True)
class Inputs:
    """The answers that options stand on.

    Attributes:
        mission: The mission on the date, with its mandate.
        picture: Strength, departures, bases and money.
        options: The options on the table.
        violence: Deaths ahead in the hosts if nothing changes.
        council: Members' odds of each option.
        host_position: What the host wants, by the case or else by the record; ``None`` if neither
            says.
        host_asked: Whether a recognised host asked the mission to leave in the last two years: the
            pace of a drawdown decided since is then its own.
        case: What the analyst knows and assumes.
        of_mission: What the mission room was asked.
        of_council: What the Council's room was asked; ``None`` without a record of votes.
    """

    mission: Mission
    picture: MissionPicture
    options: tuple[CaseOption, ...]
    violence: ViolenceOutlook
    council: Outlook
    host_position: str | None
    host_asked: bool
    of_mission: AskedOfMission
    of_council: AskedOfCouncil | None
    case: Case | None = field(default=None, repr=False)

    @property
    def ceiling(self) -> int | None:
        """Authorised military and police together, persons; ``None`` when not on record."""
        ceiling = self.mission.mandate.ceiling
        return (ceiling.military or 0) + (ceiling.police or 0) if ceiling.military else None

    @property
    def strength_now(self) -> float | None:
        """Strength in use, persons."""
        baseline = self.picture.strength.baseline
        return float(baseline.total) if baseline else None


def gather_inputs(
    view: View,
    mission: str,
    *,
    case: Case | None = None,
    horizon: int = HORIZON,
    draws: int = DRAWS,
    seed: int = 0,
    with_record: bool = False,
    step: Callable[[str], None] = lambda _stage: None,
    answered: Inputs | None = None,
) -> Inputs:
    """Ask every room once.

    Args:
        view: What was known.
        mission: Acronym of the mission.
        case: What the analyst knows and assumes.
        horizon: Months ahead.
        draws: Draws of strength.
        seed: Seed of every random draw.
        with_record: Score the odds of votes and the forecast of deaths on the past as well, and
            forecast deaths as of a month before.
        step: Told of each stage as it begins.
        answered: Answers on the same view and mission: a room that is asked the same again is not
            asked.

    Raises:
        UnknownMissionError: No such mission on the date.
    """
    operation = view.mission(mission)
    of_mission = AskedOfMission(
        stated_strength(case), departures(case), _replaced(case), horizon, draws, seed
    )
    with ThreadPoolExecutor(1) as aside:  # trees are grown without Python's lock, votes with it
        violence = aside.submit(
            violence_outlook,
            view,
            operation,
            seed=seed,
            with_record=with_record,
            with_change=with_record,
        )
        step("strength ahead")
        seen = (
            answered.picture
            if answered is not None and answered.of_mission == of_mission
            else picture(view, operation, **of_mission._asdict())
        )
        strength = seen.strength.baseline
        options = on_the_table(case, operation, strength.total if strength else None)
        step("odds of each draft")
        of_council: AskedOfCouncil | None = None
        try:
            of_council = _asked_of_council(view, mission, case, options, with_record)
            council = (
                answered.council
                if answered is not None and answered.of_council == of_council
                else outlook(view, mission, **of_council._asdict())
            )
        except MissingTableError as error:
            council = without_record(error)
        step("deaths ahead")
        deaths = violence.result()
    on_record = operation.host_position
    host = host_position(case) or (on_record.position if on_record else None)
    return Inputs(
        mission=operation,
        picture=seen,
        options=options,
        violence=deaths,
        council=council,
        host_position=host,
        host_asked=_host_asked(view, mission),
        of_mission=of_mission,
        of_council=of_council,
        case=case,
    )


def _replaced(case: Case | None) -> tuple[float, float, float]:
    """Share of announced departures that others replace: least, likeliest and most."""
    stated = {item.id: item for item in (case.assumptions if case else ())}
    item = stated.get(REPLACED)
    item = STANDARD_ASSUMPTIONS[REPLACED] if item is None or item.value is None else item
    value = float(item.value or 0.0)
    low, high = (value if bound is None else float(bound) for bound in (item.low, item.high))
    return low, value, high


def _host_asked(view: View, mission: str) -> bool:
    if not view.has("consent_requests"):
        return False
    requests = view.table("consent_requests").filter(
        pl.col("mission") == mission,
        pl.col("act") == "request",
        pl.col("recognised"),
        pl.col("asked") >= month_after(view.as_of, -REQUEST_MONTHS),
    )
    return requests.height > 0


def _asked_of_council(
    view: View,
    mission: str,
    case: Case | None,
    options: Sequence[CaseOption],
    with_record: bool,
) -> AskedOfCouncil:
    everywhere, of_option = positions(case)
    host = host_position(case)
    renewals = draft_kind_odds(view, mission, host).shares_of_renewals
    kinds = {
        option.id: council_kind(option)
        for option in options
        if option.decision not in WITHOUT_DRAFT
    }
    shares = shares_of_options(options, renewals)
    return AskedOfCouncil(kinds, everywhere, of_option, host, shares, with_record)
