"""What is happening in and around the countries of a mission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.days import long_day
from peaceops.domain.figures import Figure, Gap, figures_in, unique_figures
from peaceops.domain.messages import message
from peaceops.edition import TABLES, View
from peaceops.situation.alignment import HostAlignment, alignment
from peaceops.situation.events import Covered, covered_events
from peaceops.situation.neighbours import Neighbourhood, neighbours
from peaceops.situation.peacekeepers import Losses, peacekeeper_losses
from peaceops.situation.sides import Sides, sides
from peaceops.situation.spread import Spread, spread
from peaceops.situation.trends import Trends, trends

HOSTS_TABLE = "mission_hosts"
_PLACES = {
    "country": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "type": pl.String,
    "events": pl.Int64,
    "deaths": pl.Int64,
}


@dataclass(frozen=True)
class Situation:
    """The situation of a mission, as known on a date.

    Attributes:
        mission: Its acronym.
        as_of: Date of the view.
        hosts: Countries in which it operates, ISO 3.
        trends: Deaths in the hosts by type and month.
        sides: Perpetrators and sides.
        spread: Violence near and across borders.
        neighbours: Deaths in the neighbours.
        peacekeepers: Deaths of the mission's personnel by cause.
        alignment: Distance of the hosts to the permanent members in the Assembly.
        places: Deaths by place and type over the last twelve months that the events cover:
            country, latitude, longitude, type, events, deaths.
        gaps: What could not be said.
    """

    mission: str
    as_of: date
    hosts: tuple[str, ...]
    trends: Trends
    sides: Sides
    spread: Spread
    neighbours: Neighbourhood
    peacekeepers: Losses
    alignment: HostAlignment
    places: pl.DataFrame
    gaps: tuple[Gap, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of its parts, each once; keys begin with ``situation.``."""
        return tuple(unique_figures(figures_in(self)))

    @property
    def until(self) -> date | None:
        """The last month on record in the hosts; ``None`` where there is none."""
        months = self.trends.months
        last: date | None = months["month"].max() if months.height else None  # type: ignore[assignment]
        return last


def describe(view: View, mission: str) -> Situation:
    """Describe the situation of ``mission``, by its acronym as in the table of missions.

    Parts that the edition cannot support are empty and named among the gaps.

    Raises:
        UnknownMissionError: The mission was not known on the date.
    """
    hosts = view.mission(mission).hosts
    covered, no_events = covered_events(view, hosts)
    parts = (
        trends(view, hosts),
        sides(view, hosts, covered),
        spread(view, covered),
        neighbours(view, hosts),
        peacekeeper_losses(view, mission),
        alignment(view, hosts),
    )
    gaps = [gap for part in parts for gap in part.gaps]
    return Situation(
        mission,
        view.as_of,
        hosts,
        *parts,
        places=_places(covered),
        gaps=(*_no_hosts(view, mission, hosts), *no_events, *gaps),
    )


def _no_hosts(view: View, mission: str, hosts: tuple[str, ...]) -> tuple[Gap, ...]:
    if hosts:
        return ()
    why = (
        message(
            "no host country of {mission} is on record on {as_of}",
            mission=mission,
            as_of=long_day(view.as_of),
        )
        if view.has(HOSTS_TABLE)
        else message("the edition holds no table {hosts_table}", hosts_table=HOSTS_TABLE)
    )
    what = message("violence in and around the countries of {mission}", mission=mission)
    return (Gap("situation.hosts", what, why, TABLES[HOSTS_TABLE].how_to_get),)


def _places(covered: list[Covered]) -> pl.DataFrame:
    parts = [
        events.events.filter("recent")
        .group_by("country", "latitude", "longitude", pl.col("type").cast(pl.String))
        .agg(events=pl.len().cast(pl.Int64), deaths=pl.col("best").sum())
        .sort("country", "latitude", "longitude", "type")
        .select(*_PLACES)
        for events in covered
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_PLACES)
