"""A small edition of a made-up mission with two mandates, their texts and a coder's tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from edition.made import made_edition
from peaceops.edition import Edition
from peaceops.edition.assemble.texts import assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import check_references, conform
from peaceops.mandate import MandateText, Paragraph, mandate_text
from peaceops.sources.un_texts import read_text
from sources.made_texts import NEW, OLD, Piece, resolution, write

DOCUMENTS: Mapping[str, Sequence[Piece]] = {
    "S_RES_9001(2031).json": OLD,
    "S_RES_9050(2032).json": NEW,
}
MANDATES = (
    ("S/RES/9001 (2031)", date(2031, 5, 14), "establish", date(2032, 5, 31)),
    ("S/RES/9049 (2032)", date(2032, 5, 20), "rollover", date(2032, 6, 5)),
    ("S/RES/9050 (2032)", date(2032, 5, 30), "renew", date(2033, 5, 31)),
)


def tables(
    folder: Path,
    documents: Mapping[str, Sequence[Piece]] = DOCUMENTS,
    tasks: Sequence[tuple[str, str]] = (),
) -> dict[str, pl.DataFrame]:
    """Tables of the edition: texts as they are read, and the mission with its mandates.

    ``tasks`` are resolutions and tasks as TAMM codes them.
    """
    readings = ParsedFiles(
        (name, read_text(write(folder, name, content))) for name, content in documents.items()
    )
    frames = assemble(readings)
    frames["missions"] = _rows([
        {"mission": "UNTEST", "name": "Test Mission", "kind": "peacekeeping",
         "start": date(2031, 5, 14), "headquarters": None, "latitude": None, "longitude": None},
    ])  # fmt: skip
    frames["mandates"] = _rows([
        {"mission": "UNTEST", "decision": decision, "date": day, "kind": kind, "until": until,
         "open_ended": False, "ceiling_military": 5000, "ceiling_police": 0, "basis": "title",
         "reason": None}
        for decision, day, kind, until in MANDATES
    ])  # fmt: skip
    if tasks:
        frames["mandate_tasks"] = _rows([
            {"mission": "UNTEST", "month": date(2031 + (number != "9001"), 6, 1), "task": task,
             "level": 1, "resolution": number}
            for number, task in tasks
        ])  # fmt: skip
    conforming = {name: conform(TABLES[name], frame) for name, frame in frames.items()}
    check_references(conforming)
    return conforming


def edition(folder: Path, documents: Mapping[str, Sequence[Piece]] = DOCUMENTS) -> Edition:
    """The edition, written below ``folder``."""
    return made_edition(folder / "edition", tables(folder / "texts", documents))


def text_of(folder: Path, body: Sequence[Piece], number: int = 9001) -> MandateText:
    """A resolution of these paragraphs as the room reads it."""
    name = f"S_RES_{number}(2031).json"
    content = resolution(number, 2031, "14 May 2031", body)
    data = made_edition(folder / f"e{number}", tables(folder / str(number), {name: content}))
    return mandate_text(data.as_of(date(2031, 12, 31)), str(number))


def paragraph(text: str, position: int = 1, **fields: object) -> Paragraph:
    """An operative paragraph."""
    values: dict[str, object] = {
        "symbol": "S/RES/1 (2031)", "position": position, "role": "operative",
        "number": str(position), "place": str(position), "level": 1, "verb": None, "heading": "",
        "text": text,
    }  # fmt: skip
    return Paragraph(**(values | fields))  # type: ignore[arg-type]


def _rows(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None).with_columns(
        source=pl.lit("made.csv"), row=pl.int_range(2, len(rows) + 2, dtype=pl.Int64)
    )
