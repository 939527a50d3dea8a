"""The brief as data: what ``brief.json`` holds and every page is drawn from.

Renderers read a ``Brief`` and nothing else. Months are the first day of the month; shares and
probabilities lie between 0 and 1; countries are ISO 3 codes.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A part of a brief: immutable, and no key is accepted that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rows(Part):
    """Rows of one publisher's file; the header is row 1."""

    file: str
    rows: str


class Source(Part):
    """Where a figure comes from: rows of a table, or a statement of the case."""

    table: str
    selection: str
    count: int
    files: tuple[Rows, ...] = ()


class BriefFinding(Part):
    """A figure with its unit, interval, method and sources."""

    id: str
    label: str
    value: float | int | str | None
    unit: str
    interval: tuple[float, float] | None = None
    level: float | None = None
    method: str
    sources: tuple[Source, ...] = ()
    assumption: bool = False


class BriefGap(Part):
    """What the brief should say and cannot, and how to get it."""

    id: str
    what: str
    why: str
    remedy: str


class Country(Part):
    """A country by code and name."""

    iso3: str
    name: str


class Ceiling(Part):
    """Authorised uniformed personnel."""

    military: int | None = None
    police: int | None = None


class MandateDecision(Part):
    """One decision on the mission."""

    date: date
    resolution: str
    kind: str
    until: date | None = None
    ceiling: Ceiling = Ceiling()
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    adopted: bool = True


class Mandate(Part):
    """The mandate in force, and how it came about."""

    status: Literal["in force", "open-ended", "ended", "not known"]
    ends: date | None
    days_left: int | None
    resolution: str | None
    adopted_on: date | None
    kind: str | None
    ceiling: Ceiling
    history: tuple[MandateDecision, ...] = ()


class MonthlyViolence(Part):
    """Deaths of a month in one country, by type."""

    country: str
    month: date
    state_based: int
    non_state: int
    one_sided: int


class YearlyTrend(Part):
    """Deaths in the last twelve known months beside the twelve before."""

    country: str
    name: str
    role: Literal["host", "neighbour"]
    last_12_months: int
    previous_12_months: int
    until: date


class Perpetrator(Part):
    """Deaths in one-sided violence, or in events, by who did it."""

    country: str
    period: str
    actor: str
    kind: Literal["host government", "other government", "non-state group", "unknown"]
    deaths: int
    basis: str


class PeacekeeperLoss(Part):
    """Peacekeepers who died in a year, by cause."""

    year: int
    cause: str
    deaths: int


class Alignment(Part):
    """Distance of the host from a permanent member in the General Assembly."""

    country: str
    member: str
    year: int
    distance: float
    change_5_years: float | None = None


