"""The regressions behind the odds of the kind of draft.

Each answers a yes-or-no question about a decision from a few inputs that were known before it
(``draft_kind_inputs``): is it a technical rollover; if not, does it end the mission; and if it is a
renewal, does it raise the ceiling, lower it, change the tasks, or set a term shorter than usual.
Inputs and penalty were chosen on decisions of 1994 to 2013 (docs/decisions/0013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from peaceops.council.draft_kind_inputs import ROLLOVER, SETTLING, TERMINATE
from peaceops.council.model.logit import Logit, fit_logit
from peaceops.domain.arrays import Flags, Floats

FEWEST, FEWEST_ANSWERED = 100, 10
"""Decisions to learn from: with fewer the shares of each kind so far are the odds, and a part of a
renewal has none."""
MOST_MOVED = 0.9
"""The most of a mission's renewals that may move its ceiling."""
PENALTY = 10.0
OWN_SHARE_WEIGHT = 10.0
"""Decisions by which a mission's own shares are drawn to those of all."""
KNOWN_AFTER_DAYS = 120
"""Days after a decision by which the tasks that it set are known."""
SMALLEST_SPREAD = 0.1

IS_ROLLOVER = ("regular", "bridge_rate", "observer")
IS_LAST = ("expected", "old_observer", "ceiling_cut")
RAISES, LOWERS = ("after_rollover",), ("other_age",)
RETASKS, SHORTENS = ("age", "observer"), ("regular", "age")
AT_ONCE_DAYS = 31
"""A mission that ends within so many days of the decision has no last term to speak of."""

STEPS = (
    ("regular", "expected"),
    ("bridge_rate",),
    ("observer", "old_observer"),
    ("ceiling_cut",),
)
"""Inputs in the order in which they are taken into account, those of one reason together."""


@dataclass(frozen=True)
class Regression:
    """A fitted question: its inputs, how they are made standard, and the coefficients."""

    inputs: tuple[str, ...]
    mean: Floats
    spread: Floats
    logit: Logit

    def probability(self, rows: pl.DataFrame, only: Sequence[str] | None = None) -> Floats:
        """Probability of yes; inputs that are not among ``only`` stand at their mean."""
        standard = (rows.select(self.inputs).to_numpy() - self.mean) / self.spread
        if only is not None:
            standard = standard * [float(name in only) for name in self.inputs]
        return self.logit.probability(standard)


def _fit(rows: pl.DataFrame, inputs: tuple[str, ...], event: Flags) -> Regression:
    columns = rows.select(inputs).to_numpy().astype(np.float64)
    mean, spread = columns.mean(axis=0), np.maximum(columns.std(axis=0), SMALLEST_SPREAD)
    return Regression(inputs, mean, spread, fit_logit((columns - mean) / spread, event, PENALTY))


@dataclass(frozen=True)
class FittedKinds:
    """What past decisions tell of the kind of the next one.

    Attributes:
        rollover: Whether it is a technical rollover.
        last: Whether one that is no rollover ends the mission.
    """

    rollover: Regression
    last: Regression

    def odds(self, rows: pl.DataFrame, only: Sequence[str] | None = None) -> Floats:
        """Rows by ``SETTLING``; with ``only`` from these inputs alone."""
        rollover, last = (part.probability(rows, only) for part in (self.rollover, self.last))
        return np.column_stack([(1 - rollover) * (1 - last), rollover, (1 - rollover) * last])


@dataclass(frozen=True)
class FittedParts:
    """What past decisions tell of what a renewal or an end does.

    Attributes:
        raises: Whether a renewal raises the military ceiling; ``None`` if too few tell.
        lowers: Whether it lowers it.
        retasks: Whether it changes the tasks.
        shortens: Whether its term is shorter than usual.
        at_once: Share of ends within a month of the decision.
    """

    raises: Regression | None
    lowers: Regression | None
    retasks: Regression | None
    shortens: Regression | None
    at_once: float

    def of_renewals(self, rows: pl.DataFrame, with_ceiling: Flags) -> Floats:
        """Shares of renewals that raise the ceiling, lower it, change the tasks alone, or neither.

        Args:
            rows: Decisions.
            with_ceiling: Whether a ceiling is known; where none is, none is raised or lowered.

        Returns:
            Rows by the four, which add to one.
        """
        raises, lowers, retasks = (
            np.zeros(rows.height) if part is None else part.probability(rows)
            for part in (self.raises, self.lowers, self.retasks)
        )
        raises, lowers = raises * with_ceiling, lowers * with_ceiling
        scale = MOST_MOVED / np.maximum(raises + lowers, MOST_MOVED)
        raises, lowers = raises * scale, lowers * scale
        left = 1 - raises - lowers
        return np.column_stack([raises, lowers, left * retasks, left * (1 - retasks)])

    @property
    def whole(self) -> bool:
        """Whether there are enough decisions to tell all of it."""
        return None not in (self.raises, self.lowers, self.retasks, self.shortens)

    def shorter(self, rows: pl.DataFrame) -> Floats:
        """Share of renewals with a term shorter than usual, whatever else they do."""
        return np.zeros(rows.height) if self.shortens is None else self.shortens.probability(rows)


