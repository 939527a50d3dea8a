"""Each member's odds on a draft: one path for the draft asked about and for those of the past.

A draft is described from drafts of earlier days, and its members' odds are those of the model of
its year (``model.vote``). What is the same for every question is computed once: an edition may hold
the weights of each year and the odds of past votes (tables ``vote_weights`` and ``vote_odds``);
else they are computed, and cached under a name made of the votes they rest on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl

from peaceops.council.ballots import ballots
from peaceops.council.model.drafts import Draft, drafts_of
from peaceops.council.model.features import FeatureBuilder, Features
from peaceops.council.model.vote import (
    FEWEST,
    LEARN_FROM,
    REGRESSION,
    SINCE,
    VoteMatrix,
    VoteModel,
    fit_year,
    points_of,
    remembered,
    unknown_submitters,
    vote_matrix,
)
from peaceops.domain.array_cache import cached_array, code_version
from peaceops.domain.arrays import Floats
from peaceops.domain.threads import one_thread
from peaceops.edition.view import View

_NUMBERS = ("weight", "mean", "spread")


@one_thread()
def predict_votes(view: View, drafts: Sequence[Draft]) -> Floats | None:
    """Odds of every member on drafts that may be put to the vote on the day after the view.

    Args:
        view: What is known.
        drafts: Each described as if it alone were put that day.

    Returns:
        One row a member, draft after draft, by yes, no, abstain; ``None`` where fewer than
        ``FEWEST`` votes are on record to learn from.
    """
    _, past = past_drafts(view)
    builder = _learned(view, frozenset(member for draft in drafts for member in draft.members))
    features = builder.describe(drafts)
    model = vote_model(view, year_of(view), features.names) if len(past) else None
    return None if model is None else model.odds(features, unknown_submitters(drafts))


def past_vote_odds(view: View, since: date, until: date | None = None) -> Floats:
    """Odds of past votes, each from the model of its year and drafts of earlier days.

    Args:
        view: What is known.
        since: First day; earlier votes have none.
        until: Last day; that of the view by default.

    Returns:
        A row for each of ``ballots(view)`` by yes, no, abstain; not a number where there is none.
    """
    rows, _ = past_drafts(view)
    odds = np.full((rows.height, 3), np.nan)
    stored = _stored_odds(view, rows)
    years = rows["date"].dt.year().to_numpy()
    last = until or view.as_of
    for year in range(max(since, LEARN_FROM).year, last.year + 1):
        places = np.flatnonzero(years == year)
        if not places.size:
            continue
        if stored is not None and np.isfinite(stored[places]).all():
            odds[places] = stored[places]
        else:
            odds[places] = _odds_of_year(view, year, places)
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
    """Rows of the table ``vote_weights``: the regressions of every year that the votes allow.

    Returns:
        Columns year, described, part, place, feature, weight, mean, spread, source and row (null).
    """
    parts = []
    names = _matrix(view).features.names
    for year in range(LEARN_FROM.year, year_of(view) + 1):
        model = vote_model(view, year, names)
        if model is not None:
            parts.append(model.frame().with_columns(year=pl.lit(year, pl.Int64)))
    return pl.concat(parts).with_columns(
        source=pl.lit("peaceops"), row=pl.lit(None, pl.Int64), place=pl.col("place").cast(pl.Int64)
    )


def year_of(view: View) -> int:
    """Year of the day after the view: its model is the one in use."""
    return (view.as_of + timedelta(days=1)).year


def vote_model(view: View, year: int, names: Sequence[str]) -> VoteModel | None:
    """The model of a year, fitted on the votes before it; ``None`` where they are too few.

    Args:
        view: What is known.
        year: Year of the votes it forecasts.
        names: Names of the features.
    """
    stored = view.derived("vote_weights")
    if stored is not None:
        rows = stored.filter(pl.col("year") == year)
        if rows.height:
            return VoteModel.of(rows)
    columns, _ = past_drafts(view)
    learnable = columns.filter(
        pl.col("date") >= LEARN_FROM, pl.col("date") < date(year, 1, 1)
    ).height
    if learnable < FEWEST:
        return None
    key = _key(view, "weights", year, date(year, 1, 1))
    packed = cached_array(key, lambda: _pack(fit_year(_matrix(view), year), names))
    return _unpack(np.asarray(packed, dtype=np.float64), names)


@lru_cache(maxsize=4)
def past_drafts(view: View) -> tuple[pl.DataFrame, Sequence[Draft]]:
    """Votes as ``ballots`` gives them, and their drafts."""
    rows = ballots(view)
    return rows, drafts_of(view, rows)


@lru_cache(maxsize=2)
def _learned(view: View, members: frozenset[str]) -> FeatureBuilder:
    _, drafts = past_drafts(view)
    recent = remembered(drafts)
    countries = members.union(*(draft.members for draft in recent))
    builder = FeatureBuilder(countries, points_of(view))
    builder.learn(recent)
    return builder


@lru_cache(maxsize=2)
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


def _odds_of_year(view: View, year: int, places: np.ndarray) -> Floats:
    """Odds of the votes of a year, at ``places`` in the ballots; computed once."""

    def forecast() -> Floats:
        matrix = _matrix(view)
        first = past_drafts(view)[0].height - len(matrix.days)
        here = places - first
        features = Features(
            matrix.features.known[here], matrix.features.unsubmitted[here], matrix.features.names
        )
        model = vote_model(view, year, matrix.features.names)
        if model is None:
            return np.full((len(here), 3), np.nan)
        return model.odds(features, matrix.unknown[here])

    with one_thread():
        odds = cached_array(_key(view, "odds", year, date(year + 1, 1, 1)), forecast)
    return np.asarray(odds, dtype=np.float64)


@lru_cache(maxsize=64)
def _key(view: View, what: str, year: int, before: date) -> str:
    """Hash of the code, and of all votes before a day and what is known of their drafts."""
    digest = hashlib.sha256(code_version(Path(__file__).parent).encode())
    digest.update(f"{what} {year}".encode())
    for line_day, line in _draft_lines(view):
        if SINCE.toordinal() <= line_day < before.toordinal():
            digest.update(line)
    points = sorted(item for item in points_of(view).items() if item[0][1] < before.year - 1)
    digest.update(repr(points).encode())
    return digest.hexdigest()


@lru_cache(maxsize=2)
def _draft_lines(view: View) -> list[tuple[int, bytes]]:
    lines = []
    for draft in past_drafts(view)[1]:
        parts = [getattr(draft, field.name) for field in fields(draft) if field.name != "sponsors"]
        votes = draft.votes.tobytes() if draft.votes is not None else b""
        lines.append((draft.day, repr((parts, sorted(draft.sponsors))).encode() + votes))
    return lines


def _pack(model: VoteModel | None, names: Sequence[str]) -> Floats:
    """A model as numbers: side, part, place, feature's number, weight, mean, spread."""
    if model is None:
        return np.empty((0, 7))
    frame = model.frame()
    numbers = _numbers_of(names)
    return np.column_stack(
        [
            frame["described"].rank("dense").to_numpy().astype(float),
            frame["part"].rank("dense").to_numpy().astype(float),
            frame["place"].to_numpy(),
            [numbers[feature] for feature in frame["feature"]],
            *(frame[name].to_numpy() for name in _NUMBERS),
        ]
    )


def _unpack(packed: Floats, names: Sequence[str]) -> VoteModel | None:
    if not len(packed):
        return None
    features = {number: name for name, number in _numbers_of(names).items()}
    frame = pl.DataFrame(
        {
            "described": [
                ("with submitters", "without submitters")[int(side) - 1] for side in packed[:, 0]
            ],
            "part": [("against", "withheld")[int(part) - 1] for part in packed[:, 1]],
            "place": packed[:, 2],
            "feature": [features[int(number)] for number in packed[:, 3]],
            **{name: packed[:, 4 + place] for place, name in enumerate(_NUMBERS)},
        }
    )
    return VoteModel.of(frame)


def _numbers_of(names: Sequence[str]) -> dict[str, int]:
    """Name of each column that a model may have to its number."""
    every = [*names, *(f"{name} missing" for name in names), "constant"]
    return {name: number for number, name in enumerate(every)}
