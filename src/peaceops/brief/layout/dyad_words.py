"""Dyads with their deaths, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peaceops.brief.document import Brief
from peaceops.brief.layout.actor_names import ONE_OF, sides_of
from peaceops.brief.page import Text
from peaceops.brief.words import Count, Name, joined, say
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message

Row = dict[str, Any]


def dyads_with_deaths(brief: Brief, rows: Sequence[Row]) -> Text:
    """Dyads with their deaths; the first says what the numbers are."""
    items: list[Text] = []
    names: set[str] = set()
    for row in rows:
        who = sides_of(row)
        again = who in names and who.startswith(ONE_OF)
        names.add(who)
        who = message("another of {one_of}", one_of=who.removeprefix(ONE_OF)) if again else who
        items.append(dyad_with_deaths(brief, row, who, first=not items))
    return joined(items)


def dyad_with_deaths(brief: Brief, row: Row, who: str, *, first: bool) -> Text:
    """A dyad with its deaths, those of the twelve months before, and how many can lie here."""
    key = (row["country"], row["dyad"])
    last, before = brief.actors.last_12[key], brief.actors.previous_12[key]
    elsewhere = bool(row["elsewhere"])
    where = say(" in all its countries" if elsewhere else "")
    here, here_before = (
        _at_most_here(row, figure, period) if elsewhere else say("")
        for figure, period in ((last, "12"), (before, "previous_12"))
    )
    noun = " death" if last.value == 1 else " deaths"
    period = " in the twelve months"
    return say(
        "{who} ({last:value}{noun}{where}{here}; {before:value}{period} before{here_before})",
        who=Name(who), last=last, noun=noun if first else "", where=where, here=here,
        before=before, period=period if first else "", here_before=here_before,
    )  # fmt: skip


def _at_most_here(row: Row, deaths: Figure, period: str) -> Text:
    """How many of a dyad's deaths of a period can lie in the host, where that is not all."""
    at_most = row[f"at_most_{period}"]
    if at_most is None or at_most >= int(deaths.value or 0):
        return say("")
    return say(", at most {at_most} in {host}", at_most=Count(at_most, (deaths,)),
               host=name_in_a_sentence(row["country"]))  # fmt: skip
