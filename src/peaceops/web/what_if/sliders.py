"""Planning assumptions to drag: their numbers, their scale, and what is wrong with them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peaceops.web.what_if.supposing import Bounds, Pair, Supposing, bounds_of

if TYPE_CHECKING:
    from peaceops.case import Assumption
    from peaceops.options import Run
    from peaceops.questions import Problem
    from peaceops.web.what_if.answer import Answered

UNITS = {"share": "%", "ratio": "times"}


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


def standing(before: Run) -> dict[str, Bounds]:
    """Planning assumptions where nothing is supposed: those in use, and the standard ones.

    Args:
        before: The comparison as things are.
    """
    from peaceops.case import STANDARD_ASSUMPTIONS

    in_use = {item.id: item for item in before.comparison.assumptions}
    return {name: bounds_of(item) for name, item in {**STANDARD_ASSUMPTIONS, **in_use}.items()}


def key_of(value: str, meanings: dict[Pair, Any]) -> str:
    """The assumption that a value of the flag is about.

    Args:
        value: What stands after the flag.
        meanings: Flag and value to what it means.
    """
    meaning = meanings.get(("--assume", value))
    return str(meaning[0]) if meaning is not None else value.partition("=")[0].strip()


def sliders_of(
    answered: Answered,
    supposing: Supposing,
    meanings: dict[Pair, Any],
    problems: dict[Pair, Problem],
) -> Iterator[Slider]:
    """Planning assumptions that the comparison reads on either side, and others supposed.

    Args:
        answered: What is supposed, and its answer.
        supposing: The same in the words of the address.
        meanings: Flag and value to what it means.
        problems: Flag and value to what is wrong with it.
    """
    from peaceops.case import STANDARD_ASSUMPTIONS

    before = {item.id: item for item in answered.before.comparison.assumptions}
    after = answered.answer.after.assumptions if answered.answer else ()
    in_use = {**{item.id: item for item in after}, **before}
    supposed: dict[str, str] = {}
    for flag, value in supposing.pairs:
        if flag == "assume":
            supposed.setdefault(key_of(value, meanings), value)
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
    limits = ASSUMPTION_BOUNDS.get(item.id)
    standard = STANDARD_ASSUMPTIONS.get(item.id, item)
    top = max(*finite, bounds_of(standard)[2])
    if unit == "share":
        least, most, step = 0.0, 100.0 * max(1.0, top), 1.0
    else:
        most = 1.25 * top
        step = _step(most)
        least = 0.0 if limits is None or limits.low < step else limits.low
        most = min(limits.high if limits else most, math.ceil(most / step) * step)
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
