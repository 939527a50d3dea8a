"""When a report is due, as the Council's texts say it: on days, within a span, every so often.

The grammar of the words alone; ``report_requests`` tells who is asked for what.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from peaceops.domain.days import MONTH_NAMES
from peaceops.domain.messages import message
from peaceops.domain.months import month_after
from peaceops.domain.number_words import NUMBER_WORDS, in_number_words

_NUMBER = message(
    "(?P<{{0}}>\\d{{{{1,3}}}}|{number_words})",
    number_words="|".join(sorted(NUMBER_WORDS, key=len, reverse=True)),
)
_UNIT = r"(?:working )?(?P<{0}>day|week|month|year)s?"


def _period(name: str) -> str:
    """Pattern of a number with its unit: ``90 days``, ``five (5) months``, ``sixty-day``."""
    return _NUMBER.format(f"{name}_n") + r"(?:\s*\(\d+\))?[\s-]+" + _UNIT.format(f"{name}_u")


_ADOPTION = (
    r"(?:the )?(?:date of )?(?:the |its |this )?(?:adoption|resolution|mandate[’']s renewal)"
)
_MONTH = "|".join(MONTH_NAMES)
_DAY = re.compile(
    r"(?P<end>(?:the )?end of )?(?:the )?"
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<m>{_MONTH})"
    r"(?: (?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,? (?:of )?(?P<y>(?:19|20)\d\d))?"
    r"|(?P<end2>(?:the )?end of )(?P<y2>(?:19|20)\d\d)"
)
_PLAIN_DAY = re.sub(r"\(\?P<\w+>", "(?:", _DAY.pattern)
_BY = r"(?:by|no later than|not later than|at the latest by|latest by|before|prior to)"
# "on" a day is a day for a report only right after the report or the Council it goes to.
_ON = r"(?:(?:council|reports?|briefings?|updates?|provided|submitted|due),? on)"
_DAYS = re.compile(
    rf"\b(?:{_BY}|{_ON})(?: the)? (?P<days>(?:{_PLAIN_DAY})"
    rf"(?:(?:,? and |, )(?:(?:on|by) )?(?:{_PLAIN_DAY}))*)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\b(?:first|next)\b[^,;]{{0,40}}? {_BY} (?P<first>{_PLAIN_DAY})"
    rf"(?:[^;]{{0,20}}?\bsecond\b[^,;]{{0,30}}? {_BY} (?P<second>{_PLAIN_DAY}))?",
    re.IGNORECASE,
)
_STARTS = re.compile(rf"\bstart(?:ing|s) (?:from|on) (?P<starts>{_PLAIN_DAY})", re.IGNORECASE)
_WITHIN = re.compile(
    rf"\b(?:within|(?P<loose>in)|no later than|not later than) {_period('w')}(?! intervals?)"
    rf"(?: and {_period('v')})?"
    rf"(?: (?:of|from|after|following) (?:(?P<adoption>{_ADOPTION})|(?P<other>\w+)))?",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\bevery (?:{_period('e')}|(?P<each>day|week|month|year)\b)"
    rf"|\b(?:at|in) {_period('i')} intervals?"
    r"|\bon an? (?P<basis>monthly|quarterly|annual|biannual|semi-annual) basis"
    r"|\b(?P<adverb>monthly|quarterly|annually)\b(?! basis| reports?| updates?| briefings?)",
    re.IGNORECASE,
)
_OTHER_START = re.compile(
    rf"^ (?:after|from|following) (?!{_ADOPTION}|that date|then)\w", re.IGNORECASE
)
_UP_TO = re.compile(rf"\b(?:up )?until (?P<last>{_PLAIN_DAY})", re.IGNORECASE)
_TIMES = re.compile(rf"\b{_NUMBER.format('times')} (?:times|reports) in total", re.IGNORECASE)
_BEFORE_END = re.compile(
    rf"\b(?:(?:at least |no later than )?{_period('b')} |well |again )?(?:before|prior to) "
    r"(?:the (?:end|expir\w+|conclusion) of )?(?:its|the|this|\S+[’']s) "
    r"(?:current )?(?:mandate(?: period)?|expiration|expiry)\b",
    re.IGNORECASE,
)
_REGULAR = re.compile(
    r"\b(?:(?P<cycle>at regular intervals|on a regular basis)|regularly"
    r"|(?:his|their|the|\S+[’']s) regular"
    r" (?:\w+ ){0,2}?(?:reports?|reporting|updates?|briefings?))\b",
    re.IGNORECASE,
)
_MONTHS_IN = {"monthly": 1, "quarterly": 3, "annual": 12, "annually": 12, "biannual": 6,
              "semi-annual": 6}  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A span of time as a text counts it.

    Attributes:
        count: How many.
        unit: ``day``, ``week``, ``month`` or ``year``.
    """

    count: int
    unit: str

    @property
    def words(self) -> str:
        """The span in words: ``90 days``, ``three months``; ``month`` where it is one."""
        if self.count == 1:
            return self.unit
        return f"{in_number_words(self.count)} {self.unit}s"

    def after(self, day: date, times: int = 1) -> date:
        """The day that lies so many spans after another; before it if negative.

        Args:
            day: The day counted from.
            times: How many spans.

        >>> Period(3, "month").after(date(2024, 11, 30))
        datetime.date(2025, 2, 28)
        """
        count = self.count * times
        if self.unit in ("day", "week"):
            return day + timedelta(days=count * (7 if self.unit == "week" else 1))
        first = month_after(day, count * (12 if self.unit == "year" else 1))
        return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


