"""How far a draft resolution has come: from the zero draft to the day of the vote."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from peaceops.case.dated import DatedStatement
from peaceops.case.parts import Day, Identifier, Iso3, Names, Text
from peaceops.case.refusal import refusal

Stage = Literal[
    "zero-draft", "negotiations", "silence", "silence-broken", "in-blue", "vote-scheduled"
]


class DraftState(DatedStatement):
    """A draft before the Council reached a stage: circulated, under silence, in blue."""

    kind: Literal["draft_state"]
    stage: Stage
    option: Identifier | None = Field(None, description="The option that the draft decides")
    symbol: Text | None = Field(None, description="The draft's symbol, such as S/2023/487")
    drafted_by: Annotated[tuple[Iso3, ...], Names] = Field(
        (), description="Penholder or co-penholders"
    )
    broken_by: Annotated[tuple[Iso3, ...], Names] = Field(
        (), description="Members that broke silence"
    )
    vote_day: Day | None = Field(None, description="The day for which the vote is planned")

    @model_validator(mode="after")
    def _sound(self) -> DraftState:
        if self.vote_day is not None and self.vote_day < self.date:
            raise refusal(
                f"the vote, {self.vote_day}, is before the statement's own date, {self.date}",
                "check the two dates",
                "vote_day",
            )
        if self.stage == "vote-scheduled" and self.vote_day is None:
            raise refusal(
                "a vote is scheduled for no day", "add `vote_day`, or another stage", "vote_day"
            )
        if self.broken_by and self.stage != "silence-broken":
            raise refusal(
                f"silence is broken at the stage `silence-broken`, not `{self.stage}`",
                "write `stage: silence-broken`, or leave `broken_by` out",
                "broken_by",
            )
        return self
