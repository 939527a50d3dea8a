"""Each member's odds on a draft: one path for the draft asked about and for those of the past.

A draft is described from drafts of earlier days, and its members' odds are those of the model of
its quarter (``model.vote``). Who submits a draft on a mission is not known when an outlook is
asked for: the odds of past ones, too, rest on who usually submits (``model.usual_submitters``), and
not on who then did. What is the same for every question is computed once: an edition may
hold the weights of each quarter and the odds of past votes (tables ``vote_weights`` and
``vote_odds``); else they are computed, and cached under a name made of the votes they rest on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from peaceops.council.ballots import ballots
from peaceops.council.model.amendments import WEIGHT, amendment_odds
from peaceops.council.model.drafts import Draft, drafts_of
from peaceops.council.model.features import FeatureBuilder, Features
from peaceops.council.model.usual_submitters import UsualSubmitters, usual_submitters
from peaceops.council.model.vote import (
    AGAINST,
    CONSTANT,
    DESCRIBED,
    FEWEST,
    HOST_WISH,
    LEARN_FROM,
    MISSING,
    NUMBERS,
    ON_MISSIONS,
    REGRESSION,
    SHIFTS,
    SINCE,
    WITHHELD,
    VoteMatrix,
    VoteModel,
    fit_quarter,
    points_of,
    remembered,
    vote_matrix,
)
from peaceops.domain.array_cache import cached_array, code_version
from peaceops.domain.arrays import Floats
from peaceops.domain.months import month_after, months_between
from peaceops.domain.threads import one_thread
from peaceops.edition import View, per_view
from peaceops.errors import MissingTableError

QUARTER = 3
"""Months between fits of the model."""
_DESCRIBED = (*DESCRIBED, HOST_WISH)
_PARTS = (AGAINST, WITHHELD)


@one_thread()
def predict_votes(view: View, drafts: Sequence[Draft], *, usual: bool = True) -> Floats | None:
    """Odds of every member on drafts that may be put to the vote on the day after the view.

    Args:
        view: What is known.
        drafts: Each described as if it alone were put that day. Where it says who submits, the odds
            rest on them.
        usual: Suppose a mission's usual submitters where a draft does not say.

    Returns:
        One row a member, draft after draft, by yes, no, abstain; ``None`` where fewer than
        ``FEWEST`` votes are on record to learn from.
    """
    if not len(past_drafts(view)[1]):
        return None
    key = _asked_key(view, drafts, usual=usual)
    odds = cached_array(key, lambda: _forecast(view, drafts, usual=usual), of="odds")
    return np.asarray(odds, dtype=np.float64) if len(odds) else None


def _forecast(view: View, drafts: Sequence[Draft], *, usual: bool) -> Floats:
    """Odds of drafts that may be put next; no row where there is too little to learn from."""
    features = _learned(view).describe(drafts, usual=usual)
    model = vote_model(view, quarter_in_use(view), features.names)
    return np.empty((0, 3)) if model is None else _odds(view, model, features, drafts)


def _odds(view: View, model: VoteModel, features: Features, drafts: Sequence[Draft]) -> Floats:
    """Odds of a quarter's model; on amendments, their mean with those of earlier amendments."""
    odds = model.odds(features, drafts)
    first = 0
    for draft in drafts:
        if draft.amendment:
            rows = slice(first, first + len(draft.members))
            earlier = [past for past in _amendments(view) if past.day < draft.day]
            apart = amendment_odds(draft, earlier, points_of(view))
            odds[rows] = WEIGHT * apart + (1 - WEIGHT) * odds[rows]
        first += len(draft.members)
    return odds


def usual_submitters_known(view: View, draft: Draft) -> UsualSubmitters | None:
    """Who usually submits drafts on the mission of one, by the drafts known."""
    return usual_submitters(draft, past_drafts(view)[1])


def past_vote_odds(
    view: View, since: date, until: date | None = None, *, with_submitters: bool = False
) -> Floats:
    """Odds of past votes, each from the model of its quarter and drafts of earlier days.

    Args:
        view: What is known.
        since: First day; earlier votes have none.
        until: Last day; that of the view by default.
        with_submitters: Read who submitted a draft on a mission, as if it had been known before
            the vote.

    Returns:
        A row for each of ``ballots(view)`` by yes, no, abstain; not a number where there is none.
    """
    rows, _ = past_drafts(view)
    odds = np.full((rows.height, 3), np.nan)
    stored = None if with_submitters else _stored_odds(view, rows)
    last = until or view.as_of
    days = rows["date"].to_numpy()
    for quarter in quarters(max(since, LEARN_FROM), last):
        end = month_after(quarter, QUARTER)
        places = np.flatnonzero((days >= np.datetime64(quarter)) & (days < np.datetime64(end)))
        if not places.size:
            continue
        if stored is not None and np.isfinite(stored[places]).all():
            odds[places] = stored[places]
        else:
            odds[places] = _odds_of_quarter(view, quarter, places, with_submitters)
    outside = ((rows["date"] < since) | (rows["date"] > last)).to_numpy()
    odds[outside] = np.nan
    return odds


