"""Every vote of the Security Council since 1946: the table of Sciences Po's cartography workshop.

One row is one vote, adopted, vetoed or failed; one column a state that sat at some time, with Y, N,
A or NV. A draft adopted has a title of the Library's kind, one that was not has the agenda item
there. A column ``NAME/NAME`` is one seat under two names; the date tells which state held it.

Defects handled, each reported: a row cut in two by a line break; titles under the heading of
another resolution, and titles cut short (``_sciences_po_titles``); votes without a breakdown, of
which the outcome alone is used; one vote listed twice; several votes under one symbol (paragraphs
of a draft, or applications of one meeting), which are kept. Totals that the row's own votes do not
give, an outcome that the voting rule does not allow, and a Council of another size are refused.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.countries import UnknownCountry, country
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sciences_po_checks import (
    TOTALS,
    check_numbers,
    check_outcomes,
    check_totals,
    drop_repeats,
    set_unknown_aside,
    with_tallies,
)
from peaceops.sources._sciences_po_titles import titles_and_items
from peaceops.sources._sheet import Sheet, read_sheet

PUBLICATION = Publication(
    id="sciences-po-votes",
    title="Votes of the United Nations Security Council, 1946-2025",
    publisher="Sciences Po, Atelier de cartographie",
    licence="CC BY 4.0",
    citation="B. Martin (2026), Votes of the UN Security Council, Sciences Po, Atelier de "
    "cartographie, https://doi.org/10.21410/7E4/Z0KECE",
    url="https://doi.org/10.21410/7E4/Z0KECE",
)

OF_VOTE = (
    "Vote in the DB", "UN classification", "Vote outcome", "Vote outcome typology-Observable",
    "Resolution number", "Date", "Official full title", "Yes", "No", "Abstentions", "Non-Voting",
    "Total", "(of which veto)",
)  # fmt: skip
SEATS = ("CHINA", "FRANCE", "UNITED KINGDOM", "UNITED STATES")
COLUMNS = (*OF_VOTE, *SEATS)
UNUSED = ("Title-Observable",)
VOTES = {"Y": "yes", "N": "no", "A": "abstain", "NV": "not_participating", "?": None}
OUTCOMES = {
    "adopted": "adopted", "vetoed": "vetoed", "lack of maj.": "failed",
    "lack of majority": "failed",
}  # fmt: skip
RESOLUTION = r"^S/RES/(\d{1,4})\s*\((\d{4})\)$"
# Who held the seat of a column before the state that it names.
BEFORE = {
    "RUS": ("SUN", date(1991, 12, 24)),
    "CZE": ("CSK", date(1993, 1, 1)),
    "YEM": ("YMD", date(1990, 5, 22)),
}
PREDECESSOR = "the state did not exist yet; the one before it held the seat"


def read(path: Path) -> ParsedFile:
    """Read the table of votes.

    Returns:
        Records ``sciences_po.decisions``, one row a vote (number in the table, date, resolution,
        year, draft, title, agenda item, outcome, whether a vote was taken, place among the votes
        of one classification), and ``sciences_po.votes``, one row a member: number, country
        (ISO 3), vote.

    Raises:
        SourceError: The file is cut short, lacks a column, or holds values that cannot be; all are
            listed.
    """
    sheet = read_sheet(path, COLUMNS, join_broken=True)
    decisions = _decisions(sheet)
    votes = _votes(sheet, decisions)
    sheet.settle()
    check_numbers(sheet, decisions)
    decisions = set_unknown_aside(sheet, decisions, votes)
    votes = votes.filter(pl.col("vote").is_not_null())
    decisions = with_tallies(decisions, votes)
    check_totals(sheet, decisions)
    decisions = drop_repeats(sheet, decisions)
    check_outcomes(sheet, decisions)
    decisions = titles_and_items(sheet, decisions)
    numbers = decisions["number"].implode()
    place = pl.int_range(pl.len()).over("classification", order_by="number")
    columns = ["row", "number", "classification", "place", "date", "resolution", "year", "draft",
               "title", "agenda_item", "outcome", "without_vote", "record"]  # fmt: skip
    last = decisions.select(pl.col("date").max()).item()
    return sheet.parsed_file(
        {
            "sciences_po.decisions": decisions.with_columns(place=place).select(columns),
            "sciences_po.votes": votes.filter(pl.col("number").is_in(numbers)),
        },
        f"votes to {last}",
    )


def _decisions(sheet: Sheet) -> pl.DataFrame:
    spaced = pl.col("UN classification").str.replace_all(r"\s+", " ")
    sheet.frame = sheet.frame.with_columns(spaced.str.replace(r"/(Rev|Corr|Add)\. ", "/$1."))
    name = sheet.text("UN classification", nullable=False)
    resolution = name.str.extract(RESOLUTION, 1).cast(pl.Int64)
    outcome = sheet.choice("Vote outcome", OUTCOMES)
    kind = _kind(sheet.text("Vote outcome typology-Observable", nullable=False))
    sheet.reject_where(
        "Vote outcome", outcome.is_not_null() & (kind.is_null() | (outcome != kind)),
        "contradicts Vote outcome typology-Observable", "put one of them right",
        beside=sheet.frame["Vote outcome typology-Observable"].str.replace_all(r"\p{C}", "?"),
    )  # fmt: skip
    sheet.reject_where(
        "UN classification", resolution.is_not_null() != (outcome == "adopted"),
        "does not fit the outcome", "an adopted draft has a resolution's symbol, others have not",
        beside=sheet.frame["Vote outcome"],
    )  # fmt: skip
    sheet.reject_where(
        "UN classification",
        ~name.str.contains("^S/") & resolution.is_null() & ~name.str.contains("(?i)amendment"),
        "is no symbol", "write it as S/RES/2640(2022), S/2022/431 or S/PV.9048",
    )  # fmt: skip
    stated = sheet.frame["Resolution number"].replace({"-": None}).cast(pl.Int64, strict=False)
    sheet.reject_where(
        "Resolution number", resolution.ne_missing(stated), "is not that of the classification",
        "put one of them right", beside=name,
    )  # fmt: skip
    days = sheet.date("Date")
    year = name.str.extract(RESOLUTION, 2).cast(pl.Int64)
    sheet.reject_where("Date", days.dt.year() != year, "is not in the year of",
        "check the century and the year", beside=name)  # fmt: skip
    return pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "number": sheet.integer("Vote in the DB", minimum=1, maximum=99_999),
            "classification": name,
            "date": days,
            "resolution": resolution,
            "year": year,
            "draft": pl.DataFrame({"name": name, "known": resolution.is_null()}).select(
                pl.when("known").then("name")
            ).to_series(),
            "official": sheet.text("Official full title", nullable=False),
            "outcome": outcome,
            **{vote: _total(sheet, column) for vote, column in TOTALS.items()},
            "total": _total(sheet, "Total"),
            "vetoes": sheet.integer("(of which veto)", minimum=0, maximum=5),
        }
    )  # fmt: skip


def _kind(types: pl.Series) -> pl.Series:
    """The outcome that a type tells, as ``adopted (majority)`` or ``not adopted (veto)``."""
    type_ = pl.col("type").str.to_lowercase()
    return (
        types.to_frame("type")
        .select(
            pl.when(type_.str.starts_with("adopted"))
            .then(pl.lit("adopted"))
            .when(type_.str.contains("veto"))
            .then(pl.lit("vetoed"))
            .when(type_.str.starts_with("not adopted"))
            .then(pl.lit("failed"))
        )
        .to_series()
    )


def _total(sheet: Sheet, column: str) -> pl.Series:
    unknown = (sheet.frame[column] == "?").fill_null(False)
    sheet.frame = sheet.frame.with_columns(pl.col(column).replace({"?": None}))
    numbers = sheet.integer(column, minimum=0, maximum=15, nullable=True)
    sheet.reject_where(
        column, numbers.is_null() & ~unknown & sheet.frame[column].is_null(), "is empty",
        "fill it in, or write ? where it is not known",
    )  # fmt: skip
    return numbers


def _votes(sheet: Sheet, decisions: pl.DataFrame) -> pl.DataFrame:
    """A row a member's vote; null where the vote is not known."""
    parts = []
    of_vote = {*OF_VOTE, *UNUSED}
    for column in sheet.frame.columns:
        if column in of_vote or column == "row":
            continue
        cells = sheet.frame[column]
        if cells.is_null().all() and column.startswith("("):
            continue
        code = _state(column)
        if code is None:
            sheet.note(
                1, f"column {column!r} names no country we know", "a column of no state",
                "write the state's name in English, or delete the column", "a new spelling",
            )  # fmt: skip
            continue
        vote = sheet.choice(column, VOTES, nullable=True)
        part = decisions.select("row", "number", "date").with_columns(
            country=pl.lit(code), vote=vote, column=pl.lit(column)
        )
        parts.append(part.filter(cells.is_not_null()))
    sheet.settle()
    votes = pl.concat(parts).sort("number", "country")
    return _named_after_holders(sheet, votes).select("row", "number", "country", "vote")


