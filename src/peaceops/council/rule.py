"""The voting rule of the Security Council as pure functions.

Charter, article 27: a decision needs nine affirmative votes of fifteen, and on matters other than
procedure no negative vote of a permanent member. Before the Council was enlarged, as of 1 January
1966 (A/RES/1991 A (XVIII)), it was seven of eleven. An abstention or absence of a permanent member
is no veto (constant practice, upheld by the International Court of Justice: Legal Consequences for
States of the Continued Presence of South Africa in Namibia, Advisory Opinion, 1971, para. 22).
A draft short of the needed votes fails, whoever voted against it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal

import polars as pl

from peaceops.errors import EditionError

Outcome = Literal["adopted", "vetoed", "failed"]
FIRST_MEETING = date(1946, 1, 17)
ENLARGED = date(1966, 1, 1)
PERMANENT_SEATS = 5
# Article 23 (1). One seat passed from the Soviet Union to the Russian Federation in 1991.
PERMANENT_HOLDERS = (("CHN",), ("FRA",), ("GBR",), ("USA",), ("RUS", "SUN"))
VOTES = ("yes", "no", "abstain", "not_participating", "absent")


def size(on: date) -> int:
    """Number of members of the Council on a day: 11 before 1966, 15 since."""
    return 15 if on >= ENLARGED else 11


def votes_needed(on: date) -> int:
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
        EditionError: The Council is not the Charter's: members that are more or fewer than it
            gives, a member twice, a permanent seat vacant or held by another state, a vote by a
            state that does not sit or with another name, a day before the Council first met. The
            error lists all of it.
    """
    _check(votes, members, permanent, on)
    if sum(vote == "yes" for vote in votes.values()) < votes_needed(on):
        return "failed"
    if not procedural and any(votes.get(member) == "no" for member in permanent):
        return "vetoed"
    return "adopted"


def outcome_of_tally(yes: pl.Expr, vetoes: pl.Expr, on: pl.Expr, procedural: pl.Expr) -> pl.Expr:
    """The rule over a column of tallies.

    A tally that no Council can give has no outcome (null): a negative count, more vetoes than
    permanent members, more votes than members.

    Args:
        yes: Affirmative votes.
        vetoes: Negative votes of permanent members.
        on: Day of the vote.
        procedural: True on procedural matters.
    """
    most = pl.when(on >= ENLARGED).then(15).otherwise(11)
    possible = (yes >= 0) & vetoes.is_between(0, PERMANENT_SEATS) & (yes + vetoes <= most)
    enough = yes >= pl.when(on >= ENLARGED).then(9).otherwise(7)
    return (
        pl.when(~possible)
        .then(None)
        .when(~enough)
        .then(pl.lit("failed"))
        .when((vetoes > 0) & ~procedural)
        .then(pl.lit("vetoed"))
        .otherwise(pl.lit("adopted"))
    )


def _check(
    votes: Mapping[str, str], members: Collection[str], permanent: Collection[str], on: date
) -> None:
    problems = [
        *_of_members(list(members), on),
        *_of_permanent(list(permanent)),
        *_of_votes(votes, members, permanent, on),
    ]
    if not problems:
        return
    raise EditionError(
        "; ".join(problems),
        where=f"the Council of {on}",
        cause="a wrong country or date, or a table of members that lacks a term",
        remedy="put the votes or the table council_members right: "
        f"{size(on)} members, {PERMANENT_SEATS} of them permanent, one vote each",
    )


def _of_members(members: Sequence[str], on: date) -> list[str]:
    problems = []
    if on < FIRST_MEETING:
        problems.append(f"the Council first met on {FIRST_MEETING}")
    if twice := _twice(members):
        problems.append(f"{', '.join(twice)} stands twice among the members")
    number = len(set(members))
    if number != size(on):
        problems.append(f"the Council of {on} has {size(on)} members, not {number}")
    return problems


def _of_permanent(permanent: Sequence[str]) -> list[str]:
    problems = []
    if twice := _twice(permanent):
        problems.append(f"{', '.join(twice)} stands twice among the permanent members")
    for holders in PERMANENT_HOLDERS:
        sitting = [state for state in holders if state in permanent]
        if not sitting:
            problems.append(f"the permanent member {' or '.join(holders)} is missing")
        elif len(sitting) > 1:
            problems.append(f"{' and '.join(sitting)} hold one permanent seat, not two")
    others = sorted(set(permanent).difference(*PERMANENT_HOLDERS), key=str)
    if others:
        problems.append(f"{', '.join(map(str, others))} has no permanent seat")
    return problems


def _of_votes(
    votes: Mapping[str, str], members: Collection[str], permanent: Collection[str], on: date
) -> list[str]:
    problems = []
    strangers = sorted((set(votes) | set(permanent)) - set(members), key=str)
    if strangers:
        problems.append(f"{', '.join(map(str, strangers))} did not sit on the Council on {on}")
    for state, vote in votes.items():
        if vote not in VOTES:
            words = ", ".join(VOTES)
            problems.append(f"{vote!r} is not a vote ({state}): a vote is one of {words}")
    return problems


def _twice(states: Sequence[str]) -> list[str]:
    return sorted({str(state) for state in states if states.count(state) > 1})
