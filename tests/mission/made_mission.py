"""Views of made-up missions, and editions of the pack's missions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from edition.made import made_edition
from peaceops.edition import Edition
from peaceops.edition.assemble import (
    deaths,
    deployments,
    mandate_tasks,
    missions,
    money,
    strength,
)
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.edition.view import View
from peaceops.sources import (
    ParsedFile,
    contributor_years,
    data_hub_missions,
    geopko,
    ipi,
    tamm,
    un_expenses,
)

SUBJECTS = (missions, strength, deployments, mandate_tasks, deaths, money)
Rows = Sequence[Mapping[str, object]]

_GEOPKO = "missions/geopko/geopko_v2_"
_FILES: tuple[tuple[str, Callable[[Path], ParsedFile]], ...] = (
    ("missions/DPPADPOSS-PKO.csv", data_hub_missions.read_missions),
    ("missions/DPPADPOSS-FATALITIES.csv", data_hub_missions.read_fatalities),
    ("missions/ipi_mission_month_1990_2017.csv", ipi.read_mission_months),
    ("missions/ipi_contributor_mission_month_2009_2014.csv", ipi.read_contributions),
    ("missions/ipi_contributor_month_1990_2014.csv.gz", ipi.read_contributor_months),
    ("missions/contributor_mission_year_2010_2021_doubtful.csv", contributor_years.read_means),
    ("missions/tamm_mandate_tasks_1948_2015.csv", tamm.read_tasks),
    ("missions/un_secretariat_expenses_2022_23.csv", un_expenses.read_expenses),
    (f"{_GEOPKO}3_deployments_location_year_1994_2023.csv", geopko.read_deployments),
    (f"{_GEOPKO}3_unit_types_location_year_1994_2023.csv", geopko.read_units),
    (f"{_GEOPKO}3_contributors_location_year_1994_2023.csv", geopko.read_contributors),
    (f"{_GEOPKO}0_mission_location_month_1994_2020.csv.gz", geopko.read_months),
)


def readings_of(**records: Rows) -> ParsedFiles:
    """ParsedFiles of one made file a kind; ``hub__missions`` stands for ``hub.missions``."""
    read = []
    for kind, rows in records.items():
        frame = pl.DataFrame(rows, infer_schema_length=None)
        if "row" not in frame.columns:
            frame = frame.with_row_index("row", offset=2)
        read.append((f"{kind}.csv", ParsedFile({kind.replace("__", "."): frame})))
    return ParsedFiles(read)


def pack_readings(pack: Path) -> ParsedFiles:
    """Every file of the pack on missions."""
    return ParsedFiles([(name, read(pack / name)) for name, read in _FILES])


def assembled(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """Conforming tables of all subjects of missions."""
    frames: dict[str, pl.DataFrame] = {}
    for subject in SUBJECTS:
        frames.update(subject.assemble(readings))
    tables = {name: conform(TABLES[name], frame) for name, frame in frames.items()}
    check_references(tables)
    return tables


def edition_of(folder: Path, **tables: Rows) -> Edition:
    """Write an edition of made rows."""
    frames = {}
    for name, rows in tables.items():
        frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(
            source=pl.lit("made.csv"), row=pl.int_range(2, len(rows) + 2)
        )
        optional = {
            column: pl.lit(None)
            for column in TABLES[name].schema.column_names()
            if column not in frame.columns and column != "known_on"
        }
        frames[name] = conform(TABLES[name], frame.with_columns(**optional))
    return made_edition(folder, frames)


def view_of(folder: Path, as_of: date, **tables: Rows) -> View:
    """A view of made rows."""
    return View(edition_of(folder, **tables), as_of)


def month_of(mission: str, month: date, total: int, **types: int) -> dict[str, object]:
    """A row of ``strength``; all troops unless types are given."""
    parts = types or {"troops": total}
    return {"mission": mission, "month": month, "troops": parts.get("troops"),
            "police": parts.get("police"), "experts": parts.get("experts"),
            "total": total}  # fmt: skip
