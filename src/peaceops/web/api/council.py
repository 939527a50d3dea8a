"""The Council: votes, members, who votes like whom, the rule, and the odds of drafts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query

from peaceops.questions import NotUnderstood
from peaceops.web.api.answering import Answer, kept, router
from peaceops.web.api.described import gives
from peaceops.web.api.parameters import (
    CountryInPath,
    MissionInPath,
    Seed,
    acronym_of,
    case_for,
    checked_words,
    country_of,
    day_of,
    day_parameter,
    word_parameter,
    words_parameter,
)
from peaceops.web.asked import Question

answers = router("Council")


@answers.get(
    "/council/votes",
    summary="Votes of the Council",
    responses=gives(
        {
            "edition": "starter-7a3b2766e57a",
            "as_of": "2023-02-15",
            "votes": [{"date": "2022-03-15", "decision": "S/RES/2625 (2022)", "yes": 13}],
        },
    ),
)
def votes_of_the_council(
    question: Question,
    member: Annotated[
        list[str] | None,
        words_parameter("How this member voted, by name or code", "FRA"),
    ] = None,
    mission: Annotated[
        str | None,
        word_parameter("Only decisions on this mission; it may have closed.", "UNMOGIP"),
    ] = None,
    since: Annotated[str | None, day_parameter("First day", "2022-01-01")] = None,
    until: Annotated[str | None, day_parameter("Last day", "2022-12-31")] = None,
    theme: Annotated[
        str | None,
        word_parameter("Words of the topic, agenda item or title.", "sanctions"),
    ] = None,
) -> Any:
    """List the Council's votes: a row a draft, or with members a row a member's vote.

    As `peaceops council votes --as-of DATE --json`.
    """
    from peaceops.edition import mission_on_record
    from peaceops.overview import council_votes
    from peaceops.questions import votes_values

    first, last = day_of(since), day_of(until)
    if first and last and first > last:
        raise NotUnderstood(f"{first} is after {last}", remedy="name an earlier first day")
    edition = question.desk.edition
    codes = list(dict.fromkeys(country_of(name) for name in checked_words(member or [])))
    listed = council_votes(
        question.view,
        members=codes,
        mission=mission_on_record(edition, mission) if mission else None,
        since=first,
        until=last,
        theme=theme,
    )
    return Answer(votes_values(edition.name, question.day, listed))


@answers.get(
    "/council/members",
    summary="Who sits on the Council",
    responses=gives(
        {
            "as_of": "2023-02-15",
            "edition": "starter-7a3b2766e57a",
            "members": [{"country": "CHN", "name": "China", "permanent": True, "until": None}],
        },
    ),
)
def members_of_the_council(question: Question) -> Any:
    """List the members seated on the day, with their terms."""
    from peaceops.council import seats

    return Answer(
        {
            "as_of": question.day,
            "edition": question.desk.edition.name,
            "members": seats(question.view).to_dicts(),
        }
    )


@answers.get(
    "/council/members/{country}",
    summary="How a member voted",
    responses=gives(
        {
            "country": "CHN",
            "as_of": "2023-02-15",
            "votes": [],
            "by_year": [],
            "by_mission": [],
            "by_theme": [],
        },
    ),
)
def record_of_a_member(country: CountryInPath, question: Question) -> Any:
    """Sum up how a state voted on the Council: by year, by mission and by theme."""
    from peaceops.brief import as_plain
    from peaceops.overview import member_record

    code = country_of(country)
    return kept(
        question, "member", lambda: as_plain(member_record(question.view, code)), code, quick=True
    )


@answers.get(
    "/council/agreement",
    summary="Who votes like whom",
    responses=gives(
        {
            "since": "2022-01-01",
            "until": "2023-02-15",
            "contested": 40,
            "drafts": 60,
            "members": ["CHN", "RUS"],
            "pairs": {},
        },
    ),
)
def agreement_of_members(
    question: Question,
    since: Annotated[str, day_parameter("First day", "2022-01-01")] = "2022-01-01",
    until: Annotated[str | None, day_parameter("Last day", "2022-12-31")] = None,
    member: Annotated[
        list[str] | None,
        words_parameter("Only this member, by name or code", "CHN"),
    ] = None,
) -> Any:
    """Say how often members voted alike on drafts that not all supported."""
    from peaceops.brief import as_plain
    from peaceops.overview import agreement

    first, last = day_of(since) or question.day, day_of(until)
    codes = [country_of(name) for name in checked_words(member or [])]
    return kept(
        question,
        "agreement",
        lambda: as_plain(agreement(question.view, codes or None, since=first, until=last)),
        first,
        last,
        tuple(codes),
        quick=True,
    )


@answers.get(
    "/missions/{mission}/outlook",
    summary="The odds of drafts on a mission",
    responses=gives(
        {
            "mission": "UNMISS",
            "as_of": "2023-02-15",
            "term": None,
            "agenda": "renewal",
            "draft_kinds": {"renew": 0.9},
            "options": [],
            "record": [],
            "gaps": [],
            "penholder": {},
        },
        term="text?",
        agenda="text?",
    ),
)
def outlook_on_a_mission(
    mission: MissionInPath,
    question: Question,
    kind: Annotated[
        list[str] | None,
        words_parameter(
            "What the draft does: renew, rollover, reduce, increase, terminate or amend", "renew"
        ),
    ] = None,
    term: Annotated[
        str | None,
        Query(description="Its term in months, as 12m.", examples=["12m"], max_length=8),
    ] = None,
    sponsor: Annotated[
        list[str] | None,
        words_parameter(
            "A member that submits it, by code; by default those who usually do", "FRA"
        ),
    ] = None,
    host_position: Annotated[
        str | None,
        word_parameter("consents, restricts or asks-to-leave.", "consents"),
    ] = None,
    position: Annotated[
        list[str] | None, words_parameter("A member's position: CODE=POSITION", "RUS=against")
    ] = None,
    record: Annotated[
        bool, Query(description="Score the odds on past votes as well.", examples=[False])
    ] = False,
) -> Any:
    """Give the odds that a draft is put to the vote, and adopted if it is, member by member.

    As `peaceops council outlook MISSION --json`; `draft_kinds` holds the odds of each kind.
    """
    from peaceops.mandate import penholders
    from peaceops.questions import (
        council_outlook,
        draft_kinds_meant,
        outlook_values,
        positions_meant,
        term_meant,
    )

    kinds, months = draft_kinds_meant(kind), term_meant(term)
    stated = positions_meant(checked_words(position or []))
    sponsors = tuple(checked_words(sponsor or []))
    acronym = acronym_of(question, mission)

    def work() -> Any:
        view = question.view
        answer = council_outlook(
            view,
            acronym,
            kinds,
            positions=stated,
            host_position=host_position,
            sponsors=sponsors,
            case=case_for(question, acronym),
            with_record=record,
        )
        return outlook_values(answer, penholders(view, acronym), acronym, question.day, months)

    parts = (tuple(kinds), months, sponsors, host_position, tuple(sorted(stated.items())), record)
    return kept(question, "outlook", work, acronym, *parts)


@answers.get(
    "/missions/{mission}/odds-history",
    summary="Odds as evidence arrived",
    responses=gives(
        {
            "mission": "UNMISS",
            "edition": "starter-7a3b2766e57a",
            "case": None,
            "record": "retrospective",
            "days": [],
            "arrived": [],
        },
        case="text?",
    ),
)
def odds_over_time_of_a_mission(
    mission: MissionInPath,
    question: Question,
    start: Annotated[str, day_parameter("First day", "2023-01-15", "from")],
    step: Annotated[
        Literal["day", "week", "month"],
        Query(description="How far days are apart.", examples=["month"]),
    ] = "month",
    seed: Seed = 0,
) -> Any:
    """Follow the odds of each kind of draft, and the deaths ahead, up to the day.

    As `peaceops council history MISSION --from DATE --to DATE --step month --json`. It takes about
    a second a day; no more than 13 days are asked at once.
    """
    from peaceops.compare import days_of, odds_over_time
    from peaceops.questions import odds_over_time_values

    first = day_of(start) or question.day
    acronym = acronym_of(question, mission)
    try:
        days = days_of(first, question.day, step)
    except ValueError as error:
        raise NotUnderstood(str(error)) from None
    if len(days) > MOST_DAYS:
        raise NotUnderstood(
            f"{len(days)} days are more than {MOST_DAYS}",
            remedy="take wider steps or a later first day",
        )

    def work() -> Any:
        course = odds_over_time(
            question.desk.edition,
            acronym,
            first,
            question.day,
            step=step,
            case=case_for(question, acronym),
            seed=seed,
        )
        return odds_over_time_values(course)

    return kept(question, "odds history", work, acronym, first, step, seed)


MOST_DAYS = 13
"""Days of a history that are asked at once: a year, month by month."""
