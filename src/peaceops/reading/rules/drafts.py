"""How far a draft resolution has come: circulated, under silence, silence broken, in blue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.clauses import Clause
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import words_of

_DRAFT = words_of("draft, text, resolution")
_CIRCULATE = words_of("circulate, share, distribute")
_PLACE = words_of("place, put")
_FIRST = words_of("first, initial, zero")
_AGAIN = words_of("revised, updated, second, third, revise, update")
_BLUE = re.compile(r"^[^.;,]{0,60}?\b(?:in|into) blue\b")
_SILENCE = re.compile(r"^[^.;,]{0,60}?\bunder (?:a |the )?(?:\w+ )?silence\b")
_BARE = re.compile(r"(?:the )?silence(?: procedure)?", re.IGNORECASE)
# A passive without an agent has no participants, and so no clause of its own.
_PASSIVE = re.compile(
    r"\b(?:draft|text)(?: \w+){0,2} (?:was|were|is|has been)"
    r"(?: (?:finally|then|again|also|subsequently|directly))? (?:put|placed)"
    r"(?: (?:finally|directly))? (?:(in|into) blue|under (?:a |the )?(?:\w+ )?silence)\b"
)
_NEXT = re.compile(r"(?:[\s,]|\b(?:and|then|first|by|the|also|followed|members)\b)*")


def find(text: Text) -> Iterator[Proposal]:
    """The stages of a draft, each by the clause that says it."""
    for clause in text.clauses:
        if clause.nominal or clause.modal or is_hypothetical(clause):
            continue
        stage = _stage(text, clause)
        if stage is None:
            continue
        members = _members(text, clause)
        span = clause.extent()
        yield text.propose(
            "draft_state",
            (span[0], max(span[1], _end(text, clause))),
            when=text.when(*span, clause.sentence),
            clause=clause,
            ground=Ground((clause,)),
            subject=members[0] if members else None,
            value=stage,
            details={"members": members} if members else {},
            confidence=0.85,
        )
    yield from _without_agent(text)


def _without_agent(text: Text) -> Iterator[Proposal]:
    for match in _PASSIVE.finditer(text.plain):
        if any(clause.start < match.end() and match.start() < clause.end
               and _stage(text, clause) for clause in text.clauses):  # fmt: skip
            continue
        yield text.propose(
            "draft_state",
            match.span(),
            when=text.when(*match.span(), text.sentence_at(match.start())),
            ground=Ground(words=match.span()),
            value="in-blue" if match[1] else "silence",
            confidence=0.8,
        )


def _stage(text: Text, clause: Clause) -> str | None:
    thing = clause.object.lemmas if clause.object is not None else frozenset[str]()
    stage = None
    if clause.lemma == "break" and "silence" in thing:
        stage = "silence-broken" if _of_the_council(text, clause) else None
    elif clause.lemma in _CIRCULATE and thing & _DRAFT:
        stage = "zero-draft" if thing & _FIRST else "negotiations" if thing & _AGAIN else None
    elif clause.lemma in _PLACE and thing & _DRAFT:
        after = text.plain[clause.end : clause.sentence[1]]
        stage = "in-blue" if _BLUE.match(after) else "silence" if _SILENCE.match(after) else None
    return stage


def _of_the_council(text: Text, clause: Clause) -> bool:
    """Whether it is the silence of a procedure, and not somebody's own."""
    thing = clause.object
    return thing is not None and bool(_BARE.match(text.plain[thing.start : thing.end]))


def _end(text: Text, clause: Clause) -> int:
    """Where the words that name the stage end, which may stand outside of the clause's phrases."""
    after = text.plain[clause.end : clause.sentence[1]]
    match = _BLUE.match(after) or _SILENCE.match(after)
    return clause.end + match.end() if match and clause.lemma in _PLACE else clause.end


def _members(text: Text, clause: Clause) -> list[str]:
    """Who does it: the subject, and of a passive those named one after the other behind "by"."""
    members = clause.subject.states() if clause.subject is not None else []
    if clause.passive:
        end = clause.end
        for mention in text.within(text.mentions, clause.end, clause.sentence[1]):
            if mention.kind != "state" or not _NEXT.fullmatch(text.plain[end : mention.start]):
                break
            members.append(mention.means)
            end = mention.end
    return list(dict.fromkeys(members))
