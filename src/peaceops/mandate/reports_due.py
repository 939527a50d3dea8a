"""When the next reports on a mission are due, by the texts of its mandate in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from peaceops.domain.days import long_day
from peaceops.domain.figures import Figure, Gap
from peaceops.domain.mandate import Mandate
from peaceops.domain.messages import message, run_together
from peaceops.edition import KnownRows
from peaceops.mandate.report_requests import ReportRequest, requests_in
from peaceops.mandate.texts import has_text, mandate_text

SETS_TEXT = ("establish", "renew", "terminate")
"""What sets a mandate's text; a rollover carries the one before it on."""
AHEAD = 366
"""Days ahead that are looked at by default."""
OFTEN = 45
"""Of reports that come again within so many days, the next alone is listed."""
_KEY = "mandate.reports_due"
_REMEDY = (
    "add the resolution as a JSON file of paragraphs and run `peaceops data build`; `peaceops "
    "mandate text --list` lists those on record"
)


@dataclass(frozen=True)
class ReportDue:
    """A day on which a report on a mission is due.

    Attributes:
        day: The day.
        requests: What asks for it: a report of its own each.
        words: What is due, where that stands and how it was read, in a sentence.
        figure: The day, with how it was read.
    """

    day: date
    requests: tuple[ReportRequest, ...]
    words: str
    figure: Figure


@dataclass(frozen=True)
class ReportsDue:
    """The reports due on a mission, as known on a date.

    Attributes:
        mission: Acronym.
        as_of: The date.
        due: Days from the date on, in order.
        gaps: What is missing where no day can be told.
    """

    mission: str
    as_of: date
    due: tuple[ReportDue, ...]
    gaps: tuple[Gap, ...]

    @property
    def next(self) -> ReportDue | None:
        """The first day on which a report is due; ``None`` where none can be told."""
        return self.due[0] if self.due else None


def reports_due(
    view: KnownRows, mandate: Mandate, *, start: date | None = None, until: date | None = None
) -> ReportsDue:
    """Tell when reports on a mission are due.

    Read are the decision that set the term in force, what amended it since and, where it is a
    rollover, the text that it carries on. Where these say nothing of when, the earlier texts of
    the mandate are read, as long as none between is missing: what they ask for time and again
    still stands. Fixed days of theirs do not.

    Args:
        view: The edition as known on a date.
        mandate: The mandate on the date.
        start: First day; the view's date by default.
        until: Last day; a year after the first by default.

    Returns:
        The days, each with the paragraph that asks for it. A gap where a text that would tell is
        not on record, or where the texts name no day.

    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2024, 12, 1))
    >>> answer = reports_due(view, view.mission("MINUSCA").mandate)
    >>> [(due.day.isoformat(), due.requests[0].paragraph) for due in answer.due][:2]
    [('2025-02-15', '58 (a)'), ('2025-05-31', '58 (b)')]
    """
    start = start or view.as_of
    until = until or start + timedelta(days=AHEAD)
    if mandate.status == "ended" and mandate.withdrawn_by is None:
        return ReportsDue(mandate.mission, view.as_of, (), ())
    requests, gap = _standing(view, mandate)
    days: dict[date, list[ReportRequest]] = {}
    for request in requests:
        ends = mandate.withdrawn_by or mandate.ends
        listed = [day for day in request.days.due(ends, until) if day >= start]
        for day in listed[:1] if _often(request) else listed:
            days.setdefault(day, []).append(request)
    due = tuple(_due(mandate, day, days[day], place) for place, day in enumerate(sorted(days)))
    if not due and gap is None:
        gap = _gap_of_days(mandate, requests)
    return ReportsDue(mandate.mission, view.as_of, due, () if gap is None else (gap,))


