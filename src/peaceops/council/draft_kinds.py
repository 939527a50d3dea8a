"""Which kind of draft settles a mandate that runs out: renewal, technical rollover, or last term.

Two small regressions on every decision since 1990 that set the term of a mission, whether it is a
rollover, and if not, whether it is a last term (``draft_kind_model``); their mean with the
mission's own shares of each kind so far. What a host asks moves the odds of a last term further:
the share of missions that left or were replaced by a decision within a year of the same act, drawn
to those odds by one case's weight. Regressions on past renewals say
what a renewal does: raise or lower the ceiling, change the tasks, or shorten the term.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import polars as pl

from peaceops.council._draft_kind_words import IN_WORDS, method_in_words, reason
from peaceops.council.draft_kind_inputs import (
    SETTLING,
    PastTerms,
    term_decisions,
    terms_so_far,
)
from peaceops.council.draft_kind_model import (
    STEPS,
    counts_of,
    fit_kinds,
    fit_parts,
    own_shares,
    pooled,
    renewal_counts,
    shares_of_all,
    usual_end,
    with_share,
)
from peaceops.council.vote_timing import last_week
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import Share, share_of
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission
from peaceops.edition import KnownRows, View, per_view

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
PARTS_OF_RENEWALS = ("increase", "reduce", "reconfigure", "as-is")


class Agenda(StrEnum):
    """What the Council has before it on a mission."""

    TERM_RUNS_OUT = "the term runs out"
    DECIDED_END = "the end is decided"
    OPEN_ENDED = "the mandate is open-ended"
    ENDED = "the mandate has ended"
    NOT_KNOWN = "the mandate is not known"


@dataclass(frozen=True)
class KindStep:
    """What the odds come to with one more reason taken into account.

    Attributes:
        why: The reason.
        odds: Probability of ``renew``, ``rollover`` and ``terminate`` with it.
    """

    why: str
    odds: Mapping[str, float]


@dataclass(frozen=True)
class DraftKindOdds:
    """The odds of the kind of draft that is put to the vote next on a mission.

    Attributes:
        agenda: What is before the Council; there are odds only where a term runs out.
        host_position: The host's position that they rest on (``positions.HOST_POSITIONS``).
        stated_by: ``case`` where the caller gave it, ``record`` where the view did, else ``None``.
        odds: Probability of ``renew``, ``rollover`` and ``terminate``, which add to one. Parts of
            ``renew``: ``increase``, ``reduce``, ``amend`` (either; these where the mission has a
            ceiling) and ``reconfigure`` (other tasks, the same ceiling); ``shorter-term`` cuts
            across them. Parts of ``terminate``: ``end`` within a month, and ``last-term``. Options
            of one kind share its probability.
        without_host: The same if the host had taken no position.
        intervals: Kind to the bounds of its 90 % interval, where precedents bear on it.
        method: How the odds were reached.
        steps: What each reason did to the odds, in order; the last are ``odds``.
        so_far: The simple benchmark: the mission's shares of ``renew``, ``rollover`` and
            ``terminate`` so far, drawn to those of all missions, and ``increase`` and ``reduce`` as
            often as renewals of all missions were so far.
        shares_of_renewals: Shares of a renewal that raises the ceiling, lowers it, changes the
            tasks alone, or leaves both (``PARTS_OF_RENEWALS``); they add to one.
        renew: The figure ``council.draft_kind.renew``; ``None`` without odds. So are the others.
        rollover: Of a technical rollover.
        terminate: Of a last term, or of the end.
        increase: Of a renewal with a higher ceiling.
        reduce: Of a renewal with a lower ceiling.
        reconfigure: Of a renewal with other tasks and the same ceiling.
        shorter_term: Of a renewal for a term shorter than usual.
        last_week: That the vote comes in the last seven days of the term; ``None`` within them.
    """

    agenda: Agenda
    host_position: str | None
    stated_by: str | None
    odds: Mapping[str, float]
    without_host: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    method: str
    steps: tuple[KindStep, ...] = ()
    so_far: Mapping[str, float] = field(default_factory=dict)
    shares_of_renewals: Mapping[str, float] = field(default_factory=dict)
    renew: Figure | None = None
    rollover: Figure | None = None
    terminate: Figure | None = None
    increase: Figure | None = None
    reduce: Figure | None = None
    reconfigure: Figure | None = None
    shorter_term: Figure | None = None
    last_week: Figure | None = None

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
        UnknownMissionError: There is no such mission on the date.

    >>> from peaceops.edition import open_edition
    >>> kinds = draft_kind_odds(open_edition().as_of(date(2023, 6, 16)), "MINUSMA")
    >>> kinds.host_position, max(("renew", "rollover", "terminate"), key=kinds.odds.get)
    ('asks-to-leave', 'terminate')
    """
    return _draft_kind_odds(
        view, mission if isinstance(mission, str) else mission.acronym, host_position
    )


