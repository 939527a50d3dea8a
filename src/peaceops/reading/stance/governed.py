"""Under which predicates a clause is still asserted; under every other it is not.

Words that deny are without number: "came close to", "pretended that", "has yet to". So a clause
under another predicate is taken for asserted only where that one is known to assert it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from peaceops.reading.clauses import Clause
from peaceops.reading.stance.cues import Language
from peaceops.reading.vocabulary import words_of
from peaceops.reading.words import DEMAND, PLAN, SAY

# Who says that something is so.
_TELLS = SAY | words_of("""
    confirm, reveal, disclose, acknowledge, admit, concede, show, know, learn, find, record,
    document, observe, reiterate, indicate, inform, notify, repeat, conclude, complain, regret,
    deplore, condemn, welcome, lament, testify, see, hear, remember, reply, respond, continue,
    agree, highlight, underscore, point, specify, estimate, denounce, praise, thank, caution,
    comment, tweet, post, reaffirm, maintain, communicate, signal, brief, happen, mean, be, express,
    criticise, criticize, insist, go, make, take
""")
# What is decided or begun.
_DOES = PLAN | words_of("""
    vote, resolve, vow, undertake, begin, start, continue, keep, finish, complete, proceed, go,
    come, move, return, help, use, manage, be, choose, elect, order, authorise, authorize, adopt,
    join, serve, let, make, leave, see, end
""")
_FACT = frozenset({"relcl", "acl:relcl"})
_COMPLEMENT = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass", "acomp"})
_BY = words_of("""
    after, by, since, upon, on, in, while, following, besides, despite, with, when, as, including
""")
_SETTLED = words_of("""
    due, set, scheduled, schedule, bound, sure, first, last, decision, plan, order, agreement, vote,
    announcement, pledge, commitment, resolution, intention, promise, move
""")
_STATED = words_of("""
    concern, fact, statement, announcement, confirmation, news, regret, point, reason, decision
""")
_PAPERS = words_of("""
    letter, statement, note, communique, message, declaration, resolution, period, term, mandate,
    request, decree
""")
_MODALS = words_of("would, could, may, might, should, must, can")
_NOT_YET = words_of("until, till, before, avant")
_IS_TO = re.compile(
    r"(?: (?:now|also|both|due|set|all|then|soon|necessary|essential|important|"
    r"\w+ly))*(?: (?:to|de|d'))?(?: \w+ly)?(?: be)? ?"
)
_APART = words_of("than, if, unless, whether, as if, lest, si")
_CHARGES = words_of("accuse, blame, allege, suspect")


def unclear(
    plain: str,
    clause: Clause,
    carriers: Sequence[Clause],
    *,
    alleged: bool = False,
    spoken: bool = False,
) -> bool:
    """Whether a clause hangs under a predicate that is not known to assert it.

    Args:
        plain: The text.
        clause: The clause.
        carriers: Clauses that say it together with this one; they are looked through.
        alleged: Whether an accusation is enough, as for incidents.
        spoken: Whether an infinitive under a verb of saying is what is said, as in French.
    """
    carried = {id(carrier) for carrier in carriers}
    current = clause
    for _ in range(8):
        above = current.governor
        if above is None:
            return False
        if id(above) not in carried:
            verdict = _under(current, above, plain, alleged=alleged, spoken=spoken)
            if verdict is not None:
                return verdict
        current = above
    return False


def _under(
    clause: Clause, above: Clause, plain: str, *, alleged: bool, spoken: bool
) -> bool | None:
    """Unclear, clear, or as clear as the predicate above."""
    relation, word = clause.tie
    if word in _APART:
        return True
    if relation in _FACT | {"acl", "advcl", "dep", "prep"}:
        return _adjunct(clause, above, plain)
    if relation in _COMPLEMENT and above.modal in _MODALS:
        return True  # "would make Mali ask"
    if relation == "pcomp" and not (alleged and above.lemma in _CHARGES):
        return word not in _BY
    if relation in _COMPLEMENT - {"pcomp"} and not clause.nominal:
        return _complement(clause, above, plain, spoken=spoken)
    return None


def _adjunct(clause: Clause, above: Clause, plain: str) -> bool | None:
    """A clause on a noun, or beside the main one: mostly a fact that is presupposed."""
    relation, word = clause.tie
    if clause.form == "gerund":
        apart = "," in plain[above.end : clause.start] or above.start > clause.start
        paper = relation == "acl" and word in _PAPERS
        return relation not in _FACT and not paper and word not in _BY and not apart
    if relation == "acl" and clause.form != "participle":
        noun = above.lemma if above.nominal else word
        return None if noun in (_SETTLED if clause.form == "infinitive" else _STATED) else True
    if relation in ("dep", "prep"):
        return None
    return clause.form == "infinitive" or word in _NOT_YET


_BEFORE_INFINITIVE = re.compile(
    r"\b(?:decid|plan|agree|vot|intend|set|due|beg[au]n|start|continu|pledg|promis|vow|prepar|"
    r"schedul|order|decision|going|is|are|was|were|undert|cho(?:o)?se)\w*(?: (?:today|"
    r"unanimously|\w+day|on \w+day))? to(?: \w+ly)? $",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto(?: \w+ly)? $")
_BEFORE_GERUND = re.compile(r"(?:, |\b(?:after|by|since|while|began|started) )(?:\w+ly )?$")


_TOLD = re.compile(
    r"\b(?:recall|not(?:es|ed|ing)|learn|know|knew|show|reveal|acknowledg|admit|concern|warn|"
    r"argu|found|"
    r"finds|request|ask|demand|want|insist|regret|deplor|emphasi|underlin|highlight|report(?:s|ed)|"
    r"claim|estimat|observ|record|document|so)\w*\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?P<told>[^,.;:\"]{3,60}?) that (?=[^,.;:\"]*$)")


def bare_complement(plain: str, language: Language, clause: Clause) -> bool:
    """Without a parse: whether a verb stands as an infinitive or gerund under an unknown word."""
    before = plain[max(clause.sentence[0], clause.start - 60) : clause.start]
    speech = _THAT.search(plain[clause.sentence[0] : clause.start])
    if speech and not language.speech.search(speech["told"]) and not _TOLD.search(speech["told"]):
        return True
    if _TO.search(before):
        carried = clause.governor is not None and clause.governor.lemma in DEMAND
        return not carried and _BEFORE_INFINITIVE.search(before) is None
    word = plain[clause.start : clause.end].split(maxsplit=1)[0]
    gerund = word.endswith("ing") and word.lower() != clause.lemma.split()[0]
    return gerund and _BEFORE_GERUND.search(before) is None


def _complement(clause: Clause, above: Clause, plain: str, *, spoken: bool) -> bool | None:
    word = clause.tie[1]
    if above.lemma == "be" and clause.form == "infinitive" and word not in _SETTLED:
        # "is to withdraw", and not "is a mistake for it to withdraw"
        return None if _IS_TO.fullmatch(plain[above.end : clause.start]) else True
    if clause.form in ("infinitive", "gerund"):
        if above.passive and above.lemma in SAY:
            return True  # "was said to have asked"
        asserts = above.lemma in _DOES or word in _SETTLED or (spoken and above.lemma in SAY)
    else:
        asserts = above.lemma in _TELLS | PLAN
    return None if asserts else True