@dataclass(frozen=True)
class ReportDays:
    """When a report is due, as far as words say.

    Attributes:
        days: Days that are named, in order, or the end of a span after the adoption.
        within: The span after the adoption, where the first day is given as one.
        every: How often, where it comes again.
        starts: Day from which the times are counted; ``None`` where that is not the adoption and
            the words name no day.
        times: How many in all, where that is said.
        last: No report after this day, where that is said.
        before_end: How long before the end of the mandate; a span of no days where the words say
            only that it is before the end.
        regular: Whether it is asked for at regular intervals without saying which.
        at: Where in the words this begins.
    """

    days: tuple[date, ...] = ()
    within: Period | None = None
    every: Period | None = None
    starts: date | None = None
    times: int | None = None
    last: date | None = None
    before_end: Period | None = None
    regular: bool = False
    at: int = 0

    def due(self, ends: date | None, until: date) -> tuple[date, ...]:
        """The days on which reports are due.

        Args:
            ends: Last day of the mandate, up to which reports come again and before which one is
                due; ``None`` where it has none.
            until: Last day looked at.
        """
        days = list(self.days)
        if self.before_end is not None and ends is not None:
            days.append(self.before_end.after(ends, -1))
        if self.every is not None and (days or self.starts is not None):
            days += self._again(days, min(filter(None, (ends, self.last, until))))
        return tuple(day for day in sorted(set(days)) if day <= until)

    def _again(self, days: list[date], last: date) -> Iterator[date]:
        assert self.every is not None
        start = days[-1] if days else self.starts
        most = None if self.times is None else self.times - len(days)
        step = 1
        while start is not None and (most is None or step <= most):
            day = self.every.after(start, step)
            if day > last:
                return
            yield day
            step += 1


def read_days(words: str, adopted: date) -> ReportDays | None:
    """Read when a report is due.

    Args:
        words: What is asked of whoever reports: one request, not a whole paragraph.
        adopted: Day of the adoption, from which spans are counted.

    Returns:
        What the words say; ``None`` where they say nothing of when.

    >>> read_days("to report to the Council every three months", date(2024, 12, 20)).every
    Period(count=3, unit='month')
    >>> read_days("to report by 4 July 2025 and 5 January 2026", date(2025, 1, 31)).days
    (datetime.date(2025, 7, 4), datetime.date(2026, 1, 5))
    """
    every, starts, at_every = _every(words, adopted)
    first = _FIRST.search(words)
    named = _days(first["first"], adopted) if first else ()
    if first and first["second"]:
        named = (*named, *_days(first["second"], adopted))
    listed = _DAYS.search(words) if not first else None
    if listed:
        named = _days(listed["days"], adopted)
    named = tuple(day for day in named if day > adopted)
    within = _WITHIN.search(words) if not named else None
    counted = within and not within["other"] and (within["adoption"] or not within["loose"])
    span = _span(within, "w") if within and counted else None
    second = _span(within, "v") if within and span else None
    spans = tuple(period.after(adopted) for period in (span, second) if period)
    ending = _BEFORE_END.search(words)
    regular = _REGULAR.search(words)
    places = [at_every, *(match.start() if match else None for match in (
        first if named else None, listed if named else None, within if span else None, ending,
        regular))]  # fmt: skip
    begins = [place for place in places if place is not None]
    if not begins:
        return None
    times, last = _TIMES.search(words), _UP_TO.search(words)
    return ReportDays(
        days=named or spans,
        within=span,
        every=every,
        starts=starts if every else None,
        times=_count(times["times"]) if times else None,
        last=next(iter(_days(last["last"], adopted)), None) if last and every else None,
        before_end=None if ending is None else _span(ending, "b") or Period(0, "day"),
        regular=bool(
            regular and not (every or ending) and (regular["cycle"] or not (named or span))
        ),
        at=min(begins),
    )


def _every(words: str, adopted: date) -> tuple[Period | None, date | None, int | None]:
    """How often, counted from when, and where the words say so."""
    match = _EVERY.search(words)
    if match is None:
        return None, None, None
    period = _span(match, "e") or _span(match, "i")
    if period is None and match["each"]:
        period = Period(1, match["each"].lower())
    if period is None:
        period = Period(_MONTHS_IN[(match["basis"] or match["adverb"]).lower()], "month")
    start = _STARTS.search(words)
    if start is not None:
        return period, next(iter(_days(start["starts"], adopted)), None), match.start()
    elsewhere = _OTHER_START.match(words[match.end() :])
    return period, None if elsewhere else adopted, match.start()


def _span(match: re.Match[str], name: str) -> Period | None:
    number, unit = match[f"{name}_n"], match[f"{name}_u"]
    return Period(_count(number), unit.lower()) if number else None


def _count(number: str) -> int:
    return int(number) if number.isdigit() else NUMBER_WORDS[number.lower()]


def _days(words: str, adopted: date) -> tuple[date, ...]:
    """The days of a list; one without a year is of the year after it, or the next that comes."""
    days: list[date] = []
    year: int | None = None
    for match in reversed(list(_DAY.finditer(words))):
        if match["y2"]:
            year = int(match["y2"])
            days.append(date(year, 12, 31))
            continue
        year = int(match["y"]) if match["y"] else year
        month = next(
            number for number, name in enumerate(MONTH_NAMES, 1) if name == match["m"].title()
        )
        number = match["d"] or match["d2"]
        for of_year in [year] if year else [adopted.year, adopted.year + 1]:
            last = monthrange(of_year, month)[1]
            day = date(of_year, month, min(int(number), last) if number else last)
            if year or day > adopted:
                days.append(day)
                break
    return tuple(sorted(days))
