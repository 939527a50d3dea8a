"""Days as people write them: ``2023-06-16``, ``16 Jun 2023``, ``16 juin 2023``, ``today``."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from unicodedata import combining, normalize

from peaceops.errors import PeaceopsError

FIRST_DAY = date(1945, 10, 24)
LAST_DAY = date(2099, 12, 31)
ACCEPTED = "write it as `2023-06-16`, 16 Jun 2023, today or yesterday"
_NEAR = {"today": 0, "aujourd'hui": 0, "yesterday": 1, "hier": 1}
_MONTHS = (
    ("january", "janvier"), ("february", "fevrier"), ("march", "mars"), ("april", "avril"),
    ("may", "mai"), ("june", "juin"), ("july", "juillet"), ("august", "aout"),
    ("september", "septembre"), ("october", "octobre"), ("november", "novembre"),
    ("december", "decembre"),
)  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?[ -]+([a-z]+)\.?,?[ -]+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|([a-z]+)\.? +(\d{4})|(\d{4})")


class NotUnderstood(PeaceopsError):  # noqa: N818 - says what is the matter
    """What a user wrote is not understood; the message says why and what to write."""

    def __str__(self) -> str:
        return f"{self.what}; {self.remedy}" if self.remedy else self.what


def day_meant(text: str) -> date:
    """Read a day as a user writes it.

    A month or a year is refused, for its first and its last day are different answers.

    Args:
        text: As ``2023-06-16``, ``16 Jun 2023``, ``June 16, 2023``, ``16 juin 2023``, ``today``.

    Raises:
        NotUnderstood: It is no day, or one before the Charter.

    >>> day_meant("15 Feb 2023"), day_meant("1er août 2012")
    (datetime.date(2023, 2, 15), datetime.date(2012, 8, 1))
    """
    signs = normalize("NFKD", text.strip().casefold().replace("’", "'"))
    plain = "".join(sign for sign in signs if not combining(sign))
    day = _day(plain)
    if day is None:
        raise _refusal(text, plain)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise NotUnderstood(
            f"{text} lies outside {FIRST_DAY} (the Charter) to {LAST_DAY}",
            remedy="write a day between them, as 2023-06-16",
        )
    return day


def _day(plain: str) -> date | None:
    if plain in _NEAR:
        return date.today() - timedelta(days=_NEAR[plain])
    if match := _ISO.fullmatch(plain):
        year, month, number = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.fullmatch(plain):
        year, month, number = int(match[3]), _month_number(match[2]), int(match[1])
    elif match := _MONTH_FIRST.fullmatch(plain):
        year, month, number = int(match[3]), _month_number(match[1]), int(match[2])
    else:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _month_number(word: str) -> int:
    """Number of a month by its name, or three or more letters of it that tell it; else 0."""
    word = {"sept": "sep"}.get(word, word)
    numbers = {
        number
        for number, names in enumerate(_MONTHS, start=1)
        if len(word) >= 3 and any(name.startswith(word) for name in names)
    }
    return numbers.pop() if len(numbers) == 1 else 0


def _refusal(text: str, plain: str) -> NotUnderstood:
    match = _MONTH.fullmatch(plain)
    month = int(match[2]) if match and match[2] else 12
    year = int(match[1] or match[4] or match[5]) if match else 0
    if match and match[3]:
        month = _month_number(match[3])
    if match and 1 <= month <= 12 and year:
        what = "year" if match[5] else "month"
        last = date(year, month, monthrange(year, month)[1])
        return NotUnderstood(
            f"{text!r} is a {what} and not a day",
            remedy=f"write its last day as {last}, or another",
        )
    if two_days := _either_way(plain):
        what = "may be either of two days" if " or " in two_days else "is not written year first"
        return NotUnderstood(f"{text!r} {what}", remedy=f"write {two_days}")
    if end := _last_of_month(plain):
        return NotUnderstood(
            f"there is no day {text!r}", remedy=f"{end:%B %Y} has {end.day} days: check the day"
        )
    return NotUnderstood(f"{text!r} is not a date", remedy=ACCEPTED)


def _either_way(plain: str) -> str:
    """The days that numbers with strokes or points may mean; empty where they mean none."""
    match = _NUMBERS.fullmatch(plain)
    if match is None:
        return ""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    days = []
    for month, number in dict.fromkeys(((second, first), (first, second))):
        with suppress(ValueError):
            days.append(date(year, month, number).isoformat())
    return " or ".join(days)


def _last_of_month(plain: str) -> date | None:
    """The last day of the month of a day that the month does not have."""
    if match := _ISO.fullmatch(plain):
        year, month = int(match[1]), int(match[2])
    elif match := _DAY_FIRST.fullmatch(plain):
        year, month = int(match[3]), _month_number(match[2])
    elif match := _MONTH_FIRST.fullmatch(plain):
        year, month = int(match[3]), _month_number(match[1])
    else:
        return None
    if not (1 <= month <= 12 and year):
        return None
    return date(year, month, monthrange(year, month)[1])
