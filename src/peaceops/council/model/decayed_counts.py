"""What has been seen so far: counts of votes that fade with time, and the last drafts by subject.

Every answer for a day rests on days before it: ``learn`` is called with the drafts of a day only
after all of that day have been described.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np

from peaceops.domain.arrays import Floats, Ints


class Counts:
    """Votes of all members by subject, each halved in weight every ``half_life`` days.

    Counts are arrays of members by yes, no, abstain.
    """

    def __init__(self, members: int, half_life: float) -> None:
        self._rate = math.log(2) / half_life
        self._empty = np.zeros((members, 3))
        self._by_subject: dict[Hashable, tuple[Floats, int]] = {}

    def at(self, subject: Hashable, day: int) -> Floats:
        """Counts on a subject as they weigh on a day."""
        entry = self._by_subject.get(subject)
        if entry is None:
            return self._empty
        weighed: Floats = entry[0] * math.exp(-(day - entry[1]) * self._rate)
        return weighed

    def add(self, subject: Hashable, day: int, members: Ints, cast: Floats) -> None:
        """Count votes: one row of ``cast`` for each of the members, by their place."""
        counts = self.at(subject, day)
        if counts is self._empty:
            counts = counts.copy()
        counts[members] += cast
        self._by_subject[subject] = (counts, day)


@dataclass(frozen=True)
class PastDraft:
    """A draft of an earlier day, as it went."""

    day: int
    withheld: float  # share of votes that were not yes
    by_member: dict[str, float]  # 1.0 where the member did not vote yes
    not_adopted: float
    opposed: float  # 1.0 where a permanent member voted against


@dataclass
class History:
    """Drafts by subject, oldest first."""

    by_subject: dict[Hashable, list[PastDraft]] = field(default_factory=dict)

    def add(self, subject: Hashable, past: PastDraft) -> None:
        """Append a draft."""
        self.by_subject.setdefault(subject, []).append(past)

    def on(self, subject: Hashable) -> list[PastDraft]:
        """Drafts on a subject."""
        return self.by_subject.get(subject, [])


def shrink_towards(counts: Floats, towards: Floats, weight: float | Floats) -> Floats:
    """Shares of counts, shrunk towards other shares as if these were ``weight`` votes."""
    shares: Floats = (counts + weight * towards) / (counts.sum(axis=-1, keepdims=True) + weight)
    return shares
