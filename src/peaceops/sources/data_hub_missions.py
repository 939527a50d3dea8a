"""UN Peace and Security Data Hub: the list of missions and the peacekeepers who died.

``DPPADPOSS-PKO`` has one row a mission: acronym, name, dates, headquarters. Its numbers have
decimal commas and some answers stand in capitals (``NO``); both are repaired. Whether a mission
"is active" is hindsight of the day of the export and is not read. Three missions have no start:
they are read without one, and the assembler completes or drops them.

``DPPADPOSS-FATALITIES`` has one row a person who died. Repaired: six casualties that stand twice,
once as Montenegro and once as Serbia and Montenegro; a year that is a slip for that of the
casualty number; a nationality that is not determined. The number of a casualty holds the month in
which it was registered, which since 2018 can be long after the death; it is kept as ``registered``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._places import position
from peaceops.sources._sheet import LATEST, Sheet, read_sheet

MISSIONS = Publication(
    id="un-dppadposs-pko",
    title="Peacekeeping operations (DPPADPOSS-PKO)",
    publisher="United Nations, Department of Peace Operations and Department of Political and "
    "Peacebuilding Affairs",
    licence="UN Peace and Security Data Hub, terms of use of the United Nations",
    citation="United Nations Peace and Security Data Hub, DPPADPOSS-PKO",
    url="https://psdata.un.org/dataset/DPPADPOSS-PKO",
)
FATALITIES = replace(
    MISSIONS,
    id="un-dppadposs-fatalities",
    title="Fatalities in peace operations (DPPADPOSS-FATALITIES)",
    citation="United Nations Peace and Security Data Hub, DPPADPOSS-FATALITIES",
    url="https://psdata.un.org/dataset/DPPADPOSS-FATALITIES",
)

_MISSION_COLUMNS = (
    "mission_acronym",
    "mission_name",
    "lead_department",
    "mission_isactive",
    "start_date",
    "end_date",
    "mission_location",
    "mission_longitude",
    "mission_latitude",
    "last_update",
)
_DEATH_COLUMNS = (
    "incident_date",
    "casualty_id",
    "mission_acronym",
    "type_of_casualty",
    "casualty_nationality",
    "casualty_personnel_type",
    "type_of_incident",
    "isocode3",
    "last_update",
)
_PERSONNEL = {
    "Military": "military",
    "Military Observer": "military observer",
    "Police": "police",
    "International Civilian": "international civilian",
    "Local": "local civilian",
    "Other": "other",
}
_CAUSES = {
    "Malicious Act": "malicious act",
    "Accident": "accident",
    "Illness": "illness",
    "Self-Inflicted": "self-inflicted",
    "To Be Determined": "to be determined",
    "Unknown": "unknown",
}
_FIRST_DAY = date(1947, 1, 1)
_FIRST_EXPORT = date(2020, 1, 1)  # the hub opened in 2022
_ANNOUNCED = timedelta(days=2 * 366)
_SLIP_YEARS = 10  # a death registered this much later in the same month is a slip of the year


def read_missions(path: Path) -> ParsedFile:
    """Read the list of missions into ``hub.missions``.

    Columns: mission, name, start and end (dates or null), headquarters, latitude and longitude
    (degrees or null), row.

    Raises:
        SourceError: A value is not what its column holds, a mission stands twice, or one ends
            before it starts.
    """
    sheet = read_sheet(path, _MISSION_COLUMNS)
    everywhere = pl.Series([True] * sheet.frame.height)
    for column in ("mission_longitude", "mission_latitude"):
        sheet.repair(
            everywhere,
            column,
            sheet.frame[column].str.replace(r"^(-?[0-9]{1,3}),([0-9]+)$", "${1}.${2}"),
            "decimal comma in a coordinate",
        )
    capitals = sheet.frame["mission_isactive"].str.to_titlecase()
    sheet.repair(everywhere, "mission_isactive", capitals, "yes or no in capitals")
    sheet.choice("mission_isactive", {"Yes": "Yes", "No": "No"})
    latitude, longitude = position(sheet, "mission_latitude", "mission_longitude", nullable=True)
    exported = _exported(sheet)
    frame = pl.DataFrame(
        {
            "mission": sheet.text("mission_acronym", nullable=False),
            "name": sheet.text("mission_name", nullable=False),
            "start": _day_or_announced(sheet, "start_date", exported),
            "end": _day_or_announced(sheet, "end_date", exported),
            "headquarters": sheet.text("mission_location"),
            "latitude": latitude,
            "longitude": longitude,
            "row": sheet.frame["row"],
        }
    )
    sheet.require_values("start_date", "mission_location", "mission_latitude")
    sheet.reject_where(
        "end_date",
        frame["end"] < frame["start"],
        "is before the start",
        "check the dates of the mission",
    )
    frame = sheet.distinct(frame, ("mission",))
    return sheet.parsed_file({"hub.missions": frame}, f"export of {exported}")


def _day_or_announced(sheet: Sheet, column: str, exported: date) -> pl.Series:
    """Starts and ends, which a decision may set for days after the export; these are reported."""
    ahead = min(exported, LATEST - _ANNOUNCED) + _ANNOUNCED
    days = sheet.date(column, nullable=True, earliest=_FIRST_DAY, latest=ahead)
    announced = (days > exported).fill_null(False)
    for index in announced.arg_true():
        row, day = sheet.frame["row"][index], str(days[index])
        mission = sheet.frame["mission_acronym"][index]
        reason = f"a day after the export of {exported}: known on the day itself"
        sheet.report(row, column, f"{mission}: {day}", day, reason)
    return days


def read_fatalities(path: Path) -> ParsedFile:
    """Read the peacekeepers who died into ``hub.deaths``.

    Columns: casualty, mission, date, registered (first day of the month in which the casualty was
    registered), country, personnel, cause, row.

    Raises:
        SourceError: A value is not what its column holds, or a casualty stands twice with
            different values.
    """
    sheet = read_sheet(path, _DEATH_COLUMNS)
    sheet.choice("type_of_casualty", {"Fatality": "Fatality"})
    _drop_second_nationality(sheet)
    undetermined = sheet.frame["casualty_nationality"].str.starts_with("ZZ").fill_null(False)
    sheet.repair(undetermined, "casualty_nationality", None, "nationality is not determined")
    exported = _exported(sheet)
    sheet.date("incident_date", earliest=_FIRST_DAY)
    registered = sheet.frame["casualty_id"].str.extract(r"-([0-9]{4}-(?:0[1-9]|1[0-2]))-[0-9]+$")
    sheet.reject_where(
        "casualty_id",
        registered.is_null() & sheet.frame["casualty_id"].is_not_null(),
        "has no year and month in it",
        "write it as MISSION-YYYY-MM-NUMBER",
    )
    _correct_year(sheet, registered)
    died = sheet.date("incident_date", earliest=_FIRST_DAY, latest=exported)
    registered_on = (registered + "-01").str.to_date("%Y-%m-%d", strict=False)
    sheet.reject_where(
        "casualty_id",
        (registered_on < _FIRST_DAY) | (registered_on > exported),
        "is not registered between the first mission and the export",
        "write it as MISSION-YYYY-MM-NUMBER",
    )
    sheet.name_by_codes("casualty_nationality", sheet.codes_in("isocode3"))
    frame = pl.DataFrame(
        {
            "casualty": sheet.text("casualty_id", nullable=False),
            "mission": sheet.text("mission_acronym", nullable=False),
            "date": died,
            "registered": registered_on,
            "country": sheet.country("casualty_nationality", nullable=True),
            "personnel": sheet.choice("casualty_personnel_type", _PERSONNEL),
            "cause": sheet.choice("type_of_incident", _CAUSES),
            "row": sheet.frame["row"],
        }
    )
    coded = sheet.country("isocode3", nullable=True)
    sheet.reject_where(
        "isocode3",
        (coded != frame["country"]).fill_null(False),
        "is not the code of casualty_nationality",
        "correct one of the two",
    )
    sheet.require_values("casualty_nationality")
    sheet.reject_where(
        "casualty_id",
        registered_on.dt.offset_by("1mo") <= frame["date"],
        "is registered in a month before the death",
        "correct the number or the incident_date",
    )
    frame = sheet.distinct(frame, ("casualty",))
    return sheet.parsed_file({"hub.deaths": frame}, f"export of {exported}")


def _drop_second_nationality(sheet: Sheet) -> None:
    """Leave out the row of a person counted for both Montenegro and its earlier union."""
    same = [
        "casualty_id",
        "incident_date",
        "mission_acronym",
        "casualty_personnel_type",
        "type_of_incident",
    ]
    union = pl.col("casualty_nationality") == "Serbia and Montenegro"
    twice = sheet.frame.select(
        ((pl.col("casualty_nationality") == "Montenegro") & union.any().over(same)).fill_null(False)
    ).to_series()
    sheet.drop(twice, "one person stands twice, as of Montenegro and of Serbia and Montenegro")


def _correct_year(sheet: Sheet, registered: pl.Series) -> None:
    written = sheet.frame["incident_date"].str.extract(r"^([0-9]{4}-[0-9]{2}-[0-9]{2}.*)$")
    late = registered.str.head(4).cast(pl.Int32) - written.str.head(4).cast(pl.Int32)
    same_month = registered.str.tail(2) == written.str.slice(5, 2)
    sheet.repair(
        same_month & (late >= _SLIP_YEARS),
        "incident_date",
        registered.str.head(4) + written.str.slice(4),
        "the casualty was registered in the same month of a much later year: a slip of the year",
    )


def _exported(sheet: Sheet) -> date:
    """The day of the export: nothing in it happened later."""
    days = sheet.date("last_update", earliest=_FIRST_EXPORT).drop_nulls().sort()
    return days[-1] if len(days) else LATEST


READERS: tuple[Reader, ...] = (
    Reader(MISSIONS, "DPPADPOSS-PKO", frozenset(_MISSION_COLUMNS), read_missions),
    Reader(FATALITIES, "DPPADPOSS-FATALITIES", frozenset(_DEATH_COLUMNS), read_fatalities),
)
