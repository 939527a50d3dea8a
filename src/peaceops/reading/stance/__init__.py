"""How a clause stands in its text: asserted, or denied, refused, threatened, supposed, asked.

One floor under the kinds of statements. Every proposal passes here before it is given out: what is
not clearly asserted is left out, and what is given out quotes its governing verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from peaceops.reading.clauses import Clause
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.stance.cues import Cue, Language, Stance
from peaceops.reading.stance.english_clauses import ENGLISH
from peaceops.reading.stance.french import FRENCH
from peaceops.reading.stance.governed import bare_complement, unclear
from peaceops.reading.stance.quotation import widened
from peaceops.reading.stance.scope import (
    Trigger,
    by_parse,
    governs,
    is_question,
    only_would,
    whole_sentence,
)
from peaceops.reading.text import Text
from peaceops.reading.vocabulary import words_of

__all__ = ["Stance", "admitted", "checked", "widened"]

_LANGUAGES = {"English": ENGLISH, "French": FRENCH}
_MAKES: dict[str, frozenset[Stance]] = {
    # What a kind may stand under all the same, since it says just that.
    "measure": frozenset({"demanded", "supposed", "conditional", "past", "hearsay"}),
    "recommendation": frozenset({"demanded", "supposed", "past"}),
    "option": frozenset({"demanded", "supposed", "past", "conditional"}),
    "mandate": frozenset({"demanded", "supposed", "past", "conditional", "threatened", "refused"}),
    "incident": frozenset({"hearsay", "past", "taken back"}),
    "report": frozenset({"demanded", "supposed", "past", "conditional", "threatened", "hearsay"}),
    "relation": frozenset({"past"}),
    "strength": frozenset({"past"}),
    "office": frozenset({"past", "demanded", "refused", "threatened", "conditional", "hearsay"}),
    "mandate_deadline": frozenset({"past"}),
    "departure": frozenset({"past"}),
    "draft_state": frozenset({"past"}),
    "arrival": frozenset({"past"}),
}
_ENDED = re.compile(r"[.!?]\s")
_GOVERNED = (
    "host_position",
    "host_refusal",
    "member_position",
    "departure",
    "arrival",
    "restriction",
    "incident",
    "relation",
    "mandate_deadline",
    "strength",
    "draft_state",
)
_RENEWS = words_of("extend, renew, prolong, terminate, withdraw, complete")
_BESIDE = 40  # characters before a name
_ANYHOW = ("office", "voting_rule")  # said by names and rules, whatever the sentence does


def admitted(text: Text, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals that are clearly asserted.

    Args:
        text: The analysed text.
        proposals: What the kinds propose from it, or an endpoint.
    """
    for proposal in proposals:
        stance = _stance(text, proposal)
        if stance != "asserted" and not _borne(proposal, stance):
            continue
        if stance in ("hearsay", "taken back") and proposal.modality == "asserted":
            proposal = proposal.with_(modality="reported")  # noqa: PLW2901 - the same proposal, as it is said
        yield proposal


