"""The fields of a what-if: what is supposed in them, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from peaceops.questions import POSITIONS
from peaceops.web.what_if.sliders import Slider, key_of, sliders_of
from peaceops.web.what_if.supposing import SINGLES, Pair, Supposing

if TYPE_CHECKING:
    from peaceops.edition import View
    from peaceops.options import PublishedEffect
    from peaceops.questions import Problem
    from peaceops.web.what_if.answer import Answered


class Member(NamedTuple):
    """A member of the Council, and whether a position of it is supposed."""

    country: str
    name: str
    permanent: bool
    supposed: bool


@dataclass(frozen=True)
class Position:
    """The fields of one member's position, as they are filled in.

    Attributes:
        country: The member.
        name: Its name.
        says: Its position; empty where none is supposed.
        on: The option on which it says so; empty for all.
        sure: How certain it is, in per cent; empty for the usual weight.
    """

    country: str
    name: str
    says: str = ""
    on: str = ""
    sure: str = ""


@dataclass(frozen=True)
class Personnel:
    """The fields of a contributor that leaves or joins.

    Attributes:
        place: Its place in the form.
        country: Code or name; empty in the row that is still free.
        number: How many; empty for all.
        by: The day.
        by_is_day: Whether a field for days can show that day.
        problem: What is wrong with it.
        notes: What is to be known of it.
    """

    place: int
    country: str = ""
    number: str = ""
    by: str = ""
    by_is_day: bool = True
    problem: Problem | None = None
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The country's name; what was written where it is none."""
        from peaceops.domain.countries import country_codes, name_of

        return name_of(self.country) if self.country in country_codes() else self.country


@dataclass(frozen=True)
class Controls:
    """All fields of a what-if.

    Attributes:
        members: Who sits on the Council.
        position: The fields of the member that is chosen.
        options: Identifier and name of the options that a position can be about.
        contributors: Code, name and number of those who contribute.
        leaving: Who leaves, with a free row.
        joining: Who joins, with a free row.
        values: What stands in fields of their own: ceiling, end, host, military and police.
        end_is_day: Whether a field for days can show the end.
        sliders: The planning assumptions.
        effects: Published effects that can be supposed, by factor.
        hidden: What is supposed and stands in no field.
        problems: What is wrong with single fields, by flag.
        stray: Problems of what stands in no field.
    """

    members: tuple[Member, ...]
    position: Position | None
    options: tuple[tuple[str, str], ...]
    contributors: tuple[tuple[str, str, int], ...]
    leaving: tuple[Personnel, ...]
    joining: tuple[Personnel, ...]
    values: dict[str, str]
    end_is_day: bool
    sliders: tuple[Slider, ...]
    effects: tuple[tuple[str, tuple[PublishedEffect, ...]], ...]
    hidden: tuple[Pair, ...]
    problems: dict[str, Problem]
    stray: tuple[Problem, ...]


def controls(view: View, answered: Answered, supposing: Supposing, member: str | None) -> Controls:
    """The fields of what is supposed.

    Args:
        view: What is known.
        answered: What is supposed, as far as it could be read, and its answer.
        supposing: The same in the words of the address.
        member: The member that is chosen.
    """
    reading, inputs = answered.reading, answered.before.inputs
    meanings = {(item.flag, item.value): item.meaning for item in reading.read}
    problems = {(item.flag, item.value): item for item in reading.problems}
    position, of_position = _position(answered, supposing, meanings, member)
    sliders = tuple(sliders_of(answered, supposing, meanings, problems))
    in_sliders = {slider.name for slider in sliders}
    singles = {name: value for name, value in supposing.pairs if name in SINGLES}
    military, _, police = singles.get("strength", "").partition(":")
    in_fields: list[Pair] = [
        *of_position,
        *(
            pair
            for pair in supposing.pairs
            if pair[0] in ("leaves", "joins", *SINGLES)
            or (pair[0] == "assume" and key_of(pair[1], meanings) in in_sliders)
        ),
    ]
    hidden = tuple(pair for pair in supposing.pairs if pair not in in_fields)
    stated = {item.meaning.country for item in reading.read if item.flag == "--position"}
    return Controls(
        members=tuple(
            Member(country, name, permanent, country in stated)
            for country, name, permanent in _seats(answered)
        ),
        position=position,
        options=tuple((option.id, option.label) for option in inputs.options),
        contributors=tuple(_contributors(answered)),
        leaving=tuple(_personnel("leaves", answered, supposing, meanings, problems)),
        joining=tuple(_personnel("joins", answered, supposing, meanings, problems)),
        values={
            "ceiling": singles.get("ceiling", ""),
            "end": _end(singles, meanings),
            "host": _host(singles, meanings),
            "military": military,
            "police": police,
        },
        end_is_day=_is_day(_end(singles, meanings)),
        sliders=sliders,
        effects=_effects(view),
        hidden=hidden,
        problems={
            problem.flag.removeprefix("--"): problem
            for (flag, value), problem in problems.items()
            if (flag.removeprefix("--"), value) not in hidden
            and flag in ("--ceiling", "--end", "--host", "--strength", "--position")
        },
        stray=tuple(
            problem
            for (flag, value), problem in problems.items()
            if (flag.removeprefix("--"), value) in hidden
        ),
    )


