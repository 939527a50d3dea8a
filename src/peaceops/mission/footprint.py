"""Where a mission stands, who stands there, and what hangs on one or two contributors.

Sizes come from deployment maps by standard unit sizes and overstate strength (MINUSMA in December
2016: 16,410 against 10,763 troops reported). They are scaled to the strength in use, so that only
their proportions are the maps'; every size is imputed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import message
from peaceops.edition import TABLES, View, per_view
from peaceops.mission._footprint_figures import figures_of
from peaceops.mission.strength import Baseline

CAPABILITIES = (
    "medical",
    "aviation",
    "engineers",
    "signals",
    "transport",
    "riverine",
    "maintenance",
)
HEADQUARTERS = {
    0: None,
    1: "other headquarters",
    2: "sector headquarters",
    3: "mission headquarters",
}
FEW = 2  # contributors; a place with no more hangs on them
OLD_YEARS = 2

SITES: dict[str, pl.DataType | type[pl.DataType]] = {
    "location": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "country": pl.String,
    "year": pl.Int64,
    "personnel": pl.Float64,
    "imputed": pl.Boolean,
    "map_size": pl.Float64,
    "headquarters": pl.String,
    "capabilities": pl.List(pl.String),
    "contributors": pl.List(pl.String),
    "hangs_on_few": pl.Boolean,
    "leaving": pl.List(pl.String),
    "leaving_share": pl.Float64,
}
BY_CAPABILITY: dict[str, pl.DataType | type[pl.DataType]] = {
    "capability": pl.String,
    "sites": pl.Int64,
    "locations": pl.List(pl.String),
    "sites_with_leaving": pl.Int64,
    "hangs_on_few": pl.Boolean,
}
BY_SITE = {
    "location": pl.String,
    "country": pl.String,
    "troops": pl.Float64,
    "share": pl.Float64,
    "personnel": pl.Float64,
}


@dataclass(frozen=True)
class Footprint:
    """The mission's places in the latest year known.

    Attributes:
        year: That year, or ``None``.
        scale: Factor from map sizes to the strength in use; ``None`` when there is no such figure
            (then ``personnel`` is the map's size and overstates).
        sites: One row a place: ``location, latitude, longitude, country, year, personnel, imputed,
            map_size, headquarters, capabilities, contributors`` (largest first), ``hangs_on_few``
            (one or two contributors), ``leaving`` (of them, those that announced to leave),
            ``leaving_share`` (of the troops that are told apart by contributor).
        contributors: One row a place and contributor: ``location, country, troops`` (from the
            maps), ``share`` (of those at the place), ``personnel`` (scaled).
        capabilities: One row a unit type that the maps show: ``capability, sites, locations,
            sites_with_leaving, hangs_on_few`` (it stands at one or two places).
    """

    year: int | None
    scale: float | None
    sites: pl.DataFrame
    contributors: pl.DataFrame
    capabilities: pl.DataFrame
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]


def footprint(
    view: View,
    mission: str,
    *,
    baseline: Baseline | None = None,
    leaving: Sequence[str] = (),
) -> Footprint:
    """Gather the places of the latest year known.

    Args:
        view: What was known.
        mission: Our name of the mission.
        baseline: Strength to scale sizes to.
        leaving: Codes of contributors that announced to leave and have not left.
    """
    places = _latest_places(view, mission)
    if places.is_empty():
        return _nothing(view, mission)
    year = int(places["year"][0])
    scale = _scale(places, baseline)
    stationed = contributors_by_site(view, mission, year)
    sites = _sites(places, stationed, scale, leaving)
    shares = stationed.join(
        sites.select("location", "personnel", "map_size"), on="location", how="left"
    )
    shares = shares.with_columns(
        personnel=pl.when(scale is not None).then(
            pl.col("share") * pl.col("personnel").sum().over("location", "country")
        )
    ).unique(["location", "country"], keep="first", maintain_order=True)
    capabilities = _capabilities(sites)
    evidence = _evidence(view, mission, year, places)
    return Footprint(
        year=year,
        scale=scale,
        sites=sites,
        contributors=shares.select(*BY_SITE),
        capabilities=capabilities,
        figures=figures_of(year, sites, capabilities, leaving, evidence),
        gaps=_gaps(view, mission, year, scale),
    )


@per_view
def _latest_places(view: View, mission: str) -> pl.DataFrame:
    if not view.has("deployments"):
        return pl.DataFrame()
    rows = view.table("deployments").filter(pl.col("mission") == mission)
    return rows.filter(pl.col("year") == pl.col("year").max())


def _scale(places: pl.DataFrame, baseline: Baseline | None) -> float | None:
    """Reported military, or all uniformed where the types are not apart, over the map's sum."""
    shown = float(places["troops"].sum())
    if baseline is None or shown <= 0:
        return None
    persons = baseline.military if baseline.military is not None else baseline.total
    return persons / shown


@per_view
def contributors_by_site(view: View, mission: str, year: int) -> pl.DataFrame:
    """Who stands where on the maps of a year: ``location, country, troops, share``."""
    columns = {"location": pl.String, "country": pl.String, "troops": pl.Float64}
    if not view.has("deployment_contributors"):
        return pl.DataFrame(schema={**columns, "share": pl.Float64})
    at_place = pl.col("troops").sum().over("location")
    return (
        _stationed(view, mission, year)
        .select(*columns)
        .with_columns(share=pl.when(at_place > 0).then(pl.col("troops") / at_place))
        .sort(["location", "troops", "country"], descending=[False, True, False], nulls_last=True)
    )


def _stationed(view: View, mission: str, year: int) -> pl.DataFrame:
    return view.table("deployment_contributors").filter(
        pl.col("mission") == mission, pl.col("year") == year
    )


def _sites(
    places: pl.DataFrame, stationed: pl.DataFrame, scale: float | None, leaving: Sequence[str]
) -> pl.DataFrame:
    shown = [pl.when(pl.col(unit).fill_null(0) > 0).then(pl.lit(unit)) for unit in CAPABILITIES]
    goes = pl.col("country").is_in(list(leaving))
    by_place = stationed.group_by("location", maintain_order=True).agg(
        pl.col("country").alias("contributors"),
        pl.col("country").filter(goes).alias("leaving"),
        pl.col("share").filter(goes).sum().alias("leaving_share"),
    )
    nobody = pl.lit([], dtype=pl.List(pl.String))
    return (
        places.with_columns(
            map_size=pl.col("troops"),
            # Maps give observers and police no size: zero troops is not nobody.
            personnel=pl.when(pl.col("troops") > 0).then(
                pl.col("troops") * (1.0 if scale is None else scale)
            ),
            imputed=pl.lit(True),
            headquarters=pl.col("headquarters").replace_strict(
                HEADQUARTERS, default=None, return_dtype=pl.String
            ),
            capabilities=pl.concat_list(shown).list.drop_nulls(),
        )
        .join(by_place, on="location", how="left")
        .with_columns(
            pl.col("contributors", "leaving").fill_null(nobody),
            pl.col("leaving_share").fill_null(0.0),
        )
        .with_columns(hangs_on_few=pl.col("contributors").list.len().is_between(1, FEW))
        .sort(
            ["personnel", "location", "latitude"], descending=[True, False, False], nulls_last=True
        )
        .select(pl.col(name).cast(kind) for name, kind in SITES.items())
    )


def _capabilities(sites: pl.DataFrame) -> pl.DataFrame:
    rows = []
    for unit in CAPABILITIES:
        there = sites.filter(pl.col("capabilities").list.contains(unit))
        if there.height:
            touched = there.filter(pl.col("leaving").list.len() > 0)
            rows.append(
                (unit, there.height, sorted(there["location"]), touched.height, there.height <= FEW)
            )
    return pl.DataFrame(rows, schema=BY_CAPABILITY, orient="row")


def _evidence(view: View, mission: str, year: int, places: pl.DataFrame) -> tuple[Evidence, ...]:
    evidence = [Evidence.of("deployments", f"mission {mission}, year {year}", places)]
    if view.has("deployment_contributors"):
        rows = _stationed(view, mission, year)
        evidence.append(
            Evidence.of("deployment_contributors", f"mission {mission}, year {year}", rows)
        )
    return tuple(evidence)


def _gaps(view: View, mission: str, year: int, scale: float | None) -> tuple[Gap, ...]:
    gaps = []
    if view.as_of.year - year > OLD_YEARS:
        gaps.append(
            Gap(
                "mission.footprint_old",
                message("Bases of {mission} after {year}", mission=mission, year=year),
                message("the latest deployment maps in the edition are of {year}", year=year),
                TABLES["deployments"].how_to_get,
            )
        )
    if scale is None:
        gaps.append(
            Gap(
                "mission.site_sizes",
                message("How many stand at each base of {mission}", mission=mission),
                "the maps show no troops, or no strength is known to scale their sizes to",
                "state the strength in the assumptions file",
            )
        )
    if not view.has("deployment_contributors"):
        gaps.append(
            Gap(
                "mission.site_contributors",
                message("Who stands at each base of {mission}", mission=mission),
                "the edition holds no contributors by base",
                TABLES["deployment_contributors"].how_to_get,
            )
        )
    return tuple(gaps)


def _nothing(view: View, mission: str) -> Footprint:
    why = (
        "the data hold no bases or team sites of it"
        if view.has("deployments")
        else "the edition holds no table of deployments"
    )
    gap = Gap(
        "mission.footprint",
        message("Where {mission} is deployed", mission=mission),
        why,
        TABLES["deployments"].how_to_get,
    )
    return Footprint(
        None,
        None,
        pl.DataFrame(schema=SITES),
        pl.DataFrame(schema=BY_SITE),
        pl.DataFrame(schema=BY_CAPABILITY),
        (),
        (gap,),
    )
