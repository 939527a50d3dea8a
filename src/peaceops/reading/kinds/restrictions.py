"""What the host or others do to keep the mission from moving and working."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.frames import Frame, Phrase
from peaceops.reading.kinds._actors import about_mission, hosts, states_of
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.text import Text, unreal

_STOPS = frozenset(
    [
        "deny",
        "refuse",
        "block",
        "restrict",
        "prevent",
        "ban",
        "suspend",
        "bar",
        "close",
        "impose",
        "stop",
        "obstruct",
        "hinder",
        "detain",
        "expel",
        "ground",
        "prohibit",
        "impede",
        "arrest",
        "revoke",
        "cancel",
        "halt",
        "limit",
        "withhold",
        "attack",
        "declare",
        "turn_back",
        "order",
        "ask",
        "hamper",
        "delay",
        "search",
        "hold",
        "slow",
        "confine",
        "intercept",
        "seize",
        "confiscate",
        "impound",
        "stone",
        "constrain",
        "curtail",
        "reject",
        "forbid",
        "keep",
    ]
) | {"turn back", "turn away", "hold up", "hold back", "cut off", "slow down", "send back"}
_LETS = frozenset(["allow", "permit", "let"])
_GRANTS = _LETS | {"grant", "issue", "approve", "give", "renew", "clear"}
_WAITS = frozenset(["remain", "pend", "await", "be", "wait", "stick", "strand"])
_WAITING = re.compile(
    r"\b(?:pending|outstanding|unanswered|closed|stuck|stranded|blocked|prohibited|banned|barred|"
    r"forbidden|suspended|grounded)\b"
)
_HARD = frozenset({"expel", "detain", "arrest"})
_WEAK = frozenset(["search", "hold", "slow", "stone", "keep", "seize", "reject", "confine", "stop"])
_WHAT = {
    "flight": "flights",
    "flyover": "flights",
    "overflight": "flights",
    "clearance": "flights",
    "take-off": "flights",
    "airspace": "flights",
    "aircraft": "flights",
    "helicopter": "flights",
    "drone": "flights",
    "patrol": "movement",
    "movement": "movement",
    "access": "access",
    "airstrip": "access",
    "convoy": "movement",
    "vehicle": "movement",
    "truck": "movement",
    "checkpoint": "movement",
    "road": "movement",
    "passage": "movement",
    "rotation": "rotations",
    "visa": "visas",
    "permit": "visas",
    "restriction": "operations",
    "curfew": "movement",
    "spokesman": "staff",
    "spokeswoman": "staff",
    "spokesperson": "staff",
    "staff": "staff",
    "official": "staff",
    "head": "staff",
    "chief": "staff",
    "personnel": "staff",
    "base": "access",
    "site": "access",
    "radio": "broadcasting",
    "broadcast": "broadcasting",
    "import": "supplies",
    "fuel": "supplies",
    "container": "supplies",
    "shipment": "supplies",
    "ration": "supplies",
    "supply": "supplies",
    "equipment": "supplies",
    "cargo": "supplies",
    "peacekeeper": "peacekeepers",
    "soldier": "peacekeepers",
    "representative": "staff",
    "envoy": "staff",
    "director": "staff",
}
_DIRECT = frozenset(["flights", "rotations", "movement", "access", "visas", "supplies"])
_FINER = {"movement": "movement", "flight": "flights", "patrol": "movement", "access": "access"}
_OFFICERS = frozenset(
    ["officer", "authority", "official", "soldier", "army", "police", "security", "gendarme"]
) | {"custom", "customs", "government", "guard"}
_OUT = re.compile(r" (?:out of|to leave) (?:the country|[A-Z])")
_UNWELCOME = frozenset({"unwelcome", "grata"})
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
    found: list[tuple[int, int]] = []
    for frame in text.frames:
        what = _kept_from(text, frame)
        if what is None:
            continue
        states = _imposers(text, frame, what)
        if states is None:
            continue
        span = frame.clause()
        found.append(span)
        yield text.propose(
            "restriction",
            span,
            when=text.when(*span, frame.sentence),
            frame=frame,
            ground=_ground(frame),
            subject=states[0] if states else None,
            object=what,
            confidence=0.85,
            details={"verb": frame.lemma},
        )
    yield from _named(text, found)


def _ground(frame: Frame) -> Ground:
    """What says it: "did not allow" by its negation, "refused to allow" by both verbs."""
    if frame.lemma not in _GRANTS:
        return Ground((frame,))
    if frame.governor is not None and _withheld(frame):
        return Ground((frame, frame.governor), frame if frame.negated else None)
    return Ground((frame,), frame if frame.negated else None)


def _kept_from(text: Text, frame: Frame) -> str | None:
    """What the mission is kept from, where the clause says so as a fact."""
    if frame.modal in ("should", "must") or frame.unreal:
        return None
    if frame.lemma in _GRANTS and frame.negated:
        lifted = Frame(**{**frame.__dict__, "negated": False})
        return None if unreal(lifted) else _ungranted(text, frame)
    if frame.lemma in _GRANTS and _withheld(frame):
        return _ungranted(text, frame)
    if unreal(frame):
        return None
    if frame.lemma in _WAITS:
        return _waiting(text, frame)
    back = frame.lemma == "turn" and text.plain[frame.end : frame.end + 5] == " back"
    return _restricted(text, frame) if frame.lemma in _STOPS or back else None


def _withheld(frame: Frame) -> bool:
    """As in "refused to issue visas", "the refusal to allow its flights"."""
    above = frame.governor
    if above is None or above.lemma not in ("refuse", "decline") or above.negated or above.unreal:
        return False
    return not any(unreal(one) for one in above.governors())


def _imposers(text: Text, frame: Frame, what: str) -> list[str] | None:
    """The host where it acts, nobody where others do or none is named; ``None``: no restriction."""
    named = states_of(text, frame.subject) if frame.lemma not in _WAITS else []
    states = [one for one in named if one in hosts(text)]
    strict = _of_mission(text, frame)
    if states or (named and strict and frame.lemma not in ("suspend", "reject", "order", "ask")):
        return states
    if named or frame.lemma in ("order", "ask"):
        return None
    subject = frame.subject
    official = subject is not None and bool(subject.lemmas & _OFFICERS)
    if official and not _others(subject) and text.context.host:
        return [text.context.host]
    if frame.lemma == "attack":
        return []
    if (frame.passive or subject is None or _lies_open(frame)) and what != "peacekeepers":
        return [text.context.host] if text.context.host else []
    return [] if strict and frame.lemma not in ("suspend", "expel") else None


def _others(subject: Phrase | None) -> bool:
    return subject is not None and any(one.kind in ("group", "state") for one in subject.inside)


def _lies_open(frame: Frame) -> bool:
    return frame.subject is not None and frame.object is None


def _thing(phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    return next((_WHAT[one] for one in (phrase.head, *sorted(phrase.lemmas)) if one in _WHAT), None)


def _ungranted(text: Text, frame: Frame) -> str | None:
    """As in "visas were not issued", "did not allow the convoy to pass"."""
    kind = _thing(frame.object)
    kept_out = kind in (None, "peacekeepers", "staff") and frame.lemma in _LETS
    if kept_out and (kind == "peacekeepers" or about_mission(text, frame.object)):
        return "access"
    if kind is None or kind in ("staff", "peacekeepers", "broadcasting", "operations"):
        return None
    return kind if _of_mission(text, frame) or kind in ("visas", "flights") else None


def _waiting(text: Text, frame: Frame) -> str | None:
    """As in "requests for visas remained pending", "trucks are stuck in Gao"."""
    kind = _thing(frame.object if frame.passive else frame.subject)
    if frame.lemma in ("stick", "strand"):
        return kind if kind in _DIRECT and _of_mission(text, frame) else None
    near = text.plain[frame.end : min(frame.sentence[1], frame.end + 40)]
    if kind not in _DIRECT or not _WAITING.match(near.strip()):
        return None
    return kind if kind == "visas" or _of_mission(text, frame) else None


def _restricted(text: Text, frame: Frame) -> str | None:
    given = frame.object
    lemma = frame.lemma
    if lemma == "attack":
        hit = given is not None and about_mission(text, given) and "patrol" in given.lemmas
        return "movement" if hit else None
    if lemma in ("order", "ask"):
        return _sent_away(text, frame)
    if lemma == "declare":
        said = text.plain[frame.end : min(frame.sentence[1], frame.end + 40)].split()
        told = frame.words() | set(said)
        if "no-fly" in told:
            return "flights"
        return "staff" if told & _UNWELCOME and not told & {"ambassador"} else None
    if given is None:
        return None
    return _stopped(text, frame, given)


def _stopped(text: Text, frame: Frame, given: Phrase) -> str | None:
    lemma = frame.lemma
    if lemma in _HARD:
        if "ambassador" in given.lemmas:
            return None
        kind = _thing(given) if given.head == "member" else _WHAT.get(given.head)
        return kind if kind and (_of_mission(text, frame) or kind == "staff") else None
    kind = _thing(given)
    if kind is None:
        return None
    if lemma == "impose":
        if kind == "operations" and frame.words() & {"movement", "flight", "patrol", "access"}:
            kind = next(_WHAT[one] for one in sorted(frame.words() & set(_FINER)))
        return kind if kind in (*_FINER.values(), "operations") and not _on_trade(frame) else None
    if lemma in _WEAK and not (_of_mission(text, frame) and kind in _DIRECT | {"peacekeepers"}):
        return None
    if lemma == "prevent" and kind == "peacekeepers":
        kind = "movement"
    direct = kind in _DIRECT
    if given.head in ("soldier", "peacekeeper", "head", "chief", "official", "base"):
        direct = _of_mission(text, frame)
    return kind if direct or _of_mission(text, frame) else None


def _on_trade(frame: Frame) -> bool:
    return bool(frame.words() & {"trade", "export", "economy", "travel", "press", "medium"})


def _of_mission(text: Text, frame: Frame) -> bool:
    if any(about_mission(text, phrase) for phrase in (frame.object, *(p for _, p in frame.preps))):
        return True
    low, high = frame.sentence
    low = max(low - 250, text.plain.rfind("\n", 0, low) + 1)  # what its paragraph is about
    return any(one.kind == "mission" for one in text.within(text.mentions, low, high)) or bool(
        re.search(r"\b(?:the (?:mission|operation)|peacekeep\w+|UN staff)\b", text.plain[low:high])
    )


def _sent_away(text: Text, frame: Frame) -> str | None:
    """As in "Asked the spokesman of the mission to leave": a person, not the mission."""
    behind = text.plain[frame.end : frame.sentence[1]]
    if frame.passive and frame.object is not None and _OUT.match(behind):
        return "staff" if _thing(frame.object) == "staff" else None
    below = [one for one in text.frames_under(frame) if one.lemma in ("leave", "depart", "go")]
    for one in below:
        leaver = one.subject
        if leaver is not None and _WHAT.get(leaver.head) == "staff":
            return "staff"
    return None


def _named(text: Text, found: list[tuple[int, int]]) -> Iterator[Proposal]:
    """As in "concern at the restrictions on the freedom of movement of the Force"."""
    for match in _NAMED.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        start, end = match.span()
        if any(one[0] < end and start < one[1] for one in found):
            continue
        if _UNDONE.search(text.plain[low:start]) or not _mission_in(text, low, high):
            continue
        here = [
            one.means
            for one in text.within(text.mentions, end, min(high, end + 50))
            if one.kind == "state" and text.plain[end : one.start].strip() in ("by", "by the")
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
    named = any(one.kind in ("mission", "force") for one in text.within(text.mentions, low, high))
    return named or bool(
        re.search(r"\b(?:mission|Force|operation|peacekeep\w+)\b", text.plain[low:high])
    )
