"""What a user supposes of a mission, in fields and in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from peaceops.case import STANDARD_ASSUMPTIONS
from peaceops.council import HOST_IN_WORDS
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.days import long_day
from peaceops.domain.mission import Mission

POSITIONS_IN_WORDS = {
    "for": "votes in favour",
    "against": "votes against",
    "abstains": "abstains",
    "supports-mission": "supports the mission",
    "follows-host": "follows the host",
}
"""What a member can say beforehand, as a sentence says it."""


class Leaving(NamedTuple):
    """A contributor that leaves.

    Attributes:
        country: ISO 3 code.
        personnel: How many leave; ``None`` for all that it has on record.
        by: The day by which they are gone, or ``None``.
    """

    country: str
    personnel: int | None = None
    by: date | None = None


class Joining(NamedTuple):
    """A contributor that brings personnel, under every option that keeps the mission."""

    country: str
    personnel: int
    by: date


class Stance(NamedTuple):
    """What a member of the Council says beforehand.

    Attributes:
        country: ISO 3 code.
        position: One of ``POSITIONS_IN_WORDS``.
        certainty: How sure it is, from 0 to 1; ``None`` for the usual weight.
        option: The option on which it says so; ``None`` for all.
    """

    country: str
    position: str
    certainty: float | None = None
    option: str | None = None


@dataclass(frozen=True)
class Suppositions:
    """What is supposed; nothing by default.

    Attributes:
        leaves: Contributors that leave.
        joins: Contributors that come.
        positions: Members' positions.
        ceiling: Change of the military ceiling in a renewal, persons.
        end: Day by which all have left.
        host: What the host wants, one of ``council.HOST_IN_WORDS``.
        strength: Uniformed personnel today: military, and police where they are told apart.
        assume: Planning assumption to its low, likeliest and high value.
        effects: Names of published effects.
    """

    leaves: tuple[Leaving, ...] = ()
    joins: tuple[Joining, ...] = ()
    positions: tuple[Stance, ...] = ()
    ceiling: int | None = None
    end: date | None = None
    host: str | None = None
    strength: tuple[int, int | None] | None = None
    assume: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    effects: tuple[str, ...] = ()

    def in_words(self, mission: Mission) -> list[str]:
        """Each supposition as one sentence."""
        return [
            *(leaving_in_words(item) for item in self.leaves),
            *(joining_in_words(item) for item in self.joins),
            *([host_in_words(mission, self.host)] if self.host else []),
            *(stance_in_words(item) for item in self.positions),
            *([strength_in_words(*self.strength)] if self.strength else []),
            *([ceiling_in_words(self.ceiling)] if self.ceiling else []),
            *([f"All have left by {long_day(self.end)}."] if self.end else []),
            *(_assumed_in_words(name, bounds) for name, bounds in self.assume.items()),
            *(f"The published effect {name} holds." for name in self.effects),
        ]


def sentence_name(country: str) -> str:
    """The name of a state as a sentence begins with it."""
    name = name_in_a_sentence(country)
    return name[0].upper() + name[1:]


def leaving_in_words(item: Leaving) -> str:
    """Who leaves, with how many and by when."""
    who = (
        "all its personnel" if item.personnel is None else f"{item.personnel:,} uniformed personnel"
    )
    when = f" by {long_day(item.by)}" if item.by else "; no date"
    return f"{sentence_name(item.country)} leaves with {who}{when}."


def joining_in_words(item: Joining) -> str:
    """Who joins, with how many and by when."""
    return (
        f"{sentence_name(item.country)} joins with {item.personnel:,} uniformed personnel by "
        f"{long_day(item.by)}, under every option that keeps the mission."
    )


def host_in_words(mission: Mission, position: str) -> str:
    """What the host wants."""
    return f"{sentence_name(mission.hosts[0])} {HOST_IN_WORDS[position]}."


def stance_in_words(item: Stance) -> str:
    """What a member says beforehand."""
    where = f", on the option {item.option}" if item.option else ""
    sure = (
        f", {item.certainty:.0%} certain".replace("%", " %") if item.certainty is not None else ""
    )
    return f"{sentence_name(item.country)} {POSITIONS_IN_WORDS[item.position]}{where}{sure}."


def strength_in_words(military: int, police: int | None) -> str:
    """How many uniformed personnel there are."""
    if police is None:
        return f"The mission has {military:,} uniformed personnel today."
    return f"The mission has {military:,} military and {police:,} police today."


def ceiling_in_words(change: int) -> str:
    """How a renewal moves the military ceiling."""
    verb = "raises" if change > 0 else "lowers"
    return f"The Council {verb} the military ceiling by {abs(change):,}."


def _assumed_in_words(name: str, bounds: tuple[float, float, float]) -> str:
    standard = STANDARD_ASSUMPTIONS[name]
    shares = standard.unit == "share"

    def written(number: float) -> str:
        return f"{100 * number:,.10g}" if shares else f"{number:,.10g}"

    low, value, high = map(written, bounds)
    unit = "%" if shares else {"ratio": "times"}.get(standard.unit, standard.unit)
    between = f" ({low} to {high} {unit})" if low != high else ""
    return f"{standard.text}: {value} {unit}{between}; the assumption {name}."
