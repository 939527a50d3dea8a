"""How a forecaster in use did, against every baseline it was held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure


@dataclass(frozen=True)
class Score:
    """The mean score of one method over the cases of a record; lower is better.

    Attributes:
        method: Its name, as a reader knows it: ``last vote on the item``.
        value: The score.
    """

    method: str
    value: float


@dataclass(frozen=True)
class TrackRecord:
    """How the forecaster whose figures are shown did on cases that lay ahead of it.

    Attributes:
        key: Stable name, ``room.record.quantity``; unique in a brief.
        quantity: What was forecast: ``votes on peace operations``.
        measure: The score in words: ``forecast error (log loss a vote)``.
        unit: Unit of the score.
        forecaster: Score of the method in use.
        baselines: Scores of the simple methods on the same cases, best first.
        cases: How many cases.
        first: Day or month of the first.
        last: Day or month of the last.
        chosen_until: Last day whose cases the method was chosen on; later ones were only scored.
        evidence: Where the outcomes stand.

    Raises:
        ValueError: There is no case, or no baseline.
    """

    key: str
    quantity: str
    measure: str
    unit: str
    forecaster: Score
    baselines: tuple[Score, ...]
    cases: int
    first: date
    last: date
    chosen_until: date | None = None
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if self.cases < 1 or not self.baselines:
            raise ValueError(f"{self.key}: a record needs cases ({self.cases}) and a baseline")
        ordered = tuple(sorted(self.baselines, key=lambda score: score.value))
        object.__setattr__(self, "baselines", ordered)

    @property
    def best_baseline(self) -> Score:
        """The baseline that did best on these cases, whichever it is."""
        return self.baselines[0]

    @property
    def gain(self) -> float:
        """Part of the best baseline's error that the forecaster saves; negative where it loses.

        Minus infinity where the baseline made no error at all and the forecaster did.
        """
        if self.best_baseline.value == 0:
            return 0.0 if self.forecaster.value == 0 else float("-inf")
        return 1 - self.forecaster.value / self.best_baseline.value

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The score in use, and the best baseline's, as figures of a brief."""
        measure = f"{self.measure[:1].upper()}{self.measure[1:]}, {self.quantity}"
        days = f"{long_day(self.first)} to {long_day(self.last)}"
        span = f"Over {self.cases:,} cases from {days}, each forecast beforehand"
        return tuple(
            Figure(
                key=key,
                label=f"{measure}: {score.method}",
                value=score.value,
                unit=self.unit,
                method=f"{role} {span}.",
                evidence=self.evidence,
            )
            for key, score, role in (
                (
                    self.key,
                    self.forecaster,
                    "How far the method in use was from what then happened; lower is better.",
                ),
                (
                    f"{self.key}.baseline",
                    self.best_baseline,
                    "How far the best of the simple methods was from what then happened.",
                ),
            )
        )


def in_words(records: Sequence[TrackRecord]) -> tuple[str, ...]:
    """One sentence a record: who did better, and by how much, also where the simple method won."""
    return tuple(_sentence(record) for record in records)


def _sentence(record: TrackRecord) -> str:
    baseline = record.best_baseline
    share = abs(record.gain)
    best = f"the best simple method ({baseline.method})"
    if share == float("inf"):
        outcome = f"the forecast erred, where {best} did not"
    elif share < 0.005:
        outcome = f"the forecast's error is the same as that of {best}"
    else:
        better = "lower" if record.gain > 0 else "higher"
        outcome = f"the forecast's error is {100 * share:.0f} % {better} than that of {best}"
    return (
        f"{record.quantity[:1].upper()}{record.quantity[1:]}, {record.first.year} to "
        f"{record.last.year} ({record.cases:,} cases): {outcome}."
    )