def _standing(view: KnownRows, mandate: Mandate) -> tuple[list[ReportRequest], Gap | None]:
    """The requests that stand on the date, and the gap where they cannot be told."""
    history = mandate.history
    if mandate.resolution is None or history.is_empty():
        return [], _gap(mandate, "no decision of the Council that sets its mandate is on record",
                        "other bodies set when reports on it are due")  # fmt: skip
    adopted = history.filter("adopted")
    place = adopted["decision"].to_list().index(mandate.resolution)
    since = [symbol for symbol in adopted["decision"][place + 1 :] if has_text(view, symbol)]
    carried = list(_text_carried(adopted[: place + 1]))
    lacking = [symbol for symbol in carried if not has_text(view, symbol)]
    earlier = _setting(adopted[:place])
    earlier = [symbol for symbol in earlier if symbol not in carried]
    if lacking:
        return [], _gap_of_text(view, mandate, lacking, [*carried, *earlier])
    requests = _of(view, [*carried, *since])
    if requests:
        return requests, None
    for symbol in earlier:
        if not has_text(view, symbol):
            why = message(
                "{resolution} says nothing of when, and the text of {symbol}, which it",
                resolution=mandate.resolution,
                symbol=symbol,
            )
            return [], _gap_of_text(
                view, mandate, [symbol], earlier, message("{why} carries on,", why=why)
            )
        again = [request for request in _of(view, [symbol]) if _comes_again(request)]
        if again:
            return again, None
    return [], None


def _text_carried(adopted: pl.DataFrame) -> Iterator[str]:
    """The decision in force and, where it rolls a mandate over, what it carries on."""
    for row in reversed(adopted.to_dicts()):
        if row["kind"] == "rollover" or row["kind"] in SETS_TEXT:
            yield row["decision"]
        if row["kind"] in SETS_TEXT:
            return


def _setting(adopted: pl.DataFrame) -> list[str]:
    """Decisions that set the mandate's text, newest first."""
    rows = adopted.filter(pl.col("kind").is_in(SETS_TEXT))
    return list(reversed(rows["decision"].to_list()))


def _of(view: KnownRows, symbols: Sequence[str]) -> list[ReportRequest]:
    return [request for symbol in symbols for request in requests_in(mandate_text(view, symbol))]


def _comes_again(request: ReportRequest) -> bool:
    days = request.days
    return days.every is not None or days.regular or days.before_end is not None


def _often(request: ReportRequest) -> bool:
    every = request.days.every
    return every is not None and every.after(request.adopted) <= request.adopted + timedelta(OFTEN)


def _due(
    mandate: Mandate, day: date, requests: Sequence[ReportRequest], place_in_order: int
) -> ReportDue:
    number = "" if place_in_order == 0 else f"_{place_in_order + 1}"
    name = "Next report" if place_in_order == 0 else "Report"
    readings = dict.fromkeys(_reading(mandate, day, request) for request in requests)
    kinds: dict[str, dict[str, None]] = {}
    for request in requests:
        place = f"{request.place}{_how(mandate, day, request)}"
        kinds.setdefault(place, {})[request.what] = None
    words = run_together(
        "; ",
        (
            message("{what} due under {place}", what=run_together(" and ", what), place=place)
            for place, what in kinds.items()
        ),
    )
    quoted = run_together(
        " ", (message("“{rstrip}.”", rstrip=request.words.rstrip(" ;:.")) for request in requests)
    )
    figure = Figure(
        key=f"mandate.report_due{number}",
        label=message("{name} on {mission} due to the Council", name=name, mission=mandate.mission),
        value=day.isoformat(),
        unit="date",
        method=message(
            "Read from the text: {readings}. {quoted}",
            readings=run_together("; ", readings),
            quoted=quoted,
        ),
        evidence=tuple(dict.fromkeys(request.evidence for request in requests)),
    )
    return ReportDue(day, tuple(requests), f"{words[:1].upper()}{words[1:]}.", figure)


