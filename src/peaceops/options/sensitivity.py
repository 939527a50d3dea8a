"""What would change our mind: each assumption moved alone, and all at once.

An assumption is set to its low and to its high bound while the others keep their draws. The swing
is how far an option's figure moves; a flip is a change in the order of two options' deaths or
cost. The joint odds say how often one option comes before another over all draws.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Figure
from peaceops.domain.intervals import LEVEL
from peaceops.domain.messages import message, run_together
from peaceops.options.compare import OptionResult
from peaceops.options.simulate import Assumed, OptionDraws, simulate_option
from peaceops.options.status_quo import StatusQuo
from peaceops.options.troop_effect import CLAIMED

DEATHS, COST, FATALITIES = "deaths", "cost", "peacekeepers killed"
MEASURES = (DEATHS, COST, FATALITIES)
EFFECT = "effect of strength"  # its bounds are the 5 and 95 per cent points of its draws
EFFECT_IN_WORDS = "What more or fewer troops do to deaths in battle"
TIE = {DEATHS: 1.0, COST: 1e6, FATALITIES: 0.1}  # closer than this is a tie

SWINGS = {
    "option": pl.String,
    "measure": pl.String,
    "assumption": pl.String,
    "middle": pl.Float64,
    "at_low": pl.Float64,
    "at_high": pl.Float64,
    "swing": pl.Float64,
}
JOINT = {"first": pl.String, "second": pl.String, "measure": pl.String, "p_lower": pl.Float64}

Totals = Mapping[str, Mapping[str, Floats]]
"""Option to measure to totals over the horizon, shape (draws,)."""


@dataclass(frozen=True)
class Sensitivity:
    """How far figures and rankings hang on assumptions.

    Attributes:
        swings: One row an option, measure and assumption: the median as it is, at the
            assumption's low and high bound, and the distance between these; largest first.
        flips: Sentences: which assumption turns the order of which two options.
        joint: One row a pair of options and a measure: ``first, second, measure, p_lower``, the
            share of draws in which the first has the lower figure (ties count half).
    """

    swings: pl.DataFrame
    flips: tuple[str, ...]
    joint: pl.DataFrame

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {
            "swings": self.swings.to_dicts(),
            "flips": list(self.flips),
            "joint": self.joint.to_dicts(),
        }

    def in_words(self, most: int = 4) -> Iterator[str]:
        """The largest swings of each option and measure, then what flips a ranking."""
        by_measure = self.swings.group_by(["option", "measure"], maintain_order=True)
        for (option, measure), rows in by_measure:
            unit = 1e6 if measure == COST else 1.0
            name = "cost in million dollars" if measure == COST else measure
            large = rows.filter(pl.col("swing") >= TIE[str(measure)]).head(most)
            if large.is_empty():
                continue
            yield message(
                "{option}, {name}: median {middle:,.0f}",
                option=option,
                name=name,
                middle=large["middle"][0] / unit,
            )
            for assumption, low, high in large.select("assumption", "at_low", "at_high").rows():
                yield (
                    message(
                        "  {assumption:<20} {low:,.0f} at its low bound, {high:,.0f} at its high",
                        assumption=assumption,
                        low=low / unit,
                        high=high / unit,
                    )
                )
        yield "What turns a ranking"
        yield from (f"  {flip}" for flip in self.flips)
        if not self.flips:
            yield "  no assumption alone turns the order of two options"


@dataclass(frozen=True)
class LargestSwing:
    """The assumption that moves a figure of an option most.

    Attributes:
        option: Identifier of the option.
        label: Its name.
        measure: ``deaths``, ``cost`` or ``peacekeepers killed``.
        assumption: The assumption in words.
        figure: The median as it stands; its interval runs from one bound of the assumption to the
            other.
    """

    option: str
    label: str
    measure: str
    assumption: str
    figure: Figure


@dataclass(frozen=True)
class _Moved:
    """Totals with one assumption at its low and at its high bound."""

    assumption: str
    low: Totals
    high: Totals


def sensitivity(base: StatusQuo, options: Collection[str] | None = None) -> Sensitivity:
    """Move every assumption of a comparison, alone and together.

    Args:
        base: The status quo, with the options on the table and the assumptions; what stands as
            ``middle`` are the medians that ``compare`` gives for it.
        options: Identifiers of the options looked at; by default all.
    """
    if options is not None:
        listed = tuple(option for option in base.options if option.id in options)
        base = replace(base, inputs=replace(base.inputs, options=listed))
    as_is = Assumed.of(base)
    moved = [*_assumptions_moved(base, as_is)]
    if base.mission.moves_the_war:
        moved.append(_effect_moved(base, as_is))
    totals = _totals(base, as_is)
    return Sensitivity(_swings(totals, moved), tuple(_flips(totals, moved)), _joint(totals))


def largest_swings(base: StatusQuo, result: OptionResult) -> tuple[LargestSwing, ...]:
    """The assumption that moves each figure of an option most, where one moves it at all.

    Args:
        base: The status quo, with the options on the table and the assumptions.
        result: One of these options, as it was compared.

    Returns:
        Deaths, cost and peacekeepers killed, in this order; a figure that no assumption moves is
        left out.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> from peaceops.options import compare, status_quo
    >>> base = status_quo(open_edition().as_of(date(2023, 6, 16)), "UNDOF", draws=200)
    >>> [swing.measure for swing in largest_swings(base, compare(base).options[0])]
    ['cost']
    """
    swings = sensitivity(base, [result.id]).swings
    figures = {
        DEATHS: result.deaths.get("all"),
        COST: result.cost,
        FATALITIES: result.peacekeeper_fatalities,
    }
    answers = []
    for measure, figure in figures.items():
        rows = swings.filter(pl.col("measure") == measure, pl.col("swing") >= TIE[measure])
        if rows.height and figure is not None:
            answers.append(_largest_swing(base, result, measure, figure, rows.row(0, named=True)))
    return tuple(answers)


def _largest_swing(
    base: StatusQuo, result: OptionResult, measure: str, figure: Figure, row: Mapping[str, Any]
) -> LargestSwing:
    """An option's figure between the bounds of the assumption that moves it most."""
    assumption = row["assumption"]
    words = EFFECT_IN_WORDS if assumption == EFFECT else base.assumptions[assumption].text
    low, high = sorted((row["at_low"], row["at_high"]))
    moved = replace(
        figure,
        key=f"options.{result.id}.{measure.replace(' ', '_')}_swing",
        label=message(
            "{label}: {measure} between the bounds of one assumption",
            label=result.label,
            measure=measure,
        ),
        interval=(low, high),
        level=None,
        method=message(
            "Median with the assumption at one end of its range and at the other, all else "
            "as drawn: {words}. No other assumption moves it more; `peaceops options "
            "sensitivity` lists them all.",
            words=words,
        ),
    )
    return LargestSwing(result.id, result.label, measure, words, moved)


