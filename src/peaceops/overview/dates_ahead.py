"""The calendar: ends of mandates, usual weeks of the votes on them, reports and money due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from peaceops.domain.figures import Figure, Gap
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR, month_after
from peaceops.edition import View, standing_missions
from peaceops.mandate import reports_due
from peaceops.mission import appropriation
from peaceops.overview.usual_vote import usual_vote

EntryKind = Literal[
    "mandate ends",
    "usual week of the vote",
    "last day of the mission",
    "money paid until",
    "report due",
]


@dataclass(frozen=True)
class CalendarEntry:
    """Something that falls on a day or in a week.

    Attributes:
        day: The day, or the first of the week.
        last: The day, or the last of the week.
        mission: Acronym.
        kind: What it is.
        term: The end of the term or period that it is about; with mission and kind it tells the
            entry from all others, though the week of the vote moves.
        words: The same in a sentence, with what it rests on.
        figure: What it is made from.
        source: Symbols, and paragraphs where it was read from a text; ``""`` where no decision of
            the Council says so.
    """

    day: date
    last: date
    mission: str
    kind: EntryKind
    term: date
    words: str
    figure: Figure
    source: str = ""

    def row(self) -> dict[str, object]:
        """The entry as plain values, for a table, JSON or CSV."""
        return {
            "day": self.day,
            "last": self.last,
            "mission": self.mission,
            "what": self.kind,
            "words": self.words,
            "source": self.source,
            "method": self.figure.method,
        }


@dataclass(frozen=True)
class Calendar:
    """What is due for the missions that stand on a date.

    Attributes:
        as_of: The date.
        edition: Name of the edition.
        start: First day looked at.
        until: Last day looked at.
        entries: What is due, in the order of the days.
        gaps: What could not be told, by mission.
    """

    as_of: date
    edition: str
    start: date
    until: date
    entries: tuple[CalendarEntry, ...]
    gaps: tuple[tuple[str, Gap], ...] = ()


@dataclass(frozen=True)
class Span:
    """Days looked at, from the first to the last."""

    start: date
    until: date


def calendar(view: View, *, start: date | None = None, until: date | None = None) -> Calendar:
    """What is due, as known on the date, for every mission that stands on it.

    Args:
        view: What was known.
        start: First day; the date of the view by default.
        until: Last day; a year after the first by default.

    Returns:
        Entries that touch the days asked for, and what could not be told.

    Raises:
        MissingTableError: The edition holds no table of missions.
        ValueError: ``until`` lies before ``start``.

    >>> from peaceops.edition import open_edition
    >>> june = calendar(open_edition().as_of(date(2023, 6, 16)), until=date(2023, 6, 30))
    >>> [(entry.mission, entry.kind) for entry in june.entries if entry.mission == "MINUSMA"]
    [('MINUSMA', 'usual week of the vote'), ('MINUSMA', 'mandate ends')]
    """
    start = view.as_of if start is None else start
    until = month_after(start, YEAR).replace(day=min(start.day, 28)) if until is None else until
    if until < start:
        raise ValueError(f"the calendar cannot run from {start} back to {until}")
    span = Span(start, until)
    entries, gaps = list[CalendarEntry](), list[tuple[str, Gap]]()
    for acronym in standing_missions(view):
        mission = view.mission(acronym)
        for source in SOURCES:
            for answer in source(view, mission, span):
                if isinstance(answer, Gap):
                    gaps.append((acronym, answer))
                elif answer.day <= until and start <= answer.last:
                    entries.append(answer)
    ordered = sorted(entries, key=lambda entry: (entry.day, entry.mission, entry.kind))
    return Calendar(view.as_of, view.edition_name, start, until, tuple(ordered), tuple(gaps))


def _ends(_view: View, mission: Mission, _span: Span) -> Iterator[CalendarEntry]:
    mandate = mission.mandate
    figure = mandate.figure("ends")
    if mandate.status == "in force" and mandate.ends is not None and figure is not None:
        words = f"The mandate of {mission.acronym} under {mandate.resolution} ends."
        if mandate.decided_end == mandate.ends:
            words = f"{mandate.resolution} ends {mission.acronym}: its last day."
        yield CalendarEntry(
            mandate.ends, mandate.ends, mission.acronym, "mandate ends", mandate.ends, words,
            figure, mandate.resolution or "",
        )  # fmt: skip
    last = mandate.figure("withdrawn_by")
    if last is not None and mandate.withdrawn_by is not None:
        day = mandate.withdrawn_by
        words = f"The withdrawal of {mission.acronym} under {mandate.resolution} is to be over."
        yield CalendarEntry(
            day, day, mission.acronym, "last day of the mission", day, words, last,
            mandate.resolution or "",
        )  # fmt: skip


def _votes(_view: View, mission: Mission, _span: Span) -> Iterator[CalendarEntry]:
    vote = usual_vote(mission.mandate)
    if vote is None:
        return
    yield CalendarEntry(
        vote.monday, vote.sunday, mission.acronym, "usual week of the vote", vote.term,
        vote.words, vote.days_before,
    )  # fmt: skip


def _money(view: View, mission: Mission, _span: Span) -> Iterator[CalendarEntry]:
    paid = appropriation(view, mission).paid_until
    if paid is not None:
        day = date.fromisoformat(str(paid.value))
        words = f"Money approved for {mission.acronym} is paid until this day."
        yield CalendarEntry(day, day, mission.acronym, "money paid until", day, words, paid)


def _reports(view: View, mission: Mission, span: Span) -> Iterator[CalendarEntry | Gap]:
    answer = reports_due(view, mission.mandate, start=span.start, until=span.until)
    for due in answer.due:
        places = dict.fromkeys(request.place for request in due.requests)
        yield CalendarEntry(
            due.day, due.day, mission.acronym, "report due", due.day, due.words, due.figure,
            "; ".join(places),
        )  # fmt: skip
    yield from answer.gaps


Source = Callable[[View, Mission, Span], Iterator[CalendarEntry | Gap]]
SOURCES: tuple[Source, ...] = (_ends, _votes, _money, _reports)
"""What the calendar asks of each mission; another kind of entry is one more of these."""
