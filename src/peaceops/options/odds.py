"""How options of one kind share the odds that a draft of that kind is put to the vote.

When a mandate runs out the Council renews it, rolls it over or ends it; the odds of these three add
up to one. Renewals split by what the Council room says of the mission's next renewal: a higher or a
lower ceiling, other tasks, or neither. Options that nothing on record tells apart split equally.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peaceops.case import SETTLES, CaseOption, CeilingChange, Settles

RAISE, LOWER, RETASK, LEAVE = "increase", "reduce", "reconfigure", "as-is"
"""What a renewal does, as ``council.DraftKindOdds.shares_of_renewals`` names it."""
LEAST = 0.01
"""The least weight of a direction, so that what a case lists is never ruled out."""
_DEFAULT = {
    "increase": RAISE,
    "reduce": LOWER,
    "reconfigure": RETASK,
    "restructure": RETASK,
}


def direction_of(option: CaseOption) -> str:
    """What an option does to the mission: its changes of the ceiling say, else its decision."""
    change = (option.military_change or 0) + (option.police_change or 0)
    for dated in option.changes:
        if isinstance(dated, CeilingChange):
            change += (dated.military or 0) + (dated.police or 0)
    if change:
        return RAISE if change > 0 else LOWER
    return _DEFAULT.get(option.decision, LEAVE)


def shares_within(
    kind: Settles, options: Sequence[CaseOption], renewals: Mapping[str, float]
) -> dict[str, float]:
    """How options of one kind share its odds.

    Args:
        kind: The kind of draft.
        options: Options on the table, of any kind.
        renewals: Shares of the next renewal by what it does; equal where there are none.

    Returns:
        Option to share; they add up to one, or there are none.
    """
    members = [option for option in options if SETTLES[option.decision] is kind]
    if kind is not Settles.RENEW:
        return {option.id: 1 / len(members) for option in members}
    directions = {option.id: direction_of(option) for option in members}
    weights = {
        direction: max(renewals.get(direction, 0.0), LEAST) for direction in directions.values()
    }
    whole = sum(weights.values())
    alike = {direction: list(directions.values()).count(direction) for direction in weights}
    return {
        name: weights[direction] / whole / alike[direction]
        for name, direction in directions.items()
    }


def shares_of_options(
    options: Sequence[CaseOption], renewals: Mapping[str, float]
) -> dict[str, float]:
    """Share that each option has of the odds of its kind of draft.

    Args:
        options: Options on the table.
        renewals: Shares of the next renewal by what it does.

    Returns:
        Option to share. Over the options of a kind they add up to one; an option that no draft
        settles, as where the end is decided, has none.
    """
    return {
        name: share
        for kind in Settles
        for name, share in shares_within(kind, options, renewals).items()
    }
