"""Every table that publishers' records give, subject by subject."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from peaceops.edition.assemble import (
    alignment,
    council,
    deaths,
    deployments,
    dyads,
    issued,
    mandate_tasks,
    missions,
    money,
    places,
    states,
    strength,
    texts,
    users_rows,
    violence,
)
from peaceops.edition.assemble.consent import (
    consent_tables,
    host_wishes,
    shipped_cases,
    shipped_wishes,
)
from peaceops.edition.assemble.curated import penholders, published_effects
from peaceops.edition.assemble.mandate_corrections import shipped_corrections
from peaceops.edition.assemble.mandate_steps import shipped_steps
from peaceops.edition.assemble.mandates import mandate_tables
from peaceops.edition.assemble.mission_names import mission_names_of
from peaceops.edition.parsed_files import ParsedFiles

# In this order; each stands alone but the mandates, which join decisions to missions.
_SUBJECTS = (
    council,
    missions,
    strength,
    deployments,
    mandate_tasks,
    texts,
    dyads,
    states,
    deaths,
    money,
    violence,
    issued,
    places,
    alignment,
)


def assemble_all(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Every table that the readings have the records for."""
    frames: dict[str, pl.DataFrame] = {}
    for subject in _SUBJECTS:
        frames.update(subject.assemble(readings))
    frames.update(_mandates(readings, frames))
    acronyms = frames["missions"]["mission"].to_list() if "missions" in frames else []
    if "missions" in frames:
        frames["mission_names"] = mission_names_of(frames["missions"], frames.get("mandates"))
        frames["published_effects"] = published_effects()
        frames["penholders"] = penholders(acronyms)
    if {"decisions", "votes"} <= set(frames):
        decisions, votes = frames["decisions"], frames["votes"]
        cases = users_rows.cases_with(shipped_cases(), readings, acronyms)
        frames.update(consent_tables(cases, decisions, votes))
        frames["host_wishes"] = host_wishes(shipped_wishes(), decisions, votes)
    else:
        users_rows.report_idle(readings, "users.requests")
    return frames


def _mandates(readings: ParsedFiles, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Mandates and what they set for later days; decisions with those the user adds."""
    if not {"decisions", "missions"} <= set(frames):
        users_rows.report_idle(readings, "users.mandates", "users.ceilings")
        return {}
    decisions = users_rows.with_users_decisions(frames["decisions"], readings)
    curated, later = users_rows.corrections_with(shipped_corrections(), readings)
    steps = users_rows.steps_with(shipped_steps(), later, readings)
    tables = mandate_tables(
        decisions, frames["missions"], curated, steps, report=readings.repairs.append
    )
    return {"decisions": decisions, **tables}