def _state(column: str) -> str | None:
    """The state that a column names; of two names of one seat, as ``NAME/NAME``, the first."""
    for name in (column, column.split("/", maxsplit=1)[0].strip()):
        try:
            return country(name).code
        except UnknownCountry:
            continue
    return None


def _named_after_holders(sheet: Sheet, votes: pl.DataFrame) -> pl.DataFrame:
    """Give the votes cast before a state existed to the one that held the seat."""
    for later, (earlier, since) in BEFORE.items():
        before = (pl.col("country") == later) & (pl.col("date") < since)
        unnamed = before & ~pl.col("column").str.contains("/", literal=True)
        for line in votes.filter(unnamed).iter_rows(named=True):
            sheet.report(line["row"], line["column"], later, earlier, PREDECESSOR)
        votes = votes.with_columns(
            country=pl.when(before).then(pl.lit(earlier)).otherwise("country")
        )
    twice = votes.filter(pl.struct("number", "country").is_duplicated())
    for line in twice.unique(["number", "country"], maintain_order=True).iter_rows(named=True):
        sheet.note(
            line["row"], f"two columns give a vote of {line['country']}",
            "a member with two votes", "keep the column that is right",
        )  # fmt: skip
    return votes


READERS = (Reader(PUBLICATION, "votes, one column a state", frozenset(COLUMNS), read),)
