"""What the host or others do to keep the mission from moving and working."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.reading.frames import Frame
from peaceops.reading.kinds._actors import about_mission, hosts, states_of
from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text, unreal

_VERBS = frozenset(
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
    ]
) | {"turn back", "turn away"}
_HARD = frozenset({"expel", "detain", "arrest"})
_WHAT = {
    "flight": "flights",
    "flyover": "flights",
    "overflight": "flights",
    "clearance": "flights",
    "airspace": "flights",
    "aircraft": "flights",
    "helicopter": "flights",
    "drone": "flights",
    "patrol": "movement",
    "movement": "movement",
    "access": "access",
    "convoy": "movement",
    "checkpoint": "movement",
    "road": "movement",
    "rotation": "rotations",
    "visa": "visas",
    "restriction": "operations",
    "spokesman": "staff",
    "spokesperson": "staff",
    "staff": "staff",
    "official": "staff",
    "head": "staff",
    "chief": "staff",
    "personnel": "staff",
    "base": "access",
    "radio": "broadcasting",
    "broadcast": "broadcasting",
    "import": "supplies",
    "fuel": "supplies",
    "peacekeeper": "peacekeepers",
    "soldier": "peacekeepers",
    "representative": "staff",
    "envoy": "staff",
    "director": "staff",
}
_OFFICERS = frozenset(["officer", "authority", "official", "soldier", "army", "police", "security"])
_UNWELCOME = frozenset({"unwelcome", "grata"})


def find(text: Text) -> Iterator[Proposal]:
    """Restrictions on a mission, with the state that imposes them where one is named."""
    for frame in text.frames:
        if frame.lemma not in _VERBS or unreal(frame) or frame.modal in ("should", "must"):
            continue
        what = _restricted(text, frame)
        if what is None:
            continue
        states = [one for one in states_of(text, frame.subject) if one in hosts(text)]
        named = bool(states_of(text, frame.subject))
        if named and not states:
            continue
        if (
            not states
            and frame.subject is not None
            and not frame.subject.referents
            and frame.subject.lemmas & _OFFICERS
            and text.context.host
        ):
            states = [text.context.host]
        if not states and frame.lemma != "attack" and (frame.passive or _lies_open(frame)):
            states = [text.context.host] if text.context.host else []
        if not states and frame.lemma != "attack":
            continue
        span = frame.clause()
        yield text.propose(
            "restriction",
            span,
            when=text.when(*span, frame.sentence),
            frame=frame,
            subject=states[0] if states else None,
            object=what,
            confidence=0.85,
            details={"verb": frame.lemma},
        )


def _lies_open(frame: Frame) -> bool:
    return frame.subject is not None and frame.object is None


def _restricted(text: Text, frame: Frame) -> str | None:  # noqa: PLR0911
    given = frame.object
    lemma = frame.lemma
    if lemma == "attack":
        hit = given is not None and about_mission(text, given) and "patrol" in given.lemmas
        return "movement" if hit else None
    if lemma in ("order", "ask"):
        return _sent_away(text, frame)
    if lemma == "declare":
        told = frame.words()
        return "staff" if told & _UNWELCOME and not told & {"ambassador"} else None
    if given is None:
        return None
    if lemma in _HARD:
        if "ambassador" in given.lemmas:
            return None
        kind = _WHAT.get(given.head)
        return kind if kind and (_of_mission(text, frame) or kind == "staff") else None
    words = [_WHAT[one] for one in (given.head, *sorted(given.lemmas)) if one in _WHAT]
    if not words:
        return None
    if lemma == "impose":
        return words[0] if words[0] == "operations" and not _on_trade(frame) else None
    direct = words[0] in ("flights", "rotations", "movement", "access", "visas", "supplies")
    if given.head in ("soldier", "peacekeeper", "head", "chief", "official", "base"):
        direct = _of_mission(text, frame)
    return words[0] if direct or _of_mission(text, frame) else None


def _on_trade(frame: Frame) -> bool:
    return bool(frame.words() & {"trade", "export", "economy", "travel", "press", "medium"})


def _of_mission(text: Text, frame: Frame) -> bool:
    if any(about_mission(text, phrase) for phrase in (frame.object, *(p for _, p in frame.preps))):
        return True
    low, high = frame.sentence
    return any(one.kind == "mission" for one in text.within(text.mentions, low, high))


def _sent_away(text: Text, frame: Frame) -> str | None:
    """As in "Asked the spokesman of the mission to leave": a person, not the mission."""
    below = [one for one in text.frames_under(frame) if one.lemma in ("leave", "depart", "go")]
    for one in below:
        leaver = one.subject
        if leaver is not None and _WHAT.get(leaver.head) == "staff":
            return "staff"
    return None
