"""What a case holds: dated statements, options on the table, levers and assumptions."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from peaceops.case.bounds import KNOWN
from peaceops.case.change import Change
from peaceops.case.consistency import Parts, conflicts
from peaceops.case.dated import DatedStatement
from peaceops.case.decisions import Decision
from peaceops.case.draft_state import DraftState
from peaceops.case.numbers import decimal_between
from peaceops.case.parts import (
    Day,
    EffectName,
    Few,
    Flag,
    Identifier,
    Iso3,
    Items,
    Killed,
    LeverName,
    Names,
    Number,
    Persons,
    PersonsMore,
    Share,
    Strict,
    Text,
    Unit,
    Votes,
)
from peaceops.case.problems import shown
from peaceops.case.refusal import CONFLICTS, refusal

Term = Annotated[
    float, Field(gt=0, le=36), BeforeValidator(decimal_between(0, 36, "months", above=True))
]
Withdrawal = Annotated[
    float, Field(gt=0, le=60), BeforeValidator(decimal_between(0, 60, "months", above=True))
]


def _backwards(start: datetime.date, end: datetime.date) -> PydanticCustomError:
    return refusal(
        f"the end, {end}, is before the start, {start}",
        "check the two dates",
        "end",
    )


def _later(field: str, day: datetime.date, dated: datetime.date) -> PydanticCustomError:
    return refusal(
        f"{day} is after the statement's own date, {dated}: nobody could tell of it then",
        "check the two dates",
        field,
    )


class HostPosition(DatedStatement):
    """What the host state wants of the mission."""

    kind: Literal["host_position"]
    country: Iso3
    position: Literal["consents", "consents-with-reservations", "restricts", "asks-to-leave"]


class MemberPosition(DatedStatement):
    """What a member of the Council says of an option, or of all of them."""

    kind: Literal["member_position"]
    country: Iso3
    position: Literal["for", "against", "abstains", "supports-mission", "follows-host"]
    option: Identifier | None = None
    certainty: Share | None = Field(
        None, description="How sure it is that the member votes so; 0.8 where not stated"
    )


class Departure(DatedStatement):
    """A contributor leaves, suspends or reduces."""

    kind: Literal["departure"]
    country: Iso3
    military: Persons | None = None
    police: Persons | None = None
    capability: Text | None = None
    by: Day | None = None
    of_mission: Flag = Field(True, description="False for another force in the country")
    in_latest_strength: Flag = Field(
        False, description="True when the latest strength figure already leaves it out"
    )


class Restriction(DatedStatement):
    """The host restricts the mission."""

    kind: Literal["restriction"]
    country: Iso3
    start: Day
    end: Day | None = None

    @model_validator(mode="after")
    def _forwards(self) -> Restriction:
        if self.end is not None and self.end < self.start:
            raise _backwards(self.start, self.end)
        return self


class StatedStrength(DatedStatement):
    """A strength figure from a document."""

    kind: Literal["strength"]
    on: Day
    military: Persons | None = None
    police: Persons | None = None

    @model_validator(mode="after")
    def _known(self) -> StatedStrength:
        if self.on > self.date:
            raise _later("on", self.on, self.date)
        if self.military is None and self.police is None:
            raise refusal(
                "a strength without a number", "add `military`, `police` or both", "military"
            )
        return self


class Recommendation(DatedStatement):
    """Someone puts an option forward or recommends one."""

    kind: Literal["option", "recommendation"]
    option: Identifier | None = None


class Incident(DatedStatement):
    """An incident, who alleges it and who disputes it."""

    kind: Literal["incident"]
    place: Text
    start: Day
    end: Day
    killed_at_least: Killed | None = None
    perpetrators: Text | None = None
    disputed_by: Annotated[tuple[Iso3, ...], Names] = ()

    @model_validator(mode="after")
    def _known(self) -> Incident:
        if self.end < self.start:
            raise _backwards(self.start, self.end)
        if self.end > self.date:
            raise _later("end", self.end, self.date)
        return self


class Figure(DatedStatement):
    """Any other dated figure, such as verified civilian deaths."""

    kind: Literal["figure"]
    value: Number
    unit: Text


class MandateDeadline(DatedStatement):
    """The day on which the mandate ends unless the Council extends it."""

    kind: Literal["mandate_deadline"]
    until: Day


class VotingRule(DatedStatement):
    """How many votes a draft needs, and who can veto it."""

    kind: Literal["voting_rule"]
    votes: Votes
    veto: Annotated[tuple[Iso3, ...], Names] = ()


class HostRefusal(DatedStatement):
    """The host rejects options that were put."""

    kind: Literal["host_refusal"]
    country: Iso3


class Arrival(DatedStatement):
    """A contributor comes, returns or promises to."""

    kind: Literal["arrival"]
    country: Iso3
    military: Persons | None = None
    police: Persons | None = None
    capability: Text | None = None
    by: Day | None = None


class Measure(DatedStatement):
    """A measure that someone proposes."""

    kind: Literal["measure"]
    lever: LeverName | None = None
    effect: EffectName | None = None


class Note(DatedStatement):
    """A relation, an agreement, an office, a mandate: context without a figure."""

    kind: Literal["agreement", "relation", "office", "report", "mandate"]
    subject: Text | None = Field(None, description="Whom it is about: a code, acronym or name")
    object: Text | None = Field(None, description="Towards whom or what")
    parties: Annotated[tuple[Text, ...], Names] = Field(
        (), description="Of an agreement: who signed, as the events in the edition name them"
    )
    value: Text | None = Field(None, description="Such as broke, turned-to, penholder, established")


Statement = Annotated[
    HostPosition
    | MemberPosition
    | Departure
    | Restriction
    | StatedStrength
    | Recommendation
    | Incident
    | Figure
    | MandateDeadline
    | VotingRule
    | HostRefusal
    | Arrival
    | Measure
    | DraftState
    | Note,
    Field(discriminator="kind"),
]


class CaseOption(Strict):
    """An option on the table: the status quo plus changes, at once or dated."""

    id: Identifier
    label: Text
    decision: Decision = Field(
        description="What the Council decides; a mission of each kind can get some of these"
    )
    summary: Text
    military_change: PersonsMore | None = Field(None, description="Change of the military ceiling")
    police_change: PersonsMore | None = Field(None, description="Change of the police ceiling")
    term_months: Term | None = None
    withdrawal_months: Withdrawal | None = Field(
        None, description="Months until all uniformed personnel, or all staff, have left"
    )
    uniformed: Persons | None = Field(
        None,
        description="Uniformed personnel of a presence that follows the mission, or of a force "
        "outside the United Nations",
    )
    changes: Annotated[tuple[Change, ...], Few] = Field((), description="Further dated changes")
    source: Text
    statement: Identifier | None = None

    @model_validator(mode="after")
    def _sized(self) -> CaseOption:
        follows = self.decision in ("follow-on", "coalition")
        if self.decision == "follow-on" and self.uniformed is None:
            raise refusal(
                "a presence that follows the mission needs a size",
                "add `uniformed`, the number of uniformed personnel",
                "uniformed",
            )
        if self.uniformed is not None and not follows:
            raise refusal(
                f"`decision: {self.decision}` moves the ceiling and sets no size of its own",
                "write `military_change`, or `decision: follow-on` where the end is decided",
                "uniformed",
            )
        return self


class CaseLever(Strict):
    """A measure beside the mission, as the analyst sees it."""

    lever: LeverName
    text: Text
    effect: EffectName | None = None
    source: Text


class Assumption(Strict):
    """What nobody knows, with a range and a reason."""

    id: Identifier
    text: Text
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Unit = ""
    reason: Text

    @model_validator(mode="after")
    def _possible(self) -> Assumption:
        numbers = {"low": self.low, "value": self.value, "high": self.high}
        stated = {name: number for name, number in numbers.items() if number is not None}
        self._within(stated)
        if list(stated.values()) != sorted(stated.values()):
            raise refusal(
                "low, value and high are out of order: "
                + ", ".join(f"{name} {number:g}" for name, number in stated.items()),
                "write them so that low is at most value, and value at most high",
            )
        return self

    def _within(self, stated: dict[str, float]) -> None:
        bounds = KNOWN.get(self.id)
        if bounds is None:
            return
        if "value" not in stated:
            raise refusal(
                f"{self.id!r} has no value, so it would not be used",
                "add `value`, or leave the assumption out",
                "value",
            )
        if self.unit not in ("", bounds.unit):
            raise refusal(
                f"{self.id!r} is read in {bounds.unit}, not in {shown(self.unit)}",
                f"write the numbers in {bounds.unit}, and `unit: {bounds.unit}`",
                "unit",
            )
        for name, number in stated.items():
            if not bounds.low <= number <= bounds.high:
                percent = bounds.unit == "share" and 1 < number <= 100
                raise refusal(
                    f"{number:,g} cannot be: {self.id!r} is {bounds.means}",
                    f"write a number from {bounds.low:,g} to {bounds.high:,g}"
                    + (f"; {number:g} per cent is {number / 100:g}" if percent else ""),
                    name,
                )


class Case(Strict):
    """What the analyst knows and assumes about one mission on one date."""

    case: Identifier
    mission: Text
    as_of: Day
    question: Text | None = None
    statements: Annotated[tuple[Statement, ...], Items] = ()
    options: Annotated[tuple[CaseOption, ...], Few] = ()
    levers: Annotated[tuple[CaseLever, ...], Few] = ()
    assumptions: Annotated[tuple[Assumption, ...], Few] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Case:
        problems = list(conflicts(Parts.of(self)))
        if problems:
            words = "; ".join(f"{problem.what} ({problem.remedy})" for problem in problems)
            raise PydanticCustomError(CONFLICTS, "{words}", {"words": words, "problems": problems})
        return self

    def of_kind(self, *kinds: str) -> list[Statement]:
        """Statements of some kinds, in the order of their dates."""
        chosen = [statement for statement in self.statements if statement.kind in kinds]
        return sorted(chosen, key=lambda statement: (statement.date, statement.id))
