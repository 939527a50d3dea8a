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


def preposition(name: str, how: str) -> str:
    """Put an article or preposition before a name.

    Args:
        name: Name of a state, acronym of a mission, or any noun that stands without an article.
        how: ``the``, ``in``, ``of``, ``to`` or ``by``; anything else leaves the name alone.

    >>> [preposition("Mali", how) for how in ("the", "in", "of")]
    ['le Mali', 'au Mali', 'du Mali']
    >>> preposition("Syrie", "in"), preposition("États-Unis", "of"), preposition("MINUSMA", "of")
    ('en Syrie', 'des États-Unis', 'de la MINUSMA')
    """
    if how not in ("the", "in", "of", "to", "by") or not name:
        return name
    if name[0].isdigit():
        return {"of": f"du {name}", "the": f"le {name}", "in": f"en {name}", "to": f"au {name}"}.get(
            how, name
        )
    if not name[0].isupper():
        # An ordinary noun, which brings its article, or a month.
        elided = not WITHOUT_ELISION.match(name)
        if how == "of":
            if name.startswith("le "):
                return f"du {name[3:]}"
            if name.startswith("les "):
                return f"des {name[4:]}"
            return f"d'{name}" if elided else f"de {name}"
        return {"in": f"en {name}", "to": f"à {name}", "by": f"par {name}"}.get(how, name)
    elided = not WITHOUT_ELISION.match(name)
    gender = _gender(name)
    if how == "by":
        return f"par {preposition(name, 'the')}"
    if gender == "bare":
        words = {"the": "", "in": "à ", "to": "à ", "of": "d'" if elided else "de "}
        return f"{words[how]}{name}"
    if gender == "plural":
        return f"{ {'the': 'les', 'in': 'aux', 'to': 'aux', 'of': 'des'}[how]} {name}"
    if elided:
        if how == "in":
            return f"en {name}" if not ACRONYM.match(name) else f"à l'{name}"
        return f"{ {'the': '', 'to': 'à ', 'of': 'de '}[how]}l'{name}"
    if gender == "masculine":
        return f"{ {'the': 'le', 'in': 'au', 'to': 'au', 'of': 'du'}[how]} {name}"
    feminine = {"the": "la", "in": "à la" if ACRONYM.match(name) else "en", "to": "à la",
                "of": "de la"}  # fmt: skip
    return f"{feminine[how]} {name}"


def _gender(name: str) -> str:
    if name in BARE or name.startswith(("Saint-", "Sainte-", "São", "Sao")):
        return "bare"
    if PLURAL.match(name):
        return "plural"
    if ACRONYM.match(name):
        return "masculine" if name in MISSIONS_MASCULINE else "feminine"
    if name.startswith(FEMININE):
        return "feminine"
    if name.startswith(MASCULINE) or name in MASCULINE_IN_E:
        return "masculine"
    return "feminine" if name.endswith("e") else "masculine"
