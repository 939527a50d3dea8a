"""What stands between a draft and its adoption: votes short of nine, or a permanent member's no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from peaceops.council.baseline import Shares
from peaceops.council.rule import adopted, needed


@dataclass(frozen=True)
class Passing:
    """Where a draft stands before the rule of article 27 (3).

    Attributes:
        needed: Votes in favour that adopt.
        expected_yes: Mean number of votes in favour.
        p_enough: Probability of as many votes as needed, vetoes apart.
        p_vetoed: Probability of enough votes and a permanent member against.
        blocker: Permanent member likeliest to vote no.
        p_blocker: Its probability of a no.
        p_if_it_abstains: Probability of adoption if that member abstains instead.
    """

    needed: int
    expected_yes: float
    p_enough: float
    p_vetoed: float
    blocker: str
    p_blocker: float
    p_if_it_abstains: float


def passing(
    votes: npt.NDArray[np.str_],
    odds: Shares,
    members: Sequence[str],
    permanent: npt.NDArray[np.bool_],
    on: date,
) -> Passing:
    """Count over drawn votes what would stop a draft.

    Args:
        votes: Draws by members, as ``draws.draw_votes`` gives them.
        odds: Each member's odds of yes, no and abstention that they were drawn from.
        members: In the order of both.
        permanent: Which of them have a permanent seat.
        on: Day of the vote.
    """
    enough = (votes == "yes").sum(axis=1) >= needed(on)
    against = np.where(permanent, odds[:, 1], -1.0)
    place = int(np.argmax(against))
    lenient = votes.copy()
    lenient[lenient[:, place] == "no", place] = "abstain"
    return Passing(
        needed=needed(on),
        expected_yes=float(odds[:, 0].sum()),
        p_enough=float(enough.mean()),
        p_vetoed=float((enough & (votes[:, permanent] == "no").any(axis=1)).mean()),
        blocker=members[place],
        p_blocker=float(odds[place, 1]),
        p_if_it_abstains=float(adopted(lenient, permanent, on).mean()),
    )
