"""Forecasts of every country from an origin, made once and kept on disk; draws are read off them.

What is kept are the shares of cells by type, for all countries; a country's draws are taken from
them when asked for. So a brief that asks about two countries does not draw two hundred.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from peaceops.domain.array_cache import Packed, cached_array, code_version
from peaceops.domain.arrays import Floats
from peaceops.domain.violence_types import ALL_TYPES, VIOLENCE_TYPES
from peaceops.violence.country_months import CountryMonthPanel
from peaceops.violence.learned import TOGETHER, Learned
from peaceops.violence.models import FORECASTER, MODELS
from peaceops.violence.models.coupling import DRAWS, coupled_draws
from peaceops.violence.models.pool import shares_in_parts

AT_ONCE = 2
ROOM = Path(__file__).parent
CODE = (
    *(
        ROOM / name
        for name in (
            "models",
            "conflictology.py",
            "country_months.py",
            "rolling_scores.py",
            "learned.py",
        )
    ),
    ROOM.parent / "evaluate" / "scores.py",
    ROOM.parent / "domain" / "streams.py",
)
"""What forecasts and scores depend on."""


def draws_by_type(
    world: CountryMonthPanel,
    unit: str,
    months: int,
    *,
    kinds: Sequence[str] = VIOLENCE_TYPES,
    seed: int = 0,
    learned: Learned | None = None,
) -> Floats:
    """Draws of one country for the months after the last one of a world.

    Args:
        world: What the forecaster may use, and all that it is given.
        unit: A code in ``world.units``.
        months: Months ahead.
        kinds: Types of violence; a type's draws are the same whichever others are asked for.
        seed: Same world, unit and seed give the same draws.
        learned: What the forecaster has learned; by default it learns from the world.

    Returns:
        Whole numbers, shape (kinds, months, draws). Draws of the same number belong together.
    """
    draws: Floats = _drawn(world, [unit], months, kinds, seed, learned)[0]
    return draws


def draws_of_model(
    world: CountryMonthPanel,
    target: str,
    units: Sequence[str],
    months: int,
    *,
    model: str = FORECASTER,
    seed: int = 0,
    learned: Learned | None = None,
) -> Floats:
    """Draws of any model in several countries, shape (units, months, draws).

    The forecaster's are read from the cache where it holds them; others are made.
    """
    if model == FORECASTER:
        kinds = VIOLENCE_TYPES if target == ALL_TYPES else (target,)
        draws: Floats = _drawn(world, units, months, kinds, seed, learned).sum(axis=1)
        return draws
    return MODELS[model](world, target, range(1, months + 1), seed=seed)[world.select(units)]


def _drawn(
    world: CountryMonthPanel,
    units: Sequence[str],
    months: int,
    kinds: Sequence[str],
    seed: int,
    learned: Learned | None,
) -> Floats:
    """Shape (units, kinds, months, draws)."""
    parts_of_kinds = shares_together(world, kinds, months, learned=learned)
    result = np.empty((len(units), len(kinds), months, DRAWS))
    for row, unit in zip(result, units, strict=True):
        place = world.units.index(unit)
        shares = {kind: parts[place] for kind, parts in zip(kinds, parts_of_kinds, strict=True)}
        row[:] = list(coupled_draws(shares, unit, seed=seed).values())
    return result


def shares_together(
    world: CountryMonthPanel,
    kinds: Sequence[str],
    months: int,
    *,
    learned: Learned | None = None,
) -> list[Packed]:
    """Forecasts of several types, two at a time if not kept.

    The trees are grown without Python's lock, so two threads use two cores; each forecast has its
    own streams, so the order in which they end changes nothing.

    Returns:
        Of each, parts of shares in whole numbers, shape (units, months, cells).
    """
    fits = learned or Learned(world)
    with ThreadPoolExecutor(AT_ONCE) as workers:
        return list(workers.map(lambda kind: _shares(world, kind, months, fits), kinds))


def _shares(world: CountryMonthPanel, kind: str, months: int, learned: Learned) -> Packed:
    leads = tuple(range(1, max(months, TOGETHER) + 1))
    return cached_array(
        key_of(world, ("shares", kind, leads, learned.key)),
        lambda: shares_in_parts(world, kind, leads, fitted=learned.pool(kind, months)),
    )[:, :months]


def key_of(world: CountryMonthPanel, question: tuple[object, ...], *others: Floats) -> str:
    """Hash of the code, the figures and the question.

    It tells apart what an edition's hash would not, such as two views of one edition, and knows two
    editions for the same whose figures up to the origin are the same.
    """
    words = (code_version(*CODE), question, world.units, world.first, world.deaths.shape)
    digest = hashlib.sha256(repr(words).encode())
    for values in (world.deaths, world.borders, *others):
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
