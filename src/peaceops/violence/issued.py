"""Forecasts as issued: every country's draws from an origin, made once and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from peaceops.domain.array_cache import Packed, cached_array, code_version
from peaceops.violence.models import BASELINES, FORECASTER, MODELS
from peaceops.violence.world import Floats, World

AT_ONCE = 2
CODE = tuple(
    Path(__file__).parent / one
    for one in (
        "models", "conflictology.py", "panel.py", "past_windows.py", "scores.py", "world.py"
    )
)  # fmt: skip
"""What draws and scores depend on."""
TOGETHER = 18
"""Months issued at once, so that all who ask for fewer stand on the same draws."""
LEAST_MONTHS = 36
"""Months a model needs to learn from before the months ahead and the year that leads to them."""
LEAST_VIOLENT = 24
"""Country-months with a death, among those a model learns from, that each target needs."""


def enough_past(world: World, months: int) -> bool:
    """Tell whether the forecaster can learn from the world to look ``months`` ahead.

    It needs years enough, and in them some violence of every type in one country or another.
    """
    held = world.deaths.shape[2]
    if held <= LEAST_MONTHS + 12 + months:
        return False
    learnt = world.deaths[:, :, LEAST_MONTHS : held - months]
    return bool(((learnt > 0).sum(axis=(1, 2)) >= LEAST_VIOLENT).all())


def issued(
    world: World, target: str, leads: Sequence[int], *, model: str = FORECASTER, seed: int = 0
) -> Packed:
    """Draws of a model from the last month of a world, read from the cache where it holds them.

    Args:
        world: What the model may use, and all that it is given.
        target: One of ``panel.TARGETS``.
        leads: Months after the last one.
        model: A name in ``models.MODELS``.
        seed: Seed of the draws.

    Returns:
        Whole numbers, shape (units, leads, draws); the same whether made now or kept.
    """
    if model in BASELINES:  # quicker made than read
        return MODELS[model](world, target, tuple(leads), seed=seed)
    months = len(leads)
    unbroken = tuple(leads) == tuple(range(1, months + 1))
    if unbroken and months < TOGETHER and enough_past(world, TOGETHER):
        together = range(1, TOGETHER + 1)
        return issued(world, target, together, model=model, seed=seed)[:, :months]
    asked = (model, target, tuple(leads), seed)
    return cached_array(
        key_of(world, asked), lambda: MODELS[model](world, target, tuple(leads), seed=seed)
    )


def issued_together(
    asked: Sequence[tuple[World, str, Sequence[int]]], *, model: str = FORECASTER, seed: int = 0
) -> list[Packed]:
    """Draws for several worlds, targets and leads, made two at a time where they are not kept.

    The trees are grown without Python's lock, so two threads use two cores; each forecast has its
    own seed, so the order in which they end changes nothing.
    """
    with ThreadPoolExecutor(AT_ONCE) as workers:
        return list(workers.map(lambda one: issued(*one, model=model, seed=seed), asked))


def key_of(world: World, asked: tuple[object, ...], *others: Floats) -> str:
    """Hash of the code, the figures and the question.

    It tells apart what an edition's hash would not, such as two views of one edition, and knows two
    editions for the same whose figures up to the origin are the same.
    """
    told = (code_version(*CODE), asked, world.units, world.first, world.deaths.shape)
    digest = hashlib.sha256(repr(told).encode())
    for values in (world.deaths, world.borders, *others):
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
