"""The Council's tables of the data pack, assembled once for all tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from council.made_view import MadeView, view_of
from council.mandate_record import mandates_of
from peaceops.edition.assemble import council
from peaceops.edition.assemble.missions import assemble as missions_of
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.sources import Repair, all_readers, recognise

LIBRARY = "council/undl_sc_voting_1946_2021.csv.gz"
AFFAIRS = "council/drafts_put_to_vote_1994_2023_raw.csv.gz"
VETOES = "council/vetoes_1946_2022.csv"
MEMBERS = "council/elected_members_1946_2019.csv"
MISSIONS = "missions/DPPADPOSS-PKO.csv"
FILES = (LIBRARY, AFFAIRS, VETOES, MEMBERS)


@cache
def readings_of(pack: Path, files: tuple[str, ...]) -> ParsedFiles:
    """Files of the pack, read; assembling adds its repairs to it."""
    found = []
    for name in files:
        reader = recognise(pack / name, all_readers()).reader
        assert reader is not None, name
        found.append((name, reader.read(pack / name)))
    return ParsedFiles(found)


@cache
def tables(pack: Path, files: tuple[str, ...] = FILES) -> dict[str, pl.DataFrame]:
    """The tables as an edition holds them."""
    frames = council.assemble(readings_of(pack, files))
    made = {name: conform(TABLES[name], frame) for name, frame in frames.items()}
    check_references(made)
    return made


@cache
def repairs(pack: Path) -> tuple[Repair, ...]:
    """Every repair made in reading and assembling all files."""
    tables(pack)
    return tuple(readings_of(pack, FILES).repairs)


@cache
def _with_mandates(pack: Path) -> dict[str, pl.DataFrame]:
    readings = readings_of(pack, (MISSIONS,))
    missions = missions_of(readings)["missions"]
    mandates = mandates_of(tables(pack)["decisions"], missions)
    return {
        **tables(pack),
        "mandates": conform(TABLES["mandates"], mandates),
        "missions": conform(TABLES["missions"], missions),
    }


def view(pack: Path, day: date) -> MadeView:
    """The Council's tables and the mandates as known on a day."""
    return view_of(day, _with_mandates(pack))
