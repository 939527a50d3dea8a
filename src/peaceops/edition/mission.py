"""A mission made from a view: who it is, where, under which mandate, and what its host has said."""

from __future__ import annotations

from typing import Any

import polars as pl

from peaceops.domain.figures import Evidence, Gap
from peaceops.domain.messages import message
from peaceops.domain.mission import Area, HostPosition, Mission, MissionKind
from peaceops.edition.mandate import decisions_on, mandate_of
from peaceops.edition.rows import KnownRows, rows_on
from peaceops.edition.tables import TABLES

POSITIONS = {"request": "asks-to-leave", "restriction": "restricts"}
ANSWERS = ("renew", "terminate")
"""Decisions that settle what a host asked; a rollover only bridges talks."""


def mission_of(view: KnownRows, acronym: str) -> Mission:
    """What is known of a mission on the view's date.

    Args:
        view: What is known.
        acronym: Our name of the mission, as in the table of missions.

    Raises:
        MissingTableError: The edition holds no table of missions.
        UnknownMissionError: The mission was not known on that date.
    """
    mandate = mandate_of(view, acronym)
    rows = view.table("missions").filter(pl.col("mission") == acronym)
    line = rows.row(0, named=True) if rows.height else {}
    kind, area, gaps = _kind_and_area(view, acronym, line.get("kind"))
    closures = rows_on(view, "mission_closures", acronym)
    hosts = rows_on(view, "mission_hosts", acronym)
    return Mission(
        acronym=acronym,
        name=line.get("name") or acronym,
        as_of=view.as_of,
        kind=kind,
        start=line.get("start") or view.as_of,
        end=closures["end"][0] if closures.height else None,
        hosts=tuple(hosts["country"].unique().sort()) if hosts.height else (),
        area=area,
        mandate=mandate,
        host_position=host_position_of(view, acronym),
        gaps=gaps,
    )


def _kind_and_area(
    view: KnownRows, acronym: str, listed_as: str | None
) -> tuple[MissionKind, Area, tuple[Gap, ...]]:
    rows = rows_on(view, "mission_kinds", acronym)
    if rows.height:
        line = rows.row(0, named=True)
        area = Area(line["nation_wide"], _units(line["units"]))
        return MissionKind(line["kind"]), area, ()
    political = listed_as == "political"
    kind = MissionKind.POLITICAL if political else MissionKind.MULTIDIMENSIONAL
    gap = Gap(
        "mission.kind",
        message(
            "whether {acronym} is a {kind} and operates nation-wide, as is taken here",
            acronym=acronym,
            kind=kind,
        ),
        "the list of missions tells peacekeeping from political missions and no more",
        TABLES["mission_kinds"].how_to_get,
    )
    return kind, Area(nation_wide=True), (gap,)


def _units(text: str | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read ``SYR: Quneitra; UNDOF | LBN: South Lebanon``."""
    parts = (part.partition(":") for part in (text or "").split("|") if part.strip())
    return tuple(
        (host.strip(), tuple(unit.strip() for unit in units.split(";"))) for host, _, units in parts
    )


def host_position_of(view: KnownRows, acronym: str) -> HostPosition | None:
    """The latest act of a recognised host that no later decision on the mandate has settled.

    Args:
        view: What is known.
        acronym: Our name of the mission, as in the table of missions.
    """
    requests = rows_on(view, "consent_requests", acronym)
    if requests.is_empty():
        return None
    recognised = requests.filter("recognised").sort("asked")
    if recognised.is_empty():
        return None
    line: dict[str, Any] = recognised.row(-1, named=True)
    decided = decisions_on(view, acronym)
    if decided.height:
        settled = decided.filter(
            "adopted", pl.col("kind").is_in(ANSWERS), pl.col("date") > line["known_on"]
        )
        if settled.height:
            return None
    outcomes = rows_on(view, "consent_outcomes", acronym)
    if outcomes.height and outcomes.filter(pl.col("asked") == line["asked"]).height:
        return None
    evidence = Evidence.of(
        "consent_requests", f"mission {acronym}, {line['act']} of {line['asked']}", recognised[-1:]
    )
    return HostPosition(
        position=POSITIONS[line["act"]],
        host=line["host"],
        on=line["asked"],
        precision=line["precision"],
        recognised=True,
        evidence=evidence,
    )
