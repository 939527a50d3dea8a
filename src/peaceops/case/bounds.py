"""Between which numbers each known assumption can lie, and in which unit it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """Where an assumption can lie.

    Attributes:
        low: The least that can be.
        high: The most.
        unit: In which it is read.
        means: What the number says, in a few words.
    """

    low: float
    high: float
    unit: str
    means: str


KNOWN: dict[str, Bounds] = {
    "withdrawal-months": Bounds(0.5, 60, "months", "months until all are gone"),
    "closing-months": Bounds(0.5, 60, "months", "months until a mission has closed"),
    "replaced": Bounds(0, 1, "share", "a share of departures"),
    "cost-per-head": Bounds(1_000, 1_000_000, "US dollars", "US dollars a person and year"),
    "cost-follows": Bounds(0, 1, "share", "a share of cost"),
    "liquidation": Bounds(0, 2, "share", "a share of a year's cost"),
    "exit-risk": Bounds(0.01, 100, "ratio", "times the risk before"),
    "consent-loss": Bounds(0, 1, "share", "a share of the mission's effect"),
    "cash-cut-spending": Bounds(0, 1, "share", "a share of spending"),
    "cash-cut-strength": Bounds(0, 1, "share", "a share of uniformed personnel"),
    "restructure-saving": Bounds(0, 1, "share", "a share of cost"),
    "merged-cost": Bounds(0, 1, "share", "a share of cost"),
    "cost-a-year": Bounds(100_000, 10_000_000_000, "US dollars", "US dollars a year"),
}
"""By the assumption's id. Of others nothing is known but that they are numbers."""
