"""Places of the mission under an option: which are kept, handed over or closed, month by month.

Sizes on maps are imputed; they give the order and the shares only. Where a withdrawal says nothing
of a place, the smallest close first. Where a mission that stays closes places by a date, those
places empty as planned exits on record did, so that the date is kept or overrun with their odds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.case.change import SiteChange
from peaceops.case.model import CaseOption
from peaceops.mission.exits import exit_draws
from peaceops.options.changes import month_of, site_changes
from peaceops.options.ground import Ground
from peaceops.options.run import Draws

Floats = NDArray[np.float64]

Fate = Literal["kept", "handed over", "closed"]
FATES: dict[str, Fate] = {"keep": "kept", "hand-over": "handed over", "close": "closed"}


@dataclass(frozen=True)
class Place:
    """What becomes of a place.

    Attributes:
        location: Its name on the maps.
        personnel: Imputed persons there now, scaled to the strength in use.
        fate: ``kept``, ``handed over`` or ``closed``, as the option says or a withdrawal implies.
        by: The date that the option names.
        p_held: Probability that it is still held at the end of each month ahead.
        p_by: Probability that it is left by the date, where the date lies within the horizon.
    """

    location: str
    personnel: float
    fate: Fate
    by: date | None
    p_held: tuple[float, ...]
    p_by: float | None


def held_by_month(base: Ground, option: CaseOption, made: Draws) -> tuple[Floats, list[str]] | None:
    """Whether each place is held, shape (months, draws, places), and the names of the places.

    ``None`` without sizes on record or without a strength.
    """
    known = base.rooms.picture.footprint.sites.drop_nulls("personnel")
    known = known.group_by("location", maintain_order=True).agg(pl.col("personnel").sum())
    known = known.sort("personnel", "location", descending=[True, False])
    if known.is_empty() or made.strength is None or not base.now:
        return None
    names, sizes = known["location"].to_list(), known["personnel"].to_numpy().astype(float)
    said = site_changes(option)
    if made.regime is not None:
        order = _last_to_leave(names, said)
        held = _left_last(sizes[order], np.clip(made.strength / base.now, 0, 1))
        back = np.empty_like(held)
        back[..., order] = held
        return back, names
    held = np.ones((len(base.months), base.draws, len(names)))
    leaving = [at for at, one in enumerate(names) if one in said and said[one].action != "keep"]
    if leaving:
        leaving.sort(key=lambda at: said[names[at]].by or base.as_of, reverse=True)
        last = max(month_of(said[names[at]].by or base.as_of, base.as_of) for at in leaving)
        share = exit_draws(
            base.exits, "planned", start=1.0, months_to_due=float(last),
            horizon=len(base.months), draws=base.draws, seed=base.seed,
        )  # fmt: skip
        held[..., leaving] = _left_last(sizes[leaving], share)
    return held, names


def _last_to_leave(names: list[str], said: dict[str, SiteChange]) -> NDArray[np.int64]:
    """Places in the order in which they are left last: kept ones, undated by size, late dates."""

    def rank(at: int) -> tuple[int, int, int]:
        one = said.get(names[at])
        if one is None:
            return (1, 0, at)
        if one.action == "keep" or one.by is None:
            return (0, 0, at)
        return (2, -one.by.toordinal(), at)

    return np.array(sorted(range(len(names)), key=rank), dtype=np.int64)


def _left_last(sizes: Floats, share: Floats) -> Floats:
    """Which places a share of the strength can hold if the first of them are left last.

    A place is held as long as at least half of its people are left.
    """
    needs = (np.cumsum(sizes) - 0.5 * sizes) / sizes.sum()
    return np.asarray((share[..., None] >= needs), dtype=np.float64)


def within_reach(base: Ground, option: CaseOption, made: Draws) -> Floats | None:
    """Share of the hosts' recent deaths within reach of a place still held at the end, by draw.

    Where people died in the last two years, not where they will; ``None`` without events or places.
    """
    found = held_by_month(base, option, made)
    if found is None or base.reach is None:
        return None
    held, names = found
    return base.reach.share(held[-1] > 0, names)


def places(base: Ground, option: CaseOption, made: Draws) -> tuple[Place, ...]:
    """What becomes of every place under an option, largest first; none without sizes on record."""
    found = held_by_month(base, option, made)
    if found is None:
        return ()
    held, names = found
    said, chance = site_changes(option), held.mean(axis=1)
    sizes = base.rooms.picture.footprint.sites.group_by("location").agg(pl.col("personnel").sum())
    people = dict(sizes.iter_rows())
    listed = []
    for at, name in enumerate(names):
        one = said.get(name)
        by = one.by if one is not None else None
        month = None if by is None else month_of(by, base.as_of)
        inside = month is not None and month <= len(base.months)
        fate: Fate = FATES[one.action] if one is not None else "closed" if made.regime else "kept"
        listed.append(
            Place(
                name, float(people[name]), fate, by, tuple(float(p) for p in chance[:, at]),
                float(1 - chance[month - 1, at]) if inside and month and fate != "kept" else None,
            )
        )  # fmt: skip
    return tuple(listed)
