"""The cards of a review: what each statement says, in words, and what the reader does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peaceops.case import (
    AS_READ,
    Case,
    Statement,
    facts_of,
    filled_in,
    kinds_of,
    statement_fields,
    title_of,
)
from peaceops.reading import KINDS, contradictions, holds
from peaceops.web.cases.choices import groups_for
from peaceops.web.cases.filled import Filled
from peaceops.web.reading.review import Review, changed

if TYPE_CHECKING:
    from peaceops.web.reading.moves import Moves

KINDS_IN_WORDS = dict(kinds_of("statements"))
MODALITIES = dict(next(f for f in statement_fields("report") if f.name == "modality").choices)
_ELSEWHERE = (*AS_READ, "text", "speaker", "date", "source", "modality")
"""Fields that a card shows in places of their own."""


@dataclass(frozen=True)
class Body:
    """What of a card changes while it is reviewed.

    Attributes:
        number: Number of the statement.
        kind: What it is, in words.
        statement: As read, or as changed.
        modality: How it is said; empty where nobody said.
        facts: Its fields, as labels and words.
        moving: Whether figures rest on statements of its kind.
        report: Why a statement of another kind enters as a report; empty where it does not.
        change: The hidden field of the change.
        form: The form, where it is open.
        problem: What is wrong with the statement as a whole.
        kind_chosen: The kind in the form.
        sent: Fields that are sent with what is asked of this card.
        moves: What it would move, where that was asked.
        in_case: Whether it stands in the case.
        decision: ``accept``, ``drop``, or nothing yet.
    """

    number: int
    kind: str
    statement: Statement
    modality: str
    facts: tuple[tuple[str, str], ...]
    moving: bool
    report: str
    change: str
    form: tuple[Filled, ...]
    problem: str
    kind_chosen: str
    sent: str
    moves: Moves | None
    in_case: bool
    decision: str


@dataclass(frozen=True)
class Card:
    """A statement beside its words.

    Attributes:
        body: What changes.
        carried: The hidden field of the proposal.
        conflicts: Statements that say something else of the same thing, by number and in words.
        further: Further places that say the same, by number and document.
    """

    body: Body
    carried: str
    conflicts: tuple[tuple[int, str], ...]
    further: tuple[tuple[int, str], ...]


def cards_of(
    review: Review,
    statements: Mapping[int, Statement],
    case: Case | None,
    problems: Mapping[int, Mapping[str, str]],
    moves: Mapping[int, Moves],
) -> dict[int, Card]:
    """All cards of a review, by number.

    Args:
        review: The reading.
        statements: The statements as they were read.
        case: The case that they are for.
        problems: What is wrong with forms that were sent, by number and field.
        moves: What is shown of what statements move.
    """
    numbers = {id(proposal): number for number, proposal in review.proposals.items()}
    conflicts: dict[int, list[tuple[int, str]]] = {}
    for pair in contradictions(review.proposals.values()):
        first, other = numbers[id(pair.first)], numbers[id(pair.other)]
        conflicts.setdefault(first, []).append((other, statements[other].text))
        conflicts.setdefault(other, []).append((first, statements[first].text))
    return {
        number: Card(
            body_of(review, number, original, case, problems.get(number, {}), moves.get(number)),
            review.carried_of(number),
            tuple(conflicts.get(number, ())),
            tuple(
                (further, mention[0])
                for further, mention in enumerate(review.proposals[number].mentions, start=1)
            ),
        )
        for number, original in statements.items()
    }


def body_of(
    review: Review,
    number: int,
    original: Statement,
    case: Case | None,
    problems: Mapping[str, str],
    moves: Moves | None,
) -> Body:
    """What of a card changes.

    Args:
        review: The reading.
        number: Number of the statement.
        original: The statement as it was read.
        case: The case that it is for.
        problems: What is wrong with its form, by field.
        moves: What it would move, where that was asked.
    """
    from peaceops.options import may_move

    statement, wrong = original, dict(problems)
    if number in review.changes and case is not None:
        mended, broken = changed(review.changes[number], original, case)
        statement = mended or original
        if broken and number not in review.forms:
            review.forms[number], wrong = review.changes[number], broken
    texts = review.forms.get(number)
    form: tuple[Filled, ...] = ()
    kind = ""
    if texts is not None:
        kind = texts.get("kind", "")
        kind = kind if kind in KINDS_IN_WORDS else statement.kind
        before = filled_in(statement)
        form = tuple(
            Filled(
                field,
                texts.get(field.name, before.get(field.name, "")),
                groups_for(field, case),
                problems=(wrong.pop(field.name),) if field.name in wrong else (),
            )
            for field in statement_fields(kind)
        )
    parts = [f"p.{number}", f"c.{number}", f"d.{number}"]
    if form:
        parts += [f"e.{number}.kind", *(f"e.{number}.{item.field.name}" for item in form)]
    return Body(
        number=number,
        kind=title_of("statements", statement.kind),
        statement=statement,
        modality=MODALITIES.get(statement.modality or "", ""),
        facts=tuple(facts_of("statements", statement, without=_ELSEWHERE)),
        moving=may_move(statement),
        report=_why_report(review, number, original),
        change=review.change_of(number),
        form=form,
        problem=" ".join(wrong.values()),
        kind_chosen=kind,
        sent=",".join(["act", "mission", "published", "title", "target", "name", *parts]),
        moves=moves,
        in_case=case is not None and holds(case, statement),
        decision=review.decisions.get(number, ""),
    )


def _why_report(review: Review, number: int, original: Statement) -> str:
    """Why what was read as something else enters a case as a report, which moves no odds."""
    proposal = review.proposals[number]
    if original.kind != "report" or proposal.kind == "report" or proposal.kind not in KINDS:
        return ""
    kind = KINDS_IN_WORDS.get(proposal.kind, proposal.kind)
    kind = kind[0].lower() + kind[1:]
    if review.mission and proposal.mission not in (None, review.mission):
        reason = f"the text says it of {proposal.mission}"
    elif proposal.modality in ("denied", "demanded", "planned"):
        reason = f"it is {MODALITIES[proposal.modality].lower()}, not said as a fact"
    elif proposal.kind == "member_position":
        reason = "the state has no seat on the Council that day, or speaks of something else"
    else:
        reason = "the text leaves out what such a statement needs, as a place or a date"
    return f"Read as {kind}; enters the case as a report, for {reason}."
