"""Positions of members of the Council: votes cast, support, opposition, deference to the host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.frames import Frame
from peaceops.reading.kinds._actors import about_mission, hosts, state_of_person, states_of
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.text import Text, unreal
from peaceops.reading.words import LEAVE

_STRESS = frozenset(
    ["underline", "stress", "emphasise", "emphasize", "underscore", "highlight", "reaffirm"]
)
_WORTH = frozenset(["importance", "role", "necessity", "value", "relevance", "contribution"])
_BACK = frozenset(
    ["support", "back", "favour", "favor", "welcome", "endorse", "defend", "champion"]
)
_HAILS = frozenset(["praise", "commend", "hail", "applaud", "laud", "salute"])
_REGRETS = frozenset({"regret", "deplore"})
_VOICES = frozenset(["voice", "express", "reiterate", "pledge", "reaffirm", "offer", "declare"])
_ALSO_FOR = re.compile(r"\b(?:speaking|also|on behalf)[^.;]{0,12}? (?:for|of)\s+$")
_AS_DID = re.compile(r",? as (?:did|had|has) ")
_DRAFT = frozenset(
    [
        "mission",
        "mandate",
        "extension",
        "renewal",
        "draft",
        "resolution",
        "adoption",
        "text",
        "operation",
        "presence",
    ]
)
_AGAINST = frozenset(["oppose", "reject", "criticise", "criticize", "object", "resist"])
_WANT = frozenset(["want", "urge", "call", "wish", "prefer", "advocate"])
_LONGER = frozenset(["transition", "extension", "renewal", "drawdown", "presence"])
_VIEWS = frozenset(
    ["view", "opinion", "position", "wish", "will", "sovereignty", "request", "decision", "consent"]
) | {"concern", "preference"}
_HOSTLY = frozenset(["host", "government", "country", "authority", "state"])
_PRAISE = frozenset(
    ["role", "critical", "vital", "essential", "important", "indispensable", "crucial"]
) | {"necessary", "needed", "irreplaceable"}
_KEEP = frozenset({"keep", "maintain", "retain", "preserve"})
_SAYS = frozenset(
    ["say", "state", "add", "declare", "insist", "stress", "tell", "argue", "urge", "note", "call"]
) | {"explain", "maintain", "emphasise", "emphasize", "underline", "warn", "recall"}
_HARM = frozenset(["vacuum", "danger", "risk", "chaos", "jeopardy"])
_WARN = frozenset(["warn", "caution"])
_CAST = frozenset({"vote", "abstain", "veto"})
# What follows a vote or a word of support that is not for the mission's stay.
_UNDOING = re.compile(
    r"(?: (?:firmly|strongly|again|unanimously))?"
    r"(?: (?:for|in favou?r of|against|to|on|pour|contre|en faveur d[eu']|sur))?"
    r" ?(?:(?!that\b|because\b)[\w'’-]+ ){0,5}?(?:end|ending|ends|terminat\w+|clos(?:e|ing|ure)|"
    r"withdr[ae]w\w*|shut\w*|winding|wind|exit|departure|draw-?down|pull\w*|abolition|abolish\w*|"
    r"amendments?|motions?|procedural|paragraphs?|requests?|demands?|calls?|expelling|suspen\w+|"
    r"reduc\w+|cuts?|cutting|shrink\w*|phas\w+|criticism|critics|attacks?|claims?|reports?|"
    r"accusations?|allegations?|restrictions?|decisions?|fin|retrait|départ|fermeture|clôture|"
    r"amendements?|réduction|demandes?|décision|critiques?|attaques?|accusations?)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:\b(?:\d+|with|two|one|three)\s)?\babst(?:entions?|ain(?:ing|ed))\s?\(([^)]{3,120})\)"
    r"|\bagainst\s?\(([^)]{3,120})\)",
    re.IGNORECASE,
)
_ABSTAINING = re.compile(r"\b(?:with|and)\s+([^.;()\d]{3,80}?)\s+abstaining\b", re.IGNORECASE)


def find(text: Text) -> Iterator[Proposal]:
    """Positions, one for each member named."""
    for frame in text.frames:
        value = _position(text, frame)
        if value:
            wanting = next((one for one in frame.governors() if one.lemma in _WANT), frame)
            ground = _ground(frame, wanting)
            carrier = wanting if frame.lemma in ("stay", "remain") else frame
            yield from _each(text, carrier, value, ground)
    yield from _lists(text)
    yield from _quoted(text)


def _ground(frame: Frame, wanting: Frame) -> Ground:
    """What says a position: a wish is one too, where it is no vote and no word of support."""
    if frame.lemma in _CAST | _BACK | _AGAINST:
        return Ground((frame,))
    carriers = (frame,) if wanting is frame else (frame, wanting)
    warned = [
        above for above in frame.governors() if above.lemma in _WARN | {"ask", "urge", "insist"}
    ]
    bears = {"demanded"}
    if frame.subject is not None and frame.subject.lemmas & LEAVE:
        bears |= {"supposed", "threatened"}  # "warned that a hasty exit would leave a vacuum"
    turned = frame if frame.lemma == "ignore" else None
    return Ground((*carriers, *warned[:1]), turned, bears=frozenset(bears))


def _each(text: Text, frame: Frame, value: str, ground: Ground) -> Iterator[Proposal]:
    span, here = frame.clause(), hosts(text)
    states = [one for one in _members(text, frame) if one not in here]
    also = [*_spoken_for(text, frame, states, here), *_alike(text, frame, here)]
    states = list(dict.fromkeys([*states, *also]))
    when = text.when(*span, frame.sentence)
    if when is None or when.first > text.document.published:
        when = text.day_of(frame.start)
    for state in states:
        yield text.propose(
            "member_position",
            span,
            when=when,
            frame=frame,
            ground=ground,
            modality="planned" if frame.modal in ("will", "would", "shall") else "asserted",
            subject=state,
            value=value,
            confidence=0.8,
        )


def _alike(text: Text, frame: Frame, here: frozenset[str]) -> list[str]:
    """As in "Russia abstained, as did Bolivia and Ethiopia"."""
    match = _AS_DID.search(text.plain, frame.end, frame.sentence[1])
    if match is None:
        return []
    named = text.within(text.mentions, match.end(), frame.sentence[1])
    return [one.means for one in named if one.kind == "state" and one.means not in here]


def _spoken_for(text: Text, frame: Frame, states: list[str], here: frozenset[str]) -> Iterator[str]:
    """As in "Kenya, speaking also for Gabon and Ghana, said": those who are named after it."""
    low, high = frame.sentence
    named = [one for one in text.within(text.mentions, low, high) if one.kind == "state"]
    for_them = False
    last = low
    for one in named if states else ():
        between = text.plain[last : one.start]
        for_them = bool(_ALSO_FOR.search(text.plain[low : one.start].removesuffix("the "))) or (
            for_them and re.fullmatch(r"(?:,? and|,)?\s*(?:the )?", between) is not None
        )
        if for_them and one.means not in here:
            yield one.means
        last = one.end


def _members(text: Text, frame: Frame) -> list[str]:
    leaving = frame.subject is not None and bool(frame.subject.lemmas & LEAVE)
    if leaving or frame.lemma in _KEEP | {"play", "remain", "be", "ignore"}:
        said = _speaker(text, frame)
        return [said] if said else []
    if frame.subject is None:
        speaker = _speaker(text, frame)
        return [speaker] if speaker else []
    found = states_of(text, frame.subject)
    inside = [one.means for one in frame.subject.inside if one.kind == "state"]
    plural = frame.subject.head in ("country", "member", "state", "government")
    if plural:
        # "Several countries, including A, B and C": every state named before the verb.
        inside = [
            one.means
            for one in text.within(text.mentions, frame.subject.start, frame.start)
            if one.kind == "state"
        ]
    if plural or (found and len(inside) > len(found) and not _owned(frame)):
        found = list(dict.fromkeys([*found, *inside]))
    speaker = _speaker(text, frame)
    if not found and speaker:
        found = [speaker]
    return found


def _owned(frame: Frame) -> bool:
    subject = frame.subject
    return subject is not None and any(one.role != "state" for one in subject.referents)


def _speaker(text: Text, frame: Frame) -> str | None:
    """The state whose representative says the clause."""
    for above in frame.governors():
        if above.lemma in _SAYS:
            found = states_of(text, above.subject)
            if found:
                return found[0]
    return state_of_person(text, text.speaker_of(frame.start, frame.end))


def _position(text: Text, frame: Frame) -> str | None:  # noqa: PLR0911
    if frame.unreal or (frame.negated and frame.lemma not in _BACK | {"vote", "want", "ignore"}):
        return None
    words = frame.words()
    lemma = frame.lemma
    if lemma in _CAST | _BACK | _HAILS | _AGAINST - {"object"} and _undoes(text, frame):
        return "follows-host" if lemma in _BACK and _hosts_wish(text, frame) else None
    if lemma == "ignore" and frame.negated and words & _VIEWS and words & _HOSTLY:
        return "follows-host" if _speaker(text, frame) else None
    if lemma == "abstain":
        return None if unreal(frame) else "abstains"
    if lemma == "veto":
        return "against"
    if lemma == "vote":
        return _vote(frame)
    if lemma in _STRESS and words & _WORTH and about_mission_any(text, frame):
        return "supports-mission"
    return _of_draft(text, frame) or _worded(text, frame, words)


def _undoes(text: Text, frame: Frame) -> bool:
    """As in "supports the end of the mission": what is backed or fought is no renewal of it."""
    return _UNDOING.match(text.plain, frame.end) is not None


def _of_draft(text: Text, frame: Frame) -> str | None:  # noqa: PLR0911
    """For or against a draft, the mandate or the mission."""
    lemma = frame.lemma
    if (
        lemma in _BACK
        and frame.object
        and (frame.object.lemmas & _DRAFT or about_mission(text, frame.object))
    ):
        if frame.negated or unreal(frame):
            return None
        return (
            "for"
            if frame.object.lemmas & {"draft", "adoption", "resolution"}
            else "supports-mission"
        )
    if lemma in _BACK and not unreal(frame) and _hosts_wish(text, frame):
        return "follows-host"
    if lemma in _AGAINST and _opposed(frame):
        return "against"
    if lemma in _HAILS and not frame.negated and about_mission_any(text, frame):
        return "supports-mission"
    if lemma in _REGRETS and not unreal(frame) and frame.words() & (LEAVE | {"decision"}):
        return "supports-mission"
    if lemma in _VOICES and frame.object and frame.object.head in ("support", "backing"):
        return "supports-mission" if about_mission_any(text, frame) else None
    return None


def _hosts_wish(text: Text, frame: Frame) -> bool:
    """As in "supports the sovereign decision of Mali"."""
    given = frame.object
    return given is not None and given.head in _VIEWS and _host_owned(text, frame)


def _opposed(frame: Frame) -> bool:
    """Whether it is a draft, a mandate or part of one that is opposed."""
    given = frame.object or frame.prep("to")
    wanted = _DRAFT | {"mention", "idea", "helmet", "paragraph", "language", "provision"}
    return given is not None and bool(given.lemmas & wanted)


def _wants_kept(text: Text, frame: Frame) -> bool:
    """As in "insisted that the mission should be kept"."""
    wanted = frame.modal in ("should", "must") or any(
        above.lemma in _WANT | {"insist"} and not above.negated for above in frame.governors()
    )
    return wanted and about_mission(text, frame.object) and _speaker(text, frame) is not None


def _worded(text: Text, frame: Frame, words: frozenset[str]) -> str | None:
    lemma = frame.lemma
    if (
        lemma in ("play", "remain", "be")
        and about_mission(text, frame.subject)
        and words & _PRAISE
        and _speaker(text, frame)
    ):
        return "supports-mission"
    if frame.subject is not None and frame.subject.lemmas & LEAVE and words & _HARM:
        return "supports-mission" if _speaker(text, frame) else None
    if (
        (lemma in _WARN and words & (LEAVE | {"vacuum"}))
        or (lemma in _WANT and words & _LONGER and not words & LEAVE)
        or (lemma in _KEEP and _wants_kept(text, frame))
    ):
        return "supports-mission"
    if lemma in ("stay", "remain") and any(
        above.lemma in _WANT and not above.negated for above in frame.governors()
    ):
        return "supports-mission" if about_mission(text, frame.subject) else None
    if (words & _VIEWS and words & _HOSTLY) or (words & _VIEWS and _host_owned(text, frame)):  # noqa: SIM102 - reads better apart
        if lemma in (
            "respect",
            "base",
            "heed",
            "follow",
            "guide",
            "honour",
            "consider",
            "rest",
            "take",
            "listen",
        ) and frame.modal in ("should", "must", "ought", "need", ""):
            asked = frame.modal or _speaker(text, frame)
            return "follows-host" if asked else None
    return None


def _host_owned(text: Text, frame: Frame) -> bool:
    return any(
        one.kind == "state" and one.means in hosts(text)
        for phrase in frame.phrases()
        for one in phrase.inside
    )


def _vote(frame: Frame) -> str | None:
    if frame.unreal:
        return None
    words = {word for word, _ in frame.preps}
    if "against" in words:
        return "against"
    if words & {"for", "in"} and not frame.negated:
        favour = frame.prep("in")
        if "for" in words or (favour and favour.head in ("favour", "favor")):
            return "for"
    return None


def about_mission_any(text: Text, frame: Frame) -> bool:
    """Whether any participant is the mission."""
    return any(about_mission(text, phrase) for phrase in frame.phrases())


def _lists(text: Text) -> Iterator[Proposal]:
    for pattern in (_LIST, _ABSTAINING):
        for match in pattern.finditer(text.plain):
            group = next(place for place, said in enumerate(match.groups(), 1) if said)
            value = "against" if group == 2 else "abstains"
            low, high = match.span(group)
            for one in text.within(text.mentions, low, high):
                if one.kind == "state":
                    yield text.propose(
                        "member_position",
                        match.span(),
                        subject=one.means,
                        value=value,
                        confidence=0.95,
                    )


def _quoted(text: Text) -> Iterator[Proposal]:
    """A member's representative who says what is not, or is, the answer."""
    for frame in text.frames:
        if frame.lemma != "be" or frame.object is None or "answer" not in frame.object.lemmas:
            continue
        state = _speaker(text, frame)
        if (
            state
            and state not in hosts(text)
            and frame.subject is not None
            and frame.subject.of_kind("group")
        ):
            yield text.propose(
                "member_position",
                frame.clause(),
                frame=frame,
                ground=Ground((frame,), frame, bears=frozenset({"conditional"})),
                modality="asserted",
                subject=state,
                object=frame.subject.of_kind("group")[0].means,
                value="against" if frame.negated else "for",
                confidence=0.7,
                details={"about": "private force"},
            )
