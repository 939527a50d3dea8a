"""Each member's odds of yes, no and abstention on a draft, from what was known before it.

Two ridge regressions: whether the vote is a yes, and whether a withheld yes is a no. In the first
a feature may weigh otherwise on peace operations than on other drafts: a second weight, for these
alone, is drawn towards zero. Votes weigh less the older they are. Drafts whose submitters are not
known are forecast by regressions that learned from all drafts described without submitters, those
on missions with where members stand to the usual ones (``usual_submitters``). The regressions of a
quarter are fitted on the votes before it, so that a forecast rests on the quarter of the vote and
not on the day it is asked for. Penalties and half-life were chosen on votes before 2014
(docs/council.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from peaceops.council.model.drafts import Draft
from peaceops.council.model.features import ON_A_MISSION, FeatureBuilder, Features
from peaceops.council.model.host_wish import (
    MEMBERS,
    NO_SHIFT,
    WISHES,
    HostShift,
    fit_host_shift,
)
from peaceops.council.model.logit import Logit, fit_logit
from peaceops.domain.arrays import Flags, Floats, Ints
from peaceops.domain.threads import one_thread
from peaceops.edition import View, per_view

REGRESSION = "regression on members' votes"
PENALTY, PENALTY_AGAINST = 100.0, 50.0
PENALTY_ON_MISSIONS = 200.0  # of the second weights, for drafts on peace operations
HALF_LIFE = 4 * 365.25  # days in which a vote's weight in the regression halves
SINCE = date(1988, 1, 1)  # earlier votes are not remembered
LEARN_FROM = date(1994, 1, 1)  # drafts that failed are on record from here
FEWEST = 1000  # votes to learn from; with fewer the blend of baselines stands alone
CARRIED = 3  # years that a point in the Assembly stands in for ones not out yet
BOUND = 6  # standard deviations
MISSING, ON_MISSIONS = " missing", " on missions"
PRODUCT = " × "  # in the name of a feature that is a product of two
CONSTANT = "constant"
WITHHELD, AGAINST = "withheld", "against"
DESCRIBED = ("with submitters", "without submitters")
"""How drafts are described to the two regressions of a model, as its rows name it."""
HOST_WISH = "host's wish"
NUMBERS = ("weight", "mean", "spread")
"""Columns of a model's rows that are numbers."""
SHIFTS = tuple(f"{wish}: {group}" for wish in WISHES for group in MEMBERS)


