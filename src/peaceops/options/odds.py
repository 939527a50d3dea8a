"""Odds that each option is put to the vote: options of one kind share the odds of that kind.

When a mandate runs out the Council renews it, rolls it over or ends it; the odds of these three add
up to one. Renewals split by what past renewals did to the ceiling. Options that nothing on record
tells apart split equally.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.case.change import CeilingChange
from peaceops.case.decisions import SETTLES, Settles, Term, term_of
from peaceops.case.model import CaseOption
from peaceops.council.precedents import tabled
from peaceops.domain.figures import Evidence
from peaceops.domain.mission import Mission
from peaceops.edition.view import View

FIRST_YEAR = 1990
RAISE, LOWER, LEAVE = "raise", "lower", "leave"
_DEFAULT = {"increase": RAISE, "reduce": LOWER, "cash-cut": LOWER}


@dataclass(frozen=True)
class KindOdds:
    """Odds that a draft of one kind is put to the vote when the mandate next runs out.

    Attributes:
        value: Probability; those of all kinds add up to one.
        interval: 90 % interval where it rests on few precedents, else ``None``.
        method: How it was made.
        evidence: What it rests on.
    """

    value: float
    interval: tuple[float, float] | None
    method: str
    evidence: tuple[Evidence, ...]


def draft_kind_odds(view: View, mission: Mission, host: str | None) -> dict[Settles, KindOdds]:
    """Odds of each kind of draft when the mandate next runs out; none where it does not.

    Args:
        view: What was known.
        mission: As known on the date.
        host: What the host wants.
    """
    if term_of(mission.mandate) is not Term.RUNS_OUT or not view.has("mandates"):
        return {}
    basis = Evidence.of("mandates", "decisions that set a term since 1990", view.table("mandates"))
    odds = {}
    for kind in Settles:
        share = tabled(view, kind.value, host)
        if share.value is None:
            return {}
        bounds = None if share.low is None or share.high is None else (share.low, share.high)
        odds[kind] = KindOdds(share.value, bounds, share.method, (basis,))
    return odds


@dataclass(frozen=True)
class RenewalRecord:
    """What past renewals did to the military ceiling.

    Attributes:
        counts: Renewals that raise, lower or leave it.
        evidence: The decisions counted.
    """

    counts: Mapping[str, int]
    evidence: tuple[Evidence, ...]

    def weight(self, direction: str) -> float:
        """Weight of a direction, so that what never happened is not ruled out."""
        return self.counts.get(direction, 0) + 0.5

    def in_words(self) -> str:
        """The counts in a sentence."""
        return (
            f"Of {sum(self.counts.values())} renewals since {FIRST_YEAR} with a military ceiling "
            f"before and after, {self.counts.get(RAISE, 0)} raised it, "
            f"{self.counts.get(LOWER, 0)} lowered it and {self.counts.get(LEAVE, 0)} left it."
        )


def renewal_record(view: View) -> RenewalRecord:
    """Count what renewals known on the date did to the ceiling, over all missions."""
    if not view.has("mandates"):
        return RenewalRecord({}, ())
    changes = (
        view.table("mandates")
        .filter(pl.col("date").dt.year() >= FIRST_YEAR)
        .sort("mission", "date", "decision")
        .with_columns(
            change=pl.col("ceiling_military") - pl.col("ceiling_military").shift(1).over("mission")
        )
        .filter(pl.col("kind") == "renew", pl.col("change").is_not_null())
    )
    signs = changes["change"].sign().to_list()
    counts = {name: signs.count(sign) for name, sign in ((RAISE, 1), (LOWER, -1), (LEAVE, 0))}
    selection = f"renewals since {FIRST_YEAR} with a ceiling before and after"
    return RenewalRecord(counts, (Evidence.of("mandates", selection, changes),))


@dataclass(frozen=True)
class PutToVote:
    """Odds that an option is what is put to the vote when the mandate next runs out.

    Attributes:
        value: Probability.
        interval: 90 % interval where precedents bear on it, else ``None``.
        method: How it was made.
        evidence: What it rests on.
    """

    value: float
    interval: tuple[float, float] | None
    method: str
    evidence: tuple[Evidence, ...]


def direction_of(option: CaseOption) -> str:
    """What an option does to the ceiling: its changes say, else its decision."""
    change = (option.military_change or 0) + (option.police_change or 0)
    for dated in option.changes:
        if isinstance(dated, CeilingChange):
            change += (dated.military or 0) + (dated.police or 0)
    if change:
        return RAISE if change > 0 else LOWER
    return _DEFAULT.get(option.decision, LEAVE)


def shares_within(
    kind: Settles, options: Sequence[CaseOption], record: RenewalRecord
) -> dict[str, float]:
    """How options of one kind share its odds.

    Args:
        kind: The kind of draft.
        options: Options on the table, of any kind.
        record: What past renewals did to the ceiling.

    Returns:
        Option to share; they add up to one, or there are none.
    """
    members = [option for option in options if SETTLES[option.decision] is kind]
    if kind is not Settles.RENEW:
        return {option.id: 1 / len(members) for option in members}
    directions = {option.id: direction_of(option) for option in members}
    present = set(directions.values())
    whole = sum(record.weight(direction) for direction in present)
    alike = {direction: list(directions.values()).count(direction) for direction in present}
    return {
        name: record.weight(direction) / whole / alike[direction]
        for name, direction in directions.items()
    }


def odds_of_options(
    kind_odds: Mapping[Settles, KindOdds], options: Sequence[CaseOption], record: RenewalRecord
) -> dict[str, PutToVote]:
    """Odds of each option on the table.

    Args:
        kind_odds: Odds of each kind of draft; they add up to one.
        options: Options on the table.
        record: What past renewals did to the ceiling.

    Returns:
        Option to odds. Over the options of a kind they add up to the odds of that kind, so over
        all options to at most one. Empty where no draft is due.
    """
    odds = {}
    for kind, whole in kind_odds.items():
        shares = shares_within(kind, options, record)
        renews = kind is Settles.RENEW and len(shares) > 1
        for name, share in shares.items():
            method = whole.method
            if len(shares) > 1:
                method += (
                    f" The odds of a draft to {kind.value} are shared by the {len(shares)} options "
                    "of that kind on the table."
                )
            odds[name] = PutToVote(
                value=whole.value * share,
                interval=whole.interval and (whole.interval[0] * share, whole.interval[1] * share),
                method=f"{method} {record.in_words()}" if renews else method,
                evidence=(*whole.evidence, *record.evidence) if renews else whole.evidence,
            )
    return odds
