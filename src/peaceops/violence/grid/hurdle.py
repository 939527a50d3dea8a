"""A hurdle forecaster for cells: whether anyone dies, and if so how many.

Boosted trees give the probability of any deaths; others, fitted on cell-months with deaths alone,
say which class of severity; within a class the months of the past count, older ones less. The last
class ends at the worst cell-month seen, so the tail is bounded. One pair of models for all months
ahead, the number of months being a feature, learned from every cell of every country on record up
to the origin. Settings were chosen among eleven sets by the scores of windows 1995 to 2002 in South
Sudan, Sudan and Ethiopia; they differ little (docs/violence-grid.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats, Ints
from peaceops.errors import PeaceopsError
from peaceops.violence.conflictology import severity_places
from peaceops.violence.grid.cases import Cases, cases_of
from peaceops.violence.grid.draws import SparseDraws, joined
from peaceops.violence.grid.features import features_at
from peaceops.violence.grid.panel import GridWorld
from peaceops.violence.grid.severity import CLASSES, class_of, numbers_at, severity_of
from peaceops.violence.models import support

if TYPE_CHECKING:
    import lightgbm as lgb

LEAST = 100
"""Cell-months with deaths without which there is nothing to learn."""
CHUNK = 512
"""Cells drawn at a time."""


@dataclass(frozen=True)
class Hurdle:
    """Settings.

    Attributes:
        draws: Draws of each cell and month.
        rounds: Boosting rounds of the first model and of the second.
        rate: Learning rate.
        leaves: Leaves of a tree in the first model and in the second.
        least: Least cases in a leaf in the first model and in the second.
        bound: No draw is larger than this many times the worst month of the cell's country.
    """

    draws: int = 1000
    rounds: tuple[int, int] = (150, 60)
    rate: float = 0.03
    leaves: tuple[int, int] = (7, 5)
    least: tuple[int, int] = (300, 100)
    bound: float = 1.0

    def __call__(
        self, world: GridWorld, target: str, leads: Sequence[int], *, cells: Ints, seed: int = 0
    ) -> SparseDraws:
        """Draws of some cells for the months ``leads`` after the world's last.

        A cell's draws hang together over months; those of two cells do not.

        Raises:
            PeaceopsError: Fewer than ``LEAST`` cell-months with deaths are on record to learn from.
        """
        rng = np.random.default_rng(seed)
        chances, severity = self._chances(world, target, leads, cells, rng)
        order = severity_places(self.draws, len(leads), self.draws, rng).argsort(axis=1)
        shifts = rng.integers(0, self.draws, len(cells))
        possible = self._possible(world, target, cells)
        parts = [slice(at, at + CHUNK) for at in range(0, len(cells), CHUNK)]
        drawn = []
        for part in parts:
            shares = (chances[1][part] @ severity) * possible[part, None]
            drawn.append(self._drawn(chances[0][part], shares, order, shifts[part], rng))
        return joined(drawn)

    def _chances(
        self,
        world: GridWorld,
        target: str,
        leads: Sequence[int],
        cells: Ints,
        rng: np.random.Generator,
    ) -> tuple[tuple[Floats, Floats], Floats]:
        """Probability of deaths, shape (cells, leads); of classes; and severity within classes."""
        cases = cases_of(world, target, leads, rng)
        violent = cases.outcomes > 0
        if violent.sum() < LEAST:
            raise PeaceopsError(
                f"{violent.sum()} cell-months with deaths ({target}) to learn from up to "
                f"{world.origin:%Y-%m}; the hurdle forecaster needs {LEAST}",
                where="violence_events",
                remedy="choose a later origin, a baseline, or build an edition with more events",
            )
        seed = int(rng.integers(2**31))
        past = np.full(len(cells), world.months - 1)
        _names, values = features_at(
            world, target, np.append(cases.cells, cells), np.append(cases.months, past)
        )
        inputs = np.column_stack([values[: len(violent)], cases.ahead])
        now = np.repeat(values[len(violent) :], len(leads), axis=0)
        inputs_ahead = np.column_stack([now, np.tile(np.asarray(leads), len(cells))])
        first = self._trained(0, inputs, violent, cases.weights, seed)
        second = self._trained(
            1,
            inputs[violent],
            class_of(cases.outcomes[violent]),
            cases.weights[violent],
            seed,
        )
        shape = (len(cells), len(leads))
        chances = np.asarray(first.predict(inputs_ahead)).reshape(shape)
        classes = np.asarray(second.predict(inputs_ahead)).reshape(*shape, len(CLASSES))
        return (chances, classes), _severity(cases, violent)

    def _possible(self, world: GridWorld, target: str, cells: Ints) -> NDArray[np.bool_]:
        """Sizes within the bound of each cell's country, shape (cells, sizes).

        Severity is learned from all countries together; a war of another scale elsewhere would
        otherwise carry the mean of every cell.
        """
        worst = world.of_countries(target).max(axis=1)
        most = np.maximum(self.bound * worst, 2.0 * CLASSES[-1])[world.country[cells]]
        result: NDArray[np.bool_] = support.EDGES[1:] - 1 <= most[:, None]
        return result

    def _trained(
        self, model: int, inputs: Floats, labels: NDArray[np.generic], weights: Floats, seed: int
    ) -> lgb.Booster:
        settings: dict[str, object] = {
            "learning_rate": self.rate,
            "num_leaves": self.leaves[model],
            "min_data_in_leaf": self.least[model],
            "lambda_l2": 5.0,
            "feature_fraction": 0.5,
            "bagging_fraction": 0.7,
            "bagging_freq": 1,
            "num_threads": 1,
            "seed": seed,
            "deterministic": True,
            "force_row_wise": True,
            "verbose": -1,
        }
        if model == 0:
            settings["objective"] = "binary"
        else:
            settings |= {"objective": "multiclass", "num_class": len(CLASSES)}
        import lightgbm as lgb  # noqa: PLC0415 - a second that only a fit needs

        data = lgb.Dataset(
            inputs,
            labels.astype(np.int64),
            weight=weights,
            params={"max_bin": 63, "num_threads": 1, "verbose": -1},
        )
        return lgb.train(settings, data, self.rounds[model])

    def _drawn(
        self, chances: Floats, shares: Floats, order: Ints, shifts: Ints, rng: np.random.Generator
    ) -> SparseDraws:
        """Draws above zero of some cells.

        Each case gets as many as its probability says, rounded at random up or down, at even steps
        of its severity from a random start: neither deaths nor cells with any are lost on average.
        """
        cells, months = chances.shape
        number = np.floor(self.draws * chances + rng.random(chances.shape)).astype(np.int64)
        number = np.minimum(number, self.draws).ravel()
        starts = np.concatenate([[0], np.cumsum(number)])
        case = np.repeat(np.arange(len(number)), number)
        place = np.arange(starts[-1]) - starts[case]
        levels = (place + rng.random(len(number))[case]) / number[case]
        values = numbers_at(shares.reshape(len(number), -1), case, levels)
        # The worst draw of a month follows that of the month before; each cell in an order shifted
        # from the next one's.
        rank = self.draws - number[case] + place
        numbers = (order[case % months, rank] + shifts[case // months]) % self.draws
        counts = np.full(cells, self.draws, dtype=np.int64)
        return SparseDraws(counts, months, starts, values, numbers.astype(np.int32))


def _severity(cases: Cases, violent: NDArray[np.bool_]) -> Floats:
    return severity_of(cases.outcomes[violent], np.minimum(cases.weights[violent], 1.0))
