"""Members' odds on an amendment to another's draft.

An amendment reaches a vote where the authors of the draft would not have it: it divides the Council
in another way than the draft does. Amendments are counted apart, by how far a member stands from
those who submit them in the General Assembly, and by the member's own votes on amendments. Where it
is not known who submits, that is taken to be Russia, which put most of those on record.

None is on record before 2014, the years on which choices are made. What stands for the first ones
(``FIRST``) is therefore set by reasoning, and weighs as ``DRAWN_BY`` votes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from peaceops.council.model.decayed_counts import shrink_towards
from peaceops.council.model.drafts import Draft
from peaceops.domain.arrays import Floats, Ints

Points = Mapping[tuple[str, int], float]
SUBMITS, NEAR, BETWEEN, FAR = range(4)
NEARER_THAN = (0.8, 1.8)  # distance of ideal points
FIRST = np.array([[0.96, 0.01, 0.03], [0.60, 0.10, 0.30], [0.35, 0.15, 0.50], [0.10, 0.45, 0.45]])
DRAWN_BY, DRAWN_BY_MEMBER = 15.0, 5.0
USUAL_SUBMITTER = frozenset({"RUS"})
WEIGHT = 0.5  # beside the regression


def amendment_odds(draft: Draft, earlier: Sequence[Draft], points: Points) -> Floats:
    """Odds of yes, no and abstain of each member on an amendment.

    Args:
        draft: The amendment.
        earlier: Amendments of earlier days, with their votes.
        points: Ideal point by member and year.
    """
    counts, by_member = np.zeros((4, 3)), dict[str, Floats]()
    for past in earlier:
        if past.votes is None:
            continue
        cast = np.eye(3)[past.votes]
        np.add.at(counts, _standing(past, points), cast)
        for member, vote in zip(past.members, cast, strict=True):
            by_member[member] = by_member.get(member, np.zeros(3)) + vote
    shares = shrink_towards(counts, FIRST, DRAWN_BY)[_standing(draft, points)]
    each = np.array([by_member.get(member, np.zeros(3)) for member in draft.members])
    odds = shrink_towards(each, shares, DRAWN_BY_MEMBER)
    submits = np.array([member in draft.sponsors for member in draft.members])
    return np.where(submits[:, None], shares, odds)


def _standing(draft: Draft, points: Points) -> Ints:
    """How far each member stands from those who submit the amendment."""
    year = date.fromordinal(draft.day).year - 1
    sponsors = draft.sponsors or USUAL_SUBMITTER
    theirs = [points[(state, year)] for state in sorted(sponsors) if (state, year) in points]
    centre = float(np.mean(theirs)) if theirs else np.nan
    standing = []
    for member in draft.members:
        distance = abs(points.get((member, year), np.nan) - centre)
        if member in sponsors:
            standing.append(SUBMITS)
        elif np.isnan(distance):
            standing.append(BETWEEN)
        else:
            standing.append(NEAR + int(np.searchsorted(NEARER_THAN, distance)))
    return np.array(standing)
