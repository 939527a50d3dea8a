"""Hurdle with a log-linear severity: regressions say how likely, how much and how uncertain.

A penalised logistic regression gives the probability of any deaths; penalised linear regressions
of the logarithm of deaths give its middle and, on the size of the errors, its spread; the errors
of the past, divided by their spread, give the shape. Errors are bounded by the largest of the
past and deaths by the largest month of the past, so the log link cannot run away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.domain.streams import stream
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.models import ratios
from peaceops.violence.models.cases import FEWEST, Cases, asked_cases, past_cases
from peaceops.violence.models.features import Features, features_of
from peaceops.violence.models.own_history import OwnHistory
from peaceops.violence.models.relative import ACTIVE

INPUTS = (
    "last_1",
    "last_2",
    "last_3",
    "mean_3",
    "mean_6",
    "mean_12",
    "mean_24",
    "mean_60",
    "mean_120",
    "peak_12",
    "peak_36",
    "least_6",
    "log_mean_12",
    "log_mean_36",
    "log_spread_12",
    "months_above_0_in_12",
    "months_above_25_in_24",
    "since_above_0",
    "since_above_25",
    "since_above_100",
    "neighbours_mean_12",
    "neighbours_peak_3",
)
FADING = ("last_1", "mean_3", "mean_12", "mean_60")
"""Inputs whose weight may change with the lead."""
CURVED = ("last_1", "mean_12")
SIZEABLE = 3.0


@dataclass(frozen=True)
class LogLinear:
    """Settings.

    Attributes:
        months_apart: Every which month of the past is an origin to learn from.
        leads_each: Leads learned from at each origin, chosen at random.
        half_life: Months in which a case's weight halves with its age.
        penalty: Ridge penalty of the regression of the logarithm, in cases' worth.
        spread: Standard deviation of errors around those of the past, in units of their spread.
    """

    months_apart: int = 3
    leads_each: int = 4
    half_life: float = 180.0
    penalty: float = 30.0
    spread: float = 0.15

    def fit(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> FittedLogLinear | None:
        """Learn from the months of countries with violence; ``None`` where there are too few."""
        rng = stream(seed, "violence", "log_linear", target)
        deaths, features = world.of(target), features_of(world, target)
        cases = past_cases(
            deaths, leads, rng, months_apart=self.months_apart, leads_each=self.leads_each
        )
        active = np.expm1(features.of("mean_24")[..., 0])
        cases = cases[active[cases.units, cases.months] >= ACTIVE]
        if (cases.outcomes > 0).sum() < FEWEST:
            return None
        weight = 0.5 ** (cases.ages / self.half_life)
        raw = _design(features, cases)
        centre, width = raw.mean(axis=0), raw.std(axis=0) + 1e-9
        inputs = _with_constant((raw - centre) / width)
        hurdle = _logistic(inputs, cases.outcomes > 0, weight, self.penalty / 10)
        some = cases.outcomes > 0
        middle, spread, errors = self._severity(
            inputs[some], np.log(cases.outcomes[some]), weight[some]
        )
        usual = np.expm1(features.of("mean_12")[cases.units, cases.months, 0])[some]
        sizeable = usual > SIZEABLE if (usual > SIZEABLE).any() else usual >= 0
        shape = ratios.smoothed(
            ratios.counted(errors[sizeable], weight[some][sizeable]), self.spread
        )
        return FittedLogLinear(centre, width, hurdle, middle, spread, shape / shape.sum())

    def __call__(
        self, world: CountryMonthPanel, target: str, leads: Sequence[int], *, seed: int = 0
    ) -> Floats:
        """Shares of cells, shape (units, leads, cells), by what the world itself teaches."""
        fitted = self.fit(world, target, leads, seed=seed)
        return (fitted.shares if fitted else OwnHistory())(world, target, leads)

    def _severity(self, inputs: Floats, logs: Floats, weight: Floats) -> tuple[Floats, ...]:
        """Weights of the inputs for the middle and for the spread, and errors by their spread."""
        width = np.ones(len(logs))
        for _ in range(3):
            middle = _ridge(inputs, logs, weight / width**2, self.penalty)
            errors = logs - inputs @ middle
            # The logarithm of the error's size, kept from minus infinity.
            sizes = np.log(np.abs(errors) + 0.1)
            spread = _ridge(inputs, sizes, weight, 3 * self.penalty)
            width = _bounded(inputs @ spread)
        return middle, spread, errors / width


@dataclass(frozen=True)
class FittedLogLinear:
    """What was learned; all but ``shape`` have one entry an input.

    Attributes:
        centre: Mean of each input.
        width: Its standard deviation.
        hurdle: Weights for the probability of any deaths, the constant first.
        middle: Weights for the logarithm of deaths.
        spread: Weights for the logarithm of its error.
        shape: Shares of fine steps of the errors.
    """

    centre: Floats
    width: Floats
    hurdle: Floats
    middle: Floats
    spread: Floats
    shape: Floats

    def shares(self, world: CountryMonthPanel, target: str, leads: Sequence[int]) -> Floats:
        """Shares of cells, shape (units, leads, cells), after the last month of a world."""
        deaths, features = world.of(target), features_of(world, target)
        cases = asked_cases(deaths, leads)
        raw = _design(features, cases)
        now = _with_constant(np.clip((raw - self.centre) / self.width, -4, 6))
        shares = ratios.cells(
            np.broadcast_to(self.shape, (len(cases), len(self.shape))),
            1 - _chance(now @ self.hurdle),
            now @ self.middle,
            _bounded(now @ self.spread),
            float(np.nanmax(deaths)),
        )
        result: Floats = shares.reshape(len(deaths), len(leads), -1)
        return result

    def arrays(self) -> dict[str, Floats]:
        """All that was learned as arrays by name, for a table."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Floats]) -> FittedLogLinear:
        """What ``arrays`` gave."""
        return cls(**{field.name: arrays[field.name] for field in fields(cls)})


