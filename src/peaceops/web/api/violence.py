"""Where deaths are to be expected in a country, and what its forecast rests on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from peaceops.errors import MissingTableError
from peaceops.web.api.answering import kept, router
from peaceops.web.api.described import gives
from peaceops.web.api.parameters import CountryInPath, Seed, Target, country_of
from peaceops.web.asked import Question

answers = router("Violence")


@answers.get(
    "/violence/{country}/explain",
    summary="What a forecast rests on",
    responses=gives(
        {
            "country": "SSD",
            "recorded_as": "SSD",
            "target": "all_types",
            "origin": "2022-12",
            "not_known": "...",
            "last_12": 512,
            "episodes": [],
            "moved": [],
            "unsure": [],
            "notes": [],
        },
        not_known="text?",
        last_12="number?",
        notes="texts",
    ),
)
def explanation_of_a_forecast(
    country: CountryInPath,
    question: Question,
    target: Target = "all",
    episodes: Annotated[
        int, Query(description="Past episodes that are given.", ge=1, le=100, examples=[10])
    ] = 10,
    seed: Seed = 0,
) -> Any:
    """Say which past episodes were most alike, what moved a forecast, where it is most unsure.

    As `peaceops violence explain COUNTRY --json`. It takes some seconds where nobody has asked for
    it yet.
    """
    from peaceops.questions import explanation_values, target_meant
    from peaceops.violence import explain

    code, kind = country_of(country), target_meant(target)

    def work() -> Any:
        answer = explain(question.view, code, target=kind, episodes=episodes, seed=seed)
        return explanation_values(answer)

    return kept(question, "explain", work, code, kind, episodes, seed)


@answers.get(
    "/violence/{country}/cells",
    summary="Where deaths are to be expected",
    responses=gives(
        {
            "country": "SSD",
            "target": "all_types",
            "model": "hurdle",
            "origin": "2022-12-01",
            "months": 12,
            "whole": None,
            "share_within_50_km": None,
            "cells": [],
        },
        whole="record?",
        share_within_50_km="number?",
    ),
)
def deaths_by_cell(
    country: CountryInPath,
    question: Question,
    target: Target = "all",
    months: Annotated[int, Query(description="Months ahead.", ge=1, le=36, examples=[12])] = 12,
    near: Annotated[
        list[str] | None,
        Query(
            description="A place, as 4.85,31.58; may be repeated. Gives the share of the deaths "
            "expected within 50 km of any.",
            examples=["4.85,31.58"],
            max_length=20,
        ),
    ] = None,
    seed: Seed = 0,
) -> Any:
    """Say where in a country deaths are to be expected over the months ahead.

    As `peaceops violence cells COUNTRY --json`, for countries whose events are on record.
    """
    from peaceops.domain.figures import Gap
    from peaceops.questions import cells_values, place_meant, target_meant
    from peaceops.violence import cells_ahead, share_within

    code, kind = country_of(country), target_meant(target)
    places = tuple(place_meant(text) for text in near or ())

    def work() -> Any:
        ahead = cells_ahead(question.view, code, target=kind, months=months, seed=seed)
        if isinstance(ahead, Gap):
            raise MissingTableError(f"{ahead.what}: {ahead.why}", remedy=ahead.remedy)
        return cells_values(ahead, share_within(ahead.table, list(places)) if places else None)

    return kept(question, "cells", work, code, kind, months, places, seed)
