"""Missions on one day, a mission on two days, a mission under several cases."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from peaceops.errors import UnknownMissionError
from peaceops.questions import NotUnderstood
from peaceops.web.api.answering import kept, router
from peaceops.web.api.described import gives
from peaceops.web.api.parameters import (
    MissionInPath,
    Seed,
    acronym_of,
    case_for,
    checked_words,
    day_of,
    day_parameter,
)
from peaceops.web.asked import Question

answers = router("Comparisons")
MOST_MISSIONS, MOST_CASES = 6, 3
DATA = "data"
"""What stands for the data alone, in the place of a case."""


@answers.get(
    "/compare/missions",
    summary="Missions side by side",
    responses=gives(
        {"as_of": "2023-02-15", "edition": "...", "missions": ["UNMOGIP", "UNTSO"], "rows": []},
    ),
)
def missions_side_by_side(
    question: Question,
    mission: Annotated[
        list[str],
        Query(
            description="A mission by acronym, name or country; two to six are compared.",
            examples=["UNMOGIP"],
            min_length=2,
            max_length=MOST_MISSIONS,
        ),
    ],
    seed: Seed = 0,
) -> Any:
    """Set missions side by side: mandate, odds, strength, cost, deaths, host, peacekeepers.

    As `peaceops compare missions MISSION... --json`.
    """
    from peaceops.brief import as_plain
    from peaceops.compare import compare_missions

    acronyms = list(dict.fromkeys(acronym_of(question, name) for name in checked_words(mission)))
    if len(acronyms) < 2:
        raise NotUnderstood(f"only {acronyms[0]} is named", remedy="name two missions or more")

    def work() -> Any:
        edition = question.desk.edition
        return as_plain(compare_missions(edition, acronyms, question.day, seed=seed))

    return kept(question, "compare missions", work, tuple(acronyms), seed)


@answers.get(
    "/missions/{mission}/since",
    summary="What has changed since a day",
    responses=gives(
        {"mission": "UNMISS", "before": "2022-12-15", "as_of": "2023-02-15", "changes": []},
    ),
)
def changes_since_a_day(
    mission: MissionInPath,
    question: Question,
    before: Annotated[str, day_parameter("The earlier day", "2022-12-15")],
    seed: Seed = 0,
) -> Any:
    """Say what has changed from one day to another: decisions, odds, figures, statements, text.

    As `peaceops compare dates MISSION BEFORE DAY --json`. It composes two briefs, and takes some
    seconds where nobody has asked for it yet.
    """
    from peaceops.brief import as_plain
    from peaceops.compare import compare_dates

    early = day_of(before) or question.day
    if early >= question.day:
        raise NotUnderstood(f"{early} is not before {question.day}", remedy="name an earlier day")
    if early < question.desk.first_day:
        raise NotUnderstood(
            f"{early} lies before {question.desk.first_day}", remedy="name a later day"
        )
    acronym = acronym_of(question, mission)

    def work() -> Any:
        later = compare_dates(
            question.desk.edition,
            acronym,
            early,
            question.day,
            case=case_for(question, acronym),
            seed=seed,
        )
        if later.since is None:
            raise UnknownMissionError(f"{acronym} did not stand on {early}")
        return as_plain(later.since)

    return kept(question, "compare dates", work, acronym, early, seed)


@answers.get(
    "/missions/{mission}/cases",
    summary="A mission under several cases",
    responses=gives(
        {"mission": "UNMISS", "as_of": "2023-02-15", "cases": ["data", "mine"], "rows": []},
    ),
)
def cases_side_by_side(
    mission: MissionInPath,
    question: Question,
    name: Annotated[
        list[str],
        Query(
            description=f"A case of this desk, or `{DATA}` for the data without a case; two or "
            "three are compared.",
            examples=[DATA],
            min_length=2,
            max_length=MOST_CASES,
        ),
    ],
    seed: Seed = 0,
) -> Any:
    """Run a mission under several assumptions: what the cases state otherwise, and what follows.

    As `peaceops compare cases CASE... --mission MISSION --as-of DATE --json`.
    """
    from peaceops.brief import as_plain
    from peaceops.compare import compare_cases

    names = checked_words(name)
    if len(set(names)) < len(names):
        raise NotUnderstood("a case is named twice", remedy="name different ones")
    acronym = acronym_of(question, mission)
    stored = [None if text == DATA else question.desk.shelf.read(text) for text in names]

    def work() -> Any:
        cases = [None if entry is None else entry.case for entry in stored]
        edition = question.desk.edition
        return as_plain(compare_cases(edition, acronym, question.day, cases, seed=seed))

    versions = tuple(None if entry is None else entry.version for entry in stored)
    return kept(question, "compare cases", work, acronym, versions, seed)