def _learned_from(decisions: pl.DataFrame, year: int) -> pl.DataFrame | None:
    if decisions.is_empty():
        return None
    rows = decisions.filter("runs_out", pl.col("date") < date(year, 1, 1))
    return rows if rows.height >= FEWEST else None


def fit_kinds(decisions: pl.DataFrame, year: int) -> FittedKinds | None:
    """Fit the kind of a decision on those before a year; ``None`` where they are too few.

    Args:
        decisions: As ``term_decisions`` gives them.
        year: The year that is forecast.
    """
    rows = _learned_from(decisions, year)
    if rows is None:
        return None
    settled = rows.filter(pl.col("kind") != "rollover")
    return FittedKinds(
        _fit(rows, IS_ROLLOVER, (rows["kind"] == "rollover").to_numpy()),
        _fit(settled, IS_LAST, (settled["kind"] == "terminate").to_numpy()),
    )


def fit_parts(decisions: pl.DataFrame, year: int) -> FittedParts | None:
    """Fit what renewals and ends do on the decisions before a year; ``None`` where too few.

    Args:
        decisions: As ``term_decisions`` gives them.
        year: The year that is forecast.
    """
    rows = _learned_from(decisions, year)
    if rows is None:
        return None
    renewed = rows.filter(pl.col("kind") == "renew")
    # Tasks are known by month, and later than the decision that sets them.
    in_time = renewed.filter(pl.col("date") < date(year, 1, 1) - timedelta(days=KNOWN_AFTER_DAYS))
    ended = rows.filter(pl.col("kind") == "terminate")["days_left"].fill_null(0)
    soon = ended.filter(ended <= AT_ONCE_DAYS)
    return FittedParts(
        _question(renewed, RAISES, "ceiling_change", 1),
        _question(renewed, LOWERS, "ceiling_change", -1),
        _question(in_time, RETASKS, "retasked", 1),
        _question(renewed, SHORTENS, "shortened", 1),
        (len(soon) + 0.5) / (len(ended) + 1),
    )


def _question(
    rows: pl.DataFrame, inputs: tuple[str, ...], column: str, answer: float
) -> Regression | None:
    answered = rows.filter(pl.col(column).is_not_null())
    if answered.height < FEWEST_ANSWERED:
        return None
    return _fit(answered, inputs, (answered[column] == answer).to_numpy())


def counts_of(rows: pl.DataFrame) -> Floats:
    """Number of decisions of each kind, by ``SETTLING``."""
    return np.array([(rows["kind"] == kind).sum() for kind in SETTLING], dtype=np.float64)


def renewal_counts(decisions: pl.DataFrame) -> Floats:
    """Number of renewals that raise the ceiling, lower it, change the tasks alone, or neither."""
    renewed = decisions.filter(pl.col("kind") == "renew")
    change = pl.col("ceiling_change").fill_null(0)
    alone = (change == 0) & (pl.col("retasked").fill_null(0) == 1)
    raised, lowered, retasked = (
        renewed.filter(chosen).height for chosen in (change == 1, change == -1, alone)
    )
    rest = renewed.height - raised - lowered - retasked
    return np.array([raised, lowered, retasked, rest], dtype=np.float64)


def shares_of_all(counts: Floats) -> Floats:
    """Share of each kind among all decisions so far (Jeffreys' prior)."""
    shares: Floats = (counts + 0.5) / (counts.sum() + 0.5 * len(counts))
    return shares


def own_shares(of_mission: Floats, of_all: Floats) -> Floats:
    """A mission's share of each kind, drawn to those of all missions."""
    drawn = of_mission + OWN_SHARE_WEIGHT * shares_of_all(of_all)
    shares: Floats = drawn / (of_mission.sum() + OWN_SHARE_WEIGHT)
    return shares


def pooled(regressed: Floats, shares: Floats) -> Floats:
    """The odds in use: the mean of the regressions' and of the mission's own shares."""
    mean: Floats = (regressed + shares) / 2
    return mean


def with_share(plain: Floats, ended: float | None) -> Floats:
    """Odds with another share of last terms among the drafts that are no rollover."""
    if ended is None:
        return plain
    settled = 1 - plain[ROLLOVER]
    return np.array([settled * (1 - ended), plain[ROLLOVER], settled * ended])


def usual_end(plain: Floats) -> float:
    """Share of last terms among the drafts that are no rollover."""
    return float(plain[TERMINATE] / (1 - plain[ROLLOVER]))
