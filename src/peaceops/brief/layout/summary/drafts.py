"""The drafts before the Council in order of their odds, and the members that do not back them."""

from __future__ import annotations

from dataclasses import dataclass

from peaceops.brief.document import Brief
from peaceops.council import DraftOdds
from peaceops.domain.figures import Figure

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
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def whole_odds(brief: Brief) -> bool:
    """Whether it is known of every draft how likely it is put to the vote."""
    return all(draft.p_put_and_adopted is not None for _label, draft in brief.drafts)


def ranked_drafts(brief: Brief) -> tuple[RankedDraft, ...]:
    """Every draft, the likeliest first; those of equal odds as the options stand."""
    whole = whole_odds(brief)
    ranked = [
        RankedDraft(label, draft, (draft.p_put_and_adopted if whole else None) or draft.p_adopted)
        for label, draft in brief.drafts
    ]
    return tuple(sorted(ranked, key=lambda draft: -float(draft.ranked_by.value or 0)))


def withholding(draft: DraftOdds, below: float = EVEN) -> tuple[str, ...]:
    """Members (ISO 3) whose odds of a yes are below some odds, the least likely first."""
    rows = draft.members.sort("yes", maintain_order=True).iter_rows(named=True)
    return tuple(row["country"] for row in rows if row["yes"] < below)
