"""Boosted trees for several classes, set up to give the same trees on any machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peaceops.domain.arrays import Floats, Ints

if TYPE_CHECKING:
    import lightgbm as lgb

BINS = {"max_bin": 63, "is_enable_sparse": False, "verbose": -1}


def boosted(
    inputs: Floats,
    classes: Ints,
    weight: Floats,
    *,
    number: int,
    rounds: int,
    rate: float,
    leaves: int,
    least_in_leaf: int,
    seed: int,
) -> lgb.Booster:
    """Train.

    Args:
        inputs: Shape (cases, features).
        classes: Class of each case, from 0 to ``number`` - 1.
        weight: Weight of each case.
        number: Number of classes.
        rounds: Boosting rounds.
        rate: Learning rate.
        leaves: Leaves of a tree.
        least_in_leaf: Least cases in a leaf.
        seed: Seed of what is left to chance.
    """
    import lightgbm as lgb  # noqa: PLC0415 - a second that a brief which fits nothing saves

    settings = {
        "objective": "multiclass",
        "num_class": number,
        "learning_rate": rate,
        "num_leaves": leaves,
        "min_data_in_leaf": least_in_leaf,
        "lambda_l2": 5.0,
        "feature_fraction": 0.4,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        # Threads wait for one another at every split: on a busy machine that is slower.
        "num_threads": 1,
        "seed": seed,
        "deterministic": True,
        # The same trees in less than half the time: cases are few, and most inputs are not zero.
        "force_col_wise": True,
        "is_enable_sparse": False,
        "verbose": -1,
    }
    data = lgb.Dataset(inputs, classes, weight=weight, params=BINS)
    return lgb.train(settings, data, rounds)
