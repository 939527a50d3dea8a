"""How the odds of the kind of draft did: every past decision on a term forecast the day before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby

import numpy as np
import polars as pl

from peaceops.council.draft_kind_inputs import SETTLING, EarlierRows, term_decisions
from peaceops.council.draft_kind_model import (
    fit_kinds,
    own_shares,
    pooled,
    shares_of_all,
    usual_end,
    with_share,
)
from peaceops.council.draft_kinds import share_ended
from peaceops.council.track_record import CHOSEN_UNTIL, record_start
from peaceops.domain.arrays import Flags, Floats
from peaceops.domain.figures import Evidence
from peaceops.domain.threads import one_thread
from peaceops.edition import View, per_view
from peaceops.evaluate import Score, TrackRecord

IN_USE = "kind of draft"
OF_ALL = "share of each kind so far"
OF_MISSION = "the mission's shares so far"


@per_view
@one_thread()
def past_draft_kinds(view: View) -> tuple[pl.DataFrame, Mapping[str, Floats]]:
    """Every past decision on a term that ran out, forecast from the day before it.

    Decisions for which a brief of the day before gives no odds are left out: where the end was
    decided already, or no term was running out.

    Returns:
        The decisions as ``term_decisions`` gives them, and by method (``IN_USE``, ``OF_ALL``,
        ``OF_MISSION``) their odds, rows by ``SETTLING``.
    """
    every = term_decisions(view)
    if every.is_empty() or not every["runs_out"].any():
        return every.clear(), {}
    decisions = every.filter("runs_out")
    everyone, of_missions = _baselines(decisions)
    odds = of_missions.copy()
    years = decisions["date"].dt.year()
    for year in years.unique().to_list():
        fitted = fit_kinds(every, year)
        if fitted is not None:
            rows = np.flatnonzero((years == year).to_numpy())
            odds[rows] = pooled(fitted.odds(decisions[rows]), of_missions[rows])
    for place, position in enumerate(decisions["host"]):
        if position is not None:
            before = EarlierRows(view, decisions["date"][place] - timedelta(days=1))
            ending = share_ended(before, position, usual_end(odds[place]))
            odds[place] = with_share(odds[place], None if ending is None else ending.value)
    return decisions, {IN_USE: odds, OF_ALL: everyone, OF_MISSION: of_missions}


def _baselines(decisions: pl.DataFrame) -> tuple[Floats, Floats]:
    """Shares of each kind so far: of all missions, and of the mission drawn to these."""
    counts = np.zeros(3)
    of_mission: dict[str, Floats] = {}
    everyone, of_missions = np.empty((decisions.height, 3)), np.empty((decisions.height, 3))
    rows = enumerate(decisions.select("date", "mission", "kind").iter_rows())
    for _, same_day in groupby(rows, key=lambda row: row[1][0]):
        today = list(same_day)
        for place, (_, mission, _) in today:
            everyone[place] = shares_of_all(counts)
            of_missions[place] = own_shares(of_mission.get(mission, np.zeros(3)), counts)
        for _, (_, mission, kind) in today:
            counts[SETTLING.index(kind)] += 1
            of_mission.setdefault(mission, np.zeros(3))[SETTLING.index(kind)] += 1
    return everyone, of_missions


def decision_losses(odds: Floats, kinds: pl.Series) -> Floats:
    """Negative log of the odds of what happened, in nats a decision.

    Args:
        odds: Rows by ``SETTLING``.
        kinds: What happened, a name of ``SETTLING`` each.
    """
    places = [SETTLING.index(kind) for kind in kinds]
    losses: Floats = -np.log(odds[np.arange(len(places)), places])
    return losses


def in_span(decisions: pl.DataFrame, since: date, until: date | None = None) -> Flags:
    """Which decisions lie in a span of days, both ends with it."""
    days = decisions["date"]
    chosen: Flags = ((days >= since) & (days <= (until or date.max))).to_numpy()
    return chosen


@per_view
def draft_kind_record(view: View, since: date | None = None) -> TrackRecord | None:
    """How the odds of the kind of draft did; ``None`` where no decision was forecast.

    Args:
        view: What is known.
        since: First day scored; that of the room's other records by default.
    """
    decisions, odds = past_draft_kinds(view)
    if decisions.is_empty():
        return None
    scored = in_span(decisions, since or record_start(view.as_of))
    if not scored.any():
        return None
    part = decisions.filter(pl.Series(scored))
    scores = [
        Score(method, float(decision_losses(shares[scored], part["kind"]).mean()))
        for method, shares in odds.items()
    ]
    return TrackRecord(
        key="council.record.draft_kind",
        quantity="kind of draft put to the vote",
        measure="forecast error (log loss a decision)",
        unit="nats a decision",
        forecaster=scores[0],
        baselines=tuple(scores[1:]),
        cases=part.height,
        first=part["date"][0],
        last=part["date"][-1],
        chosen_until=CHOSEN_UNTIL,
        evidence=(Evidence.of("mandates", "decisions that set a term", part),),
    )
