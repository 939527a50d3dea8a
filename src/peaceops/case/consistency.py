"""What the parts of a case say of one another: dates that are known, names that are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from peaceops.case.problems import shown
from peaceops.domain.countries import Country, country
from peaceops.errors import did_you_mean

if TYPE_CHECKING:
    from peaceops.case.model import Case, CaseOption, Statement

YEARS_AHEAD = 10
_VETO = ("CHN", "FRA", "GBR", "RUS", "SUN", "TWN", "USA")
_NAMED = ("statements", "options", "assumptions")


@dataclass(frozen=True)
class Conflict:
    """Two parts of a case that do not go together.

    Attributes:
        path: Where it shows in the file.
        what: What conflicts, with the values.
        remedy: What the user can do.
    """

    path: tuple[str | int, ...]
    what: str
    remedy: str


@dataclass(frozen=True)
class Parts:
    """The parts of a case that are sound by themselves, by their place in its lists.

    Attributes:
        as_of: The case's date, if it is one.
        statements: Sound statements.
        options: Sound options.
        ids: Every id in each list, also those of parts that are not sound.
    """

    as_of: date | None
    statements: Mapping[int, Statement]
    options: Mapping[int, CaseOption]
    ids: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> Parts:
        """All parts of a case in which each is sound."""
        return cls(
            case.as_of,
            dict(enumerate(case.statements)),
            dict(enumerate(case.options)),
            {
                name: {place: part.id for place, part in enumerate(getattr(case, name))}
                for name in _NAMED
            },
        )


def conflicts(parts: Parts) -> Iterator[Conflict]:
    """Everything in which the parts of a case contradict one another."""
    for name in _NAMED:
        yield from _twice(name, parts.ids.get(name, {}))
    options = parts.ids.get("options", {}).values()
    statements = parts.ids.get("statements", {}).values()
    for place, statement in parts.statements.items():
        yield from _dates(place, statement, parts.as_of)
        yield from _states(place, statement)
        named = getattr(statement, "option", None)
        if named is not None and named not in options:
            yield _dangling(("statements", place, "option"), "option", named, options)
    for place, option in parts.options.items():
        yield from _changes(place, option, parts.as_of)
        if option.statement is not None and option.statement not in statements:
            path = ("options", place, "statement")
            yield _dangling(path, "statement", option.statement, statements)


def _twice(name: str, ids: Mapping[int, str]) -> Iterator[Conflict]:
    first: dict[str, int] = {}
    for place, short_name in ids.items():
        if short_name in first:
            yield Conflict(
                (name, place, "id"),
                f"two {name} share the id {shown(short_name)}: numbers "
                f"{first[short_name] + 1} and {place + 1}",
                "give one of them another id",
            )
        first.setdefault(short_name, place)


def _dates(place: int, statement: Statement, as_of: date | None) -> Iterator[Conflict]:
    if as_of is None:
        return
    for name in ("date", "on", "start"):
        day = getattr(statement, name, None)
        # What follows from the statement's own date is told once.
        if day is not None and day > as_of and (name == "date" or statement.date <= as_of):
            yield Conflict(
                ("statements", place, name),
                f"{day} is after the case's as-of date {as_of}: nobody could know it",
                "check the two dates; leave out what was not known, or move `as_of`",
            )
    for name in ("by", "until", "end", "vote_day"):
        day = getattr(statement, name, None)
        if day is not None and day.year > as_of.year + YEARS_AHEAD:
            yield _far(("statements", place, name), day, as_of)


def _far(path: tuple[str | int, ...], day: date, as_of: date) -> Conflict:
    return Conflict(
        path,
        f"{day} is more than {YEARS_AHEAD} years after the case's as-of date {as_of}",
        "check the year",
    )


def _states(place: int, statement: Statement) -> Iterator[Conflict]:
    """Refuse states that had ended, and vetoes that nobody has."""
    named: list[tuple[tuple[Any, ...], str]] = []
    if (code := getattr(statement, "country", None)) is not None:
        named.append((("country",), code))
    for field_name in ("disputed_by", "veto", "drafted_by", "broken_by"):
        codes = getattr(statement, field_name, ())
        named.extend(((field_name, item), code) for item, code in enumerate(codes))
    for step, code in named:
        state = country(code)
        if state.last is not None and statement.date.year > state.last:
            yield _ended(("statements", place, *step), state, statement.date)
        elif step[0] == "veto" and code not in _VETO:
            yield Conflict(
                ("statements", place, *step),
                f"{state.name} ({code}) has no veto",
                "name permanent members only: CHN, FRA, GBR, RUS, USA",
            )


def _ended(path: tuple[str | int, ...], state: Country, day: date) -> Conflict:
    return Conflict(
        path,
        f"{state.name} ({state.code}) ended in {state.last}, before the statement's date {day}",
        "name the state of that date, or check the date",
    )


def _dangling(
    path: tuple[str | int, ...], what: str, named: str, listed: Iterable[str]
) -> Conflict:
    return Conflict(
        path,
        f"no {what} {shown(named)} is listed in the case",
        did_you_mean(named, listed) or f"add the {what}, or leave the key out",
    )


def _changes(place: int, option: CaseOption, as_of: date | None) -> Iterator[Conflict]:
    seen = set()
    for number, change in enumerate(option.changes):
        path = ("options", place, "changes", number)
        if change in seen:
            yield Conflict(path, "the same change stands here twice", "keep one of the two")
        seen.add(change)
        if change.by is None or as_of is None:
            continue
        if change.by < as_of:
            yield Conflict(
                (*path, "by"),
                f"changes something by {change.by}, before the case's as-of date {as_of}",
                "an option changes what lies ahead: check the two dates",
            )
        elif change.by.year > as_of.year + YEARS_AHEAD:
            yield _far((*path, "by"), change.by, as_of)
