"""Models of cells by name: a panel up to an origin goes in, sparse draws come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from peaceops.violence.grid import baselines
from peaceops.violence.grid.draws import SparseDraws
from peaceops.violence.grid.hurdle import Hurdle
from peaceops.violence.grid.panel import GridWorld


class GridModel(Protocol):
    """What every model of cells is."""

    def __call__(
        self,
        world: GridWorld,
        target: str,
        leads: Sequence[int],
        *,
        cells: NDArray[np.int64],
        seed: int,
    ) -> SparseDraws:
        """Draws of the cells at ``cells`` for the months ``leads`` after the last of ``world``."""


BENCHMARK = "conflictology_ring"
"""The baseline that others are held against."""
GRID_MODELS: Mapping[str, GridModel] = {
    "zero": baselines.zero,
    "last": baselines.last,
    "conflictology": baselines.conflictology,
    BENCHMARK: baselines.conflictology_ring,
    "hurdle": Hurdle(),
}
