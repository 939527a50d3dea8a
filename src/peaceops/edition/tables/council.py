"""Tables of the Security Council: who sits, what is put to the vote, how each member votes."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import LAST_YEAR, MISSION, ROLL_CALLS
from peaceops.edition.tables._table import (
    COUNTRY,
    FIRST_DAY,
    LAST_DAY,
    PERMANENT,
    RESOLUTIONS,
    Row,
    Table,
    end_of_year,
)

VOTES = ("yes", "no", "abstain", "not_participating", "absent")
OUTCOMES = ("adopted", "vetoed", "failed")
# How much of a vote is on record: every member's, the vetoing members', or the outcome alone.
RECORDS = ("complete", "vetoes only", "outcome only")
DECISION_KINDS = ("establish", "renew", "rollover", "amend", "terminate", "other")
SETS_TERM = ("establish", "renew", "rollover", "terminate")

_LIBRARY = (
    "download the voting data of the UN Digital Library and the Security Council Affairs table "
    "of drafts put to the vote, and run `peaceops data build`"
)


class CouncilMembers(Row):
    """A member's term on the Council; a permanent seat has no end (``9999-12-31``)."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    start = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    end = dy.Date(nullable=False, min=FIRST_DAY, max=PERMANENT)
    permanent = dy.Bool(nullable=False)


class Decisions(Row):
    """A draft put to the vote, or adopted without one."""

    decision = dy.String(primary_key=True)
    date = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    resolution = dy.Int64(nullable=True, min=1, max=RESOLUTIONS)
    draft = dy.String(nullable=True)
    meeting = dy.String(nullable=True)
    title = dy.String(nullable=True)
    agenda_item = dy.String(nullable=True)
    topic = dy.String(nullable=True)
    region = dy.String(nullable=True)
    submitted_by = dy.String(nullable=True)
    outcome = dy.Enum(OUTCOMES, nullable=False)
    without_vote = dy.Bool(nullable=False)
    amendment = dy.Bool(nullable=False)
    procedural = dy.Bool(nullable=False)
    record = dy.Enum(RECORDS, nullable=False)
    remark = dy.String(nullable=True, metadata={"unit": "why a value was set by hand"})


class Votes(Row):
    """One member's vote on one decision."""

    decision = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)
    vote = dy.Enum(VOTES, nullable=False)
    doubt = dy.String(nullable=True)


class Mandates(Row):
    """A decision on a peace operation.

    ``kind`` is what the decision does, or what a draft that was not adopted would have done; a
    last term is a termination with an ``until``. ``open_ended`` marks a mandate without an end
    date. A ceiling that stands from an earlier decision says so in ``reason``.
    """

    mission = dy.String(primary_key=True)
    decision = dy.String(primary_key=True)
    date = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    kind = dy.Enum(DECISION_KINDS, nullable=False)
    until = dy.Date(nullable=True, min=FIRST_DAY, max=LAST_DAY)
    open_ended = dy.Bool(nullable=False)
    ceiling_military = dy.Int64(nullable=True, min=0, max=MISSION)
    ceiling_police = dy.Int64(nullable=True, min=0, max=MISSION)
    basis = dy.Enum(("title", "agenda", "curated"), nullable=False)
    reason = dy.String(nullable=True)


MANDATE_STEPS = ("ceiling", "extended", "withdrawn")


class MandateSteps(Row):
    """What a decision on a peace operation sets for a later day.

    ``step`` is another ``ceiling`` from the day on, a term ``extended`` by itself to the day, or a
    withdrawal to be over (``withdrawn``) on the day. A ceiling that is null stays as it is.
    """

    mission = dy.String(primary_key=True)
    decision = dy.String(primary_key=True)
    step = dy.Enum(MANDATE_STEPS, primary_key=True)
    day = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    ceiling_military = dy.Int64(nullable=True, min=0, max=MISSION)
    ceiling_police = dy.Int64(nullable=True, min=0, max=MISSION)
    reason = dy.String(nullable=False)


