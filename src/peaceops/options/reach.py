"""Violence within reach of the mission's places, where events of the hosts are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.edition.view import View
from peaceops.options.violence_ahead import hosts_of
from peaceops.situation.events import covered_events
from peaceops.situation.spread import PRECISE

Floats = NDArray[np.float64]

REACH_KM = 50.0
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Reach:
    """Which events lie within 50 km of which places.

    Attributes:
        places: Names of the places.
        near: Whether an event lies within reach of a place, shape (events, places).
        deaths: Deaths of each event of the last two years that the events cover.
    """

    places: tuple[str, ...]
    near: NDArray[np.bool_]
    deaths: Floats

    def share(self, held: NDArray[np.bool_], names: Sequence[str]) -> Floats:
        """Share of deaths within reach of a place that is held.

        Args:
            held: Whether each place is held, shape (draws, places named).
            names: The places named; others count as not held.

        Returns:
            Shares, shape (draws,).
        """
        order = [self.places.index(one) for one in names]
        sets, back = np.unique(held, axis=0, return_inverse=True)
        around = (self.near[:, order].astype(np.int64) @ sets.T.astype(np.int64)) > 0
        return np.asarray((self.deaths @ around / self.deaths.sum())[back.ravel()])


def reach(view: View, mission: str, sites: pl.DataFrame) -> Reach | None:
    """Hold the hosts' recent events against the places; ``None`` without events or places.

    Args:
        view: What was known.
        mission: Our name of the mission.
        sites: Places, as the mission's footprint has them.
    """
    hosts = hosts_of(view, mission)
    covered = covered_events(view, hosts)[0] if hosts and sites.height else []
    if len(covered) < len(hosts) or not covered:
        return None
    events = pl.concat([one.events for one in covered]).filter(
        pl.col("where_precision") <= PRECISE, pl.col("best") > 0
    )
    known = sites.drop_nulls(["latitude", "longitude"])
    if events.is_empty() or known.is_empty():
        return None
    near = kilometres(events, known) <= REACH_KM
    names = known["location"].to_list()
    places = tuple(dict.fromkeys(names))
    joined = [
        near[:, [at for at, name in enumerate(names) if name == one]].any(axis=1) for one in places
    ]
    return Reach(places, np.column_stack(joined), events["best"].to_numpy().astype(np.float64))


def kilometres(events: pl.DataFrame, sites: pl.DataFrame) -> Floats:
    """Great-circle distances, shape (events, sites)."""
    (lat, lon), (to_lat, to_lon) = (
        np.radians(one.select("latitude", "longitude").to_numpy().astype(np.float64)).T
        for one in (events, sites)
    )
    across = np.sin((lat[:, None] - to_lat) / 2) ** 2
    along = np.cos(lat[:, None]) * np.cos(to_lat) * np.sin((lon[:, None] - to_lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(across + along, 0, 1))))
