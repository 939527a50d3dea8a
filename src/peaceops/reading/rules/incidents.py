"""Incidents: who was killed or attacked, where, when, by whom, who alleges and who disputes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.domain.days import MONTH_NAMES
from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.dates import DAY_NAMES, When
from peaceops.reading.numbers import Number
from peaceops.reading.people import NAME
from peaceops.reading.proposal import Proposal
from peaceops.reading.rules._actors import states_of
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import by_word, words_of

KILL = words_of("""
    kill, hack, lynch, die, murder, execute, massacre, slaughter, behead, injure, wound, abduct,
    kidnap, shoot, bomb, killing, execution, perish, capture, hurt, maim
""")
_HARM = by_word("""
    abducted: capture, abduct, kidnap
    injured: hurt, maim, suffer, injure
    wounded: wound
""")
_PEOPLE = words_of("""
    people, civilian, peacekeeper, soldier, person, villager, man, woman, child, protester,
    demonstrator, resident, worker, troop, police, officer, member, policeman, staff, fighter, dead,
    victim, refugee, student, other, observer, helmet, body, they
""")
_ALLEGES = words_of("accuse, allege, say, report, tell, claim, find")
_WOUNDS = words_of("injury, wound, burn, effect, shock, concussion, inhalation, trauma")
BIASED = re.compile(r"\b(?:biased|fabricated|false|baseless|unfounded|one-sided)\b", re.IGNORECASE)
_BACK = 350  # characters; "in the area" means no place further back
_THERE = re.compile(r"\bin the (?:area|village|town|locality|city)\b|\bthere\b")
_ATTACKED = re.compile(
    rf"\b(?:attacked|raided|stormed|shelled|bombed|struck|overran) (?:the (?:village|town|city|"
    rf"camp) of )?(?P<place>{NAME})(?=[ ,])"
)
_WHERE = re.compile(rf"(?P<place>{NAME}), where\b[^,.;]{{0,60}}$")
MONTHS = frozenset({*MONTH_NAMES, *DAY_NAMES, "Africa"})


def find(text: Text) -> Iterator[Proposal]:
    """Incidents with victims, also alleged and denied ones."""
    for clause in text.clauses:
        if is_hypothetical(clause):
            continue
        hurt = clause.lemma == "suffer" and bool(clause.words() & _WOUNDS)
        if (clause.lemma in KILL or hurt) and not _of_a_war(clause):
            yield from _killed(text, clause)
        elif clause.lemma in ("leave", "claim", "lose", "find", "discover", "recover"):
            yield from _left_dead(text, clause)


def _of_a_war(clause: Clause) -> bool:
    """As in "after a war that killed 250,000 people": history, and no incident."""
    return clause.subject is not None and clause.subject.head in ("war", "conflict", "genocide")


def _killed(text: Text, clause: Clause) -> Iterator[Proposal]:
    victims = clause.object
    if clause.lemma == "suffer" or (victims is None and clause.lemma in ("die", "perish")):
        victims = clause.subject
    if victims is None:
        return
    number = _victims(text, victims)
    perpetrators = None if clause.lemma in ("die", "perish") else _perpetrators(text, clause)
    place, when = place_of(text, clause), when_of(text, clause)
    if place is None and _THERE.search(text.plain, *clause.sentence):
        place, when = _before(text, clause.sentence[0], when)
    counted = number is not None and _are_people(victims)
    victims_words = text.plain[victims.start : victims.end].lower()
    single = re.match(r"(?:an?|one|the) ", victims_words) and not re.search(
        r"\b\w+s(?: of\b|$)", victims_words
    )
    one_victim = (
        _are_people(victims) and bool(single) and (clause.nominal or victims_words[:2] != "th")
    )
    blamed = perpetrators is not None and _are_people(victims)
    if not (counted or one_victim or blamed):
        return
    alleged = _alleged(text, clause)
    details: dict[str, object] = {"harm": _HARM.get(clause.lemma, "killed")}
    if number is not None and number.at_least:
        details["at_least"] = True
    if alleged:
        details["alleged_by"] = alleged
    denied = _deniers(text, clause)
    if denied:
        details["disputed_by"] = denied
    span = clause.extent()
    accusing = next((above for above in clause.governors() if above.lemma == "accuse"), None)
    if accusing is not None:
        span = (min(span[0], accusing.extent()[0]), max(span[1], accusing.extent()[1]))
    yield text.propose(
        "incident",
        span,
        when=when,
        clause=clause,
        modality="reported" if alleged else None,
        subject=victims.head,
        value=number.whole if number else (1 if one_victim else None),
        unit="people",
        object=perpetrators,
        place=place,
        details=details,
        confidence=0.9 if counted else 0.7,
    )


def _victims(text: Text, phrase: Phrase) -> Number | None:
    return next(iter(text.counts(phrase.start, phrase.end)), None)


def _are_people(phrase: Phrase) -> bool:
    if any(
        referent.how == "demonym" and referent.role == "people" for referent in phrase.referents
    ):
        return True
    return phrase.head in _PEOPLE or bool(phrase.lemmas & _PEOPLE) or phrase.head.isdigit()


def _perpetrators(text: Text, clause: Clause) -> str | None:  # noqa: PLR0911
    for phrase in (clause.subject, clause.prep("by")):
        if phrase is None:
            continue
        groups = phrase.of_kind("group")
        if groups:
            return groups[0].means
        states = [
            referent
            for referent in phrase.referents
            if referent.kind == "state" and referent.role != "state"
        ]
        if states:
            return states[0].means
        forces = phrase.named("group")
        if forces:
            return forces[0].means
        if phrase.head in ("soldier", "troop", "army", "police", "force"):
            return phrase.head
    blamed = _blamed_next(text, clause)
    if blamed:
        return blamed
    accused = next((above for above in clause.governors() if above.lemma == "accuse"), None)
    if accused is not None and accused.object is not None:
        named = [
            *states_of(text, accused.object),
            *(group.means for group in accused.object.of_kind("group")),
        ]
        return named[0] if named else None
    return None


def _blamed_next(text: Text, clause: Clause) -> str | None:
    """As in "UNMISS blamed the White Army for it", in the sentence after."""
    high = clause.sentence[1]
    for later in text.within(text.clauses, high, high + 300):
        if (
            later.lemma == "blame"
            and 0 <= later.sentence[0] - high < 4
            and later.object is not None
        ):
            named = later.object.of_kind("group")
            if named:
                return named[0].means
    return None


def _alleged(text: Text, clause: Clause) -> str | None:
    for above in clause.governors():
        accuser = above.subject
        if accuser is None or above.lemma not in _ALLEGES:
            continue
        if accuser.referents:
            return accuser.referents[0].means
        if above.lemma == "accuse":
            return "the " + accuser.head
    low, high = clause.sentence
    match = re.search(r"according to (?:the |a )?([^,.;]{2,60})", text.plain[low:high])
    return match[1].strip() if match else None


def _deniers(text: Text, clause: Clause) -> list[str]:
    low, high = clause.sentence
    deniers = []
    for later in text.within(text.clauses, low, high + 160):
        if later.lemma in ("deny", "dispute", "reject"):
            deniers += [*states_of(text, later.subject)]
            if later.subject is not None:
                deniers += [ref.means for ref in later.subject.of_kind("group")]
    return list(dict.fromkeys(deniers))


def place_of(text: Text, clause: Clause) -> str | None:
    """The place that a clause names, else its sentence."""
    low, high = clause.sentence
    struck = _ATTACKED.search(text.plain[low : clause.end])
    if struck and struck["place"].split()[0] not in MONTHS:
        named = text.within(text.mentions, low + struck.start("place"), low + struck.end("place"))
        if not any(mention.kind != "state" for mention in named):
            return struck["place"].removesuffix("'s")
    before = _WHERE.search(text.plain[low : clause.start])
    if before and not text.within(
        text.mentions, low + before.start("place"), low + before.end("place")
    ):
        return before["place"]
    part = text.plain[clause.start : high]
    for where in (part, text.plain[low:high]):
        for match in text.language.place.finditer(where):
            name = match["place"]
            offset = (clause.start if where is part else low) + match.start("place")
            near = text.within(text.mentions, max(0, offset - 80), offset + len(name) + 80)
            taken = [
                mention
                for mention in near
                if mention.start < offset + len(name)
                and mention.end > offset
                and (mention.kind != "state" or mention.entry.how == "demonym")
            ]
            nation = match.group().startswith("of ") and any(
                mention.kind == "state"
                and mention.entry.how == "name"
                and mention.start <= offset < mention.end
                for mention in near
            )
            if name.split()[0] in MONTHS or taken or nation:
                continue
            return name.removesuffix("'s")
    return None


def when_of(text: Text, clause: Clause) -> When | None:
    """The date of a clause."""
    return text.when(*clause.extent(), clause.sentence)


def _dead(text: Text, clause: Clause) -> Number | None:
    """How many are dead in "left 40 people dead", "lost their lives", "were found murdered"."""
    sufferers = clause.object
    behind = text.plain[clause.end : clause.sentence[1]]
    if sufferers is None or not (
        _are_people(sufferers) or sufferers.lemmas & {"life", "body", "casualty"}
    ):
        return None
    if clause.lemma == "lose":
        return (
            _victims(text, clause.subject)
            if clause.subject and "life" in sufferers.lemmas
            else None
        )
    if clause.lemma == "claim" or sufferers.lemmas & {"dead", "body", "casualty"}:
        return _victims(text, sufferers)
    dead = re.match(r"[^.;,]{0,60}?\b(?:dead|murdered|killed|wounded)\b", behind)
    return _victims(text, sufferers) if dead else None


def _before(text: Text, position: int, when: When | None) -> tuple[str | None, When | None]:
    """The place that "in the area" means, and its day where the clause has none."""
    low = max(0, position - _BACK)
    named = [
        match
        for match in text.language.place.finditer(text.plain, low, position)
        if match["place"].split()[0] not in MONTHS
        and not any(
            other.kind != "state" or other.entry.how == "name"
            for other in text.within(text.mentions, match.start("place"), match.end("place"))
        )
    ]
    if not named:
        return None, when
    near = text.within(text.dates, named[-1].end(), min(position, named[-1].end() + 25))
    return named[-1]["place"].removesuffix("'s"), when or next(iter(near), None)


def _left_dead(text: Text, clause: Clause) -> Iterator[Proposal]:
    number = _dead(text, clause)
    if number is not None:
        yield text.propose(
            "incident",
            (min(clause.extent()[0], number.start), max(clause.extent()[1], number.end)),
            when=when_of(text, clause),
            clause=clause,
            value=number.whole,
            unit="people",
            place=place_of(text, clause),
            confidence=0.85,
            object=_perpetrators(text, clause),
            details={"harm": "killed"} | ({"at_least": True} if number.at_least else {}),
        )
