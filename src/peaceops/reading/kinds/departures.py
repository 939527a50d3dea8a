"""Contributors that leave, suspend or reduce, and those that come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.dates import When
from peaceops.reading.frames import Frame, Phrase
from peaceops.reading.kinds._actors import about_mission, hosts, states_of
from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text, modality_of, unreal
from peaceops.reading.words import DEMAND, FORCES, PLAN, SAY, UNIFORMED

_LEAVES = {
    "withdraw": "leaves",
    "pull out": "leaves",
    "pull": "leaves",
    "leave": "leaves",
    "recall": "leaves",
    "repatriate": "leaves",
    "bring": "leaves",
    "bring home": "leaves",
    "remove": "leaves",
    "depart": "leaves",
    "quit": "leaves",
    "exit": "leaves",
    "end": "leaves",
    "withdrawal": "leaves",
    "departure": "leaves",
    "pullout": "leaves",
    "suspend": "suspends",
    "suspension": "suspends",
    "freeze": "suspends",
    "halt": "suspends",
    "pause": "suspends",
    "reduce": "reduces",
    "cut": "reduces",
    "halve": "reduces",
    "draw down": "reduces",
    "scale back": "reduces",
    "scale down": "reduces",
    "reduction": "reduces",
    "downsize": "reduces",
    "send home": "leaves",
    "go home": "leaves",
    "fly home": "leaves",
}
_COMES = frozenset(
    [
        "deploy",
        "send",
        "contribute",
        "pledge",
        "offer",
        "dispatch",
        "join",
        "provide",
        "commit",
        "arrive",
        "deployment",
        "give",
        "reinforce",
        "add",
        "replace",
        "promise",
        "double",
        "supply",
        "rotate",
    ]
)
_PROMISES = frozenset({"pledge", "offer", "contribute", "send", "promise", "double", "dispatch"})
_OFFERS = frozenset({"pledge", "offer", "promise", "commit"})
_COMES_TO = frozenset({"arrive", "join", "replace"})
_NO_FORCE = frozenset(
    ["cooperation", "aid", "support", "agreement", "training", "tie", "mandate", "exercise"]
)
# Forces these states kept beside a mission, under their own command, in a mission's host state.
_BESIDE = {
    ("FRA", "MLI"),
    ("FRA", "CAF"),
    ("FRA", "CIV"),
    ("FRA", "TCD"),
    ("FRA", "NER"),
    ("FRA", "BFA"),
    ("USA", "SOM"),
    ("USA", "NER"),
    ("GBR", "SLE"),
    ("USA", "HTI"),
    ("RUS", "CAF"),
    ("RUS", "MLI"),
}


_HOMEWARD = frozenset({"send", "fly", "bring", "ship", "order", "call"})
_HOME = re.compile(r"^(?:\s+[\w',]+){0,6}?\s+(?:back )?home\b")
_HOLD = re.compile(r"\bon (?:hold|ice)\b")
_PART = frozenset({"participation", "involvement", "contribution", "deployment"})
_WATCHED = frozenset({"confirm", "verify", "monitor", "supervise", "observe", "oversee"})
_DENIED = re.compile(
    r"^[^.;]{0,80}?, (?:which|but) (?:[A-Z][\w' ]+?|the \w+) "
    r"(?:has |have )?den(?:ied|ies)\b"
)


def find(text: Text) -> Iterator[Proposal]:
    """Departures and arrivals, one for each contributor named."""
    for frame in text.frames:
        if unreal(frame):
            continue
        change = _change(text, frame)
        if change and not _denied(text, frame):
            yield from _departures(text, frame, change)
        elif frame.lemma in _COMES or frame.lemma.removesuffix(" up") in _COMES:
            yield from _arrivals(text, frame)


def _change(text: Text, frame: Frame) -> str | None:
    """What a predicate does to a contingent, if it takes one away."""
    behind = text.plain[frame.end : frame.sentence[1]]
    if frame.lemma in _HOMEWARD and _HOME.match(behind):
        return "leaves"
    if frame.lemma == "put":
        given = frame.object
        held = given is not None and bool(given.lemmas & (UNIFORMED | _PART))
        return "suspends" if held and _HOLD.search(behind) else None
    if frame.nominal and any(one.lemma in _WATCHED for one in frame.governors()):
        return None
    return _LEAVES.get(frame.lemma)


def _denied(text: Text, frame: Frame) -> bool:
    """As in "Morocco would pull out, which Rabat denied"."""
    return _DENIED.match(text.plain[frame.end : frame.sentence[1]]) is not None


def _departures(text: Text, frame: Frame, change: str) -> Iterator[Proposal]:
    if _demanded(frame):
        return
    states = _contributors(text, frame)
    if not states or not _moves_a_force(text, frame, change):
        return
    for state in states:
        yield _proposal(text, frame, state, "departure", change)


def _arrivals(text: Text, frame: Frame) -> Iterator[Proposal]:
    if _demanded(frame) or frame.modal == "should":
        return
    states = [one for one in states_of(text, frame.subject) if one not in hosts(text)]
    if frame.subject is not None and frame.subject.head in UNIFORMED:
        # "Battalions from Ghana, India and Bangladesh"
        inside = [one.means for one in frame.subject.inside if one.kind == "state"]
        states = list(dict.fromkeys([*states, *(one for one in inside if one not in hosts(text))]))
    if not states and frame.nominal and frame.object is not None:
        states = [one for one in states_of(text, frame.object) if one not in hosts(text)]
    number = _number(text, frame)
    given = frame.object
    if frame.lemma in _COMES_TO:
        target = frame.object or frame.prep("in", "at")
        unit = frame.subject is not None and frame.subject.head in UNIFORMED
        fits = target is not None and (
            about_mission(text, target)
            or bool(target.lemmas & UNIFORMED)
            or (frame.lemma == "replace" and unit)
        )
    elif given is None:
        fits = False
    else:
        counted = given.head.replace(",", "").isdigit() or given.head in ("man", "pledge")
        fits = bool(given.lemmas & UNIFORMED) or (
            number is not None and frame.lemma.removesuffix(" up") in _PROMISES and counted
        )
    if not fits and given is None and frame.lemma in ("contribute", "join"):
        fits = _pledged(text, frame)
    if given is not None and given.head in ("most", "bulk", "majority"):
        return  # "provide most of the troops": who is there, and nobody who comes
    if fits and not (frame.nominal and number is None):
        for state in states:
            yield _proposal(text, frame, state, "arrival", "comes")


def _pledged(text: Text, frame: Frame) -> bool:
    """As in "have said they would contribute", in a sentence after one on troops or police."""
    low, high = frame.sentence
    before = text.plain[max(0, low - 250, text.plain.rfind("\n", 0, low) + 1) : high].lower()
    return bool(
        re.search(r"\b(?:troops|soldiers|police|peacekeepers|contingent|officers)\b", before)
    )


def _contributors(text: Text, frame: Frame) -> list[str]:
    here = hosts(text)
    found = [one for one in states_of(text, frame.subject) if one not in here]
    if not found and frame.object is not None and (frame.passive or frame.nominal):
        found = [one for one in states_of(text, frame.object) if one not in here]
    if not found and frame.subject is not None and frame.subject.lemmas & UNIFORMED:
        found = [
            one.means
            for one in frame.subject.inside
            if one.kind == "state" and one.means not in here
        ]
    return found


def _moves_a_force(text: Text, frame: Frame, change: str) -> bool:  # noqa: PLR0911
    subject, given = frame.subject, frame.object
    people = subject is not None and any(
        one.kind == "state" and one.role in UNIFORMED for one in subject.referents
    )
    if frame.nominal:
        phrases = [one for one in (given, subject) if one is not None]
        return any(one.lemmas & UNIFORMED for one in phrases)
    if frame.lemma == "leave" and given is None and _beside_another(text, frame):
        return True
    if frame.lemma in ("end", "exit", "quit", "leave"):
        return people or about_mission(text, given) or bool(given and given.head in FORCES)
    if given is None:
        if change != "leaves":
            return False
        source = frame.prep("from")
        return people or (
            frame.lemma in ("withdraw", "pull out", "depart") and _not_elsewhere(text, source)
        )
    if given.head in _NO_FORCE:
        return False
    if given.head in FORCES or given.lemmas & UNIFORMED or about_mission(text, given):
        return not (given.head == "operation" and change == "leaves")
    return False


def _beside_another(text: Text, frame: Frame) -> bool:
    """As in "A pulled its contingent out, and B left before it"."""
    return any(
        one is not frame and one.object is not None and _moves_a_force(text, one, "leaves")
        for one in text.within(text.frames, *frame.sentence)
        if one.lemma in _LEAVES and one.lemma != "leave" and not one.nominal
    )


def _not_elsewhere(text: Text, source: Phrase | None) -> bool:
    """Nothing named but the mission or its host: leaving a treaty is no departure."""
    if source is None:
        return True
    return about_mission(text, source) or bool(set(states_of(text, source)) & hosts(text))


def _demanded(frame: Frame) -> bool:
    return any(
        above.lemma in DEMAND and above.lemma not in ("want", "seek", "plan")
        for above in frame.governors()
    )


def _number(text: Text, frame: Frame) -> tuple[int | float | None, bool] | None:
    raised = frame.prep("to") if frame.lemma in ("double", "raise", "increase") else None
    added = frame.prep("with") if frame.lemma == "reinforce" else None
    for phrase in (frame.object, frame.subject, frame.prep("by"), frame.prep("of"), raised, added):
        if phrase is None:
            continue
        for one in text.within(text.numbers, phrase.start, phrase.end):
            if not any(when.start <= one.start < when.end for when in text.dates):
                return one.whole, one.at_least
    return None


def _of_the_news(text: Text, frame: Frame, when: When) -> bool:
    """Whether a date is the announcement's: "announced on Friday that it would withdraw"."""
    speech = [above for above in frame.governors() if above.lemma in SAY | PLAN]
    if any(above.start < when.start < frame.start for above in speech):
        return True
    planned = modality_of(frame) == "planned"
    return (
        planned
        and when.first <= text.document.published
        and when.last.year <= (text.document.published.year)
    )