def past_odds(view: View) -> pl.DataFrame:
    """Rows of the table ``vote_odds``: the odds of every past vote that the model forecast.

    Returns:
        Columns decision, country, date, method, yes, no, abstain, source and row (null).
    """
    rows, _ = past_drafts(view)
    odds = past_vote_odds(view, LEARN_FROM)
    return (
        rows.select("decision", "country", "date")
        .with_columns(
            pl.lit(REGRESSION).alias("method"),
            *(
                pl.Series(vote, odds[:, place])
                for place, vote in enumerate(("yes", "no", "abstain"))
            ),
            pl.lit("peaceops").alias("source"),
            pl.lit(None, pl.Int64).alias("row"),
        )
        .filter(pl.col("yes").is_not_nan())
    )


def vote_weights(view: View) -> pl.DataFrame:
    """Rows of the table ``vote_weights``: the regressions of every quarter that the votes allow.

    Returns:
        Columns quarter, described, part, place, feature, weight, mean, spread, source and row.

    Raises:
        MissingTableError: Too few votes are on record to learn from.
    """
    parts = []
    names = _matrix(view).features.names
    for quarter in quarters(LEARN_FROM, quarter_in_use(view)):
        model = vote_model(view, quarter, names)
        if model is not None:
            parts.append(model.frame().with_columns(quarter=pl.lit(quarter)))
    if not parts:
        raise MissingTableError(
            f"fewer than {FEWEST} votes are on record to learn from",
            where="table votes",
            remedy="add the Library's voting file",
        )
    return pl.concat(parts).with_columns(
        source=pl.lit("peaceops"), row=pl.lit(None, pl.Int64), place=pl.col("place").cast(pl.Int64)
    )


