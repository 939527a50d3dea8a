"""The drafts before the Council in order of their odds, and the members that do not back them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peaceops.council import DraftOdds
from peaceops.domain.figures import Figure
from peaceops.domain.messages import uncapitalised
from peaceops.options import likeliest_first, whole_odds

if TYPE_CHECKING:
    from peaceops.brief.document import Brief

SURE = 0.95
"""Odds of a yes above which a member is named in one line."""
EVEN = 0.5


@dataclass(frozen=True)
class RankedDraft:
    """A draft of an option, with the odds that it is ranked by.

    Attributes:
        label: Name of the option.
        odds: The odds of the Council's room.
        ranked_by: That it is put to the vote and adopted; where it is not known whether it is put
            to the vote, that it is adopted once it is.
    """

    label: str
    odds: DraftOdds
    ranked_by: Figure

    @property
    def label_within(self) -> str:
        """The label as it stands within a sentence."""
        return lower(self.label)


def lower(label: str) -> str:
    """Begin a label with a small letter, but for a name in capitals."""
    return label if label[1:2].isupper() else uncapitalised(label)


def ranked_drafts(brief: Brief) -> tuple[RankedDraft, ...]:
    """Every draft, the likeliest first; those of equal odds as the options stand."""
    labels = {draft.option: label for label, draft in brief.drafts}
    return tuple(
        RankedDraft(labels[draft.option], draft, odds)
        for draft, odds in likeliest_first(draft for _label, draft in brief.drafts)
    )


def likeliest_draft(brief: Brief) -> RankedDraft | None:
    """The draft likeliest to be put to the vote and adopted, where it is known which may be put."""
    ranked = ranked_drafts(brief)
    return ranked[0] if ranked and whole_odds(draft.odds for draft in ranked) else None


def withholding(draft: DraftOdds, below: float = EVEN) -> tuple[str, ...]:
    """Members (ISO 3) whose odds of a yes are below some odds, the least likely first."""
    rows = draft.members.sort("yes", maintain_order=True).iter_rows(named=True)
    return tuple(row["country"] for row in rows if row["yes"] < below)
