"""Why this number: past years most like the last one, and what followed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import Any

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.page import Column, Heading, Paragraph, Table, Text
from peaceops.brief.words import Count, Name, cite, count, joined, name, on, say
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.violence import LookAlikes

SHOWN = 5
"""Years in the table, of all hosts together."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Show the years most alike; nothing where no host had a death in its last year."""
    answers = brief.look_alikes
    if not answers:
        return
    rows = _rows(answers)
    several = len(answers) > 1
    yield Heading("look-alikes", "Why this number: what followed years like the last one")
    yield Paragraph(
        (_in_words(answers), say("They are a check on the forecast, not a part of it."))
    )
    yield Table(
        "look-alikes-table",
        "Past years most like the last one, of any country",
        (
            *((Column("Like"),) if several else ()),
            Column("Country"),
            Column("Twelve months to"),
            Column("Deaths in them", True),
            Column("In the twelve after", True),
        ),
        tuple(
            (
                *((name(name_of(host)),) if several else ()),
                name(name_of(row["unit"])),
                on(row["month"], "month"),
                count(row["deaths_before"]),
                count(row["deaths_after"], strong=row["deaths_after"] > row["deaths_before"]),
            )
            for host, row in rows
        ),
        cite(*(answer.worse for answer in answers)),
        note="In bold: more deaths than before. The most alike first.",
        csv="look_alikes",
    )


def _in_words(answers: Sequence[LookAlikes]) -> Text:
    """Of how many past years more deaths followed, host by host."""
    if len(answers) == 1:
        answer = answers[0]
        years = Count(answer.episodes.height, (answer.worse,), "past year")
        place = name_in_a_sentence(answer.country)
        if not answer.worse.value:
            return say("Of the {years} of any country most like the last one in {place}, none had "
                       "more deaths in the year after.", years=years, place=place)  # fmt: skip
        return say("Of the {years} of any country most like the last one in {place}, {worse:value} "
                   "had more deaths in the year after.", years=years, place=place,
                   worse=answer.worse)  # fmt: skip
    each = joined([
        say("{place} {worse:value} of {years}", place=name_in_a_sentence(answer.country),
            worse=answer.worse, years=Name(str(answer.episodes.height)))
        for answer in answers
    ])  # fmt: skip
    return say("Past years most like the last one that were followed by more deaths: {each}.",
               each=each)  # fmt: skip


def _rows(answers: Sequence[LookAlikes]) -> list[tuple[str, dict[str, Any]]]:
    """The years shown, with the host they are like: of several hosts the likest of each first."""
    by_host = [[(answer.country, row) for row in answer.episodes.to_dicts()] for answer in answers]
    taken = [pair for pair in chain(*zip_longest(*by_host)) if pair is not None][:SHOWN]
    order = [answer.country for answer in answers]
    return sorted(taken, key=lambda pair: order.index(pair[0]))
