"""One option run forward from the status quo, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.case.model import CaseOption
from peaceops.mission import fatality_draws
from peaceops.mission.exits import Regime, exit_draws
from peaceops.options.changes import ceilings, contributors, levers
from peaceops.options.ground import Ground
from peaceops.options.presence import ratio

Floats = NDArray[np.float64]

GONE = 0.05  # of the strength; fewer are a liquidation team
PLANNED_MONTHS = 12  # a withdrawal over a year or more is planned, if the host consents


@dataclass(frozen=True)
class Draws:
    """An option's draws.

    Attributes:
        strength: Uniformed personnel, shape (months, draws); ``None`` where none is known.
        cost: US dollars by month, shape (months, draws); ``None`` likewise.
        deaths: Deaths by type, shape (months, draws).
        lost: Peacekeepers killed by malicious acts by month, shape (months, draws).
        regime: Of a withdrawal.
        outside: True where consent is lost: outside the evidence on violence.
    """

    strength: Floats | None
    cost: Floats | None
    deaths: dict[str, Floats]
    lost: Floats | None
    regime: Regime | None
    outside: bool


def run(
    base: Ground,
    option: CaseOption,
    assumed: Mapping[str, Floats] | None = None,
    effects: Mapping[str, Floats] | None = None,
) -> Draws:
    """Run an option; nothing of another option enters.

    Args:
        base: The status quo.
        option: The option.
        assumed: Draws of the running assumptions, if not those of ``base``.
        effects: Draws of the log ratio at 10,000 troops by type, likewise.
    """
    assumed = base.assumed if assumed is None else assumed
    effects = base.effects if effects is None else effects
    beside = {kind: _levers(base, option, kind) for kind in base.deaths}
    quo = None if base.now is None else base.outlook.status_quo(assumed["replaced"])
    outside = base.host == "asks-to-leave" and option.decision != "withdraw"
    if quo is None or base.now is None:
        deaths = {kind: values * beside[kind] for kind, values in base.deaths.items()}
        return Draws(None, None, deaths, None, None, outside)
    regime = _regime(base, option) if option.decision == "withdraw" else None
    if regime is not None:
        strength = quo * left(base, option, regime, assumed)
    else:
        strength = _with_changes(base, option, quo)
    share = assumed["consent-loss"] if base.host == "asks-to-leave" else np.ones(base.draws)
    deaths = {
        kind: values * ratio(effects[kind] * share, strength - quo) * beside[kind]
        for kind, values in base.deaths.items()
    }
    exposed = assumed["exit-risk"] if regime is not None else np.ones(base.draws)
    return Draws(
        strength=strength,
        cost=cost(base, option, strength, assumed),
        deaths=deaths,
        lost=None
        if base.risk is None
        else fatality_draws(base.risk * exposed * strength, base.seed),
        regime=regime,
        outside=outside,
    )


def _levers(base: Ground, option: CaseOption, kind: str) -> Floats:
    return levers(option, kind, base.as_of, len(base.months), base.draws, base.seed)


def _with_changes(base: Ground, option: CaseOption, quo: Floats) -> Floats:
    """Strength under ceilings that change at once or later, and with contributors that come."""
    steps = ceilings(option, base.ceiling, base.as_of)
    stays = base.outlook.under(steps, quo) if steps else quo
    brought = contributors(option, base.as_of, len(base.months))
    if not brought.any():
        return stays
    # What comes is bounded by the ceiling in force; who stands above it already is not sent home.
    top = np.full((len(base.months), 1), np.inf if base.ceiling is None else base.ceiling)
    for month, level in steps:
        top[month - 1 :] = level
    more = np.where(brought > 0, np.minimum(stays + brought, np.maximum(top, stays)), stays)
    return np.asarray(np.clip(np.where(brought < 0, stays + brought, more), 0, None))


def left(base: Ground, option: CaseOption, regime: Regime, assumed: Mapping[str, Floats]) -> Floats:
    """Share of the status quo's strength left under a withdrawal, by the exits on record."""
    months = assumed["withdrawal-months"]
    if option.withdrawal_months is not None:
        months = np.full(base.draws, float(option.withdrawal_months))
    return exit_draws(
        base.exits, regime, start=1.0, months_to_due=months, horizon=len(base.months),
        draws=base.draws, seed=base.seed,
    )  # fmt: skip


def cost(
    base: Ground, option: CaseOption, strength: Floats, assumed: Mapping[str, Floats]
) -> Floats:
    """US dollars by month: what follows strength, what stays, and the liquidation.

    What does not follow strength stays as long as the mission has troops, and falls to nothing
    over the six months after; liquidation is spread over the withdrawal and half a year.
    """
    basis = base.rooms.picture.cost
    heads = basis.heads or max(base.now or 1.0, 1.0)
    yearly = assumed["cost-per-head"] * heads
    follows = assumed["cost-follows"] if basis.follows_strength else np.zeros(base.draws)
    withdraws = option.decision == "withdraw"
    gone = strength <= GONE * max(base.now or 1.0, 1.0)
    fixed = np.clip(1 - np.cumsum(gone, axis=0) / 6, 0, 1) if withdraws else 1.0
    monthly = yearly / 12 * (follows * strength / heads + (1 - follows) * fixed)
    if withdraws:
        whole = assumed["liquidation"] * yearly
        monthly = monthly + whole / ((option.withdrawal_months or 12) + 6)
    return np.asarray(np.clip(monthly, 0, None))


def _regime(base: Ground, option: CaseOption) -> Regime:
    if base.host == "asks-to-leave":
        return "forced"
    asked = option.withdrawal_months
    return "planned" if asked is None or asked >= PLANNED_MONTHS else "forced"
