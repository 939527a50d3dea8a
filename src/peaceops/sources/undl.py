"""Votes on adopted resolutions: the voting data file of the UN Digital Library (record 4055387).

One row is one member's vote on one resolution. The file holds no draft that was not adopted.

Defects handled: a member left unnamed (``DONOTKNOW``) is told from the other decisions of that
day; a tally or a list of members that does not add up, and a date in another year than the
resolution's own, are refused. Where a resolution was adopted without a vote, every member is ``X``.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.sources._reading import Publication, Reader, Reading
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="undl-votes",
    title="United Nations Security Council voting data",
    publisher="United Nations, Dag Hammarskjöld Library",
    licence="United Nations terms of use: non-commercial use with attribution",
    citation="UN Dag Hammarskjöld Library, Security Council voting data, UN Digital Library",
    url="https://digitallibrary.un.org/record/4055387",
)

VOTES = {"Y": "yes", "N": "no", "A": "abstain", "X": "not_participating"}
TOTALS = {
    "yes": "total_yes",
    "no": "total_no",
    "abstain": "total_abstentions",
    "not_participating": "total_non_voting",
}
COLUMNS = (
    "undl_id", "ms_code", "ms_name", "ms_vote", "date", "resolution", "draft", "meeting",
    "description", "agenda", *TOTALS.values(), "total_ms",
)  # fmt: skip
UNKNOWN_MEMBER = "DONOTKNOW"


def read(path: Path) -> Reading:
    """Read the Library's voting file.

    Returns:
        Records ``undl.votes``: number and year of the resolution, date, draft, meeting, title,
        agenda item, country (ISO 3) and vote.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds a value that cannot be.
    """
    sheet = read_sheet(path, COLUMNS)
    _name_the_unnamed(sheet)
    symbol = sheet.text("resolution", nullable=False)
    votes = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "symbol": symbol,
            "resolution": symbol.str.extract(r"^S/RES/(\d+)\s*\(\d{4}\)$", 1).cast(pl.Int64),
            "year": symbol.str.extract(r"\((\d{4})\)$", 1).cast(pl.Int64),
            "date": sheet.date("date"),
            "draft": sheet.text("draft"),
            "meeting": sheet.text("meeting"),
            "title": sheet.text("description"),
            "agenda_item": sheet.text("agenda"),
            "country": sheet.country("ms_code"),
            "vote": sheet.choice("ms_vote", VOTES),
        }
    )
    _check_symbols(sheet, votes)
    _check_members(sheet, votes)
    _check_totals(sheet, votes)
    last = votes.select(pl.col("date").max()).item()
    return Reading(
        {"undl.votes": votes.drop("symbol")}, tuple(sheet.repairs), f"resolutions to {last}"
    )


def _name_the_unnamed(sheet: Sheet) -> None:
    """Put the seated member that is missing from a decision in the place of an unknown code."""
    frame = sheet.frame
    for index in (frame["ms_code"] == UNKNOWN_MEMBER).fill_null(False).arg_true():
        line = frame.row(index, named=True)
        here = frame.filter(pl.col("resolution") == line["resolution"])["ms_code"]
        same_day = frame.filter(
            pl.col("date") == line["date"], pl.col("ms_code") != UNKNOWN_MEMBER
        )["ms_code"]
        missing = sorted(set(same_day) - set(here))
        if len(missing) != 1:
            raise sheet.error(
                index, "ms_code", f"names no member of {line['resolution']}",
                "fill in the member's code; the other decisions of that day do not tell it",
            )  # fmt: skip
        sheet.repair(
            frame["row"] == line["row"], "ms_code", missing[0],
            "a member without a name is the one that voted on the day's other decisions",
        )  # fmt: skip


def _check_symbols(sheet: Sheet, votes: pl.DataFrame) -> None:
    for index in votes["resolution"].is_null().arg_true()[:1]:
        raise sheet.error(
            index, "resolution", "is not a resolution's symbol", "write it as S/RES/2640(2022)"
        )
    wrong = votes["date"].dt.year() != votes["year"]
    for index in wrong.arg_true()[:1]:
        raise sheet.error(
            index, "date", f"is not in the year of {votes['symbol'][index]}",
            "check the century and the year",
        )  # fmt: skip


def _check_members(sheet: Sheet, votes: pl.DataFrame) -> None:
    twice = votes.select(pl.struct("symbol", "country").is_duplicated()).to_series()
    for index in twice.arg_true()[-1:]:
        raise sheet.error(
            index, "ms_code", f"votes twice on {votes['symbol'][index]}", "leave one row out"
        )


def _check_totals(sheet: Sheet, votes: pl.DataFrame) -> None:
    """Refuse a decision whose rows do not add up to the totals printed beside them."""
    stated = votes.with_columns(
        *(sheet.integer(name, minimum=0, maximum=15) for name in TOTALS.values()),
        sheet.integer("total_ms", minimum=1, maximum=15),
    )
    sums = stated.group_by("symbol", maintain_order=True).agg(
        pl.len().alias("members"),
        pl.col("total_ms").min(),
        *(pl.col(name).min() for name in TOTALS.values()),
        *((pl.col("vote") == vote).sum().alias(vote) for vote in TOTALS),
        at=pl.col("row").first(),
    )
    off = pl.any_horizontal(
        pl.col("members") != pl.col("total_ms"),
        *(pl.col(vote) != pl.col(name) for vote, name in TOTALS.items()),
    )
    for line in sums.filter(off).head(1).iter_rows(named=True):
        index = sheet.frame["row"].index_of(line["at"]) or 0
        found = "-".join(str(line[vote]) for vote in TOTALS)
        printed = "-".join(str(line[name]) for name in TOTALS.values())
        raise sheet.error(
            index, "resolution",
            f"has {line['members']} rows voting {found} (yes-no-abstain-not voting); the file "
            f"itself gives {line['total_ms']} members and {printed}",
            "download the file again; it may have been cut short or edited",
        )  # fmt: skip


READERS = (Reader(PUBLICATION, "voting data, one row a member", frozenset(COLUMNS), read),)
