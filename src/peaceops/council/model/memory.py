"""What has been seen so far: counts of votes that fade with time, and the last drafts by subject.

Every answer for a day rests on days before it: ``learn`` is called with the drafts of a day only
after all of that day have been described.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Counts:
    """Votes of all members by subject, each halved in weight every ``half_life`` days.

    Counts are arrays of members by yes, no, abstain.
    """

    def __init__(self, members: int, half_life: float) -> None:
        self._rate = math.log(2) / half_life
        self._empty = np.zeros((members, 3))
        self._held: dict[Hashable, tuple[Array, int]] = {}

    def on(self, subject: Hashable, day: int) -> Array:
        """Counts on a subject as they weigh on a day."""
        held = self._held.get(subject)
        if held is None:
            return self._empty
        weighed: Array = held[0] * math.exp(-(day - held[1]) * self._rate)
        return weighed

    def add(self, subject: Hashable, day: int, members: npt.NDArray[np.int64], cast: Array) -> None:
        """Count votes: one row of ``cast`` for each of the members, by their place."""
        counts = self.on(subject, day)
        if counts is self._empty:
            counts = counts.copy()
        counts[members] += cast
        self._held[subject] = (counts, day)


@dataclass(frozen=True)
class Past:
    """A draft of an earlier day, as it went."""

    day: int
    withheld: float  # share of votes that were not yes
    by_member: dict[str, float]  # 1.0 where the member did not vote yes
    not_adopted: float
    opposed: float  # 1.0 where a permanent member voted against


@dataclass
class History:
    """Drafts by subject, oldest first."""

    by_subject: dict[Hashable, list[Past]] = field(default_factory=dict)

    def add(self, subject: Hashable, past: Past) -> None:
        """Append a draft."""
        self.by_subject.setdefault(subject, []).append(past)

    def on(self, subject: Hashable) -> list[Past]:
        """Drafts on a subject."""
        return self.by_subject.get(subject, [])


def drawn(counts: Array, towards: Array, weight: float | Array) -> Array:
    """Shares of counts, drawn towards other shares as if these were ``weight`` votes."""
    shares: Array = (counts + weight * towards) / (counts.sum(axis=-1, keepdims=True) + weight)
    return shares
