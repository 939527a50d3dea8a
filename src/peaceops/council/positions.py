"""What a member says beforehand, and how far it moves the odds of its vote.

A declared position is taken as four fifths certain, unless a case says how certain it is: the odds
become 0.8 of the position and 0.2 of what they were. The weight is an assumption; no record of
declared positions is scored here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from peaceops.domain.arrays import Floats
from peaceops.errors import CaseError, did_you_mean

DECLARED = 0.8
DECLARED_RANGE = (0.6, 0.95)
"""Weights of a declared position that are shown beside the assumed one."""
POSITION_IN_WORDS = {
    "for": "is for it",
    "against": "is against it",
    "abstains": "abstains",
    "supports-mission": "supports the mission",
    "follows-host": "aligns with the host state",
}
HOST_IN_WORDS = {
    "consents": "consents to the mission",
    "consents-with-reservations": "consents to the mission, with reservations",
    "restricts": "restricts the mission",
    "asks-to-leave": "asks the mission to leave",
}
POSITIONS = tuple(POSITION_IN_WORDS)
HOST_POSITIONS = tuple(HOST_IN_WORDS)
ENDS_THE_MISSION = ("withdraw", "terminate")


class Declared(NamedTuple):
    """What a member declared.

    Attributes:
        position: One of ``POSITIONS``.
        certainty: How sure it is that the member votes so, from 0 to 1.
    """

    position: str
    certainty: float = DECLARED


Position = str | Declared
"""A position, with or without how certain it is."""


def as_declared(position: Position) -> Declared:
    """The position with its certainty; ``DECLARED`` where none is stated."""
    return position if isinstance(position, Declared) else Declared(position)


YES = np.array([1.0, 0.0, 0.0])
NO = np.array([0.0, 1.0, 0.0])
ABSTAIN = np.array([0.0, 0.0, 1.0])


def apply_declared_position(
    odds: Floats, position: Position, kind: str, host_position: str | None, split: Floats
) -> Floats:
    """Return a member's odds after what it declared.

    ``for``, ``against`` and ``abstains`` speak of every draft. ``supports-mission`` means a yes to
    every option that keeps the mission and says nothing of its end. ``follows-host`` means a yes
    to what the host wants, the rest withheld: where it asks the mission to leave, a yes to
    the end and none to other options; where it consents, the reverse; else it says nothing.

    Args:
        odds: Odds of yes, no and abstain; they sum to one.
        position: One of ``POSITIONS``, with or without its certainty.
        kind: Kind of the option.
        host_position: One of ``HOST_POSITIONS``, or ``None``.
        split: How a withheld yes splits into no and abstention: 0, share of no, of abstention.
    """
    declared = as_declared(position)
    meant = _meant(declared.position, kind in ENDS_THE_MISSION, host_position, split)
    if meant is None:
        return odds
    after: Floats = declared.certainty * meant + (1 - declared.certainty) * odds
    return after


def check(
    positions: Mapping[str, Position], seated: Collection[str], host_position: str | None
) -> None:
    """Refuse a position that no member can have.

    Raises:
        CaseError: The state does not sit on the Council, or a word is none of those known.
    """
    for country, (position, _) in ((state, as_declared(item)) for state, item in positions.items()):
        if position not in POSITIONS:
            raise CaseError(
                f"{position!r} is not a position of a member of the Council ({country})",
                remedy=did_you_mean(position, POSITIONS) or f"use one of {', '.join(POSITIONS)}",
            )
        if country not in seated:
            raise CaseError(
                f"{country} has a position on the draft and does not sit on the Council",
                remedy="leave it out, or state it as the host's position",
            )
    if host_position is not None and host_position not in HOST_POSITIONS:
        raise CaseError(
            f"{host_position!r} is not a position of a host state",
            remedy=did_you_mean(host_position, HOST_POSITIONS)
            or f"use one of {', '.join(HOST_POSITIONS)}",
        )


def _meant(position: str, ends: bool, host_position: str | None, split: Floats) -> Floats | None:
    plain = {"for": YES, "against": NO, "abstains": ABSTAIN}
    if position in plain:
        return plain[position]
    if position == "supports-mission":
        return None if ends else YES
    wants_it_to_end = {"asks-to-leave": True, "consents": False}.get(host_position or "")
    if wants_it_to_end is None:
        return None
    return YES if ends == wants_it_to_end else split
