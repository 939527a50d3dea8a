"""Options side by side, from draws: what `peaceops options compare` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peaceops.case import Case
from peaceops.case.model import Assumption, CaseOption
from peaceops.edition.view import View
from peaceops.mission.exits import odds_of_finishing
from peaceops.mission.uncover import uncover
from peaceops.options.assumed import drawn, in_use
from peaceops.options.ground import Ground, ground
from peaceops.options.presence import CLAIMED, POOLS, TYPES, effect_draws, interval
from peaceops.options.run import Draws, run, sites_left, uncovered

Floats = NDArray[np.float64]

LEVEL = 0.9


@dataclass(frozen=True)
class Spread:
    """A figure with draws: mean, median and the bounds of its 90 per cent interval."""

    mean: float
    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Floats) -> Spread:
        """Summarise draws."""
        low, median, high = np.quantile(values, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
        return cls(float(values.mean()), float(median), float(low), float(high))


@dataclass(frozen=True)
class Row:
    """What one option means over the horizon, if it is adopted.

    Attributes:
        option: The option.
        p_adopted: Probability that a draft of its kind is adopted if put to the vote.
        strength: Uniformed personnel at the end.
        by_month: The same, each month.
        finished: Odds that a withdrawal is done (5 per cent or less left) by its date within the
            horizon; ``None`` for other options and later dates.
        sites: Places held each month of a withdrawal, if the smallest close first.
        regime: Planned or forced, for a withdrawal.
        cost: US dollars over the horizon.
        cost_difference: Against the status quo, same draws.
        deaths: Deaths over the horizon by type and ``all``.
        differences: The same against the status quo, same draws.
        lost: Peacekeepers killed by malicious acts.
        capabilities_lost: In words.
        tasks_kept: Tasks of the mandate that stay.
        tasks_dropped: Tasks that end.
        notes: What a reader must know.
    """

    option: CaseOption
    p_adopted: float | None
    strength: Spread | None
    by_month: tuple[Spread, ...]
    finished: float | None
    sites: tuple[Spread, ...]
    regime: str | None
    cost: Spread | None
    cost_difference: Spread | None
    deaths: dict[str, Spread]
    differences: dict[str, Spread]
    lost: Spread | None
    capabilities_lost: tuple[str, ...]
    tasks_kept: tuple[str, ...]
    tasks_dropped: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All options of a mission on a date.

    Attributes:
        base: The status quo.
        rows: One an option.
        assumptions: The running assumptions.
        notes: For all options.
    """

    base: Ground
    rows: tuple[Row, ...]
    assumptions: dict[str, Assumption]
    notes: tuple[str, ...]


def compare_draws(
    view: View,
    mission: str,
    *,
    case: Case | None = None,
    options: Sequence[CaseOption] | None = None,
    horizon: int = 12,
    draws: int = 2000,
    seed: int = 0,
) -> Comparison:
    """Compare every option of a case (or the standard ones) from one status quo.

    Args:
        view: What was known.
        mission: Our name of the mission.
        case: What the analyst knows and assumes.
        options: Options to compare, if not those of the case and three withdrawals.
        horizon: Months ahead, 1 to 24.
        draws: Draws.
        seed: Same arguments and seed, same answer.
    """
    base = ground(
        view, mission, case=case, options=options, horizon=horizon, draws=draws, seed=seed
    )
    assumptions = in_use(case.assumptions if case else ())
    assumed = drawn(assumptions, draws, seed)
    effects = {kind: effect_draws(kind, draws, seed) for kind in TYPES}
    quo = run(view, base, _status_quo(), assumed, effects)
    rows = [
        _row(base, option, run(view, base, option, assumed, effects), quo)
        for option in base.options
    ]
    return Comparison(base, tuple(rows), assumptions, (*_for_all(base), *base.notes))


def _status_quo() -> CaseOption:
    values = {"id": "status-quo", "label": "Status quo", "decision": "rollover",
              "summary": "Nothing changes.", "source": "The forecast"}  # fmt: skip
    return CaseOption.model_validate(values)


def _row(base: Ground, option: CaseOption, made: Draws, quo: Draws) -> Row:
    deaths = {kind: made.deaths[kind].sum(axis=0) for kind in TYPES}
    before = {kind: quo.deaths[kind].sum(axis=0) for kind in TYPES}
    deaths["all"], before["all"] = (np.sum(list(one.values()), axis=0) for one in (deaths, before))
    dropped = base.tasks if option.decision == "withdraw" else ()
    own_cost = None if made.cost is None else made.cost.sum(axis=0)
    quo_cost = None if quo.cost is None else quo.cost.sum(axis=0)
    return Row(
        option=option,
        p_adopted=base.odds.get(option.decision),
        strength=None if made.strength is None else Spread.of(made.strength[-1]),
        by_month=() if made.strength is None else tuple(Spread.of(one) for one in made.strength),
        finished=_finished(base, option, made),
        sites=_sites(base, made),
        regime=made.regime,
        cost=None if own_cost is None else Spread.of(own_cost),
        cost_difference=None
        if own_cost is None or quo_cost is None
        else Spread.of(own_cost - quo_cost),
        deaths={kind: Spread.of(values) for kind, values in deaths.items()},
        differences={kind: Spread.of(values - before[kind]) for kind, values in deaths.items()},
        lost=None if made.lost is None else Spread.of(made.lost.sum(axis=0)),
        capabilities_lost=uncovered(base, option),
        tasks_kept=tuple(one for one in base.tasks if one not in dropped),
        tasks_dropped=dropped,
        notes=_notes(option, made),
    )


