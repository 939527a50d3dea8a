"""What became known between two days: decisions, members, statements, and newer data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from peaceops.case import Case
from peaceops.council import HOST_IN_WORDS, Outlook
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_month, short_day
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.mission import strength
from peaceops.violence import ViolenceOutlook

ArrivalKind = Literal["decision", "members", "host", "statement", "deaths", "strength", "votes"]


@dataclass(frozen=True)
class Arrival:
    """Something that became known between two days.

    Attributes:
        day: Its own day; of data and of members, the later of the two days.
        kind: What it is.
        words: The same in words.
    """

    day: date
    kind: ArrivalKind
    words: str


@dataclass(frozen=True)
class Known:
    """What tells one day from the next, of all that the odds rest on.

    Attributes:
        day: The day.
        decisions: Symbol of each decision on the mission to its day, and what it is in words.
        votes: Symbols of the votes on other matters.
        members: Members of the Council, ISO 3.
        host: Since when the host wants what by the record, in words; ``None`` where it says
            nothing.
        statements: Identifier of each statement of the case to its day, and its words.
        deaths: Last month of deaths in the hosts; ``None`` where none is on record.
        strength: The strength in use, in words.
    """

    day: date
    decisions: Mapping[str, tuple[date, str]]
    votes: frozenset[str]
    members: frozenset[str]
    host: tuple[date, str] | None
    statements: Mapping[str, tuple[date, str]]
    deaths: date | None
    strength: str


def known_on(
    view: View,
    mission: Mission,
    case: Case | None,
    council: Outlook | None,
    violence: ViolenceOutlook,
) -> Known:
    """Take from the answers of a day what tells it from another.

    Args:
        view: What was known.
        mission: The mission on the day.
        case: The case as it could be written then.
        council: The Council's odds.
        violence: Deaths ahead.
    """
    history = mission.mandate.history.iter_rows(named=True)
    decisions = {row["decision"]: (row["date"], _decision(row)) for row in history}
    votes: frozenset[str] = frozenset()
    if view.has("decisions"):
        listed = view.table("decisions").filter(~pl.col("without_vote"))
        votes = frozenset(listed["decision"].to_list()) - decisions.keys()
    position = mission.host_position
    baseline = strength(view, mission.acronym).baseline
    return Known(
        day=view.as_of,
        decisions=decisions,
        votes=votes,
        members=frozenset(council.seats["country"].to_list()) if council else frozenset(),
        host=(position.on, f"{name_of(position.host)} {HOST_IN_WORDS[position.position]}")
        if position
        else None,
        statements={
            item.id: (item.date, f"{item.speaker}: {item.text}")
            for item in (case.statements if case else ())
        },
        deaths=violence.origin,
        strength=""
        if baseline is None
        else f"{baseline.total:,} uniformed personnel ({baseline.basis}, "
        + (f"{baseline.on.year})" if baseline.basis == "yearly mean" else f"{baseline.on:%Y-%m})"),
    )


def arrivals(before: Known, now: Known) -> Iterator[Arrival]:
    """What one day knows and an earlier one did not.

    Args:
        before: The earlier day.
        now: The later.

    >>> from dataclasses import replace
    >>> empty = Known(date(2023, 6, 9), {}, frozenset(), frozenset(), None, {}, None, "")
    >>> wish = (date(2023, 6, 16), "Mali asks the mission to leave")
    >>> later = replace(empty, day=date(2023, 6, 19), host=wish)
    >>> [arrival.words for arrival in arrivals(empty, later)]
    ['Mali asks the mission to leave']
    """
    for symbol, (day, words) in now.decisions.items():
        if symbol not in before.decisions:
            yield Arrival(day, "decision", words)
    for key, (day, words) in now.statements.items():
        if key not in before.statements:
            yield Arrival(day, "statement", words)
    if now.host is not None and now.host != before.host:
        since, words = now.host
        # A request of which the month alone is on record is dated to its first day.
        yield Arrival(max(since, before.day), "host", words)
    joined = now.members - before.members
    if joined and before.members:
        names = ", ".join(sorted(name_of(code) for code in joined))
        yield Arrival(now.day, "members", f"new members of the Council: {names}")
    if now.deaths is not None and now.deaths != before.deaths:
        yield Arrival(now.day, "deaths", f"deaths of {long_month(now.deaths)} on record")
    if now.strength and now.strength != before.strength:
        yield Arrival(now.day, "strength", now.strength)
    others = len(now.votes - before.votes)
    if others:
        noun = "vote" if others == 1 else "votes"
        yield Arrival(now.day, "votes", f"{others} {noun} on other matters")


def _decision(row: Mapping[str, object]) -> str:
    day = row["date"]
    assert isinstance(day, date)
    tally = "" if row["yes"] is None else f", {row['yes']}-{row['no']}-{row['abstain']}"
    outcome = "" if row["adopted"] else ", not adopted"
    return f"{row['decision']} of {short_day(day)} ({row['kind']}{tally}{outcome})"
