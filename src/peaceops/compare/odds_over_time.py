"""Odds over time: the same questions asked as of each of many days, and what arrived between.

Each step is what the Council's room and the room of violence answer from what was known at the end
of that day; nothing later enters. It is today's code: no step of it was issued on its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import polars as pl

from peaceops.brief import DEATHS, ODDS, OddsHistory
from peaceops.case import Case
from peaceops.compare.arrivals import Arrival, Known, arrivals, known_on
from peaceops.compare.case_on_day import case_on
from peaceops.council import DraftOdds, Outlook
from peaceops.council import outlook as council_outlook
from peaceops.domain.figures import Figure
from peaceops.domain.mission import Mission
from peaceops.domain.months import month_after
from peaceops.edition import Edition, View, find_mission
from peaceops.errors import MissingTableError, UnknownMissionError
from peaceops.options import check_case, council_kind, host_position, likeliest, positions
from peaceops.violence import ViolenceOutlook
from peaceops.violence import outlook as violence_outlook

KINDS = ("renew", "rollover", "terminate")
Step = Literal["day", "week", "month"]
MOST_STEPS = 400


@dataclass(frozen=True)
class DayOdds:
    """What was expected on a day.

    Attributes:
        as_of: The day: what was known at its end.
        term_ends: Last day of the term in force; ``None`` where there is none.
        agenda: What is before the Council; there are odds of drafts only where a term runs out.
        host_position: The host's position that the odds rest on; ``None`` if none is known.
        p_put: Kind of draft to the odds that it is what is put to the vote.
        drafts: Kind of draft to its odds.
        deaths_last_12: Deaths in the hosts together over the last twelve months known.
        deaths_next_12: The forecast of the twelve months after; ``None`` where a host has none.
        arrived: What became known since the step before.
    """

    as_of: date
    term_ends: date | None
    agenda: str
    host_position: str | None
    p_put: Mapping[str, float]
    drafts: Mapping[str, DraftOdds]
    deaths_last_12: Figure | None
    deaths_next_12: Figure | None
    arrived: tuple[Arrival, ...]

    @property
    def likeliest(self) -> str | None:
        """Kind of draft likeliest to be put to the vote and adopted."""
        draft = likeliest(self.drafts.values(), whole=True)
        return None if draft is None else draft.kind

    def row(self) -> dict[str, object]:
        """The step as plain values, for a table, JSON or CSV."""
        likeliest = self.drafts[self.likeliest] if self.likeliest else None
        ahead = self.deaths_next_12
        low, high = (None, None) if ahead is None or ahead.interval is None else ahead.interval
        return {
            "as_of": self.as_of,
            "term_ends": self.term_ends,
            "agenda": self.agenda,
            "host_position": self.host_position,
            **{f"p_put_{kind}": self.p_put.get(kind) for kind in KINDS},
            **{
                f"p_put_and_adopted_{kind}": _value(self.drafts[kind].p_put_and_adopted)
                if kind in self.drafts
                else None
                for kind in KINDS
            },
            "likeliest": self.likeliest,
            "p_adopted": _value(likeliest.p_adopted) if likeliest else None,
            "p_unanimous": _value(likeliest.p_unanimous) if likeliest else None,
            "p_permanent_abstains": _value(likeliest.p_permanent_abstains) if likeliest else None,
            "deaths_last_12": _value(self.deaths_last_12),
            "deaths_next_12": _value(ahead),
            "deaths_low_90": low,
            "deaths_high_90": high,
            "arrived": "; ".join(arrival.words for arrival in self.arrived),
        }


@dataclass(frozen=True)
class OddsOverTime:
    """What was expected of a mission on each of some days.

    Attributes:
        mission: Acronym.
        edition: Name of the edition.
        case: Name of the case; ``None`` without one.
        steps: The days, oldest first.
    """

    mission: str
    edition: str
    case: str | None
    steps: tuple[DayOdds, ...]

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """All that became known, in the order of the steps."""
        return tuple(arrival for step in self.steps for arrival in step.arrived)

    @property
    def history(self) -> OddsHistory:
        """The same as the chart of a brief takes it."""
        odds = [
            (step.as_of, kind, _value(draft.p_put_and_adopted))
            for step in self.steps
            for kind, draft in step.drafts.items()
            if draft.p_put_and_adopted is not None
        ]
        rows = [step.row() for step in self.steps if step.deaths_next_12 is not None]
        columns = ("as_of", "deaths_next_12", "deaths_low_90", "deaths_high_90")
        deaths = [tuple(row[name] for name in columns) for row in rows]
        return OddsHistory(
            pl.DataFrame(odds, schema=ODDS, orient="row"),
            pl.DataFrame(deaths, schema=DEATHS, orient="row"),
        )


def days_of(start: date, until: date, step: Step) -> list[date]:
    """The days of a window: each day, each seventh, or the same day of each month; and the last.

    Args:
        start: The first.
        until: The last.
        step: How far apart.

    Raises:
        ValueError: The window runs backwards, or has more than ``MOST_STEPS`` days.

    >>> [day.isoformat() for day in days_of(date(2023, 1, 31), date(2023, 3, 15), "month")]
    ['2023-01-31', '2023-02-28', '2023-03-15']
    """
    if until < start:
        raise ValueError(f"the window runs backwards, from {start} to {until}")
    days = list(_days(start, until, step))
    days += [] if days[-1] == until else [until]
    if len(days) > MOST_STEPS:
        raise ValueError(
            f"{len(days):,} days from {start} to {until}, {step} by {step}: no more than "
            f"{MOST_STEPS} are asked; take wider steps or a shorter window"
        )
    return days


def _days(start: date, until: date, step: Step) -> Iterator[date]:
    place, day = 0, start
    while day <= until:
        yield day
        place += 1
        if step == "month":
            first = month_after(start, place)
            last = month_after(first) - timedelta(days=1)
            day = min(first.replace(day=1) + timedelta(days=start.day - 1), last)
        else:
            day = start + timedelta(days=place * (7 if step == "week" else 1))


def odds_over_time(
    edition: Edition,
    mission: str,
    start: date,
    until: date,
    *,
    step: Step = "week",
    case: Case | None = None,
    seed: int = 0,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> OddsOverTime:
    """Ask for the odds and the forecast of deaths as of each day of a window.

    Args:
        edition: Where they come from.
        mission: Acronym, name or country.
        start: First day.
        until: Last day.
        step: How far the days are apart.
        case: What the analyst knows; each day takes those of its statements that were known then.
        seed: Seed of the draws of deaths.
        progress: Called with the day, how many are done, and how many there are.

    Returns:
        The odds of each kind of draft, of adoption and of abstentions, the forecast of deaths, and
        what became known between the days. A step costs about a second of processor time, one with
        a new month of deaths three.

    Raises:
        UnknownMissionError: There is no such mission on the last day.
        CaseError: The case is about another mission.
        ValueError: The window runs backwards, or has too many days.

    >>> from peaceops.edition import open_edition
    >>> day = date(2023, 6, 16)
    >>> course = odds_over_time(open_edition(), "MINUSMA", day, day)
    >>> course.steps[0].likeliest
    'terminate'
    """
    acronym = find_mission(edition, mission, until)
    if case is not None:
        check_case(edition.as_of(case.as_of), case, acronym)
    days = days_of(start, until, step)
    steps: list[DayOdds] = []
    before: Known | None = None
    for done, day in enumerate(days):
        progress(f"{acronym} as of {day}", done, len(days))
        view = edition.as_of(day)
        try:
            operation = view.mission(acronym)
        except UnknownMissionError:
            continue  # it did not stand yet
        stated = case_on(case, day)
        council = _council(view, operation, stated)
        violence = violence_outlook(view, operation, seed=seed, with_record=False)
        newest = known_on(view, operation, stated, council, violence)
        arrived = () if before is None else tuple(arrivals(before, newest))
        steps.append(_day(view, operation, council, violence, arrived))
        before = newest
    return OddsOverTime(acronym, edition.name, case.case if case else None, tuple(steps))


def _council(view: View, mission: Mission, case: Case | None) -> Outlook | None:
    """The odds of each kind of draft; ``None`` where the Council's record does not reach."""
    everywhere, of_option = positions(case)
    on_kind = {
        kind: of_option[option.id]
        for option in (case.options if case else ())
        if option.id in of_option and (kind := council_kind(option)) in KINDS
    }
    try:
        return council_outlook(
            view,
            mission.acronym,
            KINDS,
            positions=everywhere,
            positions_on=on_kind,
            host_position=host_position(case),
            with_record=False,
        )
    except MissingTableError:
        return None


def _day(
    view: View,
    mission: Mission,
    council: Outlook | None,
    violence: ViolenceOutlook,
    arrived: tuple[Arrival, ...],
) -> DayOdds:
    kinds = council.draft_kinds if council else None
    together = violence.together
    open_vote = kinds is not None and bool(kinds.odds)
    return DayOdds(
        as_of=view.as_of,
        term_ends=mission.mandate.ends,
        agenda=kinds.agenda.value if kinds else "not known",
        host_position=kinds.host_position if kinds else None,
        p_put={kind: kinds.odds[kind] for kind in KINDS} if kinds and kinds.odds else {},
        drafts=dict(council.drafts) if council and open_vote else {},
        deaths_last_12=together.last_12 if together else None,
        deaths_next_12=together.next_12 if together else None,
        arrived=arrived,
    )


def _value(figure: Figure | None) -> float | None:
    return None if figure is None or figure.value is None else float(figure.value)
