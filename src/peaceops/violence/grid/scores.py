"""Scores of sparse draws: those of ``evaluate.scores``, at a cost in the draws above zero only.

For a case with n draws, sorted x(0) <= ... <= x(n-1): the mean distance to the outcome y is the sum
over draws above zero of |x - y|, plus y for each zero; the spread is the sum of (2i + 1 - n) x(i),
to which zeros add nothing. Tests hold every score against the dense one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peaceops.domain.arrays import Floats
from peaceops.evaluate import BIN_EDGES, CHALLENGE_DRAWS
from peaceops.violence.grid.draws import SparseDraws

LEVELS = (0.5, 0.8, 0.9)
CHUNK = 1024
"""Cells scored at a time, so that memory is bounded even where no draw is zero."""
SCORES = ("crps", "crps_fair", "ign", "mis", "brier", "coverage_50", "coverage_80", "coverage_90")


def scored(draws: SparseDraws, outcomes: NDArray[np.int32]) -> dict[str, Floats]:
    """Every score of ``SCORES``, each of the outcomes' shape.

    ``brier`` is the squared error of the probability of any deaths. ``crps_fair`` is not a number
    for a case of one draw.

    Args:
        draws: Cells and months.
        outcomes: Deaths, shape (cells, months).

    Raises:
        ValueError: Outcomes have another shape than the draws' cells and months, or lie below
            zero.
    """
    if outcomes.shape != (draws.cells, draws.months):
        raise ValueError(
            f"outcomes of shape {outcomes.shape} do not fit {draws.cells} cells of "
            f"{draws.months} months"
        )
    if outcomes.min(initial=0) < 0:
        raise ValueError("outcomes must not lie below zero")
    if draws.cells <= CHUNK:
        return _scored(draws, outcomes)
    parts = [np.arange(at, min(at + CHUNK, draws.cells)) for at in range(0, draws.cells, CHUNK)]
    results = [_scored(draws.select(part), outcomes[part]) for part in parts]
    return {name: np.concatenate([result[name] for result in results]) for name in SCORES}


def _scored(draws: SparseDraws, outcomes: NDArray[np.int32]) -> dict[str, Floats]:
    observed = outcomes.ravel().astype(np.float64)
    number = draws.draws_per_case.astype(np.float64)
    error, spread = _error(draws, observed), _spread(draws)
    with np.errstate(divide="ignore", invalid="ignore"):
        fair = np.where(number > 1, error - spread / (number * (number - 1)), np.nan)
    low, high = (draws.quantile(end).ravel() for end in (0.05, 0.95))
    outside = np.maximum(low - observed, 0) + np.maximum(observed - high, 0)
    measures = {
        "crps": error - spread / number**2,
        "crps_fair": fair,
        "ign": _ignorance(draws, observed),
        "mis": (high - low) + 20 * outside,
        "brier": (draws.at_least(1).ravel() - (observed > 0)) ** 2,
    }
    for level in LEVELS:
        low, high = (draws.quantile((1 + side * level) / 2).ravel() for side in (-1, 1))
        inside = (low <= observed) & (observed <= high)
        measures[f"coverage_{round(100 * level)}"] = inside.astype(np.float64)
    return {name: values.reshape(outcomes.shape) for name, values in measures.items()}


def _error(draws: SparseDraws, observed: Floats) -> Floats:
    case = draws.case_index
    above = np.abs(draws.values - observed[case])
    zeros = draws.draws_per_case - np.diff(draws.starts)
    total = np.bincount(case, above, minlength=len(observed)) + zeros * observed
    result: Floats = total / draws.draws_per_case
    return result


def _spread(draws: SparseDraws) -> Floats:
    """Half the sum of distances over all ordered pairs of draws."""
    case, number = draws.case_index, draws.draws_per_case
    # Values stand last in their case's order, after its zeros.
    rank = np.arange(len(case)) - draws.starts[1:][case] + number[case]
    weighted = (2.0 * rank + 1 - number[case]) * draws.values
    return np.bincount(case, weighted, minlength=len(number)).astype(np.float64)


def _ignorance(draws: SparseDraws, observed: Floats) -> Floats:
    """As ``evaluate.scores.ignorance`` with the draws counted as the challenge's 1,000."""
    edges = np.array(BIN_EDGES, dtype=np.float64)
    hit = np.searchsorted(edges, observed, side="right")
    bins = np.searchsorted(edges, draws.values, side="right")
    case = draws.case_index
    zeros = draws.draws_per_case - np.diff(draws.starts)
    same = np.bincount(case[bins == hit[case]], minlength=len(observed))
    share = np.where(observed < edges[1], zeros, same) / draws.draws_per_case
    result: Floats = -np.log2((share * CHALLENGE_DRAWS + 1) / (CHALLENGE_DRAWS + len(edges)))
    return result
