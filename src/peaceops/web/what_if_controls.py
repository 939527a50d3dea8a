"""The fields of a what-if: what is supposed in them, and what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from peaceops.questions import POSITIONS
from peaceops.web.supposing import SINGLES, Bounds, Pair, Supposing, bounds_of

if TYPE_CHECKING:
    from peaceops.case import Assumption
    from peaceops.edition import View
    from peaceops.options import PublishedEffect, Run
    from peaceops.questions import Problem
    from peaceops.web.what_if_answer import Answered

UNITS = {"share": "%", "ratio": "times"}
SIDES = ("low", "value", "high")


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
class Slider:
    """A planning assumption to drag.

    Attributes:
        name: Its identifier.
        text: What it is.
        reason: Why these numbers are the usual ones.
        unit: The unit of its fields.
        numbers: Low, likeliest and high, as its fields show them.
        usual: The same where nothing is supposed.
        least: Where its scale begins.
        most: Where it ends.
        step: By how much it moves.
        moved: Whether something is supposed of it.
        problem: What is wrong with it.
        read: Whether a figure rests on it.
    """

    name: str
    text: str
    reason: str
    unit: str
    numbers: tuple[str, str, str]
    usual: tuple[str, str, str]
    least: float
    most: float
    step: float
    moved: bool
    problem: Problem | None
    read: bool


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


def standing(before: Run) -> dict[str, Bounds]:
    """Planning assumptions where nothing is supposed: those in use, and the standard ones.

    Args:
        before: The comparison as things are.
    """
    from peaceops.case import STANDARD_ASSUMPTIONS

    in_use = {item.id: item for item in before.comparison.assumptions}
    return {name: bounds_of(item) for name, item in {**STANDARD_ASSUMPTIONS, **in_use}.items()}


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
    sliders = tuple(_sliders(answered, supposing, meanings, problems))
    in_sliders = {slider.name for slider in sliders}
    singles = {name: value for name, value in supposing.pairs if name in SINGLES}
    military, _, police = singles.get("strength", "").partition(":")
    in_fields: list[Pair] = [
        *of_position,
        *(
            pair
            for pair in supposing.pairs
            if pair[0] in ("leaves", "joins", *SINGLES)
            or (pair[0] == "assume" and _key(pair[1], meanings) in in_sliders)
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


def _key(value: str, meanings: dict[Pair, Any]) -> str:
    meaning = meanings.get(("--assume", value))
    return str(meaning[0]) if meaning is not None else value.partition("=")[0].strip()


def _sliders(
    answered: Answered,
    supposing: Supposing,
    meanings: dict[Pair, Any],
    problems: dict[Pair, Problem],
) -> Iterator[Slider]:
    """Planning assumptions that the comparison reads on either side, and others supposed."""
    from peaceops.case import STANDARD_ASSUMPTIONS

    before = {item.id: item for item in answered.before.comparison.assumptions}
    after = answered.answer.after.assumptions if answered.answer else ()
    in_use = {**{item.id: item for item in after}, **before}
    supposed: dict[str, str] = {}
    for flag, value in supposing.pairs:
        if flag == "assume":
            supposed.setdefault(_key(value, meanings), value)
    others = {
        name: STANDARD_ASSUMPTIONS[name]
        for name in supposed
        if name in STANDARD_ASSUMPTIONS and name not in in_use
    }
    for name, item in {**in_use, **others}.items():
        # What the other side alone reads has its standard values there.
        usual = before.get(name) or STANDARD_ASSUMPTIONS.get(name, item)
        stated = supposed.get(name)
        yield _slider(
            usual,
            None if stated is None else stated.partition("=")[2],
            None if stated is None else problems.get(("--assume", stated)),
            read=name in in_use,
        )


def _slider(item: Assumption, text: str | None, problem: Problem | None, *, read: bool) -> Slider:
    from peaceops.case import ASSUMPTION_BOUNDS, STANDARD_ASSUMPTIONS

    usual = bounds_of(item)
    unit = item.unit or STANDARD_ASSUMPTIONS[item.id].unit
    shown = [_shown(number, unit) for number in usual]
    numbers = list(shown)
    if text is not None:
        parts = text.split(":")
        parts = parts * 3 if len(parts) == 1 else [*parts, "", ""][:3]
        numbers = [_typed(part, unit) for part in parts]
    widest = [*usual, *(_number(part, unit) for part in numbers)]
    finite = [number for number in widest if number is not None and math.isfinite(number)]
    known = ASSUMPTION_BOUNDS.get(item.id)
    standard = STANDARD_ASSUMPTIONS.get(item.id, item)
    top = max(*finite, bounds_of(standard)[2])
    if unit == "share":
        least, most, step = 0.0, 100.0 * max(1.0, top), 1.0
    else:
        most = 1.25 * top
        step = _step(most)
        least = 0.0 if known is None or known.low < step else known.low
        most = min(known.high if known else most, math.ceil(most / step) * step)
        if unit == "US dollars":
            least = math.floor(0.5 * min(*finite, bounds_of(standard)[0]) / step) * step
    return Slider(
        item.id,
        item.text,
        item.reason,
        UNITS.get(unit, unit),
        (numbers[0], numbers[1], numbers[2]),
        (shown[0], shown[1], shown[2]),
        least,
        most,
        step,
        text is not None,
        problem,
        read,
    )


def _step(most: float) -> float:
    """A round number, about a hundredth of a scale."""
    size: float = 10.0 ** math.floor(math.log10(most / 100))
    return next(size * part for part in (1, 2, 5, 10) if size * part >= most / 150)


def _shown(number: float, unit: str) -> str:
    return f"{100 * number:.10g}" if unit == "share" else f"{number:,.10g}"


def _number(text: str, unit: str) -> float | None:
    """The number of a field; ``None`` if it holds none."""
    try:
        number = float(text.replace(",", "").removesuffix("%"))
    except ValueError:
        return None
    return number / 100 if unit == "share" else number


def _typed(part: str, unit: str) -> str:
    """A part of a flag as its field shows it; what is no number stays as it was written."""
    if unit == "share" and part.strip().endswith("%"):
        return part.strip().removesuffix("%").strip()
    try:
        return _shown(float(part.replace(",", "")), unit)
    except ValueError:
        return part


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
