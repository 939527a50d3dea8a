"""What would change our mind: each assumption moved alone, and all at once.

An assumption is held at its low and at its high bound while the others keep their draws. The swing
is how far an option's figure moves; a flip is a change in the order of two options' mean deaths or
cost. The joint odds say how often one option comes before another over all draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.options.ground import Ground
from peaceops.options.presence import CLAIMED
from peaceops.options.run import Draws, run

Floats = NDArray[np.float64]

MEASURES = ("deaths", "cost", "peacekeepers killed")
EFFECT = "effect of strength"  # its bounds are the 5 and 95 per cent points of its draws
EVEN = {"deaths": 1.0, "cost": 1e6, "peacekeepers killed": 0.1}  # closer than this is a tie

SWINGS = {
    "option": pl.String,
    "measure": pl.String,
    "assumption": pl.String,
    "middle": pl.Float64,
    "at_low": pl.Float64,
    "at_high": pl.Float64,
    "swing": pl.Float64,
}


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
        for (option, measure), own in self.swings.group_by(
            ["option", "measure"], maintain_order=True
        ):
            unit = 1e6 if measure == "cost" else 1.0
            name = "cost in million dollars" if measure == "cost" else measure
            told = own.filter(pl.col("swing") >= EVEN[str(measure)]).head(most)
            if told.is_empty():
                continue
            yield f"{option}, {name}: median {told['middle'][0] / unit:,.0f}"
            for what, low, high in told.select("assumption", "at_low", "at_high").iter_rows():
                yield (
                    f"  {what:<20} {low / unit:,.0f} at its low bound, {high / unit:,.0f} at its "
                    "high"
                )
        yield "What turns a ranking"
        yield from (f"  {one}" for one in self.flips)
        if not self.flips:
            yield "  no assumption alone turns the order of two options"


def sensitivity(base: Ground) -> Sensitivity:
    """Move every assumption of a comparison, alone and together.

    Args:
        base: The status quo, with the options on the table and the assumptions.
    """
    assumed, effects, draws = base.assumed, base.effects, base.draws

    def figures(held: dict[str, Floats], claims: dict[str, Floats]) -> dict[str, dict[str, Floats]]:
        return {one.id: _figures(run(base, one, held, claims)) for one in base.options}

    as_is = figures(assumed, effects)
    moved: dict[str, tuple[dict[str, dict[str, Floats]], dict[str, dict[str, Floats]]]] = {}
    for name, one in base.assumptions.items():
        bounds = (one.low, one.high)
        if None in bounds or one.low == one.high:
            continue
        low, high = (
            figures({**assumed, name: np.full(draws, float(at or 0.0))}, effects) for at in bounds
        )
        moved[name] = (low, high)
    low, high = (
        figures(assumed, {kind: np.full(draws, np.quantile(values, at)) if kind in CLAIMED
                          else values for kind, values in effects.items()})
        for at in (0.05, 0.95)
    )  # fmt: skip
    moved[EFFECT] = (low, high)
    return Sensitivity(_swings(as_is, moved), tuple(_flips(as_is, moved)), _joint(base, as_is))


def _figures(made: Draws) -> dict[str, Floats]:
    found = {}
    if made.deaths:
        found["deaths"] = np.sum([one.sum(axis=0) for one in made.deaths.values()], axis=0)
    if made.cost is not None:
        found["cost"] = made.cost.sum(axis=0)
    if made.lost is not None:
        found["peacekeepers killed"] = made.lost.sum(axis=0)
    return found


def _swings(
    as_is: dict[str, dict[str, Floats]],
    moved: dict[str, tuple[dict[str, dict[str, Floats]], dict[str, dict[str, Floats]]]],
) -> pl.DataFrame:
    rows = []
    for option, measures in as_is.items():
        for measure, values in measures.items():
            for name, (low, high) in moved.items():
                ends = [_middle(one[option][measure]) for one in (low, high)]
                rows.append((option, measure, name, _middle(values), *ends, abs(ends[1] - ends[0])))
    order = {name: at for at, name in enumerate(as_is)}
    frame = pl.DataFrame(rows, schema=SWINGS, orient="row")
    return frame.sort(
        pl.col("option").replace_strict(order, return_dtype=pl.Int64), "measure", "swing",
        "assumption", descending=[False, False, True, False],
    )  # fmt: skip


def _middle(values: Floats) -> float:
    return float(np.median(values))


def _flips(
    as_is: dict[str, dict[str, Floats]],
    moved: dict[str, tuple[dict[str, dict[str, Floats]], dict[str, dict[str, Floats]]]],
) -> Iterator[str]:
    """One sentence an assumption, bound and measure, naming every pair that it turns."""
    options = list(as_is)
    pairs = [(a, b) for at, a in enumerate(options) for b in options[at + 1 :]]
    for measure in MEASURES:
        if any(measure not in one for one in as_is.values()):
            continue
        for name, ends in moved.items():
            for where, figures in zip(("low", "high"), ends, strict=True):
                turned = []
                for first, second in pairs:
                    then = _order(figures, first, second, measure)
                    if then * _order(as_is, first, second, measure) < 0:
                        less, more = (first, second) if then < 0 else (second, first)
                        turned.append(f"{less} then comes below {more}")
                if turned:
                    yield f"{name} at its {where} bound, {measure}: {'; '.join(turned)}"


def _order(figures: dict[str, dict[str, Floats]], first: str, second: str, measure: str) -> int:
    """-1 where the first is lower, 1 where the second is, 0 where they are even."""
    apart = float(np.median(figures[first][measure] - figures[second][measure]))
    return 0 if abs(apart) < EVEN[measure] else int(np.sign(apart))


def _joint(base: Ground, as_is: dict[str, dict[str, Floats]]) -> pl.DataFrame:
    rows = []
    options = [one.id for one in base.options]
    for measure in MEASURES:
        for at, first in enumerate(options):
            for second in options[at + 1 :]:
                if measure in as_is[first] and measure in as_is[second]:
                    apart = as_is[first][measure] - as_is[second][measure]
                    p = float((apart < 0).mean() + 0.5 * (apart == 0).mean())
                    rows.append((first, second, measure, p))
    schema = {"first": pl.String, "second": pl.String, "measure": pl.String, "p_lower": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")