@dataclass(frozen=True)
class Regressions:
    """The regressions of a quarter over one description of drafts.

    Attributes:
        features: Names of the features.
        mean: Mean of each feature, then of each column that says that one is missing.
        spread: Its standard deviation, at least 0.1.
        gaps: Features that have such a column.
        withheld: Regression of a vote that is not yes; its columns are those of ``columns``.
        against: Regression of a no among these, over the same columns but those on missions.
    """

    features: tuple[str, ...]
    mean: Floats
    spread: Floats
    gaps: Flags
    withheld: Logit
    against: Logit

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns: features, those that are missing, and those on missions."""
        missing = (self.features[place] for place in np.flatnonzero(self.gaps))
        on_missions = (self.features[place] for place in differing(self.features))
        return (
            *self.features,
            *(f"{name}{MISSING}" for name in missing),
            *(f"{name}{ON_MISSIONS}" for name in on_missions),
        )

    def odds(self, raw: Floats) -> Floats:
        """Odds of yes, no and abstain for rows of features."""
        standard = _standard(_filled(raw, self.gaps), self.mean, self.spread)
        withheld = self.withheld.probability(_with_missions(standard, raw, self.features))
        against = self.against.probability(standard)
        return np.column_stack([1 - withheld, withheld * against, withheld * (1 - against)])


@dataclass(frozen=True)
class VoteModel:
    """The regressions of a quarter: of drafts whose submitters are known, and of the others.

    Attributes:
        submitted_too: Over all features.
        unsubmitted: Over the features as if no draft's submitters were known, with where members
            stand to a mission's usual ones.
        host: What a host's wish shifts.
    """

    submitted_too: Regressions
    unsubmitted: Regressions
    host: HostShift = NO_SHIFT

    def odds(self, features: Features, drafts: Sequence[Draft]) -> Floats:
        """Odds of every member on drafts, a row each, draft after draft.

        Args:
            features: Rows described.
            drafts: The drafts described.
        """
        members = [member for draft in drafts for member in draft.members]
        wishes = [draft.wish for draft in drafts for _ in draft.members]
        return self.host.odds(self.without_wish(features, drafts), wishes, members)

    def without_wish(self, features: Features, drafts: Sequence[Draft]) -> Floats:
        """The same by the regressions alone."""
        return np.where(
            unknown_submitters(drafts)[:, None],
            self.unsubmitted.odds(features.unsubmitted),
            self.submitted_too.odds(features.submitted_too),
        )

    def frame(self) -> pl.DataFrame:
        """Rows of the table ``vote_weights``, without the quarter; numbers in single precision.

        Whoever fits a model reads it back from here, so that it answers as the table's would.
        """
        parts = []
        both = (self.submitted_too, self.unsubmitted)
        for described, regressions in zip(DESCRIBED, both, strict=True):
            for part, logit in ((WITHHELD, regressions.withheld), (AGAINST, regressions.against)):
                fitted = len(logit.coefficients)
                further = fitted + 1 - len(regressions.mean)  # on missions, and the constant
                parts.append(
                    pl.DataFrame(
                        {
                            "described": described,
                            "part": part,
                            "place": np.arange(fitted + 1),
                            "feature": [*regressions.columns[:fitted], CONSTANT],
                            "weight": np.append(logit.coefficients, logit.constant),
                            "mean": np.append(regressions.mean, np.zeros(further)),
                            "spread": np.append(regressions.spread, np.ones(further)),
                        }
                    )
                )
        rows = pl.concat([*parts, self._host_frame()])
        return rows.with_columns(pl.col(NUMBERS).cast(pl.Float32))

    def _host_frame(self) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "described": HOST_WISH,
                "part": WITHHELD,
                "place": np.arange(len(SHIFTS)),
                "feature": SHIFTS,
                "weight": self.host.mean.ravel(),
                "mean": np.zeros(len(SHIFTS)),
                "spread": self.host.spread.ravel(),
            }
        )

    @classmethod
    def of(cls, frame: pl.DataFrame) -> VoteModel:
        """The model of a quarter from its rows of ``vote_weights``."""
        frame = frame.with_columns(pl.col(NUMBERS).cast(pl.Float64))
        sides = []
        for described in DESCRIBED:
            rows = frame.filter(pl.col("described") == described).sort("place")
            withheld, against = (
                rows.filter(pl.col("part") == part) for part in (WITHHELD, AGAINST)
            )
            columns = tuple(against["feature"])[:-1]
            missing = {name.removesuffix(MISSING) for name in columns if name.endswith(MISSING)}
            features = tuple(name for name in columns if not name.endswith(MISSING))
            sides.append(
                Regressions(
                    features,
                    against["mean"].to_numpy()[:-1],
                    against["spread"].to_numpy()[:-1],
                    np.array([name in missing for name in features]),
                    *(
                        Logit(part["weight"].to_numpy()[:-1], float(part["weight"][-1]))
                        for part in (withheld, against)
                    ),
                )
            )
        shifts = frame.filter(pl.col("described") == HOST_WISH).sort("place")
        submitted_too, unsubmitted = sides
        shape = (len(WISHES), len(MEMBERS))
        mean, spread = (shifts[name].to_numpy().reshape(shape) for name in ("weight", "spread"))
        return cls(submitted_too, unsubmitted, HostShift(mean, spread))


@dataclass(frozen=True)
class VoteMatrix:
    """Every vote since ``SINCE`` with its features.

    Attributes:
        drafts: In the order of the votes.
        days: Ordinal of the day of each row.
        cast: Index of the vote in ``ballots.CAST``.
        features: Of each row.
    """

    drafts: Sequence[Draft]
    days: Ints
    cast: Ints
    features: Features


@one_thread()
def vote_matrix(view: View, drafts: Sequence[Draft]) -> VoteMatrix:
    """Describe every vote on drafts since ``SINCE``, each from drafts of earlier days.

    Args:
        view: What is known.
        drafts: As ``drafts_of`` gives them.
    """
    recent = remembered(drafts)
    sizes = [len(draft.members) for draft in recent]
    features = FeatureBuilder(points_of(view)).read(recent)
    return VoteMatrix(
        recent,
        np.repeat([draft.day for draft in recent], sizes),
        np.concatenate([draft.votes for draft in recent if draft.votes is not None]),
        features,
    )


def remembered(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts since ``SINCE``."""
    return [draft for draft in drafts if draft.day >= SINCE.toordinal()]


def unknown_submitters(drafts: Sequence[Draft]) -> Flags:
    """Rows of drafts whose submitters are not recorded, a row a member."""
    flags: Flags = np.repeat(
        [draft.bloc == "unknown" for draft in drafts], [len(draft.members) for draft in drafts]
    )
    return flags


