"""Planning assumptions: what an option's outcome rests on besides data, drawn once for all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from peaceops.case import Assumption, CaseOption, paid_by_staff, standard_assumptions
from peaceops.domain.arrays import Floats
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission
from peaceops.domain.streams import stream

COST, YEARLY = "cost-per-head", "cost-a-year"


def in_use(
    mission: Mission,
    options: Collection[CaseOption],
    of_case: Sequence[Assumption] = (),
    strength: float | None = None,
    host: str | None = None,
) -> dict[str, Assumption]:
    """The assumptions that a comparison reads, those of the case before the standard ones.

    Args:
        mission: As known on the date.
        options: The options on the table.
        of_case: Those of the case. A yearly cost of a mission that is paid by the head is divided
            by its strength.
        strength: That strength, persons.
        host: What the host wants, by the case or else by the record.
    """
    stated = {item.id: item for item in of_case if item.value is not None}
    if YEARLY in stated and COST not in stated and strength and not paid_by_staff(mission):
        stated[COST] = _a_head(stated[YEARLY], strength)
    standard = standard_assumptions(mission, options, host)
    return {item.id: stated.get(item.id, item) for item in standard}


def unread(in_use: Collection[str], of_case: Sequence[Assumption]) -> tuple[Assumption, ...]:
    """Assumptions of a case that no figure rests on.

    Args:
        in_use: Identifiers of those that a comparison reads.
        of_case: Those of the case.
    """
    read = {*in_use, *((YEARLY,) if COST in in_use else ())}
    return tuple(item for item in of_case if item.id not in read)


def _a_head(yearly: Assumption, strength: float) -> Assumption:
    value, low, high = (
        None if dollars is None else round(dollars / strength)
        for dollars in (yearly.value, yearly.low, yearly.high)
    )
    # A mission of a few persons costs more a head than an analyst may assume of missions at large.
    return Assumption.model_construct(
        id=COST,
        text=message(
            "Cost of the mission a year, for each uniformed person (all assessed costs "
            "over {strength:,.0f} persons)",
            strength=strength,
        ),
        value=value,
        low=low,
        high=high,
        unit="US dollars",
        reason=yearly.reason,
    )


def draw_assumptions(
    assumptions: Mapping[str, Assumption], draws: int, seed: int
) -> dict[str, Floats]:
    """Triangular draws of every assumption; each has a stream of its own.

    Returns:
        Identifier to draws, shape (draws,), in the assumption's unit.
    """
    return {name: _draw(item, draws, seed) for name, item in assumptions.items()}


def _draw(item: Assumption, draws: int, seed: int) -> Floats:
    middle = float(item.value or 0.0)
    low = middle if item.low is None else float(item.low)
    high = middle if item.high is None else float(item.high)
    return triangular(item.id, (low, middle, high), draws, seed)


def triangular(name: str, bounds: tuple[float, float, float], draws: int, seed: int) -> Floats:
    """Draws between low and high with the most likely value between.

    Args:
        name: What is drawn; each name has a stream of its own.
        bounds: Low, most likely and high value.
        draws: How many.
        seed: The user's seed.

    >>> values = triangular("replaced", (0.0, 0.3, 0.8), 1000, 0)
    >>> bool((values >= 0).all() and (values <= 0.8).all())
    True
    """
    low, middle, high = bounds
    if high <= low:
        return np.full(draws, middle)
    return np.asarray(stream(seed, "options", name).triangular(low, middle, high, draws))
