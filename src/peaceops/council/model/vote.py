"""Each member's odds of yes, no and abstention on a draft, from what was known before it.

The *regression*: two ridge regressions, whether the vote is a yes and whether a withheld yes is a
no; votes weigh less the older they are, and drafts whose submitters are not recorded are foretold
by regressions that learned from all drafts described without submitters. The *model* is the mean of
the regression and of boosted trees (``trees``) for the first of the two questions. Penalties,
half-life and trees were chosen on votes of 1998 to 2013 (docs/council.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from peaceops.council.baseline import odds
from peaceops.council.model import trees
from peaceops.council.model.drafts import Draft
from peaceops.council.model.features import Scribe
from peaceops.council.model.logit import Array, Logit, fit_logit
from peaceops.domain.threads import one_thread
from peaceops.edition.view import View

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

MODEL, REGRESSION = "model", "regression"
PENALTY, PENALTY_AGAINST = 150.0, 100.0
HALF_LIFE = 4 * 365.25  # days in which a vote's weight in the regression halves
SINCE = date(1988, 1, 1)  # earlier votes are not remembered
LEARN_FROM = date(1994, 1, 1)  # drafts that failed are on record from here
FEWEST = 1000  # votes to learn from; with fewer the blend of baselines stands alone
MONTHS = 1  # between refits of the regression in a replay
MONTHS_OF_TREES = 3


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
        return joined(self.withheld.probability(columns), self.against.probability(columns))


def joined(withheld: Array, against: Array) -> Array:
    """Odds of yes, no and abstain from those of a withheld yes and of a no if it is withheld."""
    return np.column_stack([1 - withheld, withheld * against, withheld * (1 - against)])


def fit(raw: Array, votes: Places, age: Array | None = None) -> Fitted:
    """Fit on rows of features and the votes cast (index in ``record.CAST``), ``age`` days old."""
    gaps: Flags = np.asarray(np.isnan(raw).any(axis=0))
    filled = _filled(raw, gaps)
    mean, spread = filled.mean(axis=0), np.maximum(filled.std(axis=0), 0.1)
    columns = _standard(filled, mean, spread)
    withheld = votes != 0
    weight = np.ones(len(votes)) if age is None else 0.5 ** (age / HALF_LIFE)
    return Fitted(
        mean, spread, gaps,
        fit_logit(columns, withheld, PENALTY, weight),
        fit_logit(columns[withheld], votes[withheld] == 1, PENALTY_AGAINST, weight[withheld]),
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
        unsubmitted: The same as if no submitters were known.
        unknown: Rows of drafts whose submitters are not recorded.
        baselines: Method to odds of each row.
        names: Names of the features.
    """

    drafts: Sequence[Draft]
    ballots: pl.DataFrame
    days: Places
    cast: Places
    raw: Array
    unsubmitted: Array
    unknown: Flags
    baselines: dict[str, Array]
    names: tuple[str, ...]


@one_thread()
def described(
    view: View,
    ballots: pl.DataFrame,
    drafts: Sequence[Draft],
    others: Collection[str] = (),
) -> tuple[Described, Scribe]:
    """Describe votes.

    Args:
        view: What is known.
        ballots: Votes as ``record.ballots`` gives them.
        drafts: Theirs, as ``drafts_of`` gives them, in the same order.
        others: Members of drafts that will be asked about.

    Returns:
        The votes described, and the scribe that read them, to describe drafts asked about.
    """
    remembered = [one for one in drafts if one.day >= SINCE.toordinal()]
    sizes = [len(one.members) for one in remembered]
    count = sum(sizes)
    scribe = Scribe({*others, *(one for draft in remembered for one in draft.members)},
                    points_of(view))  # fmt: skip
    found = scribe.read(remembered)
    given = {name: rows[len(rows) - count :] for name, rows in odds(ballots).items()}
    cast = [np.full(len(one.members), -1) if one.votes is None else one.votes
            for one in remembered]  # fmt: skip
    votes = Described(
        remembered,
        ballots[ballots.height - count :],
        np.repeat([one.day for one in remembered], sizes),
        np.concatenate(cast),
        found.known,
        found.unsubmitted,
        np.repeat([one.bloc == "unknown" for one in remembered], sizes),
        given,
        found.names,
    )
    return votes, scribe


def points_of(view: View) -> dict[tuple[str, int], float]:
    """Ideal points by state and year that were known; none if the edition lacks them."""
    if not view.has("alignment"):
        return {}
    table = view.table("alignment")
    return {(one, year): at for one, year, at in
            table.select("country", "year", "ideal_point").iter_rows()}  # fmt: skip


def regression(known: Described, before: date, rows: Places) -> Array:
    """Odds of rows from regressions fitted on the votes of days before a date."""
    past = _past(known, before)
    if past is None:
        return known.baselines["blend"][rows]
    age = before.toordinal() - known.days[past].astype(float)
    given = np.empty((len(rows), 3))
    for raw, mine in _by_knowledge(known, rows):
        if mine.any():
            fitted = fit(raw[past], known.cast[past], age)
            given[mine] = fitted.odds(raw[rows[mine]])
    return given


