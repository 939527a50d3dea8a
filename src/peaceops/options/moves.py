"""Figures and votes that differ between two runs of a comparison, on the same draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from peaceops.council import DraftOdds
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Figure
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.options.compare import Comparison, OptionResult
from peaceops.options.inputs import Inputs
from peaceops.options.quantities import QUANTITIES, TYPES_IN_WORDS, headings
from peaceops.options.simulate import if_effect_held
from peaceops.options.status_quo import STATUS_QUO, StatusQuo

SMALL = 1e-9


@dataclass(frozen=True)
class Move:
    """One figure that is another when something is supposed.

    Attributes:
        quantity: What it is, a key of ``QUANTITIES`` or that of a figure of the mission.
        heading: The same in words.
        option: Identifier of the option; empty for figures of the mission itself.
        label: Its name.
        against: Name of another option that it is set against as things are; empty if the same.
        before: The figure as things are.
        after: The figure if what is supposed holds.
        difference: What lies between: where both are drawn, draw by draw.
    """

    quantity: str
    heading: str
    option: str
    label: str
    against: str
    before: Figure | None
    after: Figure | None
    difference: Figure | None


class Vote(NamedTuple):
    """A member's odds of each vote."""

    yes: float
    no: float
    abstain: float


@dataclass(frozen=True)
class MemberMove:
    """A member's odds on an option that are others when something is supposed.

    Attributes:
        country: The member, ISO 3.
        option: Identifier of the option.
        label: Its name.
        against: As for ``Move``.
        before: Odds as things are.
        after: Odds if what is supposed holds.
    """

    country: str
    option: str
    label: str
    against: str
    before: Vote
    after: Vote

    @property
    def size(self) -> float:
        """The greatest change of the three odds."""
        return max(abs(now - then) for then, now in zip(self.before, self.after, strict=True))


@dataclass(frozen=True)
class Run:
    """One of the two runs.

    Attributes:
        inputs: What the other rooms say.
        base: The status quo.
        comparison: What the options mean.
        drawn: Identifier of each option, or ``STATUS_QUO``, to the quantities that are drawn, each
            of shape (draws,).
    """

    inputs: Inputs
    base: StatusQuo
    comparison: Comparison
    drawn: Mapping[str, Mapping[str, Floats]]

    def result(self, name: str) -> OptionResult | None:
        """What the option of that id means."""
        results = (self.comparison.status_quo, *self.comparison.options)
        return next((result for result in results if result.id == name), None)

    def draft(self, name: str) -> DraftOdds | None:
        """The Council's odds of the option of that id."""
        return self.inputs.council.drafts.get(name)


MISSION_FIGURES = {
    "mission.strength_in_use": "Uniformed personnel today",
    "mission.share_of_ceiling": "Share of the ceiling that is filled",
    "mission.strength_ahead_6": "Uniformed personnel after 6 months, if the mission stays",
    "mission.cost_per_year": "Cost of a year as the mission stands, million US dollars",
}
"""What is looked at for the mission itself."""


class Pair(NamedTuple):
    """An option as supposed, and what it is set against as things are."""

    before: OptionResult
    after: OptionResult

    @property
    def against(self) -> str:
        """The name of the other option; empty if it is the same one."""
        return "" if self.before.id == self.after.id else self.before.label


def pairs_of(before: Run, after: Run, shaped: Mapping[str, str | None]) -> Iterator[Pair]:
    """Every option of the run as supposed; those that a supposition shapes come first."""
    results = [*after.comparison.options]
    results.sort(key=lambda result: result.id not in shaped)
    for result in (after.comparison.status_quo, *results):
        name = shaped.get(result.id) if result.id in shaped else result.id
        unchanged = before.result(name) if name is not None else before.comparison.status_quo
        if unchanged is not None:
            yield Pair(unchanged, result)


