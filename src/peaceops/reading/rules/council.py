"""The Council's rule, options put to it, and recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.domain.countries import PERMANENT_MEMBERS
from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import by_word, words_of

_NINE = re.compile(
    r"\b(?:(?:at least )?nine (?:affirmative |positive |yes )?votes?|9 (?:affirmative )?votes)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?: (?:forward|out))?\s+(?:the )?(?:\w+ ){1,2}(?:options|scenarios)\b")
_OPTION = words_of("option, scenario")
_PUT = words_of("""
    put, set, present, propose, outline, offer, submit, list, lay, give, include, suggest, consider,
    put forward, set out, lay out
""")
_CHANGE = by_word("""
    increase: increase, raise, expand, boost, reinforce, strengthen
    reconfigure: reconfigure, reconfiguration, adapt, adjust, refocus
    withdraw: withdraw, withdrawal, terminate, termination, close, closure, exit
    reduce: reduce, reduction, drawdown, cut
    rollover: extension, renewal, extend, renew, rollover
""")
_SAME_OPTION = re.compile(
    r"\b(?:no change|the status quo|an unchanged (?:mandate|force|mission)|"
    r"(?:a )?technical rollover)\b",
    re.IGNORECASE,
)
_SIZES = by_word("""
    reduce: lighter, smaller, leaner, reduced
    increase: larger, bigger, stronger, robust
""")
_SAME = words_of("unchanged, same, current, maintain, keep, retain")
_RECOMMEND = words_of("recommend, propose, suggest, advise")


def find(text: Text) -> Iterator[Proposal]:
    """The voting rule, options and recommendations."""
    yield from _rule(text)
    for clause in text.clauses:
        if is_hypothetical(clause):
            continue
        if clause.lemma in _PUT and _names_options(text, clause):
            yield from _options(text, clause)
        elif clause.lemma in _RECOMMEND and not clause.passive:
            yield from _recommended(text, clause)


def _rule(text: Text) -> Iterator[Proposal]:
    for match in _NINE.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        sentence = text.plain[low:high]
        if not re.search(r"\bveto|\brequires?\b|\bneeds?\b|\bmust\b|\badopt", sentence):
            continue
        named = [
            mention.means
            for mention in text.named(low, high, "state")
            if mention.means in PERMANENT_MEMBERS
        ]
        members = tuple(dict.fromkeys(named)) if "veto" in sentence else ()
        yield text.propose(
            "voting_rule",
            (low, high),
            value=9,
            unit="votes",
            object=",".join(sorted(members or PERMANENT_MEMBERS)),
            confidence=0.95,
        )


def _names_options(text: Text, clause: Clause) -> bool:
    return _SEVERAL.match(text.plain, clause.end) is not None or (
        clause.object is not None and bool(clause.object.lemmas & _OPTION)
    )


def _options(text: Text, clause: Clause) -> Iterator[Proposal]:
    _, high = clause.sentence
    when = text.when(*clause.extent(), clause.sentence)
    speaker = _who(clause)
    named = _SEVERAL.match(text.plain, clause.end)
    end = named.end() if named else clause.object.end if clause.object else clause.end
    counted = [number for number in text.within(text.numbers, clause.end, end) if number.value < 12]
    if counted:
        yield text.propose(
            "option",
            (clause.start, end),
            when=when,
            clause=clause,
            value=counted[0].whole,
            unit="options",
            speaker=speaker,
            confidence=0.9,
        )
    seen = set()
    match = _SAME_OPTION.search(text.plain, end, high)
    if match:
        seen.add("rollover")
        yield text.propose(
            "option",
            match.span(),
            when=when,
            ground=Ground(words=match.span(), bears=frozenset({"negated"})),
            value="rollover",
            speaker=speaker,
            confidence=0.75,
        )
    for below in text.within(text.clauses, clause.end, high):
        value = _CHANGE.get(below.lemma)
        if value and value not in seen:
            seen.add(value)
            yield text.propose(
                "option",
                below.extent(),
                when=when,
                clause=below,
                value=value,
                speaker=speaker,
                confidence=0.8,
                modality="asserted",
            )


def _who(clause: Clause) -> str | None:
    if clause.subject is not None and clause.subject.referents:
        return clause.subject.referents[0].means
    return None


def _recommends(text: Text, subject: Phrase | None) -> str | None:
    """Who recommends: the Secretary-General where "I" speaks in a report, an author for "we"."""
    if subject is None:
        return None
    if subject.head in ("i", "we"):
        report = re.search(
            r"\b(?:report of the Secretary-General|present report is submitted|"
            r"my (?:Special|Personal) (?:Representative|Envoy))\b",
            text.plain,
        )
        return "Secretary-General" if report else "the authors"
    named = [referent for referent in subject.referents if referent.kind in ("person", "body")]
    if named:
        return named[0].means
    general = subject.lemmas & {"secretary", "general"}
    return "Secretary-General" if general else "the " + subject.head


def _recommended(text: Text, clause: Clause) -> Iterator[Proposal]:
    low, high = clause.sentence
    subject = clause.subject
    authors = {"secretary", "general", "report", "review", "he", "she", "chief", "i", "we"}
    if subject is None or not (
        any(referent.kind in ("person", "body") for referent in subject.referents)
        or subject.lemmas & authors
    ):
        return
    after = text.within(text.clauses, clause.end, min(high, clause.end + 220))
    changes = [below for below in after if below.lemma in _CHANGE]
    tail = re.findall(r"[a-z]+", text.plain[clause.end : min(high, clause.end + 90)].lower())
    value = _CHANGE[changes[0].lemma] if changes else None
    if set(tail[:12]) & _SAME and value in (None, "rollover"):
        value = "rollover"
    sized = next((_SIZES[word] for word in tail[:12] if word in _SIZES), None)
    value = value or sized
    if value is None:
        return
    end = max([clause.extent()[1], *(below.extent()[1] for below in changes[:1])])
    yield text.propose(
        "recommendation",
        (max(low, subject.start), min(high, end)),
        when=text.when(*clause.extent(), clause.sentence),
        clause=clause,
        modality="demanded",
        value=value,
        speaker=_recommends(text, subject),
        confidence=0.85,
    )