def _proposal(text: Text, frame: Frame, state: str, kind: str, change: str) -> Proposal:
    span = frame.clause()
    number = _number(text, frame)
    low, high = frame.sentence
    capabilities = [
        one.means for one in text.within(text.mentions, low, high) if one.kind == "capability"
    ]
    details: dict[str, object] = {"change": change}
    if (capabilities and kind == "departure") or (
        capabilities
        and frame.object
        and any(one.kind == "capability" for one in frame.object.inside)
    ):
        details["capability"] = capabilities[0]
    forces = [one.means for one in text.within(text.mentions, low, high) if one.kind == "force"]
    sentence = text.plain[low:high].lower()
    in_mission = "peacekeep" in sentence or any(
        one.kind == "mission" for one in text.within(text.mentions, low, high)
    )
    beside = (state, text.context.host) in _BESIDE and not in_mission
    details["of_mission"] = not (forces or beside)
    if number and number[1]:
        details["at_least"] = True
    when = text.when(*span, frame.sentence)
    if when is not None and _of_the_news(text, frame, when):
        details["announced"] = True
    return text.propose(
        kind,
        span,
        when=when,
        frame=frame,
        modality="planned" if frame.lemma in _OFFERS else None,
        subject=state,
        confidence=0.85,
        value=number[0] if number else change,
        unit="personnel" if number else None,
        details=details,
    )
