"""Vetoes cast in the Security Council since 1946, in two layouts.

- The list kept at MIT: one row a vetoed draft, up to three vetoing members by name and once more
  as 0/1 columns. In some rows the 0/1 columns leave a named member out; the names are used.
- DPPA-SCVETOES of the UN Peace and Security Data Hub, after its catalogue: one row a vetoed draft,
  a 0/1 column for each permanent member.

Before the Council numbered drafts, the record of the meeting stands in the place of the draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from peaceops.countries import codes_of
from peaceops.sources._reading import Publication, Reader, Reading, Repair
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


def read_mit(path: Path) -> Reading:
    """Read the list of MIT.

    Returns:
        Records ``vetoes.vetoes``, one row a veto: date, draft, meeting, agenda item, topic,
        region, country (ISO 3). Vetoes of one draft share a ``row``.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds a value that cannot be.
    """
    sheet = read_sheet(path, MIT_COLUMNS)
    drafts = _drafts(sheet, MIT_LAYOUT)
    named = pl.concat(
        [drafts.with_columns(country=sheet.country(name, nullable=True)) for name in MIT_NAMED]
    ).filter(pl.col("country").is_not_null())
    _check_some_veto(sheet, named)
    _report_flags(sheet, named)
    return _reading(sheet, named)


def read_data_hub(path: Path) -> Reading:
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
    _check_some_veto(sheet, cast)
    stated = sheet.integer("number_of_vetoes", minimum=1, maximum=5)
    counted = drafts.select("row").join(cast.group_by("row").len(), on="row", how="left")["len"]
    for index in (counted != stated).arg_true()[:1]:
        raise sheet.error(
            index, "number_of_vetoes", f"contradicts the {counted[index]} members marked",
            "correct the count or the members' columns",
        )  # fmt: skip
    return _reading(sheet, cast)


def _drafts(sheet: Sheet, layout: Mapping[str, str]) -> pl.DataFrame:
    dates = sheet.date(layout["date"], FORMATS)
    for index in (dates.dt.year() != sheet.integer(layout["year"])).arg_true()[:1]:
        raise sheet.error(
            index, layout["date"], "is not in the year of its own row", "check the century"
        )
    text = {name: sheet.text(layout[name]) for name in TEXT if name in layout}
    drafts = pl.DataFrame({"row": sheet.frame["row"], "date": dates, **text})
    if "region" not in layout:
        drafts = drafts.with_columns(region=pl.lit(None, pl.String))
    return drafts.with_columns(pl.col("draft").str.strip_chars('" '))


def _check_some_veto(sheet: Sheet, vetoes: pl.DataFrame) -> None:
    none = ~sheet.frame["row"].is_in(vetoes["row"].implode())
    for index in none.arg_true()[:1]:
        raise sheet.error(
            index, "row", "names no vetoing member", "fill the member in, or leave the row out"
        )
    permanent = ["CHN", "FRA", "GBR", "RUS", "SUN", "USA"]
    for line in vetoes.filter(~pl.col("country").is_in(permanent)).head(1).iter_rows(named=True):
        index = sheet.frame["row"].index_of(line["row"]) or 0
        raise sheet.error(
            index, "row", f"gives a veto to {line['country']}, no permanent member", "correct it"
        )


def _report_flags(sheet: Sheet, named: pl.DataFrame) -> None:
    """Report rows whose 0/1 columns leave out a member that is named."""
    for column in MIT_FLAGS:
        code = codes_of(pl.Series([column]))[0]
        says = sheet.integer(column, minimum=0, maximum=1) == 1
        rows = sheet.frame["row"].is_in(named.filter(pl.col("country") == code)["row"].implode())
        compared = pl.DataFrame({"row": sheet.frame["row"], "named": rows, "says": says})
        sheet.repairs.extend(
            Repair(
                sheet.file, row, column, str(int(not is_named)), str(int(is_named)),
                "the 0/1 column contradicts the names of the vetoing members; the names are used",
            )
            for row, is_named, _ in compared.filter(pl.col("named") != pl.col("says")).iter_rows()
        )  # fmt: skip


def _reading(sheet: Sheet, vetoes: pl.DataFrame) -> Reading:
    vetoes = vetoes.sort("row", "country")
    last = vetoes.select(pl.col("date").max()).item()
    return Reading({"vetoes.vetoes": vetoes}, tuple(sheet.repairs), f"vetoes to {last}")


READERS = (
    Reader(MIT, "MIT veto list", frozenset(MIT_COLUMNS), read_mit),
    Reader(DATA_HUB, "DPPA-SCVETOES", frozenset(HUB_COLUMNS), read_data_hub),
)
