"""What has been seen so far: counts of votes that fade with time, and the last drafts by subject.

Every answer for a day rests on days before it: ``learn`` is called with the drafts of a day only
after all of that day have been described.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from peaceops.council.model.drafts import Draft
from peaceops.domain.arrays import Floats, Ints

_EPOCH = date(1990, 1, 1).toordinal()
"""Day on which a vote weighs one: near enough to all votes on record that no weight overflows."""


class Counts:
    """Votes of all members by subject, each halved in weight every ``half_life`` days.

    Counts are arrays of members by yes, no, abstain.
    """

    def __init__(self, members: int, half_life: float) -> None:
        self._rate = math.log(2) / half_life
        self._empty = np.zeros((members, 3))
        self._places: dict[Hashable, int] = {}
        self._counts = np.zeros((64, members, 3))

    def at(self, subject: Hashable, day: int) -> Floats:
        """Counts on a subject as they weigh on a day."""
        place = self._places.get(subject)
        if place is None:
            return self._empty
        weighed: Floats = self._counts[place] * math.exp(-(day - _EPOCH) * self._rate)
        return weighed

    def add(self, subjects: Sequence[Hashable], day: int, members: Ints, cast: Floats) -> None:
        """Count votes on subjects, each once: a row of ``cast`` for each member, by its place."""
        places = [self._places.setdefault(subject, len(self._places)) for subject in subjects]
        if len(self._places) > len(self._counts):
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
        # A later vote weighs more, so that earlier ones stand as they are: only the members that
        # voted are touched, and not all states.
        self._counts[np.array(places)[:, None], members] += cast * math.exp(
            (day - _EPOCH) * self._rate
        )


@dataclass(frozen=True)
class PastDraft:
    """A draft of an earlier day, as it went."""

    day: int
    withheld: float  # share of votes that were not yes
    by_member: dict[str, float]  # 1.0 where the member did not vote yes
    not_adopted: float
    opposed: float  # 1.0 where a permanent member voted against


def shrink_towards(counts: Floats, towards: Floats, weight: float | Floats) -> Floats:
    """Shares of counts, shrunk towards other shares as if these were ``weight`` votes."""
    shares: Floats = (counts + weight * towards) / (counts.sum(axis=-1, keepdims=True) + weight)
    return shares


def log_odds(withheld: Floats) -> Floats:
    """Log-odds of shares, kept within a thousandth of none and all."""
    bounded = np.minimum(np.maximum(withheld, 1e-3), 1 - 1e-3)  # np.clip takes twice the time
    odds: Floats = np.log(bounded / (1 - bounded))
    return odds


def features_of_past(
    name: str, past: Sequence[PastDraft], draft: Draft
) -> dict[str, Floats | float]:
    """How the last drafts on a subject went; not a number where there was none."""
    n, day = len(draft.members), draft.day
    labels = (
        "days since", "last withheld", "last not adopted", "last opposed", "last three withheld",
        "drafts in 45 days", "not adopted in 45 days", "not adopted in a year",
        "unanimous in a row", "last cycle withheld",
    )  # fmt: skip
    if not past:
        values: list[float] = [np.nan] * len(labels)
        last_own = cycle_own = np.full(n, np.nan)
    else:
        last, recent = past[-1], [earlier for earlier in past[-12:] if day - earlier.day <= 45]
        cycle = [earlier for earlier in past[-40:] if abs(day - earlier.day - 365) <= 25] or [
            earlier for earlier in past[-40:] if abs(day - earlier.day - 182) <= 15
        ]
        row = next(
            (k for k, earlier in enumerate(reversed(past)) if earlier.withheld > 0), len(past)
        )
        last_cycle = float(np.mean([earlier.withheld for earlier in cycle])) if cycle else np.nan
        values = [
            math.log1p(day - last.day), last.withheld, last.not_adopted, last.opposed,
            float(np.mean([earlier.withheld for earlier in past[-3:]])), len(recent),
            sum(earlier.not_adopted for earlier in recent),
            sum(earlier.not_adopted for earlier in past[-30:] if day - earlier.day <= 400),
            min(row, 20), last_cycle,
        ]  # fmt: skip
        last_own = np.array([last.by_member.get(member, np.nan) for member in draft.members])
        cycle_own = np.array([_mean_of(cycle, member) for member in draft.members])
    columns: dict[str, Floats | float] = {
        f"{name}: {label}": value for label, value in zip(labels, values, strict=True)
    }
    columns[f"{name}: own last withheld"] = last_own
    columns[f"{name}: own last cycle withheld"] = cycle_own
    return columns


def _mean_of(past: Sequence[PastDraft], member: str) -> float:
    withheld = [earlier.by_member[member] for earlier in past if member in earlier.by_member]
    return float(np.mean(withheld)) if withheld else np.nan
