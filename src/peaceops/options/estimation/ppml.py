"""Poisson pseudo-maximum likelihood with clustered errors, for counts with many zeros.

J. M. C. Santos Silva and S. Tenreyro, The Log of Gravity, Review of Economics and Statistics 88
(2006): consistent for a multiplicative model whatever the counts' distribution. Errors are the
sandwich of K.-Y. Liang and S. Zeger, Biometrika 73 (1986), with the usual small-sample factor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.domain.threads import one_thread

MAX_SE = 3.0  # of a log ratio
MAX_LOG_RATIO = 8.0  # beyond it the fit runs off to zero or infinity


@dataclass(frozen=True)
class Estimate:
    """One coefficient of a multiplicative model: the logarithm of a ratio.

    Attributes:
        log_ratio: The coefficient.
        error: Its clustered standard error.
        rows: Observations.
        clusters: Groups within which errors may go together.
        name: What was estimated, on what.
    """

    log_ratio: float
    error: float
    rows: int
    clusters: int
    name: str

    @property
    def ratio(self) -> tuple[float, float, float]:
        """The ratio with its 95 per cent interval."""
        low, high = self.log_ratio - 1.96 * self.error, self.log_ratio + 1.96 * self.error
        return float(np.exp(self.log_ratio)), float(np.exp(low)), float(np.exp(high))


@one_thread()
def estimate(
    counts: Floats, regressors: Floats, groups: NDArray[np.generic], *, which: int, name: str
) -> Estimate:
    """Fit ``E[counts] = exp(regressors @ b)`` and give coefficient ``which``.

    Args:
        counts: Outcomes, zero or more.
        regressors: Shape (rows, k); the first column is the constant.
        groups: Cluster of each row.
        which: The coefficient wanted.
        name: For the answer.

    Raises:
        ValueError: Fewer than two clusters, nothing was counted, or the data do not fix the
            coefficient (a standard error above 3: one event carries it).
    """
    clusters, where = np.unique(groups, return_inverse=True)
    if len(clusters) < 2 or counts.sum() <= 0:
        raise ValueError(f"{name}: {len(clusters)} clusters and {counts.sum():g} counted")
    beta = np.zeros(regressors.shape[1])
    beta[0] = np.log(counts.mean())
    bread = np.eye(regressors.shape[1])
    for _ in range(60):
        mean = np.exp(np.clip(regressors @ beta, -20, 12))
        bread = (regressors * mean[:, None]).T @ regressors + 1e-6 * np.eye(len(beta))
        step = np.linalg.solve(bread, regressors.T @ (counts - mean))
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        beta = beta + step
        if np.abs(step).max() < 1e-7:
            break
    mean = np.exp(np.clip(regressors @ beta, -20, 12))
    scores = np.zeros((len(clusters), len(beta)))
    np.add.at(scores, where, regressors * (counts - mean)[:, None])
    inverse = np.linalg.inv(bread)
    factor = len(clusters) / (len(clusters) - 1)
    spread = inverse @ (scores.T @ scores) @ inverse * factor
    error = float(np.sqrt(max(spread[which, which], 0.0)))
    if not error < MAX_SE or abs(beta[which]) > MAX_LOG_RATIO:
        raise ValueError(f"{name}: the data do not fix the coefficient (error {error:g})")
    return Estimate(float(beta[which]), error, len(counts), len(clusters), name)


def one_hot(values: NDArray[np.generic]) -> Floats:
    """One column for each value but the first.

    >>> one_hot(np.array(["MLI", "SSD", "MLI"])).tolist()
    [[0.0], [1.0], [0.0]]
    """
    levels = np.unique(values)[1:]
    return np.asarray(values[:, None] == levels[None, :], dtype=np.float64)
