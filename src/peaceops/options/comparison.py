"""Options side by side, from draws: what `peaceops options compare` prints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.case.change import LeverChange
from peaceops.case.model import CaseOption
from peaceops.mission.exits import odds_of_finishing
from peaceops.options.capability import capabilities_lost, unannounced
from peaceops.options.changes import ceilings, dropped, unread
from peaceops.options.ground import Ground
from peaceops.options.presence import interval
from peaceops.options.run import Draws, run
from peaceops.options.sites import Place, places, within_reach
from peaceops.options.spread import Spread

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """What one option means over the horizon, if it is adopted.

    Attributes:
        option: The option.
        p_adopted: Probability that a draft of its kind is adopted if put to the vote.
        p_tabled: Probability that one is put to the vote, where the record tells.
        p_tabled_range: 90 % interval of it.
        strength: Uniformed personnel at the end.
        by_month: The same, each month.
        finished: Odds that a withdrawal is done (5 per cent or less left) by its date within the
            horizon; ``None`` for other options and later dates.
        places: What becomes of each place, with the odds that it is held in each month.
        reach: Share of the hosts' recent deaths within 50 km of a place held at the end; ``None``
            where events are not at hand.
        regime: Planned or forced, for a withdrawal.
        cost: US dollars over the horizon.
        cost_difference: Against the status quo, same draws.
        deaths: Deaths over the horizon by type and ``all``; empty where no forecast is.
        differences: The same against the status quo, same draws.
        lost: Peacekeepers killed by malicious acts.
        lost_difference: Against the status quo, same draws.
        capabilities_lost: In words.
        tasks_kept: Tasks of the mandate that stay.
        tasks_dropped: Tasks that end.
        notes: What a reader must know.
    """

    option: CaseOption
    p_adopted: float | None
    p_tabled: float | None
    p_tabled_range: tuple[float, float] | None
    strength: Spread | None
    by_month: tuple[Spread, ...]
    finished: float | None
    places: tuple[Place, ...]
    reach: Spread | None
    regime: str | None
    cost: Spread | None
    cost_difference: Spread | None
    deaths: dict[str, Spread]
    differences: dict[str, Spread]
    lost: Spread | None
    lost_difference: Spread | None
    capabilities_lost: tuple[str, ...]
    tasks_kept: tuple[str, ...]
    tasks_dropped: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All options of a mission on a date.

    Attributes:
        base: The status quo they are changes of, with the running assumptions.
        quo: What the status quo means.
        rows: One an option.
        notes: For all options.
    """

    base: Ground
    quo: Row
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def compare_draws(base: Ground) -> Comparison:
    """Run every option on the table from one status quo, all with the same draws."""
    quo_option = _status_quo()
    quo = run(base, quo_option)
    rows = [_row(base, option, run(base, option), quo) for option in base.options]
    return Comparison(
        base, _row(base, quo_option, quo, quo), tuple(rows), (*_for_all(base), *base.notes)
    )


def _status_quo() -> CaseOption:
    values = {"id": "status-quo", "label": "Status quo", "decision": "rollover",
              "summary": "Nothing changes.", "source": "The forecast"}  # fmt: skip
    return CaseOption.model_validate(values)


def _row(base: Ground, option: CaseOption, made: Draws, quo: Draws) -> Row:
    deaths, before = _over_months(made), _over_months(quo)
    ended, near = dropped(option, base.tasks), within_reach(base, option, made)
    odds = next((one for one in base.rooms.votes.options if one.option == option.decision), None)
    return Row(
        option=option,
        p_adopted=odds.p_adopted if odds else None,
        p_tabled=odds.p_tabled if odds else None,
        p_tabled_range=odds.p_tabled_range if odds else None,
        strength=None if made.strength is None else Spread.of(made.strength[-1]),
        by_month=() if made.strength is None else tuple(Spread.of(one) for one in made.strength),
        finished=_finished(base, option, made),
        places=places(base, option, made),
        reach=None if near is None else Spread.of(near),
        regime=made.regime,
        cost=_total(made.cost),
        cost_difference=_apart(made.cost, quo.cost),
        deaths={kind: Spread.of(values) for kind, values in deaths.items()},
        differences={kind: Spread.of(values - before[kind]) for kind, values in deaths.items()},
        lost=_total(made.lost),
        lost_difference=_apart(made.lost, quo.lost),
        capabilities_lost=capabilities_lost(base, option),
        tasks_kept=tuple(one for one in base.tasks if one not in ended),
        tasks_dropped=ended,
        notes=_notes(base, option, made),
    )


def _over_months(made: Draws) -> dict[str, Floats]:
    """Deaths over the horizon by type and in all; nothing where no forecast is."""
    found = {kind: values.sum(axis=0) for kind, values in made.deaths.items()}
    return found | {"all": np.sum(list(found.values()), axis=0)} if found else {}


def _total(one: Floats | None) -> Spread | None:
    return None if one is None else Spread.of(one.sum(axis=0))


def _apart(one: Floats | None, other: Floats | None) -> Spread | None:
    return None if one is None or other is None else Spread.of((one - other).sum(axis=0))


def _finished(base: Ground, option: CaseOption, made: Draws) -> float | None:
    months = option.withdrawal_months
    if option.decision != "withdraw" or months is None or made.strength is None or not base.now:
        return None
    at = round(months)
    return odds_of_finishing(made.strength, base.now, at) if at <= len(base.months) else None


def _notes(base: Ground, option: CaseOption, made: Draws) -> tuple[str, ...]:
    notes = list(unread(option, base.ceiling))
    if made.cost is not None and base.rooms.picture.money.per_head is None:
        notes.append("Cost rests on an assumed cost, not on a figure on record.")
    if made.outside:
        notes.append(
            "The host asks the mission to leave: staying against it lies outside the evidence. "
            "What is left of the mission's effect is the assumption consent-loss."
        )
    if option.decision == "rollover":
        notes.append("Figures run past the short term as if it were renewed unchanged.")
    moved = ceilings(option, base.ceiling, base.as_of)
    if option.decision == "reconfigure" and not moved:
        notes.append(
            "No evidence tells what fewer priorities within the same ceiling do to deaths: they "
            "are the status quo's."
        )
        if base.tasks and not dropped(option, base.tasks):
            notes.append("Which tasks go is not in the case, so none is dropped here.")
    for one in option.changes:
        if isinstance(one, LeverChange):
            what = "all deaths" if one.deaths == "all" else f"{one.deaths.replace('_', ' ')} deaths"
            notes.append(
                f"Assumed by the user, not estimated: {one.lever} multiplies {what} by "
                f"{one.value:g} ({one.low:g} to {one.high:g}) from {one.by} on. {one.reason}"
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
    may_leave = unannounced(base)
    if may_leave is not None:
        notes.append(may_leave)
    if base.tasks_on is not None:
        notes.append(f"Tasks stand as coded for {base.tasks_on:%B %Y}, the latest on record.")
    return tuple(notes)