@per_view
def points_of(view: View) -> dict[tuple[str, int], float]:
    """Ideal points by state and year that were known; none if the edition lacks them.

    The estimates come out a year or more after the votes. Until then the last point of a state that
    is in their last year is carried forward, ``CARRIED`` years at most.
    """
    if not view.has("alignment"):
        return {}
    rows = view.table("alignment").select("country", "year", "ideal_point").rows()
    points = {(country, year): point for country, year, point in rows}
    newest = max((year for _, year, _ in rows), default=0)
    for country, year, point in rows:
        if year == newest:
            points |= {(country, year + after): point for after in range(1, CARRIED + 1)}
    return points


@one_thread()
def fit_quarter(matrix: VoteMatrix, quarter: date) -> VoteModel | None:
    """The model fitted on the votes before a quarter; ``None`` where they are too few."""
    before = quarter.toordinal()
    rows = np.flatnonzero((matrix.days < before) & (matrix.days >= LEARN_FROM.toordinal()))
    cast = matrix.cast[rows]
    if len(rows) < FEWEST or not (cast > 0).any():
        return None
    weight: Floats = 0.5 ** ((before - matrix.days[rows]) / HALF_LIFE)
    names = matrix.features.names
    plain = VoteModel(
        _fit(matrix.features.submitted_too[rows], names, cast, weight),
        _fit(matrix.features.unsubmitted[rows], names, cast, weight),
    )
    return replace(plain, host=_host_shift(plain, matrix, before))


def _host_shift(model: VoteModel, matrix: VoteMatrix, before: int) -> HostShift:
    """Shifts by the host's wish, from decisions before a day that the curated list holds."""
    sizes = [len(draft.members) for draft in matrix.drafts]
    first = np.concatenate([[0], np.cumsum(sizes)])
    places = [
        place
        for place, draft in enumerate(matrix.drafts)
        if draft.wish_on_record and LEARN_FROM.toordinal() <= draft.day < before
    ]
    listed = [matrix.drafts[place].as_foreseen() for place in places]
    if not listed:
        return fit_host_shift(np.zeros(0), np.zeros(0), [], [])
    rows = np.concatenate([np.arange(first[place], first[place + 1]) for place in places])
    odds = model.without_wish(matrix.features.at(rows), listed)
    return fit_host_shift(
        -np.log(odds[:, 0] / (1 - odds[:, 0])),
        (matrix.cast[rows] != 0).astype(float),
        [str(draft.wish_on_record) for draft in listed for _ in draft.members],
        [member for draft in listed for member in draft.members],
    )


def _fit(raw: Floats, names: Sequence[str], cast: Ints, weight: Floats) -> Regressions:
    gaps: Flags = np.asarray(np.isnan(raw).any(axis=0))
    filled = _filled(raw, gaps)
    mean, spread = filled.mean(axis=0), np.maximum(filled.std(axis=0), 0.1)
    standard = _standard(filled, mean, spread)
    withheld = cast != 0
    columns = _with_missions(standard, raw, names)
    penalty = np.full(columns.shape[1], PENALTY)
    penalty[standard.shape[1] :] = PENALTY_ON_MISSIONS
    return Regressions(
        tuple(names),
        mean,
        spread,
        gaps,
        fit_logit(columns, withheld, penalty, weight),
        fit_logit(standard[withheld], cast[withheld] == 1, PENALTY_AGAINST, weight[withheld]),
    )


def differing(features: Sequence[str]) -> list[int]:
    """Places of the features that may weigh otherwise on peace operations: all but products.

    >>> differing(("member", "rivals × CHN", "theme: all"))
    [0, 2]
    """
    return [place for place, name in enumerate(features) if PRODUCT not in name]


def _with_missions(standard: Floats, raw: Floats, features: Sequence[str]) -> Floats:
    """Standardised columns, and again those that differ where the draft is on a peace operation."""
    on_missions = raw[:, list(features).index(ON_A_MISSION)]
    return np.hstack([standard, standard[:, differing(features)] * on_missions[:, None]])


def _filled(raw: Floats, gaps: Flags) -> Floats:
    return np.hstack([np.nan_to_num(raw, nan=0.0), np.isnan(raw[:, gaps]).astype(float)])


def _standard(filled: Floats, mean: Floats, spread: Floats) -> Floats:
    bounded: Floats = np.clip((filled - mean) / spread, -BOUND, BOUND)
    return bounded
