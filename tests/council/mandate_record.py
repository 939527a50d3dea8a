"""The mandates of the data pack, assembled once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from peaceops.edition.assemble.council_corrections import correct
from peaceops.edition.assemble.council_decisions import decisions_of
from peaceops.edition.assemble.council_records import records_of
from peaceops.edition.assemble.mandate_corrections import shipped_corrections
from peaceops.edition.assemble.mandate_steps import shipped_steps
from peaceops.edition.assemble.mandate_titles import Gazetteer
from peaceops.edition.assemble.mandates import Report, mandate_tables
from peaceops.edition.assemble.missions import assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.sources import Repair, all_readers, recognise

FILES = (
    "council/undl_sc_voting_1946_2021.csv.gz",
    "council/drafts_put_to_vote_1994_2023_raw.csv.gz",
    "council/vetoes_1946_2022.csv",
    "missions/DPPADPOSS-PKO.csv",
)


@cache
def decisions(pack: Path, files: tuple[str, ...] = FILES) -> pl.DataFrame:
    """The table of decisions from some files of the pack."""
    readings = _readings(pack, files)
    return correct(readings, decisions_of(readings, records_of(readings)))


@cache
def missions(pack: Path) -> pl.DataFrame:
    """The table of missions."""
    return assemble(_readings(pack, FILES[3:]))["missions"]


@cache
def mandates(pack: Path) -> tuple[pl.DataFrame, tuple[Repair, ...]]:
    """The table of mandates, and what was left out of it."""
    left_out: list[Repair] = []
    table = mandates_of(decisions(pack), missions(pack), report=left_out.append)
    return table, tuple(left_out)


def mandates_of(
    decisions: pl.DataFrame,
    missions: pl.DataFrame,
    curated: pl.DataFrame | None = None,
    *,
    gazetteer: Gazetteer | None = None,
    report: Report = lambda _: None,
) -> pl.DataFrame:
    """The table ``mandates`` with corrections, by default the shipped ones with their steps."""
    later = shipped_steps() if curated is None else shipped_steps().clear()
    corrections = shipped_corrections() if curated is None else curated
    tables = mandate_tables(
        decisions, missions, corrections, later, gazetteer=gazetteer, report=report
    )
    return tables["mandates"]


def _readings(pack: Path, files: tuple[str, ...]) -> ParsedFiles:
    readers = all_readers()
    read = []
    for name in files:
        found = recognise(pack / name, readers)
        assert found.reader is not None, found.reason
        read.append((name, found.reader.read(pack / name)))
    return ParsedFiles(read)
