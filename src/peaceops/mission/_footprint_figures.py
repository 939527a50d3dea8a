"""What the footprint says, in figures."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import as_it_is, message, run_together

NAMED = 8  # places named in a label
_ON_MAPS = "Unit types on the maps of the year; maps do not say whose they are."


def figures_of(
    year: int,
    sites: pl.DataFrame,
    capabilities: pl.DataFrame,
    leaving: Sequence[str],
    evidence: tuple[Evidence, ...],
) -> tuple[Figure, ...]:
    """Count the places and unit types that hang on few contributors, or on leaving ones."""
    return (
        *_of_sites(year, sites, leaving, evidence),
        *_of_capabilities(capabilities, leaving, evidence),
    )


def _of_sites(
    year: int, sites: pl.DataFrame, leaving: Sequence[str], evidence: tuple[Evidence, ...]
) -> list[Figure]:
    few = sites.filter("hangs_on_few")
    figures = [
        Figure(
            key="mission.sites",
            label=message("Bases and team sites of the mission in {year}", year=year),
            value=sites.height,
            unit="places",
            method="Sites on the mission's deployment maps of the year.",
            evidence=evidence,
        ),
        Figure(
            key="mission.sites_on_few",
            label=message(
                "Bases and team sites with one or two contributors ({few})", few=_names(few)
            ),
            value=few.height,
            unit="places",
            method="Contributors named on the maps of the year; sites where none is named are left "
            "out.",
            evidence=evidence,
        ),
    ]
    if leaving:
        touched = sites.filter(pl.col("leaving").list.len() > 0)
        figures.append(
            Figure(
                key="mission.sites_losing",
                label=message(
                    "Bases and team sites with a contributor that has announced its departure "
                    "({touched})",
                    touched=_names(touched),
                ),
                value=touched.height,
                unit="places",
                method="Sites on the maps of the year where such a contributor has troops.",
                evidence=evidence,
                assumption=True,
            )
        )
    return figures


def _of_capabilities(
    capabilities: pl.DataFrame, leaving: Sequence[str], evidence: tuple[Evidence, ...]
) -> list[Figure]:
    if capabilities.is_empty():
        return []
    scarce = capabilities.filter("hangs_on_few")
    listed = run_together(
        ", ",
        (
            message(
                "{name} at {where}", name=name, where=run_together(" and ", map(as_it_is, where))
            )
            for name, where in scarce.select("capability", "locations").iter_rows()
        ),
    )
    figures = [
        Figure(
            key="mission.capabilities_on_few",
            label=message(
                "Unit types deployed at one or two sites only ({part})", part=listed or "none"
            ),
            value=scarce.height,
            unit="unit types",
            method=_ON_MAPS,
            evidence=evidence,
        )
    ]
    if leaving:
        touched = capabilities.filter(pl.col("sites_with_leaving") == pl.col("sites"))
        figures.append(
            Figure(
                key="mission.capabilities_losing",
                label=message(
                    "Unit types deployed only at sites with a contributor that has announced its "
                    "departure ({part})",
                    part=run_together(", ", touched["capability"]) or "none",
                ),
                value=touched.height,
                unit="unit types",
                method=_ON_MAPS,
                evidence=evidence,
                assumption=True,
            )
        )
    return figures


def _names(sites: pl.DataFrame) -> str:
    names = list(dict.fromkeys(sites["location"]))
    more = message(" and {names} more", names=len(names) - NAMED) if len(names) > NAMED else ""
    return run_together(", ", map(as_it_is, names[:NAMED])) + more if names else "none"
