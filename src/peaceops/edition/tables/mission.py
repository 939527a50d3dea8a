"""Tables of the missions: who they are, how strong, where, and at what loss."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import LAST_YEAR, MAPS, MISSION, PLACE
from peaceops.edition.tables._table import (
    COUNTRY,
    FIRST_DAY,
    LAST_DAY,
    MONTHLY_REASON,
    Period,
    Row,
    Table,
    after_month,
    end_of_year,
    month_column,
)

_SHOWN = {"unit": "times shown on the year's maps; above zero means present"}
QUALITY = ("monthly report", "mean of partial months")


class Missions(Row):
    """A UN peace operation: peacekeeping, observer or special political mission."""

    mission = dy.String(primary_key=True)
    name = dy.String(nullable=False)
    kind = dy.Enum(("peacekeeping", "political"), nullable=False)
    start = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    headquarters = dy.String(nullable=True)
    latitude = dy.Float64(nullable=True, min=-90, max=90)
    longitude = dy.Float64(nullable=True, min=-180, max=180)


class MissionHosts(Row):
    """A country in which a mission operates."""

    mission = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)


class MissionNames(Row):
    """A name under which texts speak of a mission: acronym, full name, or another in use.

    ``first`` and ``last`` bound the days on which a name that several missions bore means this one.
    """

    mission = dy.String(primary_key=True)
    name = dy.String(primary_key=True)
    language = dy.Enum(("en", "fr"), primary_key=True)
    first = dy.Date(nullable=True, min=FIRST_DAY, max=LAST_DAY)
    last = dy.Date(nullable=True, min=FIRST_DAY, max=LAST_DAY)


MISSION_KINDS = (
    "multidimensional peacekeeping",
    "observer or ceasefire mission",
    "special political mission",
    "support office",
)


class MissionKinds(Row):
    """What kind of mission it is, and where in its hosts it operates.

    ``units`` names first-level units by host, ``SYR: Quneitra; UNDOF | LBN: ...``; it is null where
    the mission operates nation-wide, or in a part that no such unit tells.
    """

    mission = dy.String(primary_key=True)
    kind = dy.Enum(MISSION_KINDS, nullable=False)
    nation_wide = dy.Bool(nullable=False)
    units = dy.String(nullable=True)
    reason = dy.String(nullable=False)


class MissionClosures(Row):
    """The end of a mission. Apart from ``missions``, so that it is not known beforehand."""

    mission = dy.String(primary_key=True)
    end = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)


class Strength(Row):
    """Uniformed personnel of a mission at the end of a month."""

    mission = dy.String(primary_key=True)
    month = month_column()
    troops = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})
    police = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})
    experts = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "experts on mission"})
    total = dy.Int64(nullable=False, min=0, max=MISSION, metadata={"unit": "persons"})


class Contributions(Period):
    """Uniformed personnel of one contributor in one mission over a period (a month or a year)."""

    mission = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)
    start = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    end = dy.Date(primary_key=True, min=FIRST_DAY, max=LAST_DAY)
    quality = dy.Enum(QUALITY, primary_key=True)
    troops = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})
    police = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})
    experts = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})
    total = dy.Int64(nullable=False, min=0, max=MISSION, metadata={"unit": "persons"})


class ContributorStrength(Row):
    """Uniformed personnel of one contributor in all missions together at the end of a month."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    month = month_column(None)
    troops = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})
    police = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})
    experts = dy.Int64(nullable=True, min=0, max=MISSION, metadata={"unit": "persons"})


class Deployments(Row):
    """A place where a mission stood in a year, with the size imputed from its units."""

    mission = dy.String(primary_key=True)
    year = dy.Int64(primary_key=True, min=1948, max=LAST_YEAR)
    location = dy.String(primary_key=True)
    latitude = dy.Float64(primary_key=True, min=-90, max=90)
    longitude = dy.Float64(primary_key=True, min=-180, max=180)
    country = dy.String(nullable=True, regex=COUNTRY)
    troops = dy.Float64(
        nullable=True, min=0, max=PLACE, metadata={"unit": "persons, imputed; overstates"}
    )
    infantry = dy.Float64(nullable=True, min=0, max=PLACE, metadata={"unit": "persons, imputed"})
    headquarters = dy.Int64(
        nullable=True, min=0, max=3, metadata={"unit": "0 none, 1 other, 2 sector, 3 mission"}
    )
    police = dy.Bool(nullable=True)
    observers = dy.Bool(nullable=True)
    medical = dy.Int64(nullable=True, min=0, max=MAPS, metadata=_SHOWN)
    aviation = dy.Int64(nullable=True, min=0, max=MAPS, metadata=_SHOWN)
    engineers = dy.Int64(nullable=True, min=0, max=MAPS, metadata=_SHOWN)
    signals = dy.Int64(nullable=True, min=0, max=MAPS, metadata=_SHOWN)
    transport = dy.Int64(nullable=True, min=0, max=MAPS, metadata=_SHOWN)
    riverine = dy.Int64(nullable=True, min=0, max=MAPS, metadata=_SHOWN)
    maintenance = dy.Int64(nullable=True, min=0, max=MAPS, metadata=_SHOWN)


