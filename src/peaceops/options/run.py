"""One option run forward from the status quo, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from peaceops.case.model import CaseOption
from peaceops.mission.exits import Regime, exit_draws
from peaceops.options.changes import ceilings, contributors, levers
from peaceops.options.ground import Ground
from peaceops.options.losses import killed
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
    quo = staying(base, base.strength.get(None), assumed)
    outside = base.host == "asks-to-leave" and option.decision != "withdraw"
    if quo is None or base.now is None:
        deaths = {kind: values * beside[kind] for kind, values in base.deaths.items()}
        return Draws(None, None, deaths, None, None, outside)
    regime = _regime(base, option) if option.decision == "withdraw" else None
    if regime is not None:
        strength = quo * left(base, option, regime, assumed)
    else:
        strength = _with_changes(base, option, quo, assumed)
    share = assumed["consent-loss"] if base.host == "asks-to-leave" else np.ones(base.draws)
    deaths = {
        kind: values * ratio(effects[kind] * share, strength - quo) * beside[kind]
        for kind, values in base.deaths.items()
    }
    exposed = assumed["exit-risk"] if regime is not None else np.ones(base.draws)
    return Draws(
        strength=strength,
        cost=cost(base, option, strength, quo, assumed),
        deaths=deaths,
        lost=None if base.risk is None else killed(base.risk * exposed * strength, base.seed),
        regime=regime,
        outside=outside,
    )


def _levers(base: Ground, option: CaseOption, kind: str) -> Floats:
    return levers(option, kind, base.as_of, len(base.months), base.draws, base.seed)


def staying(base: Ground, drawn: Floats | None, assumed: Mapping[str, Floats]) -> Floats | None:
    """Strength if the mission stays: the forecast less announced departures not yet replaced."""
    if drawn is None:
        return None
    months = np.arange(1, len(base.months) + 1)[:, None]
    rng = np.random.default_rng([base.seed, crc32(b"undated departures")])
    gone = np.zeros_like(drawn)
    for when, persons in base.departures:
        # An undated departure comes in any of the months ahead.
        month = rng.integers(1, 13, base.draws) if when == 0 else np.full(base.draws, when)
        since = months - month
        replaced = assumed["replaced"] * np.clip(since / 12, 0, 1)
        gone += np.where(since >= 0, persons * (1 - replaced), 0.0)
    return np.asarray(np.clip(drawn - gone, 0, None))


def _with_changes(
    base: Ground, option: CaseOption, quo: Floats, assumed: Mapping[str, Floats]
) -> Floats:
    """Strength under ceilings that change at once or later, and contributors of the option's own.

    A ceiling set in month k moves strength as one set at once does, k - 1 months later.
    """
    steps = ceilings(option, base.ceiling, base.as_of)
    drawn, before = base.strength[None].copy(), base.strength[None]
    for month, level in steps:
        after, late = base.strength[level], month - 1
        if late < len(base.months):
            drawn[late:] += (after - before)[: len(base.months) - late]
            drawn[late:] = np.clip(drawn[late:], 0, np.maximum(level, drawn[max(late - 1, 0)]))
        before = after
    brought = contributors(option, base.as_of, len(base.months))
    if not steps and not brought.any():
        return quo
    stays = staying(base, drawn, assumed)
    assert stays is not None
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
    base: Ground, option: CaseOption, strength: Floats, quo: Floats, assumed: Mapping[str, Floats]
) -> Floats:
    """US dollars by month: what follows strength, what stays, and the liquidation.

    What does not follow strength is the status quo's as long as the mission has troops, and falls
    to nothing over the six months after; liquidation is spread over the withdrawal and half a year.
    """
    per_head = base.rooms.picture.money.per_head
    yearly = assumed["cost-per-head"] if per_head is None else np.full(base.draws, per_head)
    head = yearly / 12
    follows = assumed["cost-follows"]
    withdraws = option.decision == "withdraw"
    gone = strength <= GONE * max(base.now or 1.0, 1.0)
    fixed = np.clip(1 - np.cumsum(gone, axis=0) / 6, 0, 1) if withdraws else 1.0
    monthly = head * (follows * strength + (1 - follows) * quo * fixed)
    if withdraws:
        whole = assumed["liquidation"] * yearly * (base.now or 0.0)
        monthly = monthly + whole / ((option.withdrawal_months or 12) + 6)
    return np.asarray(np.clip(monthly, 0, None))


def _regime(base: Ground, option: CaseOption) -> Regime:
    if base.host == "asks-to-leave":
        return "forced"
    asked = option.withdrawal_months
    return "planned" if asked is None or asked >= PLANNED_MONTHS else "forced"