class Alignment(Row):
    """A state's ideal point in the General Assembly in one year."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    year = dy.Int64(primary_key=True, min=1946, max=LAST_YEAR)
    ideal_point = dy.Float64(
        nullable=False, min=-6, max=6, metadata={"unit": "standard normal scale"}
    )
    interval_low = dy.Float64(nullable=True, min=-6, max=6)
    interval_high = dy.Float64(nullable=True, min=-6, max=6)
    votes = dy.Int64(nullable=True, min=0, max=ROLL_CALLS)


class ConsentRequests(Row):
    """A host that asked a mission to leave, or restricted it.

    ``recognised`` is false where the Council did not recognise the government that asked.
    ``precision`` tells how exactly the day of the act is known.
    """

    mission = dy.String(primary_key=True)
    asked = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    precision = dy.Enum(("day", "month", "year"), nullable=False)
    host = dy.String(nullable=False, regex=COUNTRY)
    act = dy.Enum(("request", "restriction"), nullable=False)
    recognised = dy.Bool(nullable=False)


class ConsentOutcomes(Row):
    """What the Council decided after a host had asked. ``end`` is the end of operations.

    Apart from ``consent_requests``, so that a request is known before its outcome.
    """

    mission = dy.String(primary_key=True)
    asked = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    outcome = dy.Enum(("left", "replaced", "stayed"), nullable=False)
    end = dy.Date(nullable=True, min=FIRST_DAY, max=LAST_DAY)
    decision = dy.String(nullable=True)
    reason = dy.String(nullable=False)


class HostWishes(Row):
    """A decision that met what the host had asked for in public, or went against it.

    ``record`` is the meeting at which the host or members spoke to it, or null.
    """

    decision = dy.String(primary_key=True)
    mission = dy.String(nullable=True)
    host = dy.String(nullable=False, regex=COUNTRY)
    wish = dy.Enum(("met", "against"), nullable=False)
    record = dy.String(nullable=True)
    reason = dy.String(nullable=False)


class Penholders(Row):
    """A member that a public account names as a mission's penholder, or one of several.

    No document of the Council says who holds the pen: it is a practice, and ``named`` is the day of
    an account of it. Members that one account names together are co-penholders.
    """

    mission = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)
    named = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    publisher = dy.String(nullable=False)
    address = dy.String(nullable=False, regex="^https://")
    reason = dy.String(nullable=False)


TABLES = (
    Table(
        "council_members",
        CouncilMembers,
        "A member's term on the Council",
        pl.col("known_on"),
        "The day of the election where it is on record, else the first day of the term.",
        _LIBRARY,
    ),
    Table(
        "decisions",
        Decisions,
        "A draft put to the vote",
        pl.col("date"),
        "The Council votes in public; the result is known that day.",
        _LIBRARY,
    ),
    Table(
        "votes",
        Votes,
        "One member's vote on one decision",
        pl.col("known_on"),
        "The Council votes in public; the vote is known that day.",
        _LIBRARY,
        references={"decisions": ("decision",)},
    ),
    Table(
        "mandates",
        Mandates,
        "A decision on a peace operation: its kind, term and ceilings",
        pl.col("date"),
        "A resolution is public the day it is adopted.",
        _LIBRARY,
        references={"missions": ("mission",), "decisions": ("decision",)},
    ),
    Table(
        "mandate_steps",
        MandateSteps,
        "What a decision on a peace operation sets for a later day",
        pl.col("known_on"),
        "The day of the decision; of a condition, the day on which it was met.",
        _LIBRARY,
        references={"mandates": ("mission", "decision")},
    ),
    Table(
        "consent_requests",
        ConsentRequests,
        "A host that withdrew or restricted its consent",
        pl.col("known_on"),
        "The day of the act; where only its month or year is known, the last day of that, or the "
        "day of the outcome if it came before.",
        _LIBRARY,
    ),
    Table(
        "consent_outcomes",
        ConsentOutcomes,
        "What followed when a host withdrew or restricted its consent",
        pl.col("known_on"),
        "The day of the decision: an outcome is hindsight before it.",
        _LIBRARY,
        references={"consent_requests": ("mission", "asked")},
    ),
    Table(
        "host_wishes",
        HostWishes,
        "A decision that met the host's wish, or went against it",
        pl.col("known_on"),
        "The day of the decision. A list put together afterwards: it teaches how members vote, and "
        "no forecast of a decision on it reads its line.",
        _LIBRARY,
    ),
    Table(
        "penholders",
        Penholders,
        "A member that a public account names as a mission's penholder",
        pl.col("named"),
        "The day of the account; where only its month is known, the last day of that.",
        "run `peaceops data build`: the list comes with peaceops",
        references={"missions": ("mission",)},
    ),
    Table(
        "alignment",
        Alignment,
        "A state's ideal point in the General Assembly by year",
        end_of_year(),
        "Estimates use the votes of the whole year, most of them in December. "
        "A release estimates all years together: later votes leave a trace in earlier points.",
        "download the ideal point estimates of Bailey, Strezhnev and Voeten and run "
        "`peaceops data build`",
    ),
)
