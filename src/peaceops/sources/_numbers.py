"""Text to numbers: what is read as a number, and in plain words why a text is none.

Digits are ASCII, the decimal mark is a point, nothing separates thousands. A whole number may end
in ``.0``, as spreadsheets write it. Everything else is refused with what to write instead: a number
read wrongly looks like any other.
"""

from __future__ import annotations

import re
import unicodedata

import polars as pl

WHOLE = r"^-?[0-9]+(\.0*)?$"
DECIMAL = r"^-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?$"
LARGEST = 1e12
"""No record of any publisher we read counts further than this."""

Reason = tuple[str, str]
"""What is wrong with a value, and what to write instead."""

_CURRENCY = re.compile(r"^[^0-9.\-]{0,4}[$€£¥]|[$€£¥][^0-9]*$|(?i:usd|eur|dollars?)")
_NAMES_A_UNIT = ("is not a number: it names a unit", "write the number alone")
# What a whole text looks like, what is wrong with it, and what to write; the first that fits.
_REASONS = (
    (
        r"(?i)n\.?/?a\.?|#n/a|#?nan|null|none|nil|unknown|not (known|available)|missing|[-–—.?*]+",
        "says that the number is not known",
        "leave the row out or look the number up; not known is not zero",
    ),
    (
        r"(?i)[-+]?inf(inity)?|[-+]?∞",
        "is not a number: it is infinite",
        "look the value up again",
    ),
    (
        r"#[A-Z0-9/!?]+[!?]?",
        "is an error of a spreadsheet, not a number",
        "correct the formula in that cell",
    ),
    (
        r"-?[0-9]{1,3}((,[0-9]{3})+|([ '’\u00a0\u2009\u202f][0-9]{3})+)(\.[0-9]+)?",
        "is not a number: it separates thousands",
        "write {digits}",
    ),
    (
        r"-?[0-9]{1,3}(\.[0-9]{3})+",
        "is not a whole number, or its points separate thousands",
        "write {without_points} if they do",
    ),
    (r"-?[0-9]+,[0-9]+", "is not a number: it has a decimal comma", "write {with_point}"),
    (r"-?[0-9]+(_[0-9]+)+", "is not a number: it holds underscores", "write {digits}"),
    (
        r"(?i)true|false|yes|no|y|n|t|f",
        "is not a number: it is a yes or no",
        "write the number that the publisher gives",
    ),
    (r"\+[0-9]+(\.[0-9]+)?", "is not a number: it has a plus sign", "write {digits}"),
    (
        r"\([0-9]+(\.[0-9]+)?\)",
        "is not a number: it stands in brackets",
        "write -{digits} if it is below zero",
    ),
    (r"-?[0-9.,]+ ?(%|[a-zA-Z]{1,12})", *_NAMES_A_UNIT),
)


def numbers_of(text: pl.Series, *, whole: bool) -> pl.Series:
    """Numbers for texts without blanks around them; null where a text is no number."""
    pattern = WHOLE if whole else DECIMAL
    plain = pl.select(
        pl.when(text.str.contains(pattern)).then(text.cast(pl.Float64, strict=False))
    ).to_series()
    return plain.set((plain.abs() > LARGEST).fill_null(False), None)


def why_no_number(text: str, *, whole: bool) -> Reason:
    """Say why ``numbers_of`` gave no number for a text."""
    if reason := _otherwise_written(text):
        return reason
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


def _otherwise_written(text: str) -> Reason | None:
    if re.fullmatch(r"(?i)[-+]?0x[0-9a-f]+", text):
        return "is not a number in decimal digits", f"write {int(text, 16)}"
    for pattern, problem, remedy in _REASONS:
        if re.fullmatch(pattern, text):
            return problem, remedy.format(
                digits=re.sub(r"[^0-9.-]", "", text),
                without_points=text.replace(".", ""),
                with_point=text.replace(",", "."),
            )
    if digits := _in_ascii(text):
        return "is not a number in the digits 0 to 9", f"write {digits}"
    return _NAMES_A_UNIT if _CURRENCY.search(text) else None


def _in_ascii(text: str) -> str | None:
    """A number written in the digits of another script, in ours; ``None`` if it is none."""
    digits = "".join(str(unicodedata.digit(sign, sign)) for sign in text)
    return digits if not text.isascii() and re.fullmatch(r"[-+]?[0-9.]+", digits) else None
