"""One option run forward from the status quo, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from peaceops.case import ENDING, EXTENSION_MONTHS, CaseOption, Decision, Term, paid_by_staff
from peaceops.domain.arrays import Floats
from peaceops.domain.mission import MissionKind
from peaceops.mission import ExitRegime, exit_draws, fatality_draws
from peaceops.options.borrowed import by_name
from peaceops.options.changes import ceilings, contributors, effect_draws, factors
from peaceops.options.inputs import REPLACED
from peaceops.options.published_effects import PublishedEffect
from peaceops.options.status_quo import STATUS_QUO, StatusQuo
from peaceops.options.troop_effect import ratio

GONE = 0.05  # of the strength; fewer are a liquidation team
PLANNED_MONTHS = 12  # a withdrawal over a year or more is planned, if the host consents
AFTER_MONTHS = 6  # what stays behind the last troops, and its liquidation
CUT_MONTHS = 6  # until contingents cut for lack of cash, or posts cut by a review, have left
EXTENDED: Decision = "extend-drawdown"
LEAVING: tuple[Decision, ...] = (*ENDING, EXTENDED, "follow-on")


@dataclass(frozen=True)
class OptionDraws:
    """An option's draws.

    Attributes:
        strength: Uniformed personnel, shape (months, draws); ``None`` where none is known.
        cost: US dollars by month, shape (months, draws); ``None`` where it follows an unknown
            strength.
        deaths: Deaths by type, shape (months, draws).
        fatalities: Peacekeepers killed by malicious acts by month, shape (months, draws).
        pace: ``planned`` or ``forced``, where uniformed personnel leave.
        against_host: True where the mission stays though the host asks it to leave.
    """

    strength: Floats | None
    cost: Floats | None
    deaths: dict[str, Floats]
    fatalities: Floats | None
    pace: ExitRegime | None
    against_host: bool

    def totals(self) -> dict[str, Floats]:
        """Deaths over the horizon by type and ``all``, shape (draws,); none without a forecast."""
        by_type = {kind: values.sum(axis=0) for kind, values in self.deaths.items()}
        return by_type | {"all": np.sum(list(by_type.values()), axis=0)} if by_type else {}


@dataclass(frozen=True)
class Assumed:
    """Draws that an option is run on: those of the status quo, or some of them moved.

    Attributes:
        values: Draws of the planning assumptions.
        effects: Draws of the log ratio at 10,000 troops, by type of deaths.
    """

    values: Mapping[str, Floats]
    effects: Mapping[str, Floats]

    @classmethod
    def of(cls, base: StatusQuo) -> Assumed:
        """Those of the status quo."""
        return cls(base.assumed, base.effects)


def simulate_option(
    base: StatusQuo, option: CaseOption | None, assumed: Assumed | None = None
) -> OptionDraws:
    """Run an option; nothing of another option enters.

    Args:
        base: The status quo.
        option: The option; ``None`` for the status quo itself.
        assumed: Draws to run on, if not those of ``base``.
    """
    assumed = Assumed.of(base) if assumed is None else assumed
    stays = staying(base, assumed)
    deaths = base.deaths.by_type
    if option is not None:
        deaths = {
            kind: values
            * from_the_date(
                base,
                factors(
                    option,
                    kind,
                    base.as_of,
                    len(base.months),
                    base.draws,
                    base.seed,
                    by_name(base.named_effects),
                ),
            )
            for kind, values in deaths.items()
        }
    if option is not None and option.decision == "coalition":
        option = None  # the mission leaves as decided; what others send is theirs
    against = base.host == "asks-to-leave" and option is not None and option.decision not in ENDING
    leaves = _leaves(base, option)
    by_staff = paid_by_staff(base.mission)
    if stays is None or base.now is None:
        cost = _cost_of_staff(base, option, assumed) if by_staff else None
        return OptionDraws(None, cost, deaths, None, None, against)
    pace = pace_of(base, option) if leaves and not _is_political(base) else None
    before = _with_decision(base, None, stays, assumed)
    strength = _with_decision(base, option, stays, assumed)
    remaining = assumed.values.get("consent-loss") if base.host == "asks-to-leave" else None
    effects = {
        kind: effect if remaining is None else effect * remaining
        for kind, effect in assumed.effects.items()
    }
    exposure = assumed.values["exit-risk"] if leaves else np.ones(base.draws)
    risk = base.fatality_risk.draws
    return OptionDraws(
        strength=strength,
        cost=_cost_of_staff(base, option, assumed)
        if by_staff
        else _cost_of_strength(base, option, strength, stays, assumed),
        deaths={
            kind: values * from_the_date(base, ratio(effects[kind], strength - before))
            for kind, values in deaths.items()
        },
        fatalities=fatality_draws(risk * exposure * strength, base.seed) if risk.size else None,
        pace=pace,
        against_host=against,
    )


def simulate_options(base: StatusQuo) -> dict[str, OptionDraws]:
    """Run the status quo and every option on the table.

    Args:
        base: The status quo.

    Returns:
        Identifier of the option, or ``STATUS_QUO``, to its draws.
    """
    drawn = {STATUS_QUO: simulate_option(base, None)}
    return drawn | {option.id: simulate_option(base, option) for option in base.options}


def if_effect_held(base: StatusQuo, effect: PublishedEffect) -> Floats | None:
    """Deaths over the horizon, of the types that an effect multiplies, if it held from the date on.

    Args:
        base: The status quo.
        effect: A published effect.

    Returns:
        Draws, shape (draws,); ``None`` where it multiplies no deaths, or there is no forecast.
    """
    kinds = [kind for kind in base.deaths.by_type if effect.multiplies in ("all", kind)]
    if not kinds or effect.bounds is None:
        return None
    shape = (len(base.months), base.draws)
    deaths = np.zeros(base.draws)
    for kind in kinds:
        ratios = np.broadcast_to(effect_draws(effect, kind, base.draws, base.seed), shape)
        deaths += (base.deaths.by_type[kind] * from_the_date(base, ratios)).sum(axis=0)
    return deaths


def _is_political(base: StatusQuo) -> bool:
    return base.mission.kind is MissionKind.POLITICAL


def _leaves(base: StatusQuo, option: CaseOption | None) -> bool:
    """Whether the mission draws down: by the option, or as decided already."""
    if option is None:
        return base.term is Term.DRAWDOWN
    return option.decision in LEAVING


def _as_decided(option: CaseOption | None) -> bool:
    """Whether a drawdown goes on as decided, to nothing or to what follows."""
    return option is None or option.decision == "follow-on"


def from_the_date(base: StatusQuo, multiples: Floats) -> Floats:
    """What multiplies deaths in the months ahead of the date, as months of the forecast.

    The forecast begins after the last month known: until that of the date nothing that is decided
    now can move it.

    Args:
        base: The status quo.
        multiples: By month after that of the date, shape (months, draws).
    """
    before = base.deaths.before
    return np.concatenate(
        [np.ones_like(multiples[:before]), multiples[: len(base.months) - before]]
    )


def staying(base: StatusQuo, assumed: Assumed) -> Floats | None:
    """Strength if nothing is decided that ends the mission, shape (months, draws).

    Where the end is decided, strength is taken to stay as it is: nothing on record tells how a
    mission moves whose end was decided and taken back.
    """
    if base.now is None or not base.strength.draws.size:
        return None
    if base.term is Term.DRAWDOWN:
        return np.full((len(base.months), base.draws), base.now)
    return base.strength.status_quo(assumed.values[REPLACED])


def _with_decision(
    base: StatusQuo, option: CaseOption | None, stays: Floats, assumed: Assumed
) -> Floats:
    if _as_decided(option) and base.term is Term.DRAWDOWN:
        # What follows is where the drawdown stops.
        drawdown = base.strength.status_quo(assumed.values[REPLACED])
        return np.maximum(drawdown, kept_strength(base, option))
    if _leaves(base, option):
        if _is_political(base):
            left = np.asarray(stays * _staff_left(base, option, assumed))
        else:
            left = np.asarray(stays * share_left(base, option, assumed))
        if base.term is Term.DRAWDOWN and option is not None and option.decision == EXTENDED:
            # With more time no fewer are left than in the same draw of the drawdown as decided.
            return np.maximum(left, base.strength.status_quo(assumed.values[REPLACED]))
        return left
    if option is None or option.decision == "reverse-drawdown":
        return stays
    if option.decision == "cash-cut":
        return np.asarray(stays * (1 - assumed.values["cash-cut-strength"] * _ramp(base)))
    return _with_changes(base, option, stays, assumed)


def kept_strength(base: StatusQuo, option: CaseOption | None) -> float:
    """Persons that a smaller presence keeps; zero where nothing follows.

    A presence larger than today's mission counts as one of today's size: how it would build up is
    not on record.
    """
    if option is None or option.uniformed is None:
        return 0.0
    return min(float(option.uniformed), base.now or 0.0)


def _ramp(base: StatusQuo) -> Floats:
    """From nothing to all of a cut, shape (months, 1)."""
    months = np.arange(1, len(base.months) + 1)[:, None]
    return np.asarray(np.clip(months / CUT_MONTHS, 0, 1))


def _with_changes(base: StatusQuo, option: CaseOption, stays: Floats, assumed: Assumed) -> Floats:
    """Strength under ceilings that change at once or later, and contributors of the option's own.

    A raised ceiling brings what past rises brought and no more people than it rises by; a cut
    takes home those above it, draw by draw.
    """
    steps = ceilings(option, base.base_level, base.as_of)
    brought = contributors(option, base.as_of, len(base.months))
    level = base.strength.ceiling or base.base_level
    changed = replace(base.strength, ceiling=level).under(steps, stays) if steps else stays
    if not brought.any():
        return changed
    # What comes is bounded by the ceiling in force; who stands above it already is not sent home.
    top = np.full((len(base.months), 1), np.inf if base.ceiling is None else base.ceiling)
    for month, reached in steps:
        top[month - 1 :] = reached
    more = np.minimum(changed + brought, np.maximum(top, changed))
    more = np.where(brought > 0, more, changed)
    return np.asarray(np.clip(np.where(brought < 0, changed + brought, more), 0, None))


def months_to_leave(base: StatusQuo, option: CaseOption | None, assumed: Assumed) -> Floats:
    """Months until all have left, by the option, the decision taken or the assumption.

    Returns:
        Months, shape (draws,).
    """
    name = "closing-months" if _is_political(base) else "withdrawal-months"
    due = base.months_to_end
    if option is not None and option.decision in ENDING:
        due = option.withdrawal_months
    usual = assumed.values[name] if due is None else np.full(base.draws, float(due))
    if option is not None and option.decision == EXTENDED:
        usual = usual + float(option.term_months or EXTENSION_MONTHS)
    return np.asarray(usual)


def share_left(base: StatusQuo, option: CaseOption | None, assumed: Assumed) -> Floats:
    """Share of the strength left in a drawdown, by the exits on record, shape (months, draws)."""
    return exit_draws(
        base.exits,
        pace_of(base, option),
        start=1.0,
        months_to_due=months_to_leave(base, option, assumed),
        horizon=len(base.months),
        draws=base.draws,
        seed=base.seed,
    )


def _staff_left(base: StatusQuo, option: CaseOption | None, assumed: Assumed) -> Floats:
    """Share of the staff left while a political mission closes: an even fall."""
    months = np.arange(1, len(base.months) + 1)[:, None]
    return np.asarray(np.clip(1 - months / months_to_leave(base, option, assumed), 0, 1))


def pace_of(base: StatusQuo, option: CaseOption | None) -> ExitRegime:
    """Whether a drawdown is planned or forced: by the host, or by its time."""
    if base.host == "asks-to-leave" or (base.term is Term.DRAWDOWN and base.inputs.host_asked):
        return "forced"
    months = base.months_to_end
    if option is not None and not _as_decided(option):
        months = option.withdrawal_months
    if option is not None and option.decision == EXTENDED:
        return "planned"
    return "planned" if months is None or months >= PLANNED_MONTHS else "forced"


def _cost_of_strength(
    base: StatusQuo, option: CaseOption | None, strength: Floats, stays: Floats, assumed: Assumed
) -> Floats:
    """US dollars by month: what follows strength, what stays, and the liquidation.

    What does not follow strength is that of a mission that stays as long as it has troops, and
    falls to nothing over the six months after, or to the share of a smaller presence once the
    mission has ended; liquidation is spread over the drawdown and half a year.
    """
    yearly = assumed.values[base.cost.name] if base.cost.assumption else base.cost.dollars
    head = yearly / 12
    follows = assumed.values["cost-follows"]
    if option is not None and option.decision == "cash-cut":
        return np.asarray(head * stays * (1 - assumed.values["cash-cut-spending"]))
    if not _leaves(base, option):
        return np.asarray(head * (follows * strength + (1 - follows) * stays))
    due = months_to_leave(base, option, assumed)
    share = kept_strength(base, option) / (base.now or 1.0)
    if share:
        months = np.arange(1, len(base.months) + 1)[:, None]
        fixed = np.clip(1 - np.maximum(months - due, 0) / AFTER_MONTHS, share, 1)
    else:
        gone = strength <= GONE * max(base.now or 1.0, 1.0)
        fixed = np.clip(1 - np.cumsum(gone, axis=0) / AFTER_MONTHS, 0, 1)
    monthly = head * (follows * strength + (1 - follows) * stays * fixed)
    whole = assumed.values["liquidation"] * yearly * (base.now or 0.0) * (1 - share)
    return np.asarray(monthly + whole / (due + AFTER_MONTHS))


def _cost_of_staff(base: StatusQuo, option: CaseOption | None, assumed: Assumed) -> Floats:
    """US dollars by month of a mission paid by its civilian budget, shape (months, draws)."""
    yearly = assumed.values[base.cost.name] if base.cost.assumption else base.cost.dollars
    even = np.tile(yearly / 12, (len(base.months), 1))
    decision = None if option is None else option.decision
    if decision in ("restructure", "reduce"):
        return np.asarray(even * (1 - assumed.values["restructure-saving"] * _ramp(base)))
    if decision == "cash-cut":
        return np.asarray(even * (1 - assumed.values["cash-cut-spending"]))
    if not _leaves(base, option):
        return even
    left = _staff_left(base, option, assumed)
    if decision == "merge":
        goes_on = assumed.values["merged-cost"]
        left = left + goes_on * (1 - left)
    whole = assumed.values["liquidation"] * yearly
    return np.asarray(even * left + whole / (months_to_leave(base, option, assumed) + AFTER_MONTHS))
