"""Forecasts of strength: uniformed personnel six and twelve months ahead."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.domain.mission import Mission
from peaceops.domain.months import months_after
from peaceops.ledger.forecast import Forecast, Quantiles
from peaceops.ledger.from_violence import public_on, quantiles_of
from peaceops.mission import StrengthOutlook

AHEAD = (6, 12)
STAYS = "strength stays as it is"


def strength_forecasts(mission: Mission, outlook: StrengthOutlook) -> Iterator[Forecast]:
    """Forecasts of a mission's strength, void if it has closed by then.

    Args:
        mission: The mission on the date.
        outlook: Its strength ahead.
    """
    now = outlook.now
    if now is None or now.value is None or outlook.draws.shape[1] == 0:
        return
    months = months_after(mission.as_of, outlook.draws.shape[0])
    for ahead in AHEAD:
        if ahead > len(months):
            continue
        month = months[ahead - 1]
        yield Forecast(
            mission=mission.acronym,
            as_of=mission.as_of,
            quantity="mission.strength",
            question=f"How many uniformed personnel does {mission.acronym} report for "
            f"{month:%B %Y}, {ahead} months ahead?",
            last_month=month,
            resolves_by=public_on(month),
            resolved_from=("strength",),
            forecast=quantiles_of(outlook.draws[ahead - 1]),
            baseline=Quantiles(quantiles={"0.5": float(now.value)}),
            baseline_method=STAYS,
        )
