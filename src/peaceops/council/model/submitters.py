"""Who submits a draft, and where each member stands to them.

A bloc says which permanent members submit; all drafts of elected members alone share one. Two
things tell more: how often a member voted as the submitters did on divided drafts, and how
often it withheld its yes from earlier drafts of the same submitters. Where it is not known who
submits a draft on a mission, these are told of its usual submitters (``usual_submitters``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from peaceops.council.model.agenda_features import SEATS
from peaceops.council.model.decayed_counts import Counts, log_odds
from peaceops.council.model.divided_votes import Columns, Points
from peaceops.council.model.drafts import BLOCS, Draft
from peaceops.council.model.usual_submitters import submitted_as_usual, tells
from peaceops.domain.arrays import Floats, Ints
from peaceops.domain.countries import PERMANENT_MEMBERS

HALF_LIFE = 1460.0  # days
USUAL = 0.07  # share withheld from a submitter's drafts before any is on record
DRAWN_BY, DRAWN_BY_MEMBER = 10.0, 3.0  # votes
_NAMES = (
    "agreement with submitters",
    "submitters' drafts: member",
    "submitters' drafts: all",
)
_STANDING = ("submits", "submitters", *(f"submitted by {state}" for state in PERMANENT_MEMBERS))


class SubmitterRecord:
    """Votes on the drafts of each submitter so far.

    Args:
        states: Codes of all states, in the order of the arrays.
    """

    def __init__(self, states: Sequence[str]) -> None:
        self._place = {state: place for place, state in enumerate(states)}
        self._counts = Counts(len(states), HALF_LIFE)
        self._telling: dict[str, list[Draft]] = {}

    def learn(self, draft: Draft, members: Ints, cast: Floats) -> None:
        """Count a draft to each of those who submitted it.

        Args:
            draft: The draft.
            members: Places of its members among the states.
            cast: Its votes, members by yes, no, abstain.
        """
        if draft.mission is not None and tells(draft):
            self._telling.setdefault(draft.mission, []).append(draft)
        if draft.sponsors:
            self._counts.add(sorted(draft.sponsors), draft.day, members, cast)

    def supposed(self, draft: Draft) -> Draft:
        """A draft that names no submitters, with the usual ones of its mission if it has any."""
        earlier = self._telling.get(draft.mission, []) if draft.mission is not None else []
        return submitted_as_usual(draft, earlier)

    def describe(self, draft: Draft, members: Ints, agreement: Floats) -> Columns:
        """Features of each member; not a number where it is not known who submits.

        Args:
            draft: The draft.
            members: Places of its members.
            agreement: Share of divided drafts on which each member and every state voted alike.
        """
        submitters = sorted(draft.sponsors & self._place.keys())
        if not submitters:
            return dict.fromkeys(_NAMES, float("nan"))
        places = np.array([self._place[state] for state in submitters])
        alike = np.where(members[:, None] == places[None, :], 1.0, agreement[:, places])
        # Each submitter counts for as much as another, however many there are.
        votes = np.mean([self._counts.at(state, draft.day) for state in submitters], axis=0)
        withheld, cast = votes[:, 1] + votes[:, 2], votes.sum(axis=1)
        council = (withheld.sum() + DRAWN_BY * USUAL) / (cast.sum() + DRAWN_BY)
        member = (withheld[members] + DRAWN_BY_MEMBER * council) / (cast[members] + DRAWN_BY_MEMBER)
        values = (log_odds(alike.mean(axis=1)), log_odds(member), float(log_odds(council)))
        return dict(zip(_NAMES, values, strict=True))


def standing(columns: Columns) -> Columns:
    """Of ``submitter_features`` those that are told of a mission's usual submitters, too."""
    return {name: columns[name] for name in _STANDING}


def submitter_features(
    draft: Draft, seat: npt.NDArray[np.str_], points: Points, year: int
) -> Columns:
    """Who submits a draft, and how far each member stands from them in the General Assembly.

    Args:
        draft: The draft.
        seat: Name of each member in ``SEATS``.
        points: Ideal point by member and year.
        year: Year of the ideal points to read.
    """
    level = np.array([points.get((member, year), np.nan) for member in draft.members])
    sponsors = [
        points[(state, year)] for state in sorted(draft.sponsors) if (state, year) in points
    ]
    theirs = float(np.mean(sponsors)) if sponsors else np.nan
    submits = np.array([float(member in draft.sponsors) for member in draft.members])
    columns: Columns = {
        "submitters": math.log1p(draft.submitters),
        "submits": submits,
        "submitters seated": float(submits.sum()),
        "submitters' ideal point": theirs,
        "distance": np.abs(level - theirs),
        "signed distance": level - theirs,
    }
    for state in PERMANENT_MEMBERS:
        columns[f"submitted by {state}"] = float(state in draft.sponsors)
    known_level = np.nan_to_num(level)
    seats = {place: (seat == place).astype(float) for place in SEATS}
    for bloc in BLOCS:
        of_bloc = float(draft.bloc == bloc)
        columns[f"bloc {bloc}"] = of_bloc
        columns[f"bloc {bloc} × ideal point"] = of_bloc * known_level
        for place in SEATS:
            columns[f"bloc {bloc} × {place}"] = of_bloc * seats[place]
    return columns
