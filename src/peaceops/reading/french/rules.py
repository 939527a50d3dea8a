"""What French says in set phrases: ends of mandates, strength, pens, votes, foundings and tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peaceops.domain.countries import PERMANENT_MEMBERS
from peaceops.reading.clauses import Clause
from peaceops.reading.dates import When
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.text import Text
from peaceops.reading.vocabulary import by_word

_STALE = 200  # days; a mandate that ended longer ago is history
_CUE = re.compile(
    r"(?:\bjusqu'(?:au|à|en)|\bexpir\w+|\béchéance|\bprend(?:ra)? fin|\bs'achève\w*|"
    r"\bs'achèvera|\bterme|\bferme ses portes|\bmettr?e? fin au mandat de [^.;]{2,40}?)"
    r"(?:\s+(?:au|le|en|d'ici(?: au)?|à compter du))?\s+$",
    re.IGNORECASE,
)
_MANDATE = re.compile(r"\bmandats?\b|\bmission\b[^.;]{0,40}\bferme ses portes", re.IGNORECASE)
_CLOSES = re.compile(r"\bferme ses portes\s+$")
_ASKED = re.compile(
    r"\b(?:demand\w+|propos\w+|souhait\w+|recommand\w+|voudrai\w+|si|pourrai\w+|ne pas|"
    r"exhort\w+|appel\w+|invit\w+|prie\w*|suggér\w+|préconis\w+|plaid\w+|"
    r"n'a(?:vait)? pas)\b(?:(?!, qui\b)[^.;])*$",
    re.IGNORECASE,
)
_DUE = re.compile(r"\bdoit (?:expirer|prendre fin|s'achever|arriver)")
_UNITS = by_word("""
    troops: militaires, soldats, hommes
    uniformed: casques bleus, personnels en uniforme, soldats et policiers, militaires et policiers
    police: policiers
    military observers: observateurs militaires
    civilian staff: civils, employés civils
    personnel: autorisés
