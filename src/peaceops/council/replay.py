"""The past replayed: every draft forecast from the day before it, and the forecasts scored.

The odds are those that an outlook shows: the same description of a draft, the same model of the
quarter, the same tally (``draft_odds``, ``vote_copula``). So drafts on missions are described with
their usual submitters; those on other items, of which there is no outlook, with the submitters on
record. Members that did not vote are left out of a tally.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.council.ballots import CAST
from peaceops.council.draft_odds import past_drafts, past_vote_odds
from peaceops.council.llm_forecaster import NAME, odds_of_endpoint
from peaceops.council.model.drafts import Draft
from peaceops.council.model.vote import REGRESSION
from peaceops.council.track_record import (
    FLOOR,
    SEEN_FROM,
    distributions,
    event_loss,
    happened,
    odds_by_method,
    rows_of,
    vote_loss,
)
from peaceops.council.vote_copula import TallyDistribution, tally_probability
from peaceops.domain.arrays import Floats, Ints
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.evaluate import calibration

TOLD = "the same, told who submitted"
"""The method in use where it is known who submits a draft on a mission."""
EVENTS = ("adopted", "unanimous", "permanent_abstains", "two_abstain")
HARDEST = 10
ENOUGH_CASES = 20
Chosen = list[tuple[Draft, np.ndarray]]


@dataclass(frozen=True)
class Replay:
    """Forecasts of a span held against what happened.

    Attributes:
        edition: Name of the edition.
        since: First day replayed.
        until: Last day replayed.
        only: ``peace operations``, or ``None`` for all drafts.
        decisions: Number of drafts.
        votes: Number of votes.
        models: model, log_loss (nats a vote), brier_yes, tally_log_score (nats a draft), and the
            log score (nats) and Brier score of each event; the method in use first, then the
            baselines.
        calibration: model, event, and the columns of ``evaluate.calibration``.
        hardest: The drafts on which the method in use lost most: decision, date, item, loss (nats
            over all its votes), votes against, abstentions, forecast (mean number of votes that
            are not yes), why.
    """

    edition: str
    since: date
    until: date
    only: str | None
    decisions: int
    votes: int
    models: pl.DataFrame
    calibration: pl.DataFrame
    hardest: pl.DataFrame

    @property
    def method(self) -> str:
        """The method in use."""
        return str(self.models["model"][0])

    @property
    def reliable(self) -> dict[str, tuple[int, int]]:
        """By event, tenths of the method with 20 drafts or more: within error, and all."""
        wide = self.calibration.filter(
            pl.col("model") == self.method, pl.col("cases") >= ENOUGH_CASES
        )
        return {
            event: (int(rows["within"].sum()), rows.height)
            for event in EVENTS
            for rows in (wide.filter(pl.col("event") == event),)
        }

    @property
    def seen(self) -> bool:
        """Whether drafts of the span were known while this version was made, and not before."""
        return self.until >= SEEN_FROM

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "edition": self.edition,
            "decisions": self.decisions,
            "votes": self.votes,
            "models": self.models.to_dicts(),
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "only": self.only,
            "seen": self.seen,
            "refits": "at the start of each quarter, on the votes before",
            "calibration": self.calibration.to_dicts(),
            "reliable": {
                event: {"within": within, "tenths": tenths}
                for event, (within, tenths) in self.reliable.items()
            },
            "hardest": self.hardest.with_columns(pl.col("date").cast(pl.String)).to_dicts(),
        }


def replay(
    view: View,
    since: date,
    until: date | None = None,
    *,
    peace_operations: bool = False,
    with_submitters: bool = False,
    language: tuple[str, str] | None = None,
) -> Replay:
    """Forecast every draft of a span from the day before it, and score the forecasts.

    Args:
        view: What is known; drafts after its day are not in it.
        since: First day.
        until: Last day; that of the latest vote known by default.
        peace_operations: Score drafts on peace operations alone; the model still learns from all.
        with_submitters: Score the method in use a second time, with the submitters on record of
            drafts on missions, which nobody knew for sure before the vote.
        language: Address and name of a language model to score beside the others
            (``llm_forecaster``); it is asked once a draft. None is asked by default.

    Raises:
        MissingTableError: No draft with a full vote lies in the span.
    """
    rows, drafts = past_drafts(view)
    last: date = rows["date"][-1] if rows.height else view.as_of
    end = min(until or last, last)
    methods = odds_by_method(view, since, end)
    if with_submitters and REGRESSION in methods:
        methods[TOLD] = past_vote_odds(view, since, end, with_submitters=True)
    chosen = _chosen(rows, drafts, since, end, methods, peace_operations)
    if not chosen:
        raise MissingTableError(
            f"no draft{' on a peace operation' if peace_operations else ''} with every vote on "
            f"record lies between {since} and {end}",
            where="tables decisions and votes",
            remedy="choose another span, or build an edition with later votes",
        )
    if language is not None:
        methods[NAME] = np.full((rows.height, 3), np.nan)
        for draft, places in chosen:
            methods[NAME][places] = odds_of_endpoint(draft, drafts, *language)
    cast = np.array([CAST.index(vote) for vote in rows["vote"]])
    tallies = {name: distributions(chosen, odds) for name, odds in methods.items()}
    places = np.concatenate([part for _, part in chosen])
    events = [happened(draft) for draft, _ in chosen]
    lines = [
        {"model": name}
        | _scores_of_votes(odds[places], cast[places])
        | _scores_of_drafts(chosen, odds, tallies[name], events)
        for name, odds in methods.items()
    ]
    return Replay(
        edition=view.edition_name,
        since=since,
        until=end,
        only="peace operations" if peace_operations else None,
        decisions=len(chosen),
        votes=len(places),
        models=pl.DataFrame(lines),
        calibration=_calibration(tallies, events),
        hardest=_hardest(chosen, next(iter(methods.values())), cast),
    )


def _chosen(
    rows: pl.DataFrame,
    drafts: Sequence[Draft],
    since: date,
    until: date,
    methods: Mapping[str, Floats],
    peace_operations: bool,
) -> Chosen:
    """Drafts of the span that the method in use forecast, with the places of their votes."""
    inside = (rows["date"].is_between(since, until)).to_numpy()
    inside &= np.isfinite(next(iter(methods.values()))).all(axis=1)
    if peace_operations:
        inside &= rows["on_mission"].to_numpy()
    return [(draft, places) for draft, places in rows_of(drafts) if inside[places].all()]


def _scores_of_votes(odds: Floats, cast: Ints) -> dict[str, float | str]:
    return {
        "log_loss": vote_loss(odds, cast),
        "brier_yes": float(((odds[:, 0] - (cast == 0)) ** 2).mean()),
    }


def _scores_of_drafts(
    chosen: Chosen,
    odds: Floats,
    tallies: Sequence[TallyDistribution],
    events: Sequence[Mapping[str, bool]],
) -> dict[str, float | str]:
    of_tally = [
        tally_probability(
            odds[places],
            int(np.count_nonzero(draft.votes == 0)),
            int(np.count_nonzero(draft.votes == 1)),
        )
        for draft, places in chosen
    ]
    scores: dict[str, float | str] = {
        "tally_log_score": float(-np.log(np.maximum(of_tally, FLOOR)).mean())
    }
    for event in EVENTS:
        forecast = np.array([getattr(tally, event) for tally in tallies])
        true = np.array([outcome[event] for outcome in events])
        scores[f"{event}_log_score"] = event_loss(tallies, events, event)
        scores[f"{event}_brier"] = float(((forecast - true) ** 2).mean())
    return scores


def _calibration(
    tallies: Mapping[str, Sequence[TallyDistribution]], events: Sequence[Mapping[str, bool]]
) -> pl.DataFrame:
    parts = [
        calibration(
            np.array([getattr(tally, event) for tally in by_model]),
            np.array([outcome[event] for outcome in events]),
        ).select(pl.lit(name).alias("model"), pl.lit(event).alias("event"), pl.all())
        for name, by_model in tallies.items()
        for event in EVENTS
    ]
    return pl.concat(parts)


def _hardest(chosen: Chosen, odds: Floats, cast: Ints) -> pl.DataFrame:
    lines = []
    for draft, places in chosen:
        hit = odds[places, cast[places]]
        against, abstaining = (int((cast[places] == vote).sum()) for vote in (1, 2))
        lines.append(
            {
                "decision": draft.decision,
                "date": date.fromordinal(draft.day),
                "item": draft.mission or draft.theme,
                "loss": float(-np.log(np.maximum(hit, FLOOR)).sum()),
                "against": against,
                "abstaining": abstaining,
                "forecast": float((1 - odds[places, 0]).sum()),
                "why": _why(draft, against + abstaining),
            }
        )
    ordered = pl.DataFrame(lines).sort(["loss", "decision"], descending=[True, False])
    return ordered.head(HARDEST)


def _why(draft: Draft, withheld: int) -> str:
    reasons = []
    if draft.as_foreseen() is draft and draft.bloc == "unknown":
        reasons.append("who submitted it is not recorded")
    if withheld > len(draft.members) / 2:
        reasons.append("most members withheld their yes")
    elif withheld:
        reasons.append("a split the members' records on the item did not show")
    else:
        reasons.append("unanimous on an item usually disputed")
    return "; ".join(reasons)
