"""A statement as a form: its kinds and fields in words, and what is filled in, checked."""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from peaceops.case.consistency import Conflict
from peaceops.case.model import Case, Statement
from peaceops.case.parts import Day, Flag, Identifier, Iso3, Text
from peaceops.case.refusal import CONFLICTS
from peaceops.case.words import in_words
from peaceops.domain.countries import UnknownCountry, name_of
from peaceops.domain.days import long_day

Shape: TypeAlias = Literal[
    "text", "country", "countries", "day", "number", "choice", "flag", "option", "texts"
]
KINDS_IN_WORDS = {
    "host_position": "Position of the host",
    "member_position": "Position of a member",
    "departure": "Departure of a contributor",
    "arrival": "Arrival of a contributor",
    "restriction": "Restriction by the host",
    "host_refusal": "Refusal by the host",
    "strength": "Strength",
    "figure": "Figure",
    "incident": "Incident",
    "mandate_deadline": "End of the mandate",
    "voting_rule": "Voting rule",
    "option": "Option put forward",
    "recommendation": "Recommendation",
    "measure": "Measure proposed",
    "draft_state": "Stage of the draft",
    "agreement": "Agreement",
    "relation": "Relation",
    "office": "Office",
    "mandate": "Mandate and tasks",
    "report": "Report",
}
"""What a statement of each kind is, in words."""
_LABELS = {
    "text": "What is said, in your words",
    "speaker": "Who says it",
    "date": "Date",
    "source": "Source",
    "modality": "How it is said",
    "by": "Gone, or there, by",
    "of_mission": "Part of the mission",
    "in_latest_strength": "The latest strength leaves them out already",
    "on": "Strength on",
    "until": "Ends on",
    "killed_at_least": "Killed, at least",
    "perpetrators": "Who is alleged to have done it",
    "disputed_by": "Disputed by",
    "subject": "Whom it is about",
    "object": "Towards whom or what",
    "parties": "Who signed",
    "lever": "Enabling factor",
    "effect": "Published effect",
    "votes": "Votes needed",
    "veto": "Who can veto",
    "vote_day": "Day of the vote",
    "drafted_by": "Drafted by",
    "broken_by": "Silence broken by",
    "certainty": "How sure, from 0 to 1",
    "military": "Military personnel",
    "police": "Police",
}
_WORDS = {
    "consents-with-reservations": "consents, with reservations",
    "asks-to-leave": "asks the mission to leave",
    "restricts": "restricts the mission",
    "consents": "consents to the mission",
    "for": "votes in favour",
    "against": "votes against",
    "supports-mission": "supports the mission",
    "follows-host": "follows the host",
    "asserted": "said as a fact",
    "demanded": "asked for",
    "zero-draft": "zero draft circulated",
    "negotiations": "under negotiation",
    "silence": "under silence procedure",
    "silence-broken": "silence broken",
    "in-blue": "in blue",
    "vote-scheduled": "vote scheduled",
}
_OF_ALL = ("text", "speaker", "date", "modality", "source")
_FIXED = frozenset({"id", "kind", "quotation", "document", "sha256", "span", "confidence"})
"""What a form does not ask for: the name and the words of the document."""


@dataclass(frozen=True)
class StatementField:
    """One field of a form.

    Attributes:
        name: The key in a case file.
        label: The same in words.
        shape: What is filled in.
        required: Whether it must be.
        choices: What can be chosen, each with its words.
    """

    name: str
    label: str
    shape: Shape
    required: bool
    choices: tuple[tuple[str, str], ...] = ()


@cache
def statement_fields(kind: str) -> tuple[StatementField, ...]:
    """The fields of a statement of a kind; what all kinds share stands last.

    Args:
        kind: A key of ``KINDS_IN_WORDS``.

    >>> [field.label for field in statement_fields("host_position")][:2]
    ['Country', 'Position']
    """
    model = _models()[kind]
    hints = get_type_hints(model, include_extras=True)
    left_out = _FIXED if kind == "agreement" else _FIXED | {"parties"}
    names = [name for name in model.model_fields if name not in left_out]
    names.sort(key=lambda name: _OF_ALL.index(name) if name in _OF_ALL else -1)
    return tuple(
        _field(name, hints[name], required=model.model_fields[name].is_required()) for name in names
    )


def statement_facts(statement: Statement) -> list[tuple[str, str]]:
    """What a statement holds beside its text, as labels and words.

    Args:
        statement: The statement.
    """
    shared = ("text", "source", "speaker", "date", "modality")
    facts = []
    for field in statement_fields(statement.kind):
        value = getattr(statement, field.name)
        if field.name in shared or value is None or value == () or field.shape == "flag":
            continue
        facts.append((field.label, value_in_words(field, value)))
    if statement.kind == "departure":
        if not statement.of_mission:
            facts.append(("Force", "beside the mission, and no part of it"))
        if statement.in_latest_strength:
            facts.append(("Strength", "the latest figure leaves them out already"))
    return facts


