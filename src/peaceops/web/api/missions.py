"""Missions, the calendar, and what is known of one mission."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from peaceops.questions import NotUnderstood
from peaceops.web.api.answering import Answer, kept, router
from peaceops.web.api.described import gives
from peaceops.web.api.parameters import MissionInPath, acronym_of, day_of, day_parameter
from peaceops.web.asked import Question

answers = router("Missions")

_LINE = {
    "mission": "UNMISS",
    "name": "United Nations Mission in South Sudan",
    "hosts": "SSD",
    "kind": "multidimensional peacekeeping",
    "status": "in force",
    "ends": "2023-03-15",
    "days_left": 28,
}


@answers.get(
    "/missions",
    summary="Missions in a line each",
    responses=gives(
        {"as_of": "2023-02-15", "edition": "starter-7a3b2766e57a", "missions": [_LINE]},
    ),
)
def list_missions(
    question: Question,
    every: Annotated[
        bool, Query(alias="all", description="Missions that have closed too.", examples=[False])
    ] = False,
) -> Any:
    """List the missions that stand on the day, the one that ends first in the first line.

    As `peaceops missions --json`.
    """
    from peaceops.overview import missions
    from peaceops.questions import missions_values

    def work() -> Any:
        lines = missions(question.view, every=every)
        return missions_values(question.desk.edition.name, question.day, lines)

    return kept(question, "missions", work, every, quick=True)


@answers.get(
    "/calendar",
    summary="What is due",
    responses=gives(
        {
            "as_of": "2023-02-15",
            "edition": "starter-7a3b2766e57a",
            "from": "2023-02-15",
            "to": "2024-02-15",
            "entries": [{"day": "2023-03-15", "mission": "UNMISS", "kind": "mandate ends"}],
            "gaps": [],
        },
    ),
)
def calendar_of_missions(
    question: Question,
    start: Annotated[str | None, day_parameter("First day", "2023-02-15", "from")] = None,
    until: Annotated[
        str | None, day_parameter("Last day; a year later by default", "2023-06-30", "to")
    ] = None,
) -> Any:
    """Say which mandates end when, when the Council usually votes, and which reports are due.

    As `peaceops calendar --json`.
    """
    from peaceops.overview import calendar
    from peaceops.questions import calendar_values

    first, last = day_of(start), day_of(until)

    def work() -> Any:
        try:
            return calendar_values(calendar(question.view, start=first, until=last))
        except ValueError as error:
            raise NotUnderstood(str(error)) from None

    return kept(question, "calendar", work, first, last, quick=True)


@answers.get(
    "/missions/{mission}/brief",
    summary="The brief on a mission",
    responses=gives(
        {"schema_version": 2, "question": "What can the Security Council decide?", "figures": []},
    ),
)
def brief_on_a_mission(mission: MissionInPath, question: Question) -> Any:
    """Give the whole brief, the same as `brief.json` of `peaceops brief MISSION --formats json`.

    It takes some seconds where nobody has asked for it yet.
    """
    from peaceops.brief import contents

    acronym = acronym_of(question, mission)
    brief = question.desk.brief(acronym, question.day, question.case)
    return Answer(contents(brief, ("json",))["brief.json"])


@answers.get(
    "/missions/{mission}/strength",
    summary="Uniformed personnel by month",
    responses=gives(
        {
            "mission": "UNMISS",
            "as_of": "2023-02-15",
            "edition": "starter-7a3b2766e57a",
            "months": [{"month": "2017-01-01", "troops": 11650, "police": 1322, "total": 13072}],
        },
    ),
)
def strength_of_a_mission(mission: MissionInPath, question: Question) -> Any:
    """List a mission's uniformed personnel by month, beside the ceiling; it may have closed.

    As `peaceops mission strength MISSION --json`.
    """
    from peaceops.edition import mission_on_record
    from peaceops.overview import strength_by_month
    from peaceops.questions import strength_values

    edition = question.desk.edition
    acronym = mission_on_record(edition, mission)
    months = strength_by_month(question.view, acronym)
    return Answer(strength_values(months, acronym, question.day, edition.name))


@answers.get(
    "/missions/{mission}/money",
    summary="What was approved, and what it pays for",
    responses=gives(
        {
            "mission": "UNMISS",
            "as_of": "2025-08-01",
            "period": ["2025-07-01", "2026-06-30"],
            "figures": {},
            "parts": [],
            "gaps": [],
        },
        period="list?",
    ),
)
def money_of_a_mission(mission: MissionInPath, question: Question) -> Any:
    """Say what was approved for a mission, until when it is paid, and what strength it pays.

    As `peaceops mission money MISSION --json`.
    """
    from peaceops.mission import appropriation
    from peaceops.questions import money_values

    view = question.view
    operation = view.mission(acronym_of(question, mission))
    return Answer(money_values(appropriation(view, operation)))


@answers.get(
    "/missions/{mission}/actors",
    summary="Who fights whom in the hosts",
    responses=gives(
        {
            "mission": "UNMISS",
            "as_of": "2023-02-15",
            "hosts": ["SSD"],
            "until": "2022-12-01",
            "dyads": [],
            "actors": [],
            "years": [],
            "months": [],
            "coverage": [],
            "gaps": [],
        },
        until="day?",
        coverage="texts",
    ),
)
def actors_around_a_mission(mission: MissionInPath, question: Question) -> Any:
    """Name who fights whom and who kills civilians in a mission's hosts, with deaths by month.

    As `peaceops situation actors MISSION --json`.
    """
    from peaceops.questions import actors_values
    from peaceops.situation import actors

    acronym = acronym_of(question, mission)
    return kept(
        question,
        "actors",
        lambda: actors_values(actors(question.view, acronym)),
        acronym,
        quick=True,
    )


@answers.get(
    "/missions/{mission}/accords",
    summary="Peace agreements of the hosts",
    responses=gives(
        {
            "mission": "UNMISS",
            "as_of": "2023-02-15",
            "years": 10,
            "until": "2021-05-02",
            "fighting_until": 2021,
            "agreements": [],
            "groups": [],
            "lately": [],
            "gaps": [],
        },
        until="day?",
        fighting_until="whole?",
    ),
)
def accords_of_the_hosts(mission: MissionInPath, question: Question) -> Any:
    """Say which peace agreements the hosts have, who signed, and who fights outside of them.

    As `peaceops situation accords MISSION --json`.
    """
    from peaceops.questions import accords_values
    from peaceops.situation import accord_sides, accords

    acronym = acronym_of(question, mission)

    def work() -> Any:
        view = question.view
        operation = view.mission(acronym)
        return accords_values(accords(view, operation), accord_sides(view, operation))

    return kept(question, "accords", work, acronym, quick=True)


@answers.get(
    "/missions/{mission}/violence",
    summary="Violence ahead in the hosts",
    responses=gives({"as_of": "2023-02-15", "hosts": [{"country": "SSD"}]}),
)
def violence_ahead_of_a_mission(mission: MissionInPath, question: Question) -> Any:
    """Forecast the deaths of the months ahead in a mission's hosts, with the method's record."""
    from peaceops.brief import as_plain
    from peaceops.violence import outlook

    acronym = acronym_of(question, mission)

    def work() -> Any:
        view = question.view
        return as_plain(outlook(view, view.mission(acronym)))

    return kept(question, "violence", work, acronym)
