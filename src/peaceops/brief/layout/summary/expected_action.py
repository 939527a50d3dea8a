"""What the Council is expected to do: the odds of each draft, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.drafts import RankedDraft, lower, ranked_drafts
from peaceops.brief.layout.council_odds import needs
from peaceops.brief.layout.draft_path import planned_vote
from peaceops.brief.layout.missing import missing
from peaceops.brief.page import Facts, Paragraph, Text
from peaceops.brief.words import Name, cell, cite, joined, name, say, verbatim, with_small
from peaceops.options import whole_odds

LARGE = 4
"""Options whose odds are set in large type."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the odds of each option; those beyond the fourth in one line."""
    ranked = ranked_drafts(brief)
    if not ranked:
        yield missing(brief, "No odds of a vote are given.", "council.record", "options.none")
        return
    whole = whole_odds(draft.odds for draft in ranked)
    yield Paragraph((_what_they_are(brief, whole=whole),), "note")
    shown = ranked[:LARGE]
    yield Facts(tuple((draft.label, _odds(draft, whole=whole)) for draft in shown), "odds")
    rest = [say("{label} {odds}", label=Name(draft.label_within), odds=draft.ranked_by)
            for draft in ranked[LARGE:]]  # fmt: skip
    lines = [say("Other options: {rest}.", rest=joined(rest))] if rest else []
    free = [
        name(lower(result.label))
        for result in brief.comparison.options
        if result.id not in brief.council.drafts
    ]
    if free:
        lines.append(say("Without a vote of the Council: {labels}.", labels=joined(free)))
    first = ranked[0]
    lines.append(
        say("{label}, once put to the vote: {needs}", label=Name(first.label),
            needs=verbatim(needs(first.odds)), cites=cite(first.odds.expected_yes))
    )  # fmt: skip
    vote = planned_vote(brief)
    yield Paragraph((*(() if vote is None else (vote,)), *lines))


def _what_they_are(brief: Brief, *, whole: bool) -> Text:
    if not whole:
        return say("Odds that a draft is adopted once it is put to the vote; whether it would be "
                   "put to the vote is not known.")  # fmt: skip
    ends = brief.mandate.figure("ends")
    if ends is None or brief.mandate.days_left is None:
        return say("Odds that a draft of each kind is put to the vote next and adopted.")
    return say("Odds that a draft of each kind is put to the vote as the mandate runs out on "
               "{ends}, and adopted.", ends=ends)  # fmt: skip


def _odds(draft: RankedDraft, *, whole: bool) -> Text:
    text = cell(draft.ranked_by, interval=False, strong=True)
    unanimous = draft.odds.p_unanimous
    if not whole:
        return with_small(text, say("unanimous {odds}", odds=unanimous))
    return with_small(
        text,
        say("once put to the vote: adopted {adopted}, unanimous {unanimous}",
            adopted=draft.odds.p_adopted, unanimous=unanimous),
    )  # fmt: skip
