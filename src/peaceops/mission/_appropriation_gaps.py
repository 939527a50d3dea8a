"""What of a mission's money is not on record, and how to get it."""

from __future__ import annotations

from datetime import date

from peaceops.domain.days import long_day
from peaceops.domain.figures import Figure, Gap
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission, MissionKind
from peaceops.edition import TABLES, View
from peaceops.mission.budget import CostBasis


def appropriation_gaps(
    view: View,
    mission: Mission,
    end: date | None,
    paid_until: Figure | None,
    approved: Figure | None,
    per_head: Figure | None,
    cost: CostBasis,
) -> tuple[Gap, ...]:
    remedy = TABLES["appropriations"].how_to_get
    acronym = mission.acronym
    if end is None:
        why = "no appropriation of it is on record and known on the date"
        if mission.kind is MissionKind.POLITICAL:
            why = "special political missions are paid from the regular budget, which is not read"
        return (
            Gap(
                "mission.appropriation",
                message("What was approved for {acronym}", acronym=acronym),
                why,
                remedy,
            ),
        )
    gaps = []
    if end < view.as_of:
        gaps.append(
            Gap(
                "mission.appropriation",
                message(
                    "What was approved for {acronym} after {end}",
                    acronym=acronym,
                    end=long_day(end),
                ),
                message(
                    "the latest appropriation on record is of the year to {end}", end=long_day(end)
                ),
                remedy,
            )
        )
    if paid_until is None:
        gaps.append(
            Gap(
                "mission.paid_until",
                message("Until when {acronym} is paid", acronym=acronym),
                "how its appropriation is apportioned is not on record",
                TABLES["apportionments"].how_to_get,
            )
        )
    elif (day := date.fromisoformat(str(paid_until.value))) < view.as_of <= end:
        gaps.append(
            Gap(
                "mission.paid_until",
                message(
                    "Whether {acronym} is paid after {day}", acronym=acronym, day=long_day(day)
                ),
                "the next part of its appropriation hangs on a decision that is not on record",
                TABLES["mandates"].how_to_get,
            )
        )
    ends = mission.mandate.ends
    if paid_until is not None and ends is not None and ends < min(view.as_of, end):
        gaps.append(
            Gap(
                "mission.mandate_ends",
                message("Until when the mandate of {acronym} runs", acronym=acronym),
                message(
                    "the last term on record ended on {ends}; a later decision is not on record",
                    ends=long_day(ends),
                ),
                TABLES["mandates"].how_to_get,
            )
        )
    if approved is not None and per_head is None and cost.follows_strength:
        gaps.append(
            Gap(
                "mission.affordable",
                message("What strength the approved money of {acronym} pays", acronym=acronym),
                "its spending and its strength are not both on record, so that no cost a head is "
                "known",
                TABLES["expenditure"].how_to_get,
            )
        )
    return tuple(gaps)
