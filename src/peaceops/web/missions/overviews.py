"""Answers on all missions as of a day, each worked out once for whatever shows it."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from peaceops.domain.figures import Figure
from peaceops.edition import Edition
from peaceops.overview import (
    Calendar,
    MissionLine,
    MissionPlace,
    TellingDay,
    calendar,
    mission_places,
    missions,
    odds_of_end,
    telling_days,
)
from peaceops.questions import notes
from peaceops.web.desk import Desk

TELLING = 6
"""Telling days that the control of the date lists."""


def lines_on(desk: Desk, day: date) -> tuple[MissionLine, ...]:
    """Missions that stand on a day, each in one line."""
    return desk.answer(("missions", day), lambda: missions(desk.view(day)))


def calendar_on(desk: Desk, day: date) -> Calendar:
    """What is due in the twelve months from a day."""
    return desk.answer(("calendar", day), lambda: calendar(desk.view(day)))


def places_on(desk: Desk, day: date) -> dict[str, MissionPlace]:
    """Where the missions of a day are shown on a map."""

    def work() -> dict[str, MissionPlace]:
        return mission_places(desk.view(day), [line.mission for line in lines_on(desk, day)])

    return desk.answer(("places of missions", day), work)


def odds_on(desk: Desk, day: date) -> dict[str, Figure]:
    """Odds of an end, all ways, by mission; they take seconds the first time.

    They are the sum over the options that end a mission, which its brief lists apart.
    """

    def work() -> dict[str, Figure]:
        # One by one, so that a brief that is asked for meanwhile has its turn between two.
        acronyms = [line.mission.acronym for line in lines_on(desk, day)]
        odds = {mission: desk.ask(_odds_of, mission, day) for mission in acronyms}
        return {mission: figure for mission, figure in odds.items() if figure is not None}

    # Not heavy, though it takes seconds: a desk that starts works them out, and the first brief
    # that a reader asks for must not wait for them.
    return desk.answer(_odds_key(day), work, long=True)


def odds_are_ready(desk: Desk, day: date) -> bool:
    """Whether the odds of an end as of a day are worked out already."""
    return desk.has_answer(_odds_key(day))


def notes_on(desk: Desk, day: date, *, chosen: bool) -> list[str]:
    """What a reader must know of the data before an answer as of a day."""
    key = ("notes", day, chosen)
    return desk.answer(key, lambda: notes(desk.edition, day, chosen=chosen))


def telling_days_of(desk: Desk) -> tuple[TellingDay, ...]:
    """Days that are worth asking about: they are no answer as of a day, but the way to one."""
    key = ("telling days",)
    days = desk.answer(key, lambda: telling_days(desk.view(desk.last_day), TELLING))
    return tuple(telling for telling in days if telling.day >= desk.first_day)


def _odds_of(edition: Edition, mission: str, day: date) -> Figure | None:
    view = edition.as_of(day)
    return odds_of_end(view, [view.mission(mission)]).get(mission)


def _odds_key(day: date) -> Hashable:
    return ("odds of an end", day)
