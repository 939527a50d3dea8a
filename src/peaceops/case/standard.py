"""The four options that stand when no case names others."""

from __future__ import annotations

from peaceops.case.model import Assumption, CaseOption

SOURCE = "Standard option of peaceops; no proposal of this mission's own is in the case"
INCREASE_SHARE = 0.25


def _assumption(
    name: str, text: str, bounds: tuple[float, float, float], unit: str, reason: str
) -> Assumption:
    low, value, high = bounds
    return Assumption(id=name, text=text, low=low, value=value, high=high, unit=unit, reason=reason)


STANDARD_ASSUMPTIONS = (
    _assumption(
        "withdrawal-months", "Months until all uniformed personnel are gone under a withdrawal",
        (2, 12, 36), "months",
        "Forced exits on record took two to nine months, planned ones two to three years.",
    ),
    _assumption(
        "replaced", "Share of announced departures that others replace within a year",
        (0, 0.3, 0.8), "share", "Gaps are filled slowly or not; no series tells how often.",
    ),
    _assumption(
        "cost-per-head", "All assessed cost of a mission for each uniformed person, a year",
        (55_000, 85_000, 120_000), "US dollars",
        "Used where no spending is known on the date; large missions lie in this range.",
    ),
    _assumption(
        "cost-follows", "Share of cost that follows strength month by month",
        (0.4, 0.65, 0.9), "share", "Civilians, camps and aircraft leave later than troops.",
    ),
    _assumption(
        "liquidation", "Cost of withdrawing and liquidating, as a share of a year's cost",
        (0.05, 0.15, 0.3), "share", "Budgets of closing missions; none is in the edition.",
    ),
    _assumption(
        "exit-risk", "Risk of a peacekeeper under a withdrawal against before",
        (0.5, 1.0, 2.0), "ratio", "Fewer patrols, but convoys on the road and thinner cover.",
    ),
    _assumption(
        "consent-loss", "Share of the mission's effect that is left when the host wants it gone",
        (0.0, 0.5, 1.0), "share",
        "Outside the evidence: the published samples hold missions that could move.",
    ),
)  # fmt: skip


def standard_options(ceiling_military: int | None) -> tuple[CaseOption, ...]:
    """Increase, reconfigure, withdraw and technical rollover around a ceiling (persons)."""
    rise = round((ceiling_military or 0) * INCREASE_SHARE / 10) * 10
    increase = (
        f"Raise the military ceiling by a quarter ({rise:,})."
        if rise
        else "Raise the ceiling; it is not on record here, so no figure is given."
    )
    return (
        CaseOption(
            id="increase",
            label="Increase",
            decision="increase",
            summary=increase,
            military_change=rise or None,
            term_months=12,
            source=SOURCE,
        ),
        CaseOption(
            id="reconfigure",
            label="Renew or reconfigure",
            decision="reconfigure",
            summary="Renew for twelve months within the ceiling, on the same or fewer tasks.",
            military_change=0,
            term_months=12,
            source=SOURCE,
        ),
        CaseOption(
            id="withdraw",
            label="Withdraw",
            decision="withdraw",
            summary="End the mandate and withdraw all uniformed personnel.",
            source=SOURCE,
        ),
        CaseOption(
            id="rollover",
            label="Technical rollover",
            decision="rollover",
            summary="Extend unchanged for three months while talks go on.",
            military_change=0,
            term_months=3,
            source=SOURCE,
        ),
    )
