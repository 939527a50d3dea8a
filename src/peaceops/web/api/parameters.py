"""What parameters of questions mean, with their bounds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Path, Query

from peaceops.questions import NotUnderstood, day_meant
from peaceops.web.asked import Asked

if TYPE_CHECKING:
    from peaceops.case import Case

LARGEST_SEED = 2**31 - 1
MOST_REPEATED, LONGEST_WORD = 20, 120

MissionInPath = Annotated[
    str,
    Path(
        description="Acronym, name or country of the mission, as UNMISS or Mali.",
        examples=["UNMOGIP"],
        min_length=1,
        max_length=LONGEST_WORD,
    ),
]
CountryInPath = Annotated[
    str,
    Path(
        description="Name or ISO 3166 alpha-3 code of the country.",
        examples=["SSD"],
        min_length=1,
        max_length=LONGEST_WORD,
    ),
]
Seed = Annotated[
    int, Query(description="Seed of every random draw.", ge=0, le=LARGEST_SEED, examples=[0])
]
Draws = Annotated[
    int, Query(description="Draws of each figure.", ge=100, le=5_000, examples=[2000])
]
Horizon = Annotated[int, Query(description="Months ahead.", ge=1, le=24, examples=[12])]
Target = Annotated[
    str,
    Query(
        description="Type of deaths: `sb` state-based, `ns` non-state, `os` one-sided, `all` "
        "together.",
        pattern="^(sb|ns|os|all)$",
        examples=["all"],
    ),
]


def day_parameter(words: str, example: str, alias: str | None = None) -> Any:
    """A parameter that takes a day.

    Args:
        words: What the day is.
        example: A day.
        alias: Its name in the address, where that is no name of Python.
    """
    return Query(
        alias=alias, description=f"{words}, as {example}.", examples=[example], max_length=40
    )


def words_parameter(words: str, *examples: str) -> Any:
    """A parameter that may be repeated.

    Args:
        words: What each is.
        examples: Values of it.
    """
    return Query(
        description=f"{words}; may be repeated.",
        examples=list(examples),
        max_length=MOST_REPEATED,
    )


def word_parameter(words: str, example: str) -> Any:
    """A parameter that takes a word or a short text.

    Args:
        words: What it is, in a sentence.
        example: A value of it.
    """
    return Query(description=words, examples=[example], max_length=LONGEST_WORD)


def day_of(text: str | None) -> date | None:
    """The day that a parameter means; ``None`` without one.

    Raises:
        NotUnderstood: It is no day.
    """
    return day_meant(text) if text else None


def checked_words(texts: list[str]) -> list[str]:
    """The texts of a repeated parameter.

    Raises:
        NotUnderstood: One is too long.
    """
    for text in texts:
        if len(text) > LONGEST_WORD:
            raise NotUnderstood(
                f"{text[:40]!r}... has {len(text)} characters",
                remedy=f"write no more than {LONGEST_WORD}",
            )
    return texts


def acronym_of(question: Asked, name: str) -> str:
    """The acronym of the mission that a name means on the day.

    Raises:
        UnknownMissionError: There is none, or several, or it did not stand on the day.
    """
    from peaceops.edition import find_mission

    return find_mission(question.desk.edition, name, question.day)


def country_of(name: str) -> str:
    """The code of the country that a name means.

    Raises:
        NotFoundError: There is none.
    """
    from peaceops.domain.countries import UnknownCountry, country
    from peaceops.web.problems import NotFoundError

    try:
        return country(name).code
    except UnknownCountry as error:
        raise NotFoundError(error.what, remedy=error.remedy) from None


def case_for(question: Asked, mission: str) -> Case | None:
    """The case of a question, checked for a mission on the day; ``None`` without one.

    Raises:
        CaseError: It may not be used for the mission.
    """
    from peaceops.options import check_case

    if question.case is None:
        return None
    check_case(question.view, question.case.case, mission)
    return question.case.case
