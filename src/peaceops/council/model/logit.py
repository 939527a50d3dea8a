"""Ridge logistic regression by Newton's method with step halving.

After le Cessie and van Houwelingen (1992), Ridge estimators in logistic regression, Applied
Statistics 41(1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from peaceops.domain.threads import one_thread

Array = npt.NDArray[np.float64]
Single = npt.NDArray[np.float32]
STEPS = 25


@dataclass(frozen=True)
class Logit:
    """A fitted regression over standardised columns.

    Attributes:
        coefficients: One a column, of the standardised values.
        constant: Log-odds at the columns' means.
    """

    coefficients: Array
    constant: float

    def probability(self, standard: Array) -> Array:
        """Probability of the event for rows of standardised values."""
        given: Array = 1 / (1 + np.exp(-np.clip(standard @ self.coefficients + self.constant,
                                                 -12, 12)))  # fmt: skip
        return given


def fit_logit(
    standard: Array, event: npt.NDArray[np.bool_], penalty: float, weight: Array | None = None
) -> Logit:
    """Fit by penalised likelihood; the constant is not penalised.

    Args:
        standard: Rows by standardised columns.
        event: Whether the event happened, a row each. Without one, or with nothing else, the
            constant alone is fitted, on one added event of each sort.
        penalty: Weight of half the sum of squared coefficients.
        weight: Weight of each row; one by default.
    """
    with one_thread():
        return _fitted(
            standard, event, penalty, np.ones(len(standard)) if weight is None else weight
        )


def _fitted(standard: Array, event: npt.NDArray[np.bool_], penalty: float, weight: Array) -> Logit:
    n, columns = standard.shape
    w = weight.astype(np.float32)
    share = (w @ event + 1) / (w.sum() + 2)
    start = Logit(np.zeros(columns), float(np.log(share / (1 - share))))
    if event.all() or not event.any():
        return start
    rows = np.hstack([standard, np.ones((n, 1))]).astype(np.float32)
    ridge = np.append(np.full(columns, penalty), 1e-6)
    found = np.append(start.coefficients, start.constant)
    y = event.astype(np.float32)
    loss, at = _loss(rows, y, w, ridge, found)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(at, -30, 30)))
        slope = rows.T @ (w * (p - y)) + ridge * found
        bend = ((rows * (w * (p * (1 - p) + 1e-6))[:, None]).T @ rows).astype(np.float64)
        bend[np.diag_indices(columns + 1)] += ridge
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while size > 1e-3:
            tried, at_tried = _loss(rows, y, w, ridge, found - size * step)
            if tried <= loss:
                break
            size /= 2
        else:
            break
        found, gain, loss, at = found - size * step, loss - tried, tried, at_tried
        if gain < 1e-5 * abs(loss):
            break
    return Logit(found[:-1], float(found[-1]))


def _loss(
    rows: Single, y: Single, weight: Single, ridge: Array, found: Array
) -> tuple[float, Single]:
    at = rows @ found.astype(np.float32)
    likelihood = (weight * (np.logaddexp(0, at) - y * at)).sum(dtype=np.float64)
    return float(likelihood + 0.5 * (ridge * found * found).sum()), at
