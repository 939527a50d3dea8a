"""From publishers' records to the tables of an edition, one module a subject."""

from __future__ import annotations

from importlib import import_module

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles
from peaceops.sources import Publication

PUBLICATION_OF_CURATED = Publication(
    id="peaceops-curated",
    title="Corrections and completions by hand, each with its reason",
    publisher="peaceops",
    licence="Apache-2.0",
    citation="peaceops, curated tables, from the resolutions named in them",
    url="https://digitallibrary.un.org",
)

# In this order; each stands alone but the mandates, which join decisions to missions.
_SUBJECTS = (
    "council",
    "missions",
    "strength",
    "deployments",
    "mandate_tasks",
    "texts",
    "dyads",
    "states",
    "deaths",
    "money",
    "violence",
    "violence_challenge",
    "pace",
    "places",
    "alignment",
)


def assemble_all(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Every table that the readings have the records for."""
    frames: dict[str, pl.DataFrame] = {}
    for name in _SUBJECTS:
        subject = import_module(f"peaceops.edition.assemble.{name}")
        frames.update(subject.assemble(readings))
    if {"decisions", "missions"} <= set(frames):
        mandates = import_module("peaceops.edition.assemble.mandates")
        frames["mandates"] = mandates.mandates_of(
            frames["decisions"], frames["missions"], report=readings.repair
        )
    if "missions" in frames:
        names = import_module("peaceops.edition.assemble.mission_names")
        frames["mission_names"] = names.mission_names_of(frames["missions"], frames.get("mandates"))
    if {"decisions", "votes"} <= set(frames):
        consent = import_module("peaceops.edition.assemble.consent")
        frames.update(consent.consent_tables(frames["decisions"], frames["votes"]))
    return frames


__all__ = ["PUBLICATION_OF_CURATED", "assemble_all"]
