"""What the reading needs to know of a language, in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peaceops.reading.clauses import Clause
from peaceops.reading.context import Context
from peaceops.reading.dates import When
from peaceops.reading.gazetteer import Mention, Names
from peaceops.reading.missions import Missions
from peaceops.reading.nouns import Coreference
from peaceops.reading.numbers import Number
from peaceops.reading.people import Office
from peaceops.reading.quotes import Attribution

Bounds = tuple[int, int]


@dataclass(frozen=True)
class LanguageProfile:
    """A language that is read.

    Attributes:
        name: Its English name.
        code: Its code in ISO 639-1.
        names: Forms of states, of the missions that are known, bodies, groups, offices and
            capabilities.
        dates: Dates in words, resolved against the day of publication.
        numbers: Numbers in words and digits.
        offices: Who is what of where.
        speech: How it says who speaks.
        model: Loads spaCy's packaged model; ``None`` where it is not installed.
        clauses: Clauses of a parsed stretch, with English lemmas: parse, offset, names in it,
            context, subjects before.
        shallow_parse: Clauses and sentences without a model: text, paragraphs, names, context.
        relevance_terms: Words that make a paragraph worth a parse.
        terms: Words that make a quotation bear on the mission.
        place: A place behind its preposition, as the group ``place``.
        described: A mission's description right before the state it is in, with group ``word``.
    """

    name: str
    code: str
    names: Callable[[Missions], Names]
    dates: Callable[[str, date], list[When]]
    numbers: Callable[[str], list[Number]]
    offices: Callable[[str, list[Mention], Context], list[Office]]
    speech: Attribution
    model: Callable[[], Any]
    clauses: Callable[[Any, int, list[Mention], Context, Coreference], list[Clause]]
    shallow_parse: Callable[
        [str, list[Bounds], list[Mention], Context], tuple[list[Clause], list[Bounds]]
    ]
    relevance_terms: re.Pattern[str]
    terms: re.Pattern[str]
    place: re.Pattern[str]
    described: re.Pattern[str]
