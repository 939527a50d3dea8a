"""Boosted trees for several classes, grown to be the same on any run and kept as plain arrays.

LightGBM grows them; odds are read off the arrays, so that whoever only forecasts loads no learner,
and trees grown when an edition was built answer as those grown a moment ago.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from peaceops.domain.arrays import Floats, Ints, Singles

BINS = {"max_bin": 63, "is_enable_sparse": False, "verbose": -1}


@dataclass(frozen=True)
class Trees:
    """Trees of a model of several classes; tree ``n`` adds to the score of class ``n % classes``.

    A case goes left at a node where its feature is at most the threshold. A child below zero is a
    leaf, ``-1 - place``. Trees with fewer nodes than the largest are filled up with nodes that no
    case comes to.

    Attributes:
        classes: Number of classes.
        features: Place of the feature, shape (trees, nodes).
        thresholds: Shape (trees, nodes).
        left: Child for values up to the threshold, shape (trees, nodes).
        right: Child for larger values, shape (trees, nodes).
        leaves: What a leaf adds to the score, shape (trees, leaves).
    """

    classes: int
    features: Ints
    thresholds: Singles
    left: Ints
    right: Ints
    leaves: Singles

    def odds(self, inputs: Floats) -> Floats:
        """Odds of the classes, shape (cases, classes), rows with a sum of one.

        Args:
            inputs: Shape (cases, features), without NaN; compared in single precision.
        """
        values = inputs.astype(np.float32)
        cases = np.arange(len(values))
        scores = np.zeros((len(values), self.classes))
        for tree in range(len(self.leaves)):
            place = np.zeros(len(values), dtype=np.int64)
            for _ in range(self.features.shape[1]):
                inner = np.maximum(place, 0)
                lower = values[cases, self.features[tree, inner]] <= self.thresholds[tree, inner]
                child = np.where(lower, self.left[tree, inner], self.right[tree, inner])
                place = np.where(place < 0, place, child)
                if (place < 0).all():
                    break
            scores[:, tree % self.classes] += self.leaves[tree, -1 - place]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds: Floats = powers / powers.sum(axis=1, keepdims=True)
        return odds

    def arrays(self) -> dict[str, Floats]:
        """The trees as arrays of numbers by name, for a table."""
        names = ("features", "thresholds", "left", "right", "leaves")
        whole = {"classes": np.array([float(self.classes)])}
        return whole | {name: getattr(self, name).astype(np.float64) for name in names}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Floats]) -> Trees:
        """The trees that ``arrays`` gave."""
        features, left, right = (
            arrays[name].astype(np.int64) for name in ("features", "left", "right")
        )
        thresholds, leaves = (arrays[name].astype(np.float32) for name in ("thresholds", "leaves"))
        return cls(int(arrays["classes"][0]), features, thresholds, left, right, leaves)


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
) -> Trees:
    """Grow trees.

    Args:
        inputs: Shape (cases, features), without NaN; taken in single precision.
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
    data = lgb.Dataset(inputs.astype(np.float32), classes, weight=weight, params=BINS)
    booster = lgb.train(settings, data, rounds)
    grown = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    return _as_arrays(grown, number, leaves)


def _as_arrays(grown: list[dict[str, Any]], classes: int, leaves: int) -> Trees:
    nodes = max(leaves - 1, 1)
    features, left, right = (np.zeros((len(grown), nodes), dtype=np.int64) for _ in range(3))
    thresholds = np.zeros((len(grown), nodes), dtype=np.float32)
    values = np.zeros((len(grown), leaves), dtype=np.float32)
    left[:], right[:] = -1, -1
    for tree, root in enumerate(grown):
        if "split_index" not in root:  # one leaf: both children of the first node are that leaf
            values[tree, 0] = root["leaf_value"]
            continue
        for node in _walk(root):
            if "split_index" not in node:
                values[tree, node.get("leaf_index", 0)] = node["leaf_value"]
                continue
            place = node["split_index"]
            features[tree, place] = node["split_feature"]
            thresholds[tree, place] = _single_at_most(node["threshold"])
            left[tree, place] = _child(node["left_child"])
            right[tree, place] = _child(node["right_child"])
    return Trees(classes, features, thresholds, left, right, values)


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for side in ("left_child", "right_child"):
        if side in node:
            yield from _walk(node[side])


def _child(node: dict[str, Any]) -> int:
    return int(node["split_index"]) if "split_index" in node else -1 - int(node["leaf_index"])


def _single_at_most(threshold: float) -> np.float32:
    """The largest number of single precision up to a threshold: it splits singles the same way."""
    single = np.float32(threshold)
    return single if float(single) <= threshold else np.nextafter(single, np.float32(-np.inf))
