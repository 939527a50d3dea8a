"""A part of a case as a form has it: where it stands, what is typed, and the text that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peaceops.case import (
    Case,
    CaseOption,
    Field,
    FieldValue,
    InvalidCase,
    Problem,
    fields_of,
    standard_assumptions,
    standard_options,
    with_parts,
    with_values,
    without_part,
)
from peaceops.domain.countries import country_codes, name_of
from peaceops.domain.mission import Mission
from peaceops.errors import CaseError
from peaceops.web.cases.choices import FromEdition, groups_for
from peaceops.web.cases.filled import Filled
from peaceops.web.cases.names import not_taken, slug
from peaceops.web.problems import NotFoundError

Path = tuple[str | int, ...]
_FIRST = ("id", "kind", "date")
"""Keys that stand first in a part, as a reader of the file looks for them."""


@dataclass(frozen=True)
class Place:
    """Where a part stands, or is to stand.

    Attributes:
        part: The list: ``statements, options, levers, assumptions`` or ``changes``.
        kind: Its kind, in lists that have kinds.
        where: Steps to the list, from the top of the case.
        number: Its number there, from 0.
        value: What stands there; ``None`` for a part that is new.
    """

    part: str
    kind: str
    where: Path
    number: int
    value: Any = None

    @property
    def path(self) -> Path:
        """Steps to the part."""
        return (*self.where, self.number)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its form."""
        return fields_of(self.part, self.kind)

    @property
    def shown(self) -> dict[str, str]:
        """What stands in each field, as it is typed."""
        return {item.name: item.shown(getattr(self.value, item.name)) for item in self.fields}


def place_of(case: Case, part: str, key: str, option: str = "") -> Place:
    """Find a part of a case.

    Args:
        case: The case.
        part: The list.
        key: The part's id; its number, from 1, in lists whose parts have none.
        option: Id of the option, for a dated change.

    Raises:
        NotFoundError: There is no such part.
    """
    where, items = _list(case, part, option)
    for number, value in enumerate(items):
        if key == getattr(value, "id", str(number + 1)):
            return Place(part, getattr(value, "kind", ""), where, number, value)
    raise NotFoundError(
        f"there is no part {key!r} among the {part} of this case",
        cause="it was deleted, or has another short name now",
        remedy="open the case again",
    )


def new_place(case: Case, part: str, kind: str, option: str = "") -> Place:
    """Where a new part of a kind is to stand.

    Args:
        case: The case.
        part: The list.
        kind: The kind; ``""`` in lists without kinds.
        option: Id of the option, for a dated change.

    Raises:
        NotFoundError: There is no such option.
    """
    where, items = _list(case, part, option)
    return Place(part, kind, where, len(items))


def _list(case: Case, part: str, option: str) -> tuple[Path, Sequence[Any]]:
    if part != "changes":
        return (part,), getattr(case, part)
    for number, item in enumerate(case.options):
        if item.id == option:
            return ("options", number, part), item.changes
    raise NotFoundError(f"there is no option {option!r} in this case", remedy="open the case again")


def text_with(text: str, place: Place, typed: Mapping[str, str], case: Case, name: str) -> str:
    """The text of a case with a part as it is typed; what is not changed keeps its bytes.

    Args:
        text: The text of the case.
        place: Where the part stands, or is to stand.
        typed: What is typed in each field.
        case: What the text says.
        name: Name of the case, for messages.

    Raises:
        CaseError: The text cannot be changed without other changes.
    """
    if place.value is None:
        values = _new_values(place, typed, case)
        return with_parts(text, place.where, [values], name=name)
    shown = place.shown
    changes = {
        item.name: item.value(typed.get(item.name, ""))
        for item in place.fields
        if not item.same(typed.get(item.name, ""), shown[item.name])
    }
    if not changes:
        return text
    order = (*_FIRST, *(item.name for item in place.fields))
    return with_values(text, place.path, changes, name=name, order=order)


def text_without(text: str, place: Place, name: str) -> str:
    """The text of a case without a part.

    Args:
        text: The text of the case.
        place: Where the part stands.
        name: Name of the case, for messages.

    Raises:
        CaseError: The text cannot be changed without other changes.
    """
    return without_part(text, place.path, name=name)