""")
_NOUN = "|".join(sorted(_UNITS, key=len, reverse=True))
_AFTER = re.compile(rf"^\s+(?P<noun>{_NOUN})\b", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:compt\w+|dispos\w+|effectifs?|rassembl\w+|forte? de|déploie|comporte|comprend|"
    r"composée?|réuni\w+|plafond|autorisée?s?|maximum)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:retir\w+|retrait|tu[eé]\w*|blessé\w*|envo\w+|perdu|rapatri\w+|annoncé|supplémentaires|"
    r"fourni\w*|prom\w+|morts?|enlev\w+)\b",
    re.IGNORECASE,
)
_CEILING = re.compile(r"\b(?:autorisée?s?|plafond|maximum|jusqu'à)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:a compté|avait compté|comptait jadis|à son apogée)\b", re.IGNORECASE)
_PEN = re.compile(
    r"\b(?P<before>tient la plume|porte-plume|plume (?:sur|du dossier)|rédacteur du projet)\b|"
    r"\b(?:présentée?|rédigée?|parrainée?|soumise?|préparée?) par (?:l[ea] |l'|les )",
    re.IGNORECASE,
)
_TEXT = re.compile(r"\b(?:résolution|texte|projet)\b", re.IGNORECASE)
_NINE = re.compile(r"\b(?:neuf|9) (?:voix|votes)\b", re.IGNORECASE)
_RULE = re.compile(r"\bveto|\bfaut\b|\brequ\w+|\bnécess\w+|\badopt\w+", re.IGNORECASE)
_VOTES = re.compile(
    r"\b(?P<against>voix contre|votes? contre)\s?\((?P<no>[^)]{3,120})\)"
    r"|\babst(?:entions?|enus?)\s?\((?P<abstained>[^)]{3,120})\)",
    re.IGNORECASE,
)
_MADE = r"\b(?:créée?|établie?|instituée?|déployée?|mise en place|lancée?)s?"
_BORN = re.compile(rf"{_MADE}(?: en| depuis| dès| le)?\s*$", re.IGNORECASE)
_BY_RESOLUTION = re.compile(
    rf"{_MADE} par (?:la |sa )?résolution \d{{3,4}} \((?P<year>(?:19|20)\d\d)\)", re.IGNORECASE
)
_MISSION = re.compile(r"\b(?:mission|opération|force)\b", re.IGNORECASE)
_ANCHOR = re.compile(
    r"\b(?:mandat(?:ée?)? (?:de|pour)|chargée? d[e']|mission (?:est|consiste) [àd]e?|"
    r"(?:créée?|établie?|déployée?|instituée?)[^.;,]{0,60}? (?:afin d[e']|pour)|"
    r"(?:autorise|charge|prie) (?:la |l')?[^.;,]{2,40}? (?:à|d[e']))\s*",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Proposal]:
    """Statements that are told by their words alone."""
    yield from _deadlines(text)
    yield from _strength(text)
    yield from _pens(text)
    yield from _voting_rule(text)
    yield from _votes(text)
    yield from _foundings(text)
    yield from _tasks(text)


def _deadlines(text: Text) -> Iterator[Proposal]:
    """A day behind "expire le", "jusqu'au" and the like, in a sentence that speaks of a mandate."""
    published = text.document.published
    for when in text.dates:
        low, high = text.sentence_at(when.start)
        before = text.plain[low : when.start]
        cue = _CUE.search(before)
        if cue is None or when.label.count("-") < 2 or _ASKED.search(before[: cue.start()]):
            continue
        if (published - when.last).days > _STALE or when.last.year - published.year > 6:
            continue
        word = _MANDATE.search(text.plain, low, high)
        closes = _CLOSES.search(before) and text.named(low, when.start, "mission")
        if word is None and not closes:
            continue
        start = min(low + cue.start(), word.start() if word else low + cue.start())
        yield text.propose(
            "mandate_deadline",
            (start, max(when.end, word.end() if word and word.end() - when.end < 60 else 0)),
            when=when,
            ground=Ground(
                words=(low + cue.start(), when.end),
                bears=frozenset({"demanded"} if _DUE.search(before) else ()),
            ),
            value=when.last.isoformat(),
            confidence=0.85,
        )


def _strength(text: Text) -> Iterator[Proposal]:
    for number in text.numbers:
        after = _AFTER.match(text.plain[number.end : number.end + 40])
        if after is None or number.value < 10:
            continue
        low, high = text.sentence_at(number.start)
        before, sentence = text.plain[low : number.start], text.plain[low:high]
        if not (text.named(low, high, "mission") or _MISSION.search(sentence)):
            continue
        if not _HAS.search(sentence) or _MOVES.search(before[-80:]) or _PAST.search(before):
            continue
        ceiling = _CEILING.search(before) or after["noun"].lower() == "autorisés"
        yield text.propose(
            "strength",
            (number.start, number.end + after.end()),
            value=number.whole,
            unit=_UNITS[after["noun"].lower()],
            confidence=0.8,
            subject=text.mission_near(low, high),
            details={"measure": "ceiling" if ceiling else "deployed"},
        )


def _pens(text: Text) -> Iterator[Proposal]:
    for match in _PEN.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        named = text.named(low, high, "state")
        if match["before"]:
            near = [mention for mention in named if mention.end <= match.start()][-1:]
        else:
            near = [mention for mention in named if mention.start == match.end()]
            if not _TEXT.search(text.plain[low : match.start()]):
                continue
        yield from (text.penholder(mention, match) for mention in near)


def _voting_rule(text: Text) -> Iterator[Proposal]:
    for match in _NINE.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        if _RULE.search(text.plain, low, high):
            yield text.propose(
                "voting_rule",
                (low, high),
                value=9,
                unit="votes",
                object=",".join(sorted(PERMANENT_MEMBERS)),
                confidence=0.95,
            )


def _votes(text: Text) -> Iterator[Proposal]:
    for match in _VOTES.finditer(text.plain):
        group = "no" if match["against"] else "abstained"
        for mention in text.named(*match.span(group), "state"):
            yield text.propose(
                "member_position",
                match.span(),
                subject=mention.means,
                value="against" if match["against"] else "abstains",
                confidence=0.95,
            )


def _foundings(text: Text) -> Iterator[Proposal]:
    """As in "créée en 2013", "établie par la résolution 2100 (2013)"."""
    places = []
    for when in text.dates:
        low, _ = text.sentence_at(when.start)
        match = _BORN.search(text.plain[low : when.start])
        if match is not None:
            places.append((low + match.start(), when))
    for match in _BY_RESOLUTION.finditer(text.plain):
        year = int(match["year"])
        founded = When(match.start("year"), match.end(), date(year, 1, 1), date(year, 12, 31))
        places.append((match.start(), founded))
    for start, when in places:
        low, high = text.sentence_at(start)
        named = text.named(low, high, "mission")
        if when.first < text.document.published and (
            named or _MISSION.search(text.plain, low, high)
        ):
            yield text.propose(
                "mandate", (start, when.end), when=when, value="established", confidence=0.8
            )


def _tasks(text: Text) -> Iterator[Proposal]:
    """The infinitives behind "afin de", "chargée de": each is a task."""
    for match in _ANCHOR.finditer(text.plain):
        low, high = text.sentence_at(match.start())
        if not text.named(low, high, "mission"):
            continue
        stop = re.search(r"[;.]", text.plain[match.end() : high])
        end = match.end() + stop.start() if stop else high
        heads = [
            clause for clause in text.within(text.clauses, match.end(), end) if not clause.nominal
        ]
        first = next((head for head in heads if head.start - match.end() < 3), None)
        for head in heads if first else ():
            joined = re.search(
                r"(?:,|\bet|\bou)\s+(?:d[e']|à|pour)?\s*$", text.plain[match.end() : head.start]
            )
            if head is first or joined:
                yield _task(text, head, end)


def _task(text: Text, clause: Clause, end: int) -> Proposal:
    later = max([clause.end, *(phrase.end for phrase in clause.complements())])
    span = (clause.start, min(later, end))
    protects = clause.lemma == "protect" and "civilian" in clause.words()
    return text.propose(
        "mandate",
        span,
        clause=clause,
        modality="asserted",
        value="task",
        object="protection of civilians" if protects else text.plain[slice(*span)],
        confidence=0.75,
    )
