"""Violence within reach of the mission's bases, where events of the hosts are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.domain.arrays import Flags, Floats
from peaceops.domain.distances import kilometres
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.situation import WELL_PLACED, covered_events

REACH_KM = 50.0


@dataclass(frozen=True)
class Coverage:
    """Which events lie within 50 km of which bases.

    Attributes:
        bases: Names of the bases.
        near: Whether an event lies within reach of a base, shape (events, bases).
        deaths: Deaths of each event of the last two years that the events cover, shape (events,).
        evidence_rows: The events, with ``source`` and ``row``.
    """

    bases: tuple[str, ...]
    near: Flags
    deaths: Floats
    evidence_rows: pl.DataFrame

    def share(self, occupied: Flags, names: Sequence[str]) -> Floats:
        """Share of deaths within reach of a base that is occupied.

        Args:
            occupied: Whether each base is occupied, shape (draws, bases named).
            names: The bases named; others count as empty.

        Returns:
            Shares, shape (draws,).
        """
        order = [self.bases.index(name) for name in names]
        # Bits compare faster than rows of flags.
        bits = np.packbits(occupied, axis=1)
        _, first, back = np.unique(
            bits.view(f"V{bits.shape[1]}").ravel(), return_index=True, return_inverse=True
        )
        patterns = occupied[first].T.astype(np.int64)
        around = (self.near[:, order].astype(np.int64) @ patterns) > 0
        return np.asarray((self.deaths @ around / self.deaths.sum())[back.ravel()])


def coverage(view: View, mission: Mission, sites: pl.DataFrame) -> Coverage | None:
    """Hold the hosts' recent events against the bases; ``None`` without events or bases.

    Args:
        view: What was known.
        mission: As known on the date.
        sites: Bases, as the mission's footprint has them.
    """
    covered = covered_events(view, mission.hosts)[0] if mission.hosts and sites.height else []
    if len(covered) < len(mission.hosts) or not covered:
        return None
    events = pl.concat([host.events for host in covered]).filter(
        pl.col("where_precision") <= WELL_PLACED, pl.col("best") > 0
    )
    placed = sites.drop_nulls(["latitude", "longitude"])
    if events.is_empty() or placed.is_empty():
        return None
    points = [rows.select("latitude", "longitude").to_numpy() for rows in (events, placed)]
    near = kilometres(*points) <= REACH_KM
    names = placed["location"].to_list()
    bases = tuple(dict.fromkeys(names))
    columns = [
        near[:, [at for at, name in enumerate(names) if name == base]].any(axis=1) for base in bases
    ]
    deaths = events["best"].to_numpy().astype(np.float64)
    return Coverage(bases, np.column_stack(columns), deaths, events)
