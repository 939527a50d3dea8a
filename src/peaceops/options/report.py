"""A comparison in words, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import polars as pl
from pydantic import BaseModel

from peaceops.case import (
    CaseOption,
    CeilingChange,
    LeverChange,
    SiteChange,
    Term,
    paid_by_staff,
)
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Gap
from peaceops.domain.messages import listed, message
from peaceops.domain.mission import MissionKind
from peaceops.options.borrowed import by_name
from peaceops.options.capability import unannounced
from peaceops.options.changes import ceilings, dropped, site_changes
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
        notes.append(
            "The drawdown takes the course of forced exits on record, over the time until all have "
            "left."
        )
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
        yield "It needs no vote: cash can run short whatever the Council renews."
        yield _cash_cut(base)
    if option.decision == "follow-on":
        yield from _of_follow_on(base, option)
    if option.decision == "coalition":
        yield from _of_coalition(option)
    if base.ceiling is None and not unmoved:
        yield "No ceiling is on record: the change is taken from the strength in use."
    yield from _of_changes(base, option)


def _of_changes(base: StatusQuo, option: CaseOption) -> Iterator[str]:
    """What is borrowed or assumed by a dated change, or cannot be counted of it."""
    for change in option.changes:
        if isinstance(change, LeverChange):
            yield _of_lever(base, change)
        if isinstance(change, SiteChange) and change.site not in base.base_sizes:
            yield message(
                "The personnel of {site} is not on record: what becomes of it changes no figure.",
                site=change.site,
            )


def _of_lever(base: StatusQuo, change: LeverChange) -> str:
    """A measure outside the mission: the user's own factor, or a borrowed finding."""
    if change.factor is not None:
        low, value, high = change.factor
        with_study = (
            message("; for comparison, see {effect}", effect=change.effect) if change.effect else ""
        )
        return message(
            "Assumed by the user, not estimated: {lever} multiplies {replace} deaths by "
            "{value:g} ({low:g} to {high:g}) from {by} on{with_study}. {reason}",
            lever=change.lever,
            replace=change.deaths.replace("_", " "),
            value=value,
            low=low,
            high=high,
            by=change.by,
            with_study=with_study,
            reason=change.reason,
        )
    effect = by_name(base.named_effects)[str(change.effect)]
    if effect.bounds is None or effect.multiplies is None:
        return message(
            "Borrowed without arithmetic: {lever} by {effect} from {by} on. {finding} No "
            "deaths are multiplied by it. {not_multiplied} {reason}",
            lever=change.lever,
            effect=effect.effect,
            by=change.by,
            finding=effect.finding,
            not_multiplied=effect.not_multiplied,
            reason=change.reason,
        )
    low, value, high = effect.bounds
    between = (
        message(" ({low:g} to {high:g})", low=low, high=high)
        if low < high
        else ", no interval seen"
    )
    return message(
        "Borrowed, not estimated: {lever} multiplies {replace} deaths by "
        "{value:g}{between}, by {effect}, from {by} on. {reason}",
        lever=change.lever,
        replace=effect.multiplies.replace("_", " "),
        value=value,
        between=between,
        effect=effect.effect,
        by=change.by,
        reason=change.reason,
    )


def _of_follow_on(base: StatusQuo, option: CaseOption) -> Iterator[str]:
    yield (
        message(
            "The mission draws down as decided and stops at {uniformed:,} uniformed "
            "personnel; it needs a new mandate, and members are assumed to vote on it as "
            "on a renewal.",
            uniformed=option.uniformed,
        )
    )
    if base.now and (option.uniformed or 0) > base.now:
        yield (
            message(
                "That is more than today's {now:,.0f}; how it would build up is not on record, "
                "so figures are those of today's size.",
                now=base.now,
            )
        )


