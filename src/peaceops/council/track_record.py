"""How the odds of votes did: past votes forecast from days before them, against every baseline."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from peaceops.council.ballots import CAST
from peaceops.council.baselines import BLENDED, METHODS, baseline_odds
from peaceops.council.draft_odds import past_drafts, past_vote_odds
from peaceops.council.model.drafts import Draft
from peaceops.council.model.vote import REGRESSION
from peaceops.council.vote_copula import TallyDistribution, tally_distributions
from peaceops.domain.array_cache import cached_array, code_version
from peaceops.domain.arrays import Flags, Floats
from peaceops.domain.countries import PERMANENT_MEMBERS
from peaceops.domain.figures import Evidence
from peaceops.domain.messages import message
from peaceops.edition import View, per_view
from peaceops.evaluate import Score, TrackRecord

CHOSEN_UNTIL = date(2013, 12, 31)
FIRST = date(2014, 1, 1)
SEEN_FROM = date(2024, 1, 1)
"""Votes from here on were not known when version 0.1 was made; later versions have seen them."""
SHORTEST = 365  # days; an earlier view is scored on the ten years before it
FLOOR = 1e-9
EVENTS = {"adopted": "adoption", "unanimous": "unanimity"}
"""What a vote came to, and its words."""


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
    return _by_method(past_drafts(view)[0], past_vote_odds(view, since, until))


def _by_method(rows: pl.DataFrame, regression: Floats) -> dict[str, Floats]:
    every = baseline_odds(rows) | {REGRESSION: regression}
    return {name: every[name] for name in _methods(regression)}


def _methods(regression: Floats) -> tuple[str, ...]:
    """Names of the methods, the one in use first."""
    if np.isfinite(regression).any():
        return (REGRESSION, *reversed(METHODS))
    return (BLENDED, *reversed(METHODS[:-1]))


@per_view
def vote_records(view: View) -> tuple[TrackRecord, ...]:
    """Records of members' votes and of what they came to, since ``record_start``.

    Returns:
        Votes on peace operations and on all drafts (log loss a vote); adoption and unanimity of
        drafts on peace operations (log loss a draft). A record without a case is left out.
    """
    start = record_start(view.as_of)
    rows, drafts = past_drafts(view)
    regression = past_vote_odds(view, start)
    methods = _methods(regression)
    scored = (rows["date"] >= start).to_numpy()
    if REGRESSION in methods:
        scored = scored & np.isfinite(regression).all(axis=1)
    on_missions = scored & rows["on_mission"].to_numpy()
    pairs = [(draft, places) for draft, places in rows_of(drafts) if on_missions[places].all()]
    losses = cached_array(
        _losses_key(rows, regression, start, pairs),
        lambda: _losses(rows, _by_method(rows, regression), (on_missions, scored), pairs),
    )
    by_quantity = [dict(zip(methods, each, strict=True)) for each in losses.tolist()]
    quantities: list[tuple[str, str, str, Flags, int]] = [
        (which, message("votes on {part}", part=part), "vote", chosen, int(chosen.sum()))
        for which, part, chosen in (
            ("peace-operations", "peace operations", on_missions),
            ("all-items", "all drafts", scored),
        )
    ]
    for event, words in EVENTS.items():
        quantity = message("{words}, drafts on peace operations", words=words)
        quantities.append((event, quantity, "draft", on_missions, len(pairs)))
    records = [
        _record(f"council.record.{key}", quantity, case, each, rows.filter(pl.Series(part)), cases)
        for (key, quantity, case, part, cases), each in zip(quantities, by_quantity, strict=True)
    ]
    return tuple(record for record in records if record is not None)


def _losses(
    rows: pl.DataFrame,
    methods: Mapping[str, Floats],
    votes: Sequence[Flags],
    pairs: Sequence[tuple[Draft, np.ndarray]],
) -> Floats:
    """Mean losses by method: of votes on peace operations and on all drafts, then of each event.

    Returns:
        Shape (2 + events, methods); not a number where there is no case.
    """
    cast = np.array([CAST.index(vote) for vote in rows["vote"]])
    events = [happened(draft) for draft, _ in pairs]
    of_votes = [
        [vote_loss(odds[chosen], cast[chosen]) for odds in methods.values()] for chosen in votes
    ]
    tallies = [distributions(pairs, odds) for odds in methods.values()]
    of_events = [
        [event_loss(tally, events, event) if events else np.nan for tally in tallies]
        for event in EVENTS
    ]
    return np.array([*of_votes, *of_events])


def _losses_key(
    rows: pl.DataFrame, regression: Floats, start: date, pairs: Sequence[tuple[Draft, np.ndarray]]
) -> str:
    """Hash of the code, and of all that the losses rest on."""
    adopted = [bool(draft.adopted) for draft, _ in pairs]
    words = (code_version(Path(__file__).parent), "losses", start, rows.columns, adopted)
    digest = hashlib.sha256(repr(words).encode())
    digest.update(rows.hash_rows().to_numpy().tobytes())
    digest.update(regression.tobytes())
    return digest.hexdigest()


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
