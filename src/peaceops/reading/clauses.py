"""What a clause says: a predicate, who does it, to whom, and how it is meant.

The parse and the model-free fallback both fill these, so the rules of each kind of statement are
written once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from peaceops.reading.gazetteer import Mention


@dataclass(frozen=True)
class Referent:
    """What a noun phrase stands for.

    Attributes:
        kind: ``state``, ``mission``, ``force``, ``body``, ``group``, ``person``, ``capability``.
        means: Code, acronym or name.
        role: Lemma of the head noun, such as ``government`` or ``peacekeeper``; ``state`` where
            the state itself is named.
        how: Finer kind from the gazetteer.
    """

    kind: str
    means: str
    role: str
    how: str = ""


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: characters, lemma of its head, what it stands for, all names and lemmas."""

    start: int
    end: int
    head: str
    referents: tuple[Referent, ...] = ()
    inside: tuple[Mention, ...] = ()
    lemmas: frozenset[str] = frozenset()

    def states(self) -> list[str]:
        """Codes of the states it stands for, in order."""
        return list(
            dict.fromkeys(referent.means for referent in self.referents if referent.kind == "state")
        )

    def named(self, *kinds: str) -> list[Mention]:
        """Names of some kinds in its words."""
        return [mention for mention in self.inside if mention.kind in kinds]

    def of_kind(self, *kinds: str) -> list[Referent]:
        """Referents of some kinds."""
        return [referent for referent in self.referents if referent.kind in kinds]


@dataclass
class Clause:
    """A clause or an event noun with its participants.

    Attributes:
        lemma: Lemma of the predicate, with its particle: ``pull out``.
        start: First character of the predicate.
        end: One past its last.
        sentence: Characters of its sentence.
        subject: Who acts (the agent of a passive).
        object: What is acted on (the subject of a passive).
        preps: Prepositions with their phrases.
        negated: Said not to be so.
        hypothetical: Supposed only: under "if", "could", "may", "would have".
        modal: The modal verb, if any.
        tense: ``past``, ``present`` or ``future``.
        nominal: The predicate is a noun.
        governor: The predicate this one depends on.
        tie: How it depends on it: the parser's relation, and the word in between, if any.
        form: ``finite``, ``infinitive``, ``gerund`` or ``participle``.
    """

    lemma: str
    start: int
    end: int
    sentence: tuple[int, int]
    subject: Phrase | None = None
    object: Phrase | None = None
    preps: list[tuple[str, Phrase]] = field(default_factory=list)
    negated: bool = False
    hypothetical: bool = False
    modal: str = ""
    tense: str = "present"
    nominal: bool = False
    passive: bool = False
    governor: Clause | None = None
    tie: tuple[str, str] = ("", "")
    form: str = "finite"
    core: tuple[int, int] | None = None

    def prep(self, *words: str) -> Phrase | None:
        """The first phrase under one of the prepositions."""
        return next((phrase for word, phrase in self.preps if word in words), None)

    def phrases(self) -> Iterator[Phrase]:
        """Subject, object and the phrases under prepositions."""
        if self.subject:
            yield self.subject
        yield from self.complements()

    def complements(self) -> Iterator[Phrase]:
        """Object and the phrases under prepositions."""
        if self.object:
            yield self.object
        for _, phrase in self.preps:
            yield phrase

    def governors(self) -> Iterator[Clause]:
        """The predicates above, nearest first."""
        above, seen = self.governor, 0
        while above is not None and seen < 8:
            yield above
            above, seen = above.governor, seen + 1

    def extent(self) -> tuple[int, int]:
        """Characters of the predicate and its participants."""
        if self.core is not None:
            return self.core
        low, high = self.sentence
        inside = [phrase for phrase in self.phrases() if phrase.start >= low and phrase.end <= high]
        return (
            min([self.start, *(phrase.start for phrase in inside)]),
            max([self.end, *(phrase.end for phrase in inside)]),
        )

    def words(self) -> frozenset[str]:
        """Lemmas of object and phrases under prepositions."""
        return frozenset[str]().union(*(phrase.lemmas for phrase in self.complements()))
