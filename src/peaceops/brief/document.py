"""The brief: the rooms' answers about one mission as of one date, and what they stand on.

Layout and ``brief.json`` read these answers; no field of theirs is copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from peaceops.brief.host_position import position_figure
from peaceops.brief.incidents import IncidentOnRecord
from peaceops.brief.mandate_changes import MandateChanges
from peaceops.brief.odds_history import OddsHistory
from peaceops.brief.since import Since
from peaceops.case import Assumption, Case, DraftState, MandateDeadline, Statement
from peaceops.council import DraftOdds, Outlook, Precedents
from peaceops.domain.figures import Figure, Gap, figures_in, unique_figures
from peaceops.domain.mandate import Mandate
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission
from peaceops.edition import Knowledge
from peaceops.evaluate import TrackRecord
from peaceops.mandate import Penholders, ReportsDue
from peaceops.mission import MissionPicture
from peaceops.options import Comparison, LargestSwing, OptionResult
from peaceops.overview import Outline
from peaceops.situation import Accords, Actors, EnablingFactors, HostAccords, Situation
from peaceops.violence import LookAlikes, PlaceOutlook, ViolenceOutlook

QUESTION = "What can the Security Council decide on {mission}, and what would each option mean?"


@dataclass(frozen=True)
class PublicationUsed:
    """A publication the brief draws on."""

    id: str
    title: str
    publisher: str
    licence: str
    citation: str
    url: str
    release: str
    tables: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Brief:
    """An options brief on one mission as of one date.

    Attributes:
        as_of: The date: what was known at its end.
        edition: Name of the data release.
        seed: Seed of every random draw.
        knowledge: Where the data end, by subject.
        mission: The mission, with its mandate.
        situation: What is happening.
        accords: Peace agreements of the hosts, who stands outside of them, and coups.
        actors: Who fights whom in the hosts, by name: the deadliest dyads.
        mandate_changes: What the last renewal changed in the mandate's text.
        reports_due: When reports on the mission are due to the Council.
        penholders: Which members of the Council draft its texts on the mission.
        council: The Council on the mission, and the odds of each draft.
        precedents: What followed when hosts asked missions to leave; ``None`` if not on record.
        picture: Strength, contributors, departures, bases and money.
        violence: Deaths ahead in the hosts if nothing changes.
        neighbours: The same in their neighbours, which stand in the place of the hosts.
        look_alikes: Past years most like the last one in each host, and what followed.
        comparison: The options compared with the status quo.
        swings: The assumption that moves each figure of the likeliest option most.
        factors: What the data say on what lies outside the mission.
        incidents: Incidents that the case states, with the deaths on record.
        outlines: What the map is drawn from.
        provisional: Months whose deaths a later release may revise.
        publications: What the figures rest on.
        case: What the analyst knows and assumes.
        odds_history: Odds and forecasts as they stood at the end of past quarters, replayed.
        since: What is new since an earlier brief, where one was given.
    """

    as_of: date
    edition: str
    seed: int
    knowledge: Knowledge
    mission: Mission
    situation: Situation
    accords: Accords
    actors: Actors
    mandate_changes: MandateChanges
    reports_due: ReportsDue
    penholders: Penholders
    council: Outlook
    precedents: Precedents | None
    picture: MissionPicture
    violence: ViolenceOutlook
    neighbours: ViolenceOutlook
    comparison: Comparison
    factors: EnablingFactors
    odds_history: OddsHistory
    swings: tuple[LargestSwing, ...] = ()
    incidents: tuple[IncidentOnRecord, ...] = ()
    outlines: tuple[Outline, ...] = ()
    look_alikes: tuple[LookAlikes, ...] = ()
    provisional: tuple[date, ...] = ()
    publications: tuple[PublicationUsed, ...] = ()
    case: Case | None = None
    since: Since | None = None

    @property
    def question(self) -> str:
        """The analyst's question, or the one that every brief answers."""
        asks = self.case.question if self.case else None
        return asks or message(QUESTION, mission=self.mission.acronym)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Host states, ISO 3."""
        return self.mission.hosts

    @property
    def hosts_with_accords(self) -> tuple[HostAccords, ...]:
        """Hosts with an agreement, a group that fights their government, or a coup on record."""
        return tuple(
            host for host in self.accords.hosts if any(figure.value for figure in figures_in(host))
        )

    @property
    def mandate(self) -> Mandate:
        """The mandate on the date."""
        return self.mission.mandate

    @property
    def records(self) -> tuple[TrackRecord, ...]:
        """How the forecasters did before."""
        return (*self.council.record, *self.picture.records, *self.violence.record)

    @property
    def drafts(self) -> tuple[tuple[str, DraftOdds], ...]:
        """Label and odds of each draft before the Council, in the order of the options."""
        return tuple(
            (result.label, self.council.drafts[result.id])
            for result in self.comparison.options
            if result.id in self.council.drafts
        )

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the case, newest first."""
        listed = self.case.statements if self.case else ()
        return tuple(sorted(listed, key=lambda item: (item.date, item.id), reverse=True))

    @property
    def draft_states(self) -> tuple[DraftState, ...]:
        """The stages of the draft that the case states, oldest first."""
        listed = self.case.of_kind("draft_state") if self.case else []
        return tuple(state for state in listed if isinstance(state, DraftState))

    @property
    def stated_drafter(self) -> DraftState | None:
        """The newest of these that names who drafts; it goes before the list of penholders."""
        return next((state for state in reversed(self.draft_states) if state.drafted_by), None)

    @property
    def planned_vote(self) -> DraftState | None:
        """The newest of these that sets a day for the vote, where that day is not over."""
        dated = [state for state in self.draft_states if state.vote_day is not None]
        newest = dated[-1] if dated else None
        over = newest is None or newest.vote_day is None or newest.vote_day < self.as_of
        return None if over else newest

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions that the comparison ran on, and those of the case that no model reads."""
        unread = [
            item.model_copy(
                update={"reason": message("{reason} No model reads it.", reason=item.reason)}
            )
            for item in self.comparison.unread_assumptions
        ]
        return (*self.comparison.assumptions, *unread)

    @cached_property
    def host_position(self) -> Figure | None:
        """What the host wants; ``None`` where neither the data nor the case say."""
        return position_figure(self.mission, self.case)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that the brief shows, each key once.

        Raises:
            ValueError: Two answers give one key different values.
        """
        return tuple(unique_figures(self._figures()))

    @cached_property
    def by_key(self) -> dict[str, Figure]:
        """Figures by their exact key."""
        return {figure.key: figure for figure in self.figures}

    def figure(self, key: str) -> Figure | None:
        """The figure of a key, where the brief holds it."""
        return self.by_key.get(key)

    @cached_property
    def recorded_as(self) -> dict[str, str]:
        """Hosts on record, each with the country that UCDP counts its deaths under."""
        return dict(self.situation.trends.compared.select("country", "recorded_as").iter_rows())

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps, each once."""
        listed = (
            *self.mission.gaps,
            *self.mandate.gaps,
            *self.mandate_changes.gaps,
            *self.reports_due.gaps,
            *(self.penholders.gaps if self.stated_drafter is None else ()),
            *self.council.gaps,
            *self.picture.gaps,
            *self.situation.gaps,
            *self.accords.gaps,
            *self.actors.gaps,
            *self.violence.gaps,
            *self.comparison.gaps,
            *(gap for option in self.comparison.options for gap in option.gaps),
            *self.factors.gaps,
            *self._other_deadline(),
        )
        return tuple({gap.key: gap for gap in listed}.values())

    def _figures(self) -> Iterator[Figure]:
        records = [figure for record in self.records for figure in record.figures]
        scored = {figure.key for figure in records}
        for answer in (self.mandate, self.council, self.picture):
            yield from (figure for figure in answer.figures if figure.key not in scored)
        yield from figures_in((self.situation, self.actors, self.mandate_changes))
        if self.reports_due.next is not None:
            yield self.reports_due.next.figure
        if self.penholders.figure is not None:
            yield self.penholders.figure
        yield from figures_in(self.hosts_with_accords)
        yield from (host.agreements for host in self.accords.hosts)
        for host in self.violence.hosts:
            yield from figures_in(_of_host(host))
        if self.violence.together is not None:
            yield self.violence.together.missing_days
        if self.violence.area is not None:
            area = self.violence.area
            yield from figures_in((area.last_12, area.next_12, area.baseline_12))
        for place in self.neighbours.hosts:
            yield from figures_in((place.last_12, place.next_12, place.baseline_12))
        for result in (self.comparison.status_quo, *self.comparison.options):
            yield from figures_in(_of_option(result))
        yield from figures_in(self.comparison.effects)
        yield from (swing.figure for swing in self.swings)
        yield from (alike.worse for alike in self.look_alikes)
        yield from self.factors.figures
        yield from records
        yield from figures_in((self.host_position, self.incidents))
        yield from (figure for figure in self.knowledge.figures if figure.value is not None)
        if self.since is not None:
            yield from self.since.shown

    def _other_deadline(self) -> Iterator[Gap]:
        """A deadline of the mandate that the case states, where the data hold another or none."""
        ends = self.mandate.ends
        stated = self.case.of_kind("mandate_deadline") if self.case else []
        newest = stated[-1] if stated else None
        if not isinstance(newest, MandateDeadline) or newest.until == ends:
            return
        data = (
            message("the data have {ends:%d %B %Y}", ends=ends)
            if ends
            else "the data have no end on record"
        )
        yield Gap(
            "mandate.deadline_stated",
            message(
                "the assumptions file says that the mandate ends on {until:%d %B %Y}, {data}",
                until=newest.until,
                data=data,
            ),
            message("statement {id}: {source}", id=newest.id, source=newest.source),
            "check the resolution; the brief counts with the date in the data",
        )


def _of_host(place: PlaceOutlook) -> tuple[object, ...]:
    """The figures of a host's forecast that the brief shows."""
    return (
        place.last_12,
        place.next_6,
        place.next_12,
        place.baseline_12,
        place.p_worse,
        place.p_at_least,
        list(place.p_at_least_by_type.values()),
        place.p_next_month,
        place.p_next_month_change,
    )


def _of_option(result: OptionResult) -> tuple[object, ...]:
    """The figures of an option that the brief shows: totals, not types."""
    return (
        result.p_put_to_vote,
        result.p_adopted,
        result.p_put_and_adopted,
        result.strength,
        result.cost,
        result.cost_difference,
        result.deaths.get("all"),
        result.deaths_difference.get("all"),
        result.peacekeeper_fatalities,
        result.peacekeeper_fatalities_difference,
        result.p_gone_by_date,
    )
