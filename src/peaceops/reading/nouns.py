"""Noun phrases of a parse: their characters, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from peaceops.reading.clauses import Phrase, Referent
from peaceops.reading.context import HOST_WORDS, MISSION_WORDS, Context
from peaceops.reading.gazetteer import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
else:
    Doc = Token = Any

_APART = {"relcl", "acl", "advcl", "parataxis", "ccomp"}
_OF = {"of", "from", "in", "for", "to", "with"}


@dataclass
class Coreference:
    """Whom "it" and "he" may mean, carried from one paragraph to the next."""

    subject: list[Referent] = field(default_factory=list)
    person: list[Referent] = field(default_factory=list)


class ParsedStretch:
    """A parsed stretch of text, with what is known of the names in it.

    Args:
        doc: The parse.
        offset: Where the stretch begins in the document.
        mentions: Names found in the document.
        context: Its main mission and host.
        coreference: Subjects of the paragraphs before.
    """

    def __init__(
        self,
        doc: Doc,
        offset: int,
        mentions: list[Mention],
        context: Context,
        coreference: Coreference,
    ) -> None:
        self.doc = doc
        self.offset = offset
        self.context = context
        self._at: dict[int, Mention] = {}
        for mention in mentions:
            low, high = mention.start - offset, mention.end - offset
            span = doc.char_span(low, high, alignment_mode="expand") if low >= 0 else None
            self._at |= {token.i: mention for token in span or ()}
        self._coreference = coreference


class Nouns(ParsedStretch):
    """Resolves the noun phrases of a parsed stretch of English text."""

    sentence: Any = None

    def phrase(self, token: Token, clause: Token) -> Phrase:
        """The phrase around a head noun, seen from the predicate of its clause."""
        tokens = list(_core(token, clause))
        tokens.sort(key=lambda word: word.i)
        inside = list(dict.fromkeys(self._at[token.i] for token in tokens if token.i in self._at))
        first, last = tokens[0], tokens[-1]
        return Phrase(
            start=first.idx + self.offset,
            end=last.idx + len(last) + self.offset,
            head=token.lemma_.lower(),
            referents=tuple(dict.fromkeys(self._referents(token, clause))),
            inside=tuple(inside),
            lemmas=frozenset(token.lemma_.lower() for token in tokens),
        )

    def token_at(self, phrase: Phrase) -> Token | None:
        """The head of a phrase."""
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
        if mention is not None and mention.entry.how == "unnamed":
            # "Militants of CODECO": the name, not the word.
            mentions = [
                self._at[modifier.i] for modifier in _modifiers(token) if modifier.i in self._at
            ]
            mention = next(
                (
                    mention
                    for mention in mentions
                    if mention.kind == "group" and mention.entry.how != "unnamed"
                ),
                mention,
            )
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
        named = [self._at[modifier.i] for modifier in _modifiers(token) if modifier.i in self._at]
        if role in MISSION_WORDS:
            missions = [mention for mention in named if mention.kind in ("mission", "force")]
            if missions:
                yield Referent(missions[0].kind, missions[0].means, role)
                return
        yield from self._by_modifiers(token, clause, role, named)

    def _by_modifiers(
        self, token: Token, clause: Token, role: str, named: list[Mention]
    ) -> Iterator[Referent]:
        groups = [mention for mention in named if mention.kind == "group"]
        states = [mention for mention in named if mention.kind == "state"]
        missions = [mention for mention in named if mention.kind in ("mission", "force")]
        if groups and role not in ("presence", "help"):
            yield Referent("group", groups[0].means, role, groups[0].entry.how)
        elif states:
            yield Referent("state", states[0].means, role, states[0].entry.how)
        elif missions:
            yield Referent(missions[0].kind, missions[0].means, role)
        elif role in MISSION_WORDS and _definite(token) and self.context.mission:
            yield Referent("mission", self.context.mission, role, "context")
        elif role in HOST_WORDS or any(
            modifier.lemma_.lower() in HOST_WORDS
            for modifier in _modifiers(token)
            if modifier.dep_ == "poss"
        ):
            yield from self._host(token, clause, role)
        elif token.pos_ == "PROPN":
            yield Referent("person", _name(token), role)
        else:
            owner = next((child for child in token.children if child.dep_ == "poss"), None)
            if owner is not None and owner.pos_ == "PRON":
                yield from (
                    Referent(referent.kind, referent.means, role, "owner")
                    for referent in self._pronoun(owner, clause)
                )

    def _host(self, token: Token, clause: Token, role: str) -> Iterator[Referent]:
        owner = next((child for child in token.children if child.dep_ == "poss"), None)
        if owner is not None and owner.lower_ in ("his", "her", "its", "their"):
            states = [
                referent for referent in self._pronoun(owner, clause) if referent.kind == "state"
            ]
            if states:
                yield Referent("state", states[0].means, role, "owner")
                return
        if self.context.host and (
            _definite(token)
            or role in ("junta", "regime")
            or token.pos_ == "PROPN"
            or owner is not None
        ):
            yield Referent("state", self.context.host, role, "context")

    def _pronoun(self, token: Token, clause: Token) -> Iterator[Referent]:
        word = token.lower_
        if word in ("which", "who", "that"):
            return
        if word in ("it", "they", "its", "their", "he", "she", "his", "her"):
            before = self._subject_before(token, clause)
            if before:
                yield from before
            elif word in ("he", "she", "his", "her") and self._coreference.person:
                yield from self._coreference.person
            elif word not in ("it", "they") or token.dep_ in ("nsubj", "nsubjpass"):
                yield from self._coreference.subject

    def _subject_before(self, token: Token, clause: Token) -> list[Referent]:
        """Referents of the nearest subject before a pronoun in its own sentence."""
        if self.sentence is None or not (self.sentence.start <= clause.i < self.sentence.end):
            self.sentence = clause.sent
        for at in range(token.i - 1, self.sentence.start - 1, -1):
            before = self.doc[at]
            if before.dep_ in ("nsubj", "nsubjpass") and before.pos_ != "PRON":
                referents = list(self._own(before, clause))
                if referents:
                    return referents
        return []

    def remember(self, sentence: Any) -> None:
        """Keep a sentence's subject for the pronouns after it."""
        for token in sentence:
            if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ != "PRON":
                referents = [
                    referent
                    for referent in self._own(token, token)
                    if referent.kind in ("state", "mission", "group", "person", "body")
                ]
                if referents and token.head.dep_ in ("ROOT", "ccomp", "conj"):
                    self._coreference.subject = referents
                    if any(
                        referent.kind == "person" or referent.role in HOST_WORDS
                        for referent in referents
                    ):
                        self._coreference.person = referents
                    return


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
            yield from (
                below for below in child.children if below.dep_ in ("amod", "compound", "poss")
            )
        elif child.dep_ == "prep" and child.lower_ in _OF:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from (
                        below
                        for below in inner.children
                        if below.dep_ in ("amod", "compound", "poss", "appos")
                    )


def _definite(token: Token) -> bool:
    return any(
        child.dep_ in ("det", "poss")
        and child.lower_ not in ("a", "an", "no", "any", "some", "several")
        for child in token.children
    )


def _name(token: Token) -> str:
    parts = [
        child for child in token.children if child.dep_ == "compound" and child.pos_ == "PROPN"
    ]
    return " ".join(part.text for part in [*parts, token])
