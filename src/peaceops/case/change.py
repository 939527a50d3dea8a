"""Dated changes that an option makes to the status quo."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from peaceops.case.numbers import decimal_between
from peaceops.case.parts import (
    Day,
    EffectName,
    Iso3,
    LeverName,
    Names,
    PersonsMore,
    Strict,
    Text,
)
from peaceops.case.problems import shown
from peaceops.case.refusal import refusal

DeathType = Literal["all", "state_based", "non_state", "one_sided_groups", "one_sided_government"]

Factor = Annotated[
    float, Field(gt=0, le=5), BeforeValidator(decimal_between(0, 5, "times", above=True))
]


class CeilingChange(Strict):
    """The authorised ceiling rises or falls from a day on."""

    kind: Literal["ceiling"]
    by: Day
    military: PersonsMore | None = Field(
        None, description="Change of the military ceiling, persons"
    )
    police: PersonsMore | None = Field(None, description="Change of the police ceiling, persons")

    @model_validator(mode="after")
    def _says_something(self) -> CeilingChange:
        if not (self.military or self.police):
            raise refusal(
                "a change of the ceiling changes nothing",
                "add `military` or `police`, not 0",
                "military",
            )
        return self


class TasksChange(Strict):
    """Tasks of the mandate end; the others are kept."""

    kind: Literal["tasks"]
    drop: Annotated[tuple[Text, ...], Names] = Field(
        min_length=1, description="Names of tasks as in the edition"
    )
    by: Day | None = None


class SiteChange(Strict):
    """A place of the mission is kept, handed over or closed."""

    kind: Literal["site"]
    site: Text = Field(description="Name of the place as on the deployment maps")
    action: Literal["keep", "hand-over", "close"]
    by: Day | None = None

    @model_validator(mode="after")
    def _dated(self) -> SiteChange:
        if self.action != "keep" and self.by is None:
            raise refusal(f"to {self.action} {shown(self.site)} needs a date", "add `by`", "by")
        return self


class ContributorChange(Strict):
    """A contributor comes, adds to its personnel or takes it away if this option is adopted."""

    kind: Literal["contributor"]
    country: Iso3
    personnel: PersonsMore = Field(description="Persons that come; below zero, that leave")
    by: Day
    capability: Text | None = None


class LeverChange(Strict):
    """What a measure beside the mission does to deaths: the user's assumption, with a range.

    It may name a published effect. Without numbers of the user's that effect is borrowed: as the
    study has it, and only where the study measured those deaths.
    """

    kind: Literal["lever"]
    lever: LeverName
    deaths: DeathType = "all"
    low: Factor | None = Field(None, description="Deaths are multiplied by as little as this")
    value: Factor | None = None
    high: Factor | None = Field(None, description="and by as much as this")
    effect: EffectName | None = None
    by: Day
    reason: Text

    @model_validator(mode="after")
    def _ordered(self) -> LeverChange:
        low, value, high = self.low, self.value, self.high
        if low is None or value is None or high is None:
            self._borrows()
        elif not low <= value <= high:
            raise refusal(
                f"low, value and high are out of order: {low:g}, {value:g}, {high:g}",
                "write them so that low is at most value, and value at most high",
            )
        return self

    def _borrows(self) -> None:
        """Refuse a factor without all of its numbers, unless a study stands in for all three."""
        missing = [name for name in ("low", "value", "high") if getattr(self, name) is None]
        if self.effect is None or len(missing) < 3:
            raise refusal(
                "is missing" + (f", as is `{'` and `'.join(missing[1:])}`" if missing[1:] else ""),
                "add low, value and high, or name a published `effect` in place of all three",
                missing[0],
            )

    @property
    def factor(self) -> tuple[float, float, float] | None:
        """The user's own low, value and high; ``None`` where a study stands in for them."""
        if self.low is None or self.value is None or self.high is None:
            return None
        return self.low, self.value, self.high


Change = Annotated[
    CeilingChange | TasksChange | SiteChange | ContributorChange | LeverChange,
    Field(discriminator="kind"),
]