def _of_coalition(option: CaseOption) -> Iterator[str]:
    size = (
        message(", taken as {uniformed:,} uniformed personnel,", uniformed=option.uniformed)
        if option.uniformed
        else ""
    )
    yield (
        message(
            "The mission leaves as decided. The force{size} is sent and paid by others: "
            "strength, cost and peacekeepers are the mission's alone. It can be sent "
            "without a vote of the Council, and no effect on deaths is claimed for it.",
            size=size,
        )
    )


def _of_reconfiguration(base: StatusQuo, option: CaseOption) -> Iterator[str]:
    if base.mission.moves_the_war:
        yield (
            "No evidence links fewer tasks at the same strength to deaths, so deaths are those of "
            "the status quo."
        )
    unnamed_bases = base.base_sizes and not site_changes(option)
    if base.tasks and not dropped(option, base.tasks):
        yield (
            "Nothing on record says which tasks would end or which bases close, so all are kept "
            "here."
            if unnamed_bases
            else "Nothing on record says which tasks would end, so all are kept here."
        )
    elif unnamed_bases:
        yield "Nothing on record says which bases would close, so all are kept here."


def _against_the_host(base: StatusQuo) -> str:
    share = base.assumptions["consent-loss"]
    return message(
        "No data exist on a mission that stays against the host's wish; {value:.0%} of "
        "its effect is assumed to remain (range {low:.0%} to {high:.0%}).",
        value=share.value,
        low=share.low,
        high=share.high,
    )


def _cash_cut(base: StatusQuo) -> str:
    spending, strength = (base.assumptions[f"cash-cut-{what}"] for what in ("spending", "strength"))
    return message(
        "Assumed: spending is cut by {value:.0%} ({low:.0%} to {high:.0%}) and "
        "uniformed strength by {value_2:.0%} ({low_2:.0%} to {high_2:.0%}) over six "
        "months.",
        value=spending.value,
        low=spending.low,
        high=spending.high,
        value_2=strength.value,
        low_2=strength.low,
        high_2=strength.high,
    )


def _of_status_quo(base: StatusQuo) -> tuple[str, ...]:
    mandate = base.mission.mandate
    if base.term is Term.DRAWDOWN:
        leaves = mandate.leaves_by
        when = "over a time that is assumed"
        if leaves is not None and base.months_to_end is not None:
            when = message("to be completed by {day} {leaves:%B %Y}", day=leaves.day, leaves=leaves)
        return (
            message(
                "{resolution} ends the mission: the drawdown as decided, {when}.",
                resolution=mandate.resolution,
                when=when,
            ),
        )
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
            message(
                "What the change of the ceiling under {label} brings", label=repr(option.label)
            ),
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
        notes.append(
            message(
                "Tasks are those coded for {tasks_on:%B %Y}, the latest on record.",
                tasks_on=base.tasks_on,
            )
        )
    return tuple(notes)


def _effect(base: StatusQuo) -> tuple[str, ...]:
    mission = base.mission
    if mission.moves_the_war:
        ratio, low, high = interval("state_based")
        return (
            message(
                "Troop effect (rate ratio): with 10,000 more troops, deaths in battle are "
                "multiplied by {ratio:.2f} (90 % interval {low:.2f} to {high:.2f}) for as long "
                "as they stay. This combines published studies, our own estimate and the "
                "possibility of no effect (docs/presence.md), as known today.",
                ratio=ratio,
                low=low,
                high=high,
            ),
            "No effect is assumed on the killing of civilians by the government.",
        )
    where = listed([name_in_a_sentence(host) for host in mission.hosts] or ["the host"])
    multidimensional = mission.kind is MissionKind.MULTIDIMENSIONAL
    article = "an" if mission.kind is MissionKind.OBSERVER else "a"
    why = (
        "operates in a part of the country only"
        if multidimensional
        else message("is {article} {kind}", article=article, kind=mission.kind)
    )
    return (
        message(
            "{acronym} {why}. What is known of strength and deaths comes from "
            "multidimensional missions that operate nation-wide; so the deaths in {where} "
            "are the same under every option.",
            acronym=mission.acronym,
            why=why,
            where=where,
        ),
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
