"""The other drafts on the day of a vote, and who usually submits on a draft's theme.

All of it is public before the vote: other drafts put that day, whether the day is a working day
(the Council meets on others in emergencies), and the submitters of earlier drafts on the theme. How
each enters is left to differ between the permanent members and the elected ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from peaceops.council.model.drafts import BLOCS, Draft
from peaceops.domain.arrays import Floats
from peaceops.domain.countries import PERMANENT_MEMBERS

SEATS = (*PERMANENT_MEMBERS, "elected")
REMEMBERED = 3650  # days a submitter on a theme counts: of 2016 to 2020 few are on record


class AgendaFeatures:
    """Drafts so far, by theme."""

    def __init__(self) -> None:
        self._submitted: dict[str, list[tuple[int, str]]] = {}

    def learn(self, draft: Draft) -> None:
        """Remember who submitted a draft."""
        self._submitted.setdefault(draft.theme, []).append((draft.day, draft.bloc))

    def of_day(
        self, draft: Draft, today: Sequence[Draft], points: Floats, seat: npt.NDArray[np.str_]
    ) -> dict[str, Floats | float]:
        """Features that hold whoever submits; a number stands for all members.

        Args:
            draft: The draft.
            today: Drafts put the same day, itself included.
            points: Ideal point of each member.
            seat: Its name in ``SEATS``.
        """
        day = date.fromordinal(draft.day)
        same = min(4, sum(other.theme == draft.theme for other in today) - 1)
        weekend = float(day.weekday() >= 5)
        rivals = float(min(3, sum(is_rival(other, draft) for other in today)))
        values = {
            "rivals": rivals,
            "weekend": weekend,
            "same theme that day": same,
            "drafts that day": min(5, len(today) - 1),
            "year": day.year - 2000,
        }
        values |= {f"theme by {bloc}": share for bloc, share in self._by_bloc(draft).items()}
        features: dict[str, Floats | float] = {name: float(value) for name, value in values.items()}
        level = np.nan_to_num(points)
        features["rivals × ideal point"] = rivals * level
        features["amendment × ideal point"] = float(draft.amendment) * level
        states = {
            "raises the ceiling": float(draft.ceiling_change > 0),
            "lowers the ceiling": float(draft.ceiling_change < 0),
            "rivals": rivals,
            "amendment": float(draft.amendment),
            "same theme that day": float(same > 0),
            "weekend": weekend,
            "Africa": float(draft.region == "Africa"),
            "no region": float(draft.region == "none"),
        }
        seats = {name: seat == name for name in SEATS}
        for name, state in states.items():
            features |= {f"{name} × {place}": state * sits for place, sits in seats.items()}
        return features

    def of_submitters(self, draft: Draft) -> dict[str, float]:
        """Features that rest on who submits, the same for all members."""
        unlike = 0.0
        if draft.bloc != "unknown":
            unlike = -math.log(self._by_bloc(draft)[draft.bloc])
        return {
            "unusual submitters": unlike,
            "share of members submitting": float(
                np.mean([member in draft.sponsors for member in draft.members])
            ),
            "permanent members submitting": float(
                sum(member in draft.sponsors for member in PERMANENT_MEMBERS)
            ),
        }

    def _by_bloc(self, draft: Draft) -> dict[str, float]:
        """Share of each bloc among submitters known on the theme, from nearly none upwards."""
        recorded = [
            bloc
            for day, bloc in self._submitted.get(draft.theme, [])
            if draft.day - day < REMEMBERED and bloc != "unknown"
        ]
        named = [bloc for bloc in BLOCS if bloc != "unknown"]
        whole = len(recorded) + 0.5 * len(named)
        return {bloc: (recorded.count(bloc) + 0.5) / whole for bloc in named}


def is_rival(other: Draft, draft: Draft) -> bool:
    """Tell whether another draft of the day competes with one and was submitted before it."""
    if other.decision == draft.decision or other.theme != draft.theme:
        return False
    if other.number is not None and draft.number is not None and other.number < draft.number:
        return True
    return draft.amendment and not other.amendment
