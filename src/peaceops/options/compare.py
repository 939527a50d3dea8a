"""Options compared: each run from one status quo with the draws that all share, as figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from peaceops.case import WITHOUT_DRAFT, Assumption, CaseOption, Term, timelines
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Figure, Gap
from peaceops.domain.intervals import Summary
from peaceops.mission import departure_exposure
from peaceops.options.assumptions import unread
from peaceops.options.bases import BaseOutcome, base_outcomes, covered_share
from peaceops.options.borrowed import Borrowed
from peaceops.options.capability import DepartureLoss, capabilities_lost, departure_losses
from peaceops.options.changes import dropped
from peaceops.options.figures import OptionFigures
from peaceops.options.report import gaps_of_option, notes_of_comparison, notes_of_option
from peaceops.options.simulate import (
    OptionDraws,
    if_effect_held,
    simulate_option,
    simulate_options,
)
from peaceops.options.status_quo import STATUS_QUO, StatusQuo
from peaceops.options.troop_effect import CLAIMED, POOLS, interval


@dataclass(frozen=True)
class OptionResult:
    """What one option means over the horizon, if it is adopted.

    Figures have keys ``options.{option id}.{field}``; differences are against the status quo, on
    the same draws, and absent for the status quo itself.

    Attributes:
        id: Identifier of the option; ``status-quo`` for the status quo.
        label: Its name.
        option: The option as the case or the standard has it; ``None`` for the status quo.
        p_put_to_vote: Odds that it is what is put to the vote when the mandate next runs out.
        p_adopted: Odds that it is adopted if put to the vote.
        p_put_and_adopted: Odds of both.
        strength: Uniformed personnel at the end.
        strength_by_month: The same, each month.
        pace: ``planned`` or ``forced``, where uniformed personnel leave.
        p_gone_by_date: Odds that a withdrawal is done (5 per cent or less left) by its date within
            the horizon.
        bases: What becomes of each base.
        coverage_of_violence: Share of the hosts' recent deaths within 50 km of a base that is
            occupied at the end, where events are at hand.
        cost: US dollars over the horizon.
        cost_difference: The same against the status quo.
        deaths: Conflict-related deaths over the horizon by type and ``all``; empty without a
            forecast.
        deaths_difference: The same against the status quo.
        peacekeeper_fatalities: Peacekeepers killed by malicious acts.
        peacekeeper_fatalities_difference: The same against the status quo.
        capabilities_lost: In words.
        tasks_kept: Tasks of the mandate that stay.
        tasks_dropped: Tasks that end.
        notes: What a reader must know.
        gaps: What could not be said of this option.
    """

    id: str
    label: str
    option: CaseOption | None
    p_put_to_vote: Figure | None
    p_adopted: Figure | None
    p_put_and_adopted: Figure | None
    strength: Figure | None
    strength_by_month: tuple[Summary, ...]
    pace: str | None
    p_gone_by_date: Figure | None
    bases: tuple[BaseOutcome, ...]
    coverage_of_violence: Figure | None
    cost: Figure | None
    cost_difference: Figure | None
    deaths: Mapping[str, Figure]
    deaths_difference: Mapping[str, Figure]
    peacekeeper_fatalities: Figure | None
    peacekeeper_fatalities_difference: Figure | None
    capabilities_lost: tuple[str, ...]
    tasks_kept: tuple[str, ...]
    tasks_dropped: tuple[str, ...]
    notes: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def needs_vote(self) -> bool:
        """Whether it comes about by a vote of the Council that is still to be taken."""
        return self.option is not None and self.option.decision not in WITHOUT_DRAFT


@dataclass(frozen=True)
class TroopEffect:
    """What 10,000 troops more multiply deaths of a type by.

    Attributes:
        studies: Name, ratio with its 95 % interval, and whether it was published.
        pool: Ratio in use with its 90 % interval.
    """

    studies: tuple[tuple[str, tuple[float, float, float], bool], ...]
    pool: tuple[float, float, float]


@dataclass(frozen=True)
class Comparison:
    """All options of a mission on a date.

    Attributes:
        mission: Acronym.
        as_of: The date.
        months: First days of the months ahead.
        draws: Draws of each figure.
        seed: Seed of them.
        term: What becomes of the mandate if nothing is decided.
        ceiling: Authorised military and police, persons.
        strength_now: Strength in use, persons.
        status_quo: What the status quo means.
        options: What each option on the table means.
        timelines: A drawdown over 6, 12 and 24 months, where the mission can get one.
        departures: What each announced departure takes.
        troop_effects: The effect of strength on deaths; empty where none is claimed.
        effects: Published effects that the case names, and what they would mean here.
        assumptions: The planning assumptions in use.
        unread_assumptions: Those of the case that no figure rests on.
        notes: For all options.
        gaps: What could not be said.
        uncovered: Bases at which leaving contributors stand, as ``departure_exposure`` gives them.
    """

    mission: str
    as_of: date
    months: tuple[date, ...]
    draws: int
    seed: int
    term: str
    ceiling: float | None
    strength_now: float | None
    status_quo: OptionResult
    options: tuple[OptionResult, ...]
    timelines: tuple[OptionResult, ...]
    departures: tuple[DepartureLoss, ...]
    troop_effects: Mapping[str, TroopEffect]
    effects: tuple[Borrowed, ...]
    assumptions: tuple[Assumption, ...]
    unread_assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    gaps: tuple[Gap, ...]
    uncovered: pl.DataFrame = field(repr=False)


def compare(
    base: StatusQuo,
    *,
    with_timelines: bool = False,
    drawn: Mapping[str, OptionDraws] | None = None,
) -> Comparison:
    """Run every option on the table from one status quo, all with the same draws.

    Args:
        base: The status quo, with the options on the table.
        with_timelines: Also run a drawdown over 6, 12 and 24 months.
        drawn: What ``simulate_options`` drew from it, if it was asked already.

    Returns:
        Figures of each option, which hold if it is adopted and carried out.
    """
    drawn = simulate_options(base) if drawn is None else drawn
    unchanged, losses = drawn[STATUS_QUO], departure_losses(base)

    def result(option: CaseOption | None, draws: OptionDraws) -> OptionResult:
        return _result(base, option, draws, unchanged, losses)

    status_quo = result(None, unchanged)
    further = timelines(base.mission, base.options) if with_timelines else ()
    case, picture = base.inputs.case, base.inputs.picture
    return Comparison(
        mission=base.mission.acronym,
        as_of=base.as_of,
        months=base.months,
        draws=base.draws,
        seed=base.seed,
        term=base.term.value,
        ceiling=base.ceiling,
        strength_now=base.now,
        status_quo=status_quo,
        options=tuple(result(option, drawn[option.id]) for option in base.options),
        timelines=tuple(result(option, simulate_option(base, option)) for option in further),
        departures=losses,
        troop_effects=_troop_effects(base),
        effects=_borrowed(base, status_quo),
        assumptions=tuple(base.assumptions.values()),
        unread_assumptions=unread(base.assumptions, case.assumptions) if case else (),
        notes=notes_of_comparison(base),
        gaps=base.gaps,
        uncovered=departure_exposure(picture.footprint, picture.departures.leaving),
    )


def _troop_effects(base: StatusQuo) -> dict[str, TroopEffect]:
    if not base.mission.moves_the_war:
        return {}
    return {
        kind: TroopEffect(
            tuple((study.name, study.ratio, study.published) for study in POOLS[kind]),
            interval(kind),
        )
        for kind in CLAIMED
    }


def _borrowed(base: StatusQuo, status_quo: OptionResult) -> tuple[Borrowed, ...]:
    figures = OptionFigures(base, None)
    answers = []
    for named in base.named_effects:
        kind, draws = named.effect.multiplies, if_effect_held(base, named.effect)
        without = if_held = None
        if kind is not None and draws is not None:
            without = status_quo.deaths[kind]
            if_held = figures.if_held(named.effect, kind, draws)
        answers.append(Borrowed(named, named.inside, without, if_held, len(base.months)))
    return tuple(answers)


def _result(
    base: StatusQuo,
    option: CaseOption | None,
    draws: OptionDraws,
    unchanged: OptionDraws,
    losses: Sequence[DepartureLoss],
) -> OptionResult:
    figures = OptionFigures(base, option)
    if option is None:
        ended = base.tasks if base.term is Term.DRAWDOWN else ()
    else:
        ended = dropped(option, base.tasks)
    changed = option is not None
    deaths, before = draws.totals(), unchanged.totals()
    draft = figures.draft
    covered = covered_share(base, option, draws)
    return OptionResult(
        id=figures.id,
        label=figures.label,
        option=option,
        p_put_to_vote=None if draft is None else draft.p_put_to_vote,
        p_adopted=None if draft is None else draft.p_adopted,
        p_put_and_adopted=None if draft is None else draft.p_put_and_adopted,
        strength=figures.strength(draws.strength),
        strength_by_month=() if draws.strength is None else Summary.of_each(draws.strength),
        pace=draws.pace,
        p_gone_by_date=figures.gone_by_date(draws),
        bases=base_outcomes(base, option, draws),
        coverage_of_violence=figures.coverage(covered),
        cost=figures.cost(_total(draws.cost)),
        cost_difference=figures.cost(_apart(draws.cost, unchanged.cost), against=True)
        if changed
        else None,
        deaths={kind: figures.deaths(kind, values) for kind, values in deaths.items()},
        deaths_difference={
            kind: figures.deaths(kind, values - before[kind], against=True)
            for kind, values in deaths.items()
        }
        if changed
        else {},
        peacekeeper_fatalities=figures.fatalities(_total(draws.fatalities)),
        peacekeeper_fatalities_difference=figures.fatalities(
            _apart(draws.fatalities, unchanged.fatalities), against=True
        )
        if changed
        else None,
        capabilities_lost=capabilities_lost(base, option, losses),
        tasks_kept=tuple(task for task in base.tasks if task not in ended),
        tasks_dropped=ended,
        notes=notes_of_option(base, option, draws),
        gaps=gaps_of_option(base, option),
    )


def _total(draws: Floats | None) -> Floats | None:
    return None if draws is None else draws.sum(axis=0)


def _apart(draws: Floats | None, others: Floats | None) -> Floats | None:
    return None if draws is None or others is None else (draws - others).sum(axis=0)
