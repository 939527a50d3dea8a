"""Names of the sides of a dyad as a reader meets them, in sentences and in titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peaceops.brief.wording import sentence_list
from peaceops.domain.countries import UnknownCountry, country, name_in_a_sentence
from peaceops.domain.messages import as_it_is, capitalised, message
from peaceops.domain.violence_types import ONE_SIDED
from peaceops.situation import GOVERNMENT_OF

ONE_OF, SEVERAL = "one of ", "active years of several"
"""How a perpetrator is named that may be one of several, and what the record calls such a name."""


def sides_of(row: Mapping[str, Any], *, in_title: bool = False) -> str:
    """Name the sides of a dyad, or the perpetrator of one-sided violence.

    Args:
        row: Row of ``Actors.dyads``.
        in_title: Without articles, with a dash between two sides.

    >>> row = {"type": "state_based", "side_a": "Government of DR Congo (Zaire)", "side_b": "AFC"}
    >>> sides_of(row)
    'the Government of the Democratic Republic of the Congo against AFC'
    """
    first = party(row["side_a"], article=not in_title)
    if row.get("named_by") == SEVERAL:
        first = ONE_OF + sentence_list(first.split(" or "))
        first = (
            message(
                "{first} (dyad {dyad})",
                first=capitalised(first),
                dyad=row["dyad"],
            )
            if in_title
            else first
        )
    if row["type"] == ONE_SIDED:
        return message("{first}, civilians killed", first=first) if in_title else first
    second = party(row["side_b"], article=not in_title)
    return (
        message("{first} – {second}", first=first, second=second)
        if in_title
        else message("{first} against {second}", first=first, second=second)
    )


def party(actor: str, *, article: bool = True) -> str:
    """Name an actor of UCDP's: governments by the names of their states today.

    Args:
        actor: As UCDP spells it.
        article: Whether ``the`` stands before a government.

    >>> party("Government of Russia (Soviet Union)")
    'the Government of the Russian Federation'
    >>> party("JNIM")
    'JNIM'
    """
    if not actor.startswith(GOVERNMENT_OF):
        return as_it_is(actor)
    states = [
        part.removeprefix(GOVERNMENT_OF)
        for part in actor.split(message(", {government_of}", government_of=GOVERNMENT_OF))
    ]
    the = "the " if article else ""
    noun = "Government" if len(states) == 1 else "Governments"
    return message(
        "{the}{noun} of {sentence_list}",
        the=the,
        noun=noun,
        sentence_list=sentence_list([_state(state) for state in states]),
    )


def _state(words: str) -> str:
    try:
        return name_in_a_sentence(country(words).code)
    except UnknownCountry:
        return words
