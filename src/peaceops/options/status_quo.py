"""What stays if nothing changes: the baseline that every option is a change of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peaceops.case.model import Assumption
from peaceops.findings import Evidence


@dataclass(frozen=True)
class Range:
    """A middle value between two bounds."""

    middle: float
    low: float
    high: float

    def plus(self, other: Range) -> Range:
        """Add two ranges bound to bound: wide on purpose, since their errors may go together."""
        return Range(self.middle + other.middle, self.low + other.low, self.high + other.high)

    def times(self, factor: float) -> Range:
        """Scale by a factor of zero or more."""
        return Range(self.middle * factor, self.low * factor, self.high * factor)

    def at_least(self, floor: float) -> Range:
        """Cut off below ``floor``."""
        return Range(max(self.middle, floor), max(self.low, floor), max(self.high, floor))


@dataclass(frozen=True)
class StatusQuo:
    """The mission and the violence if nothing changes.

    Attributes:
        as_of: The date asked about.
        mandate_ends: End of the mandate, if it has one.
        ceiling: Authorised military and police together, persons; ``None`` when not on record.
        strength_now: Uniformed personnel now; ``None`` when no figure is known.
        strength: Uniformed personnel expected 1, 2, ... 12 months ahead.
        cost_per_head: US dollars a year per uniformed person; ``None`` when not known.
        cost_assumed: True when that is the analyst's assumption and not a figure on record.
        deaths: Deaths in organised violence in the host over the next twelve months.
        evidence: What the strength rests on.
    """

    as_of: date
    mandate_ends: date | None
    ceiling: int | None
    strength_now: float | None
    strength: Sequence[Range]
    cost_per_head: float | None
    deaths: Range | None
    evidence: tuple[Evidence, ...] = ()
    cost_assumed: bool = False


def assumed(assumptions: Sequence[Assumption], name: str, default: Assumption) -> Range:
    """The range of an assumption of the case, or of the standard one."""
    chosen = next((one for one in assumptions if one.id == name), default)
    middle = chosen.value if chosen.value is not None else default.value
    assert middle is not None
    low = chosen.low if chosen.low is not None else middle
    high = chosen.high if chosen.high is not None else middle
    return Range(middle, low, high)
