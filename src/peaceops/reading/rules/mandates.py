"""The mandate: when the mission was established, and what it is to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peaceops.reading.clauses import Clause
from peaceops.reading.dates import When
from peaceops.reading.proposal import Proposal
from peaceops.reading.rules._actors import about_mission
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import by_word, words_of

_MADE = words_of("establish, create, set, authorise, authorize, found, deploy, launch, set up")
_BORN = re.compile(
    r"(?:(?:^|(?<=[.,;\n] )|(?<=\n))(?:Created|Established|Set up|Deployed|Launched|created|"
    r"established|set up|deployed|launched) in"
    r"|\b(?:its|the mission's|the force's|[A-Z]{5,}'s) (?:creation|establishment|deployment) in)\s"
)
_BY_RESOLUTION = re.compile(
    r"resolution \d{1,4} \((?P<year>(?:19|20)\d\d)\),? (?:by )?which (?:it )?"
    r"(?:established|created|set up) the (?:\w+ )*?(?:Force|Mission|Operation|mission|[A-Z]{5,})"
)
_TASKS = words_of("""
    protect, support, restore, stabilise, stabilize, facilitate, help, monitor, assist, contribute,
    accompany, respond, deliver, ensure, supervise, train, disarm, promote, observe, secure, verify,
    maintain, provide, prevent, advise, deter, report, use
""")
_NAMED_TASKS = by_word("""
    protection of civilians: protect
    stabilisation: restore, stabilise, stabilize
""")
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
    for clause in text.clauses:
        if clause.lemma in _MADE and not is_hypothetical(clause):
            yield from _made(text, clause)
    yield from _since(text)
    yield from _by_resolution(text)
    yield from _tasks(text)


def _named(clause: Clause) -> str | None:
    named = (mention for phrase in clause.phrases() for mention in phrase.named("mission"))
    return next((mention.means for mention in named), None)


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


def _made(text: Text, clause: Clause) -> Iterator[Proposal]:
    if not clause.passive or not about_mission(clause.object):
        before = text.plain[max(clause.sentence[0], clause.start - 120) : clause.start]
        if not re.search(r"\b(?:mission|operation|force)\b|[A-Z]{5}", before) or not re.search(
            r"\b(?:which|that|it) (?:was|were|had been) $", before
        ):
            return
    low, high = clause.sentence
    near = text.within(text.dates, clause.start, min(high, clause.end + 60))
    if not near:
        return
    start = max(low, clause.extent()[0])
    yield text.propose(
        "mandate",
        (start, max(clause.end, near[0].end)),
        when=near[0],
        clause=clause,
        modality="asserted",
        value="established",
        confidence=0.9,
        mission=_named(clause),
    )


def _tasks(text: Text) -> Iterator[Proposal]:
    for match in _ANCHOR.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        clause_end = _clause_end(text, match.end(), high)
        named = text.named(low, high, "mission", "force")
        if not named and "mission" not in text.plain[low : match.end()].lower():
            continue
        under: list[Clause] = []
        for clause in text.within(text.clauses, match.end(), clause_end):
            first = text.plain[match.end() : clause.start].strip() in ("", "to")
            if clause.nominal or clause.negated or (clause.lemma not in _TASKS and not first):
                continue
            if any(above in under for above in clause.governors()) and not _coordinate(
                text, clause
            ):
                continue
            under.append(clause)
        for clause in under:
            yield _task(text, clause, clause_end)


def _coordinate(text: Text, clause: Clause) -> bool:
    before = text.plain[max(0, clause.start - 8) : clause.start]
    return bool(re.search(r"(?:,|and|or)\s+(?:to\s+)?$", before))


def _clause_end(text: Text, start: int, high: int) -> int:
    stop = re.search(r"[;.]", text.plain[start:high])
    return start + stop.start() if stop else high


def _task(text: Text, clause: Clause, clause_end: int) -> Proposal:
    start = clause.start
    later = max([clause.end, *(phrase.end for phrase in clause.complements())])
    end = min(later, clause_end)
    below = [
        under for under in text.clauses_under(clause) if clause.lemma in ("help", "contribute")
    ]
    end = max([end, *(min(under.extent()[1], clause_end) for under in below)])
    words = clause.words() | {clause.lemma}
    name = _NAMED_TASKS.get(clause.lemma)
    if "civilian" in words and clause.lemma in ("protect", "respond"):
        name = "protection of civilians"
    return text.propose(
        "mandate",
        (start, end),
        clause=clause,
        modality="asserted",
        value="task",
        object=name or text.plain[start:end],
        confidence=0.75,
    )