def _assumptions_moved(base: StatusQuo, as_is: Assumed) -> Iterator[_Moved]:
    for name, item in base.assumptions.items():
        if item.low is None or item.high is None or item.low == item.high:
            continue
        low, high = (
            _totals(
                base,
                Assumed({**as_is.values, name: np.full(base.draws, float(bound))}, as_is.effects),
            )
            for bound in (item.low, item.high)
        )
        yield _Moved(name, low, high)


def _effect_moved(base: StatusQuo, as_is: Assumed) -> _Moved:
    low, high = (
        _totals(
            base,
            Assumed(
                as_is.values,
                {
                    kind: np.full(base.draws, np.quantile(values, point))
                    if kind in CLAIMED
                    else values
                    for kind, values in as_is.effects.items()
                },
            ),
        )
        for point in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    return _Moved(EFFECT, low, high)


def _totals(base: StatusQuo, assumed: Assumed) -> Totals:
    return {option.id: _measures(simulate_option(base, option, assumed)) for option in base.options}


def _measures(draws: OptionDraws) -> dict[str, Floats]:
    totals = {}
    if draws.deaths:
        totals[DEATHS] = draws.totals()["all"]
    if draws.cost is not None:
        totals[COST] = draws.cost.sum(axis=0)
    if draws.fatalities is not None:
        totals[FATALITIES] = draws.fatalities.sum(axis=0)
    return totals


def _swings(as_is: Totals, moved: list[_Moved]) -> pl.DataFrame:
    rows = []
    for option, measures in as_is.items():
        for measure, values in measures.items():
            for change in moved:
                low, high = (
                    float(np.median(end[option][measure])) for end in (change.low, change.high)
                )
                middle = float(np.median(values))
                rows.append(
                    (option, measure, change.assumption, middle, low, high, abs(high - low))
                )
    order = {name: at for at, name in enumerate(as_is)}
    frame = pl.DataFrame(rows, schema=SWINGS, orient="row")
    return frame.sort(
        pl.col("option").replace_strict(order, return_dtype=pl.Int64),
        "measure",
        "swing",
        "assumption",
        descending=[False, False, True, False],
    )


def _pairs(totals: Totals) -> list[tuple[str, str]]:
    options = list(totals)
    return [(a, b) for at, a in enumerate(options) for b in options[at + 1 :]]


def _flips(as_is: Totals, moved: list[_Moved]) -> Iterator[str]:
    """One sentence an assumption, bound and measure, naming every pair that it turns."""
    for measure in MEASURES:
        if any(measure not in measures for measures in as_is.values()):
            continue
        for change in moved:
            for where, end in (("low", change.low), ("high", change.high)):
                turned = []
                for first, second in _pairs(as_is):
                    then = _order(end, first, second, measure)
                    if then * _order(as_is, first, second, measure) < 0:
                        less, more = (first, second) if then < 0 else (second, first)
                        turned.append(
                            message("{less} then comes below {more}", less=less, more=more)
                        )
                if turned:
                    bound = message(
                        "{assumption} at its {where} bound",
                        assumption=change.assumption,
                        where=where,
                    )
                    yield message(
                        "{bound}, {measure}: {turned}",
                        bound=bound,
                        measure=measure,
                        turned=run_together("; ", turned),
                    )


def _order(totals: Totals, first: str, second: str, measure: str) -> int:
    """-1 where the first is lower, 1 where the second is, 0 where they are even."""
    apart = float(np.median(totals[first][measure] - totals[second][measure]))
    return 0 if abs(apart) < TIE[measure] else int(np.sign(apart))


def _joint(totals: Totals) -> pl.DataFrame:
    rows = []
    for measure in MEASURES:
        for first, second in _pairs(totals):
            if measure in totals[first] and measure in totals[second]:
                apart = totals[first][measure] - totals[second][measure]
                p_lower = float((apart < 0).mean() + 0.5 * (apart == 0).mean())
                rows.append((first, second, measure, p_lower))
    return pl.DataFrame(rows, schema=JOINT, orient="row")
