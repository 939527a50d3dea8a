"""What the host wants of the mission: requests to leave, consent, refusals of options."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.reading.dates import When
from peaceops.reading.frames import Frame, Phrase
from peaceops.reading.kinds._actors import about_mission, hosts, states_of
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.text import Text, unreal
from peaceops.reading.words import DEMAND, LEAVE

_STAY = frozenset({"stay", "remain", "continue"})
_KEPT = frozenset({"keep", "retain", "maintain", "extend", "renew", "prolong"})
_STAY_TOO = frozenset({"extension", "renewal"})
_REJECTS = frozenset({"reject", "refuse", "decline", "rule out", "dismiss"})
_OPTIONS = frozenset(
    ["option", "proposal", "change", "modification", "reform", "extension", "plan", "offer"]
)
_LETTERS = frozenset(["letter", "note", "statement", "request", "communique", "communiqué"])
_ASKED = DEMAND | {"plead", "notify", "inform", "need", "wish", "agree"}


def find(text: Text) -> Iterator[Proposal]:
    """Requests and refusals of the host, wherever the host is the one who asks."""
    for frame in text.frames:
        kept = frame.lemma in _KEPT and _keeps_mission(text, frame)
        if frame.lemma in LEAVE or frame.lemma in _STAY | _STAY_TOO or kept:
            yield from _asked(text, frame)
        elif frame.lemma in _REJECTS and not unreal(frame):
            yield from _refused(text, frame)
        elif frame.lemma in DEMAND:
            yield from _bare(text, frame)


def _keeps_mission(text: Text, frame: Frame) -> bool:
    """As in "asked that the mission be kept", "that the mandate be renewed"."""
    given = frame.object
    return given is not None and (about_mission(text, given) or given.head == "mandate")


def _asked(text: Text, frame: Frame) -> Iterator[Proposal]:
    demand = next((above for above in frame.governors() if above.lemma in _ASKED), None)
    agreed = demand is not None and demand.lemma == "agree" and frame.lemma in LEAVE
    if demand is None or demand.negated or agreed or _conditional(demand):
        demand = _demanded_by(frame)
        if demand is None:
            return
    states = _askers(text, demand, frame)
    leaver = frame.object if frame.object is not None else frame.subject
    told = demand.object if demand.lemma in ("ask", "tell", "order", "want", "urge") else None
    if not _is_mission(text, frame, leaver, told):
        return
    if _softened(demand, frame):
        return
    leaves = frame.lemma in LEAVE
    if frame.negated:
        if frame.lemma not in _KEPT:
            return
        leaves = True  # "asked that the mandate not be renewed"
    span = (min(frame.clause()[0], demand.clause()[0]), max(frame.clause()[1], demand.clause()[1]))
    low, high = frame.sentence
    span = (max(low, span[0]), min(high, span[1]))
    for state in states:
        yield text.propose(
            "host_position",
            span,
            when=_date_of(text, span, demand),
            frame=demand,
            ground=Ground((demand, frame), frame if frame.negated else None),
            modality="asserted",
            subject=state,
            confidence=0.9,
            value="asks-to-leave" if leaves else "consents",
        )


def _softened(demand: Frame, frame: Frame) -> bool:
    """As in "requested a pause in the drawdown": what is asked for is not that it leave."""
    asked = demand.object
    return (
        asked is not None
        and asked.head in ("pause", "delay", "postponement", "halt", "suspension", "slowdown")
        and frame.lemma in LEAVE
    )


def _date_of(text: Text, span: tuple[int, int], demand: Frame) -> When | None:
    """The day of the request, not the day by which the mission is to leave."""
    low, high = demand.sentence
    said = [
        one
        for one in text.within(text.dates, demand.end, min(high, demand.end + 40))
        if one.preposition not in ("by", "until", "from") and one.first <= text.document.published
    ]
    if said:
        return said[0]
    past = [
        one
        for one in text.within(text.dates, low, high)
        if one.first <= text.document.published
        and one.preposition not in ("by", "until", "from", "since", "in")
    ]
    here = [one for one in past if span[0] <= one.start < span[1]] or past
    nearest = min(here, key=lambda one: abs(one.start - demand.start), default=None)
    return nearest or text.day_of(demand.start)


def _conditional(demand: Frame) -> bool:
    return demand.unreal or any(above.unreal for above in demand.governors())


def _demanded_by(frame: Frame) -> Frame | None:
    """A relative demand: "as Sudan had demanded", "a withdrawal requested by Mali"."""
    return (
        frame if frame.nominal and frame.subject is not None and frame.lemma == "demand" else None
    )


def _askers(text: Text, demand: Frame, frame: Frame) -> list[str]:
    here = hosts(text)
    for phrase in (demand.subject, demand.object if demand.passive else None):
        found = [one for one in states_of(text, phrase) if one in here]
        if found:
            return found
    if demand.subject is not None and demand.subject.head in _LETTERS:
        found = [one.means for one in demand.subject.inside if one.means in here]
        if found:
            return found[:1]
    if demand.nominal or demand.subject is None or not demand.subject.referents:
        for above in demand.governors():
            found = [one for one in states_of(text, above.subject) if one in here]
            if found and above.lemma in ("make", "issue", "repeat", "renew", "reiterate", "send"):
                return found
    return []


def _is_mission(text: Text, frame: Frame, leaver: Phrase | None, told: Phrase | None) -> bool:
    for phrase in (frame.object, frame.subject, told, frame.prep("of", "to", "for", "from")):
        if about_mission(text, phrase):
            return True
    if any(about_mission(text, phrase) for _, phrase in frame.preps):
        return True
    if frame.lemma in _KEPT:
        return True
    low, high = frame.sentence
    if frame.nominal and frame.object is None:
        named = any(one.kind == "mission" for one in text.within(text.mentions, low, high))
        return named or frame.lemma in ("withdrawal", "termination", "departure")
    return False


def _bare(text: Text, frame: Frame) -> Iterator[Proposal]:
    """As in "As Sudan had demanded": the thing asked for stands in the clause above."""
    if frame.object is not None or frame.preps or unreal(frame) or frame.nominal:
        return
    here = [one for one in states_of(text, frame.subject) if one in hosts(text)]
    if not here or not any(
        one.lemma in LEAVE and about_mission(text, one.object) for one in frame.governors()
    ):
        return
    for state in here:
        yield text.propose(
            "host_position",
            frame.clause(),
            frame=frame,
            subject=state,
            value="asks-to-leave",
            confidence=0.8,
        )


def _refused(text: Text, frame: Frame) -> Iterator[Proposal]:
    given = frame.object
    if given is None or not given.lemmas & _OPTIONS:
        return
    states = [one for one in states_of(text, frame.subject) if one in hosts(text)]
    for state in states:
        yield text.propose(
            "host_refusal",
            frame.clause(),
            when=None,
            frame=frame,
            modality="asserted",
            subject=state,
            value="options",
            confidence=0.85,
        )
