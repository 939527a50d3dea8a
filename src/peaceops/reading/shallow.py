"""Clauses without a model: verbs by their forms, participants by their place.

What stands before a verb in its clause is the subject and what stands behind it the object, the
other way round after "was" with "by". There is no syntax behind this: recall is lower than with
the model, and clauses whose verb is not in the list are not seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from peaceops.reading.clauses import Clause, Phrase, Referent
from peaceops.reading.context import HOST_WORDS, MISSION_WORDS, Context
from peaceops.reading.gazetteer import Mention
from peaceops.reading.paragraphs import sentences
from peaceops.reading.vocabulary import by_word, words_of
from peaceops.reading.words import EVENT_NOUNS

_REGULAR = words_of("""
    abstain, accuse, ask, attack, arrest, back, ban, block, bar, call, circulate, close, complete,
    contribute, criticise, declare, demand, deny, deploy, detain, die, dismiss, dispatch, dispute,
    draft, end, endorse, establish, execute, expel, expire, extend, favour, halt, halve, hinder,
    impose, injure, join, kidnap, kill, massacre, murder, obstruct, offer, oppose, order, pledge,
    prevent, propose, protect, provide, pull, quit, recall, recommend, reduce, refuse, reject,
    remain, remove, renew, repatriate, request, restore, restrict, resume, sanction, stop, stress,
    support, suspend, terminate, turn, underline, urge, veto, vote, want, warn, welcome, withhold,
    wound, respect, base, monitor, assist, facilitate, accompany, respond, deliver, ensure, create,
    announce, help
""")
_IRREGULAR = by_word("""
    withdraw: withdraw, withdraws, withdrew, withdrawn, withdrawing
    leave: leave, leaves, left, leaving
    send: send, sends, sent, sending
    break: break, breaks, broke, broken, breaking
    sever: sever, severs, severed, severing
    say: say, says, said, saying
    put: put, puts, putting
    set: set, sets, setting
    seek: seek, seeks, sought, seeking
    shoot: shoot, shoots, shot, shooting
    run: run, runs, ran, running
    cut: cut, cuts, cutting
    stay: stay, stays, stayed, staying
    give: give, gives, gave, given, giving
    tell: tell, tells, told, telling
    bring: bring, brings, brought, bringing
    be: is, are, was, were, been, be
""")
_PARTICLES = ("out", "forward", "back", "off", "up", "home", "on", "for", "down")
_KEPT = words_of("""
    pull out, put forward, set out, break off, cut off, run out, set up, turn back, pull back,
    bring home, call on, call for
