"""Dates in words, resolved against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from peaceops.domain.days import MONTH_NAMES
from peaceops.domain.months import month_after, month_of

_MONTHS = [name.lower() for name in MONTH_NAMES]
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)} | {"sept": 9}
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_M = (
    r"(?P<month>"
    + "|".join(_MONTHS)
    + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_N = r"(?P<count>\d+|" + "|".join(_COUNT) + r")"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_PART = r"(?:(?P<part>early|mid|late|end of|beginning of|start of)[\s-]+)?"
_PATTERN = re.compile(
    r"\b(?:"
    r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
    rf"|(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_M}(?:(?:,\s*|\s+)(?P<year>(?:19|20)\d\d)(?!\d))?"
    rf"|{_M.replace('month', 'month2')}\s+(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"
    r"(?!\d|,\d{3}(?!\d))(?:(?:,\s*|\s+)(?P<year2>(?:19|20)\d\d)(?!\d))?"
    rf"|{_PART}(?:the\s+)?{_M.replace('month', 'month3')}"
    r"(?:,?\s+(?:of\s+)?(?P<year3>(?:19|20)\d\d|last\s+year|this\s+year|next\s+year))?"
    rf"|{_PART.replace('part', 'part4')}(?P<relyear>last|this|next)\s+(?P<relunit>year|month|week)"
    rf"|(?:the\s+)?(?P<start5>beginning|start|end|middle)\s+of\s+the\s+(?P<unit5>week|month|year)"
    rf"|{_N}\s+{_UNIT}\s+(?:ago|earlier|before)"
    r"|(?P<dayword>yesterday|today|tomorrow)"
    rf"|(?:(?P<which>last|next)\s+)?(?P<weekday>{'|'.join(DAY_NAMES)})"
    rf"|{_PART.replace('part', 'part6')}(?:the\s+)?(?P<year6>(?:19|20)\d\d)(?![-/\d]|,\d)"
    r")\b",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"\b(?:by|until|till|through|before|will|shall|plans?|planned|due|expires?|runs? out|is to|"
    r"are to|ends?|from|must|starting|effective|laps\w+|expiry|expiration|is up|"
    r"prolong\w*|runs? (?:to|through))\b[^.;]*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|withdrew|left|killed|pulled|announced|said|died)\b[^.;]*$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|(?:expires?|laps\w+|ends?|runs? out|(?:is|are) up|due) on)\s+$",
    re.IGNORECASE,
)
_AMBIGUOUS = {"may", "mar", "march"}
_LEADS_TO_A_MONTH = re.compile(
    r"\b(?:in|by|since|until|of|from|to|and|between|last|early|late)\s+$", re.IGNORECASE
)


@dataclass(frozen=True)
class When:
    """A date in a text: characters, the days it means, and the word before it.

    ``label`` is as precise as the text: ``2023-06-16``, ``2023-06`` or ``2023``.
    """

    start: int
    end: int
    first: date
    last: date
    preposition: str = ""

    @property
    def label(self) -> str:
        """ISO 8601 at the precision of the text."""
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first:%Y}"


def find_dates(text: str, published: date) -> list[When]:
    """Find dates in the order of the text.

    A month or day without a year is the last one before the publication, or the next one after
    it where the words before point forward ("by", "until", "will"). A day of the week is the
    last such day, the day of publication included.
    """
    dates = []
    for match in _PATTERN.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        days = _days(match, published, before)
        if days is not None:
            word = re.search(r"(\w+)\s+(?:the\s+)?$", before)
            dates.append(When(match.start(), match.end(), *days, word[1].lower() if word else ""))
    return dates


def _days(match: re.Match[str], published: date, before: str) -> tuple[date, date] | None:  # noqa: PLR0911
    group = match.groupdict()
    try:
        if group["iso"]:
            day = date.fromisoformat(group["iso"])
            return day, day
        if group["day"] or group["day2"]:
            return _full(group, published, before)
        if group["month3"]:
            return _month(match, published, before)
        if group["relyear"]:
            return _relative(group, published)
        if group["start5"]:
            return _edge(group, published)
        if group["count"]:
            return _ago(group, published)
        if group["dayword"]:
            shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[group["dayword"].lower()]
            day = published + timedelta(days=shift)
            return day, day
        if group["weekday"]:
            return _weekday(group, published, before)
        return _year_part(int(group["year6"]), group["part6"])
    except ValueError:
        return None


def _full(group: dict[str, str | None], published: date, before: str) -> tuple[date, date]:
    day = int(group["day"] or group["day2"] or 0)
    month = _month_number(group["month"] or group["month2"] or "")
    year = group["year"] or group["year2"]
    if year:
        day_named = date(int(year), month, day)
    else:
        day_named = date(published.year, month, day)
        if _points_forward(before):
            if (published - day_named).days > 180:
                day_named = date(published.year + 1, month, day)
        elif day_named > published:
            day_named = date(published.year - 1, month, day)
    return day_named, day_named


def _month(match: re.Match[str], published: date, before: str) -> tuple[date, date] | None:
    name = match["month3"].lower().rstrip(".")
    doubtful = name in _AMBIGUOUS and not _is_month(match, before)
    if match["month3"][0].islower() or doubtful:
        return None
    month, year_words = _month_number(name), (match["year3"] or "").lower()
    if year_words.startswith(("19", "20")):
        year = int(year_words)
    elif year_words:
        year = published.year + {"last": -1, "this": 0, "next": 1}[year_words.split()[0]]
    elif _points_forward(before):
        year = published.year + (month < published.month - 6)
        if match["part"] is None and month < published.month and "from" not in before:
            year = published.year + 1
    else:
        year = published.year - (month > published.month)
    first, last = _month_of(date(year, month, 1))
    part = (match["part"] or "").lower()
    if part == "end of":
        return last, last
    return first, last


def _is_month(match: re.Match[str], before: str) -> bool:
    return bool(match["year3"] or match["part"] or _LEADS_TO_A_MONTH.search(before))


def _relative(group: dict[str, str | None], published: date) -> tuple[date, date]:
    step = {"last": -1, "this": 0, "next": 1}[(group["relyear"] or "").lower()]
    unit = (group["relunit"] or "").lower()
    if unit == "year":
        return _year_part(published.year + step, group["part4"])
    if unit == "month":
        return _month_of(month_after(published, step))
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    return monday, monday + timedelta(days=6)


def _edge(group: dict[str, str | None], published: date) -> tuple[date, date]:
    edge, unit = (group["start5"] or "").lower(), (group["unit5"] or "").lower()
    if unit == "week":
        monday = published - timedelta(days=published.weekday())
        first = monday if edge != "end" else monday + timedelta(days=3)
        return first, first + timedelta(days=2)
    if unit == "month":
        last = _month_of(published)[1].day
        days = {"beginning": (1, 10), "start": (1, 10), "middle": (11, 20), "end": (21, last)}[edge]
        return (
            date(published.year, published.month, days[0]),
            date(published.year, published.month, days[1]),
        )
    part = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}[edge]
    return _year_part(published.year, part)


def _ago(group: dict[str, str | None], published: date) -> tuple[date, date]:
    count_words = (group["count"] or "").lower()
    count = _COUNT.get(count_words) or int(count_words)
    unit = (group["unit"] or "").lower()
    if unit == "year":
        return _year_part(published.year - count, None)
    if unit == "month":
        return _month_of(month_after(published, -count))
    middle = published - timedelta(days=count * (7 if unit == "week" else 1))
    slack = timedelta(days=3 if unit == "week" else 0)
    return middle - slack, middle + slack


def _weekday(group: dict[str, str | None], published: date, before: str) -> tuple[date, date]:
    wanted = DAY_NAMES.index((group["weekday"] or "").capitalize())
    ahead = not group["which"] and _AHEAD.search(before)
    if ahead or (group["which"] and group["which"].lower() == "next"):
        day = published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)
    else:
        day = published - timedelta(days=(published.weekday() - wanted) % 7)
        if group["which"] and day == published:
            day -= timedelta(days=7)
    return day, day


def _year_part(year: int, part: str | None) -> tuple[date, date]:
    word = (part or "").lower()
    first, last = {
        "early": (1, 4),
        "beginning of": (1, 3),
        "start of": (1, 3),
        "mid": (5, 8),
        "late": (9, 12),
        "end of": (12, 12),
    }.get(word, (1, 12))
    if word == "end of":
        return date(year, 12, 31), date(year, 12, 31)
    return date(year, first, 1), _month_of(date(year, last, 1))[1]


def _month_of(day: date) -> tuple[date, date]:
    """First and last day of the month that a day lies in."""
    return month_of(day), month_after(day) - timedelta(days=1)


def _points_forward(before: str) -> bool:
    return bool(_FORWARD.search(before)) and not _PAST.search(before)


def _month_number(name: str) -> int:
    return _SHORT[name.lower()[:3]]
