"""When a mandate ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.clauses import Clause
from peaceops.reading.dates import When
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.rules._actors import about_mission
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import words_of

_ENDS = words_of("""
    extend, renew, expire, end, terminate, lapse, conclude, close, complete, prolong, run, stretch,
    termination, extension, renewal, run out
""")
_WORDS = ("until", "till", "by", "on", "through", "of", "to", "in")
_STALE = 200  # days; a mandate that ended longer ago is history
_MANDATE = r"(?:mandate|authori[sz]ation|term|tenure)"
_CUE = re.compile(
    r"(?:\b(?:until|till|through|up on|expir\w+(?: on| at| in)?|laps\w+(?: on| at| in)?|"
    r"(?:ends?|ending|ended|concludes?|finish\w*)(?: on| at| in)?|"
    r"runs?(?: out)? (?:to|on|until|through|at)|"
    r"comes? to an end (?:on|at|in)|due to (?:end|expire|lapse|close|run out)(?: on| at| in)?|"
    r"expir(?:y|ation)\b[^.;]{0,50}? (?:on|at)|(?:closes?|ceases?)\b[^.;]{0,25}? on)"
    r"|\b(?:extend|renew|prolong)\w*\b[^.;]{0,90}? to|"
    r"\b(?:final|new|further|last) term,? to)\s+(?:the )?$",
    re.IGNORECASE,
)
_OF_MANDATE = re.compile(rf"\b{_MANDATE}\b", re.IGNORECASE)
_PROLONGS = re.compile(
    r"\b(?:extend|renew|prolong|terminat|ceases? (?:all )?operations)", re.IGNORECASE
)
_WISHED = words_of("ask, propose, suggest, recommend, want, wish, hope")
_BINDING = re.compile(r"\bmust\b|^\W*(?:Requests|Directs|Decides)\b")
_ASKED = re.compile(
    r"\b(?:ask\w*|request(?:ed|ing) (?!by)|propos\w+|suggest\w*|recommend\w*|want\w*|wish\w*|"
    r"if|could|might|may|would have|unless|had not|did not|not (?:be )?(?:extend|renew))\b",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Proposal]:
    """Ends of mandates; what clause and words both say is one when it is merged."""
    for deadlines in (_by_clause(text), _by_date(text)):
        ends: set[tuple[int, str]] = set()
        for deadline in deadlines:
            key = (text.sentence_at(deadline.start)[0], str(deadline.date))
            if key not in ends:
                ends.add(key)
                yield deadline


def _by_clause(text: Text) -> Iterator[Proposal]:
    for clause in text.clauses:
        if clause.lemma in _ENDS and not is_hypothetical(clause):
            yield from _deadline(text, clause)


def _by_date(text: Text) -> Iterator[Proposal]:
    """A day behind "until", "expires on" and the like, in a clause that speaks of a mandate."""
    for when in text.dates:
        if when.last.year - text.document.published.year > 6 or when.first.year == 0:
            continue
        if when.label.count("-") < 1 or (text.document.published - when.last).days > _STALE:
            continue
        low, high = text.sentence_at(when.start)
        low = max(low, text.plain.rfind(";", low, when.start) + 1)
        before = text.plain[low : when.start]
        cue = _CUE.search(before)
        stop = text.plain.find(";", when.end, high)
        clause = text.plain[low : stop if stop > 0 else high]
        if cue is None or _ASKED.search(before) or not _about(text, clause, low, high):
            continue
        word = _OF_MANDATE.search(text.plain, low, when.start)
        behind = _OF_MANDATE.search(text.plain, when.end, min(high, when.end + 60))
        start = min(low + cue.start(), word.start() if word else when.start)
        yield text.propose(
            "mandate_deadline",
            (start, behind.end() if behind and not word else when.end),
            when=when,
            ground=Ground(words=(low + cue.start(), when.end), bears=_bound(before)),
            value=when.last.isoformat(),
            mission=_named(text, when, (low, high)),
            confidence=0.85,
        )


def _bound(before: str) -> frozenset[str]:
    """As in "members must extend it by June", "Requests the mission to close by December"."""
    return frozenset({"demanded"} if _BINDING.search(before) else ())


def _about(text: Text, clause: str, low: int, high: int) -> bool:
    if _OF_MANDATE.search(clause):
        return True
    return bool(text.named(low, high, "mission")) and bool(_PROLONGS.search(clause))


def _deadline(text: Text, clause: Clause) -> Iterator[Proposal]:
    low, high = clause.sentence
    whole = {word for phrase in clause.phrases() for word in phrase.lemmas}
    of_mandate = "mandate" in whole or (clause.lemma == "complete" and "withdrawal" in whole)
    subject = clause.object or clause.subject
    if (
        not of_mandate
        and not about_mission(clause.object)
        and not (
            clause.lemma in ("expire", "run out", "end", "lapse", "extend", "renew", "terminate")
            and "mandate" in text.plain[max(0, low - 200) : high]
            and subject is not None
            and (subject.head in ("it", "that", "which", "mandate") or about_mission(subject))
        )
    ):
        return
    when = _end(text, clause)
    wished = any(above.lemma in _WISHED and not above.nominal for above in clause.governors())
    if wished or (clause.lemma == "close" and not _mandate_itself(clause)):
        return
    if when is None or when.last.year - text.document.published.year > 6:
        return
    start = min(clause.extent()[0], when.start)
    yield text.propose(
        "mandate_deadline",
        (max(low, start), min(high, max(clause.extent()[1], when.end))),
        when=when,
        clause=clause,
        ground=Ground((clause,), bears=_bound(text.plain[low : clause.start])),
        modality="asserted",
        confidence=0.9,
        value=when.last.isoformat(),
        mission=_named(text, when, (low, high)),
    )


def _mandate_itself(clause: Clause) -> bool:
    """Whether it is the mandate that closes, and not the mission's camps after it."""
    phrase = clause.subject or clause.object
    return phrase is not None and "mandate" in phrase.lemmas


def _named(text: Text, when: When, sentence: tuple[int, int]) -> str | None:
    """The mission right before the day: "X works beside Y, whose mandate expires on"."""
    near = text.named(*sentence, "mission")
    before = [mention for mention in near if mention.end <= when.start]
    chosen = before[-1:] or near[:1]
    return chosen[0].means if chosen else None


def _end(text: Text, clause: Clause) -> When | None:
    high = clause.sentence[1]
    stop = text.plain.find(";", clause.start, high)
    high = stop if stop > 0 else high
    ahead = [
        date
        for date in text.within(text.dates, clause.end, high)
        if date.preposition in _WORDS and date.start - clause.end < 160
    ]
    firm = [date for date in ahead if date.preposition in ("until", "till", "by", "through", "of")]
    if clause.lemma in ("expire", "end", "run out", "lapse", "terminate", "run", "conclude"):
        firm = [date for date in ahead if date in firm or date.preposition in ("on", "in")]
    return next(
        (date for date in firm if date.label.count("-") >= 1 or date.first.month == 12), None
    )