class Situation(Part):
    """What is happening."""

    known_until: date | None
    months: tuple[MonthlyViolence, ...] = ()
    trends: tuple[YearlyTrend, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    peacekeeper_deaths: tuple[PeacekeeperLoss, ...] = ()
    alignment: tuple[Alignment, ...] = ()


class Seat(Part):
    """A member of the Council on the as-of date."""

    iso3: str
    name: str
    permanent: bool
    until: date | None
    position: str | None = None


class LastVote(Part):
    """The last vote on the mission."""

    symbol: str
    date: date
    yes: int
    no: int
    abstain: int
    abstaining: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class VoteOdds(Part):
    """Probability of each vote of one member; they sum to one."""

    yes: float
    no: float
    abstain: float


class CouncilOption(Part):
    """What the Council would do with a draft of this kind, were it put to the vote."""

    option: str
    label: str
    p_adopted: float
    p_unanimous: float
    p_permanent_abstains: float
    members: dict[str, VoteOdds]
    method: str = ""


class Council(Part):
    """What the Council can decide."""

    members: tuple[str, ...]
    seats: tuple[Seat, ...]
    last_vote: LastVote | None
    history: tuple[MandateDecision, ...] = ()
    options: tuple[CouncilOption, ...] = ()
    rule: str


class StrengthMonth(Part):
    """Uniformed personnel at the end of a month."""

    month: date
    troops: int | None
    police: int | None
    experts: int | None
    total: int


class StatedStrength(Part):
    """A strength figure stated in the case."""

    on: date
    military: int | None
    police: int | None
    statement: str
    source: str


class Contributor(Part):
    """A contributor to the mission."""

    iso3: str
    name: str
    period: str
    total: int
    share: float
    leaving: str | None = None


class Departure(Part):
    """An announced departure of a contributor, from the case."""

    iso3: str
    name: str
    personnel: int | None
    by: date | None
    what: str
    statement: str
    counted: bool


class PathMonth(Part):
    """Strength expected in a month ahead if announced departures happen and nothing else does."""

    month: date
    total: float
    low: float | None = None
    high: float | None = None


class Site(Part):
    """A place where the mission stands."""

    location: str
    latitude: float
    longitude: float
    year: int
    personnel: float | None
    headquarters: str | None
    contributors: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()


class MissionStrength(Part):
    """What the mission is."""

    latest: StrengthMonth | None
    latest_age_months: int | None
    stated: StatedStrength | None = None
    share_of_ceiling: float | None = None
    series: tuple[StrengthMonth, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    top_five_share: float | None = None
    departures: tuple[Departure, ...] = ()
    path: tuple[PathMonth, ...] = ()
    sites: tuple[Site, ...] = ()
    cost_dollars: float | None = None
    cost_period: str | None = None
    cost_per_head: float | None = None


class ForecastMonth(Part):
    """Forecast deaths of one month: median and central intervals."""

    country: str
    type: str
    month: date
    median: float
    low_50: float
    high_50: float
    low_90: float
    high_90: float


class Probability(Part):
    """A probability people ask for."""

    country: str
    type: str
    question: str
    months: int
    p: float


class Violence(Part):
    """What violence to expect if nothing changes: draws, summarised."""

    origin: date | None
    method: str
    history: tuple[MonthlyViolence, ...] = ()
    forecast: tuple[ForecastMonth, ...] = ()
    probabilities: tuple[Probability, ...] = ()


class Amount(Part):
    """A figure of an option with its interval; ``None`` when it is not known."""

    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    finding: str | None = None


class Option(Part):
    """An option: the status quo plus changes, and what they mean."""

    option: str
    label: str
    summary: str
    changes: tuple[str, ...]
    p_adopted: float | None
    strength_at_end: Amount
    cost_a_year: Amount
    deaths_12_months: Amount
    consent: str
    notes: tuple[str, ...] = ()
    source: str


class Lever(Part):
    """A measure beside the mission, and what the data say on it."""

    lever: Literal[
        "host forces", "regional cooperation", "peace process", "international support"
    ]
    title: str
    says: tuple[str, ...]
    findings: tuple[str, ...] = ()
    unknown: str


class TrackRecord(Part):
    """How a method did before, beside its baselines."""

    room: str
    method: str
    score: str
    value: float
    cases: int
    window: str
    better: Literal["lower", "higher", "nominal"]
    nominal: float | None = None


class Statement(Part):
    """A statement of the case."""

    id: str
    date: date
    speaker: str
    text: str
    quotation: str | None = None
    source: str
    kind: str


class Assumption(Part):
    """What nobody knows and the analyst assumes."""

    id: str
    text: str
    value: str
    reason: str


class PublicationUsed(Part):
    """A publication the brief draws on."""

    id: str
    title: str
    publisher: str
    licence: str
    citation: str
    url: str
    release: str
    tables: tuple[str, ...]


class Outline(Part):
    """An outline to draw: rings of longitude and latitude."""

    country: str
    unit: str
    level: int
    role: Literal["host", "neighbour", "unit"]
    rings: tuple[tuple[tuple[float, float], ...], ...]


class EventPlace(Part):
    """Deaths at a place in the last twelve known months."""

    latitude: float
    longitude: float
    deaths: int
    type: str


class Brief(Part):
    """An options brief on one mission as of one date."""

    schema_version: Literal[1] = 1
    mission: str
    mission_name: str
    as_of: date
    hosts: tuple[Country, ...]
    edition: str
    seed: int
    question: str
    clock: str
    headlines: tuple[str, ...]
    headline_findings: tuple[tuple[str, ...], ...] = ()
    mandate: Mandate
    situation: Situation
    council: Council
    mission_strength: MissionStrength
    violence: Violence
    options: tuple[Option, ...]
    way_forward: tuple[Lever, ...]
    track_record: tuple[TrackRecord, ...]
    case: str | None
    statements: tuple[Statement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    findings: tuple[BriefFinding, ...]
    gaps: tuple[BriefGap, ...]
    publications: tuple[PublicationUsed, ...]
    names: dict[str, str] = Field(default_factory=dict)
    outlines: tuple[Outline, ...] = ()
    events: tuple[EventPlace, ...] = ()
