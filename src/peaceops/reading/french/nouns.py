"""French noun phrases of a parse: their characters, and what they stand for.

The parser gives Universal Dependencies: prepositions hang on their noun as ``case``, and what
English hangs on a preposition is ``nmod`` here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from peaceops.reading.clauses import Phrase, Referent
from peaceops.reading.context import HOST_WORDS, MISSION_WORDS
from peaceops.reading.french.words import english_lemmas
from peaceops.reading.gazetteer import Mention
from peaceops.reading.nouns import ParsedStretch

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any

_APART = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "ccomp", "punct"})
_MODIFIES = frozenset({"amod", "nmod", "appos", "flat:name", "flat:foreign", "acl"})
_RELATIVE = frozenset({"qui", "que", "dont", "lequel", "où"})
_THIRD = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "ceux-ci", "lui"})
_NO_ARTICLE = frozenset({"un", "aucun", "plusieurs", "certain", "quelque", "nul"})
_NAMED = ("state", "mission", "group", "person", "body")
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj"})


class FrenchNouns(ParsedStretch):
    """Resolves the noun phrases of a parsed stretch of French text."""

    @cached_property
    def lemmas(self) -> list[str]:
        """The English lemma of each token."""
        return english_lemmas(self.doc)

    def phrase(self, token: Token, clause: Token) -> Phrase:
        """The phrase around a head noun, seen from the predicate of its clause."""
        tokens = sorted(_core(token, clause), key=lambda word: word.i)
        while len(tokens) > 1 and tokens[0].dep_ == "case":
            tokens = tokens[1:]
        first, last = tokens[0], tokens[-1]
        return Phrase(
            start=first.idx + self.offset,
            end=last.idx + len(last) + self.offset,
            head=self.lemmas[token.i],
            referents=tuple(dict.fromkeys(self._referents(token))),
            inside=tuple(
                dict.fromkeys(self._at[token.i] for token in tokens if token.i in self._at)
            ),
            lemmas=frozenset(self.lemmas[token.i] for token in tokens),
        )

    def _referents(self, token: Token, depth: int = 0) -> Iterator[Referent]:
        yield from self._own(token)
        for child in token.children if depth < 7 else ():
            if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
                yield from self._referents(child, depth + 1)

    def _own(self, token: Token) -> Iterator[Referent]:
        mention = self._at.get(token.i)
        role = self.lemmas[token.i]
        named = [
            self._at[modifier.i] for modifier in self._modifiers(token) if modifier.i in self._at
        ]
        if mention is not None and mention.entry.how == "unnamed":
            groups = (
                mention
                for mention in named
                if mention.kind == "group" and mention.entry.how != "unnamed"
            )
            mention = next(groups, mention)
        if mention is not None and mention.kind not in ("office", "capability"):
            state_role = "people" if mention.entry.how == "demonym" else "state"
            yield Referent(
                mention.kind,
                mention.means,
                state_role if mention.kind == "state" else role,
                mention.entry.how,
            )
        elif token.pos_ == "PRON":
            yield from self._pronoun(token)
        else:
            yield from self._by_modifiers(token, role, named)

    def _by_modifiers(self, token: Token, role: str, named: list[Mention]) -> Iterator[Referent]:
        context = self.context
        missions = [mention for mention in named if mention.kind in ("mission", "force")]
        groups = [mention for mention in named if mention.kind == "group"]
        states = [mention for mention in named if mention.kind == "state"]
        if role in MISSION_WORDS and missions:
            yield Referent(missions[0].kind, missions[0].means, role)
        elif groups and role not in ("presence", "help"):
            yield Referent("group", groups[0].means, role, groups[0].entry.how)
        elif states and role not in MISSION_WORDS - {"force"}:
            yield Referent("state", states[0].means, role, states[0].entry.how)
        elif missions:
            yield Referent(missions[0].kind, missions[0].means, role)
        elif role in MISSION_WORDS - {"operation"} and _definite(token) and context.mission:
            yield Referent("mission", context.mission, role, "context")
        elif owners := [
            owner for owner in self._owner(token) if role in HOST_WORDS | MISSION_WORDS
        ]:
            yield from (Referent(owner.kind, owner.means, role, "owner") for owner in owners)
        elif role in HOST_WORDS and context.host and (_definite(token) or role == "junta"):
            yield Referent("state", context.host, role, "context")
        elif token.pos_ == "PROPN":
            yield Referent("person", _name(token), role)

    def _pronoun(self, token: Token) -> Iterator[Referent]:
        if token.lower_ in _RELATIVE or token.lemma_.lower() in _RELATIVE:
            return
        if token.lower_.lstrip("-") in _THIRD or token.lower_.lstrip("-t") in _THIRD:
            yield from self._subject_before(token) or self._coreference.subject

    def _owner(self, token: Token) -> list[Referent]:
        """Whose it is: "son pays", "leurs soldats"."""
        owned = any(
            child.dep_ == "det" and child.lower_ in ("son", "sa", "ses", "leur", "leurs")
            for child in token.children
        )
        referents = (self._subject_before(token) or self._coreference.subject) if owned else []
        return [referent for referent in referents if referent.kind in ("state", "mission")]

    def _subject_before(self, token: Token) -> list[Referent]:
        """Referents of the nearest subject before a pronoun in its own sentence."""
        for at in range(token.i - 1, token.sent.start - 1, -1):
            before = self.doc[at]
            if before.dep_ in SUBJECTS and before.pos_ != "PRON" and before.head is not token.head:
                referents = list(self._own(before))
                if referents:
                    return referents
        return []

    def _modifiers(self, token: Token) -> Iterator[Token]:
        """What stands by a noun: adjectives, and nouns under "de", "du", "au"."""
        for child in token.children:
            if child.dep_ in _MODIFIES and not (child.dep_ == "acl" and child.i not in self._at):
                yield child
                yield from (
                    below
                    for below in child.children
                    if below.dep_ in ("amod", "appos", "flat:name", "nmod", "acl")
                )

    def remember(self, sentence: Any) -> None:
        """Keep a sentence's subject for the pronouns after it."""
        for token in sentence:
            if token.dep_ in SUBJECTS and token.pos_ != "PRON" and token.head.dep_ == "ROOT":
                referents = [referent for referent in self._own(token) if referent.kind in _NAMED]
                if referents:
                    self._coreference.subject = referents
                    return


def _core(token: Token, clause: Token, depth: int = 0) -> Iterator[Token]:
    yield token
    for child in token.children if depth < 12 else ():
        named = child.dep_ == "acl" and child.i == token.i + 1
        if (child.dep_ not in _APART or named) and child is not clause:
            yield from _core(child, clause, depth + 1)


def _definite(token: Token) -> bool:
    return any(
        (child.dep_ == "det" and child.lemma_.lower() not in _NO_ARTICLE)
        or (child.dep_ == "case" and child.lower_ in ("du", "au", "aux"))
        for child in token.children
    )


def _name(token: Token) -> str:
    parts = [child for child in token.children if child.dep_ == "flat:name"]
    return " ".join(part.text for part in sorted([token, *parts], key=lambda part: part.i))
