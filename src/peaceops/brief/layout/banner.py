"""The banner: where the data of the brief end before its date, and how to get newer files.

It names only what the brief shows: strength that the analyst states is not missing, nor is the
spending of a mission whose money was never on record.
"""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief.document import Brief
from peaceops.brief.layout.headlines import when_in_use
from peaceops.brief.page import Banner, Text
from peaceops.brief.words import Count, Name, cite, joined, say
from peaceops.edition import HOW_TO_GET, SubjectKnown

COUNCIL = {
    "votes": ("The record of the Council's votes", "what was decided since"),
    "mandates": (
        "The record of mandates",
        "a term, a ceiling or a task that was decided since",
    ),
}
"""Subjects without which the answer may be wrong, and what is not in the brief then."""


def banner(brief: Brief) -> Banner | None:
    """What the data lack for the date of a brief.

    Returns:
        What is missing in a sentence each, with how to get newer files; ``None`` where nothing
        that the brief shows is missing. It is urgent where decisions of the Council are.
    """
    late = [item for item in brief.knowledge.missing if _matters(brief, item)]
    council = [item for item in late if item.subject.name in COUNCIL]
    others = [item for item in late if item.subject.name not in COUNCIL]
    texts = [*_council(brief, council), *_others(brief, others, also=bool(council))]
    if not texts:
        return None
    return Banner((*texts, Text(f"{HOW_TO_GET}.", code=True)), urgent=bool(council))


def _matters(brief: Brief, item: SubjectKnown) -> bool:
    """Whether the brief shows something of the subject, which is older than it might be."""
    match item.subject.name:
        case "strength":
            baseline = brief.picture.strength.baseline
            return baseline is not None and baseline.basis != "stated"
        case "deaths":
            return brief.situation.until is not None
        case "fatalities":
            return brief.situation.peacekeepers.figures is not None
        case "money":
            return brief.picture.money.expenditure is not None
    return item.subject.name in COUNCIL


def _council(brief: Brief, late: list[SubjectKnown]) -> Iterator[Text]:
    # The record of mandates is made from decisions: where both end, its end says no more.
    by_name = {item.subject.name: item for item in late}
    votes, mandates = by_name.get("votes"), by_name.get("mandates")
    if votes and mandates and votes.until == mandates.until:
        yield _record_ends(brief, votes, mandates)
        return
    for item in (votes, mandates):
        if item is not None:
            yield _record_ends(brief, item)


def _record_ends(brief: Brief, item: SubjectKnown, *same: SubjectKnown) -> Text:
    assert item.until is not None, "what never began is not late"
    what, lacking = COUNCIL[item.subject.name]
    return say(
        "{what} ends on {until}, {days} before {as_of}: {lacking} is not in this brief.",
        what="The record of the Council" if same else what,
        until=item.until,
        days=Count((brief.as_of - item.until).days, (item.figure,), "day"),
        as_of=brief.as_of,
        lacking=lacking,
        strong=True,
    )


def _others(brief: Brief, late: list[SubjectKnown], *, also: bool) -> Iterator[Text]:
    if late:
        missing = joined(_missing(brief, item) for item in late)
        yield say("{start}: {missing}.", missing=missing,
                  start="Also missing" if also else "Missing from the data")  # fmt: skip


def _missing(brief: Brief, item: SubjectKnown) -> Text:
    assert item.until is not None, "what never began is not late"
    used = say("")
    if item.subject.name == "strength":
        used = say(" (in use: {when})", when=Name(when_in_use(brief.picture)))
    return say("{what} after {until}{used}", what=item.subject.words, until=item.until, used=used,
               cites=cite(item.figure))  # fmt: skip