def _new_values(place: Place, typed: Mapping[str, str], case: Case) -> dict[str, FieldValue]:
    values: dict[str, FieldValue] = {"kind": place.kind} if place.kind else {}
    for item in place.fields:
        words = typed.get(item.name, "")
        value = item.value(words)
        if value is not None and not (item.default and words == item.default):
            values[item.name] = value
    if place.part not in ("changes", "levers") and "id" not in values:
        values["id"] = _short_name(place, values, case)
    order = (*_FIRST, *values)
    return {key: values[key] for key in dict.fromkeys(order) if key in values}


def _short_name(place: Place, values: Mapping[str, FieldValue], case: Case) -> str:
    """A short name of the part's own, made from what it says."""
    words = str(values.get("label") or values.get("text") or "")
    if "country" in values:
        code = str(values["country"])
        state = name_of(code) if code in country_codes() else code
        words = f"{state} {values.get('position', place.kind)}"
    elif place.kind:
        words = f"{values.get('speaker', '')} {place.kind}"
    taken = {item.id for item in getattr(case, place.part)}
    return not_taken(slug(words) or place.part, taken)


@dataclass(frozen=True)
class Form:
    """The form of a part.

    Attributes:
        place: Where the part stands.
        fields: Its fields.
        others: What is wrong elsewhere in the case, or with the part as a whole.
        words: A refusal that is about the case as a whole.
    """

    place: Place
    fields: tuple[Filled, ...]
    others: tuple[Problem, ...] = ()
    words: CaseError | None = field(default=None, compare=False)

    @property
    def refused(self) -> bool:
        """Whether something is wrong."""
        return bool(self.others or self.words or any(item.problems for item in self.fields))


def form_of(
    place: Place,
    case: Case,
    offers: FromEdition,
    typed: Mapping[str, str],
    error: CaseError | None = None,
) -> Form:
    """The form of a part, with each problem at the field that it is about.

    Args:
        place: Where the part stands.
        case: The case.
        offers: What the edition offers.
        typed: What stands in each field.
        error: Why what was typed is refused.
    """
    problems = error.problems if isinstance(error, InvalidCase) else ()
    names = {item.name for item in place.fields}
    at: dict[str, list[str]] = {}
    others = []
    for problem in problems:
        inside = problem.path[: len(place.path)] == place.path
        step = problem.path[len(place.path)] if len(problem.path) > len(place.path) else None
        if inside and isinstance(step, str) and step in names:
            at.setdefault(step, []).append(problem.sentences)
        else:
            others.append(problem)
    fields = tuple(
        Filled(
            item,
            typed.get(item.name, ""),
            groups_for(item, case, offers),
            offers.names.get(item.name, ()),
            tuple(at.get(item.name, ())),
        )
        for item in place.fields
    )
    return Form(place, fields, tuple(others), error if error and not problems else None)


def typed_at_first(place: Place, case: Case, start: Any = None) -> dict[str, str]:
    """What stands in the fields of a part that is new.

    Args:
        place: Where it is to stand.
        case: The case; a statement is dated on its day.
        start: A standard option or assumption to begin with.
    """
    if start is not None:
        return Place(place.part, place.kind, place.where, place.number, start).shown
    typed = {item.name: item.default for item in place.fields}
    if "date" in typed:
        typed["date"] = str(case.as_of)
    return typed


def standard_parts(mission: Mission, case: Case, part: str) -> tuple[Any, ...]:
    """Standard options or assumptions of a mission that a case does not hold.

    Args:
        mission: The mission on the case's day.
        case: The case.
        part: The list.
    """
    if part == "options":
        present = {item.id for item in case.options} | {item.decision for item in case.options}
        return tuple(
            item
            for item in standard_options(mission)
            if item.id not in present and item.decision not in present
        )
    if part == "assumptions":
        options: tuple[CaseOption, ...] = case.options or standard_options(mission)
        held_back = {item.id for item in case.assumptions}
        return tuple(
            item for item in standard_assumptions(mission, options) if item.id not in held_back
        )
    return ()
