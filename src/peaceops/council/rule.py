"""The voting rule of the Security Council as pure functions.

Charter, article 27: a decision needs nine affirmative votes of fifteen, and on matters other than
procedure no negative vote of a permanent member. Before the Council was enlarged, as of 1 January
1966 (A/RES/1991 A (XVIII)), it was seven of eleven. An abstention or absence of a permanent member
is no veto (constant practice, upheld by the International Court of Justice: Legal Consequences for
States of the Continued Presence of South Africa in Namibia, Advisory Opinion, 1971, para. 22).
A draft short of the needed votes fails, whoever voted against it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from peaceops.errors import EditionError

Outcome = Literal["adopted", "vetoed", "failed"]
ENLARGED = date(1966, 1, 1)
VOTES = ("yes", "no", "abstain", "not_participating", "absent")


def size(on: date) -> int:
    """Number of members of the Council on a day: 11 before 1966, 15 since."""
    return 15 if on >= ENLARGED else 11


def needed(on: date) -> int:
    """Affirmative votes that a draft needs on a day: 7 before 1966, 9 since."""
    return 9 if on >= ENLARGED else 7


def outcome(
    votes: Mapping[str, str],
    members: Collection[str],
    permanent: Collection[str],
    on: date,
    *,
    procedural: bool = False,
) -> Outcome:
    """Say what becomes of a draft.

    Args:
        votes: Member to its vote (``VOTES``); a member that is left out was absent.
        members: All members seated that day.
        permanent: Those among them with a permanent seat.
        on: Day of the vote.
        procedural: True for a procedural matter, on which there is no veto (article 27 (2)).

    Raises:
        EditionError: A state that is no member votes, a vote has another name, or ``members``
            are more or fewer than the Charter gives.
    """
    _check(votes, members, permanent, on)
    if sum(vote == "yes" for vote in votes.values()) < needed(on):
        return "failed"
    if not procedural and any(votes.get(member) == "no" for member in permanent):
        return "vetoed"
    return "adopted"


def adopted(
    votes: npt.NDArray[np.str_], permanent: npt.NDArray[np.bool_], on: date
) -> npt.NDArray[np.bool_]:
    """Tell which of many drawn votes adopt a draft that is not procedural.

    Args:
        votes: Array of draws by members, with the words of ``VOTES``.
        permanent: Which members have a permanent seat.
        on: Day of the vote.
    """
    enough = (votes == "yes").sum(axis=1) >= needed(on)
    vetoed = (votes[:, permanent] == "no").any(axis=1)
    return np.asarray(enough & ~vetoed)


def outcome_of_tally(yes: pl.Expr, vetoes: pl.Expr, on: pl.Expr, procedural: pl.Expr) -> pl.Expr:
    """The rule over a column of tallies.

    Args:
        yes: Affirmative votes.
        vetoes: Negative votes of permanent members.
        on: Day of the vote.
        procedural: True on procedural matters.
    """
    enough = yes >= pl.when(on >= ENLARGED).then(9).otherwise(7)
    return (
        pl.when(~enough)
        .then(pl.lit("failed"))
        .when((vetoes > 0) & ~procedural)
        .then(pl.lit("vetoed"))
        .otherwise(pl.lit("adopted"))
    )


def _check(
    votes: Mapping[str, str], members: Collection[str], permanent: Collection[str], on: date
) -> None:
    if len(set(members)) != size(on):
        raise EditionError(
            f"the Council of {on} has {size(on)} members, not {len(set(members))}",
            remedy="complete the table council_members",
        )
    strangers = sorted((set(votes) | set(permanent)) - set(members))
    if strangers:
        raise EditionError(
            f"{', '.join(strangers)} did not sit on the Council on {on}",
            cause="a wrong country or date, or a table of members that lacks a term",
            remedy="correct the vote or the table council_members",
        )
    unknown = sorted(set(votes.values()) - set(VOTES))
    if unknown:
        raise EditionError(
            f"{unknown[0]!r} is not a vote", remedy=f"a vote is one of {', '.join(VOTES)}"
        )
