"""The assumptions file in which something is supposed.

Each supposition becomes a statement, an option or a planning assumption of a case, so that the same
code answers it as answers a case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peaceops.case import (
    STANDARD_ASSUMPTIONS,
    Case,
    CaseOption,
    Decision,
    Statement,
    Term,
    case_yaml,
    parse_case,
    refused,
    term_of,
)
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.errors import CaseError
from peaceops.options.from_case import on_the_table
from peaceops.options.published_effects import OWN_STRENGTH, check_effect
from peaceops.options.suppositions import (
    Suppositions,
    ceiling_in_words,
    host_in_words,
    joining_in_words,
    leaving_in_words,
    stance_in_words,
    strength_in_words,
)

DAYS_A_MONTH = 30.4375
STAYING: tuple[Decision, ...] = (
    "renew",
    "increase",
    "reduce",
    "reconfigure",
    "restructure",
    "rollover",
)
"""Decisions under which a contributor can join."""
SOURCE = "What if; no document"
SPEAKER = "Supposed by the user"


@dataclass(frozen=True)
class Supposed:
    """A case in which something is supposed.

    Attributes:
        case: The case, valid as a file.
        shaped: Option that a supposition shapes to the option it is set against as things are;
            ``None`` for the status quo.
        replaced: Statements and assumptions of the case before, by id, that a supposition replaces.
    """

    case: Case
    shaped: Mapping[str, str | None]
    replaced: tuple[str, ...]


def suppose(
    view: View,
    mission: Mission,
    suppositions: Suppositions,
    *,
    case: Case | None = None,
    strength: int | None = None,
) -> Supposed:
    """Write what is supposed into a case.

    Args:
        view: What is known; statements are dated on its day.
        mission: The mission on that day.
        suppositions: What is supposed.
        case: What the user knows and assumes already.
        strength: Uniformed personnel in use, from which standard options take their size where no
            ceiling is on record.

    Raises:
        CaseError: The mission cannot get what is supposed, or a supposition breaks a rule of cases.

    >>> from peaceops.edition import open_edition
    >>> from peaceops.options.suppositions import Leaving
    >>> view = open_edition().as_of(date(2023, 2, 15))
    >>> leaves = Suppositions(leaves=(Leaving("IND", 2300, date(2023, 9, 30)),))
    >>> suppose(view, view.mission("UNMISS"), leaves).case.statements[0].id
    'what-if-india-leaves'
    """
    content: dict[str, Any] = (
        case.model_dump(exclude_none=True, exclude_defaults=True) if case is not None else {}
    )
    name = case.case if case is not None else f"{_slug(mission.acronym)}-{view.as_of}"
    statements = list(case.statements if case else ())
    fresh = list(_statements(view, mission, suppositions))
    staying = [item for item in statements if not _is_replaced(item, suppositions)]
    replaced = [item.id for item in statements if item not in staying]
    content |= {"case": f"{name}-what-if"[:100], "mission": mission.acronym, "as_of": view.as_of}
    content["statements"] = [
        *(item.model_dump(exclude_none=True, exclude_defaults=True) for item in staying),
        *_with_free_ids(fresh, {item.id for item in staying}),
    ]
    shaped: dict[str, str | None] = {}
    table = list(on_the_table(case, mission, strength))
    # The standard options are written out only where one of them changes or is named.
    named = any(stance.option is not None for stance in suppositions.positions)
    if suppositions.ceiling or suppositions.end or suppositions.joins or named:
        options = _options(
            view, mission, suppositions, table, shaped, of_case=bool(case and case.options)
        )
        content["options"] = [
            option.model_dump(exclude_none=True, exclude_defaults=True) for option in options
        ]
    assumed = case.assumptions if case else ()
    replaced += [item.id for item in assumed if item.id in suppositions.assume]
    content["assumptions"] = [
        *(
            item.model_dump(exclude_none=True, exclude_defaults=True)
            for item in assumed
            if item.id not in suppositions.assume
        ),
        *(_assumption(name, bounds) for name, bounds in suppositions.assume.items()),
    ]
    content["levers"] = [*content.get("levers", ()), *_levers(view, suppositions)]
    # Read back from its text, so that what is compared is what can be saved.
    text = case_yaml(content)
    return Supposed(parse_case(text, where="what if"), shaped, tuple(replaced))


def _statements(
    view: View, mission: Mission, suppositions: Suppositions
) -> Iterator[dict[str, Any]]:
    common = {"date": view.as_of, "speaker": SPEAKER, "source": SOURCE}
    for leaving in suppositions.leaves:
        yield {
            "id": f"what-if-{_slug(name_of(leaving.country))}-leaves",
            "kind": "departure",
            "country": leaving.country,
            "military": leaving.personnel,
            "by": leaving.by,
            "text": leaving_in_words(leaving),
            **common,
        }
    for joining in suppositions.joins:
        yield {
            "id": f"what-if-{_slug(name_of(joining.country))}-joins",
            "kind": "arrival",
            "country": joining.country,
            "military": joining.personnel,
            "by": joining.by,
            "text": joining_in_words(joining),
            **common,
        }
    if suppositions.host is not None:
        yield {
            "id": "what-if-host",
            "kind": "host_position",
            "country": mission.hosts[0],
            "position": suppositions.host,
            "text": host_in_words(mission, suppositions.host),
            **common,
        }
    for stance in suppositions.positions:
        yield {
            "id": f"what-if-{_slug(name_of(stance.country))}-votes",
            "kind": "member_position",
            "country": stance.country,
            "position": stance.position,
            "certainty": stance.certainty,
            "option": stance.option,
            "text": stance_in_words(stance),
            **common,
        }
    if suppositions.strength is not None:
        military, police = suppositions.strength
        yield {
            "id": "what-if-strength",
            "kind": "strength",
            "on": view.as_of,
            "military": military,
            "police": police,
            "text": strength_in_words(military, police),
            **common,
        }


def _is_replaced(statement: Statement, suppositions: Suppositions) -> bool:
    """Whether a statement says of the same matter what is now supposed otherwise."""
    country = getattr(statement, "country", None)
    if statement.kind == "departure":
        leaving = {item.country for item in suppositions.leaves}
        return country in leaving and bool(getattr(statement, "of_mission", True))
    if statement.kind == "member_position":
        option = getattr(statement, "option", None)
        stances = [item for item in suppositions.positions if item.country == country]
        return any(item.option is None or item.option == option for item in stances)
    if statement.kind == "host_position":
        return suppositions.host is not None
    return statement.kind == "strength" and suppositions.strength is not None


def _with_free_ids(
    statements: Sequence[dict[str, Any]], taken: set[str]
) -> Iterator[dict[str, Any]]:
    for statement in statements:
        name, number = str(statement["id"]), 2
        while statement["id"] in taken:
            statement["id"], number = f"{name}-{number}", number + 1
        taken.add(str(statement["id"]))
        yield {key: value for key, value in statement.items() if value is not None}


def _options(
    view: View,
    mission: Mission,
    suppositions: Suppositions,
    table: list[CaseOption],
    shaped: dict[str, str | None],
    *,
    of_case: bool,
) -> list[CaseOption]:
    """The options on the table with those that suppositions shape."""
    plain = [option for option in table if option.decision == "renew" and not _moves(option)]
    against = plain[0].id if plain else None
    for fresh in _shaped_options(view, mission, suppositions):
        places = [place for place, option in enumerate(table) if option.id == fresh.id]
        name = fresh.id
        if places and not of_case:
            table[places[0]] = fresh  # the standard size gives way to the one supposed
        else:
            taken = {option.id for option in table}
            name = fresh.id if fresh.id not in taken else f"{fresh.id}-what-if"
            table.append(fresh.model_copy(update={"id": name}))
        shaped[name] = against
    for joining in suppositions.joins:
        change = {
            "kind": "contributor",
            "country": joining.country,
            "personnel": joining.personnel,
            "by": joining.by,
        }
        table = [
            CaseOption.model_validate(
                {
                    **option.model_dump(exclude_none=True, exclude_defaults=True),
                    "changes": [
                        *(item.model_dump(exclude_none=True) for item in option.changes),
                        change,
                    ],
                }
            )
            if option.decision in STAYING
            else option
            for option in table
        ]
    return table


def _moves(option: CaseOption) -> bool:
    return bool(option.military_change or option.police_change or option.changes)


def _shaped_options(
    view: View, mission: Mission, suppositions: Suppositions
) -> Iterator[CaseOption]:
    runs_out = term_of(mission.mandate) is Term.RUNS_OUT
    usual = mission.mandate.usual_term or 12
    if suppositions.ceiling:
        decision: Decision = "increase" if suppositions.ceiling > 0 else "reduce"
        _refuse(mission, decision, "the ceiling")
        size = abs(suppositions.ceiling)
        verb = "Increase" if suppositions.ceiling > 0 else "Reduce"
        yield CaseOption(
            id=decision,
            label=f"{verb} by {size:,}",
            decision=decision,
            summary=ceiling_in_words(suppositions.ceiling),
            military_change=suppositions.ceiling,
            term_months=usual if runs_out else None,
            source=SOURCE,
        )
    if suppositions.end is not None:
        yield _ending(view, mission, suppositions.end)


def _ending(view: View, mission: Mission, end: date) -> CaseOption:
    decided = mission.mandate.leaves_by
    day = f"by {long_day(end)}"
    if term_of(mission.mandate) is Term.DRAWDOWN and decided is not None and end > decided:
        return CaseOption(
            id="extend-drawdown",
            label=f"Drawdown extended, {day}",
            decision="extend-drawdown",
            summary=f"The drawdown goes on until {long_day(end)}.",
            term_months=_months(decided, end),
            source=SOURCE,
        )
    decision: Decision = "withdraw" if refused(mission, "withdraw") is None else "close"
    _refuse(mission, decision, "the end")
    label = "Withdrawal" if decision == "withdraw" else "Closure"
    return CaseOption(
        id=decision,
        label=f"{label} {day}",
        decision=decision,
        summary=f"All have left by {long_day(end)}.",
        withdrawal_months=_months(view.as_of, end),
        source=SOURCE,
    )


def _months(first: date, last: date) -> float:
    return max(0.1, round((last - first).days / DAYS_A_MONTH, 1))


def _refuse(mission: Mission, decision: Decision, what: str) -> None:
    refusal = refused(mission, decision)
    if refusal is not None:
        raise CaseError(refusal.why, remedy=f"suppose nothing of {what}")


def _assumption(name: str, bounds: tuple[float, float, float]) -> dict[str, Any]:
    standard = STANDARD_ASSUMPTIONS[name]
    low, value, high = bounds
    return {
        "id": name,
        "text": standard.text,
        "low": low,
        "value": value,
        "high": high,
        "unit": standard.unit,
        "reason": SPEAKER,
    }


def _levers(view: View, suppositions: Suppositions) -> Iterator[dict[str, str]]:
    for name in suppositions.effects:
        effect = check_effect(view, name, None)
        # A study of a mission's own strength goes with any factor.
        factor = "international support" if effect.factor == OWN_STRENGTH else effect.factor
        text = f"The published effect {name} holds."
        yield {"lever": factor, "text": text, "effect": name, "source": SOURCE}


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
