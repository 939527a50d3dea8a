"""What a host's wish does to members' votes on a draft for it or against it.

Few drafts went against a host that had spoken: too few for a regression on every feature. Decisions
of the table ``host_wishes`` show how far members' votes lay from the odds without the wish. That
shift, in log-odds of a vote that is not yes, is estimated for drafts that meet the wish and for
those against it, in common and for four groups of members, each drawn towards none (normal priors,
Laplace's approximation). The odds are the mean over what is left uncertain of it (MacKay 1992, The
evidence framework applied to classification networks, Neural Computation 4(5)).

Whether a draft meets the wish is told by what the host has on record the day before and by what the
draft does: it is not read from the table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats, Ints
from peaceops.edition import View

MET, AGAINST_IT = "met", "against"
WISHES = (MET, AGAINST_IT)
MEMBERS = ("CHN", "RUS", "FRA GBR USA", "elected")
COMMON_SPREAD, GROUP_SPREAD = 1.0, 0.7  # of the priors
_WEST = frozenset({"FRA", "GBR", "USA"})
_OPEN_UNTIL = ("renew", "terminate")  # decisions that answer a host


@dataclass(frozen=True)
class HostShift:
    """Shifts of log-odds by the host's wish.

    Attributes:
        mean: Wishes (``WISHES``) by groups of members (``MEMBERS``).
        spread: Standard deviation of each.
    """

    mean: Floats
    spread: Floats

    def odds(self, odds: Floats, wishes: Sequence[str | None], members: Sequence[str]) -> Floats:
        """Odds of yes, no and abstain with the host's wish.

        Args:
            odds: Without it, a row a member.
            wishes: Of the draft of each row; ``None`` where there is none.
            members: Code of each row's member.
        """
        shifted = odds.copy()
        for row, wish in enumerate(wishes):
            if wish is None:
                continue
            at = (WISHES.index(wish), group_of(members[row]))
            before = 1 - odds[row, 0]
            log_odds = math.log(before / odds[row, 0]) + self.mean[at]
            # Mean of a logistic over a normal spread.
            log_odds /= math.sqrt(1 + math.pi * self.spread[at] ** 2 / 8)
            after = 1 / (1 + math.exp(-log_odds))
            shifted[row] = [1 - after, *(odds[row, 1:] * (after / before))]
        return shifted


NO_SHIFT = HostShift(np.zeros((2, 4)), np.zeros((2, 4)))


def group_of(member: str) -> int:
    """Place of a member's group in ``MEMBERS``."""
    if member in MEMBERS:
        return MEMBERS.index(member)
    return 2 if member in _WEST else 3


def fit_host_shift(
    log_odds: Floats, withheld: Floats, wishes: Sequence[str], members: Sequence[str]
) -> HostShift:
    """Estimate the shifts from votes on decisions for or against a host's wish.

    Args:
        log_odds: Of a vote that is not yes, without the wish.
        withheld: Whether it was.
        wishes: Wish of each row's decision.
        members: Code of each row's member.
    """
    if not len(log_odds):
        return HostShift(np.zeros((2, 4)), np.full((2, 4), math.hypot(COMMON_SPREAD, GROUP_SPREAD)))
    mean, spread = np.zeros((2, 4)), np.zeros((2, 4))
    groups: Ints = np.array([group_of(member) for member in members])
    prior = np.diag([COMMON_SPREAD**-2, *[GROUP_SPREAD**-2] * 4])
    each = np.column_stack([np.ones(4), np.eye(4)])
    for place, wish in enumerate(WISHES):
        of_wish = np.array([row == wish for row in wishes])
        rows, offset, y = each[groups[of_wish]], log_odds[of_wish], withheld[of_wish]
        values = np.zeros(5)
        bend = prior
        for _ in range(25):
            p = 1 / (1 + np.exp(-np.clip(offset + rows @ values, -30, 30)))
            bend = prior + (rows * (p * (1 - p))[:, None]).T @ rows
            step = np.linalg.solve(bend, rows.T @ (y - p) - prior @ values)
            values = values + np.clip(step, -1, 1)
            if np.abs(step).max() < 1e-8:
                break
        mean[place] = each @ values
        spread[place] = np.sqrt(np.einsum("ij,jk,ik->i", each, np.linalg.inv(bend), each))
    return HostShift(mean, spread)


def wish_of(kind: str | None, host_position: str | None) -> str | None:
    """Whether a draft meets what the host wants or goes against it; ``None`` where neither.

    Args:
        kind: What the draft does to the mandate.
        host_position: The host's position on record, or by a case.

    >>> wish_of("terminate", "asks-to-leave"), wish_of("renew", "asks-to-leave")
    ('met', 'against')
    >>> wish_of("rollover", "asks-to-leave"), wish_of("renew", "consents")
    (None, None)
    """
    if host_position == "asks-to-leave":
        return {"terminate": MET, "renew": AGAINST_IT}.get(kind or "")
    if host_position == "restricts":
        return {"renew": AGAINST_IT}.get(kind or "")
    return None


def positions_open(view: View) -> dict[str, list[tuple[str, date, date]]]:
    """By mission, positions of hosts on record with the day they were known and were answered.

    A position is open from the day after it was known up to the first decision adopted on the
    mission's term, that day included, as ``edition.host_position_of`` has it.
    """
    if not (view.has("consent_requests") and view.has("mandates")):
        return {}
    answers = (
        view.table("mandates")
        .filter(pl.col("kind").cast(pl.String).is_in(_OPEN_UNTIL))
        .join(view.table("decisions").select("decision", "outcome"), on="decision")
        .filter(pl.col("outcome").cast(pl.String) == "adopted")
    )
    by_mission: dict[str, list[tuple[str, date, date]]] = {}
    requests = view.table("consent_requests").filter("recognised").sort("asked")
    acts: Mapping[str, str] = {"request": "asks-to-leave", "restriction": "restricts"}
    for mission, act, public in requests.select("mission", "act", "known_on").iter_rows():
        later = answers.filter(pl.col("mission") == mission, pl.col("date") > public)["date"]
        until = later.min() if later.len() else date.max
        assert isinstance(until, date)  # a column of days
        by_mission.setdefault(mission, []).append((acts[str(act)], public, until))
    return by_mission
