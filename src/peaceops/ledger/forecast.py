"""A forecast as the ledger holds it: what is asked, what resolves it and when, and the answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Quantity = Literal[
    "council.next_draft",
    "council.put_and_adopted",
    "council.adopted",
    "council.unanimous",
    "council.permanent_abstains",
    "council.votes",
    "violence.deaths",
    "violence.at_least",
    "violence.more_deaths",
    "mission.strength",
]
KINDS = ("renew", "rollover", "terminate")
"""Kinds of draft that set the term of a mission, in the order in which odds of them are kept."""
DRAFTS = (*KINDS, "increase", "reduce")
"""The same, and the two parts of ``renew`` that the record tells apart."""
VOTES = ("yes", "no", "abstain")
LEVELS = tuple(round(0.05 * step, 2) for step in range(1, 20))
"""Levels of the quantiles kept, evenly spaced: their mean score approximates the CRPS."""
_SUM = 1e-3

Probability = Annotated[float, Field(ge=0, le=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Event(_Part):
    """The probability that something happens."""

    probability: Probability


class Odds(_Part):
    """The probability of each kind of draft; they add to one."""

    odds: dict[str, Probability]

    @model_validator(mode="after")
    def _adds_to_one(self) -> Odds:
        _check_sum(self.odds, "the odds")
        return self


class Ballot(_Part):
    """Each member's odds of yes, no and abstention; a member's add to one."""

    votes: dict[str, dict[str, Probability]]

    @model_validator(mode="after")
    def _add_to_one(self) -> Ballot:
        for member, odds in self.votes.items():
            if set(odds) != set(VOTES):
                raise ValueError(f"the odds of {member} are of {', '.join(odds)}, not {VOTES}")
            _check_sum(odds, f"the odds of {member}")
        return self


class Quantiles(_Part):
    """Quantiles of a number, by level as text (``0.05``); they never fall."""

    quantiles: dict[str, float]

    @model_validator(mode="after")
    def _never_fall(self) -> Quantiles:
        levels = [float(level) for level in self.quantiles]
        values = list(self.quantiles.values())
        if levels != sorted(levels) or values != sorted(values):
            raise ValueError(f"quantiles must rise with their levels: {self.quantiles}")
        return self


Answer = Event | Odds | Ballot | Quantiles


class Forecast(_Part):
    """One forecast of one quantity, with the baseline's.

    Attributes:
        mission: Acronym of the mission.
        as_of: What was known at the end of this day was used.
        quantity: What is forecast; the fields below say of what exactly.
        question: The same in words.
        draft: Kind of draft (``DRAFTS``). For ``council.put_and_adopted`` it is what is put and
            adopted; for the other events of the Council the condition: if a draft of another kind
            is put, the forecast is void.
        alternatives: Kinds of draft with forecasts of their own beside this one.
        options: Options of the brief that such a draft settles.
        countries: ISO 3 codes whose deaths are counted together.
        deaths_in: ``all_types``, ``state_based``, ``non_state`` or ``one_sided``.
        at_least: The event is as many deaths as this or more.
        first_month: First day of the first month counted.
        last_month: First day of the last month counted; of strength, the month it is reported for.
        vintage: Newest release of the figures on deaths that the forecast knew.
        resolves_by: Day by which what happened should be public.
        resolved_from: Tables of an edition that tell what happened.
        forecast: The answer.
        baseline: The answer of the simple method issued along with it.
        baseline_method: What that method is.
    """

    mission: str
    as_of: date
    quantity: Quantity
    question: str
    draft: str | None = None
    alternatives: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    deaths_in: str | None = None
    at_least: int | None = None
    first_month: date | None = None
    last_month: date | None = None
    vintage: str | None = None
    resolves_by: date
    resolved_from: tuple[str, ...]
    forecast: Answer
    baseline: Answer | None = None
    baseline_method: str = ""


class Outcome(_Part):
    """What became of a forecast.

    Attributes:
        status: ``resolved``, or ``void`` where its condition did not come about.
        happened: Whether the event happened; the kind of draft put; each member's vote; or the
            number. ``None`` where void.
        known_on: Day on which what happened was public.
        provisional: Whether it rests on figures that their publisher will revise.
        why: What it rests on, or why it is void.
        resolved_from: Table of the edition.
    """

    status: Literal["resolved", "void"]
    happened: bool | str | dict[str, str] | float | None
    known_on: date
    provisional: bool = False
    why: str
    resolved_from: str


def _check_sum(odds: dict[str, float], what: str) -> None:
    total = sum(odds.values())
    if abs(total - 1) > _SUM:
        raise ValueError(f"{what} add to {total:.4f}, not to 1")
