"""Numbers, dates and odds as a delegate reads them: no false precision, singular and plural."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from peaceops.domain.days import short_day, short_month
from peaceops.domain.messages import Written, listed, message

SPACE = "\u00a0"
MINUS = "\N{MINUS SIGN}"
NOUNS = ("person", "death", "day", "month", "state", "member", "place", "type", "vote", "row",
         "group", "agreement", "coup")  # fmt: skip


def number(value: float | int) -> str:
    """Write a count or amount with thousands separators: ``1,234``, ``12.5``, ``0.04``."""
    size = abs(value)
    if size >= 100 or float(value).is_integer():
        written = f"{round(size):,}"
    elif size >= 1:
        written = f"{size:.1f}".removesuffix(".0")
    else:
        written = f"{size:.2g}"
    written = written if value >= 0 or written == "0" else MINUS + written
    return Written(written, "number", value)


def score(value: float) -> str:
    """Write a score with three significant digits: ``0.283``, ``14.5``."""
    if abs(value) >= 100:
        return number(value)
    return Written(f"{value:#.3g}".replace("-", MINUS), "score", value)


def percent(share: float) -> str:
    """Write a probability or share: ``43 %``, ``<1 %``, ``>99 %``; 0 % and 100 % are certain."""
    rounded = round(100 * share)
    if share > 0 and rounded == 0:
        return Written(f"<1{SPACE}%", "percent", share)
    if share < 1 and rounded == 100:
        return Written(f">99{SPACE}%", "percent", share)
    return Written(f"{rounded}{SPACE}%", "percent", share)


def odds(probability: float) -> str:
    """Write a probability of a forecast, for which 0 and 1 are never certain."""
    return percent(min(max(probability, 0.001), 0.999))


def day(when: date) -> str:
    """Write a date: ``16 Jun 2023``."""
    return short_day(when, SPACE)


def month(when: date) -> str:
    """Write a month: ``Jun 2023``."""
    return short_month(when, SPACE)


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: ``1 day``, ``14 days``."""
    nouns = f"{noun}s"
    words = f"{number(count)}{SPACE}{noun if abs(count) == 1 else nouns}"
    return Written(words, "plural", count, noun, nouns)


def span(low: float, high: float) -> str:
    """Write an interval: ``120-340`` with an en dash, or ``from -3 to 4`` below zero."""
    if low < 0:
        return message("from {low} to {high}", low=number(low), high=number(high))
    return message("{low}\u2013{high}", low=number(low), high=number(high))


def singular(unit: str) -> str:
    """Write a unit in the singular: ``death`` of ``deaths``."""
    return re.sub(rf"\b({'|'.join(NOUNS)})s\b", r"\1", unit, count=1)


def amount(value: float | int | str | None, unit: str) -> str:  # noqa: PLR0911
    """Write a value with its unit; money in millions, probabilities in per cent."""
    if value is None:
        return "not known"
    unit, _, proviso = unit.partition(";")
    if proviso:
        return message(
            "{amount}; {proviso}", amount=amount(value, unit), proviso=proviso.removeprefix(" ")
        )
    if value == 1:
        unit = singular(unit)
    if isinstance(value, str):
        words = day(date.fromisoformat(value)) if unit == "date" else value
        if unit in {"", "date", "text"}:
            return words
        return message("{value} {unit}", value=value, unit=unit)
    if unit in {"person", "persons"}:
        value = round(value)
    if unit in {"probability", "share"}:
        return odds(value) if unit == "probability" else percent(value)
    if "dollar" in unit and abs(value) >= 1_000_000:
        millions = f"{number(round(value / 1e6))}{SPACE}million {unit}"
        return Written(millions, "millions", round(value / 1e6), unit)
    return Written(f"{number(value)}{SPACE}{unit}".strip(), "amount", value, unit)


def bounds(low: float, high: float, unit: str) -> str:
    """Write the interval of an amount, in the unit ``amount`` writes it in."""
    if unit in {"probability", "share"}:
        write = odds if unit == "probability" else percent
        return message("{low} to {high}", low=write(low), high=write(high))
    if "dollar" in unit and max(abs(low), abs(high)) >= 1_000_000:
        return message("{span}\u00a0million", span=span(round(low / 1e6), round(high / 1e6)))
    if unit == "persons":
        return span(round(low), round(high))
    return span(low, high)


def sentence_list(items: Iterable[str]) -> str:
    """Join words: ``a``, ``a and b``, ``a, b and c``."""
    return listed(items)