class Regression:
    """The regression fitted on the votes before a date, to be asked about any draft.

    Args:
        known: The votes.
        scribe: Read them, and describes drafts asked about.
        before: Only votes of days before it are learned from.
    """

    def __init__(self, known: Described, scribe: Scribe, before: date) -> None:
        self._known = known
        self._scribe = scribe
        self._before = before

    def odds(self, asked: Sequence[Draft]) -> Array | None:
        """Odds of every member on every draft; ``None`` where votes are too few to learn from."""
        if _past(self._known, self._before) is None:
            return None
        found = self._scribe.asked(asked)
        sizes = [len(one.members) for one in asked]
        unknown = np.repeat([one.bloc == "unknown" for one in asked], sizes)
        given = np.empty((len(unknown), 3))
        if unknown.any():
            given[unknown] = self._without_submitters.odds(found.unsubmitted[unknown])
        if not unknown.all():
            given[~unknown] = self._with_submitters.odds(found.known[~unknown])
        return given

    @cached_property
    def _with_submitters(self) -> Fitted:
        return self._fit(self._known.raw)

    @cached_property
    def _without_submitters(self) -> Fitted:
        return self._fit(self._known.unsubmitted)

    def _fit(self, raw: Array) -> Fitted:
        past = _past(self._known, self._before)
        age = self._before.toordinal() - self._known.days[past].astype(float)
        return fit(raw[past], self._known.cast[past], age)


def boosted(known: Described, before: date, rows: Places) -> Array | None:
    """Chance of a withheld yes from trees fitted on the votes before; ``None`` if too few."""
    past = _past(known, before)
    if past is None:
        return None
    given = np.empty(len(rows))
    for raw, mine in _by_knowledge(known, rows):
        if mine.any():
            given[mine] = trees.withheld(raw[past], known.cast[past] != 0, raw[rows[mine]])
    return given


def pooled(regressed: Array, withheld: Array | None) -> Array:
    """The model's odds: the mean of both, a withheld yes split as in the regression."""
    if withheld is None:
        return regressed
    mean = 0.5 * (1 - regressed[:, 0]) + 0.5 * withheld
    against = regressed[:, 1] / np.maximum(1 - regressed[:, 0], 1e-12)
    return joined(mean, against)


@one_thread()
def foretold(known: Described, since: date, until: date) -> tuple[Places, dict[str, Array]]:
    """Odds of every vote of a span, refitted on the votes before.

    Returns:
        Places of the rows foretold, and their odds by the model and by the regression alone.
    """
    regressed: dict[int, Array] = {}
    withheld: dict[int, float] = {}
    for first, last in _spans(since, until, MONTHS):
        rows = _rows(known, first, last)
        if rows.size:
            regressed |= dict(zip(rows.tolist(), regression(known, first, rows), strict=True))
    for first, last in _spans(since, until, MONTHS_OF_TREES):
        rows = _rows(known, first, last)
        given = boosted(known, first, rows) if rows.size else None
        if given is not None:
            withheld |= dict(zip(rows.tolist(), given.tolist(), strict=True))
    places = np.array(sorted(regressed), dtype=np.int64)
    if not places.size:
        return places, {name: np.empty((0, 3)) for name in (MODEL, REGRESSION)}
    alone = np.vstack([regressed[place] for place in places.tolist()])
    other = np.array([withheld.get(place, 1 - regressed[place][0]) for place in places.tolist()])
    return places, {MODEL: pooled(alone, other), REGRESSION: alone}


def _rows(known: Described, first: date, last: date) -> Places:
    return np.flatnonzero((known.days >= first.toordinal()) & (known.days < last.toordinal()))


def _past(known: Described, before: date) -> Places | None:
    """Rows to learn from; ``None`` where they are too few."""
    rows = np.flatnonzero(
        (known.days < before.toordinal())
        & (known.days >= LEARN_FROM.toordinal())
        & (known.cast >= 0)
    )
    enough = len(rows) >= FEWEST and bool((known.cast[rows] > 0).any())
    return rows if enough else None


def _by_knowledge(known: Described, rows: Places) -> Iterator[tuple[Array, Flags]]:
    """Features to use, and which of the rows to use them for."""
    unknown = known.unknown[rows]
    yield known.raw, ~unknown
    yield known.unsubmitted, unknown


def _spans(since: date, until: date, months: int) -> Iterator[tuple[date, date]]:
    """Stretches between refits, cut to the span; ``until`` is included."""
    first, end = since, date.fromordinal(until.toordinal() + 1)
    while first < end:
        month = (first.month - 1) // months * months + 1 + months
        last = date(first.year + (month > 12), month - 12 * (month > 12), 1)
        yield first, min(last, end)
        first = last


def _filled(raw: Array, gaps: Flags) -> Array:
    return np.hstack([np.nan_to_num(raw, nan=0.0), np.isnan(raw[:, gaps]).astype(float)])


def _standard(filled: Array, mean: Array, spread: Array) -> Array:
    bounded: Array = np.clip((filled - mean) / spread, -6, 6)
    return bounded
