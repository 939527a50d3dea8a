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
from peaceops.violence.models import FORECASTER, MODELS
from peaceops.violence.models.coupling import DRAWS, coupled_draws
from peaceops.violence.models.pool import shares_in_parts

AT_ONCE = 2
ROOM = Path(__file__).parent
CODE = (
    *(
        ROOM / name
        for name in ("models", "conflictology.py", "country_months.py", "rolling_scores.py")
    ),
    ROOM.parent / "evaluate" / "scores.py",
    ROOM.parent / "domain" / "streams.py",
)
"""What forecasts and scores depend on."""
TOGETHER = 18
"""Months forecast at once, so that all who ask for fewer stand on the same draws."""
LEAST_MONTHS = 36
"""Months a model needs to learn from before the months ahead and the year that leads to them."""
LEAST_VIOLENT = 24
"""Country-months with a death, among those a model learns from, that each type needs."""


def enough_past(world: CountryMonthPanel, months: int) -> bool:
    """Tell whether the forecaster can learn from the world to look ``months`` ahead.

    It needs years enough, and in them some violence of every type in one country or another.
    """
    length = world.deaths.shape[2]
    if length <= LEAST_MONTHS + 12 + months:
        return False
    past = world.deaths[:, :, LEAST_MONTHS : length - months]
    return bool(((past > 0).sum(axis=(1, 2)) >= LEAST_VIOLENT).all())


def draws_by_type(
    world: CountryMonthPanel,
    unit: str,
    months: int,
    *,
    kinds: Sequence[str] = VIOLENCE_TYPES,
    seed: int = 0,
) -> Floats:
    """Draws of one country for the months after the last one of a world.

    Args:
        world: What the forecaster may use, and all that it is given.
        unit: A code in ``world.units``.
        months: Months ahead.
        kinds: Types of violence; a type's draws are the same whichever others are asked for.
        seed: Same world, unit and seed give the same draws.

    Returns:
        Whole numbers, shape (kinds, months, draws). Draws of the same number belong together.
    """
    draws: Floats = _drawn(world, [unit], months, kinds, seed)[0]
    return draws


def draws_of_model(
    world: CountryMonthPanel,
    target: str,
    units: Sequence[str],
    months: int,
    *,
    model: str = FORECASTER,
    seed: int = 0,
) -> Floats:
    """Draws of any model in several countries, shape (units, months, draws).

    The forecaster's are read from the cache where it holds them; others are made.
    """
    if model == FORECASTER:
        kinds = VIOLENCE_TYPES if target == ALL_TYPES else (target,)
        draws: Floats = _drawn(world, units, months, kinds, seed).sum(axis=1)
        return draws
    return MODELS[model](world, target, range(1, months + 1), seed=seed)[world.select(units)]


def _drawn(
    world: CountryMonthPanel, units: Sequence[str], months: int, kinds: Sequence[str], seed: int
) -> Floats:
    """Shape (units, kinds, months, draws)."""
    kept = shares_together([(world, kind, months) for kind in kinds], seed=seed)
    result = np.empty((len(units), len(kinds), months, DRAWS))
    for row, unit in zip(result, units, strict=True):
        place = world.units.index(unit)
        shares = {kind: parts[place] for kind, parts in zip(kinds, kept, strict=True)}
        row[:] = list(coupled_draws(shares, unit, seed=seed).values())
    return result


def shares_together(
    wanted: Sequence[tuple[CountryMonthPanel, str, int]], *, seed: int = 0
) -> list[Packed]:
    """Forecasts for several worlds, types and numbers of months, two at a time if not kept.

    The trees are grown without Python's lock, so two threads use two cores; each forecast has its
    own streams, so the order in which they end changes nothing.

    Returns:
        Of each, parts of shares in whole numbers, shape (units, months, cells).
    """
    with ThreadPoolExecutor(AT_ONCE) as workers:
        return list(workers.map(lambda asked: _shares(*asked, seed=seed), wanted))


def _shares(world: CountryMonthPanel, kind: str, months: int, *, seed: int) -> Packed:
    reach = TOGETHER if months <= TOGETHER and enough_past(world, TOGETHER) else months
    leads = tuple(range(1, reach + 1))
    key = key_of(world, ("shares", kind, leads, seed))
    return cached_array(key, lambda: shares_in_parts(world, kind, leads, seed=seed))[:, :months]


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
