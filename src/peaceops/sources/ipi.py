"""IPI Peacekeeping Database: uniformed personnel as the UN reported them each month.

Three files of the International Peace Institute: by mission and month (1990-11 to 2017-03, with
2016-11 missing), by contributor, mission, month, type and sex (2009-11 to 2014-02), and by
contributor and month (1990-11 to 2014-03). A date stands for its month, whatever its day.
Longitude and latitude of headquarters stand in each other's columns; they are not read. Successor
states stand for what went before them (``Russian Federation`` from 1990). ``Observers`` are the
experts on mission of today's reports.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import MISSION
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

PEACEKEEPING = Publication(
    id="ipi-peacekeeping",
    title="IPI Peacekeeping Database",
    publisher="International Peace Institute",
    licence="free for research with citation; figures of the United Nations",
    citation="Perry, Chris, and Adam C. Smith. Trends in Uniformed Contributions to UN "
    "Peacekeeping: A New Dataset, 1991-2012. International Peace Institute, 2013",
    url="https://www.ipinst.org/providing-for-peacekeeping-database",
)

_MISSION_MONTHS = (
    "Date",
    "Mission",
    "Number of Contributors",
    "Troops",
    "Police",
    "Observers",
    "Total",
)
_TYPES = ("Individual Police", "Formed Police Units", "Experts on Mission", "Troops")
_SEXES = ("Male", "Female", "Total")
_CONTRIBUTIONS = (
    "Date",
    "Contributor",
    "Contributor ISO-3",
    "Mission",
    *(f"{kind} {sex}" for kind in (*_TYPES, "Total") for sex in _SEXES),
)
_CONTRIBUTOR_MONTHS = ("file", "Date", "Troops", "Police", "Experts")
_MISSING = ("", "NA")
_FIRST_DAY = date(1990, 1, 1)


def read_mission_months(path: Path) -> ParsedFile:
    """Read strength by mission and month into ``ipi.mission_months``.

    Columns: mission, month (its first day), troops, police, experts (null where the report names
    none), total, row.

    Raises:
        SourceError: A value is not what its column holds, the types do not add up to the total,
            or a mission's month stands twice.
    """
    sheet = read_sheet(path, _MISSION_MONTHS, missing=_MISSING)
    frame = pl.DataFrame(
        {
            "mission": sheet.text("Mission", nullable=False),
            "month": _month(sheet),
            "troops": _count(sheet, "Troops"),
            "police": _count(sheet, "Police"),
            "experts": _count(sheet, "Observers"),
            "total": sheet.integer("Total", minimum=0, maximum=MISSION),
            "row": sheet.frame["row"],
        }
    )
    added = frame.select(pl.sum_horizontal("troops", "police", "experts")).to_series()
    sheet.reject_where(
        "Total",
        added != frame["total"],
        "is not the sum of Troops, Police and Observers",
        "correct one of them",
    )
    sheet.integer("Number of Contributors", minimum=0, maximum=200, nullable=True)
    sheet.require_values("Troops", "Police", "Observers")
    frame = sheet.distinct(frame, ("mission", "month"))
    return sheet.parsed_file({"ipi.mission_months": frame}, _release(frame))


def read_contributions(path: Path) -> ParsedFile:
    """Read contributions by mission and month into ``ipi.contributions``.

    Columns: mission, country, month (its first day), troops, police (individual and formed),
    experts, total, row.

    Raises:
        SourceError: A value is not what its column holds, sexes or types do not add up, or a
            contribution stands twice.
    """
    sheet = read_sheet(path, _CONTRIBUTIONS, missing=_MISSING)
    none = sheet.integer("Total Total", minimum=0, maximum=MISSION) == 0
    sheet.drop(none, "a contribution of no one")
    whole = {name: _persons(sheet, name) for name in _TYPES}
    total = _persons(sheet, "Total")
    frame = pl.DataFrame(
        {
            "mission": sheet.text("Mission", nullable=False),
            "country": sheet.country("Contributor ISO-3"),
            "month": _month(sheet),
            "troops": whole["Troops"],
            "police": whole["Individual Police"] + whole["Formed Police Units"],
            "experts": whole["Experts on Mission"],
            "total": total,
            "row": sheet.frame["row"],
        }
    )
    added = frame.select(pl.sum_horizontal("troops", "police", "experts")).to_series()
    sheet.reject_where(
        "Total Total", added != total, "is not the sum of the types", "correct one of them"
    )
    sheet.reject_where(
        "Contributor",
        sheet.country("Contributor") != frame["country"],
        "is not the country of its ISO code",
        "correct one of the two",
    )
    frame = sheet.distinct(frame, ("mission", "country", "month"))
    return sheet.parsed_file({"ipi.contributions": frame}, _release(frame))


def read_contributor_months(path: Path) -> ParsedFile:
    """Read all missions together by contributor and month into ``ipi.contributor_months``.

    Columns: country, month (its first day), troops, police, experts (null where none), row.

    Raises:
        SourceError: A value is not what its column holds, or a contributor's month stands twice.
    """
    sheet = read_sheet(path, _CONTRIBUTOR_MONTHS, missing=_MISSING)
    frame = pl.DataFrame(
        {
            "country": sheet.country("file"),
            "month": _month(sheet),
            "troops": _count(sheet, "Troops"),
            "police": _count(sheet, "Police"),
            "experts": _count(sheet, "Experts"),
            "row": sheet.frame["row"],
        }
    )
    sheet.require_values("Troops", "Police", "Experts")
    frame = sheet.distinct(frame, ("country", "month"))
    return sheet.parsed_file({"ipi.contributor_months": frame}, _release(frame))


def _month(sheet: Sheet) -> pl.Series:
    return sheet.date("Date", earliest=_FIRST_DAY).dt.month_start().alias("month")


def _count(sheet: Sheet, column: str) -> pl.Series:
    return sheet.integer(column, minimum=0, maximum=MISSION, nullable=True)


def _persons(sheet: Sheet, kind: str) -> pl.Series:
    male, female, both = (
        sheet.integer(f"{kind} {sex}", minimum=0, maximum=MISSION) for sex in _SEXES
    )
    sheet.reject_where(
        f"{kind} Total",
        male + female != both,
        "is not men and women together",
        "correct one of the three",
    )
    return both


def _release(frame: pl.DataFrame) -> str:
    return f"{str(frame['month'].min())[:7]} to {str(frame['month'].max())[:7]}"


READERS: tuple[Reader, ...] = (
    Reader(PEACEKEEPING, "mission-months", frozenset(_MISSION_MONTHS), read_mission_months),
    Reader(
        PEACEKEEPING, "contributor-mission-months", frozenset(_CONTRIBUTIONS), read_contributions
    ),
    Reader(
        PEACEKEEPING, "contributor-months", frozenset(_CONTRIBUTOR_MONTHS), read_contributor_months
    ),
)