def _seats(answered: Answered) -> Iterator[tuple[str, str, bool]]:
    seats = answered.before.inputs.council.seats
    if seats.is_empty():
        return
    for row in seats.select("country", "name", "permanent").rows():
        yield str(row[0]), str(row[1]), bool(row[2])


def _position(
    answered: Answered, supposing: Supposing, meanings: dict[Pair, Any], member: str | None
) -> tuple[Position | None, list[Pair]]:
    """The fields of the chosen member, and what is supposed in them."""
    names = {country: name for country, name, _ in _seats(answered)}
    if member not in names:
        return None, []
    stances = [
        (("position", value), meaning)
        for (flag, value), meaning in meanings.items()
        if flag == "--position" and meaning.country == member
    ]
    # A position on all options comes before one on a single option.
    stances.sort(key=lambda item: item[1].option is not None)
    if not stances:
        return _unread_position(supposing, member, names[member])
    pair, stance = stances[0]
    sure = "" if stance.certainty is None else f"{100 * stance.certainty:.10g}"
    return Position(member, names[member], stance.position, stance.option or "", sure), [pair]


def _unread_position(supposing: Supposing, member: str, name: str) -> tuple[Position, list[Pair]]:
    """A position of the member that cannot be read, as it was written: its certainty, as a rule."""
    for pair in supposing.pairs:
        country, _, rest = pair[1].partition("=")
        stance, _, sure = rest.partition(":")
        says, _, on = stance.partition("@")
        if pair[0] == "position" and country == member and says in POSITIONS:
            return Position(member, name, says, on, sure), [pair]
    return Position(member, name), []


def _personnel(
    name: str,
    answered: Answered,
    supposing: Supposing,
    meanings: dict[Pair, Any],
    problems: dict[Pair, Problem],
) -> Iterator[Personnel]:
    """The rows of those who leave or join, and a free one."""
    from peaceops.domain.countries import name_of

    place = 0
    notes = [note for note in answered.reading.notes if note.flag == f"--{name}"]
    for flag, value in supposing.pairs:
        if flag != name:
            continue
        meaning, problem = meanings.get((f"--{name}", value)), problems.get((f"--{name}", value))
        if meaning is not None:
            written = value.count(":") == 2 or name == "leaves"
            by = meaning.by.isoformat() if meaning.by and written else ""
            number = "" if meaning.personnel is None else str(meaning.personnel)
            yield Personnel(
                place,
                meaning.country if name == "leaves" else name_of(meaning.country),
                number,
                by,
                notes=tuple(note.text for note in notes if name_of(meaning.country) in note.text),
            )
        else:
            country, number, by = _parts(value)
            yield Personnel(place, country, number, by, _is_day(by), problem)
        place += 1
    yield Personnel(place)


def _parts(value: str) -> tuple[str, str, str]:
    """Country, number and day of a value that cannot be read, as they were written."""
    country, _, rest = value.partition(":")
    number, colon, by = rest.partition(":")
    if not colon and re.fullmatch(r"\d{4}-\d.*", number.strip()):
        return country, "", number
    return country, number, by


def _is_day(text: str) -> bool:
    """Whether a browser's field for days can show it."""
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _end(singles: dict[str, str], meanings: dict[Pair, Any]) -> str:
    value = singles.get("end", "")
    meaning = meanings.get(("--end", value))
    return value if meaning is None else meaning.isoformat()


def _host(singles: dict[str, str], meanings: dict[Pair, Any]) -> str:
    value = singles.get("host", "")
    return meanings.get(("--host", value), value)  # type: ignore[no-any-return]


def _contributors(answered: Answered) -> Iterator[tuple[str, str, int]]:
    from peaceops.domain.countries import name_of

    ranked = answered.before.inputs.picture.strength.contributors.ranked
    if ranked.is_empty():
        return
    for country, total in ranked.select("country", "total").rows():
        yield str(country), name_of(str(country)), int(total)


def _effects(view: View) -> tuple[tuple[str, tuple[PublishedEffect, ...]], ...]:
    from peaceops.errors import MissingTableError
    from peaceops.options import published_effects

    try:
        effects: Sequence[PublishedEffect] = published_effects(view)
    except MissingTableError:
        return ()
    factors = dict.fromkeys(effect.factor for effect in effects)
    return tuple(
        (factor, tuple(effect for effect in effects if effect.factor == factor))
        for factor in factors
    )
