"""Positions of members of the Council: votes cast, support, opposition, deference to the host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.reading.clauses import Clause
from peaceops.reading.proposal import Ground, Proposal
from peaceops.reading.rules._actors import about_mission, hosts, state_of_person, states_of
from peaceops.reading.text import Text, is_hypothetical
from peaceops.reading.vocabulary import words_of
from peaceops.reading.words import LEAVE

_STRESS = words_of("underline, stress, emphasise, emphasize, underscore, highlight, reaffirm")
_WORTH = words_of("importance, role, necessity, value, relevance, contribution")
_BACK = words_of("support, back, favour, favor, welcome, endorse, defend, champion")
_HAILS = words_of("praise, commend, hail, applaud, laud, salute")
_REGRETS = words_of("regret, deplore")
_VOICES = words_of("voice, express, reiterate, pledge, reaffirm, offer, declare")
_ALSO_FOR = re.compile(r"\b(?:speaking|also|on behalf)[^.;]{0,12}? (?:for|of)\s+$")
_AS_DID = re.compile(r",? as (?:did|had|has) ")
_DRAFT = words_of("""
    mission, mandate, extension, renewal, draft, resolution, adoption, text, operation, presence
""")
_AGAINST = words_of("oppose, reject, criticise, criticize, object, resist")
_WANT = words_of("want, urge, call, wish, prefer, advocate")
_LONGER = words_of("transition, extension, renewal, drawdown, presence")
_VIEWS = words_of("""
    view, opinion, position, wish, will, sovereignty, request, decision, consent, concern,
    preference
""")
_HOSTLY = words_of("host, government, country, authority, state")
_PRAISE = words_of("""
    role, critical, vital, essential, important, indispensable, crucial, necessary, needed,
    irreplaceable
""")
_KEEP = words_of("keep, maintain, retain, preserve")
_SAYS = words_of("""
    say, state, add, declare, insist, stress, tell, argue, urge, note, call, explain, maintain,
    emphasise, emphasize, underline, warn, recall
