"""A comparison in words, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import polars as pl
from pydantic import BaseModel

from peaceops.case import CaseOption, CeilingChange, LeverChange, Term, paid_by_staff
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Gap
from peaceops.domain.mission import MissionKind
from peaceops.options.borrowed import by_name
from peaceops.options.capability import unannounced
from peaceops.options.changes import ceilings, dropped
from peaceops.options.simulate import OptionDraws
from peaceops.options.status_quo import StatusQuo
from peaceops.options.troop_effect import interval


def notes_of_option(
    base: StatusQuo, option: CaseOption | None, draws: OptionDraws
) -> tuple[str, ...]:
    """What a reader of one option's figures must know."""
    notes = []
    if draws.cost is not None and base.cost.assumption:
        notes.append("The cost is assumed: no budget of the mission is on record.")
    if draws.against_host and base.mission.moves_the_war:
        notes.append(_against_the_host(base))
    notes += _of_status_quo(base) if option is None else _of_decision(base, option)
    if draws.pace == "forced":
        notes.append("The drawdown is taken to go at the pace of forced exits on record.")
    return tuple(notes)


def _of_decision(base: StatusQuo, option: CaseOption) -> Iterator[str]:
    unmoved = not ceilings(option, base.base_level, base.as_of)
    saves = option.decision in ("restructure", "merge")
    if option.decision == "rollover":
        yield "Figures are for twelve months, as if the short term were then renewed unchanged."
    if option.decision == "reconfigure" and unmoved:
        yield from _of_reconfiguration(base, option)
    if saves or (option.decision == "reduce" and paid_by_staff(base.mission)):
        yield "How much it saves is an assumption: the data hold no posts and no plans of them."
    if option.decision == "cash-cut":
        yield _cash_cut(base)
    if option.decision == "follow-on":
        yield from _of_follow_on(base, option)
    if option.decision == "coalition":
        yield from _of_coalition(option)
    if base.ceiling is None and not unmoved:
        yield "No ceiling is on record: the change is taken from the strength in use."
    for change in option.changes:
        if isinstance(change, LeverChange):
            yield _of_lever(base, change)


def _of_lever(base: StatusQuo, change: LeverChange) -> str:
    """A measure outside the mission: the user's own factor, or a borrowed finding."""
    if change.factor is not None:
        low, value, high = change.factor
        with_study = f"; for comparison, see {change.effect}" if change.effect else ""
        return (
            f"Assumed by the user, not estimated: {change.lever} multiplies "
            f"{change.deaths.replace('_', ' ')} deaths by {value:g} ({low:g} to {high:g}) from "
            f"{change.by} on{with_study}. {change.reason}"
        )
    effect = by_name(base.named_effects)[str(change.effect)]
    if effect.bounds is None or effect.multiplies is None:
        return (
            f"Borrowed without arithmetic: {change.lever} by {effect.effect} from {change.by} on. "
            f"{effect.finding} No deaths are multiplied by it. {effect.not_multiplied} "
            f"{change.reason}"
        )
    low, value, high = effect.bounds
    between = f" ({low:g} to {high:g})" if low < high else ", no interval seen"
    return (
        f"Borrowed, not estimated: {change.lever} multiplies "
        f"{effect.multiplies.replace('_', ' ')} deaths by {value:g}{between}, by "
        f"{effect.effect}, from {change.by} on. {change.reason}"
    )


def _of_follow_on(base: StatusQuo, option: CaseOption) -> Iterator[str]:
    yield (
        f"The mission draws down as decided and stops at {option.uniformed:,} uniformed personnel; "
        "it needs a new mandate, and members are assumed to vote on it as on a renewal."
    )
    if base.now and (option.uniformed or 0) > base.now:
        yield (
            f"That is more than today's {base.now:,.0f}; how it would build up is not on record, "
            "so figures are those of today's size."
        )


def _of_coalition(option: CaseOption) -> Iterator[str]:
    size = f", taken as {option.uniformed:,} uniformed personnel," if option.uniformed else ""
    yield (
        f"The mission leaves as decided. The force{size} is sent and paid by others: strength, "
        "cost and peacekeepers are the mission's alone. It can be sent without a vote of the "
        "Council, and no effect on deaths is claimed for it."
    )


def _of_reconfiguration(base: StatusQuo, option: CaseOption) -> Iterator[str]:
    if base.mission.moves_the_war:
        yield (
            "No evidence links fewer tasks at the same strength to deaths, so deaths are those of "
            "the status quo."
        )
    if base.tasks and not dropped(option, base.tasks):
        yield "The assumptions file does not say which tasks would end, so all are kept here."


def _against_the_host(base: StatusQuo) -> str:
    share = base.assumptions["consent-loss"]
    return (
        "No data exist on a mission that stays against the host's wish; "
        f"{share.value:.0%} of its effect is assumed to remain "
        f"(range {share.low:.0%} to {share.high:.0%})."
    )


