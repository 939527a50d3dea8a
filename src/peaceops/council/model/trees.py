"""Boosted trees for whether a member withholds its yes.

LightGBM (Ke and others 2017, Advances in Neural Information Processing Systems 30), small trees,
strongly drawn to the mean; one thread and a seed, so that the same votes give the same odds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from peaceops.council.model.logit import Array

ROUNDS = 200
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 6,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 20,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
LEAST = 1e-5


def withheld(raw: Array, event: npt.NDArray[np.bool_], asked: Array) -> Array:
    """Chance of the event for rows of features, from rows where it is known.

    Args:
        raw: Rows by features; not a number where there is none.
        event: Whether the yes was withheld, a row each.
        asked: Rows to foretell.
    """
    import lightgbm as lgb  # noqa: PLC0415 - slow to import, an outlook does without

    booster = lgb.train(SETTINGS, lgb.Dataset(raw, event.astype(float)), ROUNDS)
    given: Array = np.clip(np.asarray(booster.predict(asked)), LEAST, 1 - LEAST)
    return given
