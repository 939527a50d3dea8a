"""What the other rooms say of a mission, asked once: every option stands on these answers.

Each function here is the one door to another room; nothing of what they answer is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import polars as pl

from peaceops.case import SETTLES, STANDARD_ASSUMPTIONS, Case, CaseOption, Decision, Settles
from peaceops.council import Outlook, draft_kind_odds, outlook, without_record
from peaceops.domain.mission import Mission
from peaceops.domain.months import month_after
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.mission import MissionPicture, picture
from peaceops.options.from_case import (
    departures,
    host_position,
    on_the_table,
    positions,
    stated_strength,
)
from peaceops.options.odds import LOWER, RAISE, direction_of, shares_of_options
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


def council_kind(option: CaseOption) -> str:
    """The kind of draft on which the Council's odds of an option are asked."""
    if SETTLES[option.decision] is Settles.RENEW:
        return {RAISE: "increase", LOWER: "reduce"}.get(direction_of(option), "renew")
    return COUNCIL_KINDS.get(option.decision, option.decision)


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
    """

    mission: Mission
    picture: MissionPicture
    options: tuple[CaseOption, ...]
    violence: ViolenceOutlook
    council: Outlook
    host_position: str | None
    host_asked: bool
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

    Raises:
        UnknownMissionError: No such mission on the date.
    """
    operation = view.mission(mission)
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
        seen = picture(
            view,
            operation,
            stated_strength=stated_strength(case),
            departures=departures(case),
            replaced=_replaced(case),
            horizon=horizon,
            draws=draws,
            seed=seed,
        )
        strength = seen.strength.baseline
        options = on_the_table(case, operation, strength.total if strength else None)
        step("odds of each draft")
        council = _council(view, mission, case, options, with_record)
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


def _council(
    view: View,
    mission: str,
    case: Case | None,
    options: Sequence[CaseOption],
    with_record: bool,
) -> Outlook:
    everywhere, of_option = positions(case)
    host = host_position(case)
    try:
        renewals = draft_kind_odds(view, mission, host).shares_of_renewals
        return outlook(
            view,
            mission,
            {
                option.id: council_kind(option)
                for option in options
                if option.decision != "coalition"  # whoever sends it needs no vote
            },
            positions=everywhere,
            positions_on=of_option,
            host_position=host,
            shares=shares_of_options(options, renewals),
            with_record=with_record,
        )
    except MissingTableError as error:
        return without_record(error)
