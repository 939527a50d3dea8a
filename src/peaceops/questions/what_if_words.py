"""What a what-if says besides its figures: why something stays, what is beyond it, the case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peaceops.options import Run, Suppositions, WhatIf


def why_still(
    answer: WhatIf, suppositions: Suppositions, before: Run | None = None
) -> tuple[str, ...]:
    """Why figures stay as they are, for the kinds of supposition that users wonder about.

    Args:
        answer: What changes.
        suppositions: What is supposed.
        before: The comparison as things are, where it is at hand.
    """
    return tuple(_why_still(answer, suppositions, before))


def _why_still(answer: WhatIf, suppositions: Suppositions, before: Run | None) -> Iterator[str]:
    personnel = any((suppositions.leaves, suppositions.joins, suppositions.strength))
    moved = {move.quantity for move in answer.moves}
    if suppositions.host and before and before.inputs.host_position == suppositions.host:
        yield (
            "That the host wants this is what the figures rest on already: it is on record, or in "
            "the case."
        )
    if suppositions.positions and "strength" not in moved:
        yield (
            "What an option means for force, cost and deaths holds if it is adopted: how members "
            "vote moves the odds of it and nothing of what follows."
        )
    if personnel and not answer.votes:
        yield (
            "Members' odds rest on their votes so far, on what they and the host state say, and on "
            "the kind of draft: who contributes personnel does not move them."
        )
    if "replaced" in suppositions.assume and not answer.after.departures:
        yield (
            "No contributor has announced that it leaves, so what others replace of departures "
            "moves nothing: suppose a departure as well."
        )
    if suppositions.effects and not any(name.startswith("if_") for name in moved):
        yield (
            "The published effect moves no deaths here: its study did not count deaths of a type "
            "that is forecast, or its finding cannot be carried over."
        )


def beyond_it(suppositions: Suppositions) -> tuple[str, ...]:
    """What no what-if of the kind can say.

    Args:
        suppositions: What is supposed.
    """
    words = [
        "Nobody's reaction is in it: that a host's wish makes a contributor leave, or that one "
        "member follows another, is for you to suppose."
    ]
    if suppositions.leaves or suppositions.strength:
        words.append(
            "The forecast of deaths under the status quo does not rest on strength: personnel that "
            "leave do not move it."
        )
    if suppositions.joins:
        words.append(
            "A contributor that joins is no part of the status quo, which is a forecast: it comes "
            "under the options that keep the mission."
        )
    if suppositions.positions:
        words.append(
            "A position is taken as four fifths certain unless you say how certain it is; no "
            "record of declared positions is scored."
        )
    if suppositions.ceiling or suppositions.end:
        words.append(
            "How likely such a draft is to be put to the vote is that of its kind, whatever its "
            "size or date."
        )
    return tuple(words)


def case_to_save(answer: WhatIf, name: str | None = None) -> str:
    """The text of a case file that holds what is supposed, headed by it in sentences.

    Args:
        answer: What changes.
        name: What the case is called; the name that the answer gives it by default.
    """
    from peaceops.case import case_yaml

    heading = "\n".join(
        [
            f"{answer.after.mission} as of {answer.after.as_of}: what if",
            *(f"- {sentence}" for sentence in answer.supposed),
            *([f"In place of: {', '.join(answer.replaced)}"] if answer.replaced else []),
        ]
    )
    case = answer.case if name is None else answer.case.model_copy(update={"case": name})
    return case_yaml(case, heading + "\n")