def option_moves(pairs: Sequence[Pair], before: Run, after: Run, months: int) -> Iterator[Move]:
    """Figures of the status quo and of each option that differ, by quantity."""
    words = headings(months)
    for key, quantity in QUANTITIES.items():
        for pair in pairs:
            unchanged = before.result(pair.after.id) if quantity.of_kind else pair.before
            first = (
                None
                if unchanged is None
                else quantity.figure(unchanged, before.draft(unchanged.id))
            )
            second = quantity.figure(pair.after, after.draft(pair.after.id))
            lower = before.drawn[pair.before.id].get(key)
            upper = after.drawn[pair.after.id].get(key)
            values = None if lower is None or upper is None else upper - lower
            difference = _difference(
                f"{pair.after.id}.{key}", first, second, values, quantity.digits
            )
            if _differ(first, second, difference):
                yield Move(
                    key,
                    words[key],
                    pair.after.id,
                    pair.after.label,
                    "" if quantity.of_kind else pair.against,
                    first,
                    second,
                    difference,
                )


def mission_moves(before: Run, after: Run) -> Iterator[Move]:
    """Figures of the mission itself that differ."""
    figures = [
        {figure.key: figure for figure in run.inputs.picture.figures} for run in (before, after)
    ]
    for key, heading in MISSION_FIGURES.items():
        first, second = (figure.get(key) for figure in figures)
        difference = _difference(key, first, second, None, 4)
        if _differ(first, second, difference):
            yield Move(key, heading, "", "The mission", "", first, second, difference)


def effect_moves(before: Run, after: Run) -> Iterator[Move]:
    """Deaths if a published effect held that nobody named before."""
    present = {borrowed.named.effect.effect for borrowed in before.comparison.effects}
    for borrowed in after.comparison.effects:
        effect = borrowed.named.effect
        kind = effect.multiplies
        values = if_effect_held(after.base, effect)
        if effect.effect in present or borrowed.if_held is None or kind is None or values is None:
            continue
        key = "deaths" if kind == "all" else f"deaths.{kind}"
        without = before.drawn[STATUS_QUO][key]
        first = before.comparison.status_quo.deaths[kind]
        words = TYPES_IN_WORDS[kind]
        heading = f"Conflict-related deaths{words} over {borrowed.months} months"
        yield Move(
            f"if_{effect.effect}",
            f"{heading}, if {effect.effect} held",
            "",
            after.comparison.status_quo.label,
            "",
            first,
            borrowed.if_held,
            _difference(f"if_{effect.effect}", first, borrowed.if_held, values - without, 0),
        )


def _difference(
    key: str, before: Figure | None, after: Figure | None, draws: Floats | None, digits: int
) -> Figure | None:
    """What lies between two figures: draw by draw where there are draws."""
    if before is None or after is None:
        return None
    if not isinstance(before.value, float | int) or not isinstance(after.value, float | int):
        return None
    evidence = tuple(dict.fromkeys((*before.evidence, *after.evidence)))
    if draws is None:
        value, interval = _rounded(after.value - before.value, digits), None
        method = "The figure as supposed less the figure as things are."
    else:
        drawn = Summary.of(draws)
        value = _rounded(drawn.median, digits)
        interval = (_rounded(drawn.low, digits), _rounded(drawn.high, digits))
        method = "As supposed less as things are, draw by draw, on the same draws; the middle one."
    return Figure(
        key=f"what_if.{key}",
        label=f"{after.label}: what is supposed changes it by",
        value=value,
        unit=after.unit,
        method=method,
        evidence=evidence,
        interval=interval,
        level=LEVEL if interval else None,
        assumption=True,
    )


def _rounded(value: float, digits: int) -> float:
    return round(value, digits) + 0.0  # no zero below zero


def _differ(before: Figure | None, after: Figure | None, difference: Figure | None) -> bool:
    if before is None or after is None:
        return before is not after
    if (before.value, before.interval) != (after.value, after.interval):
        return True
    return difference is not None and (bool(difference.value) or any(difference.interval or ()))


def vote_moves(pairs: Sequence[Pair], before: Run, after: Run) -> Iterator[MemberMove]:
    """Members' odds that differ, option by option."""
    for pair in pairs:
        first, second = before.draft(pair.before.id), after.draft(pair.after.id)
        if first is None or second is None:
            continue
        columns = ("country", *Vote._fields)
        then = {country: Vote(*odds) for country, *odds in first.members.select(columns).rows()}
        for country, *odds in second.members.select(columns).rows():
            move = MemberMove(
                country, pair.after.id, pair.after.label, pair.against, then[country], Vote(*odds)
            )
            if move.size > SMALL:
                yield move
