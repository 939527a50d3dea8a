"""Which cues of a sentence govern a clause: by the words between them, and by the parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from peaceops.reading.clauses import Clause
from peaceops.reading.paragraphs import sentences
from peaceops.reading.stance.cues import Cue, Language
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.words import DEMAND, PLAN, SAY

_NEAR = 60  # characters before a verb in which its own negation stands
# What a relative clause says is presupposed, and stays, but under a denial or a rumour.
_PRESUPPOSED = frozenset({"denied", "hearsay"})
_THOUGHTS = frozenset({"supposed", "demanded", "past"})


@dataclass(frozen=True)
class Trigger:
    """What carries a statement: its characters, and the clause they are the predicate of.

    Attributes:
        start: First character.
        end: One past its last.
        clause: The clause, where one is known.
        turned: A negation of its own belongs to what is stated: "did not allow the flight".
    """

    start: int
    end: int
    clause: Clause | None = None
    turned: bool = False


def whole_sentence(text: Text, position: int) -> tuple[int, int]:
    """The sentence around a place, the longer where the parser and the full stops differ."""
    low, high = text.sentence_at(position)
    start = max(0, text.plain.rfind("\n", 0, position) + 1)
    stop = text.plain.find("\n", position)
    stop = len(text.plain) if stop < 0 else stop
    if stop - start > 4000:
        return low, high
    for first, last in sentences(text.plain, start, stop):
        if first <= position < last:
            return min(low, first), max(high, last)
    return low, high


def is_question(text: Text, sentence: tuple[int, int]) -> bool:
    """Whether a sentence asks."""
    tail = text.plain[max(sentence[0], sentence[1] - 4) : sentence[1] + 3]
    return "?" in tail.split("\n")[0]


def governs(
    text: Text, language: Language, cue: Cue, trigger: Trigger, sentence: tuple[int, int]
) -> bool:
    """Whether a cue makes what a trigger says something else than an assertion.

    Args:
        text: The text.
        language: Its cues.
        cue: A cue of the sentence.
        trigger: What carries the statement.
        sentence: The sentence of both.
    """
    if cue.start < trigger.end and trigger.start < cue.end:
        return trigger.clause is None  # the predicate is the cue itself: "refused", "opposed"
    if cue.end <= trigger.start:
        if cue.reach == "left":
            return False
        return _reaches_right(text, language, cue, trigger, sentence)
    if cue.reach == "right":
        return trigger.clause is None and cue.start < trigger.end
    between = text.plain[trigger.end : cue.start]
    ends = language.turned if cue.stance == "conditional" else language.contrast
    if cue.reach == "left" and (
        language.new_clause.search(between) or language.presupposed.search(between)
    ):
        return False
    return ends.search(between) is None


def _reaches_right(
    text: Text, language: Language, cue: Cue, trigger: Trigger, sentence: tuple[int, int]
) -> bool:
    between = text.plain[cue.end : trigger.start]
    if language.contrast.search(between):
        return False
    if cue.stance == "conditional":
        return not _stated_after(language, trigger, between)
    if language.new_clause.search(between) or _cut_short(language, cue, between):
        return False
    if "," in between and _apart(text, language, cue, sentence, between):
        return False
    return not _of_another(text, language, cue, trigger, between)


def _cut_short(language: Language, cue: Cue, between: str) -> bool:
    """Whether a comma, a relative clause or "unless" ends the reach of a cue of this stance."""
    if cue.stance not in _PRESUPPOSED and _in_relative(language, between):
        return True
    if cue.comma and ("," in between or language.since.search(between)):
        return True
    if cue.stance == "negated":
        return language.exception.search(between) is not None
    return cue.stance in _THOUGHTS and between.endswith(", ")


def _of_another(text: Text, language: Language, cue: Cue, trigger: Trigger, between: str) -> bool:
    """Whether the cue bears on another verb or a noun, and not on the trigger."""
    if cue.stance == "demanded":
        return _is_fact(text, trigger)
    if cue.stance in ("denied", "refused"):
        return _mere_noun(language, trigger, between)
    return cue.stance == "negated" and _elsewhere(text, cue, trigger)


def _stated_after(language: Language, trigger: Trigger, between: str) -> bool:
    """As in "asked whether it would stay, and Mali refused": a fact behind the condition."""
    past = (
        trigger.clause is not None and trigger.clause.tense == "past" and not trigger.clause.modal
    )
    closed = language.new_clause.search(between) is not None or _in_relative(language, between)
    return past and closed


def _in_relative(language: Language, between: str) -> bool:
    """Whether the trigger stands in a relative clause of its own: a fact that is presupposed."""
    opened = list(language.relative.finditer(between))
    return bool(opened) and "," not in between[opened[-1].end() :]


def _is_fact(text: Text, trigger: Trigger) -> bool:
    """A past verb of its own behind a demand: "after requests for visas, it closed the base"."""
    clause = trigger.clause
    if (
        not text.parsed
        or clause is None
        or clause.nominal
        or clause.tense != "past"
        or clause.modal
    ):
        return False
    before = text.plain[max(0, clause.start - 12) : clause.start]
    return re.search(r"\b(?:be|being|to|être) $", before) is None


def _mere_noun(language: Language, trigger: Trigger, between: str) -> bool:
    """As in "rejected the options and asked the mission to leave": only the noun is rejected."""
    joined = language.coordinate.search(between)
    verb = trigger.clause is not None and not trigger.clause.nominal
    return bool(joined and verb and not language.complement.search(between[: joined.start()]))


def _apart(
    text: Text, language: Language, cue: Cue, sentence: tuple[int, int], between: str
) -> bool:
    """Whether the cue stands in a clause of its own that a comma closes before the trigger."""
    if language.complement.search(between[: between.rfind(",")]) and cue.stance != "negated":
        return False
    if re.search(r"\b(?:that|whether|if|que|si)\b", between[: between.rfind(",")]):
        return False
    before = text.plain[sentence[0] : cue.start]
    if language.leading.match(text.plain[sentence[0] : cue.end]):
        return True
    asides = list(language.aside.finditer(before))
    return bool(asides) and "," not in before[asides[-1].end() :]


def _elsewhere(text: Text, cue: Cue, trigger: Trigger) -> bool:
    """Whether the parse ties a negation to another verb that does not govern the trigger."""
    if not text.parsed:
        return False
    clause = trigger.clause
    line = {id(verb) for verb in (clause, *clause.governors())} if clause is not None else set()
    for verb in text.within(text.clauses, cue.start, trigger.start):
        if not verb.negated or verb.nominal:
            continue
        if id(verb) in line or verb.start - cue.end > _NEAR:
            return False
        return bool(
            re.search(
                r"[,:]| (?:and|who|that|because|as|when|where|et|qui) ",
                text.plain[verb.end : trigger.start],
            )
        )
    return False


def by_parse(text: Text, trigger: Trigger, carriers: Sequence[Clause]) -> bool:
    """Whether the parse makes a trigger negated or hypothetical, its carriers apart."""
    clause = trigger.clause
    if clause is None:
        return False
    carried = {id(carrier) for carrier in carriers}
    if clause.hypothetical or (clause.negated and not trigger.turned):
        return True
    if not text.parsed and ";" in text.plain[clause.sentence[0] : clause.start]:
        return False  # without a parse the verb before is taken for the governor
    above = [governor for governor in clause.governors() if id(governor) not in carried]
    if any(
        governor.negated or (governor.hypothetical and governor.lemma != "say")
        for governor in above
    ):
        return True
    return is_hypothetical(replace(clause, negated=False, governor=next(iter(above), None)))


def only_would(
    text: Text,
    language: Language,
    clauses: Sequence[Clause],
    high: int,
    turned: Clause | None = None,
) -> bool:
    """Whether a clause stands in the conditional and nobody says so: "would vote against it"."""
    for clause in clauses:
        if clause.modal != "would" or clause is turned:
            continue
        if any(governor.lemma in SAY | PLAN | DEMAND for governor in clause.governors()):
            continue
        low = clause.sentence[0]
        if language.speech.search(text.plain[low : clause.start]):
            continue
        if language.speech.search(text.plain[clause.end : high]):
            continue
        return True
    return False
