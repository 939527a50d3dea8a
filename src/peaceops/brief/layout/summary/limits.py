"""What the brief cannot know: how old its data are, and the gaps that matter most."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.page import Bullets, Text
from peaceops.brief.words import cite, joined, say, verbatim
from peaceops.domain.figures import Gap
from peaceops.domain.messages import altered, capitalised

MOST = 3
"""Gaps that are named."""
RANKED = (
    "council.record",
    "options.none",
    "mandate.ends",
    "mandate.deadline_stated",
    "council.draft_kind",
    "violence.area",
    "violence.territory",
    "options.deaths",
    "violence.onset",
    "council.consent",
    "mission.strength_in_use_old",
    "mission.departures_open",
    "mission.paid_until",
    "mission.cost",
    "mandate.reports_due",
    "mission.footprint_old",
    "situation.events",
    "council.no-vote-on-mission",
)
"""Gaps that may change a decision, the gravest first; of a key the room and the last name."""


def data_until(brief: Brief) -> Text:
    """The last day of each subject that these data know, in one line."""
    days = [
        say("{subject} to {until}", subject=item.subject.words, until=item.until,
            cites=cite(item.figure))
        for item in brief.knowledge.subjects
        if item.until is not None
    ]  # fmt: skip
    return say("Data end: {days}.", days=joined(days)) if days else say("No data on record.")


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out what was not public or is not in the data, and the gravest gaps."""
    yield Bullets(
        (
            data_until(brief),
            say("What members say in consultations, and what a draft in negotiation holds, is not "
                "in public data; the odds rest on past votes and on what was stated."),
            *(_gap(gap) for gap in _gravest(brief)),
        ),
        "limits",
    )  # fmt: skip


def _gravest(brief: Brief) -> list[Gap]:
    """The first gap of each rank, the gravest first: of several hosts one stands for all."""
    by_rank: dict[int, Gap] = {}
    for gap in brief.gaps:
        by_rank.setdefault(_rank(gap), gap)
    return [by_rank[rank] for rank in sorted(by_rank) if rank < len(RANKED)][:MOST]


def _rank(gap: Gap) -> int:
    room, *_between, last = gap.key.split(".")
    key = f"{room}.{last}"
    return RANKED.index(key) if key in RANKED else len(RANKED)


def first_part(why: str) -> str:
    """What stands before the first semicolon."""
    return why.split(";", maxsplit=1)[0].rstrip(" .\u00a0")


def _gap(gap: Gap) -> Text:
    why = altered(gap.why, first_part)
    return say("{what}: {why}.", what=verbatim(capitalised(gap.what)),
               why=verbatim(why), cites=(page.gap(gap.key),))  # fmt: skip
