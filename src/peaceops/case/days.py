"""Days of a case: days of the calendar, written year first, since there are United Nations."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date, datetime
from typing import Any

from peaceops.case.problems import shown
from peaceops.case.refusal import refusal

CHARTER = date(1945, 10, 24)
LAST = date(2100, 12, 31)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./ ](\d{1,2})[./ ](\d{1,2})")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIMED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[Tt ].*", re.DOTALL)
_WRITE = "write it as year-month-day, such as 2023-06-16"


def day(value: Any) -> date:
    """Take a day of the calendar, or a text of the form 2023-06-16.

    Raises:
        PydanticCustomError: It is another form, no day of the calendar, or centuries off.
    """
    if isinstance(value, datetime):
        raise refusal(f"{shown(value)} holds a time of day", f"write {value:%Y-%m-%d}")
    if isinstance(value, str):
        value = _read(value)
    if not isinstance(value, date):
        raise refusal(f"{shown(value)} is no date", _remedy(value))
    if value < CHARTER:
        raise refusal(
            f"{value} is before 24 October 1945, when the United Nations began",
            "check the year",
        )
    if value > LAST:
        raise refusal(f"{value} is after {LAST}", "check the year")
    return value


def _read(text: str) -> date:
    parts = _ISO.fullmatch(text)
    if parts is None:
        raise refusal(f"{shown(text)} is no date", _remedy(text))
    year, month, number = (int(part) for part in parts.groups())
    try:
        return date(year, month, number)
    except ValueError:
        raise refusal(f"there is no day {text}", _nearest(year, month)) from None


def _nearest(year: int, month: int) -> str:
    if 1 <= month <= 12 and year >= 1:
        return f"{month_name[month]} {year} has {monthrange(year, month)[1]} days: check the day"
    return "check the year" if year < 1 else "months run from 01 to 12: check the order"


def _remedy(value: Any) -> str:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if timed := _TIMED.fullmatch(text):
        return f"leave the time out: write {timed[1]}"
    if re.fullmatch(r"\d{4}(-\d{1,2})?", text):
        return "name the day too; take the last day when only the month is known"
    if parts := _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text):
        readings = _readings((parts[1], parts[2], parts[3]))
    elif parts := _DAY_FIRST.fullmatch(text):
        readings = _readings((parts[3], parts[2], parts[1]), (parts[3], parts[1], parts[2]))
    else:
        return _WRITE
    return f"write {' or '.join(readings)}, whichever is meant" if len(readings) > 1 else (
        f"write {readings[0]}" if readings else _WRITE
    )  # fmt: skip


def _readings(*orders: tuple[str, str, str]) -> list[str]:
    readings = []
    for year, month, number in orders:
        try:
            readings.append(date(int(year), int(month), int(number)).isoformat())
        except ValueError:
            continue
    return list(dict.fromkeys(readings))