def _design(features: Features, cases: Cases) -> Floats:
    place = (cases.units, cases.months)
    plain = features.of(*INPUTS)[place].astype(np.float64)
    ahead = ((cases.leads - 8) / 4.0)[:, None]
    fading = features.of(*FADING)[place].astype(np.float64)
    curved = features.of(*CURVED)[place].astype(np.float64)
    return np.column_stack([plain, ahead, ahead * fading, curved**2 / 8])


def _with_constant(inputs: Floats) -> Floats:
    return np.column_stack([np.ones(len(inputs)), inputs])


def _penalties(inputs: Floats, penalty: float) -> Floats:
    each = np.full(inputs.shape[1], penalty)
    each[0] = 1e-6
    return np.diag(each)


def _ridge(inputs: Floats, wanted: Floats, weight: Floats, penalty: float) -> Floats:
    square = inputs.T @ (inputs * weight[:, None]) + _penalties(inputs, penalty)
    return np.asarray(np.linalg.solve(square, inputs.T @ (weight * wanted)), dtype=np.float64)


def _logistic(inputs: Floats, true: NDArray[np.bool_], weight: Floats, penalty: float) -> Floats:
    """Penalised logistic regression by twelve steps of Newton's method."""
    beta: Floats = np.zeros(inputs.shape[1])
    pull = _penalties(inputs, penalty)
    for _ in range(12):
        chance = _chance(inputs @ beta)
        curve = weight * np.maximum(chance * (1 - chance), 1e-4)
        square = inputs.T @ (inputs * curve[:, None]) + pull
        slope = inputs.T @ (weight * (true - chance)) - pull @ beta
        beta = np.asarray(beta + np.linalg.solve(square, slope), dtype=np.float64)
    return beta


def _chance(score: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(score, -15, 15)))
    return result


def _bounded(spread: Floats) -> Floats:
    result: Floats = np.exp(np.clip(spread, -2, 1))
    return result
