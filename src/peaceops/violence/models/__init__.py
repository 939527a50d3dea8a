"""Forecasting models by name: a world up to an origin goes in, draws come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.threads import one_thread
from peaceops.violence.models import baselines, support
from peaceops.violence.models.analogues import Analogues, most_alike
from peaceops.violence.models.classifier import Classifier
from peaceops.violence.models.loglinear import LogLinear
from peaceops.violence.models.own_history import OwnHistory
from peaceops.violence.models.pool import DRAWS, Pool, pool
from peaceops.violence.models.relative import Relative
from peaceops.violence.models.states import States
from peaceops.violence.world import World

Floats = NDArray[np.float64]
Model = Callable[..., Floats]
"""``model(world, target, leads, seed=0)`` gives draws of shape (units, leads, draws) of the months
``leads`` after the last of ``world``, which it may use whole."""

BASELINES: tuple[str, ...] = ("conflictology", "last", "zero", "boot_240")
FORECASTER = "forecaster"


def _drawn(shares_of: Callable[..., Floats]) -> Model:
    """Make a model that gives shares of cells into one that gives draws."""

    def model(world: World, target: str, leads: Sequence[int], *, seed: int = 0) -> Floats:
        with one_thread():
            values = support.quantiles(shares_of(world, target, leads), DRAWS)
        return support.linked(values, np.random.default_rng(seed))

    return model


MODELS: Mapping[str, Model] = {
    "conflictology": baselines.conflictology,
    "last": baselines.last,
    "zero": baselines.zero,
    "boot_240": baselines.boot_240,
    FORECASTER: pool,
    "classifier": _drawn(Classifier()),
    "relative": _drawn(Relative()),
    "log_linear": _drawn(LogLinear()),
    "own_history": _drawn(OwnHistory()),
    "analogues": _drawn(Analogues(scaled=False)),
    "scaled_analogues": _drawn(Analogues(scaled=True)),
    "states": _drawn(States()),
}

__all__ = ["BASELINES", "FORECASTER", "MODELS", "Model", "Pool", "most_alike", "pool"]
