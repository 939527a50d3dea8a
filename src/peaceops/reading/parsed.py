"""Clauses from the syntax that spaCy's packaged English model gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.nouns import Nouns
from peaceops.reading.words import DEMAND, EVENT_NOUNS, PREDICATE_ADJECTIVES, SAY

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any

_SUBJECTS = {"nsubj", "csubj", "expl"}
_OBJECTS = {"dobj", "attr", "oprd", "dative"}


class ParsedClauses:
    """Builds the clauses of one parsed stretch of text.

    Args:
        nouns: Resolves its noun phrases.
    """

    def __init__(self, nouns: Nouns) -> None:
        self.doc = nouns.doc
        self.offset = nouns.offset
        self._nouns = nouns
        self._phrase = nouns.phrase
        self._clauses: dict[int, Clause] = {}

    def build(self) -> list[Clause]:
        """All clauses, in the order of the text, each tied to its governor."""
        for sentence in self.doc.sents:
            self._nouns.sentence = sentence
            bounds = (sentence.start_char + self.offset, sentence.end_char + self.offset)
            for token in sentence:
                if _is_predicate(token):
                    self._clauses[token.i] = self._clause(token, bounds)
            for token in sentence:
                if token.i in self._clauses:
                    self._govern(token)
            self._nouns.remember(sentence)
        return [self._clauses[i] for i in sorted(self._clauses)]

    # -- predicates

    def _clause(self, token: Token, bounds: tuple[int, int]) -> Clause:
        particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), "")
        lemma = token.lemma_.lower()
        clause = Clause(
            lemma=f"{lemma} {particle}".strip(),
            start=token.idx + self.offset,
            end=token.idx + len(token) + self.offset,
            sentence=bounds,
            nominal=token.pos_ == "NOUN",
        )
        if clause.nominal:
            clause.lemma = lemma
            self._fill_noun(clause, token)
        else:
            self._fill_verb(clause, token)
        self._mood(clause, token)
        return clause

    def _fill_verb(self, clause: Clause, token: Token) -> None:  # noqa: C901, PLR0912
        for child in token.children:
            dep = child.dep_
            if dep in _SUBJECTS:
                clause.subject = self._phrase(child, token)
            elif dep == "nsubjpass":
                clause.object, clause.passive = self._phrase(child, token), True
            elif dep in _OBJECTS and (clause.object is None or dep == "dobj"):
                clause.object = self._phrase(child, token)
            elif dep == "agent":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        clause.subject = self._phrase(inner, token)
            elif dep == "prep":
                clause.preps += self._preps(child, token)
            elif dep == "acomp":
                clause.preps.append(("as", self._phrase(child, token)))
        if clause.object is not None:
            head = self._nouns.token_at(clause.object)
            for child in head.children if head is not None else ():
                if child.dep_ == "prep":
                    clause.preps += self._preps(child, token)
        if clause.subject is not None and clause.subject.head in ("each", "all", "both"):
            clause.subject = self._before_each(clause.subject, token)
        self._borrow(clause, token)
        if not clause.passive and any(child.dep_ == "auxpass" for child in token.children):
            # "The hospital is to be repatriated": the subject borrowed from above is acted on.
            clause.passive = True
            if clause.object is None:
                clause.object, clause.subject = clause.subject, None
        if clause.subject is None and not clause.passive and token.dep_ in ("ROOT", "ccomp"):
            before = token.nbor(-1) if token.i > self._nouns.sentence.start else None
            if before is not None and before.pos_ in ("NOUN", "PROPN") and before.head.i > token.i:
                # "The minister called Friday for ...": the parser takes the day for the subject.
                clause.subject = self._phrase(before, token)

    def _before_each(self, subject: Phrase, token: Token) -> Phrase:
        """As in "Nepal and Mongolia have each sent": the names stand before the quantifier."""
        if subject.referents:
            return subject
        for before in reversed(self.doc[self._nouns.sentence.start : token.i]):
            if before.pos_ in ("NOUN", "PROPN"):
                while before.dep_ == "conj" and before.head.pos_ in ("NOUN", "PROPN"):
                    before = before.head  # noqa: PLW2901 - climbs to the first of the list
                return self._phrase(before, token)
        return subject

    def _borrow(self, clause: Clause, token: Token) -> None:  # noqa: C901
        """Take a missing subject or object from the clause above."""
        head, dep = token.head, token.dep_
        if dep in ("acl", "relcl"):
            antecedent = self._phrase(head, token)
            if dep == "acl" and _finite_after_all(token):
                clause.subject = clause.subject or antecedent
            elif dep == "acl" and token.tag_ == "VBN":
                clause.object, clause.passive = clause.object or antecedent, True
            elif (clause.subject is None and not clause.passive) or _is_relative(clause.subject):
                clause.subject = antecedent
            elif _is_relative(clause.object):
                clause.object = antecedent
            return
        above = self._clauses.get(head.i)
        if above is None and dep in ("pcomp", "xcomp", "advcl", "conj"):
            ancestors = (self._clauses.get(ancestor.i) for ancestor in head.ancestors)
            above = next(filter(None, ancestors), None)
        if above is None or dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp"):
            return
        if clause.subject is None and not clause.passive:
            if (
                dep == "xcomp"
                and above.object is not None
                and not above.passive
                and above.lemma not in ("leave",)
            ):
                clause.subject = above.object
            else:
                clause.subject = above.object if above.passive else above.subject
        elif clause.passive and clause.object is None:
            clause.object = above.subject or above.object

    def _fill_noun(self, clause: Clause, token: Token) -> None:
        for child in token.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod"):
                phrase = self._phrase(child, token)
                if phrase.referents and clause.subject is None:
                    clause.subject = phrase
            elif child.dep_ == "prep":
                preps = self._preps(child, token)
                if child.lower_ == "of" and preps and clause.object is None:
                    clause.object = preps[0][1]
                    preps = preps[1:]
                elif child.lower_ == "by" and preps:
                    clause.subject = preps[0][1]
                clause.preps += preps

    def _preps(self, preposition: Token, clause: Token) -> list[tuple[str, Phrase]]:
        word = preposition.lower_
        phrases = []
        for inner in preposition.children:
            if inner.dep_ in ("pobj", "pcomp"):
                if inner.dep_ == "pcomp" and inner.pos_ in ("VERB", "AUX"):
                    continue
                phrases.append((word, self._phrase(inner, clause)))
                for child in inner.children:
                    if child.dep_ == "prep" and child.lower_ != "of":
                        phrases += self._preps(child, clause)
            elif inner.dep_ == "prep":
                phrases += [
                    (f"{word} {deep}", phrase) for deep, phrase in self._preps(inner, clause)
                ]
        return phrases

    def _mood(self, clause: Clause, token: Token) -> None:
        helpers = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
        words = {helper.lower_ for helper in helpers}
        clause.negated = any(
            child.dep_ == "neg" or child.lower_ in ("no", "never", "nor", "neither")
            for child in token.children
        ) or bool(
            clause.subject and clause.subject.head in ("nobody", "none", "neither", "nothing")
        )
        if clause.object is not None and not clause.negated:
            head = self._nouns.token_at(clause.object)
            clause.negated = head is not None and any(
                child.dep_ == "det" and child.lower_ == "no" for child in head.children
            )
        modal = next((helper.lower_ for helper in helpers if helper.tag_ == "MD"), "")
        clause.modal = modal
        perfect = "have" in words
        marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")}
        inverted = any(
            helper.lower_ in ("had", "were", "should") and helper.is_sent_start
            for helper in helpers
        )
        clause.hypothetical = (
            modal in ("could", "may", "might")
            or bool(marks & {"if", "unless", "whether"})
            or (modal == "would" and perfect)
            or inverted
            or self._nouns.sentence[-1].text == "?"
        )
        if modal in ("will", "shall", "'ll") or (modal == "would" and not perfect):
            clause.tense = "future"
        elif token.tag_ in ("VBD", "VBN") or words & {"had", "has", "have", "was", "were", "did"}:
            clause.tense = "past"

    def _govern(self, token: Token) -> None:
        clause = self._clauses[token.i]
        clause.form = _form(token)
        if token.dep_ in ("ROOT",):
            return
        for above in token.ancestors:
            if above.i not in self._clauses:
                continue
            if above.i > token.i and ";" in self.doc.text[token.idx : above.idx]:
                return  # "A accuses B; B denies it": two clauses, neither in the other's mouth
            governor = self._clauses[above.i]
            if token.dep_ == "conj" and above == token.head and not clause.nominal:
                if (
                    governor.modal
                    and not clause.modal
                    and not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
                ):
                    clause.modal, clause.hypothetical = (
                        governor.modal,
                        clause.hypothetical or governor.hypothetical,
                    )
                clause.governor, clause.tie = governor.governor, governor.tie
            else:
                clause.governor, clause.tie = governor, _tie(token, above)
            return


def _form(token: Token) -> str:
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if "to" in helpers:
        return "infinitive"
    if token.tag_ == "VBG" and not helpers & {"is", "are", "was", "were", "been", "be"}:
        return "gerund"
    if token.tag_ == "VBN" and not helpers:
        return "participle"
    return "finite"


def _tie(token: Token, above: Token) -> tuple[str, str]:
    """How a predicate hangs on the one above: the relation, and the word in between."""
    head = token.head
    mark = next((child.lower_ for child in token.children if child.dep_ == "mark"), "")
    if head.i == above.i:
        return token.dep_, mark
    if token.dep_ == "acl" and head.dep_ == "pobj" and token.tag_ == "VBG":
        return "pcomp", head.head.lower_  # "talk of Mali asking"
    return token.dep_, head.lower_ if token.dep_ == "pcomp" else head.lemma_.lower()


def _is_predicate(token: Token) -> bool:
    if token.pos_ == "VERB" or (
        token.pos_ == "AUX"
        and token.dep_ in ("ROOT", "ccomp", "relcl", "advcl", "conj", "parataxis")
    ):
        return True
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ":
        return lemma in PREDICATE_ADJECTIVES
    return token.pos_ == "NOUN" and lemma in EVENT_NOUNS


def _finite_after_all(token: Token) -> bool:
    """As in "The minister called Friday for ...": a sentence with no other verb.

    Only for verbs of speech and demand; "troops killed in the north." is a headline's passive.
    """
    return (
        token.lemma_.lower() in DEMAND | SAY
        and token.tag_ == "VBN"
        and token.head.dep_ == "ROOT"
        and token.head.pos_ in ("NOUN", "PROPN")
        and not any(child.dep_ == "agent" for child in token.children)
    )


def _is_relative(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.head in ("which", "who", "that", "whom")
