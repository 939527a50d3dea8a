"""Numbers of a case: written in digits, finite, and of a size that can be."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isfinite
from typing import Any

from peaceops.case.problems import shown
from peaceops.case.refusal import refusal

_DIGITS = re.compile(r"[-+]?(0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9]\d{0,14})(\.\d{1,15})?")
# Thousands set apart as 13,289 or 13 289 or 13'289; also 13.289, which is a number to YAML.
_THOUSANDS = re.compile(r"[-+]?\d{1,3}([,. \u00a0\u2009\u202f'’_])\d{3}(\1\d{3})*")
_COMMA = re.compile(r"[-+]?\d+,\d+")


def whole_between(low: int, high: int, unit: str) -> Callable[[Any], int]:
    """A validator of whole numbers.

    Args:
        low: Least number that can be.
        high: Greatest number that can be.
        unit: What is counted, in words.
    """

    def whole(value: Any) -> int:
        if isinstance(value, str) and _DIGITS.fullmatch(value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise refusal(f"{shown(value)} is no whole number", _as_whole(value))
        _within(value, low, high, unit)
        return value

    return whole


def decimal_between(
    low: float, high: float, unit: str, *, above: bool = False
) -> Callable[[Any], float]:
    """A validator of numbers with or without a fraction.

    Args:
        low: Least number that can be.
        high: Greatest number that can be.
        unit: What is measured, in words.
        above: The number must be more than ``low``.
    """

    def decimal(value: Any) -> float:
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise refusal(f"{shown(value)} is no number", _as_decimal(value))
        if not isfinite(_float(value)):
            raise refusal(f"{shown(value)} is no number that can be", "write a number in digits")
        _within(value, low, high, unit, above=above)
        return float(value)

    return decimal


def _float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _within(value: float, low: float, high: float, unit: str, *, above: bool = False) -> None:
    if low <= value <= high and not (above and value == low):
        return
    least = f"more than {low:,g}" if above else f"{low:,g}"
    text = f"{value:,}" if isinstance(value, int) and abs(value) < 10**15 else shown(value)
    remedy = f"write a number from {least} to {high:,g}"
    if (low, high) == (0, 1) and 1 < value <= 100:
        remedy += f"; {value:g} per cent is {value / 100:g}"
    raise refusal(f"{text} cannot be: {least} to {high:,g}{f' {unit}' if unit else ''} can", remedy)


def _as_whole(value: Any) -> str:
    text = str(getattr(value, "written", value))
    if isinstance(value, bool) or not isinstance(value, str | float):
        return "write the number in digits"
    if _THOUSANDS.fullmatch(text):
        return f"write {re.sub('[^-+0-9]', '', text)}, without a sign between the digits"
    if isinstance(value, float) and isfinite(value) and value.is_integer() and abs(value) < 1e15:
        return f"write {value:.0f}"
    if re.fullmatch(r"[-+]?0[0-9]+", text):
        return f"write {int(text)}, without a 0 before it"
    return "write a whole number in digits"


def _as_decimal(value: Any) -> str:
    if isinstance(value, str) and _COMMA.fullmatch(value):
        comma = f"{value.replace(',', '.')} with a decimal point"
        if _THOUSANDS.fullmatch(value):
            return f"write {value.replace(',', '')}, or {comma} if that is meant"
        return f"write {comma}"
    if isinstance(value, str) and _THOUSANDS.fullmatch(value):
        return f"write {re.sub('[^-+0-9]', '', value)}, without a sign between the digits"
    return "write it in digits, with a point before a fraction"
