"""The characters a proposal quotes: with the verbs that govern it and their negation."""

from __future__ import annotations

import re

from peaceops.reading.clauses import Clause
from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text
from peaceops.reading.words import DENY, REFUSE, SAY

_HELPERS = re.compile(
    r"(?:\b(?:has|have|had|having|did|does|do|is|are|was|were|be|been|being|will|would|shall|could|"
    r"may|might|should|must|can|cannot|not|never|no longer|also|to|n'a|n'ont|n'avait|n'est|ne|n'|a|"
    r"ont|avait|avaient|est|sont|pas|plus|jamais)\s+|\w+n't\s+)+$",
    re.IGNORECASE,
)
_AS_THEY_STAND = ("report", "office", "voting_rule")
_WIDEST = 500  # characters; a quotation that enters a case is cut at 600
_OPENS = re.compile(r"(?:[;:]\s|\.\s|\n)")


def widened(text: Text, proposal: Proposal) -> Proposal:
    """The proposal with its quotation widened to the governing clause, within its sentence.

    Args:
        text: The analysed text.
        proposal: Its offsets and quotation change together.
    """
    if proposal.kind in _AS_THEY_STAND and proposal.value != "penholder":
        return proposal.with_(ground=None)
    low, high = text.sentence_at(proposal.start)
    low, high = min(low, proposal.start), max(high, proposal.end)
    clauses = (
        list(proposal.ground.clauses)
        if proposal.ground and proposal.ground.clauses
        else _around(text, proposal)
    )
    start, end = proposal.start, proposal.end
    for clause in [*clauses, *(above for below in clauses for above in _governing(below))]:
        first, last = _predicate(text, clause)
        if low <= first and last <= high and max(end, last) - min(start, first) <= _WIDEST:
            start, end = min(start, first), max(end, last)
    if proposal.details.get("disputed_by"):
        end = max(end, _dispute(text, end, high))
    if not clauses:
        start, end = _clause(text, start, end, (low, high))
    start, end = text.tidy(start, end)
    return proposal.with_(
        start=start, end=end, quotation=text.document.text[start:end], ground=None
    )


def _around(text: Text, proposal: Proposal) -> list[Clause]:
    """The clause that a span without a clause of its own stands in."""
    low, high = text.sentence_at(proposal.start)
    inside = [
        clause
        for clause in text.within(text.clauses, low, max(high, proposal.end))
        if not clause.nominal
    ]
    within = [proposal.start <= clause.start < proposal.end for clause in inside]
    if proposal.ground is None and any(within):
        return [clause for clause, inside_span in zip(inside, within, strict=True) if inside_span]
    holding = [
        clause
        for clause in inside
        if clause.start <= proposal.start
        and clause.extent()[0] <= proposal.start
        and proposal.end <= clause.extent()[1]
    ]
    if holding:
        return [min(holding, key=lambda clause: clause.extent()[1] - clause.extent()[0])]
    return [clause for clause in inside if clause.start <= proposal.start][-1:]


def _governing(clause: Clause) -> list[Clause]:
    """The predicates above, those behind it only where they say or deny it."""
    return [
        above
        for above in clause.governors()
        if above.start < clause.start or above.lemma in SAY | DENY | REFUSE
    ]


def _dispute(text: Text, start: int, high: int) -> int:
    """Where the clause ends in which the same sentence disputes it."""
    for clause in text.within(text.clauses, start, high):
        if clause.lemma in ("deny", "dispute", "reject"):
            return min(high, max(clause.end, clause.extent()[1]))
    return start


def _predicate(text: Text, clause: Clause) -> tuple[int, int]:
    """A predicate with its subject, its auxiliaries and its negation."""
    start = clause.start
    subject = clause.object if clause.passive else clause.subject
    if subject is not None and clause.sentence[0] <= subject.start < start:
        start = subject.start
    low = max(clause.sentence[0], clause.start - 60)
    helpers = _HELPERS.search(text.plain[low : clause.start])
    if helpers:
        start = min(start, low + helpers.start())
    return start, clause.end


def _clause(text: Text, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Without a parse: the part of the sentence around the span, between full stops and ";"."""
    low, high = sentence
    opened = [low, *(low + match.end() for match in _OPENS.finditer(text.plain[low:start]))]
    closed = _OPENS.search(text.plain, end, high)
    first, last = opened[-1], closed.start() if closed else high
    return (first, last) if last - first <= _WIDEST else (max(first, start - 150), end)
