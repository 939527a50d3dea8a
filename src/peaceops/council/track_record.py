"""How the odds of votes did: past votes forecast from days before them, against every baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from peaceops.council.ballots import CAST
from peaceops.council.baselines import BLENDED, METHODS, baseline_odds
from peaceops.council.draft_odds import past_drafts, past_vote_odds
from peaceops.council.model.drafts import Draft
from peaceops.council.model.vote import REGRESSION
from peaceops.council.vote_copula import TallyDistribution, tally_distributions
from peaceops.domain.arrays import Flags, Floats
from peaceops.domain.countries import PERMANENT_MEMBERS
from peaceops.domain.figures import Evidence
from peaceops.domain.messages import message
from peaceops.edition import View, per_view
from peaceops.evaluate import Score, TrackRecord

CHOSEN_UNTIL = date(2013, 12, 31)
FIRST = date(2014, 1, 1)
SHORTEST = 365  # days; an earlier view is scored on the ten years before it
FLOOR = 1e-9
PEACE_OPERATIONS, ALL_DRAFTS = "peace operations", "all items"


def record_start(as_of: date) -> date:
    """First day that is scored: 2014, or ten years before an early view."""
    if (as_of - FIRST).days >= SHORTEST:
        return FIRST
    return date(as_of.year - 10, as_of.month, min(as_of.day, 28))


def odds_by_method(view: View, since: date, until: date | None = None) -> dict[str, Floats]:
    """Odds of each of ``ballots(view)`` by every method, the one in use first.

    The regression's are not a number outside the span; where it has none in it, it is left out and
    the blend of baselines is the method in use.
    """
    rows, _ = past_drafts(view)
    baselines = baseline_odds(rows)
    regression = past_vote_odds(view, since, until)
    if np.isfinite(regression).any():
        return {REGRESSION: regression} | {name: baselines[name] for name in reversed(METHODS)}
    return {name: baselines[name] for name in (BLENDED, *reversed(METHODS[:-1]))}


@per_view
def vote_records(view: View) -> tuple[TrackRecord, ...]:
    """Records of members' votes and of what they came to, since ``record_start``.

    Returns:
        Votes on peace operations and on all drafts (log loss a vote); adoption and unanimity of
        drafts on peace operations (log loss a draft). A record without a case is left out.
    """
    start = record_start(view.as_of)
    rows, drafts = past_drafts(view)
    methods = odds_by_method(view, start)
    scored = np.isfinite(next(iter(methods.values()))).all(axis=1)
    scored &= (rows["date"] >= start).to_numpy()
    cast = np.array([CAST.index(vote) for vote in rows["vote"]])
    on_mission = rows["on_mission"].to_numpy()
    records = []
    for which, chosen in (
        (PEACE_OPERATIONS, scored & on_mission),
        (ALL_DRAFTS, scored),
    ):
        losses = {name: vote_loss(odds[chosen], cast[chosen]) for name, odds in methods.items()}
        records.append(
            _record(
                f"council.record.{which.replace(' ', '-')}",
                message(
                    "votes on {part}",
                    part="peace operations" if which == PEACE_OPERATIONS else "all drafts",
                ),
                "vote",
                losses,
                rows.filter(pl.Series(chosen)),
                int(chosen.sum()),
            )
        )
    records += _event_records(rows, drafts, methods, scored & on_mission)
    return tuple(record for record in records if record is not None)


def _event_records(
    rows: pl.DataFrame, drafts: Sequence[Draft], methods: Mapping[str, Floats], chosen: Flags
) -> list[TrackRecord | None]:
    pairs = [(draft, places) for draft, places in rows_of(drafts) if chosen[places].all()]
    if not pairs:
        return []
    part = rows.filter(pl.Series(chosen))
    events = [happened(draft) for draft, _ in pairs]
    tallies = {name: distributions(pairs, odds) for name, odds in methods.items()}
    return [
        _record(
            f"council.record.{event}",
            message("{words}, drafts on peace operations", words=words),
            "draft",
            {name: event_loss(tally, events, event) for name, tally in tallies.items()},
            part,
            len(pairs),
        )
        for event, words in (("adopted", "adoption"), ("unanimous", "unanimity"))
    ]


def _record(
    key: str, quantity: str, case: str, losses: Mapping[str, float], rows: pl.DataFrame, cases: int
) -> TrackRecord | None:
    if not cases:
        return None
    forecaster, *baselines = (Score(name, loss) for name, loss in losses.items())
    return TrackRecord(
        key=key,
        quantity=quantity,
        measure=message("forecast error (log loss a {case})", case=case),
        unit=message("nats a {case}", case=case),
        forecaster=forecaster,
        baselines=tuple(baselines),
        cases=cases,
        first=rows["date"][0],
        last=rows["date"][-1],
        chosen_until=CHOSEN_UNTIL,
        evidence=(
            Evidence("votes", f"votes from {rows['date'][0]} to {rows['date'][-1]}", rows.height),
        ),
    )


def rows_of(drafts: Sequence[Draft]) -> list[tuple[Draft, np.ndarray]]:
    """Each draft with the places of its votes in ``ballots``."""
    pairs, first = [], 0
    for draft in drafts:
        pairs.append((draft, np.arange(first, first + len(draft.members))))
        first += len(draft.members)
    return pairs


def distributions(
    pairs: Sequence[tuple[Draft, np.ndarray]], odds: Floats
) -> list[TallyDistribution]:
    """What each draft's vote comes to by the odds of its members."""
    return tally_distributions(
        [odds[places] for _, places in pairs],
        [np.array([member in PERMANENT_MEMBERS for member in draft.members]) for draft, _ in pairs],
        [date.fromordinal(draft.day) for draft, _ in pairs],
    )


def happened(draft: Draft) -> dict[str, bool]:
    """Which events a draft's vote came to."""
    votes = draft.votes
    if votes is None:
        raise ValueError(f"{draft.decision} has no votes yet")
    permanent = np.array([member in PERMANENT_MEMBERS for member in draft.members])
    return {
        "adopted": bool(draft.adopted),
        "unanimous": bool((votes == 0).all()),
        "permanent_abstains": bool((votes[permanent] == CAST.index("abstain")).any()),
        "two_abstain": int((votes == CAST.index("abstain")).sum()) >= 2,
    }


def vote_loss(odds: Floats, cast: np.ndarray) -> float:
    """Mean negative log of the odds of the vote cast (index in ``CAST``), in nats a vote."""
    hit = odds[np.arange(len(cast)), cast]
    return float(-np.log(np.maximum(hit, FLOOR)).mean()) if len(cast) else float("nan")


def event_loss(
    tallies: Sequence[TallyDistribution], events: Sequence[Mapping[str, bool]], event: str
) -> float:
    """Mean negative log of the odds of what became of an event, in nats a draft."""
    odds = np.array([getattr(tally, event) for tally in tallies])
    true = np.array([outcome[event] for outcome in events])
    return float(-np.log(np.maximum(np.where(true, odds, 1 - odds), FLOOR)).mean())
