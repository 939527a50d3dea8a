"""What is not known of a strength that is old."""

from __future__ import annotations

from peaceops.domain.figures import Gap
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission
from peaceops.domain.months import month_of, months_between
from peaceops.edition import TABLES, View
from peaceops.mission.strength import Strength
from peaceops.mission.strength_forecast import OLDEST


def gaps_of_age(view: View, mission: Mission, current: Strength) -> tuple[Gap, ...]:
    base = current.baseline
    if base is None:
        return ()
    age = months_between(base.on, view.as_of)
    if age <= OLDEST:
        return ()
    return (
        Gap(
            "mission.strength_in_use_old",
            message(
                "Uniformed personnel of {acronym} after {on:%B %Y}",
                acronym=mission.acronym,
                on=month_of(base.on),
            ),
            message(
                "the newest figure in the data ({basis}) is {age} months old; the forecast "
                "treats it as {oldest} months old, so its interval is too narrow for what may "
                "have changed since",
                basis=base.basis,
                age=age,
                oldest=OLDEST,
            ),
            message(
                "{how_to_get}, or state the strength in the assumptions file",
                how_to_get=TABLES["strength"].how_to_get,
            ),
        ),
    )
