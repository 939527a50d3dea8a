"""What stands beside a draft on the day of its vote, and who usually submits on its theme.

All of it is public before the vote: other drafts put that day, whether the day is a working day
(the Council meets on others in emergencies), how long ago the draft was issued by its document
number, and the submitters of earlier drafts on the theme. How each enters is left to differ between
the permanent members and the elected ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from peaceops.council.model.drafts import BLOCS, PERMANENT, Draft
from peaceops.council.model.memory import Array

SEATS = (*PERMANENT, "elected")
REMEMBERED = 1500  # days a submitter on a theme counts
NUMBERS = 400  # a longer distance of document numbers counts as this


class Docket:
    """Drafts so far, by document number and by theme."""

    def __init__(self) -> None:
        self._highest: dict[int, int] = {}
        self._submitted: dict[str, list[tuple[int, str]]] = {}

    def learn(self, draft: Draft) -> None:
        """Remember a draft's number and who submitted it."""
        if draft.number is not None:
            year = date.fromordinal(draft.day).year
            self._highest[year] = max(self._highest.get(year, 0), draft.number)
        self._submitted.setdefault(draft.theme, []).append((draft.day, draft.bloc))

    def beside(
        self, draft: Draft, today: Sequence[Draft], own: Array, seat: npt.NDArray[np.str_]
    ) -> dict[str, Array | float]:
        """Features that hold whoever submits; a number stands for all members.

        Args:
            draft: The draft.
            today: Drafts put the same day, itself included.
            own: Ideal point of each member.
            seat: Its name in ``SEATS``.
        """
        day = date.fromordinal(draft.day)
        same = min(4, sum(one.theme == draft.theme for one in today) - 1)
        weekend = float(day.weekday() >= 5)
        rivals = float(min(3, sum(is_rival(one, draft) for one in today)))
        ahead = self._ahead(draft, day.year)
        values = {
            "rivals": rivals,
            "weekend": weekend,
            "same theme that day": same,
            "drafts that day": min(5, len(today) - 1),
            "number behind": math.log1p(max(0, -ahead)),
            "number ahead": math.log1p(max(0, ahead)),
            "without number": float(draft.number is None and draft.votes is not None),
            "year": day.year - 2000,
        }
        values |= {f"theme by {bloc}": share for bloc, share in self._by_bloc(draft).items()}
        found: dict[str, Array | float] = {name: float(one) for name, one in values.items()}
        at = np.nan_to_num(own)
        found["rivals × ideal point"] = rivals * at
        found["amendment × ideal point"] = float(draft.amendment) * at
        states = {
            "rivals": rivals,
            "amendment": float(draft.amendment),
            "same theme that day": float(same > 0),
            "weekend": weekend,
            "Africa": float(draft.region == "Africa"),
            "no region": float(draft.region == "none"),
        }
        seats = {one: seat == one for one in SEATS}
        for name, state in states.items():
            found |= {f"{name} × {one}": state * sits for one, sits in seats.items()}
        return found

    def of_submitters(self, draft: Draft) -> dict[str, float]:
        """Features that rest on who submits, the same for all members."""
        unlike = 0.0
        if draft.bloc != "unknown":
            unlike = -math.log(self._by_bloc(draft)[draft.bloc])
        return {
            "unusual submitters": unlike,
            "share of members submitting": float(
                np.mean([one in draft.sponsors for one in draft.members])
            ),
            "permanent members submitting": float(sum(one in draft.sponsors for one in PERMANENT)),
        }

    def _ahead(self, draft: Draft, year: int) -> int:
        """Document number above the highest of earlier days in the year; below zero if behind."""
        highest = self._highest.get(year)
        if draft.number is None or highest is None:
            return 0
        return max(-NUMBERS, min(NUMBERS, draft.number - highest))

    def _by_bloc(self, draft: Draft) -> dict[str, float]:
        """Share of each bloc among submitters known on the theme, from nearly none upwards."""
        known = [
            bloc
            for day, bloc in self._submitted.get(draft.theme, [])
            if draft.day - day < REMEMBERED and bloc != "unknown"
        ]
        named = [bloc for bloc in BLOCS if bloc != "unknown"]
        whole = len(known) + 0.5 * len(named)
        return {bloc: (known.count(bloc) + 0.5) / whole for bloc in named}


def is_rival(other: Draft, draft: Draft) -> bool:
    """Tell whether another draft of the day competes with one and was submitted before it."""
    if other.decision == draft.decision or other.theme != draft.theme:
        return False
    if other.number is not None and draft.number is not None and other.number < draft.number:
        return True
    return draft.amendment and not other.amendment
