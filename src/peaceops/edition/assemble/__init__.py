"""From publishers' records to the tables of an edition, one module a subject."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble import (
    alignment,
    council,
    deaths,
    deployments,
    mandate_tasks,
    mandates,
    missions,
    money,
    places,
    strength,
    violence,
)
from peaceops.edition.readings import Readings
from peaceops.sources import Publication

PUBLICATION_OF_CURATED = Publication(
    id="peaceops-curated",
    title="Corrections and completions by hand, each with its reason",
    publisher="peaceops",
    licence="Apache-2.0",
    citation="peaceops, curated tables, from the resolutions named in them",
    url="https://digitallibrary.un.org",
)

_INDEPENDENT = (
    council, missions, strength, deployments, mandate_tasks, deaths, money, violence, places,
    alignment,
)


def assemble_all(readings: Readings) -> dict[str, pl.DataFrame]:
    """Every table that the readings have the records for."""
    frames: dict[str, pl.DataFrame] = {}
    for subject in _INDEPENDENT:
        frames.update(subject.assemble(readings))
    if {"decisions", "missions"} <= set(frames):
        frames["mandates"] = mandates.mandates_of(frames["decisions"], frames["missions"])
    return frames


__all__ = ["PUBLICATION_OF_CURATED", "assemble_all"]
