"""States that a text calls neighbours of the host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text

_NEIGHBOURS = re.compile(
    r"\b(?:neighbou?ring (?:countries|states|nations)|neighbou?rs|shares? (?:a )?borders?|"
    r"bordered by|borders)\b",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(r"[\s,:(-]*(?:(?:such as|like|including|of|with|the|is|are|to)[\s,:]*)*")
_NEIGHBOURING = re.compile(r"\bneighbou?ring\s+$", re.IGNORECASE)


def find(text: Text) -> Iterator[Proposal]:
    """Proposals of neighbours, "Mali borders Niger", "neighbouring Chad"."""
    for match in _NEIGHBOURS.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        stop = re.search(
            r"[.;:]|\b(?:is|are|was|to|have|has|and its)\b", text.plain[match.end() : high]
        )
        end = match.end() + stop.start() if stop else high
        named = text.named(match.end(), end, "state")
        if named and not _AND_SO_ON.fullmatch(text.plain[match.end() : named[0].start]):
            continue  # "Mali and its neighbours broke with France"
        subject = _owner_before(text, low, match.start())
        for mention in named:
            if mention.means not in (subject, text.context.host):
                yield text.propose(
                    "relation",
                    (match.start(), named[-1].end),
                    subject=subject,
                    object=mention.means,
                    value="neighbour",
                    confidence=0.9,
                )
    for mention in text.mentions:
        if mention.kind == "state" and _NEIGHBOURING.search(
            text.plain[max(0, mention.start - 15) : mention.start]
        ):
            start = text.plain.rfind("neighbo", 0, mention.start)
            if mention.means != text.context.host:
                yield text.propose(
                    "relation",
                    (start, mention.end),
                    subject=text.context.host,
                    object=mention.means,
                    value="neighbour",
                    confidence=0.85,
                )


def _owner_before(text: Text, low: int, position: int) -> str | None:
    before = text.named(low, position, "state")
    if before and "its borders" not in text.plain[low:position]:
        return text.context.host if text.context.host else before[-1].means
    return text.context.host
