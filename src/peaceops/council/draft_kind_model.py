"""The regressions behind the odds of the kind of draft, and what they learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.council.model.logit import Logit, fit_logit
from peaceops.domain.arrays import Floats
from peaceops.edition import KnownRows

SETTLING = ("renew", "rollover", "terminate")
RENEW, ROLLOVER, TERMINATE = range(3)
FIRST_YEAR = 1990
FEWEST = 100
"""Decisions to learn from; with fewer the shares of each kind so far are the odds."""
PENALTY = 10.0
OWN_SHARE_WEIGHT = 10.0
"""Decisions by which a mission's own shares are drawn to those of all."""


def term_decisions(view: KnownRows) -> pl.DataFrame:
    """Decisions since 1990 that set the term of a mission, with what was known before each.

    Returns:
        Columns date, mission, decision, kind (one of ``SETTLING``), source, row; age (years since
        the first decision), term (days of the last term), after_rollover, rollovers and decided
        (numbers so far); sorted by date, resolution and mission.
    """
    if not view.has("mandates"):
        return pl.DataFrame()
    mandates = view.table("mandates")
    if "until" not in mandates.columns:
        return pl.DataFrame()
    past: dict[str, PastTerms] = {}
    rows = []
    for row in in_order(mandates).iter_rows(named=True):
        history = past.setdefault(row["mission"], PastTerms(row["date"]))
        if row["kind"] in SETTLING:
            basic = {
                name: row[name] for name in ("date", "mission", "decision", "kind", "source", "row")
            }
            rows.append(basic | history.describe(row["date"]))
        history.learn(row)
    return pl.DataFrame(rows, infer_schema_length=None)


@dataclass
class PastTerms:
    """Decisions on one mission so far."""

    first: date
    term: int = 180
    after_rollover: bool = False
    rollovers: int = 0
    decided: int = 0

    def describe(self, day: date) -> dict[str, float]:
        """What is known on a day, before the decision of that day."""
        return {
            "age": (day - self.first).days / 365.25,
            "term": float(self.term),
            "after_rollover": float(self.after_rollover),
            "rollovers": float(self.rollovers),
            "decided": float(self.decided),
        }

    def learn(self, row: Mapping[str, object]) -> None:
        """Remember a decision."""
        until, on = row["until"], row["date"]
        if isinstance(until, date) and isinstance(on, date):
            self.term = max(1, (until - on).days)
        if row["kind"] in SETTLING:
            self.after_rollover = row["kind"] == "rollover"
            self.rollovers += self.after_rollover
            self.decided += 1


def in_order(mandates: pl.DataFrame) -> pl.DataFrame:
    """Decisions since 1990 that bear on a term, by date, resolution and mission."""
    return (
        mandates.filter(
            pl.col("date").dt.year() >= FIRST_YEAR,
            pl.col("kind").is_in(["establish", "amend", *SETTLING]),
            pl.col("decision").str.starts_with("S/RES/"),
        )
        .with_columns(number=pl.col("decision").str.extract(r"^S/RES/(\d+)").cast(pl.Int64))
        .sort("date", "number", "mission")
    )


def _columns(rows: pl.DataFrame) -> tuple[Floats, Floats]:
    """Inputs of the odds of a rollover, and of a last term."""
    term = (rows["term"] / 180).log().to_numpy()
    rate = ((rows["rollovers"] + 0.3) / (rows["decided"] + 3)).log().to_numpy()
    age = (rows["age"] + 0.3).log().to_numpy()
    rollover = np.column_stack([rows["after_rollover"].to_numpy(), rate, term])
    return rollover, np.column_stack([age, term])


@dataclass(frozen=True)
class FittedKinds:
    """The two regressions, and how their columns are made standard."""

    means: tuple[Floats, Floats]
    spreads: tuple[Floats, Floats]
    regressions: tuple[Logit, Logit]

    def odds(self, rows: pl.DataFrame) -> Floats:
        """Rows by ``SETTLING``."""
        rollover, last = (
            regression.probability((columns - mean) / spread)
            for regression, columns, mean, spread in zip(
                self.regressions, _columns(rows), self.means, self.spreads, strict=True
            )
        )
        return np.column_stack([(1 - rollover) * (1 - last), rollover, (1 - rollover) * last])


def fit_kinds(rows: pl.DataFrame) -> FittedKinds | None:
    """Fit on decisions; ``None`` where they are too few."""
    if rows.height < FEWEST:
        return None
    kinds = rows["kind"].to_numpy()
    columns = _columns(rows)
    means = tuple(part.mean(axis=0) for part in columns)
    spreads = tuple(np.maximum(part.std(axis=0), 0.1) for part in columns)
    rollover, last = (
        (part - mean) / spread for part, mean, spread in zip(columns, means, spreads, strict=True)
    )
    settled = kinds != "rollover"
    return FittedKinds(
        (means[0], means[1]),
        (spreads[0], spreads[1]),
        (
            fit_logit(rollover, ~settled, PENALTY),
            fit_logit(last[settled], kinds[settled] == "terminate", PENALTY),
        ),
    )


def counts_of(rows: pl.DataFrame) -> Floats:
    """Number of decisions of each kind, by ``SETTLING``."""
    return np.array([(rows["kind"] == kind).sum() for kind in SETTLING], dtype=np.float64)


def shares_of_all(counts: Floats) -> Floats:
    """Share of each kind among all decisions so far (Jeffreys' prior)."""
    shares: Floats = (counts + 0.5) / (counts.sum() + 1.5)
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
