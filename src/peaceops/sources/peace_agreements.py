"""UCDP's peace agreements and how episodes of state-based conflict ended, tabulated by TOCSIN.

``peace-agreements.yaml`` has one entry an agreement with the dyads whose sides signed it;
``episode.csv`` has one row an episode of a dyad with how it ended. Both name dyads by number; who
they are stands in ``dyads.yaml``, which is read from beside them. Without it neither signatories
nor sides are read, which the assembly reports.

An agreement lists the dyads that signed; a group that signed and is in no dyad of UCDP is not
listed, nor is a third party or a witness.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.sources._dyad_names import dyad_sides
from peaceops.sources._gw import gw_of
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet
from peaceops.sources._yaml import read_registry

AGREEMENTS = Publication(
    id="ucdp-peace-agreements",
    title="UCDP Peace Agreement Dataset, with the dyads that signed",
    publisher="Uppsala Conflict Data Program, tabulated by TOCSIN",
    licence="CC BY 4.0",
    citation="Pettersson, T., S. Högbladh and M. Öberg (2019), Journal of Peace Research 56(4)",
    url="https://ucdp.uu.se/downloads/",
)
EPISODES = replace(
    AGREEMENTS,
    id="ucdp-conflict-termination",
    title="UCDP Conflict Termination Dataset, episodes of dyads",
    citation="Kreutz, J. (2010), Journal of Peace Research 47(2)",
)

_KEYS = ("id", "name", "date", "year", "conflicts", "dyads", "incompatibility")
_COLUMNS = ("dyad_id", "epid", "start_year", "end_year", "terminated", "outcome")
_ABOUT = {"1": "territory", "2": "government", "3": "government and territory"}
_ABOUT_BOTH = ("1, 2", "2, 1", "1|2", "2|1")
_OUTCOMES = {
    "peace-agreement": "peace agreement",
    "ceasefire": "ceasefire",
    "government-victory": "victory of the first side",
    "rebel-victory": "victory of the second side",
    "low-activity": "low activity",
    "actor-ceases": "a side ceased to exist",
}
_FIRST_YEAR, _LAST_YEAR = 1946, 2049
_LAST_DAY = date(_LAST_YEAR, 12, 31)
NOT_REGISTERED = (
    "the registry beside the file holds no dyad of this number: its sides are not known"
)


def read_agreements(path: Path) -> ParsedFile:
    """Read peace agreements into ``ucdp.agreements`` and ``ucdp.signatories``.

    Columns of the first: agreement, date, name, about (what the conflict was over), row; of the
    second: agreement, dyad, party, government, country (the party's state, or that it fought),
    row.

    Raises:
        SourceError: The file is no list of agreements, or a value is not what its key holds.
    """
    sheet = read_registry(path, _KEYS)
    both = sheet.frame["incompatibility"].is_in(_ABOUT_BOTH).fill_null(False)
    sheet.frame = sheet.frame.with_columns(
        incompatibility=pl.when(both).then(pl.lit("3")).otherwise("incompatibility")
    )
    day = sheet.date("date", earliest=date(_FIRST_YEAR, 1, 1), latest=_LAST_DAY)
    year = sheet.integer("year", minimum=_FIRST_YEAR, maximum=_LAST_YEAR)
    sheet.reject_where("year", year != day.dt.year(), "is not the year of the date",
        "correct one of the two", beside=sheet.frame["date"],
    )  # fmt: skip
    frame = pl.DataFrame(
        {
            "agreement": sheet.integer("id", minimum=1, maximum=1_000_000),
            "date": day,
            "name": sheet.text("name", nullable=False).str.replace_all(r"\s+", " "),
            "about": sheet.choice("incompatibility", _ABOUT),
            "dyads": _dyads(sheet),
            "row": sheet.frame["row"],
        }
    )
    sheet.settle()
    frame = sheet.distinct(frame, ("agreement",))
    records = {"ucdp.agreements": frame.drop("dyads")}
    signed = frame.explode("dyads").select(
        "agreement", "row", dyad=pl.col("dyads").cast(pl.Int64), year=pl.col("date").dt.year()
    )
    parties = _parties(path, sheet, "dyads", signed)
    if parties is not None:
        records["ucdp.signatories"] = parties.select(
            "agreement", "dyad", "party", "government", "country", "row"
        ).unique(["agreement", "dyad", "party"], keep="first", maintain_order=True)
    return sheet.parsed_file(records, f"to {frame['date'].sort()[-1]}")


def read_episodes(path: Path) -> ParsedFile:
    """Read episodes of dyads into ``ucdp.episodes`` and their parties into ``ucdp.episode_sides``.

    Columns of the first: episode, dyad, start_year, end_year and outcome (null while it lasts; the
    outcome also where none is coded), row; of the second: episode, party, government, country,
    row.

    Raises:
        SourceError: A value is not what its column holds, an episode ends before it starts, or
            one that is not terminated has an end.
    """
    sheet = read_sheet(path, _COLUMNS)
    start = sheet.integer("start_year", minimum=_FIRST_YEAR, maximum=_LAST_YEAR)
    end = sheet.integer("end_year", minimum=_FIRST_YEAR, maximum=_LAST_YEAR, nullable=True)
    over = sheet.choice("terminated", {"0": "no", "1": "yes"})
    sheet.reject_where("end_year", end < start, "is before start_year", "correct one of the two",
        beside=sheet.frame["start_year"],
    )  # fmt: skip
    sheet.reject_where("end_year", end.is_null() & (over == "yes"),
        "is empty, and the episode is terminated", "fill it in, or write 0 in terminated",
    )  # fmt: skip
    sheet.reject_where("end_year", end.is_not_null() & (over == "no"),
        "is given, and the episode is not terminated", "write 1 in terminated, or clear it",
    )  # fmt: skip
    outcome = sheet.choice("outcome", _OUTCOMES, nullable=True)
    sheet.reject_where("outcome", outcome.is_not_null() & (over == "no"),
        "is given, and the episode is not terminated", "write 1 in terminated, or clear it",
    )  # fmt: skip
    frame = pl.DataFrame(
        {
            "episode": sheet.integer("epid", minimum=1, maximum=100_000_000),
            "dyad": sheet.integer("dyad_id", minimum=1, maximum=1_000_000),
            "start_year": start,
            "end_year": end,
            "outcome": outcome,
            "row": sheet.frame["row"],
        }
    )
    sheet.settle()
    frame = sheet.distinct(frame, ("episode",))
    records = {"ucdp.episodes": frame}
    parties = _parties(path, sheet, "dyad_id", frame.with_columns(year="start_year"))
    if parties is not None:
        records["ucdp.episode_sides"] = parties.select(
            "episode", "party", "government", "country", "row"
        ).unique(["episode", "party"], keep="first", maintain_order=True)
    return sheet.parsed_file(records, f"to {frame['start_year'].sort()[-1]}")


def _dyads(sheet: Sheet) -> pl.Series:
    text = sheet.text("dyads", nullable=False)
    sheet.reject_where(
        "dyads",
        text.is_not_null() & ~text.str.contains(r"^[0-9]{1,6}(\|[0-9]{1,6})*$"),
        "is no list of numbers of dyads",
        "write the numbers one below the other",
    )
    return text.str.split("|")


def _parties(path: Path, sheet: Sheet, column: str, dyads: pl.DataFrame) -> pl.DataFrame | None:
    """The parties of dyads in a year, with their states; ``None`` without the registry of dyads."""
    sides = dyad_sides(path)
    if sides is None:
        return None
    unknown = dyads.join(sides, on="dyad", how="anti")
    for dyad, row in unknown.select("dyad", "row").iter_rows():
        sheet.report(row, column, str(dyad), "(no names)", NOT_REGISTERED)
    parties = dyads.join(sides, on="dyad", how="inner", maintain_order="left_right")
    return parties.with_columns(gw_of(parties["number"], parties["year"]))


READERS: tuple[Reader, ...] = (
    Reader(AGREEMENTS, "peace agreements", frozenset(_KEYS), read_agreements, (".yaml", ".yml")),
    Reader(EPISODES, "episodes of dyads", frozenset(_COLUMNS), read_episodes),
)
