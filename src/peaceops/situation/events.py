"""Events of a country, and whether they tell all that its monthly record tells.

An edition may hold the events of some countries and years only. Before anything is said from
events, their deaths are held against the country's monthly record: the latest months are taken
in which the events account for most of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Gap
from peaceops.domain.months import YEAR, month_after
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition import TABLES, View
from peaceops.situation.months import months_of

TABLE = "violence_events"
ENOUGH = 0.8
RECENT_MONTHS = 3
LOOK_BACK = 24


@dataclass(frozen=True)
class Covered:
    """Events of one country over the two years that end with ``until``.

    Attributes:
        country: ISO 3 code.
        until: Last month, first day.
        share: Deaths in the events as a share of the monthly record over the last twelve months.
        events: Rows of ``violence_events`` that ended in those 24 months, with ``recent``: whether
            in the last 12.
    """

    country: str
    until: date
    share: float
    events: pl.DataFrame


def covered_events(view: View, hosts: Sequence[str]) -> tuple[list[Covered], list[Gap]]:
    """Events of each host where they cover its latest months, and gaps where they do not.

    A host whose monthly record has no deaths in a year is in neither list: there is nothing to
    tell.
    """
    table = view.table(TABLE) if view.has(TABLE) else pl.DataFrame(schema={"country": pl.String})
    months = months_of(view, hosts)
    covered_hosts, gaps = [], []
    for host in hosts:
        of_host = months.filter(pl.col("country") == host)
        recorded = of_host["recorded_as"][0] if of_host.height else host
        events = table.filter(pl.col("country") == recorded)
        if of_host.height >= YEAR and of_host[ALL_TYPES].tail(YEAR).sum() == 0:
            continue
        covered = (
            _covered(host, events, of_host) if events.height and of_host.height >= YEAR else None
        )
        if covered is None:
            gaps.append(_gap(view, host, events))
        else:
            covered_hosts.append(covered)
    return covered_hosts, gaps


def _covered(host: str, events: pl.DataFrame, months: pl.DataFrame) -> Covered | None:
    ended = events.with_columns(month=pl.col("end").dt.month_start())
    joined = months.select("month", record=ALL_TYPES).join(
        ended.group_by("month").agg(of_events=pl.col("best").sum()), on="month", how="left"
    )
    joined = joined.sort("month").with_columns(pl.col("of_events").fill_null(0))
    record, of_events = (
        joined[name].to_numpy().astype(np.float64) for name in ("record", "of_events")
    )
    for back in range(min(LOOK_BACK, joined.height - YEAR) + 1):
        end = joined.height - back
        year, recent = slice(end - YEAR, end), slice(end - RECENT_MONTHS, end)
        if _share(of_events[recent], record[recent]) < ENOUGH:
            continue
        share = _share(of_events[year], record[year])
        if share >= ENOUGH and record[year].sum() > 0:
            return _selected(host, joined["month"][end - 1], share, ended)
    return None


def _share(of_events: Floats, record: Floats) -> float:
    total = float(record.sum())
    return float(of_events.sum()) / total if total else 1.0


def _selected(host: str, until: date, share: float, ended: pl.DataFrame) -> Covered:
    month = pl.col("month")
    chosen = ended.filter((month <= until) & (month > month_after(until, -2 * YEAR))).with_columns(
        recent=month > month_after(until, -YEAR), country=pl.lit(host)
    )
    return Covered(host, until, share, chosen.drop("month").sort("event"))


def _gap(view: View, host: str, events: pl.DataFrame) -> Gap:
    if not view.has(TABLE):
        why = f"the edition holds no table {TABLE}"
    elif events.is_empty():
        why = "the data hold no events of it that were known on the date"
    else:
        why = (
            "the events in the data do not add up to the deaths of the monthly record in any year "
            f"that ended in the last {LOOK_BACK} months"
        )
    return Gap(
        f"situation.{host.lower()}.events",
        f"who fights whom and where in {name_in_a_sentence(host)}, event by event",
        why,
        TABLES[TABLE].how_to_get,
    )
