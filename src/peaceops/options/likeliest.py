"""Which of several drafts is the likeliest: one order for briefs, comparisons and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from peaceops.domain.figures import Figure


class HasOdds(Protocol):
    """A draft, or an option that a draft settles."""

    @property
    def p_adopted(self) -> Figure | None:
        """That it is adopted once it is put to the vote; ``None`` without a vote."""

    @property
    def p_put_and_adopted(self) -> Figure | None:
        """That it is put to the vote and adopted; ``None`` where that is not known."""


Draft = TypeVar("Draft", bound=HasOdds)


def whole_odds(drafts: Iterable[HasOdds]) -> bool:
    """Whether it is known of every draft how likely it is put to the vote and adopted."""
    return all(draft.p_put_and_adopted is not None for draft in drafts)


def likeliest_first(drafts: Iterable[Draft]) -> tuple[tuple[Draft, Figure], ...]:
    """Order drafts by their odds, all of them by the same ones.

    Args:
        drafts: Drafts or options; those without a vote of the Council are left out.

    Returns:
        Each with the odds it is ranked by, the highest first: that it is put to the vote and
        adopted; where that is not known of all, that it is adopted once it is put. Drafts of equal
        odds stay as they stood.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> from peaceops.options import compare, status_quo
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> options = compare(status_quo(view, "MINUSMA")).options
    >>> likeliest_first(options)[0][1].label
    'Probability that a draft that ends the mission is put to the vote and adopted'
    """
    listed = [draft for draft in drafts if draft.p_adopted is not None]
    whole = whole_odds(listed)
    ranked = [
        (draft, odds)
        for draft in listed
        if (odds := draft.p_put_and_adopted if whole else draft.p_adopted) is not None
    ]
    return tuple(sorted(ranked, key=lambda pair: -float(pair[1].value or 0)))


def likeliest(drafts: Iterable[Draft], *, whole: bool = False) -> Draft | None:
    """Pick the draft with the highest odds, the first of equals.

    Args:
        drafts: As ``likeliest_first`` takes them.
        whole: Only by the odds that a draft is put to the vote and adopted.

    Returns:
        The draft; ``None`` where none has a vote, or where the odds asked for are not known of all.
    """
    ranked = likeliest_first(drafts)
    if not ranked or (whole and not whole_odds(draft for draft, _odds in ranked)):
        return None
    return ranked[0][0]
