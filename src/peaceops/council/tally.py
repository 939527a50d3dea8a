"""The distribution of a tally, without drawing: odds of each count of yes, no and abstentions.

The members' odds are tied together as in ``draws``: given the draft's share of the scale, members
vote apart, so that the tally is a sum of independent votes. The draft's share is integrated over by
Gauss–Hermite quadrature (Golub and Welsch 1969, Mathematics of Computation 23).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from peaceops.council.baseline import Shares
from peaceops.council.draws import SHARED
from peaceops.council.rule import needed

NODES = 41
_NORMAL = NormalDist()
_PHI: Callable[[Shares], Shares] = np.vectorize(
    lambda x: 0.5 * math.erfc(-x / math.sqrt(2)), otypes=[float]
)
_AT, _WEIGHT = np.polynomial.hermite_e.hermegauss(NODES)
_WEIGHT = _WEIGHT / _WEIGHT.sum()


@dataclass(frozen=True)
class Foretold:
    """Probabilities of what a vote on a draft comes to.

    Attributes:
        tally: Probability of each number of yes (rows) and of no (columns).
        adopted: Of adoption by article 27 (3).
        unanimous: That every member votes yes.
        permanent_abstains: That one permanent member or more abstains.
    """

    tally: Shares
    adopted: float
    unanimous: float
    permanent_abstains: float


def foretell(
    odds: Shares, permanent: npt.NDArray[np.bool_], on: date, shared: float = SHARED
) -> Foretold:
    """Work out the tally's distribution from each member's odds.

    Args:
        odds: Members by yes, no, abstain, each row summing to one.
        permanent: Which members have a permanent seat.
        on: Day of the vote.
        shared: The draft's share of the variance, below 1.
    """
    apart = _given_the_draft(odds, shared)  # nodes by members by yes, no, abstain
    without_veto = apart.copy()
    without_veto[:, permanent, 1] = 0.0
    counts = _counts(apart)
    carried = _counts(without_veto)[:, needed(on) :].sum(axis=(1, 2))
    none_abstains = np.prod(1 - apart[:, permanent, 2], axis=1)
    return Foretold(
        tally=np.tensordot(_WEIGHT, counts, axes=1),
        adopted=float(_WEIGHT @ carried),
        unanimous=float(_WEIGHT @ np.prod(apart[:, :, 0], axis=1)),
        permanent_abstains=float(1 - _WEIGHT @ none_abstains),
    )


def _given_the_draft(odds: Shares, shared: float) -> Shares:
    below_yes = np.array([_quantile(one) for one in odds[:, 0]])
    below_no = np.array([_quantile(1 - one) for one in odds[:, 1]])
    at, spread = math.sqrt(shared) * _AT[:, None], math.sqrt(1 - shared)
    yes = _PHI((below_yes[None, :] - at) / spread)
    no = 1 - _PHI((below_no[None, :] - at) / spread)
    return np.stack([yes, no, np.clip(1 - yes - no, 0, None)], axis=2)


def _counts(apart: Shares) -> Shares:
    """Nodes by number of yes by number of no: one member added after another."""
    nodes, members, _ = apart.shape
    counts = np.zeros((nodes, members + 1, members + 1))
    counts[:, 0, 0] = 1.0
    for member in range(members):
        yes, no, abstain = (apart[:, member, vote, None, None] for vote in range(3))
        after = counts * abstain
        after[:, 1:, :] += counts[:, :-1, :] * yes
        after[:, :, 1:] += counts[:, :, :-1] * no
        counts = after
    return counts


def _quantile(share: float) -> float:
    if share <= 0:
        return -40.0
    return 40.0 if share >= 1 else _NORMAL.inv_cdf(share)
