"""Text to days: what is read as a date, and in plain words why a text is none.

``03/01/2023`` is 3 January in one country and 1 March in another. Such dates are read when another
date of the file has a day above 12 and so tells the order; otherwise they are refused with both
readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from peaceops.sources._numbers import Reason

ISO = "%Y-%m-%d"
SLASHED = r"^([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?:[ T].*)?$"
NO_SUCH_DAY = "is not a date: there is no such day"
_MIDNIGHT = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00(?::00(?:\.0+)?)?Z?$"
_ISO_SHAPE = r"^[0-9]{4}-[0-9]{2}(-[0-9]{2}([ T][0-9:.]+Z?)?)?$"
_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def days_of(text: pl.Series, formats: Iterable[str]) -> pl.Series:
    """Days of texts that begin with the year, by the first format that fits; else null."""
    shaped = pl.select(pl.when(text.str.contains(_ISO_SHAPE)).then(text)).to_series()
    days = pl.Series(text.name, [None] * len(text), dtype=pl.Date)
    for form in formats:
        if form.startswith("%Y"):
            days = days.fill_null(_parsed(shaped, form))
    return days.fill_null(_parsed(shaped.str.extract(_MIDNIGHT, 1), ISO))


def _parsed(text: pl.Series, form: str) -> pl.Series:
    timed = any(code in form for code in ("%H", "%T"))
    kind: type[pl.Datetime] | type[pl.Date] = pl.Datetime if timed else pl.Date
    if form == "%Y-%m":
        text, form = text.str.extract("^([0-9]{4}-[0-9]{2})$", 1) + "-01", ISO
    return text.str.strptime(kind, form, strict=False).cast(pl.Date)


@dataclass(frozen=True)
class Order:
    """Which of the first two numbers of slashed dates is the day, as far as a file tells.

    Attributes:
        day_first: A date has a first number above 12.
        month_first: A date has a second number above 12.
    """

    day_first: bool
    month_first: bool

    @property
    def decided(self) -> bool:
        """Whether the file tells one order and only one."""
        return self.day_first != self.month_first


def two_numbers(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The first two numbers of slashed dates; null where a text is none."""
    first, second = (text.str.extract(SLASHED, part).cast(pl.Int64) for part in (1, 2))
    return first, second


def same_either_way(text: pl.Series) -> pl.Series:
    """Which slashed dates have equal numbers for day and month: ``01/01/2023``."""
    first, second = two_numbers(text)
    return (first == second).fill_null(False)


def order_of(columns: Iterable[pl.Series]) -> Order:
    """Look through the slashed dates of some columns for days above 12."""
    day_first = month_first = False
    for text in columns:
        first, second = two_numbers(text)
        day_first |= bool(((first > 12) & (second <= 12)).any())
        month_first |= bool(((second > 12) & (first <= 12)).any())
    return Order(day_first, month_first)


def slashed_days(text: pl.Series, *, day_first: bool) -> pl.Series:
    """Days of slashed dates in one order; null where there is no such day."""
    day, month = (1, 2) if day_first else (2, 1)
    parts = [
        text.str.extract(SLASHED, 3),
        *(text.str.extract(SLASHED, part).str.zfill(2) for part in (month, day)),
    ]
    return _parsed(parts[0] + "-" + parts[1] + "-" + parts[2], ISO).alias(text.name)


def both_readings(text: str) -> str:
    """Write out the two days that a slashed date may be."""
    match = re.match(SLASHED, text)
    if match is None:
        return text
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    days = {_day(year, second, first), _day(year, first, second)} - {None}
    return " or ".join(sorted(str(day) for day in days)) or text


def why_no_day(text: str, wanted: str) -> Reason:
    """Say why a text is no date; ``wanted`` is how to write one."""
    write = f"write it as {wanted}"
    if re.match(_ISO_SHAPE, text):
        return _why_not_iso(text, write)
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text):
        day = _EXCEL_EPOCH + timedelta(days=int(float(text)))
        return "is not a date: it is a spreadsheet's number of a day", (
            f"format the column as a date before saving ({day} is meant) and {write}"
        )
    if re.fullmatch(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}", text):
        return "is not a date: its year has two digits", f"{write}, with the century"
    month = re.fullmatch(r"(?i)([a-z]{3})[a-z]*[-. ]([0-9]{2})", text)
    if month and month[1].lower() in _MONTHS:
        number = _MONTHS.index(month[1].lower()) + 1
        return "is not a date: a spreadsheet shows a month or a day so", (
            f"write 20{month[2]}-{number:02d} if the month of 20{month[2]} is meant"
        )
    compact = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
    if compact:
        return "is not a date", f"write {compact[1]}-{compact[2]}-{compact[3]} if that is meant"
    return "is not a date", write


def _why_not_iso(text: str, write: str) -> Reason:
    if len(text) > 10:
        return "is not a date: it has a time of day", f"{write}, without the time"
    if len(text) == 10 and _day(int(text[:4]), int(text[5:7]), int(text[8:])) is None:
        return NO_SUCH_DAY, "check the day and the month"
    if not 1 <= int(text[5:7]) <= 12:
        return "is not a date: there is no such month", "check the month"
    return "is not a date", write


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
