"""Deaths under the status quo: the one place where the forecast of violence comes in.

An option multiplies these draws and makes none of its own, so that whatever the violence room
issues is what every option stands on. Only the draws of the forecast are read, and its origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Gap
from peaceops.domain.months import months_between
from peaceops.edition.view import View
from peaceops.options.presence import TYPES
from peaceops.violence import types_ahead
from peaceops.violence.panel import history_of

Floats = NDArray[np.float64]

SHARE_YEARS = 5  # of one-sided violence, by perpetrator
SHARE_WEIGHT = 12.0  # deaths are not independent: the split is known as from so many


def deaths_ahead(
    view: View, mission: str, horizon: int, draws: int, seed: int, notes: list[str]
) -> dict[str, Floats]:
    """Deaths under the status quo in all hosts, one-sided violence split by perpetrator.

    Returns:
        Deaths by type, shape (months after the month of the view, draws); nothing unless every
        host has a forecast, since a sum over some of them would pass for the whole.
    """
    hosts = hosts_of(view, mission)
    if not hosts:
        notes.append("No host country is on record, so no deaths are forecast.")
        return {}
    total = {kind: np.zeros((horizon, draws)) for kind in TYPES}
    for host in hosts:
        found = issued(view, host, horizon, draws, seed)
        if found is None:
            notes.append(f"No forecast of deaths in {name_of(host)}, so none is given.")
            return {}
        share = government_share(view, host, draws, seed)
        total["state_based"] += found["state_based"]
        total["non_state"] += found["non_state"]
        total["one_sided_government"] += found["one_sided"] * share
        total["one_sided_groups"] += found["one_sided"] * (1 - share)
    return total


def record(view: View, mission: str) -> Evidence:
    """The hosts' months of the last two years that were known on the date."""
    first, table = months_ahead(view.as_of, -24)[-1], "violence_country_months"
    said = f"hosts of {mission} from {first}"
    if not view.has(table):
        return Evidence.of(table, said, pl.DataFrame(schema={"source": pl.String, "row": pl.Int64}))
    rows = view.table(table).filter(
        pl.col("country").is_in(hosts_of(view, mission)), pl.col("month") >= first
    )
    return Evidence.of(table, said, rows)


def hosts_of(view: View, mission: str) -> list[str]:
    """Codes of the host countries; none where the edition does not tell."""
    if not view.has("mission_hosts"):
        return []
    hosts = view.table("mission_hosts").filter(pl.col("mission") == mission)
    return hosts["country"].unique().sort().to_list()


def issued(
    view: View, host: str, horizon: int, draws: int, seed: int
) -> Mapping[str, Floats] | None:
    """The forecast's draws by type for the months after the month of the view.

    A forecast starts after the last month known, which may be some months back, and issues as many
    draws as it does: these are taken in turn, each equally often where the numbers divide.
    """
    known = history_of(view, host)
    if isinstance(known, Gap):
        return None
    late = max(0, months_between(known.origin, view.as_of))
    made = types_ahead(view, host, months=horizon + late, seed=seed)
    if made is None:
        return None
    return {
        kind: values[late:][:, np.arange(draws) % values.shape[1]] for kind, values in made.items()
    }


def government_share(view: View, host: str, draws: int, seed: int) -> Floats:
    """Draws of the host government's share of the killing of civilians."""
    mine = government = 0.0
    if view.has("violence_country_years"):
        years = view.table("violence_country_years").filter(pl.col("country") == host)
        recent = years.sort("year").tail(SHARE_YEARS)
        government = float(recent["one_sided_host_government"].sum())
        mine = government + float(recent["one_sided_groups"].sum())
    share = government / mine if mine else 0.5
    weight = min(mine, SHARE_WEIGHT)
    rng = np.random.default_rng([seed, crc32(f"share {host}".encode())])
    return np.asarray(rng.beta(0.5 + share * weight, 0.5 + (1 - share) * weight, draws))


def months_ahead(day: date, horizon: int) -> list[date]:
    """First days of the months after the month of a day; before it if ``horizon`` is below 0."""
    at = day.year * 12 + day.month - 1
    steps = range(1, horizon + 1) if horizon > 0 else range(-1, horizon - 1, -1)
    return [date((at + one) // 12, (at + one) % 12 + 1, 1) for one in steps]
