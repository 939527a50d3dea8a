"""One option run forward from the status quo, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.case.model import CaseOption
from peaceops.edition.view import View
from peaceops.mission.exits import Regime, exit_draws
from peaceops.options.ground import Ground, new_ceiling
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
    view: View,
    base: Ground,
    option: CaseOption,
    assumed: Mapping[str, Floats],
    effects: Mapping[str, Floats],
) -> Draws:
    """Run an option; nothing of another option enters.

    Args:
        view: What was known, for exits on record.
        base: The status quo.
        option: The option.
        assumed: Draws of the running assumptions.
        effects: Draws of the log ratio at 10,000 troops by type.
    """
    quo = staying(base, base.strength.get(None), assumed)
    outside = base.host == "asks-to-leave" and option.decision != "withdraw"
    regime: Regime | None = None
    if quo is None or base.now is None:
        return Draws(None, None, dict(base.deaths), None, None, outside)
    if option.decision == "withdraw":
        regime = _regime(base, option)
        strength = quo * left(view, base, option, regime, assumed)
    else:
        stays = staying(base, base.strength[new_ceiling(option, base.ceiling)], assumed)
        assert stays is not None
        strength = stays
    share = assumed["consent-loss"] if base.host == "asks-to-leave" else np.ones(base.draws)
    deaths = {
        kind: values * ratio(effects[kind] * share, strength - quo)
        for kind, values in base.deaths.items()
    }
    exposed = assumed["exit-risk"] if option.decision == "withdraw" else np.ones(base.draws)
    return Draws(
        strength=strength,
        cost=cost(base, option, strength, quo, assumed),
        deaths=deaths,
        lost=_poisson(base.risk * exposed * strength, base.seed),
        regime=regime,
        outside=outside,
    )


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


def left(
    view: View, base: Ground, option: CaseOption, regime: Regime, assumed: Mapping[str, Floats]
) -> Floats:
    """Share of the status quo's strength left under a withdrawal, by the exits on record."""
    months = assumed["withdrawal-months"]
    if option.withdrawal_months is not None:
        months = np.full(base.draws, float(option.withdrawal_months))
    return exit_draws(
        view, regime, start=1.0, months_to_due=months, horizon=len(base.months),
        draws=base.draws, seed=base.seed,
    )  # fmt: skip


def cost(
    base: Ground, option: CaseOption, strength: Floats, quo: Floats, assumed: Mapping[str, Floats]
) -> Floats:
    """US dollars by month: what follows strength, what stays, and the liquidation.

    What does not follow strength is the status quo's as long as the mission has troops, and falls
    to nothing over the six months after; liquidation is spread over the withdrawal and half a year.
    """
    head = (
        np.full(base.draws, base.per_head) if base.per_head is not None
        else assumed["cost-per-head"]
    ) / 12  # fmt: skip
    follows = assumed["cost-follows"]
    withdraws = option.decision == "withdraw"
    gone = strength <= GONE * max(base.now or 1.0, 1.0)
    fixed = np.clip(1 - np.cumsum(gone, axis=0) / 6, 0, 1) if withdraws else 1.0
    monthly = head * (follows * strength + (1 - follows) * quo * fixed)
    if withdraws:
        yearly = head * 12 * (base.now or 0.0)
        monthly = monthly + assumed["liquidation"] * yearly / ((option.withdrawal_months or 12) + 6)
    return np.asarray(np.clip(monthly, 0, None))


def sites_left(base: Ground, strength: Floats) -> Floats | None:
    """Places that can still be held, shape (months, draws), if the smallest close first.

    Imputed sizes give the order and the shares only; ``None`` without sizes on record.
    """
    sizes = base.picture.footprint.sites["personnel"].drop_nulls().sort(descending=True)
    if sizes.is_empty() or not base.now:
        return None
    held = np.cumsum(sizes.to_numpy()) / float(sizes.sum())
    share = np.clip(strength / base.now, 0, 1)
    # A place is held as long as at least half of its people are left.
    needs = held - 0.5 * sizes.to_numpy() / float(sizes.sum())
    return np.asarray((share[..., None] >= needs).sum(axis=-1), dtype=np.float64)


def uncovered(base: Ground, option: CaseOption) -> tuple[str, ...]:
    """Capabilities that go: with announced departures, and all of them under a withdrawal."""
    told = base.picture.departures.listed.filter(
        pl.col("capability").is_not_null(), pl.col("treatment") != "not part of the mission"
    )
    said = [f"{what} ({who})" for who, what in told.select("country", "capability").iter_rows()]
    types = base.picture.footprint.capabilities
    if option.decision == "withdraw":
        return (*said, *(f"all {one}" for one in types["capability"]))
    only = types.filter(pl.col("sites_with_leaving") == pl.col("sites"), pl.col("sites") > 0)
    return (*said, *(f"{one}: stands only where a leaving contributor does"
                     for one in only["capability"]))  # fmt: skip


def _regime(base: Ground, option: CaseOption) -> Regime:
    if base.host == "asks-to-leave":
        return "forced"
    asked = option.withdrawal_months
    return "planned" if asked is None or asked >= PLANNED_MONTHS else "forced"


def _poisson(means: Floats, seed: int) -> Floats:
    """Poisson draws that rise with their mean: options share the uniform draws."""
    uniform = np.random.default_rng([seed, crc32(b"losses")]).random(means.shape)
    term = np.exp(-means)
    below, count = term.copy(), np.zeros_like(means)
    for at in range(1, 200):
        more = uniform > below
        if not more.any():
            break
        count += more
        term = term * means / at
        below = below + term
    return count