def checked(text: Text, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Proposals from elsewhere, such as an endpoint, by the same rule.

    Args:
        text: The analysed text that they quote.
        proposals: With exact offsets.
    """
    return [widened(text, proposal) for proposal in admitted(text, proposals)]


def _borne(proposal: Proposal, stance: Stance) -> bool:
    if stance == "denied" and proposal.kind == "incident" and proposal.details.get("disputed_by"):
        return True
    return stance in _bears(proposal)


def _bears(proposal: Proposal) -> frozenset[str]:
    of_ground = proposal.ground.bears if proposal.ground else frozenset()
    return _MAKES.get(proposal.kind, frozenset()) | of_ground


def _stance(text: Text, proposal: Proposal) -> Stance:
    by_name = proposal.value in ("penholder", "neighbour")
    if (proposal.kind in _ANYHOW and not by_name) or proposal.value == "neighbour":
        return "asserted"
    if proposal.kind == "report":
        return _of_quotation(text, proposal)
    if proposal.value == "penholder" and proposal.ground is None:
        return _beside(text, proposal)
    ground = proposal.ground or Ground()
    words = ground.words or (proposal.start, proposal.end)
    triggers = tuple(
        Trigger(clause.start, clause.end, clause, turned=clause is ground.turned)
        for clause in ground.clauses
    ) or (Trigger(*words),)
    stance = _of_triggers(text, triggers, ground.clauses, _bears(proposal))
    if (
        stance == "asserted"
        and proposal.kind in _GOVERNED
        and _unclear(text, proposal, ground, words)
    ):
        return "supposed"
    return stance


def _unclear(text: Text, proposal: Proposal, ground: Ground, words: tuple[int, int]) -> bool:
    """Whether it hangs under a predicate that is not known to assert it."""
    verbs = [clause for clause in ground.clauses if not clause.nominal] or _verbs(
        text, proposal, words
    )
    if not text.parsed:
        language = _LANGUAGES[text.language.name]
        return any(bare_complement(text.plain, language, verb) for verb in verbs)
    alleged = proposal.kind in ("incident", "relation", "restriction")
    spoken = text.language.name == "French"
    return any(
        unclear(text.plain, verb, ground.clauses, alleged=alleged, spoken=spoken) for verb in verbs
    )


def _verbs(text: Text, proposal: Proposal, words: tuple[int, int]) -> list[Clause]:
    """The verbs of what is found by its words: in them, else the last one before."""
    if proposal.kind not in ("mandate_deadline", "strength"):
        return []
    inside = [clause for clause in text.within(text.clauses, *words) if not clause.nominal]
    low, _ = text.sentence_at(words[0])
    before = [clause for clause in text.within(text.clauses, low, words[0]) if not clause.nominal]
    clauses = inside or before[-1:]
    return [clause for clause in clauses if clause.lemma in _RENEWS or proposal.kind == "strength"]


def _of_triggers(
    text: Text,
    triggers: tuple[Trigger, ...],
    clauses: tuple[Clause, ...],
    borne: frozenset[str] = frozenset(),
) -> Stance:
    language = _LANGUAGES[text.language.name]
    sentence = whole_sentence(text, triggers[0].start)
    if is_question(text, sentence):
        return "questioned"
    cues = tuple(language.cues(text.plain, *sentence))
    stances: list[Stance] = []
    first = min(triggers, key=lambda trigger: trigger.start)
    for trigger in triggers:
        for cue in cues:
            if trigger is not first and cue.end <= first.start:
                continue  # what governs the first verb governs those under it
            if any(cue.start < other.end and other.start < cue.end for other in triggers) and (
                trigger.clause is not None
            ):
                continue
            if trigger.turned and cue.stance == "negated" and _own(text, cue, trigger):
                continue
            if governs(text, language, cue, trigger, sentence):
                stances.append(cue.stance)
        if "conditional" not in borne and by_parse(text, trigger, clauses):
            stances.append("negated")
    turned = next((trigger.clause for trigger in triggers if trigger.turned), None)
    if only_would(text, language, clauses, sentence[1], turned):
        stances.append("supposed")
    stances += _taken_back(text, language, triggers, sentence)
    return next(
        (stance for stance in stances if stance not in borne), stances[0] if stances else "asserted"
    )


def _beside(text: Text, proposal: Proposal) -> Stance:
    """What stands right before a name: "is not the penholder"."""
    language = _LANGUAGES[text.language.name]
    low, _ = text.sentence_at(proposal.start)
    cues = language.cues(text.plain, max(low, proposal.start - _BESIDE), proposal.end)
    apart = ("supposed", "demanded", "past", "hearsay")
    return next((cue.stance for cue in cues if cue.stance not in apart), "asserted")


def _own(text: Text, cue: Cue, trigger: Trigger) -> bool:
    """A negation right before its verb: "did not allow", "were never issued"."""
    between = text.plain[cue.end : trigger.start]
    return cue.end <= trigger.start and "," not in between and len(between) < 40


def _taken_back(
    text: Text, language: Language, triggers: tuple[Trigger, ...], sentence: tuple[int, int]
) -> Iterator[Stance]:
    """What the rest of the sentence or the next one takes back."""
    last = max(trigger.end for trigger in triggers)
    if language.reversal.search(text.plain, last, sentence[1]):
        yield "taken back"
    following = text.plain[sentence[1] : sentence[1] + 260]
    if "\n" not in following[:2] and language.disowned.match(following.split("\n")[0]):
        yield "taken back"


def _of_quotation(text: Text, proposal: Proposal) -> Stance:
    """Whether the words are really said: "denied saying" and "never said" are no quotation."""
    language = _LANGUAGES[text.language.name]
    low, _ = whole_sentence(text, proposal.start)
    opened = text.plain.rfind('"', low, proposal.start)
    begin = max(low, text.plain.rfind('"', low, opened) + 1 if opened > low else low)
    stop = max(begin, opened if opened >= low else proposal.start)
    ended = [match.end() for match in _ENDED.finditer(text.plain, begin, stop)]
    words = (ended[-1] if ended else begin, stop)
    stances = {cue.stance for cue in language.cues(text.plain, *words)}
    return next((s for s in ("denied", "negated", "refused") if s in stances), "asserted")
