"""Scores of forecasts given as draws, in the forms of the VIEWS 2023/24 prediction challenge.

Draws have shape (..., M), outcomes shape (...); every score has the outcomes' shape, and lower is
better. All are computed from sorted draws or counts, in memory proportional to the draws.

References: Gneiting and Raftery (2007) for the CRPS and the interval score; Ferro (2014) for the
fair CRPS; Hegre et al. (2025), Journal of Peace Research, for the challenge's forms, bins and
pseudo-draws.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from peaceops.domain.arrays import Flags, Floats

BIN_EDGES = (0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)
"""Lower edges of the challenge's bins of deaths; the last is open."""
CHALLENGE_DRAWS = 1000


def crps(draws: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Continuous ranked probability score of the draws as they are, in the outcomes' unit.

    Mean distance to the outcome less half the mean distance between draws, over all M^2 pairs.
    """
    values, observed = _checked(draws, outcomes)
    result: Floats = _error(values, observed) - _spread(values) / values.shape[-1] ** 2
    return result


def fair_crps(draws: ArrayLike, outcomes: ArrayLike) -> Floats:
    """CRPS of the distribution the draws came from: pairs of a draw with itself do not count.

    With few draws the plain form is too large by the spread over M; this form is not.

    Raises:
        ValueError: There is one draw only.
    """
    values, observed = _checked(draws, outcomes)
    count = values.shape[-1]
    if count < 2:
        raise ValueError("the fair CRPS needs at least two draws, there is 1")
    result: Floats = _error(values, observed) - _spread(values) / (count * (count - 1))
    return result


def ignorance(
    draws: ArrayLike,
    outcomes: ArrayLike,
    *,
    edges: ArrayLike = BIN_EDGES,
    weight: int | None = None,
) -> Floats:
    """Ignorance score in bits: minus the base-2 logarithm of the probability of the outcome's bin.

    Each bin gets one pseudo-draw more, so that no bin has probability zero.

    Args:
        draws: Shape (..., M), none below the first edge.
        outcomes: Shape (...).
        edges: Lower edges of the bins, rising; the last bin is open.
        weight: Count the M draws as this many; M by default. The challenge uses 1,000.
    """
    values, observed = _checked(draws, outcomes)
    lower = np.asarray(edges, dtype=np.float64)
    if values.min(initial=lower[0]) < lower[0] or observed.min(initial=lower[0]) < lower[0]:
        raise ValueError(f"draws and outcomes must not lie below the first edge, {lower[0]:g}")
    bins = np.searchsorted(lower, values, side="right")
    hit = np.searchsorted(lower, observed, side="right")
    share = (bins == hit[..., None]).mean(axis=-1)
    count = values.shape[-1] if weight is None else weight
    result: Floats = -np.log2((share * count + 1) / (count + len(lower)))
    return result


def interval_score(draws: ArrayLike, outcomes: ArrayLike, *, level: float = 0.9) -> Floats:
    """Interval score of the central interval: its width, and a penalty for missing the outcome.

    The interval's ends are linearly interpolated quantiles of the draws. Its mean over cases is
    the challenge's MIS.
    """
    values, observed = _checked(draws, outcomes)
    low, high = central_interval(values, level)
    outside = np.maximum(low - observed, 0) + np.maximum(observed - high, 0)
    result: Floats = (high - low) + 2 / (1 - level) * outside
    return result


def covered(draws: ArrayLike, outcomes: ArrayLike, *, level: float = 0.9) -> Flags:
    """Whether the outcome lies in the central interval of the draws, ends included."""
    values, observed = _checked(draws, outcomes)
    low, high = central_interval(values, level)
    result: Flags = (low <= observed) & (observed <= high)
    return result


def central_interval(draws: Floats, level: float) -> tuple[Floats, Floats]:
    """Ends of the central interval that holds ``level`` of the draws."""
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=-1)
    return low, high


def challenge_resample(draws: ArrayLike, count: int = CHALLENGE_DRAWS) -> Floats:
    """Bring M draws to ``count`` as the challenge does before it takes the ignorance score.

    The draws are treated as a periodic signal and interpolated by Fourier series, and what falls
    below zero is set to zero. The result depends on the order of the draws and holds values that
    no draw had: needed to reproduce published scores, otherwise use ``ignorance`` with a weight.
    """
    values = np.asarray(draws, dtype=np.float64)
    size = values.shape[-1]
    if size == count:
        return values
    if count < size:
        raise ValueError(f"{size} draws cannot be brought to {count}")
    waves = np.fft.rfft(values, axis=-1)
    if size % 2 == 0:
        waves[..., -1] /= 2  # the wave at half the sampling rate stands for two
    result: Floats = np.maximum(np.fft.irfft(waves, count, axis=-1) * (count / size), 0)
    return result


def _checked(draws: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    values = np.asarray(draws, dtype=np.float64)
    observed = np.asarray(outcomes, dtype=np.float64)
    if values.ndim == 0 or values.shape[:-1] != observed.shape:
        raise ValueError(
            f"draws of shape {values.shape} do not fit outcomes of shape {observed.shape}: "
            "draws need one axis more, the last"
        )
    if values.shape[-1] == 0:
        raise ValueError("there are no draws")
    if not (np.isfinite(values).all() and np.isfinite(observed).all()):
        raise ValueError("draws and outcomes must be finite numbers")
    return values, observed


def _error(values: Floats, observed: Floats) -> Floats:
    result: Floats = np.abs(values - observed[..., None]).mean(axis=-1)
    return result


def _spread(values: Floats) -> Floats:
    """Half the sum of distances over all ordered pairs of draws."""
    count = values.shape[-1]
    places = 2 * np.arange(1, count + 1) - count - 1
    result: Floats = (np.sort(values, axis=-1) * places).sum(axis=-1)
    return result
