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
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader, Repair
from peaceops.sources._problems import Problem
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
    "Resolution number", "Date", "Official full title", "Title-Observable", "Yes", "No",
    "Abstentions", "Non-Voting", "Total", "(of which veto)",
)  # fmt: skip
SEATS = ("CHINA", "FRANCE", "UNITED KINGDOM", "UNITED STATES")
COLUMNS = (*OF_VOTE, *SEATS)
VOTES = {"Y": "yes", "N": "no", "A": "abstain", "NV": "not_participating", "?": None}
TOTALS = {"yes": "Yes", "no": "No", "abstain": "Abstentions", "not_participating": "Non-Voting"}
OUTCOMES = {"adopted": "adopted", "vetoed": "vetoed", "lack of maj.": "failed"}
TYPES = {
    "adopted (unanimity)": "adopted",
    "adopted (majority)": "adopted",
    "not adopted (veto)": "vetoed",
    "not adopted (lack of majority)": "failed",
}
RESOLUTION = r"^S/RES/(\d{1,4})\s*\((\d{4})\)$"
SYMBOL = r"^(S/(?:PV\.)?\d+(?:/\d+)?(?:/(?:Rev|Corr|Add)\.\d+)?)"
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")
ENLARGED = date(1966, 1, 1)
# Who held the seat of a column before the state that it names.
BEFORE = {
    "RUS": ("SUN", date(1991, 12, 24)),
    "CZE": ("CSK", date(1993, 1, 1)),
    "YEM": ("YMD", date(1990, 5, 22)),
}
NO_BREAKDOWN = "no member's vote is given; the outcome alone is used"
LISTED_TWICE = "the same vote of every member stands in another row"
SECOND_OUTCOME = "the same votes stand in another row with the outcome that they give"
ONE_OF_SEVERAL = "one of several votes under this symbol; each is kept"
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
    _check_numbers(sheet, decisions)
    decisions = _set_unknown_aside(sheet, decisions, votes)
    votes = votes.filter(pl.col("vote").is_not_null())
    decisions = _with_tallies(decisions, votes)
    _check_totals(sheet, decisions, votes)
    decisions = _drop_repeats(sheet, decisions, votes)
    _check_outcomes(sheet, decisions)
    decisions = titles_and_items(sheet, decisions)
    kept = decisions["number"].implode()
    place = pl.int_range(pl.len()).over("classification", order_by="number")
    columns = ["row", "number", "classification", "place", "date", "resolution", "year", "draft",
               "title", "agenda_item", "outcome", "without_vote", "record"]  # fmt: skip
    last = decisions.select(pl.col("date").max()).item()
    return sheet.parsed_file(
        {
            "sciences_po.decisions": decisions.with_columns(place=place).select(columns),
            "sciences_po.votes": votes.filter(pl.col("number").is_in(kept)),
        },
        f"votes to {last}",
    )


def _note(sheet: Sheet, row: int, what: str, kind: str, remedy: str, cause: str = "") -> None:
    sheet.problems.add(Problem(row, "", what, kind, remedy, cause))


def _decisions(sheet: Sheet) -> pl.DataFrame:
    spaced = pl.col("UN classification").str.replace_all(r"\s+", " ")
    sheet.frame = sheet.frame.with_columns(spaced.str.replace(r"/(Rev|Corr|Add)\. ", "/$1."))
    name = sheet.text("UN classification", nullable=False)
    resolution = name.str.extract(RESOLUTION, 1).cast(pl.Int64)
    outcome = sheet.choice("Vote outcome", OUTCOMES)
    kind = sheet.choice("Vote outcome typology-Observable", TYPES)
    sheet.reject_where(
        "Vote outcome", outcome != kind, "contradicts the type of outcome", "put one of them right",
        beside=sheet.frame["Vote outcome typology-Observable"],
    )  # fmt: skip
    sheet.reject_where(
        "UN classification", resolution.is_not_null() != (outcome == "adopted"),
        "does not fit the outcome", "an adopted draft has a resolution's symbol, others have not",
        beside=sheet.frame["Vote outcome"],
    )  # fmt: skip
    sheet.reject_where(
        "UN classification",
        ~name.str.contains(SYMBOL) & resolution.is_null() & ~name.str.contains("(?i)amendment"),
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
            "vetoes": sheet.integer("(of which veto)", minimum=0, maximum=5),
        }
    )  # fmt: skip


