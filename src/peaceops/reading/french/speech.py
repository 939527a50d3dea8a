"""How French says who speaks."""

from __future__ import annotations

import re

from peaceops.reading.quotes import Attribution

_DONE = (
    "déclaré|dit|affirmé|ajouté|indiqué|expliqué|estimé|précisé|souligné|martelé|lancé|assuré|"
    "insisté|averti|annoncé|rappelé|écrit|répondu|dénoncé|commenté|poursuivi|regretté|conclu|jugé|"
    "prévenu|confié|admis|réagi|plaidé"
)
_NOW = (
    "déclare|dit|affirme|ajoute|indique|explique|estime|précise|souligne|assure|insiste|avertit|"
    "rappelle|écrit|dénonce|regrette|juge|poursuit|prévient|selon|d'après"
)
_VERB = rf"(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on))?\s+(?:\w+\s)?(?:{_DONE})|{_NOW})"
FRENCH_SPEECH = Attribution(
    verb=re.compile(rf"\b{_VERB}\b"),
    after=re.compile(
        rf"^[,\s]*(?:(?:a|avait)-t-(?P<who1>il|elle)\s+(?:{_DONE})\b|"
        rf"{_VERB}\s+(?:à (?:la presse|l'AFP|des journalistes)\s+)?(?P<who2>[^.;\"\n]{{2,110}}))"
    ),
    saying=re.compile(rf"\b{_VERB}\b(?=[^.;\"\n]{{0,80}}$)"),
    clause=re.compile(r"[^.;\"\n]{2,160}$"),
    pronoun=re.compile(
        r"^\s*(?:et\s+)?(?:il|elle|l[ea] (?:\w+ )?(?:chef\w* (?:de l'État|de la diplomatie|du "
        r"gouvernement|de la mission)|(?:ministre|responsable|ambassad\w+|émissaire|diplomate|"
        r"président\w?|porte-parole|représentante?)(?!\s+(?:de|du|des|d'|[A-Z]))))\b",
        re.IGNORECASE,
    ),
    delegate=re.compile(
        r"\b(?:représentante?|déléguée?|délégation|ambassad\w+) (?:de la |de l'|du |des |de |d')"
    ),
)
