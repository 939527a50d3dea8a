"""Incidents that somebody disputes, or lays at somebody's door."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.reading.clauses import Clause
from peaceops.reading.proposal import Proposal
from peaceops.reading.rules._actors import states_of
from peaceops.reading.rules.incidents import BIASED, KILL, place_of, when_of
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import words_of

_DEEMS = words_of("deem, call, describe, dismiss, denounce")
_BLAMES = words_of("point, blame")


def find(text: Text) -> Iterator[Proposal]:
    """Reports of incidents called biased, and groups that are blamed."""
    for clause in text.clauses:
        if is_hypothetical(clause):
            continue
        if clause.lemma in _DEEMS:
            yield from _disputed(text, clause)
        elif clause.lemma in _BLAMES:
            yield from _blamed(text, clause)


def _disputed(text: Text, clause: Clause) -> Iterator[Proposal]:
    low, high = clause.sentence
    if not BIASED.search(text.plain[low:high]):
        return
    states = states_of(text, clause.subject)
    states += [
        state
        for word, phrase in clause.preps
        if word == "like"
        for state in states_of(text, phrase)
    ]
    place = place_of(text, clause)
    if states and ("report" in clause.words() or place):
        yield text.propose(
            "incident",
            (clause.extent()[0], high),
            when=when_of(text, clause),
            clause=clause,
            modality="denied",
            place=place,
            confidence=0.8,
            details={"disputed_by": list(dict.fromkeys(states))},
        )


def _blamed(text: Text, clause: Clause) -> Iterator[Proposal]:
    """As in "Pointed the finger at Wagner", "blamed the ADF for the attack"."""
    if clause.lemma == "point" and not (clause.object and clause.object.head == "finger"):
        return
    target = clause.prep("at") if clause.lemma == "point" else clause.object
    named = target.of_kind("group") if target is not None else []
    laid_on = clause.prep("on")
    if not named and laid_on is not None:
        named = laid_on.of_kind("group")
    low = clause.sentence[0]
    accuses = clause.lemma == "blame" and any(
        clause.lemma in KILL and 0 <= low - clause.sentence[1] < 4
        for clause in text.within(text.clauses, max(0, low - 600), low)
    )
    if named and clause.subject is not None and not accuses:
        yield text.propose(
            "incident",
            clause.extent(),
            clause=clause,
            modality="reported",
            object=named[0].means,
            confidence=0.7,
            details={"alleged_by": clause.subject.head},
        )
