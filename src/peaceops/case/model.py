"""What a case holds: dated statements, options on the table, levers and assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from peaceops.case.change import Change
from peaceops.case.parts import Identifier, Iso3, LeverName, Strict

CHARTER = date(1945, 10, 24)

Decision = Literal["increase", "reconfigure", "withdraw", "rollover"]
Modality = Literal["asserted", "reported", "denied", "demanded", "planned"]


class _Statement(Strict):
    """What someone said or reported, on a date, in a document."""

    id: Identifier
    date: date
    speaker: str = Field(min_length=1, description="Who says it")
    text: str = Field(min_length=1, description="What is said, in the analyst's words")
    quotation: str | None = Field(None, description="The exact words, when they are quoted")
    source: str = Field(min_length=1, description="Document, symbol or publication")
    modality: Modality | None = Field(None, description="How it is said, where a text was read")
    document: str | None = Field(None, description="Name of the file that was read")
    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$", description="Hash of its text")
    span: tuple[int, int] | None = Field(
        None, description="First character of the quotation in that text, and one past its last"
    )
    confidence: float | None = Field(None, ge=0, le=1)


class HostPosition(_Statement):
    """What the host state wants of the mission."""

    kind: Literal["host_position"]
    country: Iso3
    position: Literal["consents", "consents-with-reservations", "restricts", "asks-to-leave"]


class MemberPosition(_Statement):
    """What a member of the Council says of an option, or of all of them."""

    kind: Literal["member_position"]
    country: Iso3
    position: Literal["for", "against", "abstains", "supports-mission", "follows-host"]
    option: Identifier | None = None


class Departure(_Statement):
    """A contributor leaves, suspends or reduces."""

    kind: Literal["departure"]
    country: Iso3
    military: int | None = Field(None, ge=0)
    police: int | None = Field(None, ge=0)
    capability: str | None = None
    by: date | None = None
    of_mission: bool = Field(True, description="False for a force beside the mission")
    in_latest_strength: bool = Field(
        False, description="True when the latest strength figure already leaves it out"
    )


class Restriction(_Statement):
    """The host restricts the mission."""

    kind: Literal["restriction"]
    country: Iso3
    start: date
    end: date | None = None


class StatedStrength(_Statement):
    """A strength figure from a document."""

    kind: Literal["strength"]
    on: date
    military: int | None = Field(None, ge=0)
    police: int | None = Field(None, ge=0)


class Recommendation(_Statement):
    """Someone puts an option forward or recommends one."""

    kind: Literal["option", "recommendation"]
    option: Identifier | None = None


class Incident(_Statement):
    """An incident, who alleges it and who disputes it."""

    kind: Literal["incident"]
    place: str
    start: date
    end: date
    killed_at_least: int | None = Field(None, ge=0)
    perpetrators: str | None = None
    disputed_by: tuple[Iso3, ...] = ()


class Figure(_Statement):
    """Any other dated figure, such as verified civilian deaths."""

    kind: Literal["figure"]
    value: float
    unit: str


class MandateDeadline(_Statement):
    """The day on which the mandate ends unless the Council extends it."""

    kind: Literal["mandate_deadline"]
    until: date


class VotingRule(_Statement):
    """How many votes a draft needs, and who can veto it."""

    kind: Literal["voting_rule"]
    votes: int = Field(ge=1, le=15)
    veto: tuple[Iso3, ...] = ()


class HostRefusal(_Statement):
    """The host rejects options that were put."""

    kind: Literal["host_refusal"]
    country: Iso3


class Arrival(_Statement):
    """A contributor comes, returns or promises to."""

    kind: Literal["arrival"]
    country: Iso3
    military: int | None = Field(None, ge=0)
    police: int | None = Field(None, ge=0)
    capability: str | None = None
    by: date | None = None


class Measure(_Statement):
    """A measure that someone proposes."""

    kind: Literal["measure"]
    lever: LeverName | None = None


class Note(_Statement):
    """A relation, an agreement, an office, a mandate: context without a figure."""

    kind: Literal["agreement", "relation", "office", "report", "mandate"]
    subject: str | None = Field(None, description="Whom it is about: a code, acronym or name")
    object: str | None = Field(None, description="Towards whom or what")
    parties: tuple[str, ...] = Field(
        (), description="Of an agreement: who signed, as the events in the edition name them"
    )
    value: str | None = Field(None, description="Such as broke, turned-to, penholder, established")


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
    | Note,
    Field(discriminator="kind"),
]


class CaseOption(Strict):
    """An option on the table: the status quo plus changes, at once or dated."""

    id: Identifier
    label: str
    decision: Decision = Field(description="Which kind of draft would carry it")
    summary: str
    military_change: int | None = Field(None, description="Change of the military ceiling")
    police_change: int | None = Field(None, description="Change of the police ceiling")
    term_months: float | None = Field(None, gt=0, le=36)
    withdrawal_months: float | None = Field(
        None, gt=0, le=60, description="Months until all uniformed personnel are gone"
    )
    changes: tuple[Change, ...] = Field((), description="Dated changes beside those above")
    source: str
    statement: Identifier | None = None


class CaseLever(Strict):
    """A measure beside the mission, as the analyst sees it."""

    lever: LeverName
    text: str
    source: str


class Assumption(Strict):
    """What nobody knows, with a range and a reason."""

    id: Identifier
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    reason: str

    @model_validator(mode="after")
    def _ordered(self) -> Assumption:
        known = [one for one in (self.low, self.value, self.high) if one is not None]
        if known != sorted(known):
            raise ValueError(f"low, value and high are out of order: {known}")
        return self


class Case(Strict):
    """What the analyst knows and assumes about one mission on one date."""

    case: Identifier
    mission: str = Field(min_length=1)
    as_of: date = Field(ge=CHARTER)
    question: str | None = None
    statements: tuple[Statement, ...] = ()
    options: tuple[CaseOption, ...] = ()
    levers: tuple[CaseLever, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Case:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterator[str]:
        for statement in self.statements:
            if statement.date > self.as_of:
                yield (
                    f"statement {statement.id!r} is dated {statement.date}, after the case's "
                    f"as-of date {self.as_of}: nobody could know it"
                )
            if statement.date < CHARTER:
                yield (
                    f"statement {statement.id!r} is dated {statement.date}, before the Charter: "
                    "check the century"
                )
        for name in ("statements", "options", "assumptions"):
            ids = [one.id for one in getattr(self, name)]
            for one in sorted(set(ids)):
                if ids.count(one) > 1:
                    yield f"two {name} share the id {one!r}"
        yield from self._dangling()

    def _dangling(self) -> Iterator[str]:
        options = {option.id for option in self.options}
        statements = {statement.id for statement in self.statements}
        for statement in self.statements:
            wanted = getattr(statement, "option", None)
            if wanted is not None and wanted not in options:
                yield f"statement {statement.id!r} names the option {wanted!r}, which is not listed"
        for option in self.options:
            for change in option.changes:
                if change.by is not None and change.by < self.as_of:
                    yield (
                        f"option {option.id!r} changes something by {change.by}, before the "
                        f"case's as-of date {self.as_of}"
                    )
            if option.statement is not None and option.statement not in statements:
                yield (
                    f"option {option.id!r} names the statement {option.statement!r}, "
                    "which is not listed"
                )

    def of_kind(self, *kinds: str) -> list[Statement]:
        """Statements of some kinds, in the order of their dates."""
        chosen = [one for one in self.statements if one.kind in kinds]
        return sorted(chosen, key=lambda one: (one.date, one.id))
