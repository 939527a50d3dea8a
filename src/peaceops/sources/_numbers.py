"""Text to numbers: what is read as a number, and in plain words why a text is none.

Digits are ASCII, the decimal mark is a point, nothing separates thousands. A whole number may end
in ``.0``, as spreadsheets write it. Everything else is refused with what to write instead: a number
read wrongly looks like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import polars as pl

WHOLE = r"^-?[0-9]+(\.0*)?$"
DECIMAL = r"^-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?$"
LARGEST = 1e12
"""No record of any publisher we read counts further than this."""

Reason = tuple[str, str]
"""What is wrong with a value, and what to write instead."""

_UNKNOWN = re.compile(
    r"(?i)n\.?/?a\.?|#n/a|#?nan|null|none|nil|unknown|not (known|available)|missing|[-–—.?*]+"
)
_THOUSANDS = re.compile(r"-?[0-9]{1,3}((,[0-9]{3})+|([ '’\u00a0\u2009\u202f][0-9]{3})+)(\.[0-9]+)?")
_POINTS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
_CURRENCY = re.compile(r"^[^0-9.\-]{0,4}[$€£¥]|[$€£¥][^0-9]*$|(?i:usd|eur|dollars?)")


def numbers_of(text: pl.Series, *, whole: bool) -> pl.Series:
    """Numbers for texts without blanks around them; null where a text is no number."""
    pattern = WHOLE if whole else DECIMAL
    plain = pl.select(
        pl.when(text.str.contains(pattern)).then(text.cast(pl.Float64, strict=False))
    ).to_series()
    return plain.set((plain.abs() > LARGEST).fill_null(False), None)


def why_no_number(text: str, *, whole: bool) -> Reason:
    """Say why ``numbers_of`` gave no number for a text."""
    for reason in _REASONS:
        answer = reason(text)
        if answer is not None:
            return answer
    number = _plain(text)
    if number is None:
        return "is not a number", "write it in digits, such as 12"
    if abs(number) > LARGEST:
        return "is larger than anything on record", "look the value up again"
    if whole and number != int(number):
        return "is not a whole number", "write the whole number that the publisher gives"
    return "is not written in plain digits", f"write {number:.0f}" if whole else f"write {number}"


def _plain(text: str) -> float | None:
    if not re.fullmatch(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?", text):
        return None
    try:
        return float(text)
    except ValueError:
        return None


def _unknown(text: str) -> Reason | None:
    if not _UNKNOWN.fullmatch(text):
        return None
    return (
        "says that the number is not known",
        "leave the row out or look the number up; not known is not zero",
    )


def _infinite(text: str) -> Reason | None:
    if re.fullmatch(r"(?i)[-+]?inf(inity)?|[-+]?∞", text):
        return "is not a number: it is infinite", "look the value up again"
    return None


def _spreadsheet_error(text: str) -> Reason | None:
    if re.fullmatch(r"#[A-Z0-9/!?]+[!?]?", text):
        return "is an error of a spreadsheet, not a number", "correct the formula in that cell"
    return None


def _separated(text: str) -> Reason | None:
    if not _THOUSANDS.fullmatch(text):
        return None
    return "is not a number: it separates thousands", f"write {re.sub(r'[^0-9.-]', '', text)}"


def _pointed(text: str) -> Reason | None:
    if not _POINTS.fullmatch(text):
        return None
    return (
        "is not a whole number, or its points separate thousands",
        f"write {text.replace('.', '')} if they do",
    )


def _decimal_comma(text: str) -> Reason | None:
    if not re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        return None
    return "is not a number: it has a decimal comma", f"write {text.replace(',', '.')}"


def _hexadecimal(text: str) -> Reason | None:
    if not re.fullmatch(r"(?i)[-+]?0x[0-9a-f]+", text):
        return None
    return "is not a number in decimal digits", f"write {int(text, 16)}"


def _underscored(text: str) -> Reason | None:
    if not re.fullmatch(r"-?[0-9]+(_[0-9]+)+", text):
        return None
    return "is not a number: it holds underscores", f"write {text.replace('_', '')}"


def _foreign_digits(text: str) -> Reason | None:
    if text.isascii() or not any(unicodedata.digit(sign, -1) >= 0 for sign in text):
        return None
    plain = "".join(
        str(unicodedata.digit(sign)) if unicodedata.digit(sign, -1) >= 0 else sign for sign in text
    )
    if not re.fullmatch(r"[-+]?[0-9.]+", plain):
        return None
    return "is not a number in the digits 0 to 9", f"write {plain}"


def _truth(text: str) -> Reason | None:
    if not re.fullmatch(r"(?i)true|false|yes|no|y|n|t|f", text):
        return None
    return "is not a number: it is a yes or no", "write the number that the publisher gives"


def _signed(text: str) -> Reason | None:
    if re.fullmatch(r"\+[0-9]+(\.[0-9]+)?", text):
        return "is not a number: it has a plus sign", f"write {text[1:]}"
    if re.fullmatch(r"\([0-9]+(\.[0-9]+)?\)", text):
        return "is not a number: it stands in brackets", f"write -{text[1:-1]} if it is below zero"
    return None


def _with_unit(text: str) -> Reason | None:
    if _CURRENCY.search(text) or re.fullmatch(r"-?[0-9.,]+ ?(%|[a-zA-Z]{1,12})", text):
        return "is not a number: it names a unit", "write the number alone"
    return None


_REASONS: tuple[Callable[[str], Reason | None], ...] = (
    _unknown,
    _infinite,
    _spreadsheet_error,
    _separated,
    _pointed,
    _decimal_comma,
    _hexadecimal,
    _underscored,
    _foreign_digits,
    _truth,
    _signed,
    _with_unit,
)
