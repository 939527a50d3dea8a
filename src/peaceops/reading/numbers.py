"""Numbers in words and digits, with "at least" and "about"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from peaceops.domain.number_words import NUMBER_WORDS

_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
_WORD = "|".join(sorted([*NUMBER_WORDS, *_SCALE], key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?)"
    r"(?:\s(?P<scale>million|thousand))?"
    rf"|(?P<words>(?:{_WORD})(?:(?:-|\s(?:and\s)?)(?:{_WORD}))*)"
    rf"|(?P<vague>{'|'.join(_VAGUE)})(?=\s+of\b)"
    r")(?![\w%/]|[.,]\d)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:at least|more than|over|no fewer than|not less than|upwards of|in excess of)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number in a text; ``at_least`` when it is said to be a lower bound."""

    start: int
    end: int
    value: float
    at_least: bool

    @property
    def whole(self) -> int | float:
        """An integer where it is one."""
        return int(self.value) if self.value == int(self.value) else self.value


def find_numbers(text: str) -> list[Number]:
    """Find numbers in the order of the text; "hundreds of" is a lower bound of 200."""
    return matched(text, _NUMBER, _BOUND, _value)


def matched(
    text: str,
    pattern: re.Pattern[str],
    bound: re.Pattern[str],
    value_of: Callable[[re.Match[str]], float | None],
) -> list[Number]:
    """Find what a language writes for numbers.

    Args:
        text: The text.
        pattern: A number; its group ``vague`` is a lower bound.
        bound: What stands before a number to make it one: "at least".
        value_of: The number of a match, ``None`` where it is not one.
    """
    numbers = []
    for match in pattern.finditer(text):
        before = bound.search(text[max(0, match.start() - 24) : match.start()])
        start = match.start() if before is None else match.start() - len(before.group())
        value = value_of(match)
        if value is not None:
            numbers.append(Number(start, match.end(), value, bool(before or match["vague"])))
    return numbers


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(match["digits"].replace(",", "").replace(" ", ""))
        return value * _SCALE[match["scale"].lower()] if match["scale"] else value
    if match["vague"]:
        return float(_VAGUE[match["vague"].lower()])
    total, part = 0, 0
    words = [word for word in re.split(r"[\s-]+", match["words"].lower()) if word != "and"]
    if words[0] in _SCALE and len(words) == 1:
        return None
    for word in words:
        if word in _SCALE:
            part = max(part, 1) * _SCALE[word]
            if _SCALE[word] >= 1000:
                total, part = total + part, 0
        else:
            part += NUMBER_WORDS[word]
    return float(total + part)
