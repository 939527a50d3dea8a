"""English, as the reading knows it."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from peaceops.reading import models
from peaceops.reading.clauses import Clause
from peaceops.reading.context import Context
from peaceops.reading.dates import find_dates
from peaceops.reading.gazetteer import Mention, english_names
from peaceops.reading.language_profile import LanguageProfile
from peaceops.reading.models import load_model
from peaceops.reading.nouns import Coreference, Nouns
from peaceops.reading.numbers import find_numbers
from peaceops.reading.parsed import ParsedClauses
from peaceops.reading.people import NAME, find_offices
from peaceops.reading.quotes import ENGLISH as SPEECH
from peaceops.reading.shallow import shallow_clauses


def _clauses(
    doc: Any, offset: int, mentions: list[Mention], context: Context, coreference: Coreference
) -> list[Clause]:
    return ParsedClauses(Nouns(doc, offset, mentions, context, coreference)).build()


ENGLISH = LanguageProfile(
    name="English",
    code="en",
    names=english_names,
    dates=find_dates,
    numbers=find_numbers,
    offices=find_offices,
    speech=SPEECH,
    model=partial(load_model, models.ENGLISH),
    clauses=_clauses,
    shallow_parse=shallow_clauses,
    relevance_terms=re.compile(
        r"\b(?:missions?|mandate|forces?|peacekeep\w*|troops|soldiers|police|kill\w*|died|dead|"
        r"wounded|attack\w*|council|he|she|they|government|minister|votes?|convoy|patrols?|visas?|"
        r"people)\b",
        re.IGNORECASE,
    ),
    terms=re.compile(
        r"\b(?:mission|mandate|peacekeep\w+|consent|council|withdraw\w*|government|authorit\w+|"
        r"troops|forces?|operations?|security|terroris\w+|peace|partners?|civilians?|war|"
        r"status-of-forces|populations?|resolution|country|helmets|region|decision|settlement|"
        r"people|state|vote|sovereignty|call)\b",
        re.IGNORECASE,
    ),
    place=re.compile(
        rf"\b(?:in|at|near|around|outside|of|from)\s+(?:the\s+)?(?:(?:village|town|city|"
        rf"area|region|province|"
        rf"camp|market|northern|southern|eastern|western|central)\s+(?:of\s+)?)*(?P<place>{NAME})"
    ),
    described=re.compile(
        r"\b(?P<word>mission|(?<=peacekeeping )(?:force|operation))\s+(?:in|for)\s+(?:the\s+)?$"
    ),
)
