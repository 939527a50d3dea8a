"""Which kind of draft settles a mandate that runs out: renewal, technical rollover, or last term.

Two small regressions on every decision since 1990 that set the term of a mission: whether it is a
rollover (by whether the last one was, the mission's own share of them, and the length of the last
term), and if not, whether it is a last term (by the mission's age and the length of the last
term). Their mean with the mission's own shares of each kind so far is used. What a host asks moves
the odds of a last term: the share of missions that left or were replaced by a decision within a
year of the same act, drawn to those odds by one case's weight.

Inputs and penalty were chosen on decisions of 1994 to 2013 (docs/council.md). Left out there: the
kind of mission, a ceiling lowered before, the months since the last decision. That a host has
acted would raise the odds of a rollover as well; the gain rests on two missions' rollovers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import polars as pl

from peaceops.council.ceilings import ceiling_changes
from peaceops.council.draft_kind_model import (
    FIRST_YEAR,
    ROLLOVER,
    SETTLING,
    TERMINATE,
    PastTerms,
    counts_of,
    fit_kinds,
    in_order,
    own_shares,
    pooled,
    term_decisions,
)
from peaceops.council.positions import HOST_IN_WORDS
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import Share, share_of
from peaceops.domain.mission import Mission
from peaceops.edition import KnownRows, View

SETTLED_BY = {
    "renew": "renew",
    "reconfigure": "renew",
    "increase": "renew",
    "reduce": "renew",
    "amend": "renew",
    "rollover": "rollover",
    "withdraw": "terminate",
    "terminate": "terminate",
}
"""Kind of an option, and the kind of draft that settles the mandate with it."""
WITHIN_DAYS = 366
ACTS = {"asks-to-leave": "request", "restricts": "restriction"}
IN_WORDS = {
    "renew": "renews the mandate",
    "rollover": "is a technical rollover",
    "terminate": "ends the mission",
    "increase": "renews the mandate with a higher ceiling",
    "reduce": "renews the mandate with a lower ceiling",
}


class Agenda(StrEnum):
    """What the Council has before it on a mission."""

    TERM_RUNS_OUT = "the term runs out"
    DECIDED_END = "the end is decided"
    OPEN_ENDED = "the mandate is open-ended"
    ENDED = "the mandate has ended"
    NOT_KNOWN = "the mandate is not known"


@dataclass(frozen=True)
class DraftKindOdds:
    """The odds of the kind of draft that is put to the vote next on a mission.

    Attributes:
        agenda: What is before the Council; there are odds only where a term runs out.
        host_position: The host's position that they rest on (``positions.HOST_POSITIONS``).
        stated_by: ``case`` where the caller gave it, ``record`` where the view did, else ``None``.
        odds: Probability of ``renew``, ``rollover`` and ``terminate``, which add to one, and of
            ``increase``, ``reduce`` and ``amend`` (either), which are parts of ``renew`` and are
            there only where the mission has a ceiling. Options of one kind share its probability.
        without_host: The same three if the host had taken no position.
        intervals: Kind to the bounds of its 90 % interval, where precedents bear on it.
        method: How the odds were reached.
        renew: The figure ``council.draft_kind.renew``; ``None`` without odds. So are the others.
        rollover: Of a technical rollover.
        terminate: Of a last term, or of the end.
        increase: Of a renewal with a higher ceiling.
        reduce: Of a renewal with a lower ceiling.
    """

    agenda: Agenda
    host_position: str | None
    stated_by: str | None
    odds: Mapping[str, float]
    without_host: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    method: str
    renew: Figure | None = None
    rollover: Figure | None = None
    terminate: Figure | None = None
    increase: Figure | None = None
    reduce: Figure | None = None

    def probability_of(self, kind: str) -> float | None:
        """Odds that a draft of an option's kind is what is put to the vote; ``None`` without any.

        Args:
            kind: A key of ``SETTLED_BY``; the odds of one whose ceiling is not known are those of
                the kind that settles the mandate with it.
        """
        return self.odds.get(kind, self.odds.get(SETTLED_BY.get(kind, "")))

    def share_of(self, kind: str) -> float:
        """Share that a kind has of the odds of the kind that settles the mandate with it."""
        whole = self.odds.get(SETTLED_BY.get(kind, ""))
        return self.odds.get(kind, whole or 0.0) / whole if whole else 1.0


def draft_kind_odds(
    view: View, mission: str | Mission, host_position: str | None = None
) -> DraftKindOdds:
    """Give the odds of the kind of draft put to the vote next.

    Args:
        view: What is known.
        mission: Acronym, or the mission itself.
        host_position: What the host wants by the analyst's case; that goes before the record.

    Raises:
        UnknownMission: There is no such mission on the date.
    """
    mission = view.mission(mission) if isinstance(mission, str) else mission
    recorded = mission.host_position
    position = host_position or (recorded.position if recorded else None)
    stated_by = "case" if host_position else "record" if recorded else None
    agenda = agenda_of(mission)
    decisions = term_decisions(view)
    if agenda is not Agenda.TERM_RUNS_OUT or decisions.is_empty():
        why = f"No draft settles a term that runs out: {agenda}."
        return DraftKindOdds(agenda, position, stated_by, {}, {}, {}, why)
    plain = _plain_odds(view, mission)
    ending = share_ended(view, position, plain[TERMINATE] / (1 - plain[ROLLOVER]))
    values = with_share(plain, None if ending is None else ending.value)
    bounds = [] if ending is None else [with_share(plain, end) for end in ending.interval]
    odds = dict(zip(SETTLING, values.tolist(), strict=True))
    intervals = {
        kind: (
            float(min(bound[place] for bound in bounds)),
            float(max(bound[place] for bound in bounds)),
        )
        for place, kind in enumerate(SETTLING)
        if bounds and kind != "rollover"
    }
    parts = _parts_of_renewals(view) if mission.mandate.ceiling.military is not None else {}
    odds |= {kind: odds["renew"] * share for kind, share in parts.items()}
    method = _method(decisions, mission, position, stated_by, ending)
    evidence: tuple[Evidence, ...] = (
        Evidence.of("mandates", "decisions that set a term since 1990", decisions),
    )
    if recorded is not None and stated_by == "record":
        evidence = (*evidence, recorded.evidence)
    figures = {
        kind: Figure(
            key=f"council.draft_kind.{kind}",
            label=f"Probability that the draft put to the vote next on {mission.acronym} {words}",
            value=odds[kind],
            unit="probability",
            method=method,
            evidence=evidence,
            interval=intervals.get(kind),
            level=0.9 if kind in intervals else None,
        )
        for kind, words in IN_WORDS.items()
        if kind in odds
    }
    without = dict(zip(SETTLING, plain.tolist(), strict=True))
    without |= {kind: without["renew"] * share for kind, share in parts.items()}
    return DraftKindOdds(agenda, position, stated_by, odds, without, intervals, method, **figures)


def agenda_of(mission: Mission) -> Agenda:
    """What the Council has before it on a mission."""
    mandate = mission.mandate
    if mission.end is not None or mandate.status == "ended":
        return Agenda.ENDED
    if mandate.decided_end is not None:
        return Agenda.DECIDED_END
    if mandate.status == "open-ended":
        return Agenda.OPEN_ENDED
    return Agenda.TERM_RUNS_OUT if mandate.status == "in force" else Agenda.NOT_KNOWN


def _plain_odds(view: View, mission: Mission) -> Floats:
    """Odds without the host's position; the regressions are those of the year of the vote."""
    day = view.as_of + timedelta(days=1)
    decisions = term_decisions(view)
    shares = own_shares(
        counts_of(decisions.filter(pl.col("mission") == mission.acronym)), counts_of(decisions)
    )
    fitted = fit_kinds(decisions.filter(pl.col("date") < date(day.year, 1, 1)))
    if fitted is None:
        return shares
    decisions_on = in_order(view.table("mandates")).filter(pl.col("mission") == mission.acronym)
    past = PastTerms(decisions_on["date"][0] if decisions_on.height else mission.start)
    for row in decisions_on.iter_rows(named=True):
        past.learn(row)
    return pooled(fitted.odds(pl.DataFrame([past.describe(day)]))[0], shares)


