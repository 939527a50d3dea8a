"""All that the mission room knows of one mission, as of one date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peaceops.domain.figures import Figure, Gap, figures_in, unique_figures
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.evaluate import TrackRecord
from peaceops.mission.appropriation import Appropriation, appropriation
from peaceops.mission.budget import CostBasis, Money, cost_basis, money
from peaceops.mission.departures import Departures, project_departures
from peaceops.mission.footprint import Footprint, footprint
from peaceops.mission.inputs import Departure, StatedStrength
from peaceops.mission.strength import Strength, strength
from peaceops.mission.strength_outlook import DRAWS, HORIZON, REPLACED, StrengthOutlook, outlook_of
from peaceops.mission.strength_record import strength_records


@dataclass(frozen=True)
class MissionPicture:
    """A mission as known on a date.

    Attributes:
        mission: Our name of it.
        strength: Figures, ceiling, contributors.
        outlook: Strength ahead: the one path that everybody uses.
        departures: Announced departures and what they leave.
        footprint: Bases, who stands there, what hangs on few.
        money: Money known.
        cost: What its cost is counted from.
        appropriation: What was approved for it, until when it is paid, and what it pays for.
        records: How strength was forecast before, against simple methods.
        figures: All figures of the room, keys unique.
        gaps: All that is missing.
    """

    mission: str
    strength: Strength
    outlook: StrengthOutlook
    departures: Departures
    footprint: Footprint
    money: Money
    cost: CostBasis
    appropriation: Appropriation
    records: tuple[TrackRecord, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def picture(
    view: View,
    mission: Mission,
    *,
    stated_strength: StatedStrength | None = None,
    departures: Sequence[Departure] = (),
    replaced: tuple[float, float, float] = REPLACED,
    horizon: int = HORIZON,
    draws: int = DRAWS,
    seed: int = 0,
) -> MissionPicture:
    """Gather what is known of a mission, and its strength ahead.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.
        stated_strength: A stated figure; it replaces older data as the figure in use.
        departures: Announced departures.
        replaced: Share of them that others replace within a year: least, likeliest, most.
        horizon: Months ahead.
        draws: Draws of strength ahead.
        seed: Seed of every random draw.

    Raises:
        ValueError: The stated strength is dated after the view.
    """
    ceiling = (mission.mandate.ceiling.military, mission.mandate.ceiling.police)
    current = strength(view, mission.acronym, ceiling=ceiling, stated=stated_strength)
    leaving = project_departures(view, current, departures)
    bases = footprint(view, mission.acronym, baseline=current.baseline, leaving=leaving.leaving)
    cost = cost_basis(view, mission, current)
    outlook = outlook_of(
        view,
        mission,
        current,
        departures=departures,
        ceiling=ceiling,
        replaced=replaced,
        horizon=horizon,
        draws=draws,
        seed=seed,
    )
    spending = money(view, mission.acronym, current)
    approval = appropriation(view, mission, current, cost)
    # Without any appropriation on record the gap of the cost says enough.
    unpaid = approval.gaps if approval.start is not None else ()
    figures = [
        *current.figures,
        *leaving.figures,
        *(figure for figure in (outlook.in_6, outlook.in_12) if figure is not None),
        *outlook.ceiling_effects,
        *bases.figures,
        *figures_in((spending, cost)),
        *(approval.figures if approval.start is not None else ()),
    ]
    return MissionPicture(
        mission=mission.acronym,
        strength=current,
        outlook=outlook,
        departures=leaving,
        footprint=bases,
        money=spending,
        cost=cost,
        appropriation=approval,
        records=strength_records(view),
        figures=tuple(unique_figures(figures)),
        gaps=(*current.gaps, *leaving.gaps, *outlook.gaps, *bases.gaps, *cost.gaps, *unpaid),
    )