""")
_HARM = words_of("vacuum, danger, risk, chaos, jeopardy")
_WARN = words_of("warn, caution")
_CAST = words_of("vote, abstain, veto")
# What follows a vote or a word of support that is not for the mission's stay.
_UNDOING = re.compile(
    r"(?: (?:firmly|strongly|again|unanimously))?"
    r"(?: (?:for|in favou?r of|against|to|on|pour|contre|en faveur d[eu']|sur))?"
    r" ?(?:(?!that\b|because\b)[\w'’-]+ ){0,5}?(?:end|ending|ends|terminat\w+|clos(?:e|ing|ure)|"
    r"withdr[ae]w\w*|shut\w*|winding|wind|exit|departure|draw-?down|pull\w*|abolition|abolish\w*|"
    r"amendments?|motions?|procedural|paragraphs?|requests?|demands?|calls?|expelling|suspen\w+|"
    r"reduc\w+|cuts?|cutting|shrink\w*|phas\w+|criticism|critics|attacks?|claims?|reports?|"
    r"accusations?|allegations?|restrictions?|decisions?|fin|retrait|départ|fermeture|clôture|"
    r"amendements?|réduction|demandes?|décision|critiques?|attaques?|accusations?)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:\b(?:\d+|with|two|one|three)\s)?\babst(?:entions?|ain(?:ing|ed))\s?\(([^)]{3,120})\)"
    r"|\bagainst\s?\(([^)]{3,120})\)",
    re.IGNORECASE,
)
_ABSTAINING = re.compile(r"\b(?:with|and)\s+([^.;()\d]{3,80}?)\s+abstaining\b", re.IGNORECASE)


def find(text: Text) -> Iterator[Proposal]:
    """Positions, one for each member named."""
    for clause in text.clauses:
        value = _position(text, clause)
        if value:
            wanting = next((above for above in clause.governors() if above.lemma in _WANT), clause)
            ground = _ground(clause, wanting)
            carrier = wanting if clause.lemma in ("stay", "remain") else clause
            yield from _each(text, carrier, value, ground)
    yield from _lists(text)
    yield from _quoted(text)


def _ground(clause: Clause, wanting: Clause) -> Ground:
    """What says a position: a wish is one too, where it is no vote and no word of support."""
    if clause.lemma in _CAST | _BACK | _AGAINST:
        return Ground((clause,))
    carriers = (clause,) if wanting is clause else (clause, wanting)
    warned = [
        above for above in clause.governors() if above.lemma in _WARN | {"ask", "urge", "insist"}
    ]
    bears = {"demanded"}
    if clause.subject is not None and clause.subject.lemmas & LEAVE:
        bears |= {"supposed", "threatened"}  # "warned that a hasty exit would leave a vacuum"
    turned = clause if clause.lemma == "ignore" else None
    return Ground((*carriers, *warned[:1]), turned, bears=frozenset(bears))


def _each(text: Text, clause: Clause, value: str, ground: Ground) -> Iterator[Proposal]:
    span, here = clause.extent(), hosts(text)
    states = [state for state in _members(text, clause) if state not in here]
    also = [*_spoken_for(text, clause, states, here), *_alike(text, clause, here)]
    states = list(dict.fromkeys([*states, *also]))
    when = text.when(*span, clause.sentence)
    if when is None or when.first > text.document.published:
        when = text.day_of(clause.start)
    for state in states:
        yield text.propose(
            "member_position",
            span,
            when=when,
            clause=clause,
            ground=ground,
            modality="planned" if clause.modal in ("will", "would", "shall") else "asserted",
            subject=state,
            value=value,
            confidence=0.8,
        )


def _alike(text: Text, clause: Clause, here: frozenset[str]) -> list[str]:
    """As in "Russia abstained, as did Bolivia and Ethiopia"."""
    match = _AS_DID.search(text.plain, clause.end, clause.sentence[1])
    if match is None:
        return []
    named = text.named(match.end(), clause.sentence[1], "state")
    return [mention.means for mention in named if mention.means not in here]


def _spoken_for(
    text: Text, clause: Clause, states: list[str], here: frozenset[str]
) -> Iterator[str]:
    """As in "Kenya, speaking also for Gabon and Ghana, said": those who are named after it."""
    low, high = clause.sentence
    named = text.named(low, high, "state")
    for_them = False
    last = low
    for mention in named if states else ():
        between = text.plain[last : mention.start]
        for_them = bool(_ALSO_FOR.search(text.plain[low : mention.start].removesuffix("the "))) or (
            for_them and re.fullmatch(r"(?:,? and|,)?\s*(?:the )?", between) is not None
        )
        if for_them and mention.means not in here:
            yield mention.means
        last = mention.end


def _members(text: Text, clause: Clause) -> list[str]:
    leaving = clause.subject is not None and bool(clause.subject.lemmas & LEAVE)
    if leaving or clause.lemma in _KEEP | {"play", "remain", "be", "ignore"}:
        speaking = _speaker(text, clause)
        return [speaking] if speaking else []
    if clause.subject is None:
        speaker = _speaker(text, clause)
        return [speaker] if speaker else []
    states = states_of(text, clause.subject)
    inside = [mention.means for mention in clause.subject.named("state")]
    plural = clause.subject.head in ("country", "member", "state", "government")
    if plural:
        # "Several countries, including A, B and C": every state named before the verb.
        inside = [
            mention.means for mention in text.named(clause.subject.start, clause.start, "state")
        ]
    if plural or (states and len(inside) > len(states) and not _owned(clause)):
        states = list(dict.fromkeys([*states, *inside]))
    speaker = _speaker(text, clause)
    if not states and speaker:
        states = [speaker]
    return states


def _owned(clause: Clause) -> bool:
    subject = clause.subject
    return subject is not None and any(referent.role != "state" for referent in subject.referents)


def _speaker(text: Text, clause: Clause) -> str | None:
    """The state whose representative says the clause."""
    for above in clause.governors():
        if above.lemma in _SAYS:
            states = states_of(text, above.subject)
            if states:
                return states[0]
    return state_of_person(text, text.speaker_of(clause.start, clause.end))


def _position(text: Text, clause: Clause) -> str | None:  # noqa: PLR0911
    if clause.hypothetical or (
        clause.negated and clause.lemma not in _BACK | {"vote", "want", "ignore"}
    ):
        return None
    words = clause.words()
    lemma = clause.lemma
    if lemma in _CAST | _BACK | _HAILS | _AGAINST - {"object"} and _undoes(text, clause):
        return "follows-host" if lemma in _BACK and _hosts_wish(text, clause) else None
    if lemma == "ignore" and clause.negated and words & _VIEWS and words & _HOSTLY:
        return "follows-host" if _speaker(text, clause) else None
    if lemma == "abstain":
        return None if is_hypothetical(clause) else "abstains"
    if lemma == "veto":
        return "against"
    if lemma == "vote":
        return _vote(clause)
    if lemma in _STRESS and words & _WORTH and about_mission_any(clause):
        return "supports-mission"
    return _of_draft(text, clause) or _worded(text, clause, words)


def _undoes(text: Text, clause: Clause) -> bool:
    """As in "supports the end of the mission": what is backed or fought is no renewal of it."""
    return _UNDOING.match(text.plain, clause.end) is not None


def _of_draft(text: Text, clause: Clause) -> str | None:  # noqa: PLR0911
    """For or against a draft, the mandate or the mission."""
    lemma = clause.lemma
    if (
        lemma in _BACK
        and clause.object
        and (clause.object.lemmas & _DRAFT or about_mission(clause.object))
    ):
        if clause.negated or is_hypothetical(clause):
            return None
        return (
            "for"
            if clause.object.lemmas & {"draft", "adoption", "resolution"}
            else "supports-mission"
        )
    if lemma in _BACK and not is_hypothetical(clause) and _hosts_wish(text, clause):
        return "follows-host"
    if lemma in _AGAINST and _opposed(clause):
        return "against"
    if lemma in _HAILS and not clause.negated and about_mission_any(clause):
        return "supports-mission"
    if (
        lemma in _REGRETS
        and not is_hypothetical(clause)
        and clause.words() & (LEAVE | {"decision"})
    ):
        return "supports-mission"
    if lemma in _VOICES and clause.object and clause.object.head in ("support", "backing"):
        return "supports-mission" if about_mission_any(clause) else None
    return None


def _hosts_wish(text: Text, clause: Clause) -> bool:
    """As in "supports the sovereign decision of Mali"."""
    wish = clause.object
    return wish is not None and wish.head in _VIEWS and _host_owned(text, clause)


def _opposed(clause: Clause) -> bool:
    """Whether it is a draft, a mandate or part of one that is opposed."""
    opposed = clause.object or clause.prep("to")
    wanted = _DRAFT | {"mention", "idea", "helmet", "paragraph", "language", "provision"}
    return opposed is not None and bool(opposed.lemmas & wanted)


def _wants_kept(text: Text, clause: Clause) -> bool:
    """As in "insisted that the mission should be kept"."""
    wanted = clause.modal in ("should", "must") or any(
        above.lemma in _WANT | {"insist"} and not above.negated for above in clause.governors()
    )
    return wanted and about_mission(clause.object) and _speaker(text, clause) is not None


def _worded(text: Text, clause: Clause, words: frozenset[str]) -> str | None:
    lemma = clause.lemma
    if (
        lemma in ("play", "remain", "be")
        and about_mission(clause.subject)
        and words & _PRAISE
        and _speaker(text, clause)
    ):
        return "supports-mission"
    if clause.subject is not None and clause.subject.lemmas & LEAVE and words & _HARM:
        return "supports-mission" if _speaker(text, clause) else None
    if (
        (lemma in _WARN and words & (LEAVE | {"vacuum"}))
        or (lemma in _WANT and words & _LONGER and not words & LEAVE)
        or (lemma in _KEEP and _wants_kept(text, clause))
    ):
        return "supports-mission"
    if lemma in ("stay", "remain") and any(
        above.lemma in _WANT and not above.negated for above in clause.governors()
    ):
        return "supports-mission" if about_mission(clause.subject) else None
    if (words & _VIEWS and words & _HOSTLY) or (words & _VIEWS and _host_owned(text, clause)):  # noqa: SIM102 - reads better apart
        if lemma in (
            "respect",
            "base",
            "heed",
            "follow",
            "guide",
            "honour",
            "consider",
            "rest",
            "take",
            "listen",
        ) and clause.modal in ("should", "must", "ought", "need", ""):
            asks = clause.modal or _speaker(text, clause)
            return "follows-host" if asks else None
    return None


def _host_owned(text: Text, clause: Clause) -> bool:
    return any(
        mention.kind == "state" and mention.means in hosts(text)
        for phrase in clause.phrases()
        for mention in phrase.inside
    )


def _vote(clause: Clause) -> str | None:
    if clause.hypothetical:
        return None
    words = {word for word, _ in clause.preps}
    if "against" in words:
        return "against"
    if words & {"for", "in"} and not clause.negated:
        favour = clause.prep("in")
        if "for" in words or (favour and favour.head in ("favour", "favor")):
            return "for"
    return None


def about_mission_any(clause: Clause) -> bool:
    """Whether any participant is the mission."""
    return any(about_mission(phrase) for phrase in clause.phrases())


def _lists(text: Text) -> Iterator[Proposal]:
    for pattern in (_LIST, _ABSTAINING):
        for match in pattern.finditer(text.plain):
            group = next(place for place, name in enumerate(match.groups(), 1) if name)
            value = "against" if group == 2 else "abstains"
            for mention in text.named(*match.span(group), "state"):
                yield text.propose(
                    "member_position",
                    match.span(),
                    subject=mention.means,
                    value=value,
                    confidence=0.95,
                )


def _quoted(text: Text) -> Iterator[Proposal]:
    """A member's representative who says what is not, or is, the answer."""
    for clause in text.clauses:
        if clause.lemma != "be" or clause.object is None or "answer" not in clause.object.lemmas:
            continue
        state = _speaker(text, clause)
        if (
            state
            and state not in hosts(text)
            and clause.subject is not None
            and clause.subject.of_kind("group")
        ):
            yield text.propose(
                "member_position",
                clause.extent(),
                clause=clause,
                ground=Ground((clause,), clause, bears=frozenset({"conditional"})),
                modality="asserted",
                subject=state,
                object=clause.subject.of_kind("group")[0].means,
                value="against" if clause.negated else "for",
                confidence=0.7,
                details={"about": "private force"},
            )