def quarters(since: date, until: date) -> list[date]:
    """First days of the quarters that two days lie in, and of those between.

    >>> quarters(date(2022, 11, 30), date(2023, 4, 1))
    [datetime.date(2022, 10, 1), datetime.date(2023, 1, 1), datetime.date(2023, 4, 1)]
    """
    first = date(since.year, (since.month - 1) // QUARTER * QUARTER + 1, 1)
    number = months_between(first, until) // QUARTER + 1
    return [month_after(first, QUARTER * place) for place in range(number)]


def quarter_in_use(view: View) -> date:
    """First day of the quarter of the day after the view: its model is the one in use."""
    day = view.as_of + timedelta(days=1)
    return quarters(day, day)[0]


def vote_model(view: View, quarter: date, names: Sequence[str]) -> VoteModel | None:
    """The model of a quarter, fitted on the votes before it; ``None`` where they are too few.

    Args:
        view: What is known.
        quarter: First day of the quarter of the votes that it forecasts.
        names: Names of the features.
    """
    stored = view.derived("vote_weights")
    if stored is not None:
        rows = stored.filter(pl.col("quarter") == quarter)
        if rows.height:
            return VoteModel.of(rows)
    columns, _ = past_drafts(view)
    learnable = columns.filter(pl.col("date") >= LEARN_FROM, pl.col("date") < quarter).height
    if learnable < FEWEST:
        return None
    key = _key(view, "weights", quarter, quarter)
    packed = cached_array(key, lambda: _pack(fit_quarter(_matrix(view), quarter), names))
    return _unpack(np.asarray(packed, dtype=np.float64), names)


@per_view
def past_drafts(view: View) -> tuple[pl.DataFrame, Sequence[Draft]]:
    """Votes as ``ballots`` gives them, and their drafts."""
    rows = ballots(view)
    return rows, drafts_of(view, rows)


@per_view
def _amendments(view: View) -> list[Draft]:
    return [draft for draft in past_drafts(view)[1] if draft.amendment]


@per_view
def _learned(view: View) -> FeatureBuilder:
    builder = FeatureBuilder(points_of(view))
    builder.learn(remembered(past_drafts(view)[1]))
    return builder


@per_view
def _matrix(view: View) -> VoteMatrix:
    return vote_matrix(view, past_drafts(view)[1])


def _stored_odds(view: View, rows: pl.DataFrame) -> Floats | None:
    derived = view.derived("vote_odds")
    if derived is None:
        return None
    stored = derived.filter(pl.col("method") == REGRESSION)
    joined = rows.select("decision", "country").join(
        stored.select("decision", "country", "yes", "no", "abstain"),
        on=["decision", "country"],
        how="left",
        maintain_order="left",
    )
    odds: Floats = (
        joined.select("yes", "no", "abstain").cast(pl.Float64).fill_null(float("nan")).to_numpy()
    )
    return odds


def _odds_of_quarter(
    view: View, quarter: date, places: np.ndarray, with_submitters: bool
) -> Floats:
    """Odds of the votes of a quarter, at ``places`` in the ballots; computed once."""

    def forecast() -> Floats:
        matrix = _matrix(view)
        first = past_drafts(view)[0].height - len(matrix.days)
        here = places - first
        model = vote_model(view, quarter, matrix.features.names)
        if model is None:
            return np.full((len(here), 3), np.nan)
        end = month_after(quarter, QUARTER).toordinal()
        drafts = [draft for draft in matrix.drafts if quarter.toordinal() <= draft.day < end]
        foreseen = drafts if with_submitters else [draft.as_foreseen() for draft in drafts]
        return _odds(view, model, matrix.features.at(here), foreseen)

    with one_thread():
        what = "odds, told who submits" if with_submitters else "odds"
        odds = cached_array(_key(view, what, quarter, month_after(quarter, QUARTER)), forecast)
    return np.asarray(odds, dtype=np.float64)


@per_view
def _key(view: View, what: str, quarter: date, before: date) -> str:
    """Hash of the code, and of all votes before a day and what is known of their drafts."""
    digest = hashlib.sha256(code_version(Path(__file__).parent).encode())
    digest.update(f"{what} {quarter}".encode())
    for line_day, line in _past_lines(view):
        if SINCE.toordinal() <= line_day < before.toordinal():
            digest.update(line)
    last = (before - timedelta(days=1)).year
    points = sorted(item for item in points_of(view).items() if item[0][1] < last)
    digest.update(repr(points).encode())
    return digest.hexdigest()


def _asked_key(view: View, drafts: Sequence[Draft], *, usual: bool) -> str:
    """Hash of all that the odds of drafts that may be put next rest on."""
    after = date.fromordinal(max(draft.day for draft in drafts) + 1)
    digest = hashlib.sha256(_key(view, f"asked {usual}", quarter_in_use(view), after).encode())
    stored = view.derived("vote_weights")
    if stored is not None:  # a table keeps a fit in fewer digits than it was made with
        weights = stored.filter(pl.col("quarter") == quarter_in_use(view))
        digest.update(repr(weights.rows()).encode())
    for draft in drafts:
        digest.update(_line(draft))
    return digest.hexdigest()


@per_view
def _past_lines(view: View) -> list[tuple[int, bytes]]:
    return [(draft.day, _line(draft)) for draft in past_drafts(view)[1]]


def _line(draft: Draft) -> bytes:
    """All that is known of a draft, and its votes."""
    apart = ("sponsors", "votes")
    parts = [getattr(draft, field.name) for field in fields(draft) if field.name not in apart]
    votes = draft.votes.tobytes() if draft.votes is not None else b""
    return repr((parts, sorted(draft.sponsors))).encode() + votes


def _pack(model: VoteModel | None, names: Sequence[str]) -> Floats:
    """A model as numbers: description, part, place, feature's number, weight, mean, spread."""
    if model is None:
        return np.empty((0, 7))
    frame = model.frame()
    numbers = _numbers_of(names)
    return np.column_stack(
        [
            [_DESCRIBED.index(described) for described in frame["described"]],
            [_PARTS.index(part) for part in frame["part"]],
            frame["place"].to_numpy(),
            [numbers[feature] for feature in frame["feature"]],
            *(frame[name].to_numpy() for name in NUMBERS),
        ]
    )


def _unpack(packed: Floats, names: Sequence[str]) -> VoteModel | None:
    if not len(packed):
        return None
    features = {number: name for name, number in _numbers_of(names).items()}
    frame = pl.DataFrame(
        {
            "described": [_DESCRIBED[int(side)] for side in packed[:, 0]],
            "part": [_PARTS[int(part)] for part in packed[:, 1]],
            "place": packed[:, 2],
            "feature": [features[int(number)] for number in packed[:, 3]],
            **{name: packed[:, 4 + place] for place, name in enumerate(NUMBERS)},
        }
    )
    return VoteModel.of(frame)


def _numbers_of(names: Sequence[str]) -> dict[str, int]:
    """Name of each column that a model may have to its number."""
    twice = [f"{name}{suffix}" for suffix in (MISSING, ON_MISSIONS) for name in names]
    every = [*names, *twice, CONSTANT, *SHIFTS]
    return {name: number for number, name in enumerate(every)}
