"""The fields of each part of a case: how they are filled in, shown, and written to the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from peaceops.case import Note, part_models, plain_value
from peaceops.domain.countries import UnknownCountry, country, name_of
from peaceops.domain.days import long_day
from peaceops.web.cases.words import CHOICES, CLOSE_A_BASE, FIELDS, KINDS, LISTS, OF_KIND

if TYPE_CHECKING:
    from pydantic import BaseModel

Value = str | int | float | bool | date | list[str]
_LISTED = ("countries", "names")
_LATER = ("id", "modality", "document", "confidence")
"""Fields that stand below the others: few fill them in by hand."""
_RANGE = ("low", "value", "high")
_NOT_TYPED = ("kind", "sha256", "span", "changes")


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes:
        name: Key in the case file.
        label: What it is called.
        help: What helps to fill it in.
        widget: How it is filled in: ``line, text, day, country, countries, names, choice, number,
            whole, flag, option, statement, effect``.
        required: Whether it must be filled in.
        choices: Word of the file and what it means, where there is a choice.
        default: What holds where it is left out, as it is typed.
        later: Whether it stands below the others.
    """

    name: str
    label: str
    help: str
    widget: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    later: bool = False

    def shown(self, value: Any) -> str:
        """A value of the case as it stands in the field."""
        if value is None or value == ():
            return ""
        if self.widget == "flag":
            return "true" if value else "false"
        if self.widget == "countries":
            return "\n".join(name_of(code) for code in value)
        if self.widget == "names":
            return "\n".join(value)
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else repr(value)
        return str(value)

    def words(self, value: Any) -> str:
        """A value of the case as it is read."""
        if self.widget == "country":
            return name_of(value)
        if self.widget == "flag":
            return "yes" if value else "no"
        if self.widget == "day":
            return long_day(value)
        if self.widget in _LISTED:
            return self.shown(value).replace("\n", "; ")
        if self.widget in ("number", "whole"):
            return f"{value:,}" if not float(value).is_integer() else f"{int(value):,}"
        return dict(self.choices).get(str(value), str(value))

    def same(self, typed: str, shown: str) -> bool:
        """Whether what is typed is what stood there: a field of one line shows no line breaks."""
        if self.widget == "text":
            return typed == shown
        if self.widget in _LISTED:
            return _lines(typed) == _lines(shown)
        return " ".join(typed.split()) == " ".join(shown.split())

    def value(self, typed: str) -> Value | None:
        """What is typed as a value for the file; ``None`` where it is left out.

        A number or a day that is none stays as it is typed: the file's own check refuses it.
        """
        if not typed.strip():
            return None
        if self.widget == "flag":
            return typed == "true"
        if self.widget == "countries":
            return [_code(line) for line in _lines(typed)]
        if self.widget == "names":
            return _lines(typed)
        if self.widget in ("day", "number", "whole"):
            return _plain(typed.strip(), self.widget)
        return typed if self.widget == "text" else typed.strip()


def _plain(typed: str, widget: str) -> Value:
    value = plain_value(typed)
    if widget == "day":
        return value if isinstance(value, date) else typed
    if isinstance(value, bool) or not isinstance(value, int | float):
        return typed
    return value if isinstance(value, int) else float(value)


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _code(name: str) -> str:
    try:
        return country(name).code
    except UnknownCountry:
        return name


@cache
def fields_of(part: str, kind: str = "") -> tuple[Field, ...]:
    """The fields of a part of a case that a form has, in the order of the form.

    Args:
        part: The list: ``statements, options, levers, assumptions`` or ``changes``.
        kind: The kind, in the lists that have kinds.

    >>> [field.name for field in fields_of("levers")]
    ['lever', 'text', 'effect', 'source']
    """
    model = part_models()[part][kind]
    names = [name for name in model.model_fields if name not in _NOT_TYPED]
    # What sets a kind apart comes first: who, what; then when and where it was said.
    if part == "statements":
        common = _statement_fields()
        names = [name for name in names if name not in common] + [*common]
    if {"low", "value", "high"} <= set(names):
        place = min(names.index(name) for name in _RANGE)
        rest = [name for name in names if name not in _RANGE]
        names = [*rest[:place], *_RANGE, *rest[place:]]
    fields = [_field(name, model, part, kind) for name in names]
    return tuple(sorted(fields, key=lambda field: field.later))


def _statement_fields() -> tuple[str, ...]:
    """Fields that every statement has."""
    models = part_models()["statements"].values()
    first = next(iter(models))
    return tuple(
        name
        for name in first.model_fields
        if name not in _NOT_TYPED and all(name in model.model_fields for model in models)
    )


def _field(name: str, model: type[BaseModel], part: str, kind: str) -> Field:
    about = model.model_fields[name]
    group = "note" if issubclass(model, Note) else kind or part
    words = OF_KIND.get((group, name)) or FIELDS[name]
    choices = tuple((str(word), _choice(str(word), name)) for word in _words(about.annotation))
    default = about.default if isinstance(about.default, bool | str) else ""
    identifier = name == "id"
    return Field(
        name=name,
        label=words.label,
        help=words.help,
        widget=words.widget,
        required=about.is_required() and not identifier,
        choices=choices,
        default=str(default).lower() if isinstance(default, bool) else default,
        later=name in _LATER,
    )


def _words(annotation: Any) -> tuple[Any, ...]:
    """The words of a choice, which may be left open."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return next((_words(part) for part in get_args(annotation) if _words(part)), ())
    return ()


def _choice(word: str, name: str) -> str:
    return CLOSE_A_BASE if (name, word) == ("action", "close") else CHOICES[word]


def kinds_of(part: str) -> tuple[tuple[str, str], ...]:
    """The kinds of a list, each with its name; none for a list without kinds."""
    return tuple((kind, KINDS[kind]) for kind in part_models()[part] if kind)


def title_of(part: str, kind: str) -> str:
    """What a part of a kind is called, in a heading."""
    return KINDS[kind] if kind else LISTS[part][1].capitalize()
