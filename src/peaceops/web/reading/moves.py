"""What a statement would move before it is accepted: the case with it, beside the case without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peaceops.questions import Table, changes, ranked_changes
from peaceops.reading import holds
from peaceops.web.desk import Desk
from peaceops.web.reading.target import Target, as_it_is

if TYPE_CHECKING:
    from peaceops.case import Statement

FIRST = 3
"""Tables that are shown at once; further ones are folded."""


@dataclass(frozen=True)
class Moves:
    """What statements move.

    Attributes:
        first: The largest moves.
        further: The others.
        words: What is lost with those who leave, and what a reader must know.
        why: Why nothing moves; empty if something does.
        small: What moves by less than is shown.
        case: The case that they are set against.
    """

    first: tuple[Table, ...]
    further: tuple[Table, ...]
    words: tuple[str, ...]
    why: str
    small: str
    case: str


def moves_of(desk: Desk, mission: str, target: Target, statements: Sequence[Statement]) -> Moves:
    """Compare a case with statements added to it with the case as it is.

    Args:
        desk: The desk.
        mission: Acronym of the mission.
        target: The case.
        statements: The statements; what the case holds already is left out.

    Raises:
        CaseError: One may not stand in the case, such as one that is dated after its day.
        BusyError: Too much is being worked out already.
    """
    from peaceops.options import check_case, may_move, what_if_case, why_unmoved

    statements = [item for item in statements if not holds(target.case, item)]
    if not statements:
        return Moves((), (), (), "The case holds it already.", "", target.in_words)
    view = desk.view(target.case.as_of)
    case = target.case.model_copy(update={"statements": (*target.case.statements, *statements)})
    if not any(may_move(statement) for statement in statements):
        check_case(view, case, mission)
        why = _together([why_unmoved(item, None, case) for item in statements])
        return Moves((), (), (), why, "", target.in_words)
    before = as_it_is(desk, mission, target)
    with desk.gate.passed():
        answer = what_if_case(view, mission, case, before=before)
    tables = ranked_changes(answer)
    listed = changes(answer)
    why = ""
    if not tables and not listed.small:
        why = _together([why_unmoved(item, before, case) for item in statements])
    return Moves(
        tables[:FIRST],
        tables[FIRST:],
        (*answer.losses, *(f"Lost: {words}" for words in listed.capabilities), *answer.notes),
        why,
        listed.small,
        target.in_words,
    )


def _together(reasons: Sequence[str]) -> str:
    """Several reasons as one text, each once."""
    return " ".join(dict.fromkeys(reasons))