class DeploymentContributors(Row):
    """A contributor's troops at a place in a year."""

    mission = dy.String(primary_key=True)
    year = dy.Int64(primary_key=True, min=1948, max=LAST_YEAR)
    location = dy.String(primary_key=True)
    country = dy.String(primary_key=True, regex=COUNTRY)
    troops = dy.Float64(nullable=True, min=0, max=PLACE, metadata={"unit": "persons, imputed"})


class DeploymentMonths(Row):
    """A place where a mission stood in a month (Geo-PKO v2.0)."""

    mission = dy.String(primary_key=True)
    month = month_column(None)
    location = dy.String(primary_key=True)
    latitude = dy.Float64(primary_key=True, min=-90, max=90)
    longitude = dy.Float64(primary_key=True, min=-180, max=180)
    country = dy.String(nullable=True, regex=COUNTRY)
    troops = dy.Float64(
        nullable=True, min=0, max=PLACE, metadata={"unit": "persons, imputed; overstates"}
    )
    headquarters = dy.Int64(nullable=True, min=0, max=3)
    units = dy.String(nullable=True, metadata={"unit": "unit types present, space separated"})
    contributors = dy.String(nullable=True, metadata={"unit": "CODE:troops, space separated"})


class MandateTasks(Row):
    """A task of a mission's mandate in force in a month."""

    mission = dy.String(primary_key=True)
    month = month_column(None)
    task = dy.String(primary_key=True)
    level = dy.Int64(nullable=False, min=1, max=3)
    resolution = dy.String(nullable=True)


class PeacekeeperDeaths(Row):
    """A peacekeeper who died on mission."""

    casualty = dy.String(primary_key=True)
    mission = dy.String(nullable=False)
    date = dy.Date(nullable=False, min=FIRST_DAY, max=LAST_DAY)
    country = dy.String(nullable=True, regex=COUNTRY)
    personnel = dy.String(nullable=False)
    cause = dy.String(nullable=False)


_MISSION = {"missions": ("mission",)}
_HUB = "download {} from the UN Peace and Security Data Hub and run `peaceops data build`"
_CONTRIBUTIONS = _HUB.format("DPO-UCHISTORICAL (uniformed contributions)")
_GEOPKO = "download Geo-PKO from its publisher (Uppsala) and run `peaceops data build`"

TABLES = (
    Table(
        "missions",
        Missions,
        "A peace operation and its start",
        pl.col("start"),
        "A mission is public when it starts.",
        _HUB.format("DPPADPOSS-PKO"),
    ),
    Table(
        "mission_hosts",
        MissionHosts,
        "A country in which a mission operates",
        pl.col("known_on"),
        "The host is known from the mission's start.",
        _HUB.format("DPPADPOSS-PKO"),
        references=_MISSION,
    ),
    Table(
        "mission_names",
        MissionNames,
        "A name under which texts speak of a mission",
        pl.col("known_on"),
        "Public with the decision that sets the mission up, else from its first day.",
        _HUB.format("DPPADPOSS-PKO"),
        references=_MISSION,
    ),
    Table(
        "mission_kinds",
        MissionKinds,
        "The kind of a mission and its area of operations",
        pl.col("known_on"),
        "Both follow from the decision that sets the mission up, and are known from its start.",
        _HUB.format("DPPADPOSS-PKO"),
        references=_MISSION,
    ),
    Table(
        "mission_closures",
        MissionClosures,
        "The end of a mission",
        pl.col("end"),
        "An end date is hindsight until the day itself.",
        _HUB.format("DPPADPOSS-PKO"),
        references=_MISSION,
    ),
    Table(
        "strength",
        Strength,
        "Uniformed personnel by mission and month",
        after_month(),
        MONTHLY_REASON,
        _CONTRIBUTIONS,
        references=_MISSION,
    ),
    Table(
        "contributions",
        Contributions,
        "Uniformed personnel by mission, contributor and period",
        pl.col("end").dt.offset_by("20d"),
        MONTHLY_REASON,
        _CONTRIBUTIONS,
        references=_MISSION,
    ),
    Table(
        "contributor_strength",
        ContributorStrength,
        "Uniformed personnel by contributor and month",
        after_month(),
        MONTHLY_REASON,
        _CONTRIBUTIONS,
    ),
    Table(
        "deployments",
        Deployments,
        "Where a mission stood, by year",
        end_of_year(),
        "Coded from the maps of the whole year; the year's end is assumed.",
        _GEOPKO,
        references=_MISSION,
    ),
    Table(
        "deployment_contributors",
        DeploymentContributors,
        "Who stood where, by year",
        end_of_year(),
        "Coded from the maps of the whole year; the year's end is assumed.",
        _GEOPKO,
        references=_MISSION,
    ),
    Table(
        "deployment_months",
        DeploymentMonths,
        "Where a mission stood, by month",
        after_month(),
        MONTHLY_REASON,
        _GEOPKO,
        references=_MISSION,
    ),
    Table(
        "mandate_tasks",
        MandateTasks,
        "Tasks of the mandate in force, by month",
        after_month(),
        "A task is in the resolution's text; the month's end plus 20 days is safe.",
        "download TAMM from its authors and run `peaceops data build`",
        references=_MISSION,
    ),
    Table(
        "peacekeeper_deaths",
        PeacekeeperDeaths,
        "A peacekeeper who died on mission",
        pl.col("known_on"),
        "20 days after the month of the death, or of the casualty's registration where its number "
        "shows that this came later.",
        _HUB.format("DPPADPOSS-FATALITIES"),
        references=_MISSION,
    ),
)
