"""What every option of a mission is run on: the status quo with its draws, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.case import Case
from peaceops.case.model import Assumption, CaseOption
from peaceops.domain.figures import Evidence
from peaceops.domain.threads import one_thread
from peaceops.edition.view import View
from peaceops.mission import (
    ContributorExitRate,
    CostBasis,
    StrengthOutlook,
    contributor_exit_rate,
    fatality_risk,
)
from peaceops.mission.exits import paths
from peaceops.options.assumed import BY_NAME, COST, drawn, in_use
from peaceops.options.changes import check
from peaceops.options.from_case import host_position
from peaceops.options.presence import TYPES, effect_draws
from peaceops.options.reach import Reach, reach
from peaceops.options.rooms import Rooms, ask_rooms
from peaceops.options.violence_ahead import deaths_ahead, months_ahead, record

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """The status quo of a mission, with draws that every option shares.

    Attributes:
        mission: Our name of it.
        as_of: Date of the view.
        months: First days of the months ahead.
        rooms: What the other rooms say.
        host: What the host wants, or ``None``.
        ceiling: Authorised military and police, persons, or ``None``.
        now: Strength in use, persons, or ``None``.
        record: Months of deaths in the hosts that were known, as evidence.
        deaths: Deaths under the status quo by type, shape (months, draws).
        risk: Draws of peacekeepers killed by malicious acts a person and month, or ``None``.
        reach: Violence around the places, where events of the hosts are at hand.
        leaving: How often a contributor leaves a mission that stays, or ``None``.
        exits: The paths of past exits.
        tasks: Tasks of the mandate, in the latest month on record.
        tasks_on: That month.
        assumptions: The running assumptions.
        assumed: Draws of them.
        effects: Draws of the log ratio of deaths at 10,000 troops more, by type.
        notes: What could not be said.
    """

    mission: str
    as_of: date
    months: tuple[date, ...]
    rooms: Rooms
    host: str | None
    ceiling: float | None
    now: float | None
    record: Evidence
    deaths: dict[str, Floats]
    risk: Floats | None
    reach: Reach | None
    leaving: ContributorExitRate | None
    exits: Mapping[str, Floats]
    tasks: tuple[str, ...]
    tasks_on: date | None
    assumptions: dict[str, Assumption]
    assumed: dict[str, Floats]
    effects: dict[str, Floats]
    draws: int
    seed: int
    notes: tuple[str, ...]

    @property
    def outlook(self) -> StrengthOutlook:
        """Strength ahead, the same that the mission's section shows."""
        return self.rooms.picture.outlook

    @property
    def options(self) -> tuple[CaseOption, ...]:
        """The options on the table."""
        return self.rooms.options


@one_thread()
def ground(
    view: View,
    mission: str,
    *,
    case: Case | None = None,
    rooms: Rooms | None = None,
    horizon: int = 12,
    draws: int = 2000,
    seed: int = 0,
) -> Ground:
    """Ask every model once.

    Args:
        view: What was known.
        mission: Our name of the mission.
        case: What the analyst knows and assumes.
        rooms: What the other rooms say, if they were asked already.
        horizon: Months ahead, 1 to 24.
        draws: Draws of everything, 100 or more.
        seed: Same arguments and seed, same draws.

    Raises:
        ValueError: The horizon or the number of draws is out of bounds.
        CaseError: An option names a task or a place that is not on record.
    """
    if not 1 <= horizon <= 24 or draws < 100:
        raise ValueError(f"horizon {horizon} must be 1 to 24, draws {draws} 100 or more")
    lacking = list[str]()
    with ThreadPoolExecutor(1) as aside:  # trees are grown without Python's lock, votes with it
        deaths = aside.submit(deaths_ahead, view, mission, horizon, draws, seed, lacking)
        if rooms is None:
            rooms = ask_rooms(
                view,
                mission,
                case=case,
                horizon=horizon,
                draws=draws,
                seed=seed,
                with_record=False,
            )
    seen, notes = rooms.picture, list[str]()
    tasks, tasks_on = _tasks(view, mission)
    check(rooms.options, tasks, seen.footprint.sites)
    base = seen.strength.baseline
    now = float(base.total) if base else None
    assumptions = in_use(case.assumptions if case else (), now)
    if assumptions[COST] is BY_NAME[COST] and seen.cost.heads:
        assumptions[COST] = _cost_a_head(seen.cost)
    assumed = {**drawn(assumptions, draws, seed), "replaced": seen.outlook.replaced}
    risk = fatality_risk(view, view.mission(mission), seen.strength, draws=draws, seed=seed)
    notes.extend(gap.why for gap in (*seen.outlook.gaps, *risk.gaps))
    if not rooms.votes.options:
        notes.append("No odds of adoption: the Council's record is not in the edition.")
    return Ground(
        mission=mission, as_of=view.as_of, months=tuple(months_ahead(view.as_of, horizon)),
        rooms=rooms, host=host_position(case), ceiling=rooms.ceiling, now=now,
        record=record(view, mission),
        deaths=deaths.result(),
        risk=risk.draws if risk.rate else None, exits=paths(view),
        reach=reach(view, mission, seen.footprint.sites), leaving=contributor_exit_rate(view),
        tasks=tasks, tasks_on=tasks_on, assumptions=assumptions,
        assumed=assumed,
        effects={kind: effect_draws(kind, draws, seed) for kind in TYPES}, draws=draws, seed=seed,
        notes=(*notes, *lacking),
    )  # fmt: skip


def _cost_a_head(cost: CostBasis) -> Assumption:
    """What the mission's own money, or that of missions of its kind, comes to a head."""
    heads = cost.heads or 1.0
    low, value, high = (bound / heads for bound in cost.bounds)
    return Assumption.model_construct(
        id=COST,
        text=BY_NAME[COST].text,
        value=value,
        low=low if high > low else None,
        high=high if high > low else None,
        unit=BY_NAME[COST].unit,
        reason=cost.per_year.method,
    )


def _tasks(view: View, mission: str) -> tuple[tuple[str, ...], date | None]:
    if not view.has("mandate_tasks"):
        return (), None
    rows = view.table("mandate_tasks").filter(pl.col("mission") == mission)
    if rows.is_empty():
        return (), None
    last: date = rows["month"].max()  # type: ignore[assignment]
    return tuple(rows.filter(pl.col("month") == last)["task"].unique().sort()), last