@per_view
def _draft_kind_odds(view: View, acronym: str, host_position: str | None) -> DraftKindOdds:
    mission = view.mission(acronym)
    recorded = mission.host_position
    position = host_position or (recorded.position if recorded else None)
    stated_by = "case" if host_position else "record" if recorded else None
    agenda = agenda_of(mission)
    decisions = term_decisions(view)
    if agenda is not Agenda.TERM_RUNS_OUT or decisions.is_empty():
        why = message("No draft settles a term that runs out: {agenda}.", agenda=agenda)
        return DraftKindOdds(agenda, position, stated_by, {}, {}, {}, why)
    after = view.as_of + timedelta(days=1)
    terms = terms_so_far(view, mission.acronym)
    steps = _steps(decisions, mission, terms, after)
    plain = steps[-1][1]
    ending = share_ended(view, position, usual_end(plain))
    values = with_share(plain, None if ending is None else ending.value)
    if ending is not None:
        steps.append((reason("precedents", {}, position), values))
    parts = _parts(decisions, _row(terms, after), after.year)
    odds = _whole(values, parts)
    bounds = [] if ending is None else [with_share(plain, end) for end in ending.interval]
    intervals = {
        kind: (
            float(min(bound[place] for bound in bounds)),
            float(max(bound[place] for bound in bounds)),
        )
        for place, kind in enumerate(SETTLING)
        if bounds and kind != "rollover"
    }
    method = method_in_words(decisions, mission, position, stated_by, ending)
    evidence: tuple[Evidence, ...] = (
        Evidence.of("mandates", "decisions that set a term since 1990", decisions),
    )
    if recorded is not None and stated_by == "record":
        evidence = (*evidence, recorded.evidence)
    figures = {
        kind.replace("-", "_"): Figure(
            key=f"council.draft_kind.{kind}",
            label=message(
                "Probability that the draft put to the vote next on {acronym} {words}",
                acronym=mission.acronym,
                words=words,
            ),
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
    return DraftKindOdds(
        agenda=agenda,
        host_position=position,
        stated_by=stated_by,
        odds=odds,
        without_host=_whole(plain, parts),
        intervals=intervals,
        method=method,
        steps=tuple(KindStep(why, _by_kind(after_it)) for why, after_it in steps),
        so_far=_so_far(decisions, mission),
        shares_of_renewals=parts.of_renewals,
        last_week=last_week(decisions, mission),
        **figures,
    )


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


def _row(terms: PastTerms, day: date) -> pl.DataFrame:
    return pl.DataFrame([terms.describe(day)])


def _steps(
    decisions: pl.DataFrame, mission: Mission, terms: PastTerms, day: date
) -> list[tuple[str, Floats]]:
    """What each reason does to the odds, one after another, precedents of hosts' acts apart."""
    of_all, of_mission = _counts(decisions, mission)
    shares = own_shares(of_mission, of_all)
    counted = dict(zip(SETTLING, of_mission.astype(int).tolist(), strict=True))
    fitted = fit_kinds(decisions, day.year)
    if fitted is None:
        return [(reason("own shares", counted, None), shares)]
    row = _row(terms, day)
    described = row.row(0, named=True)
    average = fitted.odds(row, ())[0]
    steps = [
        (reason("average", described, None), pooled(average, shares_of_all(of_all))),
        (reason("own shares", counted, None), pooled(average, shares)),
    ]
    inputs: tuple[str, ...] = ()
    for group in STEPS:
        inputs += group
        why = reason(group[0], described, None)
        steps.append((why, pooled(fitted.odds(row, inputs)[0], shares)))
    return steps


def _counts(decisions: pl.DataFrame, mission: Mission) -> tuple[Floats, Floats]:
    """Decisions of each kind on all missions and on this one, as the record counts them."""
    rows = decisions.filter("runs_out")
    return counts_of(rows), counts_of(rows.filter(pl.col("mission") == mission.acronym))


def _so_far(decisions: pl.DataFrame, mission: Mission) -> dict[str, float]:
    of_all, of_mission = _counts(decisions, mission)
    shares = _by_kind(own_shares(of_mission, of_all))
    parts = zip(PARTS_OF_RENEWALS, shares_of_all(renewal_counts(decisions)), strict=True)
    of_renewals = {part: float(share) for part, share in parts}
    return shares | {part: shares["renew"] * of_renewals[part] for part in ("increase", "reduce")}


@dataclass(frozen=True)
class _Parts:
    """Shares of renewals by what they do, and of ends by when."""

    of_renewals: Mapping[str, float]
    shorter: float | None
    at_once: float | None
    with_ceiling: bool


def _parts(decisions: pl.DataFrame, row: pl.DataFrame, year: int) -> _Parts:
    fitted = fit_parts(decisions, year)
    with_ceiling = row["ceiling"][0] is not None
    if fitted is None:
        shares = shares_of_all(renewal_counts(decisions)).tolist()
        of_renewals = dict(zip(PARTS_OF_RENEWALS, shares, strict=True))
        return _Parts(of_renewals, None, None, with_ceiling)
    shares = fitted.of_renewals(row, np.array([with_ceiling]))[0].tolist()
    of_renewals = dict(zip(PARTS_OF_RENEWALS, shares, strict=True))
    if fitted.retasks is None:
        del of_renewals["reconfigure"]
    return _Parts(
        of_renewals,
        None if fitted.shortens is None else float(fitted.shorter(row)[0]),
        fitted.at_once,
        with_ceiling and fitted.raises is not None,
    )


def _by_kind(values: Floats) -> dict[str, float]:
    return dict(zip(SETTLING, values.tolist(), strict=True))


def _whole(values: Floats, parts: _Parts) -> dict[str, float]:
    """The odds of all kinds: the three that settle the term, and their parts."""
    odds = _by_kind(values)
    shares = {part: share for part, share in parts.of_renewals.items() if part != "as-is"}
    if parts.with_ceiling:
        shares["amend"] = shares["increase"] + shares["reduce"]
    else:
        del shares["increase"], shares["reduce"]
    if parts.shorter is not None:
        shares["shorter-term"] = parts.shorter
    odds |= {kind: odds["renew"] * share for kind, share in shares.items()}
    if parts.at_once is not None:
        odds |= {
            "end": odds["terminate"] * parts.at_once,
            "last-term": odds["terminate"] * (1 - parts.at_once),
        }
    return odds


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


def kinds_of(options: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    """Identifier of each option to its kind; a sequence holds kinds that are their own names."""
    return dict(options) if isinstance(options, Mapping) else {kind: kind for kind in options}
