"""Incidents that somebody disputes, or lays at somebody's door."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.reading.frames import Frame
from peaceops.reading.kinds._actors import states_of
from peaceops.reading.kinds.incidents import BIASED, KILL, place_of, when_of
from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text, unreal

_DEEMS = frozenset({"deem", "call", "describe", "dismiss", "denounce"})
_BLAMES = frozenset({"point", "blame"})


def find(text: Text) -> Iterator[Proposal]:
    """Reports of incidents called biased, and groups that are blamed."""
    for frame in text.frames:
        if unreal(frame):
            continue
        if frame.lemma in _DEEMS:
            yield from _disputed(text, frame)
        elif frame.lemma in _BLAMES:
            yield from _blamed(text, frame)


def _disputed(text: Text, frame: Frame) -> Iterator[Proposal]:
    low, high = frame.sentence
    if not BIASED.search(text.plain[low:high]):
        return
    states = states_of(text, frame.subject)
    states += [
        state for word, phrase in frame.preps if word == "like" for state in states_of(text, phrase)
    ]
    place = place_of(text, frame)
    if states and ("report" in frame.words() or place):
        yield text.propose(
            "incident",
            (frame.clause()[0], high),
            when=when_of(text, frame),
            frame=frame,
            modality="denied",
            place=place,
            confidence=0.8,
            details={"disputed_by": list(dict.fromkeys(states))},
        )


def _blamed(text: Text, frame: Frame) -> Iterator[Proposal]:
    """As in "Pointed the finger at Wagner", "blamed the ADF for the attack"."""
    if frame.lemma == "point" and not (frame.object and frame.object.head == "finger"):
        return
    target = frame.prep("at") if frame.lemma == "point" else frame.object
    named = target.of_kind("group") if target is not None else []
    laid_on = frame.prep("on")
    if not named and laid_on is not None:
        named = laid_on.of_kind("group")
    low = frame.sentence[0]
    told = frame.lemma == "blame" and any(
        one.lemma in KILL and 0 <= low - one.sentence[1] < 4
        for one in text.within(text.frames, max(0, low - 600), low)
    )
    if named and frame.subject is not None and not told:
        yield text.propose(
            "incident",
            frame.clause(),
            frame=frame,
            modality="reported",
            object=named[0].means,
            confidence=0.7,
            details={"alleged_by": frame.subject.head},
        )
