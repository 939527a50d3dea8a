"""French words for the English ones that the rules are written in.

The rules of each kind of statement speak of predicates and nouns by their English lemmas. A French
clause is given the same lemmas, so that the rules are written once.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from peaceops.reading.gazetteer import lines_of
from peaceops.reading.vocabulary import by_word

if TYPE_CHECKING:
    from spacy.tokens import Doc
else:
    Doc = Any

PREPOSITIONS = by_word("""
    to: à, au, aux
    in: en, dans
    from: de, du, des
    by: par
    for: pour
    against: contre
    with: avec
    on: sur
    between: entre
    since: depuis
    until: jusque
    before: avant
    after: après
    according to: selon
    near: près
    towards: vers, envers
    without: sans
    under: sous
""")
# A verb and the noun it leans on, which together are one predicate.
LIGHT_VERBS = by_word("""
    terminate: mettre fin, mettre terme
    end: prendre fin, toucher fin, fermer porte
    expire: arriver échéance, arriver terme, arriver expiration, venir échéance, venir expiration,
        venir terme
    die: trouver mort, perdre vie
    leave: plier bagage
    call: lancer appel
    kill: faire mort, faire victime
    praise: rendre hommage
    back: exprimer soutien, apporter soutien
    veto: opposer veto, mettre veto
""")
_SEVERAL = {
    ("casque", "bleu"): "peacekeeper",
    ("soldat", "paix"): "peacekeeper",
    ("porte", "parole"): "spokesman",
    ("laisser", "passer"): "clearance",
    ("couvre", "feu"): "curfew",
}
_APART = frozenset({"-", "de", "la", "les", "l'", "le"})


@cache
def lexicon() -> dict[str, str]:
    """English lemma by French lemma."""
    lines = lines_of("lexicon.csv", "peaceops.reading.french")
    return {line["french"]: line["english"] for line in lines}


def english_lemmas(doc: Doc) -> list[str]:
    """The English lemma of each token; its own in French where the lexicon has none."""
    english = lexicon()
    french = [_lemma(token.lemma_.lower(), token.lower_) for token in doc]
    lemmas = [english.get(lemma, lemma) for lemma in french]
    for i, first in enumerate(french):
        j = i + 1
        while j < len(french) and j - i < 4 and french[j] in _APART:
            j += 1
        if j < len(french) and (meaning := _SEVERAL.get((first, french[j]))):
            lemmas[i] = lemmas[j] = meaning
    return lemmas


_ENDINGS = (
    *(
        (ending, "er")
        for ending in ("e", "ent", "era", "eront", "erait", "eraient", "ait", "aient")
    ),
    ("s", ""),
    ("es", ""),
    *((f"{stem}{ending}", "er") for stem in ("é",) for ending in ("", "e", "s", "es")),
    *((f"enu{ending}", "enir") for ending in ("", "e", "s", "es")),
    *((f"i{ending}", "ir") for ending in ("", "e", "s", "es")),
)


def _lemma(lemma: str, form: str) -> str:
    """The lemmatiser leaves some plurals, and participles taken for adjectives, as they stand."""
    if lemma not in lexicon():
        for ending, other in _ENDINGS:
            if form.endswith(ending) and (base := form.removesuffix(ending) + other) in lexicon():
                return base
    return lemma
