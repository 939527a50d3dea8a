"""Whole votes drawn from each member's odds, and what the rule makes of them.

Members do not vote apart: a draft that one withholds its yes from is often disputed by more. Each
draw has one number for the draft and one for each member, both standard normal; with a weight of
0.6 on the draft's share of the variance they place every member on one scale from yes over
abstention to no, cut so that its own odds hold exactly (a one-factor Gaussian copula; Li 2000,
Journal of Fixed Income 9(4)). Over peace operations' drafts of 1994 to 2013 the log score of
"unanimous" is 0.254 with no common part, 0.207 at 0.6 and gains little above; on all drafts of 1998
to 2013 odds of "unanimous" are reliable in every tenth at 0.6 and no longer at 0.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from peaceops.council.baseline import Shares
from peaceops.council.rule import adopted

SHARED = 0.6
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Tally:
    """Shares of the drawn votes in which something happens."""

    adopted: float
    unanimous: float
    permanent_abstains: float


def draw_votes(odds: Shares, draws: int, seed: int) -> npt.NDArray[np.str_]:
    """Draw whole votes: an array of draws by members of ``yes``, ``no``, ``abstain``.

    Args:
        odds: Members by yes, no, abstain, each row summing to one.
        draws: How many votes to draw.
        seed: The same seed gives the same draws, whatever the odds: options are comparable.
    """
    rng = np.random.default_rng(seed)
    draft = rng.standard_normal((draws, 1))
    member = rng.standard_normal((draws, len(odds)))
    place = np.sqrt(SHARED) * draft + np.sqrt(1 - SHARED) * member
    below_yes = np.array([_quantile(yes) for yes in odds[:, 0]])
    below_no = np.array([_quantile(1 - no) for no in odds[:, 1]])
    return np.where(place < below_yes, "yes", np.where(place < below_no, "abstain", "no"))


def tally(votes: npt.NDArray[np.str_], permanent: npt.NDArray[np.bool_], on: date) -> Tally:
    """Run the rule over drawn votes."""
    return Tally(
        adopted=float(adopted(votes, permanent, on).mean()),
        unanimous=float((votes == "yes").all(axis=1).mean()),
        permanent_abstains=float((votes[:, permanent] == "abstain").any(axis=1).mean()),
    )


def _quantile(share: float) -> float:
    if share <= 0:
        return -np.inf
    return np.inf if share >= 1 else _NORMAL.inv_cdf(share)
