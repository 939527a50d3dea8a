"""Votes on adopted resolutions: the voting data file of the UN Digital Library (record 4055387).

One row is one member's vote on one resolution. The file holds no draft that was not adopted.

Defects handled: a member left unnamed (``DONOTKNOW``) is told from the other decisions of that
day; a row or a whole roll that stands twice alike is dropped. A tally or a list of members that
does not add up, and a date in another year than the resolution's own, are refused. Where a
resolution was adopted without a vote, every member is ``X``; where ``modality`` says so, a member
may be blank. The totals of such a resolution say nothing and are not checked.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.countries import UnknownCountry, country
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
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
OF_RESOLUTION = (
    "date",
    "without_vote",
    "draft",
    "meeting",
    "title",
    "agenda_item",
    "total_ms",
    *TOTALS.values(),
)
MODALITIES = {
    "vote": False,
    "recorded vote": False,
    "without vote": True,
    "without a vote": True,
    "adopted without vote": True,
    "adopted without a vote": True,
}
UNKNOWN_MEMBER = "DONOTKNOW"
SYMBOL = r"^S/RES/(\d{1,4})\s*\((\d{4})\)$"
PERMANENT = (("CHN",), ("FRA",), ("GBR",), ("RUS", "SUN"), ("USA",))
ENLARGED = date(1966, 1, 1)
NO_MORE = ("CSK", "DDR", "SCG", "SUN", "YMD", "YUG")
FEWER = "fewer members are listed than sat; the file's own count says so too"
AGAIN = "the same vote of the same member stands in an earlier row"


def read(path: Path) -> ParsedFile:
    """Read the Library's voting file.

    Returns:
        Records ``undl.votes``: number and year of the resolution, date, draft, meeting, title,
        agenda item, country (ISO 3) and vote.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds values that cannot be; all are
            listed.
    """
    sheet = read_sheet(path, COLUMNS)
    _name_the_unnamed(sheet)
    symbol = sheet.text("resolution", nullable=False)
    stated = _without_vote(sheet)
    votes = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "symbol": symbol,
            "resolution": symbol.str.extract(SYMBOL, 1).cast(pl.Int64),
            "year": symbol.str.extract(SYMBOL, 2).cast(pl.Int64),
            "date": sheet.date("date"),
            "draft": sheet.text("draft"),
            "meeting": sheet.text("meeting"),
            "title": sheet.text("description", nullable=False),
            "agenda_item": sheet.text("agenda"),
            "country": sheet.country("ms_code"),
            "vote": sheet.choice("ms_vote", VOTES, nullable=True),
            "without_vote": stated,
            **{name: sheet.integer(name, minimum=0, maximum=15, nullable=True)
               for name in (*TOTALS.values(), "total_ms")},
        }
    )  # fmt: skip
    _check_symbols(sheet, votes)
    _check_names(sheet, votes["country"])
    sheet.settle()
    votes = sheet.distinct(votes, ["symbol", "country"], reason=AGAIN)
    _check_whole_resolutions(sheet, votes)
    sheet.settle()
    votes = _settle_without_vote(sheet, votes)
    _check_members(sheet, votes)
    _check_totals(sheet, votes)
    last = votes.select(pl.col("date").max()).item()
    columns = ["row", "resolution", "year", "date", "draft", "meeting", "title", "agenda_item",
               "country", "vote"]  # fmt: skip
    return sheet.parsed_file({"undl.votes": votes.select(columns)}, f"resolutions to {last}")


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
        if len(missing) == 1:
            sheet.repair(
                frame["row"] == line["row"], "ms_code", missing[0],
                "a member without a name is the one that voted on the day's other decisions",
            )  # fmt: skip
            continue
        sheet.note(
            line["row"],
            f"ms_code '{UNKNOWN_MEMBER}' names no member of {line['resolution']}",
            "a member without a name",
            "fill in the member's code; the other decisions of that day do not tell it",
        )  # fmt: skip
    sheet.settle()


def _without_vote(sheet: Sheet) -> pl.Series:
    """What ``modality`` says, where the file has it: true for adopted without a vote, else null."""
    if "modality" not in sheet.frame.columns:
        return pl.Series("modality", [None] * sheet.frame.height, dtype=pl.Boolean)
    text = sheet.frame["modality"].str.to_lowercase().str.replace_all(r"[\s_-]+", " ")
    sheet.reject_where(
        "modality", text.is_not_null() & ~text.is_in(list(MODALITIES)), "is not a known value",
        "write Vote or Without Vote",
    )  # fmt: skip
    return text.replace_strict(MODALITIES, default=None, return_dtype=pl.Boolean)


def _check_symbols(sheet: Sheet, votes: pl.DataFrame) -> None:
    number = votes["resolution"]
    sheet.reject_where(
        "resolution", votes["symbol"].is_not_null() & (number.is_null() | (number < 1)),
        "is not a resolution's symbol", "write it as S/RES/2640(2022)",
    )  # fmt: skip
    wrong = (votes["date"].dt.year() != votes["year"]).fill_null(False)
    for line in votes.filter(wrong).iter_rows(named=True):
        sheet.note(
            line["row"], f"date '{line['date']}' is not in the year of {line['symbol']}",
            "a date outside its resolution's year", "check the century and the year",
        )  # fmt: skip


def _check_names(sheet: Sheet, codes: pl.Series) -> None:
    """Refuse a code beside the name of another country.

    Names we do not know and those of states that are no more are not compared: a publisher may
    give their successor's code.
    """
    wrong = []
    for code, name in zip(codes, sheet.frame["ms_name"], strict=True):
        try:
            named = country(name).code if code and name else code
            wrong.append(named != code and named not in NO_MORE)
        except UnknownCountry:
            wrong.append(False)
    for line in sheet.frame.filter(pl.Series(wrong, dtype=pl.Boolean)).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"ms_code '{line['ms_code']}' stands beside the name '{line['ms_name']}'",
            "a code beside another country's name", "put the code or the name right",
        )  # fmt: skip


def _check_whole_resolutions(sheet: Sheet, votes: pl.DataFrame) -> None:
    """One resolution has one date, title and so on, and numbers run on from year to year."""
    for name in OF_RESOLUTION:
        usual = pl.col(name).mode(maintain_order=True).first().over("symbol")
        at = pl.col("row").filter(pl.col(name).eq_missing(usual)).first().over("symbol")
        lines = votes.select("row", "symbol", value=pl.col(name), usual=usual, at=at)
        label = "modality" if name == "without_vote" else name.replace("_", " ")
        if name in (*TOTALS.values(), "total_ms"):  # they say nothing where there was no vote
            lines = lines.filter(~votes["without_vote"].fill_null(False))
        for line in lines.filter(pl.col("value").ne_missing(pl.col("usual"))).iter_rows(named=True):
            sheet.note(
                line["row"],
                f"{line['symbol']} has {label} {_shown(line['value'])} here and "
                f"{_shown(line['usual'])} in row {line['at']}",
                f"one resolution with different values of {label}",
                "put the odd value right, or download the file again",
            )  # fmt: skip
    resolutions = votes.unique("symbol", keep="first", maintain_order=True).sort(
        "resolution", "row"
    )
    ordered = resolutions.with_columns(
        before=pl.col("year").cum_max().shift(1),
        after=pl.col("year").reverse().cum_min().reverse(),
        twice=pl.col("resolution") == pl.col("resolution").shift(1),
    )
    early = (pl.col("year") < pl.col("before")) & (pl.col("after") >= pl.col("year"))
    for line in ordered.filter(early | pl.col("twice")).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"{line['symbol']} is out of the order of the numbers: one that is not higher is of "
            f"{line['before']}",
            "a resolution out of the order of the numbers", "check the number and the year",
        )  # fmt: skip


def _settle_without_vote(sheet: Sheet, votes: pl.DataFrame) -> pl.DataFrame:
    """Blank votes are ``X`` where there was no vote; elsewhere they are a problem."""
    nobody = (pl.col("vote") == "not_participating").fill_null(False).all() & (
        pl.col("total_yes").fill_null(0) == 0
    ).all()
    stated = pl.col("without_vote").fill_null(False).all()
    votes = votes.with_columns(without_vote=(stated | nobody).over("symbol"))
    cast = pl.col("without_vote") & (pl.col("vote") != "not_participating")
    for line in votes.filter(cast).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"{line['country']} votes {line['vote']} on {line['symbol']}, which was adopted "
            "without a vote", "a vote on a resolution adopted without one",
            "put the modality or the vote right",
        )  # fmt: skip
    for line in votes.filter(~pl.col("without_vote") & pl.col("vote").is_null()).iter_rows(
        named=True
    ):
        sheet.note(
            line["row"], f"ms_vote is empty: {line['country']} on {line['symbol']}",
            "a vote that is empty", "fill it in, or download the file again",
        )  # fmt: skip
    return votes.with_columns(pl.col("vote").fill_null("not_participating"))


def _check_members(sheet: Sheet, votes: pl.DataFrame) -> None:
    """Refuse a resolution on which not all fifteen (before 1966 eleven) members are listed."""
    listed = votes.group_by("symbol", maintain_order=True).agg(
        pl.col("row", "date", "total_ms", "without_vote").first(),
        pl.col("country"),
        members=pl.len(),
    )
    for line in listed.iter_rows(named=True):
        due = 15 if line["date"] >= ENLARGED else 11
        if max(line["total_ms"] or 0, line["members"]) > due:
            sheet.note(
                line["row"],
                f"{line['symbol']} lists {line['members']} members and total_ms is "
                f"{_blank(line['total_ms'])}: the Council of {line['date']} has {due}",
                "a Council of another size", "leave out the states that did not sit, or check the "
                "date",
            )  # fmt: skip
        elif line["total_ms"] == line["members"] < due:
            members = f"{line['members']} members on {line['symbol']}"
            sheet.report(line["row"], "*", members, f"{due} members", FEWER)
        elif line["members"] != (line["total_ms"] or due) and line["without_vote"]:
            sheet.note(
                line["row"],
                f"{line['symbol']} lists {line['members']} members of "
                f"{line['total_ms'] or due}",
                "members missing or too many", "download the file again",
                "the file was cut short or edited",
            )  # fmt: skip
        missing = [" or ".join(seat) for seat in PERMANENT if not set(seat) & set(line["country"])]
        if missing and line["members"] == due:
            sheet.note(
                line["row"],
                f"{line['symbol']} lists no {', '.join(missing)} among its members",
                "a permanent member missing", "put the member's code right",
            )  # fmt: skip


def _check_totals(sheet: Sheet, votes: pl.DataFrame) -> None:
    """Refuse a vote whose rows do not add up to the totals printed beside them."""
    sums = (
        votes.filter(~pl.col("without_vote"))
        .group_by("symbol", maintain_order=True)
        .agg(
            pl.len().alias("members"),
            *(pl.col(name).first() for name in (*TOTALS.values(), "total_ms")),
            *((pl.col("vote") == vote).sum().alias(vote) for vote in TOTALS),
            pl.col("date").first(),
            at=pl.col("row").first(),
        )
    )
    due = pl.when(pl.col("date") >= ENLARGED).then(15).otherwise(11)
    off = pl.any_horizontal(
        pl.col("members") != pl.col("total_ms").fill_null(due),
        *(pl.col(vote).ne_missing(pl.col(name)) for vote, name in TOTALS.items()),
    )
    for line in sums.filter(off).iter_rows(named=True):
        counted = "-".join(str(line[vote]) for vote in TOTALS)
        printed = "-".join(_blank(line[name]) for name in TOTALS.values())
        sheet.note(
            line["at"],
            f"resolution '{line['symbol']}' has {line['members']} rows voting {counted} "
            f"(yes-no-abstain-not voting); the file itself gives {_blank(line['total_ms'])} "
            f"members and {printed}",
            "rows that do not add up to the totals",
            "download the file again; it may have been cut short or edited",
        )  # fmt: skip
    enough = (
        votes.filter(~pl.col("without_vote"))
        .group_by("symbol", maintain_order=True)
        .agg(pl.col("row", "date").first(), yes=(pl.col("vote") == "yes").sum())
    )
    needed = pl.when(pl.col("date") >= ENLARGED).then(9).otherwise(7)
    for line in enough.filter(pl.col("yes") < needed).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"{line['symbol']} has {line['yes']} votes in favour, too few for a resolution",
            "too few votes in favour", "put the votes right; a resolution needs nine, before 1966 "
            "seven",
        )  # fmt: skip


def _blank(value: object) -> str:
    return "blank" if value is None else str(value)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "'Without Vote'" if value else "'Vote'"
    return "blank" if value is None else f"'{value}'"


READERS = (Reader(PUBLICATION, "voting data, one row a member", frozenset(COLUMNS), read),)