""")
_PREPOSITIONS = re.compile(
    r"\b(?:of|to|from|in|on|at|by|with|for|against|after|between|among|until|over|during|since)\b"
)
_BOUNDARY = re.compile(
    r"[;:()\"]|,(?!\d{3})| - |\b(?:which|who|that|because|while|when|although|but)\b"
)
_MODAL = re.compile(r"\b(will|would|could|may|might|should|must|shall|can)\b[\w\s']{0,25}$")
_NEGATION = re.compile(
    r"\b(?:not|never|nobody|none|no|n't|without|refused to|failed to)\b[\w\s']{0,20}$"
)
_IF = re.compile(r"\b(?:if|unless|whether)\b|^\s*Had\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+(?:\w+ly\s+)?$")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'À-ÿ-]*|\d[\d,.]*")


def shallow_clauses(
    plain: str, spans: list[tuple[int, int]], mentions: list[Mention], context: Context
) -> tuple[list[Clause], list[tuple[int, int]]]:
    """Clauses and sentences of a text, by verb forms and places alone."""
    clauses: list[Clause] = []
    every: list[tuple[int, int]] = []
    starts = [mention.start for mention in mentions]
    for low, high in spans:
        for sentence in sentences(plain, low, high):
            every.append(sentence)
            inside = mentions[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
            clauses += _of_sentence(plain, sentence, inside, context)
    return clauses, every


def _of_sentence(
    plain: str, sentence: tuple[int, int], mentions: list[Mention], context: Context
) -> list[Clause]:
    low, high = sentence
    verbs = []
    for match in _WORD.finditer(plain, low, high):
        form = match.group().lower()
        lemma = _forms().get(form)
        if lemma is None or any(
            mention.start <= match.start() < mention.end for mention in mentions
        ):
            continue
        verbs.append((lemma, match.start(), match.end(), form))
    clauses: list[Clause] = []
    for place, (lemma, start, end, form) in enumerate(verbs):
        previous = verbs[place - 1][2] if place else low
        following = verbs[place + 1][1] if place + 1 < len(verbs) else high
        clause = _clause(
            plain, (lemma, start, end, form), (previous, following), sentence, mentions, context
        )
        if clauses:
            clause.governor = clauses[-1]
            bare = plain[clauses[-1].end : start]
            if clause.subject is None and not clause.passive and len(bare) < 60:
                clause.subject = clauses[-1].subject
        clauses.append(clause)
    return clauses


def _clause(
    plain: str,
    verb: tuple[str, int, int, str],
    around: tuple[int, int],
    sentence: tuple[int, int],
    mentions: list[Mention],
    context: Context,
) -> Clause:
    lemma, start, end, form = verb
    previous, following = around
    particle = re.match(r"\s+(\w+)", plain[end:following])
    if particle and particle[1] in _PARTICLES and f"{lemma} {particle[1]}" in _KEPT:
        lemma, end = f"{lemma} {particle[1]}", end + particle.end()
    begins = _last_boundary(plain, previous, start)
    before = plain[begins:start]
    clause = Clause(
        lemma=lemma, start=start, end=end, sentence=sentence, nominal=form in EVENT_NOUNS
    )
    clause.passive = bool(_PASSIVE.search(before))
    clause.negated = bool(_NEGATION.search(before))
    modal = _MODAL.search(before)
    clause.modal = modal[1] if modal else ""
    clause.hypothetical = clause.modal in ("could", "may", "might") or bool(
        _IF.search(plain[sentence[0] : start])
    )
    clause.tense = "future" if clause.modal in ("will", "shall") else "past"
    stop = _BOUNDARY.search(plain, end, following)
    first = _phrase(plain, begins, start, mentions, context)
    (_, second), *behind_words = [
        (word, _phrase(plain, low, high, mentions, context))
        for word, low, high in _split(plain, end, stop.start() if stop else following)
    ]
    clause.preps = [(word, phrase) for word, phrase in behind_words if phrase]
    if clause.passive:
        clause.object, clause.subject = first, clause.prep("by")
    elif clause.nominal:
        clause.subject, clause.object = first, clause.prep("of")
    else:
        clause.subject, clause.object = first, second
    return clause


def _last_boundary(plain: str, low: int, high: int) -> int:
    place = low
    for match in _BOUNDARY.finditer(plain, low, high):
        place = match.end()
    return place


def _split(plain: str, low: int, high: int) -> list[tuple[str, int, int]]:
    """The words before the first preposition, and each preposition with the words behind it."""
    marks = list(_PREPOSITIONS.finditer(plain, low, high))
    begins = [("", low), *((mark.group(), mark.end()) for mark in marks)]
    ends = [*(mark.start() for mark in marks), high]
    return [(word, begin, end) for (word, begin), end in zip(begins, ends, strict=True)]


def _phrase(
    plain: str, low: int, high: int, mentions: list[Mention], context: Context
) -> Phrase | None:
    words = [
        (match.group(), match.start(), match.end()) for match in _WORD.finditer(plain, low, high)
    ]
    if not words:
        return None
    inside = [mention for mention in mentions if low <= mention.start < high]
    lemmas = frozenset(_singular(word.lower()) for word, _, _ in words)
    head = _singular(words[-1][0].lower())
    referents = []
    for mention in inside:
        role = head if mention.end < words[-1][1] else "state" if mention.kind == "state" else head
        if mention.kind not in ("office", "capability"):
            referents.append(Referent(mention.kind, mention.means, role, mention.entry.how))
    if (
        not any(referent.kind in ("mission", "force") for referent in referents)
        and lemmas & MISSION_WORDS
        and context.mission
    ):
        referents.append(Referent("mission", context.mission, head, "context"))
    if (
        not any(referent.kind == "state" for referent in referents)
        and context.host
        and (lemmas & (HOST_WORDS - {"army", "soldier", "troop", "military", "minister"}))
    ):
        referents.append(Referent("state", context.host, head, "context"))
    return Phrase(words[0][1], words[-1][2], head, tuple(referents), tuple(inside), lemmas)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def _forms() -> dict[str, str]:
    forms = dict(_IRREGULAR)
    for lemma in _REGULAR:
        stem = lemma.removesuffix("e")
        last = "y" if lemma.endswith("y") and lemma[-2] not in "aeiou" else ""
        if last:
            forms |= dict.fromkeys(
                (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"), lemma
            )
        else:
            double = lemma + lemma[-1] if lemma in ("ban", "bar", "stop", "expel", "quit") else stem
            forms |= dict.fromkeys(
                (lemma, lemma + "s", lemma + "es", double + "ed", double + "ing"), lemma
            )
    forms |= {noun: noun for noun in EVENT_NOUNS if noun not in forms}
    return forms