def _cash_cut(base: StatusQuo) -> str:
    spending, strength = (base.assumptions[f"cash-cut-{what}"] for what in ("spending", "strength"))
    return (
        f"Assumed: spending is cut by {spending.value:.0%} ({spending.low:.0%} to "
        f"{spending.high:.0%}) and uniformed strength by {strength.value:.0%} "
        f"({strength.low:.0%} to {strength.high:.0%}) over six months."
    )


def _of_status_quo(base: StatusQuo) -> tuple[str, ...]:
    mandate = base.mission.mandate
    if base.term is Term.DRAWDOWN:
        leaves = mandate.leaves_by
        when = "over a time that is assumed"
        if leaves is not None and base.months_to_end is not None:
            when = f"to be completed by {leaves.day} {leaves:%B %Y}"
        return (f"{mandate.resolution} ends the mission: the drawdown as decided, {when}.",)
    if base.term is Term.OPEN_ENDED:
        return ("The mandate is open-ended: the mission stays unless the Council decides.",)
    return ("Nothing changes: the mission stays as it is.",)


def gaps_of_option(base: StatusQuo, option: CaseOption | None) -> tuple[Gap, ...]:
    """What could not be said of one option."""
    if option is None or base.base_level is not None:
        return ()
    moves = option.military_change or option.police_change
    if not moves and not any(isinstance(change, CeilingChange) for change in option.changes):
        return ()
    why = (
        "a special political mission has no ceiling"
        if base.mission.kind is MissionKind.POLITICAL
        else "neither a ceiling nor a strength is on record"
    )
    return (
        Gap(
            f"options.{option.id}.ceiling",
            f"What the change of the ceiling under {option.label!r} brings",
            why,
            "leave the change out"
            if base.mission.kind is MissionKind.POLITICAL
            else "state the strength in the assumptions file",
        ),
    )


def notes_of_comparison(base: StatusQuo) -> tuple[str, ...]:
    """What a reader of all options must know."""
    notes = [*_effect(base)]
    if base.term is Term.OPEN_ENDED:
        notes.append(
            "The mandate is open-ended: no date forces a vote, so no odds are given of what is put "
            "to the vote next."
        )
    notes.append("All figures assume that the option is adopted and carried out.")
    may_leave = unannounced(base)
    if may_leave is not None:
        notes.append(may_leave)
    if base.tasks_on is not None:
        notes.append(f"Tasks are those coded for {base.tasks_on:%B %Y}, the latest on record.")
    return tuple(notes)


def _effect(base: StatusQuo) -> tuple[str, ...]:
    mission = base.mission
    if mission.moves_the_war:
        ratio, low, high = interval("state_based")
        return (
            "Troop effect (rate ratio): with 10,000 more troops, deaths in battle are multiplied "
            f"by {ratio:.2f} (90 % interval {low:.2f} to {high:.2f}) for as long as they stay. "
            "This combines published studies, our own estimate and the possibility of no effect "
            "(docs/presence.md), as known today.",
            "No effect is assumed on the killing of civilians by the government.",
        )
    *most, last = [name_in_a_sentence(host) for host in mission.hosts] or ["the host"]
    where = f"{', '.join(most)} and {last}" if most else last
    multidimensional = mission.kind is MissionKind.MULTIDIMENSIONAL
    article = "an" if mission.kind is MissionKind.OBSERVER else "a"
    why = (
        "operates in a part of the country only"
        if multidimensional
        else f"is {article} {mission.kind}"
    )
    return (
        f"{mission.acronym} {why}. What is known of strength and deaths comes from "
        "multidimensional missions that operate nation-wide; so the deaths in "
        f"{where} are the same under every option.",
    )


def as_json(answer: object) -> Any:
    """An answer as plain values: dataclasses by field, frames by row, dates as ISO text.

    Args:
        answer: A frozen dataclass such as ``Comparison``, or what its fields hold.

    >>> from peaceops.domain.intervals import Summary
    >>> as_json({"strength": Summary(2.0, 2.0, 1.0, 3.0)})
    {'strength': {'mean': 2.0, 'median': 2.0, 'low': 1.0, 'high': 3.0}}
    """
    if isinstance(answer, BaseModel):
        return answer.model_dump(mode="json", exclude_none=True)
    if isinstance(answer, pl.DataFrame):
        answer = answer.to_dicts()
    if is_dataclass(answer):
        answer = {item.name: getattr(answer, item.name) for item in fields(answer)}
    if isinstance(answer, Mapping):
        return {str(name): as_json(part) for name, part in answer.items()}
    if isinstance(answer, (tuple, list)):
        return [as_json(part) for part in answer]
    if isinstance(answer, float):
        return round(answer, 6)
    return answer.isoformat() if isinstance(answer, date) else answer
