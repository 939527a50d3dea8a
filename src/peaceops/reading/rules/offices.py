"""Who is what of where, and who holds the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.proposal import Proposal
from peaceops.reading.rules._actors import states_of
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import words_of

_PEN = re.compile(
    r"\bin charge of drafting\b|\bpen-?holders?\b|\bholds? the pen\b|\bdrafted by\b|"
    r"\bsponsored by\b|\bauthored by\b|\bpenned by\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:drafted|authored|sponsored|penned) by\b", re.IGNORECASE)
_WRITE = words_of("draft, circulate, author, table, submit, sponsor, write")
_TEXTS = words_of("draft, text, resolution")


def find(text: Text) -> Iterator[Proposal]:
    """Offices that the names carry, and penholders."""
    for office in text.offices:
        details = {"former": True} if office.former else {}
        yield text.propose(
            "office",
            (office.start, office.end),
            subject=office.name,
            value=office.title,
            object=office.of,
            details=details,
            confidence=0.85,
        )
    yield from _pens(text)
    yield from _drafts(text)


def _pens(text: Text) -> Iterator[Proposal]:
    for match in _PEN.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        after = text.named(match.end(), min(high, match.end() + 40), "state")
        before = text.named(max(low, match.start() - 60), match.start(), "state")
        if _PASSIVE.match(match.group()):
            chosen = after[:1]
        elif match.group().lower().startswith("pen"):
            if re.search(r",\s+(?:the|which|as)\s+$", text.plain[low : match.start()]):
                after = []
            if re.match(r"\s+(?:on|for|of)\b", text.plain[match.end() : high]) and before:
                after = []  # "The United Kingdom is the penholder on Somalia"
            near = after if after and after[0].start - match.end() < 10 else before[-1:] or after
            chosen = near[:1]
        else:
            chosen = before[-1:]
        yield from (text.penholder(mention, match) for mention in chosen)


def _drafts(text: Text) -> Iterator[Proposal]:
    for clause in text.clauses:
        if (
            clause.lemma in _WRITE
            and not is_hypothetical(clause)
            and clause.object is not None
            and clause.object.lemmas & _TEXTS
        ):
            if _PEN.search(text.plain, *clause.extent()) or clause.modal:
                continue
            for state in states_of(text, clause.subject)[:1]:
                yield text.propose(
                    "office",
                    clause.extent(),
                    clause=clause,
                    subject=state,
                    value="penholder",
                    confidence=0.75,
                )
    for mention in text.mentions:
        if mention.kind == "state" and mention.entry.how == "demonym":
            match = re.match(
                r"\s+draft(?: resolution)?\b", text.plain[mention.end : mention.end + 20]
            )
            if match:
                yield text.propose(
                    "office",
                    (mention.start, mention.end + match.end()),
                    subject=mention.means,
                    value="penholder",
                    confidence=0.7,
                )
