"""What the host or others do to keep the mission from moving and working."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.rules._actors import about_mission, hosts, states_of
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import by_word, words_of

_STOPS = words_of("""
    deny, refuse, block, restrict, prevent, ban, suspend, bar, close, impose, stop, obstruct,
    hinder, detain, expel, ground, prohibit, impede, arrest, revoke, cancel, halt, limit, withhold,
    attack, declare, order, ask, hamper, delay, search, hold, slow, confine, intercept,
    seize, confiscate, impound, stone, constrain, curtail, reject, forbid, keep, turn back,
    turn away, hold up, hold back, cut off, slow down, send back
""")
_LETS = words_of("allow, permit, let")
_GRANTS = _LETS | words_of("grant, issue, approve, give, renew, clear")
_WAITS = words_of("remain, pend, await, be, wait, stick, strand")
_WAITING = re.compile(
    r"\b(?:pending|outstanding|unanswered|closed|stuck|stranded|blocked|prohibited|banned|barred|"
    r"forbidden|suspended|grounded)\b"
)
_HARD = words_of("expel, detain, arrest")
_WEAK = words_of("search, hold, slow, stone, keep, seize, reject, confine, stop")
_WHAT = by_word("""
    flights: flight, flyover, overflight, clearance, take-off, airspace, aircraft, helicopter, drone
    movement: patrol, movement, convoy, vehicle, truck, checkpoint, road, passage, curfew
    access: access, airstrip, base, site
    rotations: rotation
    visas: visa, permit
    operations: restriction
    staff: spokesman, spokeswoman, spokesperson, staff, official, head, chief, personnel,
        representative, envoy, director
    broadcasting: radio, broadcast
    supplies: import, fuel, container, shipment, ration, supply, equipment, cargo
    peacekeepers: peacekeeper, soldier
""")
_DIRECT = words_of("flights, rotations, movement, access, visas, supplies")
_FINER = {"movement": "movement", "flight": "flights", "patrol": "movement", "access": "access"}
_OFFICERS = words_of("""
    officer, authority, official, soldier, army, police, security, gendarme, custom, customs,
    government, guard
