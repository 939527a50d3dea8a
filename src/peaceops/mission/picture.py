"""All that the mission room knows of one mission, as of one date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.figures import Evidence, Figure, Gap, unique_figures
from peaceops.edition.view import View
from peaceops.errors import UnknownMission, suggestion
from peaceops.mission.departures import Departures, follow
from peaceops.mission.footprint import Footprint, footprint
from peaceops.mission.inputs import Departure, StatedStrength
from peaceops.mission.money import Money, money
from peaceops.mission.persistence import HORIZON, LEVEL, persistence, track_record
from peaceops.mission.strength import Ceiling, Strength, strength


@dataclass(frozen=True)
class MissionPicture:
    """A mission as known on a date.

    Attributes:
        mission: Our name of it.
        strength: Figures, ceiling, contributors.
        departures: Announced departures and what they leave.
        footprint: Places, who stands there, what hangs on few.
        money: Expenditure and cost a head.
        forecast: Persistence for 12 months: ``month, horizon, months_from_figure, total, low,
            high, past_changes``.
        track_record: Errors of persistence and coverage of its interval, by horizon.
        figures: All figures of the room, identifiers unique.
        gaps: All that is missing.
    """

    mission: str
    strength: Strength
    departures: Departures
    footprint: Footprint
    money: Money
    forecast: pl.DataFrame
    track_record: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def picture(
    view: View,
    mission: str,
    *,
    ceiling: Ceiling | None = None,
    stated_strength: StatedStrength | None = None,
    departures: Sequence[Departure] = (),
    seed: int = 0,
) -> MissionPicture:
    """Draw the picture of a mission from what was known.

    Args:
        view: What was known.
        mission: Our name of the mission.
        ceiling: Authorised military and police; ``None`` for what has no ceiling.
        stated_strength: A stated figure; it replaces older data as the figure in use.
        departures: Announced departures.
        seed: Taken for the sake of one signature; no figure here is random.

    Raises:
        UnknownMission: The view knows missions, and not this one.
        ValueError: The stated strength is dated after the view.
    """
    del seed
    _check(view, mission, stated_strength)
    known = strength(view, mission, ceiling=ceiling, stated=stated_strength)
    leaving = follow(view, known, departures)
    places = footprint(view, mission, baseline=known.baseline, leaving=leaving.leaving)
    cost = money(view, mission, known)
    ahead = persistence(view, mission, known.baseline)
    record = track_record(view)
    own, gaps = _forecast_findings(view, known, ahead)
    return MissionPicture(
        mission=mission,
        strength=known,
        departures=leaving,
        footprint=places,
        money=cost,
        forecast=ahead,
        track_record=record,
        figures=tuple(
            unique_figures((*known.figures, *leaving.figures, *own, *places.figures, *cost.figures))
        ),
        gaps=(*known.gaps, *leaving.gaps, *gaps, *places.gaps, *cost.gaps),
    )


def _check(view: View, mission: str, stated: StatedStrength | None) -> None:
    if stated is not None and stated.on > view.as_of:
        raise ValueError(f"the stated strength is of {stated.on}, after {view.as_of}")
    if not view.has("missions"):
        return
    names = view.table("missions")["mission"]
    if mission not in names:
        raise UnknownMission(
            f"no peace operation {mission!r} is known on {view.as_of}",
            remedy=suggestion(mission, names),
        )


def _forecast_findings(
    view: View, known: Strength, ahead: pl.DataFrame
) -> tuple[tuple[Figure, ...], tuple[Gap, ...]]:
    if ahead.is_empty() or known.baseline is None:
        return (), ()
    last = ahead.row(-1, named=True)
    if last["low"] is None:
        gap = Gap(
            "mission.strength_interval",
            "How far strength may move in twelve months",
            f"only {last['past_changes']} past changes over {last['months_from_figure']} "
            "months are on record",
            "add monthly strength of more missions to the edition",
        )
        return (), (gap,)
    evidence = [known.baseline.evidence]
    if view.has("strength"):
        evidence.append(
            Evidence.of("strength", "all missions, all months known", view.table("strength"))
        )
    found = Figure(
        key="mission.strength_ahead",
        label=f"Uniformed personnel {HORIZON} months ahead if the mission stays",
        value=last["total"],
        unit="persons",
        method="Persistence: strength stays as it is. The interval holds past changes over "
        f"{last['months_from_figure']} months of all missions that reported at both ends, "
        "missions in their first two years apart.",
        evidence=tuple(evidence),
        interval=(last["low"], last["high"]),
        level=LEVEL,
        assumption=known.baseline.basis == "stated",
    )
    return (found,), ()
