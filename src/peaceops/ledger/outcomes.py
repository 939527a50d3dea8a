"""What became of a forecast, by the tables of an edition; or which data are missing to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from peaceops.council import ceiling_changes
from peaceops.domain.countries import PERMANENT_MEMBERS
from peaceops.domain.days import short_day
from peaceops.domain.months import months_after, months_between
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.edition import KnownRows, recorded_as
from peaceops.ledger.forecast import KINDS, VOTES, Forecast, Outcome
from peaceops.ledger.vintages import TABLE as DEATHS
from peaceops.ledger.vintages import is_provisional, newest_vintage, release_of

_OF_NEXT = ("council.next_draft", "council.put_and_adopted")
_FROM_VOTES = ("council.unanimous", "council.permanent_abstains", "council.votes")


@dataclass(frozen=True)
class Pending:
    """Why a forecast cannot be resolved yet: which data are missing."""

    why: str


@dataclass(frozen=True)
class NextDraft:
    """The first draft after a day that set the term of a mission."""

    decision: str
    day: date
    kind: str
    ceiling: str | None
    adopted: bool
    known_on: date
    complete: bool


@dataclass(frozen=True)
class _Month:
    deaths: dict[str, int]
    known_on: date
    vintage: str


class Outcomes:
    """Looks up what happened in a view.

    Args:
        view: What is known now; of an edition, its ``whole``.
    """

    def __init__(self, view: KnownRows) -> None:
        self._view = view
        self._codes: dict[str, str] = {}

    def of(self, forecast: Forecast) -> Outcome | Pending:
        """Tell what became of a forecast.

        Args:
            forecast: The forecast.

        Returns:
            The outcome, or why it cannot be told from these data.
        """
        lacking = [table for table in forecast.resolved_from if not self._view.has(table)]
        if lacking:
            return Pending(f"the edition holds no table {', '.join(lacking)}")
        room = forecast.quantity.partition(".")[0]
        looks: dict[str, Callable[[Forecast], Outcome | Pending]] = {
            "council": self._council,
            "violence": self._deaths,
            "mission": self._strength,
        }
        return looks[room](forecast)

    # The Council

    def _council(self, forecast: Forecast) -> Outcome | Pending:
        draft = self._next_draft(forecast)
        if draft is None:
            return Pending(
                f"no draft on the term of {forecast.mission} after {forecast.as_of} is on record; "
                f"{self._council_until}"
            )
        seen_as = draft.kind
        if draft.ceiling and draft.ceiling in (forecast.draft, *forecast.alternatives):
            seen_as = draft.ceiling
        what = f"{draft.decision} of {draft.day}, {seen_as}"
        if forecast.quantity not in _OF_NEXT and seen_as != forecast.draft:
            return Outcome(
                status="void",
                happened=None,
                known_on=draft.known_on,
                why=f"the next draft was of another kind: {what}",
                resolved_from="mandates",
            )
        happened = self._happened(forecast, draft, seen_as)
        if happened is None:
            return Pending(f"members' votes on {draft.decision} are not on record in full")
        return Outcome(
            status="resolved",
            happened=happened,
            known_on=draft.known_on,
            why=what,
            resolved_from=forecast.resolved_from[-1],
        )

    def _happened(
        self, forecast: Forecast, draft: NextDraft, seen_as: str
    ) -> bool | str | dict[str, str] | None:
        """What came of a forecast by a draft; ``None`` where it needs votes that are missing."""
        votes = self._votes.get(draft.decision, {}) if draft.complete else {}
        cast = {member: vote for member, vote in sorted(votes.items()) if vote in VOTES}
        abstaining = {member for member, vote in cast.items() if vote == "abstain"}
        if forecast.quantity in _FROM_VOTES and not votes:
            return None
        results: dict[str, bool | str | dict[str, str]] = {
            "council.next_draft": draft.kind,
            "council.put_and_adopted": seen_as == forecast.draft and draft.adopted,
            "council.adopted": draft.adopted,
            "council.unanimous": set(votes.values()) == {"yes"},
            "council.permanent_abstains": bool(abstaining & {*PERMANENT_MEMBERS}),
            "council.votes": cast,
        }
        return results[forecast.quantity]

    def _next_draft(self, forecast: Forecast) -> NextDraft | None:
        drafts = self._drafts.get(forecast.mission, ())
        return next((draft for draft in drafts if draft.day > forecast.as_of), None)

    @cached_property
    def _drafts(self) -> dict[str, tuple[NextDraft, ...]]:
        """By mission, every draft that set a term, in order."""
        ceilings = {
            (mission, decision): "increase" if change > 0 else "reduce"
            for mission, decision, change in ceiling_changes(self._view)
            .filter(pl.col("change") != 0)
            .select("mission", "decision", "change")
            .iter_rows()
        }
        columns = ["outcome", "record"]
        rows = (
            self._view.table("mandates")
            .filter(pl.col("kind").is_in(KINDS))
            .join(
                self._view.table("decisions").select("decision", *columns, decided="known_on"),
                on="decision",
            )
            .sort("date", "decision")
            .select("mission", "decision", "date", "kind", *columns, "decided")
        )
        drafts: dict[str, list[NextDraft]] = {}
        for mission, decision, day, kind, outcome, record, decided in rows.iter_rows():
            part = ceilings.get((mission, decision)) if kind == "renew" else None
            drafts.setdefault(mission, []).append(
                NextDraft(
                    decision, day, kind, part, outcome == "adopted", decided, record == "complete"
                )
            )
        return {mission: tuple(of) for mission, of in drafts.items()}

    @cached_property
    def _votes(self) -> dict[str, dict[str, str]]:
        wanted = {draft.decision for of in self._drafts.values() for draft in of}
        rows = self._view.table("votes").filter(pl.col("decision").is_in(sorted(wanted)))
        votes: dict[str, dict[str, str]] = {}
        for decision, country, vote in rows.select("decision", "country", "vote").iter_rows():
            votes.setdefault(decision, {})[country] = vote
        return votes

    @cached_property
    def _council_until(self) -> str:
        last = self._view.table("decisions")["date"].max()
        if not isinstance(last, date):
            return "the edition holds no decision"
        return f"the record of the Council ends on {short_day(last)}"

    # Deaths

    def _deaths(self, forecast: Forecast) -> Outcome | Pending:
        first, last = forecast.first_month, forecast.last_month
        if first is None or last is None:
            return Pending("the forecast names no months")
        newest = self._newest
        if release_of(newest) < release_of(forecast.vintage):
            return Pending(
                f"the forecast knew {forecast.vintage}, and the edition holds {newest or 'none'}: "
                "an older release cannot resolve it"
            )
        months = [first, *months_after(first, months_between(first, last))]
        rows = []
        for country in forecast.countries:
            of_country = self._months.get(self._recorded_as(country), {})
            absent = [month for month in months if month not in of_country]
            if absent:
                reach = max(of_country, default=None)
                until = f"end in {reach:%B %Y}" if reach else "are not on record"
                return Pending(
                    f"{len(absent)} of {len(months)} months of {country} are missing; its figures "
                    f"{until}"
                )
            rows += [of_country[month] for month in months]
        kinds = VIOLENCE_TYPES if forecast.deaths_in in (ALL_TYPES, None) else (forecast.deaths_in,)
        deaths = sum(row.deaths[str(kind)] for row in rows for kind in kinds)
        vintages = sorted({row.vintage for row in rows})
        happened = float(deaths) if forecast.at_least is None else deaths >= forecast.at_least
        return Outcome(
            status="resolved",
            happened=happened,
            known_on=max(row.known_on for row in rows),
            provisional=any(is_provisional(vintage) for vintage in vintages),
            why=f"{deaths:,} deaths, {first:%B %Y} to {last:%B %Y}; {', '.join(vintages)}",
            resolved_from=DEATHS,
        )

    @cached_property
    def _newest(self) -> str | None:
        return newest_vintage(self._view)

    def _recorded_as(self, country: str) -> str:
        if country not in self._codes:
            self._codes[country] = recorded_as(country, self._view.table(DEATHS))
        return self._codes[country]

    @cached_property
    def _months(self) -> dict[str, dict[date, _Month]]:
        months: dict[str, dict[date, _Month]] = {}
        columns = ["country", "month", "known_on", "vintage", *VIOLENCE_TYPES]
        for country, month, day, vintage, *deaths in (
            self._view.table(DEATHS).select(columns).iter_rows()
        ):
            counts = dict(zip(VIOLENCE_TYPES, deaths, strict=True))
            months.setdefault(country, {})[month] = _Month(counts, day, vintage or "")
        return months

    # Strength

    def _strength(self, forecast: Forecast) -> Outcome | Pending:
        month = forecast.last_month
        if month is None:
            return Pending("the forecast names no month")
        closed = self._closures.get(forecast.mission)
        if closed is not None and closed < month:
            return Outcome(
                status="void",
                happened=None,
                known_on=closed,
                why=f"{forecast.mission} closed on {closed}; the forecast is of a mission that "
                "lasts",
                resolved_from="mission_closures",
            )
        strengths = self._strengths.get(forecast.mission, {})
        if month not in strengths:
            reach = max(strengths, default=None)
            until = f"end in {reach:%B %Y}" if reach else "are not on record"
            return Pending(f"monthly figures on strength of {forecast.mission} {until}")
        persons, day = strengths[month]
        return Outcome(
            status="resolved",
            happened=float(persons),
            known_on=day,
            why=f"{persons:,} persons in {month:%B %Y}",
            resolved_from="strength",
        )

    @cached_property
    def _closures(self) -> dict[str, date]:
        if not self._view.has("mission_closures"):
            return {}
        return dict(self._view.table("mission_closures").select("mission", "end").iter_rows())

    @cached_property
    def _strengths(self) -> dict[str, dict[date, tuple[int, date]]]:
        strengths: dict[str, dict[date, tuple[int, date]]] = {}
        rows = self._view.table("strength").filter(pl.col("total").is_not_null())
        for mission, month, total, day in rows.select(
            "mission", "month", "total", "known_on"
        ).iter_rows():
            strengths.setdefault(mission, {})[month] = (total, day)
        return strengths
