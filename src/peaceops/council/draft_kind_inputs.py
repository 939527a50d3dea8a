"""What was known before each decision that set the term of a mission.

A term is *regular* where it is six months or a year, as nearly all are; another length tells that
the Council expected to come back to the mission, or bridged talks. Rollovers in a row are one
*bridge*: what follows a bridge counts as settled in one go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from math import log
from statistics import median
from typing import Any

import polars as pl

from peaceops.domain.mission import MissionKind
from peaceops.edition import KnownRows, host_position_of, per_view

SETTLING = ("renew", "rollover", "terminate")
RENEW, ROLLOVER, TERMINATE = range(3)
SETS_TERM = ("establish", *SETTLING)
FIRST_YEAR = 1990
REGULAR = ((182, 12), (365, 15))
"""Days of a regular term, and by how many it may differ."""
SAME_DAYS = 10
SHORTER_DAYS = 20
YOUNG_YEARS = 5.0
LAST_RENEWALS = 3
FEWEST_PERSONS = 20
"""Ceilings below it count as this many, so that a handful of observers weighs little."""
STEEPEST = 2.0


class EarlierRows:
    """The rows of a view that were known on an earlier day."""

    def __init__(self, view: KnownRows, as_of: date) -> None:
        self.as_of = as_of
        self._view = view

    def has(self, table: str) -> bool:
        """Tell whether the edition holds the table."""
        return self._view.has(table)

    def table(self, name: str) -> pl.DataFrame:
        """The rows of a table that were known."""
        return self._view.table(name).filter(pl.col("known_on") <= self.as_of)


Extensions = Mapping[str, tuple[date, date]]
"""Decision to the day on which it was known that its term goes on by itself, and until when."""


@dataclass
class PastTerms:
    """Decisions on one mission so far.

    Attributes:
        observer: Whether it is an observer or ceasefire mission.
        start: Day of the first decision on it.
        lengths: Days of each term so far, with the kind of the decision that set it.
        decision: The latest decision that set a term.
        latest: What kind it is.
        ends: When its term ends; ``None`` without an end.
        open_ended: Whether it set no end on purpose.
        decided: Kinds of decisions on its term, in order, since 1990.
        ceilings: Military ceilings so far.
    """

    observer: bool
    start: date | None = None
    lengths: list[tuple[str, int]] = field(default_factory=list)
    decision: str = ""
    latest: str = ""
    ends: date | None = None
    open_ended: bool = False
    decided: list[str] = field(default_factory=list)
    ceilings: list[int] = field(default_factory=list)

    def learn(self, row: Mapping[str, object]) -> None:
        """Remember a decision: a row of ``mandates``."""
        kind, on, until, ceiling = (
            row[name] for name in ("kind", "date", "until", "ceiling_military")
        )
        if not (isinstance(kind, str) and isinstance(on, date)):
            raise TypeError(f"a decision without a kind or a day: {row}")
        self.start = self.start or on
        if isinstance(ceiling, int):
            self.ceilings.append(ceiling)
        if kind not in SETS_TERM:
            return
        if isinstance(until, date):
            self.lengths.append((kind, max(1, (until - (self.ends or on)).days)))
        if kind in SETTLING and on.year >= FIRST_YEAR:
            self.decided.append(kind)
        self.decision, self.latest = str(row["decision"]), kind
        self.open_ended = bool(row["open_ended"])
        self.ends = until if isinstance(until, date) else None

    def extend(self, extensions: Extensions, day: date) -> None:
        """Let the term go on by itself, where what it hung on came true by a day."""
        known_on, further = extensions.get(self.decision, (date.max, None))
        if further is None or self.ends is None or known_on > day or further <= self.ends:
            return
        kind, days = self.lengths[-1]
        self.lengths[-1] = (kind, days + (further - self.ends).days)
        self.ends = further

    def runs_out(self, day: date) -> bool:
        """Tell whether a term is in force on a day, and what follows it is open."""
        ahead = self.ends is not None and self.ends >= day
        return ahead and self.latest != "terminate" and not self.open_ended

    @property
    def usual(self) -> float | None:
        """Days for which it is renewed: the median of its last three renewals."""
        renewals = [days for kind, days in self.lengths if kind == "renew"]
        return float(median(renewals[-LAST_RENEWALS:])) if renewals else None

    def describe(self, day: date) -> dict[str, float | None]:
        """What the odds rest on, as known before a decision of that day."""
        term = self.lengths[-1][1] if self.lengths else None
        usual = self.usual
        regular = term is not None and any(abs(term - days) <= by for days, by in REGULAR)
        as_usual = term is not None and usual is not None and abs(term - usual) <= SAME_DAYS
        age = (day - (self.start or day)).days / 365.25
        rollovers = self.decided.count("rollover")
        bridges = sum(
            kind == "rollover" and (place == 0 or self.decided[place - 1] != "rollover")
            for place, kind in enumerate(self.decided)
        )
        rounds = len(self.decided) - rollovers + bridges
        cut = 0.0
        if self.ceilings:
            latest, highest = (
                max(persons, FEWEST_PERSONS) for persons in (self.ceilings[-1], max(self.ceilings))
            )
            cut = log(latest / highest)
        return {
            "term": term,
            "usual": usual,
            "rollovers": rollovers,
            "decided": len(self.decided),
            "bridges": bridges,
            "rounds": rounds,
            "age": age,
            "observer": float(self.observer),
            "regular": float(regular),
            "expected": float(regular or as_usual),
            "ceiling": self.ceilings[-1] if self.ceilings else None,
            "bridge_rate": log((bridges + 0.3) / (rounds + 3)),
            "after_rollover": float(self.decided[-1:] == ["rollover"]),
            "old_observer": self.observer * log(1 + max(age - YOUNG_YEARS, 0.0)),
            "observer_age": self.observer * log(age + 0.3),
            "other_age": (not self.observer) * log(age + 0.3),
            "ceiling_cut": max(-STEEPEST, cut),
        }


@per_view
def term_decisions(view: KnownRows) -> pl.DataFrame:
    """Decisions since 1990 that set the term of a mission, with what was known before each.

    Returns:
        Columns date, mission, decision, kind (one of ``SETTLING``), until, source, row; runs_out
        (whether a term was running out, so that odds of what comes next could be given); host (the
        position of the host that was open, or null); what ``PastTerms.describe`` gives;
        and what the decision did: ceiling_change (-1, 0 or 1; null without two ceilings), shortened
        (its term is shorter than usual), retasked (it changed the mission's tasks; null where they
        are not known), days_before (the end of the term that ran out) and days_left (of the term
        that it sets). Sorted by date, resolution and mission; no columns where the edition holds
        no terms.
    """
    if not view.has("mandates"):
        return pl.DataFrame()
    mandates = view.table("mandates")
    if "until" not in mandates.columns:
        return pl.DataFrame()
    rows = list(_walk(view, mandates))
    if not rows:
        return pl.DataFrame()
    decisions = pl.DataFrame(rows, infer_schema_length=None)
    acts = _host_acts(view, decisions)
    return decisions.with_columns(
        host=pl.Series(acts, dtype=pl.String),
        retasked=pl.Series(_retasked(view, decisions), dtype=pl.Float64),
    )


def terms_so_far(view: KnownRows, mission: str) -> PastTerms:
    """Decisions on one mission that are known, for what comes next."""
    past = PastTerms(mission in observers(view))
    decided = in_order(view.table("mandates")).filter(pl.col("mission") == mission)
    for row in decided.iter_rows(named=True):
        past.learn(row)
    past.extend(_extensions(view), view.as_of)
    return past


def in_order(mandates: pl.DataFrame) -> pl.DataFrame:
    """Adopted decisions that bear on a term or a ceiling, by date, resolution and mission."""
    return (
        mandates.filter(
            pl.col("kind").is_in(["amend", *SETS_TERM]),
            pl.col("decision").str.starts_with("S/RES/"),
        )
        .with_columns(number=pl.col("decision").str.extract(r"^S/RES/(\d+)").cast(pl.Int64))
        .sort("date", "number", "mission")
    )


def observers(view: KnownRows) -> frozenset[str]:
    """Missions that observe or keep a ceasefire, by the table of kinds of missions."""
    if not view.has("mission_kinds"):
        return frozenset()
    kinds = view.table("mission_kinds")
    return frozenset(kinds.filter(pl.col("kind") == MissionKind.OBSERVER.value)["mission"])


def _extensions(view: KnownRows) -> Extensions:
    if not view.has("mandate_steps"):
        return {}
    steps = view.table("mandate_steps").filter(pl.col("step") == "extended").sort("day")
    return {
        decision: (known_on, day)
        for decision, known_on, day in steps.select("decision", "known_on", "day").iter_rows()
    }


def _walk(view: KnownRows, mandates: pl.DataFrame) -> Iterator[dict[str, object]]:
    """Each decision on a term since 1990, described by the decisions of earlier days."""
    past: dict[str, PastTerms] = {}
    watching, extensions = observers(view), _extensions(view)
    names = ("date", "mission", "decision", "kind", "until", "source", "row")
    every = in_order(mandates).with_columns(pl.col("kind").cast(pl.String)).iter_rows(named=True)
    for _, same_day in groupby(every, key=lambda row: row["date"]):
        decided = list(same_day)
        for row in decided:
            terms = past.setdefault(row["mission"], PastTerms(row["mission"] in watching))
            if row["kind"] in SETTLING and row["date"].year >= FIRST_YEAR:
                before = row["date"] - timedelta(days=1)
                terms.extend(extensions, before)
                described = {name: row[name] for name in names}
                described |= {"runs_out": terms.runs_out(before)}
                described |= terms.describe(row["date"]) | _outcomes(terms, row)
                yield described
        for row in decided:
            past[row["mission"]].learn(row)


def _outcomes(terms: PastTerms, row: Mapping[str, Any]) -> dict[str, float | None]:
    """What a decision did, and when."""
    until, ceiling, ends = row["until"], row["ceiling_military"], terms.ends
    change = shortened = None
    if isinstance(ceiling, int) and terms.ceilings:
        change = float((ceiling > terms.ceilings[-1]) - (ceiling < terms.ceilings[-1]))
    usual = terms.usual
    if isinstance(until, date) and ends is not None and usual is not None:
        shortened = float((until - ends).days < usual - SHORTER_DAYS)
    return {
        "ceiling_change": change,
        "shortened": shortened,
        "days_before": None if ends is None else (ends - row["date"]).days,
        "days_left": None if until is None else (until - row["date"]).days,
    }


def _retasked(view: KnownRows, decisions: pl.DataFrame) -> list[float | None]:
    """Whether the tasks of the month after a decision differ from those of the month before it."""
    if not view.has("mandate_tasks"):
        return [None] * decisions.height
    months = (
        view.table("mandate_tasks")
        .group_by("mission", "month")
        .agg(pl.col("task").cast(pl.String).unique().sort().str.join(" "))
    )
    month = pl.col("date").dt.truncate("1mo")
    beside = decisions.select(
        "mission", before=month.dt.offset_by("-1mo"), after=month.dt.offset_by("1mo")
    )
    for side in ("before", "after"):
        tasks = months.select("mission", pl.col("month").alias(side), pl.col("task").alias(side[0]))
        beside = beside.join(tasks, on=["mission", side], how="left", maintain_order="left")
    changed: list[float | None] = (
        beside.select((pl.col("b") != pl.col("a")).cast(pl.Float64)).to_series().to_list()
    )
    return changed


def _host_acts(view: KnownRows, decisions: pl.DataFrame) -> list[str | None]:
    """The position of the host that was open the day before each decision."""
    acts: list[str | None] = [None] * decisions.height
    if not view.has("consent_requests"):
        return acts
    first: dict[str, date] = {}
    requests = view.table("consent_requests").sort("known_on").select("mission", "known_on")
    for mission, day in requests.iter_rows():
        first.setdefault(mission, day)
    for place, (mission, day) in enumerate(decisions.select("mission", "date").iter_rows()):
        if mission in first and first[mission] < day:
            position = host_position_of(EarlierRows(view, day - timedelta(days=1)), mission)
            acts[place] = None if position is None else position.position
    return acts
