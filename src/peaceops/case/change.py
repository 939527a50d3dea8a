"""Dated changes that an option makes to the status quo."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from peaceops.case.parts import Iso3, LeverName, Strict

DeathType = Literal["all", "state_based", "non_state", "one_sided_groups", "one_sided_government"]


class CeilingChange(Strict):
    """The authorised ceiling rises or falls from a day on."""

    kind: Literal["ceiling"]
    by: date
    military: int | None = Field(None, description="Change of the military ceiling, persons")
    police: int | None = Field(None, description="Change of the police ceiling, persons")

    @model_validator(mode="after")
    def _says_something(self) -> CeilingChange:
        if not (self.military or self.police):
            raise ValueError("a change of the ceiling needs `military` or `police`")
        return self


class TasksChange(Strict):
    """Tasks of the mandate end; the others are kept."""

    kind: Literal["tasks"]
    drop: tuple[str, ...] = Field(min_length=1, description="Names of tasks as in the edition")
    by: date | None = None


class SiteChange(Strict):
    """A place of the mission is kept, handed over or closed."""

    kind: Literal["site"]
    site: str = Field(min_length=1, description="Name of the place as on the deployment maps")
    action: Literal["keep", "hand-over", "close"]
    by: date | None = None

    @model_validator(mode="after")
    def _dated(self) -> SiteChange:
        if self.action != "keep" and self.by is None:
            raise ValueError(f"to {self.action} {self.site!r} needs a date: add `by`")
        return self


class ContributorChange(Strict):
    """A contributor comes, adds to its personnel or takes it away if this option is adopted."""

    kind: Literal["contributor"]
    country: Iso3
    personnel: int = Field(description="Persons that come; below zero, that leave")
    by: date
    capability: str | None = None


class LeverChange(Strict):
    """What a measure beside the mission does to deaths: the user's assumption, with a range."""

    kind: Literal["lever"]
    lever: LeverName
    deaths: DeathType = "all"
    low: float = Field(gt=0, le=5, description="Deaths are multiplied by as little as this")
    value: float = Field(gt=0, le=5)
    high: float = Field(gt=0, le=5, description="and by as much as this")
    by: date
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered(self) -> LeverChange:
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"low, value and high are out of order: {[self.low, self.value, self.high]}"
            )
        return self


Change = Annotated[
    CeilingChange | TasksChange | SiteChange | ContributorChange | LeverChange,
    Field(discriminator="kind"),
]
