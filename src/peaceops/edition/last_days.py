"""Where knowledge ends: the last day of each table, and what a view lacks for its date.

A subject is late where nothing new of it is on record for longer than its usual pause: then it is
likelier that the edition ends than that nothing happened, and whoever shows an answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from peaceops.domain.days import short_day
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import as_it_is, message
from peaceops.edition.edition import Edition
from peaceops.edition.rows import KnownRows
from peaceops.edition.tables import TABLES, is_derived
from peaceops.edition.tables._table import FIRST_DAY, MONTHLY_DELAY_DAYS

COUNCIL_TABLES = ("decisions", "votes", "mandates")
HOW_TO_GET = "Newer files: `peaceops data fetch`"
_MONTH_LATE = 31 + MONTHLY_DELAY_DAYS


@dataclass(frozen=True)
class Subject:
    """A kind of knowledge that has a last day.

    Attributes:
        name: Its key.
        words: What it is, as in "knows no ... after".
        table: The table that holds it.
        pause: Days after its last day from which more is missing than usual.
        why: Why so many.
    """

    name: str
    words: str
    table: str
    pause: int
    why: str


_MONTHLY = message(
    "the next month, and {monthly_delay_days} days until its figures are out",
    monthly_delay_days=MONTHLY_DELAY_DAYS,
)
SUBJECTS = (
    Subject("votes", "votes", "decisions", 45, "the Council's longest pause since 2005"),
    Subject("mandates", "mandates", "mandates", 92, "the longest pause between two since 2005"),
    Subject("strength", "monthly strength", "strength", _MONTH_LATE, _MONTHLY),
    Subject("deaths", "deaths in conflict", "violence_country_months", _MONTH_LATE, _MONTHLY),
    Subject(
        "fatalities",
        "peacekeepers' deaths",
        "peacekeeper_deaths",
        39 + _MONTH_LATE,
        message("the longest pause between two since 2005, {monthly}", monthly=_MONTHLY),
    ),
    Subject(
        "money",
        "spending",
        "expenditure",
        365 + 184,
        "the next financial year, and six months until its spending is reported",
    ),
)


@dataclass(frozen=True)
class SubjectKnown:
    """How far a view knows a subject.

    Attributes:
        subject: What.
        until: The last day that its rows speak of, on or before the view's date; ``None`` where
            there is none.
        late: Whether more of it would be known on the date if the edition were up to date; not
            where nothing of it was known yet.
        figure: ``until`` as the figure ``knowledge.{name}``.
    """

    subject: Subject
    until: date | None
    late: bool
    figure: Figure


@dataclass(frozen=True)
class Knowledge:
    """Where a view's knowledge ends.

    Attributes:
        as_of: Its date.
        subjects: Votes, mandates, strength, deaths in conflict, peacekeepers' deaths, spending.
    """

    as_of: date
    subjects: tuple[SubjectKnown, ...]

    @property
    def missing(self) -> tuple[SubjectKnown, ...]:
        """Subjects that end more than their usual pause before the date, first ended first."""
        late = [end for end in self.subjects if end.late]
        return tuple(sorted(late, key=lambda end: end.until or date.min))

    @property
    def words(self) -> str | None:
        """One sentence on what is missing and since when; ``None`` where nothing is.

        >>> from peaceops.edition import knowledge, open_edition
        >>> knowledge(open_edition().as_of(date(2010, 3, 1))).words is None
        True
        """
        return self.words_without()

    def words_without(self, *unused: str) -> str | None:
        """The same sentence for an answer that does not use some subjects.

        Args:
            unused: Their names, as ``subject`` takes them.

        Raises:
            KeyError: There is no such subject.

        >>> from peaceops.edition import knowledge, open_edition
        >>> late = knowledge(open_edition().as_of(date(2023, 6, 16)))
        >>> "strength" in late.words, "strength" in (late.words_without("strength") or "")
        (True, False)
        """
        left_out = {self.subject(name).subject.name for name in unused}
        missing = [end for end in self.missing if end.subject.name not in left_out]
        if not missing:
            return None
        subjects = dict[date | None, list[str]]()
        for end in missing:
            subjects.setdefault(end.until, []).append(end.subject.words)
        parts = [
            message("no {words} after {until}", words=_listed(words, "or"), until=short_day(until))
            for until, words in subjects.items()
            if until
        ]
        return message(
            "As of {as_of} this edition holds {parts}.",
            as_of=short_day(self.as_of),
            parts=_listed(parts),
        )

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The last day of each subject."""
        return tuple(end.figure for end in self.subjects)

    def subject(self, name: str) -> SubjectKnown:
        """How far one subject is known.

        Args:
            name: ``votes``, ``mandates``, ``strength``, ``deaths``, ``fatalities`` or ``money``.

        Raises:
            KeyError: There is no such subject.
        """
        by_name = {end.subject.name: end for end in self.subjects}
        return by_name[name]


