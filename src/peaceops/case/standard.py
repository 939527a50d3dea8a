"""The four options that stand when no case names others."""

from __future__ import annotations

from peaceops.case.model import Assumption, CaseOption

SOURCE = "Standard option of peaceops; no proposal of this mission's own is in the case"
INCREASE_SHARE = 0.25

STANDARD_ASSUMPTIONS = (
    Assumption(
        id="increase-fill",
        text="Share of an increase that arrives within twelve months",
        value=0.5,
        low=0.2,
        high=0.9,
        unit="share",
        reason="Build-up takes about ten months to its peak, and ceilings are seldom filled.",
    ),
    Assumption(
        id="withdrawal-months",
        text="Months until all uniformed personnel are gone under a withdrawal",
        value=12,
        low=2,
        high=36,
        unit="months",
        reason="Forced exits on record took two to nine months, planned ones two to three years.",
    ),
)


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
