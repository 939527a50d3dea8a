"""The past replayed: every draft foretold from votes of earlier days, and the forecasts scored.

A draft is described with what is known before its vote (``model.drafts``). Members' records and the
baselines use every vote of earlier days; the regression is refitted at the start of each month and
the trees of each quarter, on the votes before. Members that did not vote are left out of a tally.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from peaceops.council.baseline import METHODS, Shares
from peaceops.council.language import NAME, odds_of_endpoint
from peaceops.council.model.drafts import PERMANENT, Draft, drafts_of
from peaceops.council.model.vote import MODEL, Described, described, foretold
from peaceops.council.record import CAST, ballots
from peaceops.council.tally import Foretold, foretell
from peaceops.edition.view import View
from peaceops.errors import EditionLacks

FLOOR = 1e-9
EVENTS = ("adopted", "unanimous", "permanent_abstains")
HARDEST = 10
BINS = 10
ENOUGH_CASES = 20


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
            log score (nats) and Brier score of each event; the model first, then the baselines.
        calibration: model, event, bin (from 0), low, high (bounds of the probabilities), cases,
            forecast (mean), happened (share), error (two standard errors of the share if the
            forecasts were right), within.
        hardest: The drafts on which the model lost most: decision, date, item, loss (nats over all
            its votes), votes against, abstentions, foretold (mean number of votes not yes), why.
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
    def reliable(self) -> dict[str, tuple[int, int]]:
        """By event, tenths of the model with 20 drafts or more: within error, and all."""
        wide = self.calibration.filter(pl.col("model") == MODEL, pl.col("cases") >= ENOUGH_CASES)
        return {
            event: (int(rows["within"].sum()), rows.height)
            for event in EVENTS
            for rows in (wide.filter(pl.col("event") == event),)
        }

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
            "refits": "regression each month, trees each quarter, on the votes before",
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
    language: tuple[str, str] | None = None,
) -> Replay:
    """Foretell every draft of a span from the day before it, and score the forecasts.

    Args:
        view: What is known; drafts after its day are not in it.
        since: First day.
        until: Last day; that of the latest vote known by default.
        peace_operations: Score drafts on peace operations alone; the model still learns from all.
        language: Address and name of a language model to score beside the others (``language``);
            it is asked once a draft. None is asked by default.

    Raises:
        EditionLacks: No draft with a full vote lies in the span.
    """
    rows = ballots(view)
    last: date = rows["date"][-1] if rows.height else view.as_of
    end = min(until or last, last)
    known, _ = described(view, rows, drafts_of(view, rows))
    places, odds = foretold(known, since, end)
    chosen = _chosen(known, places, peace_operations)
    if not chosen:
        raise EditionLacks(
            f"no draft{' on a peace operation' if peace_operations else ''} with every vote on "
            f"record lies between {since} and {end}",
            where="tables decisions and votes",
            remedy="choose another span, or build an edition with later votes",
        )
    given = {}
    for name, shares in odds.items():
        given[name] = np.full((len(known.days), 3), np.nan)
        given[name][places] = shares
    given |= {one: known.baselines[one] for one in (*reversed(METHODS),)}
    if language is not None:
        given[NAME] = np.full((len(known.days), 3), np.nan)
        for draft, at in chosen:
            given[NAME][at] = odds_of_endpoint(draft, known.drafts, *language)
    foretold_by = {
        name: [_foretold(draft, shares[at]) for draft, at in chosen]
        for name, shares in given.items()
    }
    kept = np.concatenate([at for _, at in chosen])
    lines = [
        dict[str, object](model=name)
        | _of_votes(shares[kept], known.cast[kept])
        | _of_drafts([draft for draft, _ in chosen], foretold_by[name])
        for name, shares in given.items()
    ]
    return Replay(
        edition=view.edition_name,
        since=since,
        until=end,
        only="peace operations" if peace_operations else None,
        decisions=len(chosen),
        votes=len(kept),
        models=pl.DataFrame(lines),
        calibration=_calibration([draft for draft, _ in chosen], foretold_by),
        hardest=_hardest(known, chosen, given[MODEL]),
    )


Chosen = list[tuple[Draft, npt.NDArray[np.int64]]]


def _chosen(known: Described, places: npt.NDArray[np.int64], peace_operations: bool) -> Chosen:
    """Drafts foretold, with the places of their rows."""
    wanted, found, first = set(places.tolist()), [], 0
    on_mission = known.ballots["on_mission"].to_list()
    for draft in known.drafts:
        at = np.arange(first, first + len(draft.members))
        first += len(draft.members)
        if at[0] in wanted and (on_mission[at[0]] or not peace_operations):
            found.append((draft, at))
    return found


def _foretold(draft: Draft, odds: Shares) -> Foretold:
    permanent = np.array([one in PERMANENT for one in draft.members])
    return foretell(odds, permanent, date.fromordinal(draft.day))


def _of_votes(odds: Shares, cast: npt.NDArray[np.int64]) -> dict[str, float]:
    hit = odds[np.arange(len(cast)), cast]
    return {
        "log_loss": float(-np.log(np.maximum(hit, FLOOR)).mean()),
        "brier_yes": float(((odds[:, 0] - (cast == 0)) ** 2).mean()),
    }


def happened(draft: Draft) -> dict[str, bool]:
    """Which events a draft's vote came to."""
    votes = draft.votes
    if votes is None:
        raise ValueError(f"{draft.decision} has no votes yet")
    permanent = np.array([one in PERMANENT for one in draft.members])
    return {
        "adopted": bool(draft.adopted),
        "unanimous": bool((votes == 0).all()),
        "permanent_abstains": bool((votes[permanent] == CAST.index("abstain")).any()),
    }


