"""Relations between states, with missions and with private forces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.rules._actors import states_of
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import by_word, words_of

_TIES = words_of("""
    tie, relation, relationship, alliance, cooperation, partnership, link, pact, agreement, accord
""")
_CHANGES = by_word("""
    broke: break, sever, cut, end, suspend, terminate, denounce, rupture, revoke, quit, break off,
        cut off
    restored: restore, resume, normalise, normalize, re-establish, repair, renew
    signed: sign, conclude, ink
""")
_TURN = words_of("turn, pivot")
_STRAINED = re.compile(
    r"\b(?:strained|tense|frosty|deteriorat\w+|fraught|sour\w*|"
    r"worsening)\s+(?:relation(?:ship)?s?|ties)"
    r"\s+(?:between|with)\s+",
    re.IGNORECASE,
)
_SOUR = re.compile(
    r"\b(?:relations?|ties|relationship) (?:between|with) [^.;,]{2,60}? "
    r"(?:(?:is|are|was|were|has|have|had|been|remain(?:s|ed)?|grown|become|sharply|increasingly) )*"
    r"(?:tense|strained|soured|fraught|poor|frosty|hostile|worsened|deteriorated|broken down)\b",
    re.IGNORECASE,
)
_ODDS = re.compile(r"\bat (?:odds|loggerheads)\b|\bin (?:a|open) dispute\b")
_PRESENT = words_of("fight, deploy, operate, accompany, assist, support, train, hire")


def find(text: Text) -> Iterator[Proposal]:
    """Ties broken, restored or strained, accusations, sanctions, private forces."""
    for clause in text.clauses:
        if is_hypothetical(clause) or clause.modal in ("should", "must"):
            continue
        yield from _ties(text, clause)
        yield from _towards(text, clause)
        yield from _private(text, clause)
    yield from _strained(text)
    yield from _sour(text)
    yield from _at_odds(text)


def _relation(
    text: Text,
    clause: Clause,
    subject: str | None,
    towards: str | None,
    value: str,
) -> Iterator[Proposal]:
    if (subject is None and towards is None) or subject == towards:
        return
    span = clause.extent()
    if value == "accused":
        below = [under for under in text.clauses_under(clause) if under.start > clause.end]
        below += [under for above in below for under in text.clauses_under(above)]
        ends = [under.extent()[1] for under in below if under.start < span[1] + 80]
        span = (span[0], min(clause.sentence[1], max([span[1], *ends])))
    actor_end = (
        clause.subject.end if clause.subject and clause.subject.end <= clause.start else span[0]
    )
    when = next(iter(text.within(text.dates, actor_end, span[1])), None)
    yield text.propose(
        "relation",
        span,
        when=when,
        clause=clause,
        subject=subject,
        object=towards,
        value=value,
        confidence=0.85,
    )


def _ties(text: Text, clause: Clause) -> Iterator[Proposal]:
    lemma, target = clause.lemma, clause.object
    if lemma == "rupture" and clause.nominal:
        states = [mention for phrase in clause.phrases() for mention in phrase.named("state")]
        codes = list(dict.fromkeys(state.means for state in states))
        if len(codes) >= 2:
            yield from _relation(text, clause, codes[0], codes[1], "broke")
        return
    if (
        target is None
        or not target.lemmas & _TIES
        or target.lemmas & {"status-of-forces", "mandate"}
    ):
        return
    value = _CHANGES.get(lemma)
    accused = any(above.lemma in ("accuse", "blame") for above in clause.governors())
    if value is None or accused:
        return
    subjects = states_of(text, clause.subject) or _owner(text, clause)
    others = _others(clause, target, subjects)
    if value == "signed" and not others:
        return
    yield from _relation(
        text, clause, subjects[0] if subjects else None, others[0] if others else None, value
    )


def _owner(text: Text, clause: Clause) -> list[str]:
    for above in clause.governors():
        states = states_of(text, above.subject)
        if states:
            return states
    return []


def _others(clause: Clause, target: Phrase, subjects: list[str]) -> list[str]:
    partner = [phrase for word, phrase in clause.preps if word == "with"]
    for phrase in [*partner, target, *(phrase for _, phrase in clause.preps)]:
        parties = [
            mention.means
            for mention in phrase.named("state", "mission", "body")
            if mention.means not in subjects
        ]
        if parties:
            return parties
    return []


def _towards(text: Text, clause: Clause) -> Iterator[Proposal]:  # noqa: C901
    lemma = clause.lemma
    if lemma in _TURN:
        target = clause.prep("to", "towards", "toward")
        for state in states_of(text, target):
            subjects = states_of(text, clause.subject) or _owner(text, clause)
            yield from _relation(
                text, clause, subjects[0] if subjects else text.context.host, state, "turned-to"
            )
    elif (
        lemma == "seek" and clause.object is not None and clause.object.lemmas & (_TIES | {"help"})
    ):
        targets = [
            state
            for word, phrase in clause.preps
            if "with" in word or word == "from"
            for state in states_of(text, phrase)
        ]
        for state in targets[:1]:
            for subject in states_of(text, clause.subject)[:1]:
                yield from _relation(text, clause, subject, state, "turned-to")
    elif lemma == "accuse":
        subjects = states_of(text, clause.subject) or _mission(clause) or _owner(text, clause)
        accused = states_of(text, clause.object)
        if accused and any(
            under.lemma in ("kill", "execute", "massacre") for under in text.clauses_under(clause)
        ):
            return  # an incident
        accused = accused or _accusable(clause.object)
        if subjects and accused:
            yield from _relation(text, clause, subjects[0], accused[0], "accused")
    elif lemma in ("impose", "sanction") and _sanctions(clause):
        yield from _sanctioned(text, clause)
    elif (
        lemma == "expel"
        and clause.object is not None
        and clause.object.head in ("ambassador", "diplomat", "envoy")
    ):
        subjects = states_of(text, clause.subject)
        others = [mention.means for mention in clause.object.named("state")]
        others += [state for word, phrase in clause.preps for state in states_of(text, phrase)]
        if subjects and others:
            yield from _relation(text, clause, subjects[0], others[0], "expelled-ambassador")


def _mission(clause: Clause) -> list[str]:
    return (
        [referent.means for referent in clause.subject.of_kind("mission")] if clause.subject else []
    )


def _accusable(phrase: Phrase | None) -> list[str]:
    """Persons, missions and groups with a name of their own."""
    referents = phrase.of_kind("person", "mission", "group") if phrase else []
    return [referent.means for referent in referents if referent.how != "unnamed"]


def _sanctions(clause: Clause) -> bool:
    imposed = clause.object is not None and "sanction" in clause.object.lemmas
    return clause.lemma == "sanction" or imposed


def _sanctioned(text: Text, clause: Clause) -> Iterator[Proposal]:
    subjects = states_of(text, clause.subject) or [
        referent.means for referent in (clause.subject.of_kind("body") if clause.subject else [])
    ]
    target = clause.prep("on", "against") if clause.lemma == "impose" else clause.object
    named = [*(target.referents if target else ())]
    parties = [mention.means for mention in named if mention.kind in ("state", "group", "person")]
    if subjects:
        yield from _relation(
            text, clause, subjects[0], parties[0] if parties else None, "sanctioned"
        )


def _private(text: Text, clause: Clause) -> Iterator[Proposal]:
    for phrase in clause.phrases():
        for mention in phrase.inside:
            if mention.kind != "group" or mention.entry.how != "private":
                continue
            present = (
                clause.lemma == "presence"
                or (clause.lemma in _PRESENT and phrase is clause.subject)
                or (
                    clause.lemma in ("deploy", "hire", "invite", "employ", "use")
                    and phrase is clause.object
                )
            )
            if present:
                named = [other for other in phrase.named("group") if other.entry.how == "private"]
                best = next((other for other in named if other.means == "Wagner Group"), named[-1])
                yield from _relation(text, clause, text.context.host, best.means, "private-force")
                return


def _strained(text: Text) -> Iterator[Proposal]:
    for match in _STRAINED.finditer(text.plain):
        _, high = text.sentence_at(match.start())
        near = text.named(match.end(), min(high, match.end() + 120), "state", "mission", "body")
        between = " between " in f"{match.group()} "
        tail = re.search(r"international community", text.plain[match.end() : high], re.IGNORECASE)
        names = list(dict.fromkeys(mention.means for mention in near))[:2]
        if not between and names:
            names = [text.context.host or "", *names][:2]
        if not names:
            continue
        towards = names[1] if len(names) > 1 else None
        end = near[min(1, len(near) - 1)].end
        if towards is None or (tail and match.end() + tail.start() < end):
            towards = "international community" if tail else towards
            end = match.end() + tail.end() if tail else end
        if towards == names[0] or re.search(
            r"UN peacekeeping mission|peacekeep",
            text.plain[match.end() : min(high, match.end() + 70)],
        ):
            towards = text.context.mission or towards
        if towards and towards != names[0]:
            yield text.propose(
                "relation",
                (match.start(), end),
                ground=Ground(words=(match.start(), end), bears=frozenset({"demanded"})),
                subject=names[0],
                object=towards,
                value="strained",
                confidence=0.8,
            )


def _sour(text: Text) -> Iterator[Proposal]:
    """As in "relations between A and B are tense", "its ties with B have soured"."""
    for match in _SOUR.finditer(text.plain):
        low, _ = text.sentence_at(match.start())
        states = [
            mention.means
            for mention in text.named(max(low, match.start() - 30), match.end(), "state")
        ]
        names = list(dict.fromkeys(states))
        if len(names) == 1 and text.context.host:
            names = [text.context.host, *names]
        if len(names) == 2 and names[0] != names[1]:
            yield text.propose(
                "relation",
                match.span(),
                subject=names[0],
                object=names[1],
                value="strained",
                confidence=0.8,
            )


def _at_odds(text: Text) -> Iterator[Proposal]:
    for clause in text.clauses:
        if clause.lemma not in ("be", "remain", "put") or is_hypothetical(clause):
            continue
        _, high = clause.sentence
        match = _ODDS.search(text.plain, clause.start, high)
        if not match or match.start() - clause.end > 40:
            continue
        subjects = states_of(text, clause.subject)
        targets = [
            referent.means
            for word, phrase in clause.preps
            if word.endswith("with")
            for referent in phrase.referents
            if referent.kind in ("state", "mission", "body")
        ]
        if not targets and len(subjects) == 2:
            subjects, targets = subjects[:1], subjects[1:]
        for target in dict.fromkeys(targets):
            if subjects:
                yield from _relation(text, clause, subjects[0], target, "strained")
