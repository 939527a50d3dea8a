"""Options compared, what would change their ranking, and what changes if something is supposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Path

from peaceops.questions import NotUnderstood
from peaceops.web.api.answering import Answer, kept, router
from peaceops.web.api.described import gives
from peaceops.web.api.parameters import (
    LONGEST_WORD,
    Draws,
    Horizon,
    MissionInPath,
    Seed,
    acronym_of,
    case_for,
    checked_words,
    word_parameter,
    words_parameter,
)
from peaceops.web.asked import Asked, Question

if TYPE_CHECKING:
    from peaceops.options import StatusQuo

answers = router("Options")


def _status_quo(question: Asked, mission: str, horizon: int, draws: int, seed: int) -> StatusQuo:
    from peaceops.options import status_quo

    return status_quo(
        question.view,
        mission,
        case=case_for(question, mission),
        horizon=horizon,
        draws=draws,
        seed=seed,
    )


@answers.get(
    "/missions/{mission}/options",
    summary="Options side by side",
    responses=gives(
        {
            "mission": "UNMISS",
            "as_of": "2023-02-15",
            "status_quo": {"id": "status-quo", "label": "Status quo"},
            "options": [{"id": "renew", "label": "Renew as it is"}],
        },
    ),
)
def compare_options(
    mission: MissionInPath,
    question: Question,
    horizon: Horizon = 12,
    draws: Draws = 2000,
    seed: Seed = 0,
) -> Any:
    """Run every option forward from one status quo, with draws that all options share.

    As `peaceops options compare MISSION --json`. It takes a second or more where nobody has asked
    for it yet.
    """
    from peaceops.options import as_json, compare

    acronym = acronym_of(question, mission)

    def work() -> Any:
        base = _status_quo(question, acronym, horizon, draws, seed)
        return as_json(compare(base, with_timelines=True))

    return kept(question, "options", work, acronym, horizon, draws, seed)


@answers.get(
    "/missions/{mission}/sensitivity",
    summary="Which assumptions would change the ranking",
    responses=gives(
        {"swings": [], "flips": [], "joint": []},
        flips="list",
    ),
)
def sensitivity_of_options(
    mission: MissionInPath,
    question: Question,
    horizon: Horizon = 12,
    draws: Draws = 2000,
    seed: Seed = 0,
) -> Any:
    """Move each assumption from its low to its high bound; name those that flip a ranking.

    As `peaceops options sensitivity MISSION --json`.
    """
    from peaceops.options import sensitivity

    acronym = acronym_of(question, mission)

    def work() -> Any:
        return sensitivity(_status_quo(question, acronym, horizon, draws, seed)).as_json()

    return kept(question, "sensitivity", work, acronym, horizon, draws, seed)


@answers.get(
    "/missions/{mission}/whatif",
    summary="What changes if something is supposed",
    responses=gives(
        {
            "mission": "UNMISS",
            "as_of": "2023-02-15",
            "months": 12,
            "draws": 2000,
            "seed": 0,
            "supposed": ["China abstains"],
            "moves": [],
            "notes": [],
        },
        moves="list",
        notes="list",
    ),
)
def what_if_something_is_supposed(
    mission: MissionInPath,
    question: Question,
    leaves: Annotated[
        list[str] | None,
        words_parameter("A contributor leaves: COUNTRY, COUNTRY:N or COUNTRY:N:DATE", "India:2300"),
    ] = None,
    joins: Annotated[
        list[str] | None,
        words_parameter("A contributor joins: COUNTRY:N or COUNTRY:N:DATE", "Kenya:500"),
    ] = None,
    position: Annotated[
        list[str] | None,
        words_parameter(
            "A member's vote: MEMBER=POSITION; for, against, abstain, supports-mission or "
            "follows-host; on one option as China=no@renew",
            "China=abstain",
        ),
    ] = None,
    host: Annotated[
        str | None,
        word_parameter("What the host wants: supports, restricts or asks-to-leave.", "restricts"),
    ] = None,
    ceiling: Annotated[
        str | None,
        word_parameter("The Council moves the military ceiling by so many, as -500.", "-500"),
    ] = None,
    end: Annotated[
        str | None,
        word_parameter("The mission ends: all have left by this day.", "2023-12-31"),
    ] = None,
    strength: Annotated[
        str | None,
        word_parameter(
            "Uniformed personnel today; military and police apart as 12000:1500.", "12000:1500"
        ),
    ] = None,
    assume: Annotated[
        list[str] | None,
        words_parameter(
            "A planning assumption: KEY=VALUE, or KEY=LOW:LIKELIEST:HIGH", "replaced=0.5"
        ),
    ] = None,
    effect: Annotated[
        list[str] | None, words_parameter("A published effect that holds", "nilsson-2012")
    ] = None,
    seed: Seed = 0,
) -> Any:
    """Suppose something and say only what changes: as it is, what if, and the difference.

    As `peaceops whatif MISSION --json`, with the same words in the same forms.
    """
    from peaceops.options import what_if
    from peaceops.questions import Flags, read_flags, what_if_values

    flags = Flags(
        leaves=tuple(checked_words(leaves or [])),
        joins=tuple(checked_words(joins or [])),
        positions=tuple(checked_words(position or [])),
        assume=tuple(checked_words(assume or [])),
        effects=tuple(checked_words(effect or [])),
        ceiling=ceiling,
        end=end,
        host=host,
        strength=strength,
    )
    if not flags.any:
        raise NotUnderstood(
            "nothing is supposed",
            remedy="add leaves, joins, position, host, ceiling, end, strength, assume or effect",
        )
    acronym = acronym_of(question, mission)

    def work() -> Any:
        view, case = question.view, case_for(question, acronym)
        suppositions, _ = read_flags(view, view.mission(acronym), flags, case)
        return what_if_values(what_if(view, acronym, suppositions, case=case, seed=seed))

    return kept(question, "whatif", work, acronym, flags, seed)


@answers.get(
    "/effects",
    summary="Published effects",
    responses=gives([{"effect": "nilsson-2012", "factor": "peace process"}]),
)
def published_effects_on_record(
    question: Question,
    factor: Annotated[
        str | None,
        word_parameter(
            "host forces, regional cooperation, peace process, international support or other.",
            "peace process",
        ),
    ] = None,
) -> Any:
    """List what studies found of host forces, neighbours, peace processes and support.

    As `peaceops options effects --json`.
    """
    from peaceops.options import as_json, published_effects

    return Answer(as_json(published_effects(question.view, factor)))


@answers.get(
    "/effects/{effect}",
    summary="One published effect",
    responses=gives(
        {"effect": "nilsson-2012", "factor": "peace process", "finding": "..."},
    ),
)
def published_effect_of_a_name(
    effect: Annotated[
        str,
        Path(description="Its name.", examples=["nilsson-2012"], max_length=LONGEST_WORD),
    ],
    question: Question,
) -> Any:
    """Tell all that is known of one: study, finding, limits, who disputes it, where it was read.

    As `peaceops options effects show EFFECT --json`.
    """
    from peaceops.options import as_json, published_effect

    return Answer(as_json(published_effect(question.view, effect)))
