"""French clauses as clauses, from the syntax that spaCy's packaged French model gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peaceops.reading.clauses import Clause, Phrase
from peaceops.reading.context import Context
from peaceops.reading.french.nouns import SUBJECTS, FrenchNouns
from peaceops.reading.french.words import LIGHT_VERBS, PREPOSITIONS
from peaceops.reading.gazetteer import Mention
from peaceops.reading.nouns import Coreference
from peaceops.reading.vocabulary import words_of
from peaceops.reading.words import EVENT_NOUNS, SAY

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
else:
    Doc = Token = Any

_OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod", "obl:agent", "iobj"})
_MODALS = words_of("devoir, pouvoir")
_NEGATIONS = words_of("pas, plus, jamais, ni, aucunement, nullement")
_DAYS = words_of("lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, hier")
_NONE = words_of("aucun, nul, personne, rien")
_OF_ITS_OBJECT = words_of("ask, order, urge, call, allow, prevent, demand, accuse")
_BY_ONES_OWN = words_of("request, decision, refuse, demand, call")  # "le refus de l'État"
_OPEN = frozenset({"xcomp", "advcl", "conj", "ccomp", "obl:mod", "obl:arg", "acl", "nmod"})


def french_clauses(
    doc: Doc, offset: int, mentions: list[Mention], context: Context, coreference: Coreference
) -> list[Clause]:
    """All clauses of one parsed stretch of text, in its order, each tied to its governor."""
    return FrenchClauses(FrenchNouns(doc, offset, mentions, context, coreference)).build()


class FrenchClauses:
    """Builds the clauses of one parsed stretch of text.

    Args:
        nouns: Resolves its noun phrases.
    """

    def __init__(self, nouns: FrenchNouns) -> None:
        self.doc = nouns.doc
        self.offset = nouns.offset
        self._lemmas = nouns.lemmas
        self._nouns = nouns
        self._phrase = nouns.phrase
        self._clauses: dict[int, Clause] = {}

    def build(self) -> list[Clause]:
        """All clauses, in the order of the text, each tied to its governor."""
        for sentence in self.doc.sents:
            low, high = sentence.start_char + self.offset, sentence.end_char + self.offset
            for token in sentence:
                if self._is_predicate(token):
                    self._clauses[token.i] = self._clause(token, (low, high))
            for token in sentence:
                if token.i in self._clauses:
                    self._govern(token)
            self._nouns.remember(sentence)
        return [self._clauses[i] for i in sorted(self._clauses)]

    def _is_predicate(self, token: Token) -> bool:
        if _helped(token) or any(child.dep_ == "cop" for child in token.children):
            return True  # the tagger takes some participles for adjectives or adverbs
        if token.pos_ == "ADJ" and any(child.dep_ in SUBJECTS for child in token.children):
            return any(child.dep_ == "mark" for child in token.children)  # "que la mission demeure"
        if token.pos_ == "VERB":
            auxiliary = token.dep_.startswith("aux")
            return not auxiliary and not (token.lemma_.lower() in _MODALS and _opens(token))
        return token.pos_ == "NOUN" and self._lemmas[token.i] in EVENT_NOUNS | {"refuse"}

    def _clause(self, token: Token, bounds: tuple[int, int]) -> Clause:
        linked = any(child.dep_ == "cop" for child in token.children)
        clause = Clause(
            lemma="be" if linked else self._predicate(token),
            start=token.idx + self.offset,
            end=token.idx + len(token) + self.offset,
            sentence=bounds,
            nominal=token.pos_ == "NOUN" and not linked,
        )
        if clause.nominal:
            self._fill_noun(clause, token)
        else:
            self._fill_verb(clause, token, linked=linked)
        self._mood(clause, token)
        return clause

    def _predicate(self, token: Token) -> str:
        for child in token.children:
            if child.dep_ in ("obj", "obl:arg", "obl:mod", "obl", "advmod", "fixed", "compound"):
                light = LIGHT_VERBS.get(f"{token.lemma_.lower()} {child.lemma_.lower()}")
                if light:
                    return light
        return self._lemmas[token.i]

    # -- participants

    def _fill_verb(self, clause: Clause, token: Token, *, linked: bool) -> None:
        light = clause.lemma != self._lemmas[token.i] and not linked
        clause.passive = any(child.dep_ == "aux:pass" for child in token.children)
        for child in token.children:
            dep = child.dep_
            if dep in ("nsubj:pass",) or (dep in SUBJECTS and clause.passive):
                clause.object, clause.passive = self._phrase(child, token), True
            elif dep in SUBJECTS:
                clause.subject = self._phrase(child, token)
            elif child.lower_ in _DAYS:
                continue  # "a demandé mardi à l'ONU": the parser takes the day for the object
            elif dep in ("obj", "obj:agent") and child.pos_ != "VERB":
                self._fill_object(clause, child, token, light=light)
            elif dep in _OBLIQUE or (dep == "nmod" and _case(child)):
                self._fill_oblique(clause, child, token, light=light)
        if linked:
            complement = self._phrase(token, token)
            clause.preps.append(("as", complement))
            clause.object = complement if token.pos_ in ("NOUN", "PROPN") else None
        self._borrow(clause, token)

    def _fill_object(self, clause: Clause, child: Token, token: Token, *, light: bool) -> None:
        after_speech = clause.lemma in SAY and child.i > token.i and _inverted(token)
        if after_speech and clause.subject is None:
            clause.subject = self._phrase(child, token)  # "a déclaré le ministre"
        elif light:
            clause.preps += self._of(child, token)
            clause.object = next((phrase for _, phrase in self._of(child, token)), clause.object)
        else:
            clause.object = self._phrase(child, token)
            clause.preps += self._of(child, token)

    def _fill_oblique(self, clause: Clause, child: Token, token: Token, *, light: bool) -> None:
        phrase = self._phrase(child, token)
        word = _case(child)
        if child.dep_ == "obl:agent" or (clause.passive and word == "par"):
            clause.subject = phrase
        elif light and clause.object is None and clause.lemma == "terminate":
            clause.object = phrase
        else:
            clause.preps.append((PREPOSITIONS.get(word, word), phrase))

    def _of(self, noun: Token, clause: Token) -> list[tuple[str, Phrase]]:
        """What hangs on an object: "le retrait *de la mission*"."""
        phrases = []
        for child in noun.children:
            word = _case(child)
            if child.dep_ == "nmod" and word:
                name = "of" if word in ("de", "du", "des") else PREPOSITIONS.get(word, word)
                phrases.append((name, self._phrase(child, clause)))
        return phrases

    def _borrow(self, clause: Clause, token: Token) -> None:
        """Take a missing subject or object from the clause above."""
        dep = token.dep_
        if dep in ("acl:relcl", "acl") and token.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            self._of_antecedent(clause, token)
            return
        above = self._above(token)
        past = _is(token, "VerbForm", "Part") and _is(token, "Tense", "Past")
        if past and dep in ("advcl", "acl", "amod") and not _helped(token) and above is not None:
            clause.passive, clause.object = True, clause.object or above.subject or above.object
        elif above is None or dep not in _OPEN:
            return
        elif clause.passive:
            clause.object = clause.object or above.subject or above.object
        elif clause.subject is None and above.lemma in _OF_ITS_OBJECT and dep != "conj":
            addressee = above.prep("to") if above.object is None else above.object
            clause.subject = addressee if above.lemma != "demand" else clause.subject
        elif clause.subject is None:
            clause.subject = above.object if above.passive else above.subject

    def _of_antecedent(self, clause: Clause, token: Token) -> None:
        antecedent = self._phrase(token.head, token)
        past = _is(token, "VerbForm", "Part") and _is(token, "Tense", "Past")
        if token.dep_ == "acl" and past and not _helped(token):
            clause.object, clause.passive = clause.object or antecedent, True
        elif _is_relative(clause.object):
            clause.object = antecedent
        elif clause.subject is None or _is_relative(clause.subject):
            clause.subject = antecedent

    def _above(self, token: Token) -> Clause | None:
        ancestors = (self._clauses.get(ancestor.i) for ancestor in token.ancestors)
        return next(filter(None, ancestors), None)

    def _fill_noun(self, clause: Clause, token: Token) -> None:
        for child in token.children:
            if child.dep_ not in ("amod", "nmod", "appos"):
                continue
            phrase = self._phrase(child, token)
            word = _case(child)
            of_state = any(referent.kind == "state" for referent in phrase.referents)
            if child.dep_ == "amod" or word == "par":
                clause.subject = clause.subject or (phrase if phrase.referents else None)
            elif word in ("de", "du", "des"):
                if of_state and clause.lemma in _BY_ONES_OWN and clause.subject is None:
                    clause.subject = phrase
                elif clause.object is None:
                    clause.object = phrase
            elif word:
                clause.preps.append((PREPOSITIONS.get(word, word), phrase))
        if (
            any(child.dep_ == "det" and child.lemma_.lower() == "son" for child in token.children)
            and clause.subject is None
        ):
            above = self._above(token)
            clause.subject = above.subject if above is not None else None

    # -- mood

    def _mood(self, clause: Clause, token: Token) -> None:
        helpers = [child for child in token.children if child.dep_.startswith(("aux", "cop"))]
        above = token.head if token.dep_ == "xcomp" else None
        modal = above if above is not None and above.lemma_.lower() in _MODALS else None
        finite = modal or next(
            (helper for helper in helpers if helper.morph.get("Mood", [])), token
        )
        negated_by = [*token.children, *(modal.children if modal is not None else ())]
        clause.negated = any(
            word.lower_ in _NEGATIONS and word.dep_ in ("advmod", "cc", "fixed")
            for word in negated_by
        ) or any(
            child.lower_ == "sans" and child.dep_ in ("mark", "case") for child in token.children
        )
        for phrase in (clause.subject, clause.object):
            if phrase is not None and (
                phrase.head in _NONE or _none_of(self.doc, phrase, self.offset)
            ):
                clause.negated = True
        conditional = _is(finite, "Mood", "Cnd")
        if modal is not None:
            clause.modal = self._modal(modal, conditional=conditional)
        marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")}
        ifs = any(word.lower_ in ("si", "s'") and word.dep_ == "mark" for word in token.sent)
        perfect = conditional and any(helper.dep_ == "aux:tense" for helper in helpers)
        clause.hypothetical = (
            clause.modal == "may"
            or bool(marks & {"si", "s'"})
            or (conditional and ifs)
            or token.sent[-1].text == "?"
        )
        if _is(finite, "Tense", "Fut") or (conditional and not perfect):
            clause.tense = "future"
        elif _is(token, "Tense", "Past") or _is(finite, "Tense", "Imp"):
            clause.tense = "past"

    def _modal(self, modal: Token, *, conditional: bool) -> str:
        if modal.lemma_.lower() == "devoir":
            return "should" if conditional else "must"
        return "may" if conditional else "can"

    def _govern(self, token: Token) -> None:
        clause = self._clauses[token.i]
        clause.form = _form(token)
        if token.dep_ == "ROOT":
            return
        for above in token.ancestors:
            if above.i not in self._clauses:
                continue
            governor = self._clauses[above.i]
            if token.dep_ == "parataxis":
                governor.governor = governor.governor or clause  # "… », a déclaré le ministre"
            elif token.dep_ == "conj" and above == token.head and not clause.nominal:
                clause.governor, clause.tie = governor.governor, governor.tie
            else:
                clause.governor, clause.tie = governor, self._tie(token, above)
            return

    def _tie(self, token: Token, above: Token) -> tuple[str, str]:
        """How a predicate hangs on the one above: the relation, and the word in between."""
        word = next(
            (child.lower_ for child in token.children if child.dep_ in ("mark", "case")), ""
        )
        if token.head.i == above.i:
            return token.dep_, word
        return token.dep_, self._lemmas[token.head.i]


def _is(token: Token, feature: str, value: str) -> bool:
    return value in token.morph.get(feature, [])


def _form(token: Token) -> str:
    if _is(token, "VerbForm", "Inf"):
        return "infinitive"
    if _is(token, "VerbForm", "Part") and not _helped(token):
        return "gerund" if _is(token, "Tense", "Pres") else "participle"
    return "finite"


def _case(token: Token) -> str:
    """The preposition of a noun; "près" of "près de", "jusque" of "jusqu'au"."""
    words = [child for child in token.children if child.dep_ == "case"]
    for word in words:
        lemma = word.lemma_.lower()
        if lemma in ("jusque", "près", "contre"):
            return str(lemma)
    return str(words[0].lemma_.lower()) if words else ""


def _opens(token: Token) -> bool:
    return any(child.dep_ in ("xcomp", "ccomp") for child in token.children)


def _helped(token: Token) -> bool:
    return any(child.dep_.startswith("aux") for child in token.children)


def _inverted(token: Token) -> bool:
    """The speaker after the verb of an inserted clause, which the parser takes for its object."""
    before = token.nbor(-1).lower_ if token.i else ""
    inserted = token.dep_ == "parataxis" or before in (",", '"')
    helper = next((child for child in token.children if child.dep_ == "aux:tense"), None)
    if helper is not None and helper.i > 0:
        inserted = inserted or helper.nbor(-1).lower_ == ","
    return inserted and not any(child.dep_ in SUBJECTS for child in token.children)


def _is_relative(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.head in ("qui", "que", "lequel", "dont")


def _none_of(doc: Doc, phrase: Phrase, offset: int) -> bool:
    first = doc.char_span(phrase.start - offset, phrase.start - offset + 1, alignment_mode="expand")
    return first is not None and first[0].lemma_.lower() in ("aucun", "nul")