def _of_drafts(drafts: list[Draft], foretold_of: list[Foretold]) -> dict[str, float]:
    tallies = [
        one.tally[np.count_nonzero(draft.votes == 0), np.count_nonzero(draft.votes == 1)]
        for draft, one in zip(drafts, foretold_of, strict=True)
    ]
    found = {"tally_log_score": float(-np.log(np.maximum(tallies, FLOOR)).mean())}
    for event in EVENTS:
        given = np.array([getattr(one, event) for one in foretold_of])
        true = np.array([happened(draft)[event] for draft in drafts])
        hit = np.where(true, given, 1 - given)
        found[f"{event}_log_score"] = float(-np.log(np.maximum(hit, FLOOR)).mean())
        found[f"{event}_brier"] = float(((given - true) ** 2).mean())
    return found


def _calibration(drafts: list[Draft], by_model: Mapping[str, list[Foretold]]) -> pl.DataFrame:
    lines = []
    for name, given in by_model.items():
        for event in EVENTS:
            odds = np.array([getattr(one, event) for one in given])
            true = np.array([happened(draft)[event] for draft in drafts], float)
            bins = np.minimum((odds * BINS).astype(int), BINS - 1)
            for number in np.unique(bins):
                mine = bins == number
                error = 2 * np.sqrt((odds[mine] * (1 - odds[mine])).sum()) / mine.sum()
                gap = abs(odds[mine].mean() - true[mine].mean())
                lines.append(
                    (
                        name, event, int(number), number / BINS, (number + 1) / BINS,
                        int(mine.sum()), float(odds[mine].mean()), float(true[mine].mean()),
                        float(error), bool(gap <= error),
                    )
                )  # fmt: skip
    return pl.DataFrame(
        lines, orient="row",
        schema=["model", "event", "bin", "low", "high", "cases", "forecast", "happened", "error",
                "within"],
    )  # fmt: skip


def _hardest(known: Described, chosen: Chosen, odds: Shares) -> pl.DataFrame:
    lines = []
    for draft, at in chosen:
        hit = odds[at, known.cast[at]]
        against, abstaining = ((known.cast[at] == vote).sum() for vote in (1, 2))
        lines.append(
            (
                draft.decision, date.fromordinal(draft.day), draft.mission or draft.theme,
                float(-np.log(np.maximum(hit, FLOOR)).sum()), int(against), int(abstaining),
                float((1 - odds[at, 0]).sum()), _why(draft, int(against + abstaining)),
            )
        )  # fmt: skip
    return (
        pl.DataFrame(
            lines, orient="row",
            schema=["decision", "date", "item", "loss", "against", "abstaining", "foretold", "why"],
        )
        .sort(["loss", "decision"], descending=[True, False])
        .head(HARDEST)
    )  # fmt: skip


def _why(draft: Draft, withheld: int) -> str:
    said = []
    if draft.bloc == "unknown":
        said.append("who submitted it is not recorded")
    if withheld > len(draft.members) / 2:
        said.append("most members withheld their yes")
    elif withheld:
        said.append("a split the members' records on the item did not show")
    else:
        said.append("unanimous on an item usually disputed")
    return "; ".join(said)