def value_in_words(field: StatementField, value: Any) -> str:
    """A value of a field as a reader reads it.

    Args:
        field: The field.
        value: Its value in a statement.
    """
    if isinstance(value, tuple):
        return ", ".join(_named(part) for part in value)
    if isinstance(value, datetime.date):
        return long_day(value)
    if isinstance(value, int | float):
        return f"{value:,g}" if isinstance(value, float) else f"{value:,}"
    if field.shape == "choice":
        return _choice(str(value))
    return _named(str(value))


def filled_in(statement: Statement) -> dict[str, str]:
    """What a form for a statement holds, as a reader types it.

    Args:
        statement: The statement.
    """
    texts: dict[str, str] = {"kind": statement.kind}
    for field in statement_fields(statement.kind):
        value = getattr(statement, field.name)
        if field.shape in ("country", "countries"):
            codes = (value,) if isinstance(value, str) else value or ()
            texts[field.name] = "; ".join(_named(code) for code in codes)
        elif isinstance(value, tuple):
            texts[field.name] = "; ".join(value)
        elif isinstance(value, bool):
            texts[field.name] = "true" if value else "false"
        else:
            texts[field.name] = (
                "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
            )
    return texts


def read_form(
    texts: Mapping[str, str], fixed: Mapping[str, Any], case: Case
) -> tuple[Statement | None, dict[str, str]]:
    """Read a form that is filled in, and hold it against the case, as a case file is.

    Args:
        texts: What was typed, by field, with ``kind``.
        fixed: What the form does not ask for, such as the quotation.
        case: The case that the statement is for: its day and its options.

    Returns:
        The statement, or ``None`` and what is wrong by field, in the words of the case file;
        what is of no field stands under ``""``.

    >>> case = Case(case="a", mission="UNMISS", as_of=datetime.date(2023, 6, 17))
    >>> texts = {"kind": "host_refusal", "date": "2023-06-16", "country": "Mal", "text": "No."}
    >>> statement, problems = read_form(texts | {"speaker": "A", "source": "B"}, {"id": "x"}, case)
    >>> problems["country"].partition(".")[0]
    "'Mal' is no country or territory we know"
    """
    kind = texts.get("kind", "")
    content: dict[str, Any] = {"kind": kind, **fixed}
    for field in statement_fields(kind) if kind in KINDS_IN_WORDS else ():
        text = texts.get(field.name, "").strip()
        if field.shape in ("countries", "texts"):
            parts = [part.strip() for part in text.replace("\n", ";").split(";")]
            if any(parts):
                content[field.name] = [part for part in parts if part]
        elif text:
            content[field.name] = text
    whole = {
        "case": case.case,
        "mission": case.mission,
        "as_of": case.as_of,
        "options": [
            option.model_dump(exclude_none=True, exclude={"statement"}) for option in case.options
        ],
        "statements": [content],
    }
    try:
        return Case.model_validate(whole).statements[0], {}
    except ValidationError as error:
        return None, _by_field(error, whole)


def _by_field(error: ValidationError, whole: dict[str, Any]) -> dict[str, str]:
    errors = error.errors(include_url=False)
    conflicts: Sequence[Conflict]
    if errors[0]["type"] == CONFLICTS:
        conflicts = list(errors[0]["ctx"]["problems"])
    else:
        conflicts = list(in_words(errors, whole))
    problems: dict[str, str] = {}
    for conflict in conflicts:
        field = str(conflict.path[2]) if len(conflict.path) > 2 else ""
        words = f"{conflict.what}. What to do: {conflict.remedy}"
        problems[field] = f"{problems[field]} {words}" if field in problems else words
    return problems


@cache
def _models() -> dict[str, type[BaseModel]]:
    """The model of each kind of statement."""
    return {
        kind: model
        for model in get_args(get_args(Statement)[0])
        for kind in get_args(model.model_fields["kind"].annotation)
    }


def _field(name: str, hint: Any, *, required: bool) -> StatementField:
    label = _LABELS.get(name, name.replace("_", " ").capitalize())
    shape, choices = _shape(name, _without_none(hint))
    return StatementField(name, label, shape, required, choices)


def _shape(name: str, hint: Any) -> tuple[Shape, tuple[tuple[str, str], ...]]:
    if get_origin(hint) is Literal:
        return "choice", tuple((value, _choice(value)) for value in get_args(hint))
    plain: dict[Any, Shape] = {Iso3: "country", Day: "day", Flag: "flag", Text: "text"}
    if hint in plain:
        return plain[hint], ()
    if hint is Identifier and name == "option":
        return "option", ()
    base = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if base in (int, float):
        return "number", ()
    if get_origin(base) is tuple:
        return ("countries" if get_args(base)[0] is Iso3 else "texts"), ()
    return "text", ()


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _choice(value: str) -> str:
    return _WORDS.get(value, value.replace("-", " "))


def _named(text: str) -> str:
    """The name of a country where a code stands; else the text itself."""
    if len(text) == 3 and text.isupper():
        try:
            return name_of(text)
        except UnknownCountry:
            return text
    return text