def _total(sheet: Sheet, column: str) -> pl.Series:
    unknown = sheet.frame[column] == "?"
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
    known = set(OF_VOTE)
    for column in sheet.frame.columns:
        if column in known or column == "row":
            continue
        cells = sheet.frame[column]
        if cells.is_null().all() and column.startswith("("):
            continue
        code = _state(column)
        if code is None:
            _note(
                sheet, 1, f"column {column!r} names no country we know", "a column of no state",
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
    for name in (column, column.split("/")[0].strip()):
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
            sheet.report(
                Repair(sheet.file, line["row"], line["column"], later, earlier, PREDECESSOR)
            )
        votes = votes.with_columns(
            country=pl.when(before).then(pl.lit(earlier)).otherwise("country")
        )
    twice = votes.filter(pl.struct("number", "country").is_duplicated())
    for line in twice.unique(["number", "country"], maintain_order=True).iter_rows(named=True):
        _note(
            sheet, line["row"], f"two columns give a vote of {line['country']}",
            "a member with two votes", "keep the column that is right",
        )  # fmt: skip
    return votes


def _check_numbers(sheet: Sheet, decisions: pl.DataFrame) -> None:
    """Each vote has a number of its own, and each resolution stands once."""
    for key, label in (("number", "Vote in the DB"), ("resolution", "resolution")):
        named = decisions.filter(pl.col(key).is_not_null())
        again = named.with_columns(first=pl.col("row").min().over(key)).filter(
            pl.col("row") != pl.col("first")
        )
        for line in again.iter_rows(named=True):
            _note(
                sheet, line["row"], f"{label} {line[key]} stands in row {line['first']} too",
                f"a {label} that stands twice", "keep the row that is right",
                "two releases were joined in one file",
            )  # fmt: skip
    sheet.settle()


def _set_unknown_aside(
    sheet: Sheet, decisions: pl.DataFrame, votes: pl.DataFrame
) -> pl.DataFrame:
    """Mark the decisions of which no member's vote is given; refuse a vote given in part."""
    counted = votes.group_by("number").agg(
        unknown=pl.col("vote").is_null().sum(), members=pl.len()
    )
    decisions = decisions.join(counted, on="number", how="left", maintain_order="left")
    part = (pl.col("unknown") > 0) & (pl.col("unknown") < pl.col("members"))
    for line in decisions.filter(part).iter_rows(named=True):
        _note(
            sheet, line["row"], f"{line['unknown']} of {line['members']} votes are '?'",
            "votes known in part", "fill them in, or write ? for every member",
        )  # fmt: skip
    without = pl.col("unknown") == pl.col("members")
    for line in decisions.filter(without).iter_rows(named=True):
        totals = "-".join("?" if line[vote] is None else str(line[vote]) for vote in TOTALS)
        written = f"{line['classification']}: {totals} (yes-no-abstain-not voting)"
        sheet.report(Repair(sheet.file, line["row"], "*", written, "(no votes)", NO_BREAKDOWN))
    return decisions.with_columns(
        record=pl.when(without).then(pl.lit("outcome only")).otherwise(pl.lit("complete"))
    )


def _with_tallies(decisions: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Add the votes counted, those against of permanent members, and whether any was cast."""
    against = (pl.col("vote") == "no") & pl.col("country").is_in(PERMANENT)
    sums = votes.group_by("number").agg(
        *((pl.col("vote") == vote).sum().alias(f"{vote}_counted") for vote in TOTALS),
        against=against.sum(),
        cast=pl.struct("country", "vote").sort_by("country"),
    )
    decisions = decisions.join(sums, on="number", how="left", maintain_order="left")
    nobody = pl.col("not_participating_counted") == pl.col("members")
    return decisions.with_columns(
        without_vote=(nobody & (pl.col("outcome") == "adopted")).fill_null(False)
    )


def _check_totals(sheet: Sheet, decisions: pl.DataFrame, votes: pl.DataFrame) -> None:
    """Refuse totals that the row's votes do not give, and a Council of another size."""
    whole = decisions.filter(pl.col("record") == "complete")
    off = pl.any_horizontal(pl.col(vote).ne_missing(pl.col(f"{vote}_counted")) for vote in TOTALS)
    for line in whole.filter(off).iter_rows(named=True):
        counted = "-".join(str(line[f"{vote}_counted"]) for vote in TOTALS)
        stated = "-".join("?" if line[vote] is None else str(line[vote]) for vote in TOTALS)
        _note(
            sheet, line["row"],
            f"{line['classification']}: the states' columns give {counted} "
            f"(yes-no-abstain-not voting), the totals {stated}",
            "votes that do not add up to the totals", "put the odd value right",
            "the row was edited, or a column is missing",
        )  # fmt: skip
    due = pl.when(pl.col("date") >= ENLARGED).then(15).otherwise(11)
    sized = whole.with_columns(due=due)
    for line in sized.filter(pl.col("members") != pl.col("due")).iter_rows(named=True):
        _note(
            sheet, line["row"],
            f"{line['classification']} has {line['members']} votes: the Council of {line['date']} "
            f"has {line['due']}", "a Council of another size", "put the states' columns right",
        )  # fmt: skip
    vetoes = (pl.col("outcome") == "vetoed") & (pl.col("vetoes") != pl.col("against"))
    for line in whole.filter(vetoes).iter_rows(named=True):
        _note(
            sheet, line["row"],
            f"{line['classification']} has {line['vetoes']} vetoes, and {line['against']} "
            "permanent members vote no", "another number of vetoes than of negative votes",
            "put the odd value right",
        )  # fmt: skip
    for number in decisions.filter(pl.col("members").is_null())["row"]:
        _note(sheet, number, "no state votes in this row", "a vote without votes",
            "fill the votes in, or leave the row out")  # fmt: skip
    sheet.settle()


def _drop_repeats(sheet: Sheet, decisions: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Drop a vote listed twice; report the votes that share one symbol."""
    same = ["classification", "date", "cast"]
    alike = (pl.len().over(*same) > 1) & (pl.col("record") == "complete")
    fits = pl.col("outcome") == _rule()
    nameless = ~pl.col("classification").str.contains(SYMBOL)
    marked = decisions.with_columns(
        second=alike & ~fits & fits.any().over(*same),
        again=alike & nameless & (pl.col("number") != pl.col("number").min().over(*same)),
    )
    for line in marked.filter(pl.col("second") | pl.col("again")).iter_rows(named=True):
        reason = SECOND_OUTCOME if line["second"] else LISTED_TWICE
        written = f"{line['classification']} of {line['date']}: {line['outcome']}"
        sheet.report(Repair(sheet.file, line["row"], "*", written, "(dropped)", reason))
    kept = marked.filter(~pl.col("second"), ~pl.col("again")).drop("second", "again")
    several = kept.filter(pl.col("classification").is_duplicated())
    for line in several.iter_rows(named=True):
        sheet.report(
            Repair(
                sheet.file, line["row"], "UN classification", line["classification"],
                f"{line['classification']}, vote {line['number']}", ONE_OF_SEVERAL,
            )
        )  # fmt: skip
    return kept


def _rule() -> pl.Expr:
    """What article 27 makes of the votes of a row."""
    needed = pl.when(pl.col("date") >= ENLARGED).then(9).otherwise(7)
    return (
        pl.when(pl.col("yes_counted") < needed)
        .then(pl.lit("failed"))
        .when(pl.col("against") > 0)
        .then(pl.lit("vetoed"))
        .otherwise(pl.lit("adopted"))
    )


def _check_outcomes(sheet: Sheet, decisions: pl.DataFrame) -> None:
    """Refuse an outcome that the votes do not allow; procedural decisions know no veto."""
    whole = decisions.filter(pl.col("record") == "complete", ~pl.col("without_vote"))
    unlike = whole.with_columns(rule=_rule()).filter(pl.col("rule") != pl.col("outcome"))
    for line in unlike.iter_rows(named=True):
        tally = f"{line['yes']} in favour, {line['no']} against"
        if (line["outcome"], line["rule"]) == ("adopted", "vetoed"):
            written = f"{line['classification']}: {tally}"
            sheet.report(Repair(sheet.file, line["row"], "*", written, written, PROCEDURAL))
            continue
        _note(
            sheet, line["row"],
            f"{line['classification']} of {line['date']} is {line['outcome']}: {tally}, "
            f"{line['against']} permanent members against give {line['rule']}",
            "an outcome that the votes do not give", "put the outcome or the votes right",
        )  # fmt: skip
    sheet.settle()


PROCEDURAL = "adopted against a permanent member, as only a matter of procedure can be; kept"

READERS = (Reader(PUBLICATION, "votes, one column a state", frozenset(COLUMNS), read),)
