"""Rules, one file a family of kinds; each gives proposals from an analysed text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peaceops.reading.french import FRENCH, rules
from peaceops.reading.proposal import Proposal
from peaceops.reading.rules import (
    council,
    deadlines,
    departures,
    disputes,
    drafts,
    host,
    incidents,
    mandates,
    measures,
    members,
    neighbours,
    offices,
    relations,
    remarks,
    restrictions,
    strength,
    upheavals,
)
from peaceops.reading.stance import admitted, widened
from peaceops.reading.text import Text
from peaceops.reading.time_limit import Step

FINDERS: tuple[Callable[[Text], Iterator[Proposal]], ...] = (
    deadlines.find,
    mandates.find,
    council.find,
    drafts.find,
    host.find,
    members.find,
    departures.find,
    restrictions.find,
    incidents.find,
    disputes.find,
    upheavals.find,
    relations.find,
    neighbours.find,
    offices.find,
    strength.find,
    measures.find,
    remarks.find,
)


def _covered(report: Proposal, positions: list[Proposal]) -> bool:
    """Whether the quoted words are already a position."""
    return any(
        min(report.end, position.end) - max(report.start, position.start)
        >= 0.7 * (report.end - report.start)
        for position in positions
    )


def _found(text: Text, step: Step | None) -> Iterator[Proposal]:
    characters = len(text.plain)
    for finder in (*FINDERS, rules.find) if text.language is FRENCH else FINDERS:
        if step is not None:
            step(text.document.name, characters, characters)
        yield from finder(text)


def extract_all(text: Text, step: Step | None = None) -> list[Proposal]:
    """All proposals of a text, in its order, without merging.

    Args:
        text: The text.
        step: Called before each family of rules.
    """
    proposals = list(admitted(text, _found(text, step)))
    positions = [proposal for proposal in proposals if proposal.kind.endswith("_position")]
    distinct = [
        proposal
        for proposal in proposals
        if proposal.kind != "report" or not _covered(proposal, positions)
    ]
    quoted = [widened(text, proposal) for proposal in distinct]
    return sorted(
        quoted,
        key=lambda proposal: (proposal.start, proposal.end, proposal.kind, str(proposal.subject)),
    )
