"""What a reader accepts: each proposal shown in its sentence, taken or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from peaceops.reading.document import Document
from peaceops.reading.duplicates import contradictions
from peaceops.reading.proposal import Proposal
from peaceops.reading.statements import in_words

AROUND = 160


def in_its_sentence(proposal: Proposal, document: Document) -> tuple[str, str, str]:
    """The words before the quotation, the quotation, and the words after it, on one line."""
    low = document.plain.rfind(". ", max(0, proposal.start - AROUND), proposal.start)
    low = low + 2 if low >= 0 else max(0, proposal.start - AROUND)
    low = max(low, document.plain.rfind("\n", 0, proposal.start) + 1)
    high = document.plain.find(". ", proposal.end, proposal.end + AROUND)
    high = high + 1 if high >= 0 else min(len(document.text), proposal.end + AROUND)
    line = document.plain.find("\n", proposal.end)
    high = min(high, line) if line >= 0 else high
    parts = (
        document.text[low : proposal.start],
        document.text[proposal.start : proposal.end],
        document.text[proposal.end : max(high, proposal.end)],
    )
    return tuple(" ".join(part.split(" ")).replace("\n", " ") for part in parts)  # type: ignore[return-value]


def walk(
    proposals: Iterable[Proposal],
    documents: Mapping[str, Document],
    ask: Callable[[int, int, Proposal, str, tuple[str, str, str], str | None], str],
) -> list[Proposal]:
    """Ask about each proposal in turn.

    Args:
        proposals: What was proposed.
        documents: Their documents by name.
        ask: Given number, of how many, the proposal, it in words, its sentence in three parts and
            a conflict if there is one; returns ``y``, ``n``, ``a`` (this and all that follow) or
            ``q`` (stop; what was accepted stays).

    Returns:
        The accepted ones.
    """
    listed = list(proposals)
    conflicts = {}
    for pair in contradictions(listed):
        conflicts[id(pair.first)] = in_words(pair.other)
        conflicts[id(pair.other)] = in_words(pair.first)
    accepted: list[Proposal] = []
    for number, proposal in enumerate(listed, start=1):
        shown = in_its_sentence(proposal, documents[proposal.document])
        answer = ask(
            number, len(listed), proposal, in_words(proposal), shown, conflicts.get(id(proposal))
        )
        if answer == "q":
            break
        if answer == "a":
            return [*accepted, *listed[number - 1 :]]
        if answer == "y":
            accepted.append(proposal)
    return accepted
