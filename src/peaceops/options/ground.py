"""What every option of a mission is run on: the status quo with its draws, gathered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from peaceops.mission.ahead import forecaster
from peaceops.mission.exits import paths
from peaceops.mission.hazard import Hazard, hazard
from peaceops.mission.inputs import months_between
from peaceops.options.assumed import drawn, in_use
from peaceops.options.changes import ceilings, check
from peaceops.options.from_case import host_position
from peaceops.options.losses import risk
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
        strength: Draws by ceiling, shape (months, draws): ``None`` is the status quo's.
        departures: Dated departures: month (1, 2, ...) and persons; month 0 for undated ones.
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
    strength: dict[float | None, Floats]
    departures: tuple[tuple[int, float], ...]
    record: Evidence
    deaths: dict[str, Floats]
    risk: Floats | None
    reach: Reach | None
    leaving: Hazard | None
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
            rooms = ask_rooms(view, mission, case=case, seed=seed, with_record=False)
    seen, notes = rooms.picture, list[str]()
    tasks, tasks_on = _tasks(view, mission)
    check(rooms.options, tasks, seen.footprint.sites)
    base = seen.strength.baseline
    now = float(base.total) if base else None
    assumptions = in_use(case.assumptions if case else (), now)
    if not rooms.votes.options:
        notes.append("No odds of adoption: the Council's record is not in the edition.")
    return Ground(
        mission=mission, as_of=view.as_of, months=tuple(months_ahead(view.as_of, horizon)),
        rooms=rooms, host=host_position(case), ceiling=rooms.ceiling, now=now,
        strength=_strength(view, mission, rooms, horizon, draws, seed, notes),
        departures=_leaving(rooms, view.as_of),
        record=record(view, mission),
        deaths=deaths.result(),
        risk=risk(view, mission, seen, draws, seed, notes), exits=paths(view),
        reach=reach(view, mission, seen.footprint.sites), leaving=hazard(view, seed=seed),
        tasks=tasks, tasks_on=tasks_on, assumptions=assumptions,
        assumed=drawn(assumptions, draws, seed),
        effects={kind: effect_draws(kind, draws, seed) for kind in TYPES}, draws=draws, seed=seed,
        notes=(*notes, *lacking),
    )  # fmt: skip


def _strength(
    view: View, mission: str, rooms: Rooms, horizon: int, draws: int, seed: int, notes: list[str]
) -> dict[float | None, Floats]:
    base = rooms.picture.strength.baseline
    if base is None:
        notes.append("No strength of the mission is known: state it in the case.")
        return {}
    age = months_between(base.on, view.as_of)
    if age > 6:
        notes.append(f"The strength in use is {age} months old ({base.basis}).")
    ahead = forecaster(view, mission, base, ceiling=rooms.ceiling, horizon=horizon)
    wanted = _levels(rooms.options, rooms.ceiling, view.as_of)
    if ahead is None:
        notes.append("Too few months of strength are on record for a forecast: it is held.")
        held = np.full((horizon, draws), float(base.total))
        return dict.fromkeys((None, *wanted), held)
    return {
        one: ahead.draw(new_ceiling=one, draws=draws, seed=seed).values for one in (None, *wanted)
    }


def _levels(options: Sequence[CaseOption], ceiling: float | None, as_of: date) -> list[float]:
    return sorted({level for one in options for _, level in ceilings(one, ceiling, as_of)})


def _leaving(rooms: Rooms, as_of: date) -> tuple[tuple[int, float], ...]:
    treatment = pl.col("treatment").str
    counted = rooms.picture.departures.listed.filter(
        treatment.starts_with("counted") | treatment.starts_with("no date")
    )
    return tuple(
        (0 if by is None else max(1, months_between(as_of, by)), float(personnel))
        for by, personnel in counted.select("by", "personnel").iter_rows()
    )


def _tasks(view: View, mission: str) -> tuple[tuple[str, ...], date | None]:
    if not view.has("mandate_tasks"):
        return (), None
    rows = view.table("mandate_tasks").filter(pl.col("mission") == mission)
    if rows.is_empty():
        return (), None
    last: date = rows["month"].max()  # type: ignore[assignment]
    return tuple(rows.filter(pl.col("month") == last)["task"].unique().sort()), last