def _how(mandate: Mandate, day: date, request: ReportRequest) -> str:
    """How the day is told, for the reader of a calendar; nothing where the text names it."""
    days = request.days
    if day in days.days:
        span = days.within
        return (
            ""
            if span is None
            else message(", within {words} of its adoption", words=_plural(span.words))
        )
    if days.before_end is not None and mandate.ends == days.before_end.after(day):
        early = days.before_end
        return (
            message(", {words} before the mandate ends", words=_plural(early.words))
            if early.count
            else (", before the mandate ends")
        )
    assert days.every is not None
    if days.days:
        return message(", every {words}", words=days.every.words)
    counted = "its adoption" if days.starts == request.adopted else long_day(days.starts or day)
    return message(
        ", every {words} counted from {counted}", words=days.every.words, counted=counted
    )


def _plural(words: str) -> str:
    return message("one {words}", words=words) if " " not in words else words


def _reading(mandate: Mandate, day: date, request: ReportRequest) -> str:
    """How the day was read, for the method of its figure."""
    days, place = request.days, request.place
    if day in days.days:
        return message(
            "{place}, {part}",
            place=place,
            part="names the day" if days.within is None else "names the span",
        )
    if days.before_end is not None and mandate.ends == days.before_end.after(day):
        named = "a span before the end" if days.before_end.count else "no day but the end"
        return message(
            "{place}, names {named} of the mandate, {ends}",
            place=place,
            named=named,
            ends=long_day(mandate.ends),
        )
    assert days.every is not None
    if days.days:
        return message(
            "{place}, names {days} and every {words} after it",
            place=place,
            days=long_day(days.days[-1]),
            words=days.every.words,
        )
    if days.starts != request.adopted:
        return message(
            "{place}, names every {words} from {long_day}",
            place=place,
            words=days.every.words,
            long_day=long_day(days.starts or day),
        )
    return message(
        "{place}, names every {words} and no first day; counted from its adoption on "
        "{adopted}, though reports may keep the days of an earlier mandate",
        place=place,
        words=days.every.words,
        adopted=long_day(request.adopted),
    )


def _gap_of_text(
    view: KnownRows,
    mandate: Mandate,
    lacking: Sequence[str],
    earlier: Sequence[str],
    begins: str = "",
) -> Gap:
    """The text that would tell is missing; the last one on record says what was asked before."""
    begins = begins or message("the text of {lacking}", lacking=run_together(" and of ", lacking))
    why = message(
        "{begins} was not on record on {as_of}", begins=begins, as_of=long_day(view.as_of)
    )
    for symbol in earlier:
        again = _of(view, [symbol]) if has_text(view, symbol) else []
        often = [
            message(
                "{request} (paragraph {paragraph})",
                request=_often_in_words(request),
                paragraph=request.paragraph,
            )
            for request in again
            if _comes_again(request)
        ]
        if often:
            why += message(
                "; {symbol}, an earlier mandate, asked for them {often}",
                symbol=symbol,
                often=run_together(" and ", often),
            )
            break
    return _gap(mandate, why, _REMEDY)


def _often_in_words(request: ReportRequest) -> str:
    if request.days.every is not None:
        return message("every {words}", words=request.days.every.words)
    return "at regular intervals" if request.days.regular else "before its end"


def _gap_of_days(mandate: Mandate, requests: Sequence[ReportRequest]) -> Gap:
    regular = [request for request in requests if request.days.regular]
    every = [request for request in requests if request.days.every and not request.days.starts]
    if every:
        often = _often_in_words(every[0])
        why = message(
            "{place}, asks for one {often}, from a day that it does not name",
            place=every[0].place,
            often=often,
        )
    elif regular:
        why = message(
            "{place}, asks for reports at regular intervals and names no day",
            place=regular[0].place,
        )
    elif requests:
        why = message("every day that {resolution} names is past", resolution=mandate.resolution)
    else:
        why = message(
            "no text of its mandate on record, {resolution} the last, says when",
            resolution=mandate.resolution,
        )
    return _gap(mandate, why, "look into the Secretary-General's last report on the mission")


def _gap(mandate: Mandate, why: str, remedy: str) -> Gap:
    return Gap(
        _KEY,
        message("when reports on {mission} to the Council are due", mission=mandate.mission),
        why,
        remedy,
    )
