"""French, as the reading knows it: clauses are given English lemmas, and the rules stay one."""

from __future__ import annotations

import re
from functools import partial

from peaceops.reading import models
from peaceops.reading.clauses import Clause
from peaceops.reading.context import Context
from peaceops.reading.french.clauses import french_clauses
from peaceops.reading.french.dates import find_french_dates
from peaceops.reading.french.names import french_names
from peaceops.reading.french.numbers import find_french_numbers
from peaceops.reading.french.people import find_french_offices
from peaceops.reading.french.speech import FRENCH_SPEECH
from peaceops.reading.gazetteer import Mention
from peaceops.reading.language_profile import Bounds, LanguageProfile
from peaceops.reading.models import load_model
from peaceops.reading.paragraphs import sentences
from peaceops.reading.people import NAME

__all__ = ["FRENCH"]


def _sentences_alone(
    plain: str, spans: list[Bounds], mentions: list[Mention], context: Context
) -> tuple[list[Clause], list[Bounds]]:
    """Without the model French has no clauses; offices, quotations and figures remain."""
    return [], [sentence for low, high in spans for sentence in sentences(plain, low, high)]


FRENCH = LanguageProfile(
    name="French",
    code="fr",
    names=french_names,
    dates=find_french_dates,
    numbers=find_french_numbers,
    offices=find_french_offices,
    speech=FRENCH_SPEECH,
    model=partial(load_model, models.FRENCH),
    clauses=french_clauses,
    shallow_parse=_sentences_alone,
    relevance_terms=re.compile(
        r"\b(?:missions?|mandat|forces?|casques?|troupes|soldats|militaires|polic\w+|tué\w*|mort\w*|"
        r"bless\w+|attaqu\w+|conseil|ils?|elles?|gouvernement|autorités|ministre|voix|convois?|"
        r"patrouilles?|visas?|personnes|civils?)\b",
        re.IGNORECASE,
    ),
    terms=re.compile(
        r"\b(?:missions?|mandat|casques|consentement|conseil|retrait|gouvernement|autorités|"
        r"troupes|forces?|opérations?|sécurité|terroris\w+|paix|partenaires?|civils?|guerre|"
        r"populations?|résolution|pays|région|décision|peuple|état|vote|souverain\w+|"
        r"restrictions?)\b",
        re.IGNORECASE,
    ),
    place=re.compile(
        r"\b(?:à|près d[e']|autour d[e']|aux environs d[e']|vers|(?:village|ville|localité|camp|"
        r"région|province|cercle|massacre|marché|base)s? d[eu'])\s*(?:la |le |l')?"
        rf"(?P<place>{NAME})"
    ),
    described=re.compile(
        r"\b(?P<word>mission|force|opération)(?: de (?:maintien de la )?paix)?"
        r"(?: de l'ONU| des Nations [uU]nies| onusienne)? (?:au|en|à|aux) (?:la |l')?$"
    ),
)
