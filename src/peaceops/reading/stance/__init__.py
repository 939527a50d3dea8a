"""How a clause stands in its text: asserted, or denied, refused, threatened, supposed, asked.

One floor under the kinds of statements. Every proposal passes here before it is given out: what is
not clearly asserted is left out, and what is given out quotes its governing verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peaceops.reading.frames import Frame
from peaceops.reading.proposal import Ground, Modality, Proposal
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

__all__ = ["Stance", "admitted", "checked", "stance_at", "widened"]

_LANGUAGES = {"English": ENGLISH, "French": FRENCH}
_POSITIONS = ("host_position", "host_refusal", "member_position", "restriction")
_PROPOSED = ("measure", "recommendation", "option")
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
)
_RENEWS = frozenset({"extend", "renew", "prolong", "terminate", "withdraw", "complete"})
_BESIDE = 40  # characters before a name
_ANYHOW = ("office", "voting_rule")  # said by names and rules, whatever the sentence does


@dataclass(frozen=True)
class _Place:
    """A proposal's triggers, the sentence around them and its cues."""

    triggers: tuple[Trigger, ...]
    sentence: tuple[int, int]
    cues: tuple[Cue, ...]


def admitted(text: Text, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals that are clearly asserted.

    Args:
        text: The analysed text.
        proposals: What the kinds propose from it, or an endpoint.
    """
    for one in proposals:
        stance = _stance(text, one)
        if stance != "asserted" and not _borne(one, stance):
            continue
        if stance in ("hearsay", "taken back") and one.modality == "asserted":
            one = one.with_(modality="reported")  # noqa: PLW2901 - the same proposal, as it is said
        yield one


def checked(text: Text, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Proposals from elsewhere, such as an endpoint, by the same rule.

    Args:
        text: The analysed text that they quote.
        proposals: With exact offsets.
    """
    return [widened(text, one) for one in admitted(text, proposals)]


def stance_at(text: Text, start: int, end: int) -> Stance:
    """How the words between two characters stand in their sentence.

    Args:
        text: The analysed text.
        start: First character.
        end: One past its last.

    Returns:
        ``asserted`` where nothing in the sentence keeps the words from being an assertion.
    """
    return _of_triggers(text, (Trigger(start, end),), ())


def _borne(one: Proposal, stance: Stance) -> bool:
    if stance == "denied" and one.kind == "incident" and one.details.get("disputed_by"):
        return True
    return stance in _bears(one)


def _bears(one: Proposal) -> frozenset[str]:
    own = one.ground.bears if one.ground else frozenset()
    return _MAKES.get(one.kind, frozenset()) | own


def _stance(text: Text, one: Proposal) -> Stance:
    by_name = one.value in ("penholder", "neighbour")
    if (one.kind in _ANYHOW and not by_name) or one.value == "neighbour":
        return "asserted"
    if one.kind == "report":
        return _of_quotation(text, one)
    if one.value == "penholder" and one.ground is None:
        return _beside(text, one)
    ground = one.ground or Ground()
    words = ground.words or (one.start, one.end)
    triggers = tuple(
        Trigger(frame.start, frame.end, frame, turned=frame is ground.turned)
        for frame in ground.frames
    ) or (Trigger(*words),)
    stance = _of_triggers(text, triggers, ground.frames, _bears(one))
    if stance == "asserted" and one.kind in _GOVERNED and _unclear(text, one, ground, words):
        return "supposed"
    return stance


def _unclear(text: Text, one: Proposal, ground: Ground, words: tuple[int, int]) -> bool:
    """Whether it hangs under a predicate that is not known to assert it."""
    verbs = [frame for frame in ground.frames if not frame.nominal] or _verbs(text, one, words)
    if not text.parsed:
        language = _LANGUAGES[text.tongue.name]
        return any(bare_complement(text.plain, language, verb) for verb in verbs)
    alleged = one.kind in ("incident", "relation", "restriction")
    spoken = text.tongue.name == "French"
    return any(
        unclear(text.plain, verb, ground.frames, alleged=alleged, spoken=spoken) for verb in verbs
    )


def _verbs(text: Text, one: Proposal, words: tuple[int, int]) -> list[Frame]:
    """The verbs of what is found by its words: in them, else the last one before."""
    if one.kind not in ("mandate_deadline", "strength"):
        return []
    inside = [one for one in text.within(text.frames, *words) if not one.nominal]
    low, _ = text.sentence_at(words[0])
    before = [one for one in text.within(text.frames, low, words[0]) if not one.nominal]
    found = inside or before[-1:]
    return [frame for frame in found if frame.lemma in _RENEWS or one.kind == "strength"]


def _of_triggers(
    text: Text,
    triggers: tuple[Trigger, ...],
    frames: tuple[Frame, ...],
    borne: frozenset[str] = frozenset(),
) -> Stance:
    language = _LANGUAGES[text.tongue.name]
    sentence = whole_sentence(text, triggers[0].start)
    if is_question(text, sentence):
        return "questioned"
    cues = tuple(language.cues(text.plain, *sentence))
    found: list[Stance] = []
    first = min(triggers, key=lambda one: one.start)
    for trigger in triggers:
        for cue in cues:
            if trigger is not first and cue.end <= first.start:
                continue  # what governs the first verb governs those under it
            if any(cue.start < one.end and one.start < cue.end for one in triggers) and (
                trigger.frame is not None
            ):
                continue
            if trigger.turned and cue.stance == "negated" and _own(text, cue, trigger):
                continue
            if governs(text, language, cue, trigger, sentence):
                found.append(cue.stance)
        if "conditional" not in borne and by_parse(text, trigger, frames):
            found.append("negated")
    turned = next((one.frame for one in triggers if one.turned), None)
    if only_would(text, language, frames, sentence[1], turned):
        found.append("supposed")
    found += _taken_back(text, language, triggers, sentence)
    return next((one for one in found if one not in borne), found[0] if found else "asserted")


def _beside(text: Text, one: Proposal) -> Stance:
    """What stands right before a name: "is not the penholder"."""
    language = _LANGUAGES[text.tongue.name]
    low, _ = text.sentence_at(one.start)
    cues = language.cues(text.plain, max(low, one.start - _BESIDE), one.end)
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
    last = max(one.end for one in triggers)
    if language.reversal.search(text.plain, last, sentence[1]):
        yield "taken back"
    following = text.plain[sentence[1] : sentence[1] + 260]
    if "\n" not in following[:2] and language.disowned.match(following.split("\n")[0]):
        yield "taken back"


def _of_quotation(text: Text, one: Proposal) -> Stance:
    """Whether the words are really said: "denied saying" and "never said" are no quotation."""
    language = _LANGUAGES[text.tongue.name]
    low, _ = whole_sentence(text, one.start)
    opened = text.plain.rfind('"', low, one.start)
    begin = max(low, text.plain.rfind('"', low, opened) + 1 if opened > low else low)
    stop = max(begin, opened if opened >= low else one.start)
    ended = [one.end() for one in _ENDED.finditer(text.plain, begin, stop)]
    words = (ended[-1] if ended else begin, stop)
    stances = {cue.stance for cue in language.cues(text.plain, *words)}
    return next((s for s in ("denied", "negated", "refused") if s in stances), "asserted")


def modality_of(stance: Stance) -> Modality:
    """The case's word for how a clause stands."""
    return {
        "denied": "denied",
        "taken back": "denied",
        "negated": "denied",
        "refused": "denied",
        "demanded": "demanded",
        "hearsay": "reported",
        "asserted": "asserted",
    }.get(stance, "planned")  # type: ignore[return-value]
