"""The distribution of a tally from each member's odds, worked out and not drawn.

Members do not vote apart: a draft that one withholds its yes from is often disputed by more. The
draft has one number and each member another, both standard normal; with a weight on the draft's
share of the variance they place every member on one scale from yes over abstention to no, cut so
that each member's odds hold exactly (a one-factor Gaussian copula; Li 2000, Journal of Fixed Income
9(4)). Given the draft's number members vote apart, so that the tally is a sum of independent votes;
that number is integrated over by Gauss-Hermite quadrature (Golub and Welsch 1969, Mathematics of
Computation 23).

How far members are tied is not the same for all drafts: on some they follow a common quarrel, on
others each has reasons of its own. As likely as not the draft's share is 0.9, else 0.3, which
leaves wider tails than one share between them. Chosen on drafts of 1966 to 1990 and 1998 to 2013
(docs/decisions/0012-who-withholds.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from peaceops.council.rule import votes_needed
from peaceops.domain.arrays import Flags, Floats

TIES = ((0.9, 0.5), (0.3, 0.5))
"""Shares of a draft in what its members do, and how likely each is."""
NODES = 41
_AT, _ONE = np.polynomial.hermite_e.hermegauss(NODES)
_WEIGHT = np.concatenate([likely * _ONE / _ONE.sum() for _, likely in TIES])
YES, NO, ABSTAIN = range(3)


@dataclass(frozen=True)
class TallyDistribution:
    """Probabilities of what a vote on a draft comes to.

    Attributes:
        yes: Probability of each number of votes in favour, from none to all.
        adopted: Of adoption by article 27 (3).
        unanimous: That every member votes yes.
        permanent_abstains: That one permanent member or more abstains.
        two_abstain: That two members or more abstain.
    """

    yes: Floats
    adopted: float
    unanimous: float
    permanent_abstains: float
    two_abstain: float


@dataclass(frozen=True)
class PathToAdoption:
    """What stands between a draft and its adoption by article 27 (3).

    Attributes:
        needed: Votes in favour that adopt.
        expected_yes: Mean number of votes in favour.
        p_enough: Probability of as many votes as needed, vetoes apart.
        p_vetoed: Probability of enough votes and a permanent member against.
        likeliest_veto: Permanent member likeliest to vote no (ISO 3).
        p_likeliest_veto: Its probability of a no.
        p_adopted_without_veto: Probability of adoption if that member abstains instead.
    """

    needed: int
    expected_yes: float
    p_enough: float
    p_vetoed: float
    likeliest_veto: str
    p_likeliest_veto: float
    p_adopted_without_veto: float


def tally_distribution(odds: Floats, permanent: Flags, on: date) -> TallyDistribution:
    """Work out what a vote comes to.

    Args:
        odds: Members by yes, no, abstain, each row summing to one.
        permanent: Which members have a permanent seat, a flag each.
        on: Day of the vote.

    >>> from datetime import date
    >>> sure = np.tile([1.0, 0.0, 0.0], (15, 1))
    >>> tally_distribution(sure, np.arange(15) < 5, date(2023, 6, 30)).adopted > 0.9999
    True
    """
    return tally_distributions([odds], [permanent], [on])[0]


def tally_distributions(
    odds: Sequence[Floats], permanent: Sequence[Flags], on: Sequence[date]
) -> list[TallyDistribution]:
    """The same for many drafts, those with as many members at once.

    Args:
        odds: One array a draft, members by yes, no, abstain.
        permanent: One array a draft.
        on: Day of each vote.
    """
    answers: dict[int, TallyDistribution] = {}
    sizes = np.array([len(shares) for shares in odds])
    for size in np.unique(sizes):
        places = np.flatnonzero(sizes == size).tolist()
        apart = _given_the_draft(np.stack([odds[place] for place in places]))
        seats = np.stack([permanent[place] for place in places])
        least = np.array([votes_needed(on[place]) for place in places])
        yes = _number_of_yes(apart)
        adopted = _adopted(apart, seats, least)
        unanimous = np.prod(apart[..., YES], axis=2) @ _WEIGHT
        none = np.prod(np.where(seats[:, None], 1 - apart[..., ABSTAIN], 1.0), axis=2) @ _WEIGHT
        two = _two_abstain(apart)
        for row, place in enumerate(places):
            answers[place] = TallyDistribution(
                _WEIGHT @ yes[row],
                float(adopted[row]),
                float(unanimous[row]),
                float(1 - none[row]),
                float(two[row]),
            )
    return [answers[place] for place in range(len(odds))]


def path_to_adoption(
    odds: Floats, members: Sequence[str], permanent: Flags, on: date
) -> PathToAdoption:
    """Work out what would stop a draft.

    Args:
        odds: Members by yes, no, abstain.
        members: Their codes.
        permanent: Which of them have a permanent seat.
        on: Day of the vote.
    """
    apart = _given_the_draft(odds[None])
    least = np.array([votes_needed(on)])
    seats = permanent[None]
    enough = float(_WEIGHT @ _number_of_yes(apart)[0, :, least[0] :].sum(axis=1))
    adopted = float(_adopted(apart, seats, least)[0])
    veto = int(np.argmax(np.where(permanent, odds[:, NO], -1.0)))
    apart[:, :, veto, ABSTAIN] += apart[:, :, veto, NO]
    apart[:, :, veto, NO] = 0.0
    return PathToAdoption(
        needed=int(least[0]),
        expected_yes=float(odds[:, YES].sum()),
        p_enough=enough,
        p_vetoed=max(0.0, enough - adopted),
        likeliest_veto=members[veto],
        p_likeliest_veto=float(odds[veto, NO]),
        p_adopted_without_veto=float(_adopted(apart, seats, least)[0]),
    )


def tally_probability(odds: Floats, yes: int, no: int) -> float:
    """Probability of exactly so many votes in favour and against.

    Args:
        odds: Members by yes, no, abstain.
        yes: Votes in favour.
        no: Votes against.
    """
    apart = _given_the_draft(odds[None])[0]
    counts = np.zeros((len(_WEIGHT), len(odds) + 1, len(odds) + 1))
    counts[:, 0, 0] = 1.0
    for member in range(len(odds)):
        shares = apart[:, member, :, None, None]
        after = counts * shares[:, ABSTAIN]
        after[:, 1:, :] += counts[:, :-1, :] * shares[:, YES]
        after[:, :, 1:] += counts[:, :, :-1] * shares[:, NO]
        counts = after
    return float(_WEIGHT @ counts[:, yes, no])


def _given_the_draft(odds: Floats) -> Floats:
    """Odds at each tie and number of the draft: drafts by nodes by members by yes, no, abstain."""
    from scipy.special import ndtr, ndtri  # noqa: PLC0415 - slow to import

    bounded = np.clip(odds, 0.0, 1.0)
    below_yes = np.clip(ndtri(bounded[..., YES]), -40, 40)[:, None]
    below_no = np.clip(ndtri(1 - bounded[..., NO]), -40, 40)[:, None]
    parts = []
    for tie, _ in TIES:
        at = math.sqrt(tie) * _AT[None, :, None]
        spread = math.sqrt(1 - tie)
        yes = ndtr((below_yes - at) / spread)
        no = 1 - ndtr((below_no - at) / spread)
        parts.append(np.stack([yes, no, np.clip(1 - yes - no, 0, None)], axis=-1))
    return np.concatenate(parts, axis=1)


def _two_abstain(apart: Floats) -> Floats:
    """Probability that two members or more abstain, of each draft."""
    abstain = apart[..., ABSTAIN]
    none, exactly = np.ones(abstain.shape[:2]), np.zeros(abstain.shape[:2])
    for member in range(abstain.shape[2]):
        shares = abstain[:, :, member]
        none, exactly = none * (1 - shares), exactly * (1 - shares) + none * shares
    two: Floats = np.maximum(0.0, 1 - (none + exactly) @ _WEIGHT)
    return two


def _number_of_yes(apart: Floats, allowed: Floats | None = None) -> Floats:
    """Drafts by nodes by number of yes, one member added after another.

    With ``allowed`` only votes in favour, and others as likely as it says, are counted.
    """
    drafts, nodes, members, _ = apart.shape
    others = 1 - apart[..., YES] if allowed is None else allowed
    counts = np.zeros((drafts, nodes, members + 1))
    counts[..., 0] = 1.0
    for member in range(members):
        # After so many members no more votes than that are in favour: the rest is zero still.
        reached = counts[..., : member + 1]
        in_favour = reached * apart[:, :, member, YES, None]
        reached *= others[:, :, member, None]
        counts[..., 1 : member + 2] += in_favour
    return counts


def _adopted(apart: Floats, permanent: Flags, least: Floats) -> Floats:
    """Probability of adoption of each draft: enough in favour, no permanent member against."""
    without_veto = np.where(permanent[:, None], apart[..., ABSTAIN], 1 - apart[..., YES])
    counts = _number_of_yes(apart, without_veto)
    enough = np.arange(counts.shape[2])[None, :] >= least[:, None]
    adopted: Floats = (counts * enough[:, None]).sum(axis=2) @ _WEIGHT
    return adopted
