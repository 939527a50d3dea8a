"""Options compared: each run from one status quo with the draws that all share, as figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from peaceops.case.decisions import ENDING, Term
from peaceops.case.model import Assumption, CaseOption
from peaceops.case.standard import timelines
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.mission.exits import odds_of_finishing
from peaceops.mission.uncover import uncover
from peaceops.options.assumptions import unread
from peaceops.options.bases import BaseOutcome, base_outcomes, covered_share
from peaceops.options.capability import DepartureLoss, capabilities_lost, departure_losses
from peaceops.options.changes import dropped
from peaceops.options.inputs import council_figure
from peaceops.options.report import gaps_of_option, notes_of_comparison, notes_of_option
from peaceops.options.simulate import OptionDraws, simulate_option
from peaceops.options.status_quo import StatusQuo
from peaceops.options.troop_effect import CLAIMED, POOLS, interval

STATUS_QUO = "status-quo"
_STRENGTH = (
    "Regression of past missions' change in strength on the room under the ceiling, momentum, age "
    "and decided ends, with the errors it made on the months most like this one; announced "
    "departures come off unless replaced. A drawdown follows the exits on record."
)
_COST_OF_STRENGTH = (
    "{basis}, times strength for the share of cost that follows it; the rest stays as long as the "
    "mission does; a drawdown adds liquidation."
)
_COST_OF_STAFF = (
    "{basis}, a year: the mission is paid by its civilian budget. Restructuring, merging and "
    "closing cut it by assumed shares; an end adds liquidation."
)
_DEATHS = (
    "The forecast's draws times the effect of the difference in strength, a pool of published and "
    "own results and of no effect; nothing is claimed on the government's killing of civilians."
)
_DEATHS_STAND = (
    "The forecast's draws: strength is not held to move the violence of the whole host here, so no "
    "option does."
)
_FATALITIES = "Deaths by malicious acts a person and month in the last three years, times strength."
_SAME = " Same draws on both sides."


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
        assumptions: The planning assumptions in use.
        unread_assumptions: Those of the case that no figure rests on.
        notes: For all options.
        gaps: What could not be said.
        uncovered: Bases at which leaving contributors stand: what ``mission.uncover`` gives.
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
    assumptions: tuple[Assumption, ...]
    unread_assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    gaps: tuple[Gap, ...]
    uncovered: pl.DataFrame = field(repr=False)


def compare(base: StatusQuo, *, with_timelines: bool = False) -> Comparison:
    """Run every option on the table from one status quo, all with the same draws.

    Args:
        base: The status quo, with the options on the table.
        with_timelines: Also run a drawdown over 6, 12 and 24 months.

    Returns:
        Figures of each option, which hold if it is adopted and carried out.
    """
    unchanged = simulate_option(base, None)

    def results(options: Sequence[CaseOption]) -> tuple[OptionResult, ...]:
        return tuple(
            _result(base, option, simulate_option(base, option), unchanged) for option in options
        )

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
        status_quo=_result(base, None, unchanged, unchanged),
        options=results(base.options),
        timelines=results(timelines(base.mission, base.options)) if with_timelines else (),
        departures=departure_losses(base),
        troop_effects=_troop_effects(base),
        assumptions=tuple(base.assumptions.values()),
        unread_assumptions=unread(base.assumptions, case.assumptions) if case else (),
        notes=notes_of_comparison(base),
        gaps=base.gaps,
        uncovered=uncover(picture.footprint, picture.departures.leaving),
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


def _result(
    base: StatusQuo, option: CaseOption | None, draws: OptionDraws, unchanged: OptionDraws
) -> OptionResult:
    figures = _Figures(base, option)
    ended = dropped(option, base.tasks) if option else ()
    changed = option is not None
    deaths, before = draws.totals(), unchanged.totals()
    p_put, p_adopted = figures.put_to_vote(), figures.adopted()
    covered = covered_share(base, option, draws)
    return OptionResult(
        id=figures.id,
        label=option.label if option else _status_quo_label(base),
        option=option,
        p_put_to_vote=p_put,
        p_adopted=p_adopted,
        p_put_and_adopted=figures.both(p_put, p_adopted),
        strength=figures.strength(draws.strength),
        strength_by_month=()
        if draws.strength is None
        else tuple(Summary.of(month) for month in draws.strength),
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
        capabilities_lost=capabilities_lost(base, option),
        tasks_kept=tuple(task for task in base.tasks if task not in ended),
        tasks_dropped=ended,
        notes=notes_of_option(base, option, draws),
        gaps=gaps_of_option(base, option),
    )


def _status_quo_label(base: StatusQuo) -> str:
    """The status quo in a few words."""
    return "Drawdown as decided" if base.term is Term.DRAWDOWN else "Status quo"


def _total(draws: Floats | None) -> Floats | None:
    return None if draws is None else draws.sum(axis=0)


def _apart(draws: Floats | None, others: Floats | None) -> Floats | None:
    return None if draws is None or others is None else (draws - others).sum(axis=0)


class _Figures:
    """Makes the figures of one option, with their keys, methods and evidence."""

    def __init__(self, base: StatusQuo, option: CaseOption | None) -> None:
        self.base, self.option = base, option
        self.id = STATUS_QUO if option is None else option.id
        self.label = _status_quo_label(base) if option is None else option.label
        strength = base.inputs.picture.strength.baseline
        self.strength_evidence = (strength.evidence,) if strength else ()
        self.of_option = (
            (Evidence.of_statement(option.statement, option.source),)
            if option is not None and option.statement is not None
            else ()
        )

    def _of_draws(
        self, name: str, label: str, values: Floats, unit: str, method: str, digits: int,
        evidence: tuple[Evidence, ...],
    ) -> Figure:  # fmt: skip
        drawn = Summary.of(values)
        return Figure(
            key=f"options.{self.id}.{name}",
            label=f"{self.label}: {label}",
            value=round(drawn.median, digits),
            unit=unit,
            interval=(round(drawn.low, digits), round(drawn.high, digits)),
            level=LEVEL,
            method=f"{method} {self.base.draws:,} draws.",
            evidence=(*evidence, *self.of_option),
            assumption=True,
        )

    @property
    def _span(self) -> str:
        return f"over {len(self.base.months)} months"

    def strength(self, draws: Floats | None) -> Figure | None:
        if draws is None:
            return None
        label = f"uniformed personnel after {len(self.base.months)} months"
        return self._of_draws("strength", label, draws[-1], "persons", _STRENGTH, 0,
                              self.strength_evidence)  # fmt: skip

    def cost(self, values: Floats | None, *, against: bool = False) -> Figure | None:
        if values is None:
            return None
        cost = self.base.cost
        method = (_COST_OF_STRENGTH if cost.a_head else _COST_OF_STAFF).format(basis=cost.words)
        evidence = (*cost.evidence, *(self.strength_evidence if cost.a_head else ()))
        name, versus, same = _against("cost", against)
        return self._of_draws(name, f"cost {self._span}{versus}", values, "US dollars",
                              method + same, -5, evidence)  # fmt: skip

    def deaths(self, kind: str, values: Floats, *, against: bool = False) -> Figure:
        name, versus, same = _against("deaths", against)
        words = "" if kind == "all" else f", {kind.replace('_', ' ')}"
        moves = self.base.mission.moves_the_war
        evidence = (self.base.deaths.evidence, *(self.strength_evidence if moves else ()))
        return self._of_draws(
            name if kind == "all" else f"{name}.{kind}",
            f"deaths {self._span}{words}{versus}",
            values, "deaths", (_DEATHS if moves else _DEATHS_STAND) + same, 0, evidence,
        )  # fmt: skip

    def fatalities(self, values: Floats | None, *, against: bool = False) -> Figure | None:
        if values is None:
            return None
        name, versus, same = _against("peacekeeper_fatalities", against)
        label = f"peacekeepers killed by malicious acts {self._span}{versus}"
        return self._of_draws(name, label, values, "deaths", _FATALITIES + same, 1,
                              self.strength_evidence)  # fmt: skip

    def coverage(self, values: Floats | None) -> Figure | None:
        if values is None or self.base.coverage is None:
            return None
        rows = self.base.coverage.evidence_rows
        evidence = Evidence.of("violence_events", "events of the hosts, two years", rows)
        return self._of_draws(
            "coverage_of_violence", "share of recent deaths within 50 km of a base still occupied",
            values, "share", "Where people died in the last two years, not where they will.", 3,
            (evidence,),
        )  # fmt: skip

    def gone_by_date(self, draws: OptionDraws) -> Figure | None:
        option, base = self.option, self.base
        months = option.withdrawal_months if option else None
        if option is None or option.decision not in ENDING or months is None:
            return None
        if draws.strength is None or not base.now or round(months) > len(base.months):
            return None
        share = odds_of_finishing(draws.strength, base.now, round(months))
        return self._odds("p_gone_by_date", f"all uniformed personnel gone in {months:g} months",
                          share, "Share of draws with 5 per cent or less of the strength left; the "
                          "exits on record.", self.strength_evidence)  # fmt: skip

    def _odds(
        self, name: str, label: str, value: float, method: str, evidence: tuple[Evidence, ...],
        interval: tuple[float, float] | None = None,
    ) -> Figure:  # fmt: skip
        return Figure(
            key=f"options.{self.id}.{name}",
            label=f"{self.label}: {label}",
            value=round(value, 4),
            unit="probability",
            method=method,
            evidence=(*evidence, *self.of_option),
            interval=interval and (round(interval[0], 4), round(interval[1], 4)),
            level=LEVEL if interval else None,
        )

    def put_to_vote(self) -> Figure | None:
        odds = self.base.put_to_vote.get(self.id)
        if odds is None:
            return None
        return self._odds("p_put_to_vote", "put to the vote when the mandate runs out",
                          odds.value, odds.method, odds.evidence, odds.interval)  # fmt: skip

    def adopted(self) -> Figure | None:
        odds = None if self.option is None else council_figure(self.base.inputs, self.option)
        if odds is None:
            return None
        return self._odds("p_adopted", "adopted, if put to the vote", float(odds.value or 0.0),
                          odds.method, odds.evidence)  # fmt: skip

    def both(self, put: Figure | None, adopted: Figure | None) -> Figure | None:
        if put is None or adopted is None:
            return None
        value = float(put.value or 0.0) * float(adopted.value or 0.0)
        return self._odds("p_put_and_adopted", "put to the vote and adopted", value,
                          "The product of the two odds.",
                          tuple(dict.fromkeys((*put.evidence, *adopted.evidence))))  # fmt: skip


def _against(name: str, against: bool) -> tuple[str, str, str]:
    return (f"{name}_difference", " against the status quo", _SAME) if against else (name, "", "")
