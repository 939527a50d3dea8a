"""The kinds of draft replayed: odds of the day before against what was put to the vote.

What is scored is what an outlook shows: the same inputs, the same regressions of the year, the same
precedents. Seven finer kinds are scored as well: a renewal as it was, for a shorter term, with a
higher or a lower ceiling; a rollover; a last term, and an end within a month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.council.draft_kind_inputs import (
    RENEW,
    ROLLOVER,
    SETTLING,
    TERMINATE,
    term_decisions,
)
from peaceops.council.draft_kind_model import AT_ONCE_DAYS, FittedParts, fit_parts, shares_of_all
from peaceops.council.draft_kind_record import (
    IN_USE,
    OF_ALL,
    decision_losses,
    in_span,
    past_draft_kinds,
)
from peaceops.council.track_record import SEEN_FROM
from peaceops.council.vote_timing import past_last_weeks
from peaceops.domain.arrays import Flags, Floats
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.evaluate import calibration

FINER = ("as it was", "shorter term", "increase", "reduce", "rollover", "last term", "end")
FINER_IN_USE = "kind and parts by regressions"
FINER_PARTS_BY_SHARE = "kind by regressions, parts by share so far"
HARDEST = 10
EVERY_MISSION = "all missions"


@dataclass(frozen=True)
class KindReplay:
    """Odds of the kind of draft of a span held against what happened.

    Attributes:
        edition: Name of the edition.
        since: First day replayed.
        until: Last day replayed.
        decisions: Decisions on a term that ran out.
        left_out: Decisions on terms for which no odds are given: the end was decided already, or
            no term was running out.
        scores: missions (a kind of mission, or all), cases, method, log_loss (nats a decision):
            the method in use first, then the baselines.
        calibration: missions, kind, and the columns of ``evaluate.calibration``, of the method in
            use.
        finer: method, log_loss of the seven finer kinds.
        parts: question, cases, happened, log_loss and share_so_far (log losses of the regression
            and of the share so far): what renewals do, and whether the vote comes in the last week
            of the term.
        hardest: The decisions on which the method in use lost most: date, mission, decision,
            kind, odds (of that kind).
    """

    edition: str
    since: date
    until: date
    decisions: int
    left_out: int
    scores: pl.DataFrame
    calibration: pl.DataFrame
    finer: pl.DataFrame
    parts: pl.DataFrame
    hardest: pl.DataFrame

    @property
    def seen(self) -> bool:
        """Whether decisions of the span were known while this version was made."""
        return self.until >= SEEN_FROM

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "edition": self.edition,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "decisions": self.decisions,
            "left_out": self.left_out,
            "seen": self.seen,
            "refits": "at the start of each year, on the decisions before",
            "scores": self.scores.to_dicts(),
            "calibration": self.calibration.to_dicts(),
            "finer": self.finer.to_dicts(),
            "parts": self.parts.to_dicts(),
            "hardest": self.hardest.with_columns(pl.col("date").cast(pl.String)).to_dicts(),
        }


def replay_kinds(view: View, since: date, until: date | None = None) -> KindReplay:
    """Forecast the kind of every past decision on a term from the day before, and score the odds.

    Args:
        view: What is known.
        since: First day replayed.
        until: Last day replayed; the last on record by default.

    Raises:
        MissingTableError: The edition holds no decision on a term that ran out in the span.

    >>> from peaceops.edition import open_edition
    >>> past = replay_kinds(open_edition().as_of(date(2013, 12, 31)), date(1994, 1, 1))
    >>> past.decisions > 500, past.scores["method"][0]
    (True, 'kind of draft')
    """
    every = term_decisions(view)
    decisions, odds = past_draft_kinds(view)
    scored = in_span(decisions, since, until) if decisions.height else np.zeros(0, dtype=bool)
    if not scored.any():
        raise MissingTableError(
            f"no decision on a term that ran out between {since} and {until or view.as_of}",
            where="table mandates",
            remedy="choose a longer span, or an edition whose votes cover it",
        )
    part = decisions.filter(pl.Series(scored))
    chosen = {method: values[scored] for method, values in odds.items()}
    last = until or view.as_of
    finer, parts = _finer_scores(every, decisions, odds[IN_USE], scored)
    return KindReplay(
        edition=view.edition_name,
        since=since,
        until=last,
        decisions=part.height,
        left_out=int(in_span(every, since, until).sum()) - part.height,
        scores=_scores(view, part, chosen),
        calibration=_calibration(view, part, chosen[IN_USE]),
        finer=finer,
        parts=parts,
        hardest=_hardest(part, chosen[IN_USE]),
    )


def _kinds_of_missions(view: View, decisions: pl.DataFrame) -> dict[str, Flags]:
    """Which decisions are on each kind of mission, and all."""
    groups = {EVERY_MISSION: np.ones(decisions.height, dtype=bool)}
    if view.has("mission_kinds"):
        kinds = view.table("mission_kinds").select("mission", sort=pl.col("kind").cast(pl.String))
        sorts = decisions.select("mission").join(
            kinds, on="mission", how="left", maintain_order="left"
        )["sort"]
        groups |= {sort: (sorts == sort).to_numpy() for sort in sorts.drop_nulls().unique().sort()}
    return groups


def _scores(view: View, part: pl.DataFrame, odds: Mapping[str, Floats]) -> pl.DataFrame:
    rows = [
        {
            "missions": name,
            "cases": int(inside.sum()),
            "method": method,
            "log_loss": float(decision_losses(values, part["kind"])[inside].mean()),
        }
        for name, inside in _kinds_of_missions(view, part).items()
        for method, values in odds.items()
    ]
    return pl.DataFrame(rows)


def _calibration(view: View, part: pl.DataFrame, odds: Floats) -> pl.DataFrame:
    tables = [
        calibration(odds[inside, place], (part["kind"] == kind).to_numpy()[inside]).select(
            pl.lit(name).alias("missions"), pl.lit(kind).alias("kind"), pl.all()
        )
        for name, inside in _kinds_of_missions(view, part).items()
        for place, kind in enumerate(SETTLING)
    ]
    return pl.concat(tables)


def _hardest(part: pl.DataFrame, odds: Floats) -> pl.DataFrame:
    losses = decision_losses(odds, part["kind"])
    return (
        part.select("date", "mission", "decision", "kind", odds=pl.Series(np.exp(-losses)))
        .sort("odds", "date")
        .head(HARDEST)
    )


def _finer_kinds(decisions: pl.DataFrame) -> pl.Series:
    """Which of the finer kinds each decision was."""
    at_once = pl.col("days_left").fill_null(0) <= AT_ONCE_DAYS
    return decisions.select(
        pl.when(pl.col("kind") == "rollover").then(pl.lit("rollover"))
        .when(pl.col("kind") == "terminate")
        .then(pl.when(at_once).then(pl.lit("end")).otherwise(pl.lit("last term")))
        .when(pl.col("ceiling_change") == 1).then(pl.lit("increase"))
        .when(pl.col("ceiling_change") == -1).then(pl.lit("reduce"))
        .when(pl.col("shortened") == 1).then(pl.lit("shorter term"))
        .otherwise(pl.lit("as it was"))
    ).to_series()  # fmt: skip


def finer_odds(odds: Floats, parts: FittedParts, rows: pl.DataFrame) -> Floats:
    """Odds of the finer kinds, rows by ``FINER``.

    Args:
        odds: Of the three kinds.
        parts: What past renewals and ends tell.
        rows: The decisions.
    """
    shares = parts.of_renewals(rows, rows["ceiling"].is_not_null().to_numpy())
    moved, shorter = shares[:, 0] + shares[:, 1], parts.shorter(rows)
    renew, ends = odds[:, RENEW], odds[:, TERMINATE]
    return np.column_stack(
        [
            renew * (1 - moved) * (1 - shorter),
            renew * (1 - moved) * shorter,
            renew * shares[:, 0],
            renew * shares[:, 1],
            odds[:, ROLLOVER],
            ends * (1 - parts.at_once),
            ends * parts.at_once,
        ]
    )


def _finer_scores(
    every: pl.DataFrame, decisions: pl.DataFrame, odds: Floats, scored: Flags
) -> tuple[pl.DataFrame, pl.DataFrame]:
    happened = _finer_kinds(decisions)
    places = np.array([FINER.index(kind) for kind in happened])
    years = decisions["date"].dt.year().to_numpy()
    by_share, in_use, mixed = (np.full((decisions.height, len(FINER)), np.nan) for _ in range(3))
    questions: dict[str, list[tuple[bool, float, float]]] = {}
    for year in np.unique(years[scored]):
        rows, before = np.flatnonzero(years == year), years < year
        counts = np.bincount(places[before], minlength=len(FINER)).astype(np.float64)
        shares = shares_of_all(counts)
        by_share[rows] = shares
        parts = fit_parts(every, int(year))
        if parts is None or not parts.whole:
            continue
        in_use[rows] = finer_odds(odds[rows], parts, decisions[rows])
        renewed, ended = shares[:4] / shares[:4].sum(), shares[5:] / shares[5:].sum()
        mixed[rows] = np.column_stack(
            [
                np.outer(odds[rows, RENEW], renewed),
                odds[rows, ROLLOVER],
                np.outer(odds[rows, TERMINATE], ended),
            ]
        )
        _answer(questions, parts, every, decisions[rows[scored[rows]]], int(year))
    full = scored & np.isfinite(in_use).all(axis=1)
    cases = np.flatnonzero(full)
    finer = [
        {"method": method, "cases": len(cases), "log_loss": _loss(values[cases, places[cases]])}
        for method, values in (
            (FINER_IN_USE, in_use), (FINER_PARTS_BY_SHARE, mixed), (OF_ALL, by_share),
        )
    ]  # fmt: skip
    answers = [
        {
            "question": question,
            "cases": len(rows),
            "happened": sum(yes for yes, _, _ in rows),
            "log_loss": _loss(np.array([odds if yes else 1 - odds for yes, odds, _ in rows])),
            "share_so_far": _loss(np.array([sh if yes else 1 - sh for yes, _, sh in rows])),
        }
        for question, rows in questions.items()
    ]
    return pl.DataFrame(finer), pl.DataFrame([*answers, _timing(decisions, scored)])


def _timing(decisions: pl.DataFrame, scored: Flags) -> dict[str, object]:
    """How the odds of a vote in the last week did, as asked thirty days before the end."""
    odds, shares, late = past_last_weeks(decisions)
    cases = scored & np.isfinite(odds)
    odds, shares, late = odds[cases], shares[cases], late[cases]
    return {
        "question": "is voted on in the last week",
        "cases": len(odds),
        "happened": int(late.sum()),
        "log_loss": _loss(np.where(late, odds, 1 - odds)),
        "share_so_far": _loss(np.where(late, shares, 1 - shares)),
    }


def _answer(
    questions: dict[str, list[tuple[bool, float, float]]],
    parts: FittedParts,
    every: pl.DataFrame,
    rows: pl.DataFrame,
    year: int,
) -> None:
    """Add what renewals of a year did, with the odds of it and the share so far."""
    renewed = every.filter("runs_out", pl.col("kind") == "renew")
    for question, regression, column, answer in (
        ("raises the ceiling", parts.raises, "ceiling_change", 1),
        ("lowers the ceiling", parts.lowers, "ceiling_change", -1),
        ("changes the tasks", parts.retasks, "retasked", 1),
        ("is for a shorter term", parts.shortens, "shortened", 1),
    ):
        answered = pl.col(column).is_not_null()
        outcomes = rows.filter(pl.col("kind") == "renew", answered)
        before = renewed.filter(answered, pl.col("date") < date(year, 1, 1))
        if regression is None or outcomes.is_empty():
            continue
        yes = int((before[column] == answer).sum())
        share = float(shares_of_all(np.array([yes, before.height - yes], dtype=float))[0])
        odds = regression.probability(outcomes)
        questions.setdefault(question, []).extend(
            (outcome == answer, float(chance), share)
            for outcome, chance in zip(outcomes[column], odds, strict=True)
        )


def _loss(odds: Floats) -> float:
    return float(-np.log(odds).mean()) if len(odds) else float("nan")
