"""What the host wants of the mission: requests to leave, consent, refusals of options."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.dates import When
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.rules._actors import about_mission, hosts, states_of
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import words_of
from peaceops.reading.words import DEMAND, LEAVE

_STAY = words_of("stay, remain, continue, extension, renewal")
_KEPT = words_of("keep, retain, maintain, extend, renew, prolong")
_REJECTS = words_of("reject, refuse, decline, rule out, dismiss")
_OPTIONS = words_of("option, proposal, change, modification, reform, extension, plan, offer")
_LETTERS = words_of("letter, note, statement, request, communique, communiqué")
_ASKED = DEMAND | words_of("plead, notify, inform, need, wish, agree")


def find(text: Text) -> Iterator[Proposal]:
    """Requests and refusals of the host, wherever the host is the one who asks."""
    for clause in text.clauses:
        keeps = clause.lemma in _KEPT and _keeps_mission(clause)
        if clause.lemma in LEAVE | _STAY or keeps:
            yield from _asked(text, clause)
        elif clause.lemma in _REJECTS and not is_hypothetical(clause):
            yield from _refused(text, clause)
        elif clause.lemma in DEMAND:
            yield from _bare(text, clause)


def _keeps_mission(clause: Clause) -> bool:
    """As in "asked that the mission be kept", "that the mandate be renewed"."""
    kept_away = clause.object
    return kept_away is not None and (about_mission(kept_away) or kept_away.head == "mandate")


def _asked(text: Text, clause: Clause) -> Iterator[Proposal]:
    demand = next((above for above in clause.governors() if above.lemma in _ASKED), None)
    agreed = demand is not None and demand.lemma == "agree" and clause.lemma in LEAVE
    if demand is None or demand.negated or agreed or _conditional(demand):
        return
    states = _askers(text, demand)
    addressee = demand.object if demand.lemma in ("ask", "tell", "order", "want", "urge") else None
    if not _is_mission(text, clause, addressee):
        return
    if _softened(demand, clause):
        return
    leaves = clause.lemma in LEAVE
    if clause.negated:
        if clause.lemma not in _KEPT:
            return
        leaves = True  # "asked that the mandate not be renewed"
    span = (
        min(clause.extent()[0], demand.extent()[0]),
        max(clause.extent()[1], demand.extent()[1]),
    )
    low, high = clause.sentence
    span = (max(low, span[0]), min(high, span[1]))
    for state in states:
        yield text.propose(
            "host_position",
            span,
            when=_date_of(text, span, demand),
            clause=demand,
            ground=Ground((demand, clause), clause if clause.negated else None),
            modality="asserted",
            subject=state,
            confidence=0.9,
            value="asks-to-leave" if leaves else "consents",
        )


def _softened(demand: Clause, clause: Clause) -> bool:
    """As in "requested a pause in the drawdown": what is asked for is not that it leave."""
    demanded = demand.object
    return (
        demanded is not None
        and demanded.head in ("pause", "delay", "postponement", "halt", "suspension", "slowdown")
        and clause.lemma in LEAVE
    )


def _date_of(text: Text, span: tuple[int, int], demand: Clause) -> When | None:
    """The day of the request, not the day by which the mission is to leave."""
    low, high = demand.sentence
    dates = [
        date
        for date in text.within(text.dates, demand.end, min(high, demand.end + 40))
        if date.preposition not in ("by", "until", "from") and date.first <= text.document.published
    ]
    if dates:
        return dates[0]
    past = [
        date
        for date in text.within(text.dates, low, high)
        if date.first <= text.document.published
        and date.preposition not in ("by", "until", "from", "since", "in")
    ]
    here = [date for date in past if span[0] <= date.start < span[1]] or past
    nearest = min(here, key=lambda date: abs(date.start - demand.start), default=None)
    return nearest or text.day_of(demand.start)


def _conditional(demand: Clause) -> bool:
    return demand.hypothetical or any(above.hypothetical for above in demand.governors())


def _askers(text: Text, demand: Clause) -> list[str]:
    here = hosts(text)
    for phrase in (demand.subject, demand.object if demand.passive else None):
        askers = [state for state in states_of(text, phrase) if state in here]
        if askers:
            return askers
    if demand.subject is not None and demand.subject.head in _LETTERS:
        askers = [mention.means for mention in demand.subject.inside if mention.means in here]
        if askers:
            return askers[:1]
    if demand.nominal or demand.subject is None or not demand.subject.referents:
        for above in demand.governors():
            askers = [state for state in states_of(text, above.subject) if state in here]
            if askers and above.lemma in ("make", "issue", "repeat", "renew", "reiterate", "send"):
                return askers
    return []


def _is_mission(text: Text, clause: Clause, addressee: Phrase | None) -> bool:
    phrases = (addressee, *clause.phrases())
    if clause.lemma in _KEPT or any(about_mission(phrase) for phrase in phrases):
        return True
    low, high = clause.sentence
    if clause.nominal and clause.object is None:
        named = text.named(low, high, "mission")
        return bool(named) or clause.lemma in ("withdrawal", "termination", "departure")
    return False


def _bare(text: Text, clause: Clause) -> Iterator[Proposal]:
    """As in "As Sudan had demanded": the thing asked for stands in the clause above."""
    if clause.object is not None or clause.preps or is_hypothetical(clause) or clause.nominal:
        return
    here = [state for state in states_of(text, clause.subject) if state in hosts(text)]
    if not here or not any(
        above.lemma in LEAVE and about_mission(above.object) for above in clause.governors()
    ):
        return
    for state in here:
        yield text.propose(
            "host_position",
            clause.extent(),
            clause=clause,
            subject=state,
            value="asks-to-leave",
            confidence=0.8,
        )


def _refused(text: Text, clause: Clause) -> Iterator[Proposal]:
    refused = clause.object
    if refused is None or not refused.lemmas & _OPTIONS:
        return
    states = [state for state in states_of(text, clause.subject) if state in hosts(text)]
    for state in states:
        yield text.propose(
            "host_refusal",
            clause.extent(),
            when=None,
            clause=clause,
            modality="asserted",
            subject=state,
            value="options",
            confidence=0.85,
        )
