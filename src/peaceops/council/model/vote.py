"""Each member's odds of yes, no and abstention on a draft, from what was known before it.

Two ridge regressions: whether the vote is a yes, and whether a withheld yes is a no. They are
pooled with the blend of baselines. The penalty and the weight of the pool hardly matter on votes
before 2014 and were chosen with later scores in sight (docs/council.md says by how much).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from peaceops.council.baseline import odds
from peaceops.council.model.drafts import Draft
from peaceops.council.model.features import features
from peaceops.council.model.logit import Array, Logit, fit_logit
from peaceops.edition.view import View

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

PENALTY = 1000.0
BASELINES = 0.1  # weight of the blend of baselines in the pool
SINCE = date(1988, 1, 1)  # earlier votes are not remembered
LEARN_FROM = date(1994, 1, 1)  # drafts that failed are on record from here
FEWEST = 1000  # votes to learn from; with fewer the blend of baselines stands alone
MONTHS = 3  # between refits in a replay


@dataclass(frozen=True)
class Fitted:
    """The two regressions, and how columns are made standard.

    Attributes:
        mean: Mean of each column.
        spread: Its standard deviation, at least 0.1.
        gaps: Columns that have missing values; each adds a column that says so.
        withheld: Regression of a vote that is not yes.
        against: Regression of a no among these.
        votes: Number of votes learned from.
    """

    mean: Array
    spread: Array
    gaps: Flags
    withheld: Logit
    against: Logit
    votes: int

    def standard(self, raw: Array) -> Array:
        """Standardised columns, bounded to six standard deviations."""
        return _standard(_filled(raw, self.gaps), self.mean, self.spread)

    def odds(self, raw: Array) -> Array:
        """Odds of yes, no and abstain for rows of features."""
        columns = self.standard(raw)
        withheld = self.withheld.probability(columns)
        against = self.against.probability(columns)
        return np.column_stack([1 - withheld, withheld * against, withheld * (1 - against)])


def fit(raw: Array, votes: Places) -> Fitted:
    """Fit on rows of features and the votes cast (index in ``record.CAST``)."""
    gaps: Flags = np.asarray(np.isnan(raw).any(axis=0))
    filled = _filled(raw, gaps)
    mean, spread = filled.mean(axis=0), np.maximum(filled.std(axis=0), 0.1)
    columns = _standard(filled, mean, spread)
    withheld = votes != 0
    return Fitted(
        mean, spread, gaps,
        fit_logit(columns, withheld, PENALTY),
        fit_logit(columns[withheld], votes[withheld] == 1, PENALTY),
        len(votes),
    )  # fmt: skip


@dataclass(frozen=True)
class Described:
    """Every vote since ``SINCE`` with its features and the blend of baselines.

    Attributes:
        drafts: In the order of the votes.
        ballots: As ``record.ballots`` gives them, from ``SINCE``.
        days: Ordinal of the day of each row.
        cast: Index of the vote in ``record.CAST``; -1 where it is still to come.
        raw: Features of each row.
        baselines: Method to odds of each row.
        names: Names of the features.
    """

    drafts: Sequence[Draft]
    ballots: pl.DataFrame
    days: Places
    cast: Places
    raw: Array
    baselines: dict[str, Array]
    names: tuple[str, ...]


def described(view: View, ballots: pl.DataFrame, drafts: Sequence[Draft]) -> Described:
    """Describe votes; ``drafts`` are theirs, as ``drafts_of`` gives them, in the same order."""
    remembered = [one for one in drafts if one.day >= SINCE.toordinal()]
    counted = sum(len(one.members) for one in remembered)
    raw, names = features(remembered, points_of(view))
    given = {name: rows[len(rows) - counted :] for name, rows in odds(ballots).items()}
    blank = {len(one.members): np.full(len(one.members), -1) for one in remembered}
    cast = [blank[len(one.members)] if one.votes is None else one.votes for one in remembered]
    return Described(
        remembered,
        ballots[ballots.height - counted :],
        np.repeat([one.day for one in remembered], [len(one.members) for one in remembered]),
        np.concatenate(cast),
        raw,
        given,
        names,
    )


def points_of(view: View) -> dict[tuple[str, int], float]:
    """Ideal points by state and year that were known; none if the edition lacks them."""
    if not view.has("alignment"):
        return {}
    table = view.table("alignment")
    return {(one, year): at for one, year, at in
            table.select("country", "year", "ideal_point").iter_rows()}  # fmt: skip


def learned(known: Described, before: date) -> Fitted | None:
    """Fit on the votes of days before a date; ``None`` where they are too few."""
    rows = (known.days < before.toordinal()) & (known.days >= LEARN_FROM.toordinal())
    rows &= known.cast >= 0
    if rows.sum() < FEWEST or not (known.cast[rows] > 0).any():
        return None
    return fit(known.raw[rows], known.cast[rows])


def pooled(fitted: Fitted | None, raw: Array, blend: Array) -> Array:
    """The model's odds: regressions and blend of baselines in a linear pool."""
    if fitted is None:
        return blend
    pool: Array = BASELINES * blend + (1 - BASELINES) * fitted.odds(raw)
    return pool


def foretold(known: Described, since: date, until: date) -> tuple[Places, Array]:
    """Odds of every vote of a span, refitted every ``MONTHS`` months on the votes before.

    Returns:
        Places of the rows foretold, and their odds.
    """
    places, given = [], []
    for first, last in _spans(since, until):
        rows = np.flatnonzero((known.days >= first.toordinal()) & (known.days < last.toordinal()))
        if rows.size:
            fitted = learned(known, first)
            places.append(rows)
            given.append(pooled(fitted, known.raw[rows], known.baselines["blend"][rows]))
    if not places:
        return np.empty(0, np.int64), np.empty((0, 3))
    return np.concatenate(places), np.vstack(given)


def _spans(since: date, until: date) -> Iterator[tuple[date, date]]:
    """Stretches between refits: calendar quarters, cut to the span; ``until`` is included."""
    first, end = since, date.fromordinal(until.toordinal() + 1)
    while first < end:
        month = (first.month - 1) // MONTHS * MONTHS + 1 + MONTHS
        last = date(first.year + (month > 12), month - 12 * (month > 12), 1)
        yield first, min(last, end)
        first = last


def _filled(raw: Array, gaps: Flags) -> Array:
    return np.hstack([np.nan_to_num(raw, nan=0.0), np.isnan(raw[:, gaps]).astype(float)])


def _standard(filled: Array, mean: Array, spread: Array) -> Array:
    bounded: Array = np.clip((filled - mean) / spread, -6, 6)
    return bounded
