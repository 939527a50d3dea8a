"""Which decisions a mission can get: by its kind, and by what its mandate needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

from peaceops.domain.days import long_day
from peaceops.domain.mandate import Mandate
from peaceops.domain.mission import Mission, MissionKind

Decision = Literal[
    "renew",
    "increase",
    "reduce",
    "reconfigure",
    "rollover",
    "withdraw",
    "restructure",
    "merge",
    "close",
    "cash-cut",
    "extend-drawdown",
    "reverse-drawdown",
    "follow-on",
    "coalition",
]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
ENDING: tuple[Decision, ...] = ("withdraw", "merge", "close")
"""Decisions after which the mission leaves."""
DRAWDOWN: tuple[Decision, ...] = (
    "withdraw",
    "extend-drawdown",
    "reverse-drawdown",
    "follow-on",
    "coalition",
)
"""Decisions on a mission whose end is decided."""


class Settles(StrEnum):
    """Kinds of draft that settle a mandate when it next runs out: their odds add up to one."""

    RENEW = "renew"
    ROLLOVER = "rollover"
    TERMINATE = "terminate"


SETTLES: dict[Decision, Settles | None] = {
    "renew": Settles.RENEW,
    "increase": Settles.RENEW,
    "reduce": Settles.RENEW,
    "reconfigure": Settles.RENEW,
    "restructure": Settles.RENEW,
    "rollover": Settles.ROLLOVER,
    "withdraw": Settles.TERMINATE,
    "merge": Settles.TERMINATE,
    "close": Settles.TERMINATE,
    "extend-drawdown": None,
    "reverse-drawdown": None,
    "follow-on": None,
    "coalition": None,
    "cash-cut": None,
}
"""By which kind of draft each decision is taken; ``None`` where no mandate runs out, or none is."""
WITHOUT_DRAFT: tuple[Decision, ...] = ("coalition", "cash-cut")
"""What needs no vote: nobody who sends a coalition asks for one, and cash runs short anyhow."""


class Term(StrEnum):
    """What becomes of a mandate if the Council does nothing."""

    RUNS_OUT = "runs out"
    OPEN_ENDED = "open-ended"
    DRAWDOWN = "end decided"


def term_of(mandate: Mandate) -> Term:
    """What becomes of a mandate if nothing is decided.

    A mission past the last day of a term that was decided to be the last, and not yet closed, is
    still drawing down.
    """
    if mandate.kind == "terminate" and mandate.status in ("in force", "ended"):
        return Term.DRAWDOWN
    return Term.OPEN_ENDED if mandate.status == "open-ended" else Term.RUNS_OUT


_UNIFORMED: tuple[Decision, ...] = (
    "renew",
    "increase",
    "reduce",
    "reconfigure",
    "rollover",
    "withdraw",
    "cash-cut",
)
_OF_KIND: dict[MissionKind, tuple[Decision, ...]] = {
    MissionKind.MULTIDIMENSIONAL: _UNIFORMED,
    MissionKind.OBSERVER: _UNIFORMED,
    MissionKind.POLITICAL: ("renew", "restructure", "rollover", "merge", "close", "cash-cut"),
    MissionKind.SUPPORT: ("renew", "reduce", "rollover", "withdraw", "cash-cut"),
}
_INSTEAD: dict[MissionKind, dict[Decision, Decision]] = {
    MissionKind.POLITICAL: {
        "increase": "restructure",
        "reduce": "restructure",
        "reconfigure": "restructure",
        "withdraw": "close",
    },
    MissionKind.SUPPORT: {
        "increase": "renew",
        "reconfigure": "reduce",
        "restructure": "reduce",
        "merge": "withdraw",
        "close": "withdraw",
    },
}
_OF_UNIFORMED: dict[Decision, Decision] = {
    "restructure": "reconfigure",
    "merge": "withdraw",
    "close": "withdraw",
}


def decisions_for(mission: Mission) -> tuple[Decision, ...]:
    """Decisions that a mission of this kind, under this mandate, can get.

    Args:
        mission: As known on the date.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> decisions_for(open_edition().as_of(date(2023, 6, 16)).mission("UNTSO"))
    ('increase', 'reduce', 'reconfigure', 'withdraw', 'cash-cut')
    """
    kind, term = _OF_KIND[mission.kind], term_of(mission.mandate)
    if term is Term.DRAWDOWN:
        return DRAWDOWN
    if term is Term.OPEN_ENDED:
        return tuple(decision for decision in kind if decision not in ("renew", "rollover"))
    return kind


@dataclass(frozen=True)
class Refused:
    """Why a mission cannot get a decision, and what to write instead."""

    why: str
    remedy: str


def refused(mission: Mission, decision: Decision) -> Refused | None:
    """Why a mission cannot get a decision; ``None`` where it can."""
    possible = decisions_for(mission)
    if decision in possible:
        return None
    term, kind = term_of(mission.mandate), mission.kind
    instead = _INSTEAD.get(kind, _OF_UNIFORMED).get(decision)
    if term is Term.DRAWDOWN:
        mandate = mission.mandate
        day = f" ({long_day(mandate.ends)})" if mandate.ends else ""
        why = f"{mandate.resolution} has decided the end of {mission.acronym}{day}"
        instead = "reverse-drawdown" if SETTLES[decision] is Settles.RENEW else "extend-drawdown"
        if decision in ("merge", "close"):
            instead = "withdraw"
    elif decision in DRAWDOWN and decision != "withdraw":
        why, instead = f"no end of {mission.acronym} has been decided", None
    elif term is Term.OPEN_ENDED and decision in ("renew", "rollover"):
        why, instead = f"the mandate of {mission.acronym} is open-ended: nothing runs out", None
    else:
        why = f"{mission.acronym} is a {kind}, which cannot {_IN_WORDS[decision]}"
    suggested = f"write {instead}" if instead in possible else f"write {' or '.join(possible)}"
    return Refused(why, suggested)


_IN_WORDS: dict[Decision, str] = {
    "renew": "be renewed",
    "increase": "be increased: it has no ceiling",
    "reduce": "be reduced: it has no ceiling",
    "reconfigure": "be reconfigured within a ceiling",
    "rollover": "be rolled over",
    "withdraw": "be withdrawn as uniformed personnel",
    "restructure": "be restructured after a strategic review as a political mission",
    "merge": "be merged with the country team",
    "close": "be closed as a political mission",
    "cash-cut": "be cut to the cash",
}
