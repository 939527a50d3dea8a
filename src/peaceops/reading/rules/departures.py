"""Contributors that leave, suspend or reduce, and those that come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.dates import When
from peaceops.reading.numbers import Number
from peaceops.reading.proposal import Proposal
from peaceops.reading.rules._actors import about_mission, hosts, states_of
from peaceops.reading.text import Text, is_hypothetical, modality_of
from peaceops.reading.vocabulary import by_word, words_of
from peaceops.reading.words import DEMAND, FORCES, PLAN, SAY, UNIFORMED

_LEAVES = by_word("""
    leaves: withdraw, pull out, pull, leave, recall, repatriate, bring, bring home, remove, depart,
        quit, exit, end, withdrawal, departure, pullout, send home, go home, fly home
    suspends: suspend, suspension, freeze, halt, pause
    reduces: reduce, cut, halve, draw down, scale back, scale down, reduction, downsize
""")
_COMES = words_of("""
    deploy, send, contribute, pledge, offer, dispatch, join, provide, commit, arrive, deployment,
    give, reinforce, add, replace, promise, double, supply, rotate
""")
_PROMISES = words_of("pledge, offer, contribute, send, promise, double, dispatch")
_OFFERS = words_of("pledge, offer, promise, commit")
_COMES_TO = words_of("arrive, join, replace")
_NO_FORCE = words_of("cooperation, aid, support, agreement, training, tie, mandate, exercise")
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


_HOMEWARD = words_of("send, fly, bring, ship, order, call")
_HOME = re.compile(r"^(?:\s+[\w',]+){0,6}?\s+(?:back )?home\b")
_HOLD = re.compile(r"\bon (?:hold|ice)\b")
_PART = words_of("participation, involvement, contribution, deployment")
_WATCHED = words_of("confirm, verify, monitor, supervise, observe, oversee")
_DENIED = re.compile(
    r"^[^.;]{0,80}?, (?:which|but) (?:[A-Z][\w' ]+?|the \w+) "
    r"(?:has |have )?den(?:ied|ies)\b"
)


def find(text: Text) -> Iterator[Proposal]:
    """Departures and arrivals, one for each contributor named."""
    for clause in text.clauses:
        if is_hypothetical(clause):
            continue
        change = _change(text, clause)
        if change and not _denied(text, clause):
            yield from _departures(text, clause, change)
        elif clause.lemma in _COMES or clause.lemma.removesuffix(" up") in _COMES:
            yield from _arrivals(text, clause)


def _change(text: Text, clause: Clause) -> str | None:
    """What a predicate does to a contingent, if it takes one away."""
    behind = text.plain[clause.end : clause.sentence[1]]
    if clause.lemma in _HOMEWARD and _HOME.match(behind):
        return "leaves"
    if clause.lemma == "put":
        moved = clause.object
        of_forces = moved is not None and bool(moved.lemmas & (UNIFORMED | _PART))
        return "suspends" if of_forces and _HOLD.search(behind) else None
    if clause.nominal and any(above.lemma in _WATCHED for above in clause.governors()):
        return None
    return _LEAVES.get(clause.lemma)


def _denied(text: Text, clause: Clause) -> bool:
    """As in "Morocco would pull out, which Rabat denied"."""
    return _DENIED.match(text.plain[clause.end : clause.sentence[1]]) is not None


def _departures(text: Text, clause: Clause, change: str) -> Iterator[Proposal]:
    if _demanded(clause):
        return
    states = _contributors(text, clause)
    if not states or not _moves_a_force(text, clause, change):
        return
    for state in states:
        yield _proposal(text, clause, state, "departure", change)


def _arrivals(text: Text, clause: Clause) -> Iterator[Proposal]:
    if _demanded(clause) or clause.modal == "should":
        return
    states = [state for state in states_of(text, clause.subject) if state not in hosts(text)]
    if clause.subject is not None and clause.subject.head in UNIFORMED:
        # "Battalions from Ghana, India and Bangladesh"
        inside = [mention.means for mention in clause.subject.named("state")]
        states = list(
            dict.fromkeys([*states, *(state for state in inside if state not in hosts(text))])
        )
    if not states and clause.nominal and clause.object is not None:
        states = [state for state in states_of(text, clause.object) if state not in hosts(text)]
    number = _number(text, clause)
    moved = clause.object
    if clause.lemma in _COMES_TO:
        target = clause.object or clause.prep("in", "at")
        unit = clause.subject is not None and clause.subject.head in UNIFORMED
        fits = target is not None and (
            about_mission(target)
            or bool(target.lemmas & UNIFORMED)
            or (clause.lemma == "replace" and unit)
        )
    elif moved is None:
        fits = False
    else:
        counted = moved.head.replace(",", "").isdigit() or moved.head in ("man", "pledge")
        fits = bool(moved.lemmas & UNIFORMED) or (
            number is not None and clause.lemma.removesuffix(" up") in _PROMISES and counted
        )
    if not fits and moved is None and clause.lemma in ("contribute", "join"):
        fits = _pledged(text, clause)
    if moved is not None and moved.head in ("most", "bulk", "majority"):
        return  # "provide most of the troops": who is there, and nobody who comes
    if fits and not (clause.nominal and number is None):
        for state in states:
            yield _proposal(text, clause, state, "arrival", "comes")


def _pledged(text: Text, clause: Clause) -> bool:
    """As in "have said they would contribute", in a sentence after one on troops or police."""
    low, high = clause.sentence
    before = text.plain[max(0, low - 250, text.plain.rfind("\n", 0, low) + 1) : high].lower()
    return bool(
        re.search(r"\b(?:troops|soldiers|police|peacekeepers|contingent|officers)\b", before)
    )


def _contributors(text: Text, clause: Clause) -> list[str]:
    here = hosts(text)
    states = [state for state in states_of(text, clause.subject) if state not in here]
    if not states and clause.object is not None and (clause.passive or clause.nominal):
        states = [state for state in states_of(text, clause.object) if state not in here]
    if not states and clause.subject is not None and clause.subject.lemmas & UNIFORMED:
        states = [
            mention.means for mention in clause.subject.named("state") if mention.means not in here
        ]
    return states


def _moves_a_force(text: Text, clause: Clause, change: str) -> bool:  # noqa: PLR0911
    subject, moved = clause.subject, clause.object
    people = subject is not None and any(
        referent.kind == "state" and referent.role in UNIFORMED for referent in subject.referents
    )
    if clause.nominal:
        phrases = [phrase for phrase in (moved, subject) if phrase is not None]
        return any(phrase.lemmas & UNIFORMED for phrase in phrases)
    if clause.lemma == "leave" and moved is None and _beside_another(text, clause):
        return True
    if clause.lemma in ("end", "exit", "quit", "leave"):
        return people or about_mission(moved) or bool(moved and moved.head in FORCES)
    if moved is None:
        if change != "leaves":
            return False
        source = clause.prep("from")
        return people or (
            clause.lemma in ("withdraw", "pull out", "depart") and _not_elsewhere(text, source)
        )
    if moved.head in _NO_FORCE:
        return False
    if moved.head in FORCES or moved.lemmas & UNIFORMED or about_mission(moved):
        return not (moved.head == "operation" and change == "leaves")
    return False


def _beside_another(text: Text, clause: Clause) -> bool:
    """As in "A pulled its contingent out, and B left before it"."""
    return any(
        other is not clause and other.object is not None and _moves_a_force(text, other, "leaves")
        for other in text.within(text.clauses, *clause.sentence)
        if other.lemma in _LEAVES and other.lemma != "leave" and not other.nominal
    )


def _not_elsewhere(text: Text, source: Phrase | None) -> bool:
    """Nothing named but the mission or its host: leaving a treaty is no departure."""
    if source is None:
        return True
    return about_mission(source) or bool(set(states_of(text, source)) & hosts(text))


def _demanded(clause: Clause) -> bool:
    return any(
        above.lemma in DEMAND and above.lemma not in ("want", "seek", "plan")
        for above in clause.governors()
    )


def _number(text: Text, clause: Clause) -> Number | None:
    raised = clause.prep("to") if clause.lemma in ("double", "raise", "increase") else None
    added = clause.prep("with") if clause.lemma == "reinforce" else None
    phrases = (
        clause.object, clause.subject, clause.prep("by"), clause.prep("of"), raised, added,
    )  # fmt: skip
    numbers = (
        number for phrase in phrases if phrase for number in text.counts(phrase.start, phrase.end)
    )
    return next(numbers, None)


def _of_the_news(text: Text, clause: Clause, when: When) -> bool:
    """Whether a date is the announcement's: "announced on Friday that it would withdraw"."""
    speech = [above for above in clause.governors() if above.lemma in SAY | PLAN]
    if any(above.start < when.start < clause.start for above in speech):
        return True
    planned = modality_of(clause) == "planned"
    return (
        planned
        and when.first <= text.document.published
        and when.last.year <= (text.document.published.year)
    )


def _proposal(text: Text, clause: Clause, state: str, kind: str, change: str) -> Proposal:
    span = clause.extent()
    number = _number(text, clause)
    low, high = clause.sentence
    capabilities = [mention.means for mention in text.named(low, high, "capability")]
    details: dict[str, object] = {"change": change}
    of_object = clause.object is not None and clause.object.named("capability")
    if capabilities and (kind == "departure" or of_object):
        details["capability"] = capabilities[0]
    sentence = text.plain[low:high].lower()
    in_mission = "peacekeep" in sentence or bool(text.named(low, high, "mission"))
    beside = (state, text.context.host) in _BESIDE and not in_mission
    details["of_mission"] = not (beside or text.named(low, high, "force"))
    if number and number.at_least:
        details["at_least"] = True
    when = text.when(*span, clause.sentence)
    if when is not None and _of_the_news(text, clause, when):
        details["announced"] = True
    return text.propose(
        kind,
        span,
        when=when,
        clause=clause,
        modality="planned" if clause.lemma in _OFFERS else None,
        subject=state,
        confidence=0.85,
        value=number.whole if number else change,
        unit="personnel" if number else None,
        details=details,
    )
