"""What the host wants, by the case or else by the record, and what that means for an option."""

from __future__ import annotations

from dataclasses import dataclass

from peaceops.brief.wording import day
from peaceops.case import ENDING, Case, CaseOption, HostPosition, HostRefusal, Restriction
from peaceops.council import HOST_IN_WORDS
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_month
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import message
from peaceops.domain.mission import HostPosition as PositionOnRecord
from peaceops.domain.mission import Mission

_MEETS = {
    "consents": "The host consents.",
    "consents-with-reservations": "The host consents, with reservations.",
    "restricts": "The host restricts the mission.",
}

WITHOUT_HOST_STATE = frozenset({"ESH"})
"""Territories whose status the mission is about: no state is its host, the parties accept it."""
LEAVE_IT_OPEN = ("rollover", "reduce", "cash-cut")
"""Decisions that neither meet a request to leave nor renew the mission as it is."""


def stated_position(case: Case | None) -> HostPosition | None:
    """The host's newest position in the case.

    Where the case states none, a host that refuses what was put or restricts the mission is taken
    to restrict it, by that statement.
    """
    if case is None:
        return None
    stated = [item for item in case.of_kind("host_position") if isinstance(item, HostPosition)]
    if stated:
        return stated[-1]
    acts = [
        item
        for item in case.of_kind("host_refusal", "restriction")
        if isinstance(item, HostRefusal | Restriction)
    ]
    if not acts:
        return None
    shared = acts[-1].model_dump(include=set(HostPosition.model_fields) - {"kind", "position"})
    return HostPosition(kind="host_position", position="restricts", **shared)


@dataclass(frozen=True)
class HostWish:
    """What a host wants of a mission, by the case or else by the record.

    Attributes:
        position: A key of ``HOST_IN_WORDS``.
        country: The host, ISO 3.
    """

    position: str
    country: str


def host_wish(mission: Mission, case: Case | None) -> HostWish | None:
    """What the host wants; ``None`` where neither the case nor the record tells."""
    stated, on_record = stated_position(case), mission.host_position
    if stated is not None:
        return HostWish(stated.position, stated.country)
    return None if on_record is None else HostWish(on_record.position, on_record.host)


def has_host_state(mission: Mission) -> bool:
    """Whether a state hosts the mission, whose consent can be asked."""
    return not set(mission.hosts) <= WITHOUT_HOST_STATE


def without_position(mission: Mission) -> tuple[str, str]:
    """What a reader must know where no position of a host is known: that, and what follows."""
    if mission.hosts and not has_host_state(mission):
        return (
            "This brief knows no position of the parties on the mission's presence.",
            "If one of them no longer accepts it, these odds do not hold.",
        )
    if len(mission.hosts) > 1:
        return (
            "This brief knows no position of any host on the mission's presence.",
            "If one of the hosts has asked the mission to leave, these odds do not hold: state its "
            "position in an assumptions file.",
        )
    return (
        "This brief knows no position of the host on the mission's presence.",
        "If the host has asked the mission to leave, these odds do not hold: state its position in "
        "an assumptions file.",
    )


def since_in_words(on_record: PositionOnRecord) -> str:
    """Since when a host has held its position: the day, the month or the year, as it is known."""
    since = on_record.on
    return {"day": day(since), "month": long_month(since)}.get(on_record.precision, str(since.year))


def position_figure(mission: Mission, case: Case | None) -> Figure | None:
    """What the host wants: as the case states it, else as the record holds it."""
    key, label = "mission.host_position", "What the host wants"
    stated, on_record = stated_position(case), mission.host_position
    if stated is not None:
        wants = HOST_IN_WORDS[stated.position]
        return Figure(
            key,
            label,
            message(
                "{country} {wants} ({speaker}, {date})",
                country=name_of(stated.country),
                wants=wants,
                speaker=stated.speaker,
                date=day(stated.date),
            ),
            "text",
            "The newest position that the assumptions file states.",
            (Evidence.of_statement(stated.id, stated.source),),
        )
    if on_record is None:
        return None
    doubt = "" if on_record.recognised else ", a government that the Council did not recognise"
    return Figure(
        key,
        label,
        message(
            "{host} {host_in_words} (since {when}{doubt})",
            host=name_of(on_record.host),
            host_in_words=HOST_IN_WORDS[on_record.position],
            when=since_in_words(on_record),
            doubt=doubt,
        ),
        "text",
        "The newest request or restriction of a host on record on the date.",
        (on_record.evidence,),
    )


def consent_to(option: CaseOption, mission: Mission, case: Case | None) -> str:
    """Whether an option meets what the host wants, by the case or else the record, in a sentence.

    The members' odds tell these apart too: the end meets a request to leave, a renewal goes against
    it, and a rollover or a smaller mission does neither.
    """
    wish = host_wish(mission, case)
    if wish is None:
        return "What the host wants is not known."
    if wish.position != "asks-to-leave":
        return _MEETS[wish.position]
    asks = message(
        "{country} asks the mission to leave: this option", country=name_of(wish.country)
    )
    if option.decision in ENDING:
        return message("{asks} meets the request.", asks=asks)
    if option.decision in LEAVE_IT_OPEN:
        return message("{asks} leaves the request open.", asks=asks)
    return message("{asks} goes against the request.", asks=asks)
