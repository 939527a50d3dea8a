"""Names in French sentences: states by their French names, with article and preposition."""

from __future__ import annotations

import re
from functools import cache

from peaceops.domain.countries import country_codes, french_names, name_of

PREFERRED = {
    "COD": "République démocratique du Congo",
    "COG": "Congo",
    "BLR": "Bélarus",
    "IRQ": "Iraq",
    "KOR": "République de Corée",
    "LBR": "Libéria",
    "MDA": "République de Moldova",
    "MMR": "Myanmar",
    "NGA": "Nigéria",
    "PSE": "Palestine",
    "RUS": "Fédération de Russie",
    "SLV": "El Salvador",
    "SYR": "Syrie",
    "TLS": "Timor-Leste",
    "CSK": "Tchécoslovaquie",
    "DDR": "République démocratique allemande",
    "SCG": "Serbie-et-Monténégro",
    "SUN": "Union des Républiques socialistes soviétiques",
    "YMD": "Yémen démocratique",
    "YUG": "Yougoslavie",
}
"""Names as the United Nations writes them in French, where the table begins with another."""
BARE = frozenset(
    ("Anguilla", "Aruba", "Bahreïn", "Chypre", "Cuba", "Curaçao", "Djibouti", "El Salvador",
     "Gibraltar", "Guam", "Haïti", "Israël", "Kiribati", "Madagascar", "Malte", "Maurice",
     "Mayotte", "Monaco", "Nauru", "Oman", "Porto Rico", "Singapour", "Sri Lanka", "Taïwan",
     "Tuvalu", "Vanuatu")
)  # fmt: skip
"""Names that take no article."""
PLURAL = re.compile(
    r"États-Unis|Émirats|Pays-Bas|Philippines|Comores|Seychelles|Maldives|Bahamas|Bermudes|Fidji"
    r"|Îles |Palaos|Samoa am|Territoires|Tonga$"
)
MASCULINE_IN_E = frozenset(("Belize", "Cambodge", "Mexique", "Mozambique", "Zimbabwe", "Yémen"))
FEMININE = ("République", "Fédération", "Côte d", "Union des", "Sierra Leone", "Corée", "Arabie",
            "Guinée", "Nouvelle", "Papouasie", "Bosnie", "Afrique", "Macédoine", "Serbie",
            "Trinité", "Géorgie", "Polynésie", "Guyane")  # fmt: skip
MASCULINE = ("Yémen", "Royaume", "Sahara", "Territoire ", "Timor", "Burkina", "Costa", "Myanmar")
MISSIONS_MASCULINE = frozenset(("BINUH", "BANUS", "GOMNUIP", "GOMNUII", "BINUGBIS", "GANUPT"))
WITHOUT_ELISION = re.compile(r"[^AEIOUYHÀÂÉÈÊÎÔÛaeiouhàâéèêîôû]|Y|Ha")
ACRONYM = re.compile(r"[A-Z][A-Z-]{2,}(?:-[A-Z]+)?$|Mission des bons")


@cache
def _by_english() -> dict[str, str]:
    first: dict[str, str] = {}
    for form, code, how in french_names():
        if how == "name":
            first.setdefault(code, form)
    first |= PREFERRED
    return {name_of(code): first[code] for code in country_codes() if code in first}


def state_in_french(name: str) -> str | None:
    """French name of a state by its English one, with or without its article; ``None`` if none.

    >>> state_in_french("the Democratic Republic of the Congo")
    'République démocratique du Congo'
    """
    states = _by_english()
    return states.get(name) or states.get(name.removeprefix("the "))


FORMS = {
    "masculine": {"the": "le ", "in": "au ", "to": "au ", "of": "du "},
    "feminine": {"the": "la ", "in": "en ", "to": "à la ", "of": "de la "},
    "elided": {"the": "l'", "in": "en ", "to": "à l'", "of": "de l'"},
    "plural": {"the": "les ", "in": "aux ", "to": "aux ", "of": "des "},
    "bare": {"the": "", "in": "à ", "to": "à ", "of": "de "},
    "bare elided": {"the": "", "in": "à ", "to": "à ", "of": "d'"},
    "noun": {"the": "", "in": "en ", "to": "à ", "of": "de "},
    "noun elided": {"the": "", "in": "en ", "to": "à ", "of": "d'"},
    "mission": {"the": "la ", "in": "à la ", "to": "à la ", "of": "de la "},
    "mission elided": {"the": "l'", "in": "à l'", "to": "à l'", "of": "de l'"},
    "date": {"the": "le ", "in": "en ", "to": "au ", "of": "du "},
}
"""What stands before a name of each kind."""


def preposition(name: str, how: str) -> str:
    """Put an article or preposition before a name.

    Args:
        name: Name of a state, acronym of a mission, or any noun with its article.
        how: ``the``, ``in``, ``of``, ``to`` or ``by``; anything else leaves the name alone.

    >>> [preposition("Mali", how) for how in ("the", "in", "of", "by")]
    ['le Mali', 'au Mali', 'du Mali', 'par le Mali']
    >>> preposition("Syrie", "in"), preposition("États-Unis", "of"), preposition("MINUSMA", "of")
    ('en Syrie', 'des États-Unis', 'de la MINUSMA')
    """
    if not name:
        return name
    if how == "by":
        return f"par {preposition(name, 'the')}"
    words = f"{FORMS[_kind(name)].get(how, '')}{name}"
    for apart, contracted in CONTRACTIONS.items():
        if words.startswith(apart):
            return contracted + words.removeprefix(apart)
    return words


CONTRACTIONS = {
    "de le ": "du ",
    "de les ": "des ",
    "à le ": "au ",
    "à les ": "aux ",
    "en le ": "au ",
    "en les ": "dans les ",
}


def _kind(name: str) -> str:
    elided = "" if WITHOUT_ELISION.match(name) else " elided"
    if not name[0].isalpha() or name[0].islower():
        return "date" if name[0].isdigit() else f"noun{elided}"
    if name in BARE or name.startswith(("Saint-", "Sainte-", "Sao")):
        return f"bare{elided}"
    if ACRONYM.match(name):
        return "masculine" if name in MISSIONS_MASCULINE else f"mission{elided}"
    if PLURAL.match(name) or elided:
        return "plural" if PLURAL.match(name) else "elided"
    masculine = name.startswith(MASCULINE) or name in MASCULINE_IN_E
    feminine = name.startswith(FEMININE) or name.endswith("e")
    return "feminine" if feminine and not masculine else "masculine"
