"""Random streams by name: what is drawn under one name never moves what is drawn under another."""

from __future__ import annotations

from zlib import crc32

import numpy as np


def stream(seed: int, *names: str) -> np.random.Generator:
    """The stream of a seed and a name, such as ``stream(0, "violence", "MLI")``.

    Args:
        seed: The user's seed, 0 or above.
        names: What is drawn, from the room to the detail.

    Raises:
        ValueError: No name is given: nameless streams would be one and the same.

    >>> stream(0, "votes").random() == stream(0, "votes").random()
    True
    >>> stream(0, "votes").random() == stream(0, "strength").random()
    False
    """
    if not names:
        raise ValueError("a stream needs a name")
    return np.random.default_rng([seed, crc32("/".join(names).encode())])
