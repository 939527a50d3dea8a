"""From publishers' records to the tables of an edition, one module a subject."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import polars as pl

from peaceops.edition.assemble._mission_names import other_bodies
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
    "issued_scores",
    "places",
    "alignment",
)


def assemble_all(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Every table that the readings have the records for."""
    frames: dict[str, pl.DataFrame] = {}
    for name in _SUBJECTS:
        subject = import_module(f"peaceops.edition.assemble.{name}")
        frames.update(subject.assemble(readings))
    frames.update(_mandates(readings, frames))
    if "missions" in frames:
        names = import_module("peaceops.edition.assemble.mission_names")
        frames["mission_names"] = names.mission_names_of(frames["missions"], frames.get("mandates"))
        literature = import_module("peaceops.edition.assemble.literature")
        frames["published_effects"] = literature.published_effects()
        holders = import_module("peaceops.edition.assemble.penholders")
        frames["penholders"] = holders.penholders(frames["missions"]["mission"].to_list())
    users = import_module("peaceops.edition.assemble.users_rows")
    if {"decisions", "votes"} <= set(frames):
        consent = import_module("peaceops.edition.assemble.consent")
        missions = frames["missions"]["mission"].to_list() if "missions" in frames else []
        cases = users.cases_with(consent.shipped_cases(), readings, missions)
        frames.update(consent.consent_tables(frames["decisions"], frames["votes"], cases))
        frames["host_wishes"] = consent.host_wishes(frames["decisions"], frames["votes"])
    else:
        users.report_idle(readings, "users.requests")
    return frames


def _mandates(readings: ParsedFiles, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Mandates and what they set for later days; decisions with those the user adds."""
    users = import_module("peaceops.edition.assemble.users_rows")
    if not {"decisions", "missions"} <= set(frames):
        users.report_idle(readings, "users.mandates", "users.ceilings")
        return {}
    corrections = import_module("peaceops.edition.assemble.mandate_corrections")
    steps = import_module("peaceops.edition.assemble.mandate_steps")
    mandates = import_module("peaceops.edition.assemble.mandates")
    decisions = users.with_users_decisions(frames["decisions"], readings)
    curated, later = users.corrections_with(corrections.shipped_corrections(), readings)
    tables: dict[str, pl.DataFrame] = mandates.mandate_tables(
        decisions,
        frames["missions"],
        curated,
        users.steps_with(steps.shipped_steps(), later, readings.repair),
        report=readings.repair,
    )
    return {"decisions": decisions, **tables}


__all__ = ["PUBLICATION_OF_CURATED", "assemble_all", "other_bodies"]