def knowledge(view: KnownRows) -> Knowledge:
    """Tell how far each subject is known to a view.

    Args:
        view: What was known on the date.

    >>> from peaceops.edition import open_edition
    >>> answer = knowledge(open_edition().as_of(date(2030, 1, 1)))
    >>> answer.subject("votes").late
    True
    """
    return Knowledge(view.as_of, tuple(_known(view, subject) for subject in SUBJECTS))


def last_day_of(view: KnownRows) -> date:
    """The last day of the Council's record in a view; without one, of any publisher's table."""
    council = [_known_until(view, name) for name in COUNCIL_TABLES]
    every = [_known_until(view, name) for name in TABLES if not is_derived(name)]
    for days in (council, every):
        known_days = [day for day in days if day is not None]
        if known_days:
            return min(max(known_days), view.as_of)
    return view.as_of


def last_day_by_table(edition: Edition) -> dict[str, date | None]:
    """The last day that the rows of each table speak of, by table.

    Args:
        edition: The edition.

    Returns:
        ``None`` for a table without rows, and for one that has no time: derived from others, or
        known since the Charter.
    """
    whole = edition.whole
    return {
        name: None if is_derived(name) else covered_until(whole.table(name))
        for name in sorted(edition.manifest.tables)
    }


def covered_until(rows: pl.DataFrame) -> date | None:
    """The last day that rows of a table speak of: of their month, day, period or year.

    >>> rows = {"month": [date(2023, 2, 1)], "known_on": [date(2023, 3, 20)]}
    >>> covered_until(pl.DataFrame(rows))
    datetime.date(2023, 2, 28)
    """
    columns = (
        ("month", pl.col("month").dt.month_end()),
        ("date", pl.col("date")),
        ("end", pl.min_horizontal("end", "known_on")),
        ("year", pl.date(pl.col("year"), 12, 31)),
        ("known_on", pl.col("known_on")),
    )
    expression = next(expression for name, expression in columns if name in rows.columns)
    last: date | None = rows.select(expression.max()).item() if rows.height else None
    return None if last == FIRST_DAY else last


def _known(view: KnownRows, subject: Subject) -> SubjectKnown:
    rows = view.table(subject.table) if view.has(subject.table) else pl.DataFrame()
    until = covered_until(rows) if rows.height else None
    late = until is not None and view.as_of - until > timedelta(days=subject.pause)
    figure = Figure(
        key=f"knowledge.{subject.name}",
        label=message("Last day of {words} known to this edition", words=subject.words),
        value=until.isoformat() if until else None,
        unit="date",
        method=message(
            "The last day that rows of the table {table} speak of. More is missing than "
            "usual {pause} days later: {why}.",
            table=as_it_is(subject.table),
            pause=subject.pause,
            why=subject.why,
        ),
        evidence=(Evidence.of(subject.table, "all rows known on the date", rows[:0]),),
    )
    return SubjectKnown(subject, until, late, figure)


def _known_until(view: KnownRows, table: str) -> date | None:
    if not view.has(table):
        return None
    last: date | None = view.table(table)["known_on"].max()  # type: ignore[assignment]
    return last


def _listed(parts: Sequence[str], joint: str = "and") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"