def share_ended(view: KnownRows, position: str | None, usual: float) -> Share | None:
    """Share of missions that a decision ended within a year of their host's act.

    ``None`` where the position is no act, or the edition holds no precedents.
    """
    if position not in ACTS or not view.has("consent_outcomes"):
        return None
    requests = view.table("consent_requests").filter("recognised", pl.col("act") == ACTS[position])
    outcomes = view.table("consent_outcomes").select(
        "mission", "asked", pl.col("outcome"), decided="known_on"
    )
    cases = requests.join(outcomes, on=["mission", "asked"])
    ended = cases.filter(
        pl.col("outcome").is_in(["left", "replaced"]),
        (pl.col("decided") - pl.col("asked")).dt.total_days() <= WITHIN_DAYS,
    )
    return share_of(ended.height, cases.height, min(max(usual, 1e-6), 1 - 1e-6))


def with_share(plain: Floats, ended: float | None) -> Floats:
    """Odds with another share of last terms among the drafts that are no rollover."""
    if ended is None:
        return plain
    settled = 1 - plain[ROLLOVER]
    return np.array([settled * (1 - ended), plain[ROLLOVER], settled * ended])


def _parts_of_renewals(view: View) -> dict[str, float]:
    """Shares of renewals that raise, lower, or do either to the military ceiling."""
    changes = ceiling_changes(view).filter(
        pl.col("kind") == "renew", pl.col("date").dt.year() >= FIRST_YEAR
    )["change"]
    signs = {"increase": [1], "reduce": [-1], "amend": [1, -1]}
    return {
        kind: share_of(int(changes.is_in(wanted).sum()), len(changes)).value
        for kind, wanted in signs.items()
    }


def _method(
    decisions: pl.DataFrame,
    mission: Mission,
    position: str | None,
    stated_by: str | None,
    ending: Share | None,
) -> str:
    counts = {kind: (decisions["kind"] == kind).sum() for kind in SETTLING}
    sentences = [
        f"From {decisions.height} decisions since 1990 that set the term of a mission "
        f"({counts['renew']} renewals, {counts['rollover']} technical rollovers, "
        f"{counts['terminate']} last terms): by the last decision on the mission, its share of "
        "rollovers so far, its age and the length of its last term."
    ]
    if position:
        by = {"case": " (by the assumptions file)", "record": " (on record)"}.get(
            stated_by or "", ""
        )
        sentences.append(f"The host {HOST_IN_WORDS[position]}{by}.")
    if ending is not None:
        sentences.append(
            f"{ending.happened} of {ending.cases} missions whose host had done so left or were "
            "replaced by a decision within a year."
        )
    recorded = mission.host_position
    if stated_by == "record" and recorded is not None:
        sentences.append(f"It did so by {recorded.on.isoformat()} ({recorded.precision} known).")
    return " ".join(sentences)


def kinds_of(options: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    """Identifier of each option to its kind; a sequence holds kinds that are their own names."""
    return dict(options) if isinstance(options, Mapping) else {kind: kind for kind in options}
