"""How options of one kind share the odds that a draft of that kind is put to the vote.

When a mandate runs out the Council renews it, rolls it over or ends it; the odds of these three add
up to one. Renewals split by what past renewals did to the ceiling. Options that nothing on record
tells apart split equally.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.case import SETTLES, CaseOption, CeilingChange, Settles
from peaceops.council import ceiling_changes
from peaceops.domain.figures import Evidence
from peaceops.edition import View

FIRST_YEAR = 1990
RAISE, LOWER, LEAVE = "raise", "lower", "leave"
_DEFAULT = {"increase": RAISE, "reduce": LOWER, "cash-cut": LOWER}


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
    changes = ceiling_changes(view).filter(
        pl.col("kind") == "renew", pl.col("date").dt.year() >= FIRST_YEAR
    )
    signs = changes["change"].sign().to_list()
    counts = {name: signs.count(sign) for name, sign in ((RAISE, 1), (LOWER, -1), (LEAVE, 0))}
    selection = f"renewals since {FIRST_YEAR} with a ceiling before and after"
    return RenewalRecord(counts, (Evidence.of("mandates", selection, changes),))


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


def shares_of_options(options: Sequence[CaseOption], record: RenewalRecord) -> dict[str, float]:
    """Share that each option has of the odds of its kind of draft.

    Args:
        options: Options on the table.
        record: What past renewals did to the ceiling.

    Returns:
        Option to share. Over the options of a kind they add up to one; an option that no draft
        settles, as where the end is decided, has none.
    """
    return {
        name: share
        for kind in Settles
        for name, share in shares_within(kind, options, record).items()
    }
