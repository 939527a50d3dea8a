"""How the odds of the kind of draft did: every past decision on a term forecast the day before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import polars as pl

from peaceops.council.draft_kind_model import (
    ROLLOVER,
    SETTLING,
    TERMINATE,
    fit_kinds,
    own_shares,
    pooled,
    shares_of_all,
    term_decisions,
)
from peaceops.council.draft_kinds import share_ended, with_share
from peaceops.council.track_record import CHOSEN_UNTIL, record_start
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence
from peaceops.edition import View, host_position_of
from peaceops.evaluate import Score, TrackRecord


class _Earlier:
    """The rows of a view that were known on an earlier day."""

    def __init__(self, view: View, as_of: date) -> None:
        self.as_of = as_of
        self._view = view

    def has(self, table: str) -> bool:
        return self._view.has(table)

    def table(self, name: str) -> pl.DataFrame:
        return self._view.table(name).filter(pl.col("known_on") <= self.as_of)


@lru_cache(maxsize=4)
def past_draft_kinds(view: View) -> tuple[pl.DataFrame, Mapping[str, Floats]]:
    """Every past decision on a term, forecast from the day before it.

    Returns:
        The decisions as ``term_decisions`` gives them, and by method (``kind of draft``, ``share of
        each kind so far``, ``the mission's shares so far``) their odds, rows by ``SETTLING``.
    """
    decisions = term_decisions(view)
    if decisions.is_empty():
        return decisions, {}
    everyone, of_missions = _baselines(decisions)
    odds = of_missions.copy()
    years = decisions["date"].dt.year()
    for year in years.unique().to_list():
        fitted = fit_kinds(decisions.filter(pl.col("date") < date(year, 1, 1)))
        if fitted is not None:
            rows = np.flatnonzero((years == year).to_numpy())
            odds[rows] = pooled(fitted.odds(decisions[rows]), of_missions[rows])
    for place, position in _host_positions(view, decisions).items():
        row = decisions.row(place, named=True)
        before = _Earlier(view, row["date"] - timedelta(days=1))
        plain = odds[place]
        ending = share_ended(before, position, plain[TERMINATE] / (1 - plain[ROLLOVER]))
        odds[place] = with_share(plain, None if ending is None else ending.value)
    return decisions, {
        "kind of draft": odds,
        "share of each kind so far": everyone,
        "the mission's shares so far": of_missions,
    }


def _baselines(decisions: pl.DataFrame) -> tuple[Floats, Floats]:
    """Shares of each kind so far: of all missions, and of the mission drawn to these."""
    counts = np.zeros(3)
    of_mission: dict[str, Floats] = {}
    everyone, of_missions = np.empty((decisions.height, 3)), np.empty((decisions.height, 3))
    place = 0
    for _, same_day in decisions.group_by("date", maintain_order=True):
        pairs = list(same_day.select("mission", "kind").iter_rows())
        for offset, (mission, _) in enumerate(pairs):
            everyone[place + offset] = shares_of_all(counts)
            of_missions[place + offset] = own_shares(of_mission.get(mission, np.zeros(3)), counts)
        for mission, kind in pairs:
            counts[SETTLING.index(kind)] += 1
            of_mission.setdefault(mission, np.zeros(3))[SETTLING.index(kind)] += 1
        place += len(pairs)
    return everyone, of_missions


def _host_positions(view: View, decisions: pl.DataFrame) -> dict[int, str]:
    """Row of a decision to the position of the host that was open the day before it."""
    if not (view.has("consent_requests") and view.has("missions")):
        return {}
    first: dict[str, date] = {}
    for mission, day in (
        view.table("consent_requests").sort("known_on").select("mission", "known_on").iter_rows()
    ):
        first.setdefault(mission, day)
    positions = {}
    for place, (mission, day) in enumerate(decisions.select("mission", "date").iter_rows()):
        if mission in first and first[mission] < day:
            before = _Earlier(view, day - timedelta(days=1))
            position = host_position_of(before, mission)
            if position is not None:
                positions[place] = position.position
    return positions


def draft_kind_record(view: View, since: date | None = None) -> TrackRecord | None:
    """How the odds of the kind of draft did; ``None`` where no decision was forecast.

    Args:
        view: What is known.
        since: First day scored; that of the room's other records by default.
    """
    decisions, odds = past_draft_kinds(view)
    if decisions.is_empty():
        return None
    scored = (decisions["date"] >= (since or record_start(view.as_of))).to_numpy()
    if not scored.any():
        return None
    kinds = np.array([SETTLING.index(kind) for kind in decisions["kind"]])
    losses = {
        method: float(-np.log(shares[np.arange(len(kinds)), kinds])[scored].mean())
        for method, shares in odds.items()
    }
    part = decisions.filter(pl.Series(scored))
    forecaster, *baselines = (Score(method, loss) for method, loss in losses.items())
    return TrackRecord(
        key="council.record.draft_kind",
        quantity="kind of draft put to the vote",
        measure="forecast error (log loss a decision)",
        unit="nats a decision",
        forecaster=forecaster,
        baselines=tuple(baselines),
        cases=part.height,
        first=part["date"][0],
        last=part["date"][-1],
        chosen_until=CHOSEN_UNTIL,
        evidence=(Evidence.of("mandates", "decisions that set a term", part),),
    )
