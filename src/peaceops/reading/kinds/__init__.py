"""Rules, one file a family of kinds; each gives proposals from an analysed text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peaceops.reading.kinds import (
    council, departures, host, incidents, mandates, measures, members, offices, relations,
    remarks, restrictions, strength,
)
from peaceops.reading.proposal import Proposal
from peaceops.reading.text import Text

FINDERS: tuple[Callable[[Text], Iterator[Proposal]], ...] = (
    mandates.find, council.find, host.find, members.find, departures.find, restrictions.find,
    incidents.find, relations.find, offices.find, strength.find, measures.find, remarks.find,
)


def every(text: Text) -> list[Proposal]:
    """All proposals of a text, in its order, without merging."""
    found = [one for finder in FINDERS for one in finder(text)]
    return sorted(found, key=lambda one: (one.start, one.end, one.kind, str(one.subject)))
