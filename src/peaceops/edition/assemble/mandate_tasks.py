"""Tasks of the mandates in force, by mission and month."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.mission_names import reconcile
from peaceops.edition.parsed_files import ParsedFiles


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Build ``mandate_tasks`` from TAMM."""
    if not readings.has("tamm.tasks"):
        return {}
    tasks = reconcile(readings, readings.frame("tamm.tasks"), pl.col("month"))
    return {"mandate_tasks": tasks.sort("mission", "month", "task")}
