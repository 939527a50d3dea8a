"""Vetoes cast in the Security Council since 1946, in two layouts.

- The list kept at MIT: one row a vetoed draft, up to three vetoing members by name and once more
  as 0/1 columns. In some rows the 0/1 columns leave a named member out; the names are used.
- DPPA-SCVETOES of the UN Peace and Security Data Hub, after its catalogue: one row a vetoed draft,
  a 0/1 column for each permanent member.

Before the Council numbered drafts, the record of the meeting stands in the place of the draft:
several vetoes of one meeting are then several rows alike. A numbered draft stands once; the same
row again is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.countries import codes_of
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet

MIT = Publication(
    id="vetoes-mit",
    title="United Nations Security Council vetoes",
    publisher="Massachusetts Institute of Technology, Department of Political Science",
    licence="MIT",
    citation="MIT Political Science, UN Security Council veto list, 1946-2022",
    url="https://github.com/mit-ps/unsc-vetoes",
)
DATA_HUB = Publication(
    id="DPPA-SCVETOES",
    title="Security Council Data - Vetoes Since 1946",
    publisher="United Nations, DPPA Security Council Affairs Division",
    licence="United Nations terms of use; unclassified, publicly released",
    citation="UN Peace and Security Data Hub, DPPA-SCVETOES",
    url="https://psdata.un.org/dataset/DPPA-SCVETOES",
)

RUSSIA_CONTINUES = date(1991, 12, 24)  # the Soviet Union's seat passes to the Russian Federation
FIRST_MEETING = date(1946, 1, 17)
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")
NUMBERED_DRAFT = r"^S/\d+(?:/\d+)?"
SYMBOL = r"S/(?:PV\.)?\d+"
AGAIN = "the same vetoed draft stands in an earlier row"
OTHER_NAMES = "the 0/1 column contradicts the names of the vetoing members; the names are used"
FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y", "%m/%d/%Y %H:%M")

TEXT = ("draft", "meeting", "agenda_item", "topic", "region")

MIT_LAYOUT = {
    "year": "year",
    "date": "date",
    "draft": "draft",
    "meeting": "meeting_record",
    "agenda_item": "agenda_item",
    "topic": "crisis_topic",
    "region": "region",
}
MIT_NAMED = ("member_veto1", "member_veto2", "member_veto3")
MIT_FLAGS = ("China", "France", "Russia", "USSR", "USA", "UK")
MIT_COLUMNS = (*MIT_LAYOUT.values(), *MIT_NAMED, *MIT_FLAGS)

HUB_LAYOUT = {
    "year": "Year",
    "date": "Date",
    "draft": "draft_resolution_number",
    "meeting": "record",
    "agenda_item": "agenda",
    "topic": "topic",
}
HUB_MEMBERS = {
    "china": "CHN",
    "france": "FRA",
    "russian_federation_or_USSR": "RUS",
    "united_kingdom_of_great_britain_and_northern_ireland": "GBR",
    "united_states_of_america": "USA",
}
HUB_COLUMNS = (*HUB_LAYOUT.values(), "number_of_vetoes", *HUB_MEMBERS)


def read_mit(path: Path) -> ParsedFile:
    """Read the list of MIT.

    Returns:
        Records ``vetoes.vetoes``, one row a veto: date, draft, meeting, agenda item, topic,
        region, country (ISO 3). Vetoes of one draft share a ``row``.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds a value that cannot be.
    """
    sheet = read_sheet(path, MIT_COLUMNS)
    drafts = _drafts(sheet, MIT_LAYOUT)
    _check_months(sheet, drafts["date"])
    named = pl.concat(
        [
            drafts.with_columns(country=sheet.country(name, nullable=name != MIT_NAMED[0]))
            for name in MIT_NAMED
        ]
    ).filter(pl.col("country").is_not_null())
    flags = {column: sheet.integer(column, minimum=0, maximum=1) for column in MIT_FLAGS}
    sheet.settle()
    _report_flags(sheet, named, flags)
    return _reading(sheet, named)


def read_data_hub(path: Path) -> ParsedFile:
    """Read DPPA-SCVETOES; returns and raises as ``read_mit``."""
    sheet = read_sheet(path, HUB_COLUMNS)
    drafts = _drafts(sheet, HUB_LAYOUT)
    cast = pl.concat(
        [
            drafts.with_columns(
                country=pl.lit(code), cast=sheet.integer(name, minimum=0, maximum=1)
            ).filter(pl.col("cast") == 1)
            for name, code in HUB_MEMBERS.items()
        ]
    ).drop("cast")
    cast = cast.with_columns(
        country=pl.when(pl.col("country") == "RUS", pl.col("date") < RUSSIA_CONTINUES)
        .then(pl.lit("SUN"))
        .otherwise("country")
    )
    stated = sheet.integer("number_of_vetoes", minimum=1, maximum=5)
    sheet.settle()
    counted = drafts.select("row").join(cast.group_by("row").len(), on="row", how="left")["len"]
    for index in (counted != stated).fill_null(False).arg_true():
        sheet.note(
            sheet.frame["row"][index],
            f"number_of_vetoes '{stated[index]}' contradicts the {counted[index]} members marked",
            "contradicts the members marked", "put the count or the members' columns right",
            column="number_of_vetoes",
        )  # fmt: skip
    return _reading(sheet, cast)


def _drafts(sheet: Sheet, layout: Mapping[str, str]) -> pl.DataFrame:
    sheet.require_values(layout["draft"])
    dates = sheet.date(layout["date"], FORMATS, earliest=FIRST_MEETING)
    years = sheet.integer(layout["year"])
    sheet.reject_where(
        layout["date"],
        dates.dt.year() != years,
        "is not in the year of its own row",
        "check the century",
    )
    text = {name: sheet.text(layout[name]) for name in TEXT if name in layout}
    drafts = pl.DataFrame({"row": sheet.frame["row"], "date": dates, **text})
    if "region" not in layout:
        drafts = drafts.with_columns(region=pl.lit(None, pl.String))
    return drafts.with_columns(pl.col("draft").str.strip_chars('" '))


def _check_months(sheet: Sheet, dates: pl.Series) -> None:
    if "month" in sheet.frame.columns:
        months = sheet.integer("month", minimum=1, maximum=12, nullable=True)
        sheet.reject_where("date", dates.dt.month() != months, "is not in the month of its own row",
            "check which number of the date is the day",
        )  # fmt: skip


def _report_flags(sheet: Sheet, named: pl.DataFrame, flags: Mapping[str, pl.Series]) -> None:
    """Report 0/1 columns that leave out a member that is named; refuse one that is not named."""
    for column in MIT_FLAGS:
        code = codes_of(pl.Series([column]))[0]
        rows = sheet.frame["row"].is_in(named.filter(pl.col("country") == code)["row"].implode())
        says = flags[column] == 1
        compared = pl.DataFrame({"row": sheet.frame["row"], "named": rows, "says": says})
        for row in compared.filter(pl.col("says") & ~pl.col("named"))["row"]:
            sheet.note(row, f"{column} is marked 1 and not named among the vetoing members",
                "a member marked and not named", "name the member, or mark it 0",
            )  # fmt: skip
        for row, is_named, _ in compared.filter(pl.col("named") & ~pl.col("says")).iter_rows():
            sheet.report(row, column, str(int(not is_named)), str(int(is_named)), OTHER_NAMES)


def _reading(sheet: Sheet, vetoes: pl.DataFrame) -> ParsedFile:
    """Check the vetoes and drop drafts that stand twice alike."""
    _check_vetoes(sheet, vetoes)
    sheet.settle()
    vetoes = vetoes.sort("row", "country")
    drafts = vetoes.group_by("row", maintain_order=True).agg(
        pl.col("date", *TEXT).first(), pl.col("country").str.join(", ")
    )
    numbered = drafts.filter(pl.col("draft").str.contains(NUMBERED_DRAFT))
    distinct = sheet.distinct(numbered, ["draft"], reason=AGAIN)
    again = numbered.join(distinct, on="row", how="anti")["row"]
    vetoes = vetoes.filter(~pl.col("row").is_in(again.implode()))
    last = vetoes.select(pl.col("date").max()).item()
    return sheet.parsed_file({"vetoes.vetoes": vetoes}, f"vetoes to {last}")


def _check_vetoes(sheet: Sheet, vetoes: pl.DataFrame) -> None:
    """Every row has a draft or meeting, and vetoes of members that held a permanent seat."""
    none = sheet.frame.filter(~pl.col("row").is_in(vetoes["row"].implode()))
    for row in none["row"]:
        sheet.note(row, "the row names no vetoing member", "names no vetoing member",
            "fill the member in, or leave the row out",
        )  # fmt: skip
    nameless = ~pl.coalesce("draft", "meeting", pl.lit("")).str.contains(SYMBOL)
    for line in vetoes.filter(nameless).unique("row", maintain_order=True).iter_rows(named=True):
        sheet.note(line["row"],
            f"neither draft '{line['draft'] or ''}' nor meeting '{line['meeting'] or ''}' is a "
            "symbol", "no symbol of a draft or meeting",
            "write the draft as S/2022/431, or else the meeting as S/PV.9048",
        )  # fmt: skip
    late = pl.col("date") >= RUSSIA_CONTINUES
    for wrong, kind in (
        (~pl.col("country").is_in(PERMANENT), "no permanent member"),
        ((pl.col("country") == "SUN") & late, "which no longer sat on that day"),
        ((pl.col("country") == "RUS") & ~late, "which did not sit yet on that day"),
        (pl.struct("row", "country").is_duplicated(), "which is named twice"),
    ):
        for line in vetoes.filter(wrong).iter_rows(named=True):
            sheet.note(line["row"],
                f"the row of {line['date']} gives a veto to {line['country']}, {kind}", kind,
                "put the member or the date right",
            )  # fmt: skip


READERS = (
    Reader(MIT, "MIT veto list", frozenset(MIT_COLUMNS), read_mit),
    Reader(DATA_HUB, "DPPA-SCVETOES", frozenset(HUB_COLUMNS), read_data_hub),
)