""")
_OUT = re.compile(r" (?:out of|to leave) (?:the country|[A-Z])")
_UNWELCOME = words_of("unwelcome, grata")
_NAMED = re.compile(
    r"\b(?:(?:operational |severe |new |tighter )?restrictions?|obstructions?|denials?|impediments|"
    r"limitations|limits) (?:\w+ ){0,5}?(?:on|of|to|by)\b[^.;]{0,50}?\b(?P<what>movement|access|"
    r"flights?|patrols?|clearances?|peacekeepers)\b(?: of (?:the )?[^.;,]{2,40})?",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:lift|remov|eas|end|ceas|without|no|free from|refrain|should|must|if|could|may|any)"
    r"(?:s|e|ed|ing)?\b[^.;]*$",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Proposal]:
    """Restrictions on a mission, with the state that imposes them where one is named."""
    spans: list[tuple[int, int]] = []
    for clause in text.clauses:
        what = _restricted_activity(text, clause)
        if what is None:
            continue
        states = _imposers(text, clause, what)
        if states is None:
            continue
        span = clause.extent()
        spans.append(span)
        yield text.propose(
            "restriction",
            span,
            when=text.when(*span, clause.sentence),
            clause=clause,
            ground=_ground(clause),
            subject=states[0] if states else None,
            object=what,
            confidence=0.85,
            details={"verb": clause.lemma},
        )
    yield from _named(text, spans)


def _ground(clause: Clause) -> Ground:
    """What says it: "did not allow" by its negation, "refused to allow" by both verbs."""
    if clause.lemma not in _GRANTS:
        return Ground((clause,))
    if clause.governor is not None and _withheld(clause):
        return Ground((clause, clause.governor), clause if clause.negated else None)
    return Ground((clause,), clause if clause.negated else None)


def _restricted_activity(text: Text, clause: Clause) -> str | None:
    """What the mission is kept from, where the clause says so as a fact."""
    if clause.modal in ("should", "must") or clause.hypothetical:
        return None
    if clause.lemma in _GRANTS and clause.negated:
        lifted = replace(clause, negated=False)
        return None if is_hypothetical(lifted) else _ungranted(text, clause)
    if clause.lemma in _GRANTS and _withheld(clause):
        return _ungranted(text, clause)
    if is_hypothetical(clause):
        return None
    if clause.lemma in _WAITS:
        return _waiting(text, clause)
    back = clause.lemma == "turn" and text.plain[clause.end : clause.end + 5] == " back"
    return _restricted(text, clause) if clause.lemma in _STOPS or back else None


def _withheld(clause: Clause) -> bool:
    """As in "refused to issue visas", "the refusal to allow its flights"."""
    above = clause.governor
    if (
        above is None
        or above.lemma not in ("refuse", "decline")
        or above.negated
        or above.hypothetical
    ):
        return False
    return not any(is_hypothetical(governor) for governor in above.governors())


def _imposers(text: Text, clause: Clause, what: str) -> list[str] | None:
    """The host where it acts, nobody where others do or none is named; ``None``: no restriction."""
    named = states_of(text, clause.subject) if clause.lemma not in _WAITS else []
    states = [state for state in named if state in hosts(text)]
    strict = _of_mission(text, clause)
    if states or (named and strict and clause.lemma not in ("suspend", "reject", "order", "ask")):
        return states
    if named or clause.lemma in ("order", "ask"):
        return None
    subject = clause.subject
    if (
        subject is not None
        and subject.lemmas & _OFFICERS
        and not subject.named("group", "state")
        and text.context.host
    ):
        return [text.context.host]
    if clause.lemma == "attack":
        return []
    acted_on = clause.passive or subject is None or clause.object is None
    if acted_on and what != "peacekeepers":
        return [text.context.host] if text.context.host else []
    return [] if strict and clause.lemma not in ("suspend", "expel") else None


def _restricted_object(phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    return next(
        (_WHAT[lemma] for lemma in (phrase.head, *sorted(phrase.lemmas)) if lemma in _WHAT), None
    )


def _ungranted(text: Text, clause: Clause) -> str | None:
    """As in "visas were not issued", "did not allow the convoy to pass"."""
    kind = _restricted_object(clause.object)
    kept_out = kind in (None, "peacekeepers", "staff") and clause.lemma in _LETS
    if kept_out and (kind == "peacekeepers" or about_mission(clause.object)):
        return "access"
    if kind is None or kind in ("staff", "peacekeepers", "broadcasting", "operations"):
        return None
    return kind if _of_mission(text, clause) or kind in ("visas", "flights") else None


def _waiting(text: Text, clause: Clause) -> str | None:
    """As in "requests for visas remained pending", "trucks are stuck in Gao"."""
    kind = _restricted_object(clause.object if clause.passive else clause.subject)
    if clause.lemma in ("stick", "strand"):
        return kind if kind in _DIRECT and _of_mission(text, clause) else None
    near = text.plain[clause.end : min(clause.sentence[1], clause.end + 40)]
    if kind not in _DIRECT or not _WAITING.match(near.strip()):
        return None
    return kind if kind == "visas" or _of_mission(text, clause) else None


def _restricted(text: Text, clause: Clause) -> str | None:
    barred = clause.object
    lemma = clause.lemma
    if lemma == "attack":
        hit = barred is not None and about_mission(barred) and "patrol" in barred.lemmas
        return "movement" if hit else None
    if lemma in ("order", "ask"):
        return _sent_away(text, clause)
    if lemma == "declare":
        following = text.plain[clause.end : min(clause.sentence[1], clause.end + 40)].split()
        words = clause.words() | set(following)
        if "no-fly" in words:
            return "flights"
        return "staff" if words & _UNWELCOME and not words & {"ambassador"} else None
    if barred is None:
        return None
    return _stopped(text, clause, barred)


def _stopped(text: Text, clause: Clause, stopped: Phrase) -> str | None:
    lemma = clause.lemma
    if lemma in _HARD:
        if "ambassador" in stopped.lemmas:
            return None
        kind = _restricted_object(stopped) if stopped.head == "member" else _WHAT.get(stopped.head)
        return kind if kind and (_of_mission(text, clause) or kind == "staff") else None
    kind = _restricted_object(stopped)
    if kind is None:
        return None
    if lemma == "impose":
        if kind == "operations" and clause.words() & {"movement", "flight", "patrol", "access"}:
            kind = next(_WHAT[lemma] for lemma in sorted(clause.words() & set(_FINER)))
        return kind if kind in (*_FINER.values(), "operations") and not _on_trade(clause) else None
    if lemma in _WEAK and not (_of_mission(text, clause) and kind in _DIRECT | {"peacekeepers"}):
        return None
    if lemma == "prevent" and kind == "peacekeepers":
        kind = "movement"
    direct = kind in _DIRECT
    if stopped.head in ("soldier", "peacekeeper", "head", "chief", "official", "base"):
        direct = _of_mission(text, clause)
    return kind if direct or _of_mission(text, clause) else None


def _on_trade(clause: Clause) -> bool:
    return bool(clause.words() & {"trade", "export", "economy", "travel", "press", "medium"})


def _of_mission(text: Text, clause: Clause) -> bool:
    if any(about_mission(phrase) for phrase in clause.complements()):
        return True
    low, high = clause.sentence
    low = max(low - 250, text.plain.rfind("\n", 0, low) + 1)  # what its paragraph is about
    return bool(text.named(low, high, "mission")) or bool(
        re.search(r"\b(?:the (?:mission|operation)|peacekeep\w+|UN staff)\b", text.plain[low:high])
    )


def _sent_away(text: Text, clause: Clause) -> str | None:
    """As in "Asked the spokesman of the mission to leave": a person, not the mission."""
    behind = text.plain[clause.end : clause.sentence[1]]
    if clause.passive and clause.object is not None and _OUT.match(behind):
        return "staff" if _restricted_object(clause.object) == "staff" else None
    below = [
        under for under in text.clauses_under(clause) if under.lemma in ("leave", "depart", "go")
    ]
    for under in below:
        leaver = under.subject
        if leaver is not None and _WHAT.get(leaver.head) == "staff":
            return "staff"
    return None


def _named(text: Text, spans: list[tuple[int, int]]) -> Iterator[Proposal]:
    """As in "concern at the restrictions on the freedom of movement of the Force"."""
    for match in _NAMED.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        start, end = match.span()
        if any(span[0] < end and start < span[1] for span in spans):
            continue
        if _UNDONE.search(text.plain[low:start]) or not _mission_in(text, low, high):
            continue
        here = [
            mention.means
            for mention in text.named(end, min(high, end + 50), "state")
            if text.plain[end : mention.start].strip() in ("by", "by the")
        ]
        yield text.propose(
            "restriction",
            (start, end),
            when=text.when(start, end, (low, high)),
            subject=here[0] if here and here[0] in hosts(text) else None,
            object=_WHAT.get(match["what"].lower().rstrip("s"), "movement"),
            confidence=0.75,
        )


def _mission_in(text: Text, low: int, high: int) -> bool:
    named = bool(text.named(low, high, "mission", "force"))
    return named or bool(
        re.search(r"\b(?:mission|Force|operation|peacekeep\w+)\b", text.plain[low:high])
    )