def _finished(base: Ground, option: CaseOption, made: Draws) -> float | None:
    months = option.withdrawal_months
    if option.decision != "withdraw" or months is None or made.strength is None or not base.now:
        return None
    at = round(months)
    return odds_of_finishing(made.strength, base.now, at) if at <= len(base.months) else None


def _sites(base: Ground, made: Draws) -> tuple[Spread, ...]:
    if made.regime is None or made.strength is None:
        return ()
    held = sites_left(base, made.strength)
    return () if held is None else tuple(Spread.of(one) for one in held)


def _notes(option: CaseOption, made: Draws) -> tuple[str, ...]:
    notes = []
    if made.outside:
        notes.append(
            "The host asks the mission to leave: staying against it lies outside the evidence. "
            "What is left of the mission's effect is the assumption consent-loss."
        )
    if option.decision == "rollover":
        notes.append("Figures run past the short term as if it were renewed unchanged.")
    if option.decision == "reconfigure" and not (option.military_change or option.police_change):
        notes.append(
            "Deaths are the status quo's: no evidence tells what fewer priorities within the same "
            "ceiling do to them. Which tasks go is not in the case, so none is dropped here."
        )
    if made.regime == "forced":
        notes.append("The pace is that of forced exits on record.")
    return tuple(notes)


def _for_all(base: Ground) -> tuple[str, ...]:
    ratio, low, high = interval("state_based")
    notes = [
        f"10,000 troops more multiply deaths in battle by {ratio:.2f} (90 % {low:.2f} to "
        f"{high:.2f}), as long as they stay: a pool of published and own results and of no "
        "effect (docs/presence.md); as known today, not on the date.",
        "No effect is claimed on killing of civilians by the government.",
        "Figures hold if the option is adopted and carried out.",
    ]
    if base.tasks_on is not None:
        notes.append(f"Tasks stand as coded for {base.tasks_on:%B %Y}, the latest on record.")
    return tuple(notes)


def as_json(made: Comparison) -> dict[str, Any]:
    """The comparison as plain values."""
    base = made.base
    return {
        "mission": base.mission,
        "as_of": base.as_of.isoformat(),
        "months": [one.isoformat() for one in base.months],
        "draws": base.draws,
        "seed": base.seed,
        "ceiling": base.ceiling,
        "strength_now": base.now,
        "options": [_option_json(one) for one in made.rows],
        "uncovered": uncover(base.picture.footprint, base.picture.departures.leaving).to_dicts(),
        "effects": {
            kind: {
                "studies": [
                    {"name": one.name, "ratio": one.ratio, "published": one.published}
                    for one in POOLS[kind]
                ],
                "ratio_at_10000": interval(kind),
            }
            for kind in CLAIMED
        },
        "assumptions": [one.model_dump(mode="json") for one in made.assumptions.values()],
        "notes": list(made.notes),
    }


def _option_json(row: Row) -> dict[str, Any]:
    def plain(one: Spread | None) -> dict[str, float] | None:
        return None if one is None else {name: round(v, 4) for name, v in vars(one).items()}

    def each(some: Mapping[str, Spread]) -> dict[str, dict[str, float] | None]:
        return {kind: plain(one) for kind, one in some.items()}

    return {
        "option": row.option.id,
        "label": row.option.label,
        "decision": row.option.decision,
        "source": row.option.source,
        "p_adopted": row.p_adopted,
        "strength": plain(row.strength),
        "strength_by_month": [plain(one) for one in row.by_month],
        "withdrawal": {
            "regime": row.regime,
            "p_finished_by_date": row.finished,
            "sites_by_month": [plain(one) for one in row.sites],
        }
        if row.regime
        else None,
        "cost": plain(row.cost),
        "cost_difference": plain(row.cost_difference),
        "deaths": each(row.deaths),
        "deaths_difference": each(row.differences),
        "peacekeepers_lost": plain(row.lost),
        "capabilities_lost": list(row.capabilities_lost),
        "tasks_kept": list(row.tasks_kept),
        "tasks_dropped": list(row.tasks_dropped),
        "notes": list(row.notes),
    }


__all__ = ["Comparison", "Row", "Spread", "as_json", "compare_draws"]
