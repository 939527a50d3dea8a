"""Bases of the mission under an option: which are kept, handed over or closed, month by month.

Sizes on maps are imputed; they give the order and the shares only. Where a drawdown says nothing
of a base, the smallest close first. Where a mission that stays closes bases by a date, those
bases empty as planned exits on record did, so that the date is kept or overrun with their odds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from peaceops.case import CaseOption, SiteChange
from peaceops.domain.arrays import Floats, Ints
from peaceops.mission import exit_draws
from peaceops.options.changes import month_ahead, site_changes
from peaceops.options.simulate import OptionDraws
from peaceops.options.status_quo import StatusQuo

Fate = Literal["kept", "handed over", "closed"]
FATES: dict[str, Fate] = {"keep": "kept", "hand-over": "handed over", "close": "closed"}


@dataclass(frozen=True)
class BaseOutcome:
    """What becomes of a base.

    Attributes:
        location: Its name on the maps.
        personnel: Imputed persons there now, scaled to the strength in use.
        fate: ``kept``, ``handed over`` or ``closed``, as the option says or a drawdown implies.
        by: The date that the option names.
        p_held: Probability that it is still occupied at the end of each month ahead.
        p_by: Probability that it is left by the date, where the date lies within the horizon.
    """

    location: str
    personnel: float
    fate: Fate
    by: date | None
    p_held: tuple[float, ...]
    p_by: float | None


def occupied_bases(
    base: StatusQuo, option: CaseOption | None, draws: OptionDraws
) -> tuple[Floats, list[str]] | None:
    """Whether each base is occupied.

    Returns:
        Shape (months, draws, bases), and the names of the bases, largest first; ``None`` without
        sizes on record or without a strength.
    """
    if not base.base_sizes or draws.strength is None or not base.now:
        return None
    names, sizes = list(base.base_sizes), np.array(list(base.base_sizes.values()))
    changes = site_changes(option) if option else {}
    if draws.pace is not None:
        order = _last_to_leave(names, changes)
        in_order = _left_last(sizes[order], np.clip(draws.strength / base.now, 0, 1))
        occupied = np.empty_like(in_order)
        occupied[..., order] = in_order
        return occupied, names
    occupied = np.ones((len(base.months), base.draws, len(names)))
    leaving = [
        at for at, name in enumerate(names) if name in changes and changes[name].action != "keep"
    ]
    if leaving:
        leaving.sort(key=lambda at: changes[names[at]].by or base.as_of, reverse=True)
        last = max(month_ahead(changes[names[at]].by or base.as_of, base.as_of) for at in leaving)
        share = exit_draws(
            base.exits,
            "planned",
            start=1.0,
            months_to_due=float(last),
            horizon=len(base.months),
            draws=base.draws,
            seed=base.seed,
        )
        occupied[..., leaving] = _left_last(sizes[leaving], share)
    return occupied, names


def _last_to_leave(names: list[str], changes: dict[str, SiteChange]) -> Ints:
    """Bases in the order in which they are left last: kept ones, undated by size, late dates."""

    def rank(at: int) -> tuple[int, int, int]:
        change = changes.get(names[at])
        if change is None:
            return (1, 0, at)
        if change.action == "keep" or change.by is None:
            return (0, 0, at)
        return (2, -change.by.toordinal(), at)

    return np.array(sorted(range(len(names)), key=rank), dtype=np.int64)


def _left_last(sizes: Floats, share: Floats) -> Floats:
    """Which bases a share of the strength can hold if the first of them are left last.

    A base is held as long as at least half of its people are left.
    """
    needs = (np.cumsum(sizes) - 0.5 * sizes) / sizes.sum()
    return np.asarray((share[..., None] >= needs), dtype=np.float64)


def covered_share(base: StatusQuo, option: CaseOption | None, draws: OptionDraws) -> Floats | None:
    """Share of the hosts' recent deaths within reach of a base occupied at the end, by draw.

    Where people died in the last two years, not where they will; ``None`` without events or bases.
    """
    outcome = occupied_bases(base, option, draws)
    if outcome is None or base.coverage is None:
        return None
    occupied, names = outcome
    return base.coverage.share(occupied[-1] > 0, names)


def base_outcomes(
    base: StatusQuo, option: CaseOption | None, draws: OptionDraws
) -> tuple[BaseOutcome, ...]:
    """What becomes of every base under an option, largest first; none without sizes on record."""
    outcome = occupied_bases(base, option, draws)
    if outcome is None:
        return ()
    occupied, names = outcome
    changes, chance = site_changes(option) if option else {}, occupied.mean(axis=1)
    listed = []
    for at, name in enumerate(names):
        change = changes.get(name)
        by = change.by if change is not None else None
        month = None if by is None else month_ahead(by, base.as_of)
        inside = month is not None and month <= len(base.months)
        fate: Fate = (
            FATES[change.action] if change is not None else "closed" if draws.pace else "kept"
        )
        listed.append(
            BaseOutcome(
                location=name,
                personnel=base.base_sizes[name],
                fate=fate,
                by=by,
                p_held=tuple(float(p) for p in chance[:, at]),
                p_by=float(1 - chance[month - 1, at])
                if inside and month and fate != "kept"
                else None,
            )
        )
    return tuple(listed)
