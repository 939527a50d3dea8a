"""The status quo of a mission: what every option is a change of, with draws that all share.

Where a mandate runs out or is open-ended the mission stays as it is; where its end is decided, the
status quo is the drawdown as decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from peaceops.case import Assumption, Case, CaseOption, Term, term_of, timelines
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Gap
from peaceops.domain.mission import Mission, MissionKind
from peaceops.domain.months import months_after, months_between
from peaceops.domain.threads import one_thread
from peaceops.edition import View
from peaceops.mission import (
    ContributorExitRate,
    FatalityRisk,
    StrengthOutlook,
    contributor_exit_rate,
    exit_paths,
    fatality_risk,
)
from peaceops.options.assumptions import draw_assumptions, in_use
from peaceops.options.borrowed import NamedEffect, named_effects
from peaceops.options.changes import check
from peaceops.options.coverage import Coverage, coverage
from peaceops.options.inputs import DRAWS, HORIZON, REPLACED, Inputs, gather_inputs
from peaceops.options.outlooks import (
    CostBasis,
    DeathsAhead,
    cost_basis,
    deaths_ahead,
    with_assumed_cost,
)
from peaceops.options.troop_effect import DEATHS, effect_draws

STATUS_QUO = "status-quo"
"""The identifier of the status quo among options."""


@dataclass(frozen=True)
class StatusQuo:
    """The status quo of a mission, with draws that every option shares.

    Attributes:
        inputs: What the other rooms say.
        term: What becomes of the mandate if nothing is decided.
        months: First days of the months ahead.
        base_level: What a change of the ceiling is taken from: the ceiling, or the strength where
            none is on record; ``None`` without either, and for political missions.
        strength: The mission room's strength ahead: the one path.
        deaths: Deaths if nothing changes.
        fatality_risk: Risk of peacekeepers.
        cost: What the mission costs in a year.
        coverage: Violence around the bases, where events of the hosts are at hand.
        exit_rate: How often a contributor leaves a mission that stays, or ``None``.
        exits: The paths of past exits.
        tasks: Tasks of the mandate, in the latest month on record.
        tasks_on: That month.
        assumptions: The planning assumptions in use.
        assumed: Draws of them.
        effects: Draws of the log ratio of deaths at 10,000 troops more, by type; zero where the
            mission is not held to move the war.
        named_effects: Published effects that the case names.
        draws: How many draws.
        seed: Seed of them.
        gaps: What could not be said.
    """

    inputs: Inputs
    term: Term
    months: tuple[date, ...]
    base_level: float | None
    strength: StrengthOutlook
    deaths: DeathsAhead
    fatality_risk: FatalityRisk
    cost: CostBasis
    coverage: Coverage | None
    exit_rate: ContributorExitRate | None
    exits: Mapping[str, Floats]
    tasks: tuple[str, ...]
    tasks_on: date | None
    assumptions: dict[str, Assumption]
    assumed: dict[str, Floats]
    effects: dict[str, Floats]
    named_effects: tuple[NamedEffect, ...]
    draws: int
    seed: int
    gaps: tuple[Gap, ...]

    @property
    def mission(self) -> Mission:
        """The mission on the date."""
        return self.inputs.mission

    @cached_property
    def base_sizes(self) -> dict[str, float]:
        """People at each base whose size is on record, largest first."""
        sites = self.inputs.picture.footprint.sites.drop_nulls("personnel")
        sized = sites.group_by("location", maintain_order=True).agg(pl.col("personnel").sum())
        sized = sized.sort("personnel", "location", descending=[True, False])
        return {name: float(size) for name, size in sized.iter_rows()}

    @property
    def as_of(self) -> date:
        """Date of the view."""
        return self.inputs.mission.as_of

    @property
    def options(self) -> tuple[CaseOption, ...]:
        """The options on the table."""
        return self.inputs.options

    @property
    def host(self) -> str | None:
        """What the host wants."""
        return self.inputs.host_position

    @property
    def ceiling(self) -> float | None:
        """Authorised military and police, persons."""
        return self.inputs.ceiling

    @property
    def now(self) -> float | None:
        """Strength in use, persons."""
        return self.inputs.strength_now

    @property
    def months_to_end(self) -> float | None:
        """Months to the last day of a drawdown that was decided; ``None`` if not known."""
        ends = self.mission.mandate.leaves_by
        if self.term is not Term.DRAWDOWN or ends is None or ends <= self.as_of:
            return None
        return float(max(1, months_between(self.as_of, ends)))


@one_thread()
def status_quo(
    view: View,
    mission: str,
    *,
    case: Case | None = None,
    inputs: Inputs | None = None,
    horizon: int = HORIZON,
    draws: int = DRAWS,
    seed: int = 0,
) -> StatusQuo:
    """Gather what options are changes of, and draw it once.

    Args:
        view: What was known.
        mission: Acronym of the mission.
        case: What the analyst knows and assumes.
        inputs: What the other rooms say, if they were asked already, with as many draws over as
            many months.
        horizon: Months ahead, 1 to 24.
        draws: Draws of everything, 100 or more.
        seed: Same arguments and seed, same draws.

    Raises:
        ValueError: The horizon or the number of draws is out of bounds, or not that of ``inputs``.
        CaseError: An option names a task or a base that is not on record, or the case names a
            published effect that is not known or does not fit.
    """
    if not 1 <= horizon <= 24 or draws < 100:
        raise ValueError(f"horizon {horizon} must be 1 to 24, draws {draws} 100 or more")
    if inputs is None:
        inputs = gather_inputs(view, mission, case=case, horizon=horizon, draws=draws, seed=seed)
    drawn = inputs.picture.outlook.draws.shape
    if drawn[1] and drawn != (horizon, draws):
        raise ValueError(f"the inputs hold {drawn} months and draws, not {(horizon, draws)}")
    operation, sites = inputs.mission, inputs.picture.footprint.sites
    tasks, tasks_on = _tasks(view, mission)
    check(inputs.options, tasks, sites)
    options = (*inputs.options, *timelines(operation, inputs.options))
    assumptions = in_use(
        operation,
        options,
        case.assumptions if case else (),
        inputs.strength_now,
        inputs.host_position,
    )
    assumptions = with_assumed_cost(assumptions, inputs)
    strength = inputs.picture.outlook
    # The path of the mission room rests on draws of its own of what others replace.
    replaced = {REPLACED: strength.replaced} if strength.replaced.size == draws else {}
    assumed = draw_assumptions(assumptions, draws, seed) | replaced
    cost = cost_basis(inputs, assumed, draws, seed)
    assumed = assumed | ({cost.name: cost.dollars} if cost.assumption else {})
    deaths = deaths_ahead(view, inputs, horizon, draws, seed)
    risk = fatality_risk(view, operation, inputs.picture.strength, draws=draws, seed=seed)
    moves = operation.moves_the_war
    return StatusQuo(
        inputs=inputs,
        term=term_of(operation.mandate),
        months=tuple(months_after(view.as_of, horizon)),
        base_level=_base_level(inputs),
        strength=strength,
        deaths=deaths,
        fatality_risk=risk,
        cost=cost,
        coverage=coverage(view, operation, sites),
        exit_rate=contributor_exit_rate(view),
        exits=exit_paths(view),
        tasks=tasks,
        tasks_on=tasks_on,
        assumptions=assumptions,
        assumed=assumed,
        effects={
            kind: effect_draws(kind, draws, seed) if moves else np.zeros(draws) for kind in DEATHS
        },
        named_effects=named_effects(view, operation, inputs.options, case),
        draws=draws,
        seed=seed,
        gaps=(*strength.gaps, *deaths.gaps, *risk.gaps),
    )


def _base_level(inputs: Inputs) -> float | None:
    if inputs.mission.kind is MissionKind.POLITICAL:
        return None
    return inputs.strength_now if inputs.ceiling is None else float(inputs.ceiling)


def _tasks(view: View, mission: str) -> tuple[tuple[str, ...], date | None]:
    if not view.has("mandate_tasks"):
        return (), None
    rows = view.table("mandate_tasks").filter(pl.col("mission") == mission)
    if rows.is_empty():
        return (), None
    last: date = rows["month"].max()  # type: ignore[assignment]
    return tuple(rows.filter(pl.col("month") == last)["task"].unique().sort()), last
