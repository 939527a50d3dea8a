"""Forecasting models by name: a world up to an origin goes in, draws come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from peaceops.domain.arrays import Floats
from peaceops.domain.streams import stream
from peaceops.domain.threads import one_thread
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import baselines, support
from peaceops.violence.models.analogues import Analogues, most_alike
from peaceops.violence.models.classifier import Classifier
from peaceops.violence.models.coupling import DRAWS
from peaceops.violence.models.loglinear import LogLinear
from peaceops.violence.models.own_history import OwnHistory
from peaceops.violence.models.pool import forecaster
from peaceops.violence.models.relative import Relative
from peaceops.violence.models.states import States

Model = Callable[..., Floats]
"""``model(world, target, leads, seed=0)`` gives draws of shape (units, leads, draws) of the months
``leads`` after the last of ``world``, which it may use whole."""

BASELINES: tuple[str, ...] = ("conflictology", "last", "zero", "boot_240")
FORECASTER = "forecaster"


def _drawn(shares_of: Callable[..., Floats]) -> Model:
    """Make a model that gives shares of cells into one that gives draws."""

    def model(
        world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> Floats:
        with one_thread():
            values = support.quantiles(shares_of(world, target, leads), DRAWS)
        return support.linked(values, stream(seed, "violence", "order"))

    return model


MODELS: Mapping[str, Model] = {
    "conflictology": baselines.conflictology,
    "last": baselines.last,
    "zero": baselines.zero,
    "boot_240": baselines.boot_240,
    FORECASTER: forecaster,
    "classifier": _drawn(Classifier()),
    "relative": _drawn(Relative()),
    "log_linear": _drawn(LogLinear()),
    "own_history": _drawn(OwnHistory()),
    "analogues": _drawn(Analogues(scaled=False)),
    "scaled_analogues": _drawn(Analogues(scaled=True)),
    "states": _drawn(States()),
}

__all__ = ["BASELINES", "FORECASTER", "MODELS", "Model", "most_alike"]
