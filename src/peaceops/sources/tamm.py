"""TAMM v2.1: tasks assigned to missions in their mandates, by mission and month, 1948 to 2015.

One row a mission and month with a column of 0 or 1 for each task. Tasks are nested; the level of
each is the codebook's (1 first-order, 2 and 3 subtasks). Two first-order tasks, cultural sites and
quick impact projects, are in the publisher's ``numtasks`` and missing from its ``totaltasks``; the
counts are not read. ``coop`` columns name partners, not tasks, and are not read either.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import FIRST_MISSION, LAST_YEAR
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

TASKS = Publication(
    id="tamm",
    title="Tasks Assigned to Missions in their Mandates (TAMM) v2.1",
    publisher="Gabriella Lloyd, University of Maryland",
    licence="free for research with citation",
    citation="Lloyd, Gabriella. New Data on UN Mission Mandates 1948-2015: Tasks Assigned to "
    "Missions in Their Mandates (TAMM). Journal of Peace Research, 2021",
    url="https://doi.org/10.1177/0022343320980822",
)

_FIRST = (
    "peaceag_cease_monitor", "peaceag_cease_assist", "humrts_monitor", "humrts_protect",
    "unpersonnel_protect", "demining_assist", "refugees_assist", "humaid_assist",
    "borders_monitor", "resources_monitor", "ch7", "election_monitor", "election_security",
    "election_assist", "govcap_assist", "cultural_pres", "qip_assist", "justice_assist",
    "securitysectorreform_assist", "reconciliation", "ddr_monitor", "ddr_assist", "mission_pr",
    "freepress",
)  # fmt: skip
_SECOND = (
    "buffer_monitor", "liaise_warpart", "goodoffices", "refugees_monitor", "children_protect",
    "women_protect", "prociv", "humpersonnel_protect", "weaponstrade_monitor",
    "policereform_assist", "justice_warcrim", "govpolicies_assist",
)  # fmt: skip
_THIRD = ("weaponsembargo_monitor", "cargoinspections", "police_monitor", "police_jointpatrols")
LEVELS = {
    **dict.fromkeys(_FIRST, 1),
    **dict.fromkeys(_SECOND, 2),
    **dict.fromkeys(_THIRD, 3),
}

SYMBOL = r"^([1-9][0-9]{0,3}(/[1-9][0-9]{0,3})?|GA [0-9]+|[AS]/[0-9]{4}/[0-9]+)$"
_KEY = ("mission", "year", "month")
_COLUMNS = (*_KEY, "unsc_resolution", *LEVELS)


def read_tasks(path: Path) -> ParsedFile:
    """Read the tasks in force into ``tamm.tasks``, one row a mission, month and task.

    Columns: mission, month (its first day), task (the codebook's name), level, resolution (the
    number, or the symbol of another document), row.

    Raises:
        SourceError: A value is not what its column holds, or a mission's month stands twice.
    """
    sheet = read_sheet(path, _COLUMNS)
    flags = {task: sheet.choice(task, {"0": "0", "1": "1"}) == "1" for task in LEVELS}
    frame = pl.DataFrame(
        {
            "mission": sheet.text("mission", nullable=False),
            "year": sheet.integer("year", minimum=FIRST_MISSION, maximum=LAST_YEAR),
            "number": sheet.integer("month", minimum=1, maximum=12),
            "resolution": _symbols(sheet),
            **flags,
            "row": sheet.frame["row"],
        }
    ).with_columns(month=pl.date("year", "number", 1))
    sheet.require_values("unsc_resolution")
    frame = sheet.distinct(frame, ("mission", "month"))
    sheet.settle()
    tasks = (
        frame.unpivot(
            on=list(LEVELS), index=["mission", "month", "resolution", "row"], variable_name="task"
        )
        .filter("value")
        .with_columns(
            level=pl.col("task").replace_strict(LEVELS, return_dtype=pl.Int64),
        )
        .select("mission", "month", "task", "level", "resolution", "row")
        .sort("mission", "month", "task")
    )
    return sheet.parsed_file({"tamm.tasks": tasks}, "v2.1")


def _symbols(sheet: Sheet) -> pl.Series:
    """Numbers of resolutions (``2100``, ``425/426``), or symbols of other documents."""
    text = sheet.text("unsc_resolution").str.replace(r"^([0-9]+)\.0*$", "${1}")
    sheet.reject_where("unsc_resolution", ~text.str.contains(SYMBOL), "names no resolution",
        "write its number, such as 2100, or the symbol of a document, such as S/1998/500",
    )  # fmt: skip
    return text


READERS: tuple[Reader, ...] = (
    Reader(TASKS, "v2.1 mission-months", frozenset(_COLUMNS), read_tasks),
)
