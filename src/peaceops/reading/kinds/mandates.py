"""The mandate: when the mission was established, and what it is to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peaceops.reading.dates import When
from peaceops.reading.frames import Frame
from peaceops.reading.kinds._actors import about_mission
from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text, unreal

_MADE = frozenset(
    ["establish", "create", "set", "authorise", "authorize", "found", "deploy", "launch"]
) | {"set up"}
_BORN = re.compile(
    r"(?:(?:^|(?<=[.,;\n] )|(?<=\n))(?:Created|Established|Set up|Deployed|Launched|created|"
    r"established|set up|deployed|launched) in"
    r"|\b(?:its|the mission's|the force's|[A-Z]{5,}'s) (?:creation|establishment|deployment) in)\s"
)
_BY_RESOLUTION = re.compile(
    r"resolution \d{1,4} \((?P<year>(?:19|20)\d\d)\),? (?:by )?which (?:it )?"
    r"(?:established|created|set up) the (?:\w+ )*?(?:Force|Mission|Operation|mission|[A-Z]{5,})"
)
_TASKS = {
    "protect": "protection of civilians",
    "support": None,
    "restore": "stabilisation",
    "stabilise": "stabilisation",
    "stabilize": "stabilisation",
    "facilitate": None,
    "help": None,
    "monitor": None,
    "assist": None,
    "contribute": None,
    "accompany": None,
    "respond": None,
    "deliver": None,
    "ensure": None,
    "supervise": None,
    "train": None,
    "disarm": None,
    "promote": None,
    "observe": None,
    "secure": None,
    "verify": None,
    "maintain": None,
    "provide": None,
    "prevent": None,
    "advise": None,
    "deter": None,
    "report": None,
    "use": None,
}
_ANCHOR = re.compile(
    r"\b(?:(?:aim|mandate|task) of (?=\w+ing\b)|aimed at|mandated? (?:is )?to|"
    r"tasked with|tasks? (?:is|are|include)|"
    r"authori[sz]es? [^.;]{2,60}?\bto\b|authori[sz]ed [^.;]{2,60}?\bto\b|"
    r"(?:established|created|deployed|set up)[^.;,]{0,40}? to|(?:mission|force|operation) is to|"
    r"mandate[^.;]{0,30}? includes?)",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Proposal]:
    """Foundings and tasks."""
    for frame in text.frames:
        if frame.lemma in _MADE and not unreal(frame):
            yield from _made(text, frame)
    yield from _since(text)
    yield from _by_resolution(text)
    yield from _tasks(text)


def _named(frame: Frame) -> str | None:
    for phrase in frame.phrases():
        for one in phrase.inside:
            if one.kind == "mission":
                return one.means
    return None


def _since(text: Text) -> Iterator[Proposal]:
    """As in "Created in July 2007 to ...", "after its creation in 2004"."""
    for match in _BORN.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        when = next(iter(text.within(text.dates, match.end(), min(high, match.end() + 25))), None)
        named = re.search(r"\b(?:mission|force|operation|[A-Z]{5,})\b", text.plain[low:high])
        if when is not None and named and when.first < text.document.published:
            yield text.propose(
                "mandate",
                (match.start(), when.end),
                when=when,
                value="established",
                confidence=0.75,
            )


def _by_resolution(text: Text) -> Iterator[Proposal]:
    """As in "its resolution 186 (1964), which established the Force"."""
    for match in _BY_RESOLUTION.finditer(text.plain):
        year = int(match["year"])
        yield text.propose(
            "mandate",
            match.span(),
            when=When(*match.span("year"), date(year, 1, 1), date(year, 12, 31)),
            value="established",
            confidence=0.9,
        )


def _made(text: Text, frame: Frame) -> Iterator[Proposal]:
    if not frame.passive or not about_mission(text, frame.object):
        before = text.plain[max(frame.sentence[0], frame.start - 120) : frame.start]
        if not re.search(r"\b(?:mission|operation|force)\b|[A-Z]{5}", before) or not re.search(
            r"\b(?:which|that|it) (?:was|were|had been) $", before
        ):
            return
    low, high = frame.sentence
    near = text.within(text.dates, frame.start, min(high, frame.end + 60))
    resolution = re.search(r"resolution \d{3,4} \(((?:19|20)\d\d)\)", text.plain[frame.end : high])
    if not near and not resolution:
        return
    when = near[0] if near else None
    if when is None and resolution is not None:
        return
    start = max(low, frame.clause()[0])
    yield text.propose(
        "mandate",
        (start, max(frame.end, when.end if when else frame.end)),
        when=when,
        frame=frame,
        modality="asserted",
        value="established",
        confidence=0.9,
        mission=_named(frame),
    )


def _tasks(text: Text) -> Iterator[Proposal]:
    for match in _ANCHOR.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        clause_end = _clause_end(text, match.end(), high)
        mission = (
            any(one.kind in ("mission", "force") for one in text.within(text.mentions, low, high))
            or "mission" in text.plain[low : match.end()].lower()
        )
        if not mission:
            continue
        under: list[Frame] = []
        for frame in text.within(text.frames, match.end(), clause_end):
            first = text.plain[match.end() : frame.start].strip() in ("", "to")
            if frame.nominal or frame.negated or (frame.lemma not in _TASKS and not first):
                continue
            if any(above in under for above in frame.governors()) and not _coordinate(text, frame):
                continue
            under.append(frame)
        for frame in under:
            yield _task(text, frame, clause_end)


def _coordinate(text: Text, frame: Frame) -> bool:
    before = text.plain[max(0, frame.start - 8) : frame.start]
    return bool(re.search(r"(?:,|and|or)\s+(?:to\s+)?$", before))


def _clause_end(text: Text, start: int, high: int) -> int:
    stop = re.search(r"[;.]", text.plain[start:high])
    return start + stop.start() if stop else high


def _task(text: Text, frame: Frame, clause_end: int) -> Proposal:
    start = frame.start
    later = [frame.end, *(one.end for one in (frame.object, *(p for _, p in frame.preps)) if one)]
    end = min(max(later), clause_end)
    below = [one for one in text.frames_under(frame) if frame.lemma in ("help", "contribute")]
    end = max([end, *(min(one.clause()[1], clause_end) for one in below)])
    words = frame.words() | {frame.lemma}
    name = _TASKS.get(frame.lemma)
    if "civilian" in words and frame.lemma in ("protect", "respond"):
        name = "protection of civilians"
    return text.propose(
        "mandate",
        (start, end),
        frame=frame,
        modality="asserted",
        value="task",
        object=name or text.plain[start:end],
        confidence=0.75,
    )
