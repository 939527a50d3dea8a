"""The Affairs Division's table of drafts put to the vote: its records, whatever the layout.

A layout's reader repairs what it knows and gives the columns their names here; then every draft and
every vote must agree with itself: one draft a number, a resolution only where one was adopted, an
outcome that its votes allow, no member twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from peaceops.domain.countries import PERMANENT_MEMBERS
from peaceops.sources._parsed_file import ParsedFile
from peaceops.sources._sheet import Sheet

NUMBERED = r"^(?:S/RES/|Resolution\s*)?(\d{1,4})\s*\((\d{4})\)?$"
MOST_MEMBERS = 15
FEWEST_ROWS = 11
NEEDED = 9
VOTES: Mapping[str, str] = {
    "Yes": "yes",
    "No": "no",
    "Abstain": "abstain",
    "Abstention": "abstain",
    "Not participating": "not_participating",
    "Did not participate": "not_participating",
    "Absent": "absent",
}
OUTCOMES: Mapping[str, str] = {
    "Adopted unanimously": "adopted",
    "Adopted by majority": "adopted",
    "Adopted by consensus": "adopted",
    "Adopted by acclamation": "adopted",
    "Not adopted - veto": "vetoed",
    "Not adopted - failed to receive required number of votes": "failed",
}
WITHOUT_VOTE = ("Adopted by consensus", "Adopted by acclamation", "Adopted without a vote")
OF_DRAFT = (
    "date", "year", "resolution", "draft", "meeting", "agenda_item", "topic", "region",
    "submitted_by", "outcome", "without_vote",
)  # fmt: skip
TWICE = "a member listed twice; the vote other than an abstention is used and marked"
AGAIN = "the same vote of the same member stands in an earlier row"
SHORT = "the votes of fewer than eleven members; the outcome is kept, the votes are left out"
PROCEDURAL = "adopted against a permanent member, as only a matter of procedure can be; kept"
STRANGER = "fifteen other states vote on more drafts of that year; the vote is kept"
OTHERS_DRAFT = "the draft of a resolution adopted on another day; this one's is not known"
TOO_FEW_IN_FAVOUR = "fewer than nine votes in favour of a draft adopted; the votes are left out"


def reading_of(sheet: Sheet, rows: pl.DataFrame, votes: pl.DataFrame) -> ParsedFile:
    """Check drafts and votes and make a reading of them.

    Args:
        sheet: The table, which takes problems and repairs.
        rows: A row of the table each: row, number, stated_year and ``OF_DRAFT``.
        votes: Row, number, country and vote of the rows whose votes are used.

    Raises:
        SourceError: The table has problems; all are listed.
    """
    sheet.require_values("Draft")
    if (rows["outcome"] == "adopted").any():
        sheet.require_values("Resolution")
    sheet.settle()
    _check_one_draft_a_number(sheet, rows)
    _check_years(sheet, rows)
    drafts = _without_others_drafts(sheet, rows.unique("number", keep="first", maintain_order=True))
    _check_resolutions(sheet, drafts)
    votes = _one_vote_a_member(sheet, votes)
    votes = _leave_out_short(sheet, drafts, votes)
    votes = _check_outcomes(sheet, drafts, votes)
    _report_strangers(sheet, drafts, votes)
    return sheet.parsed_file(
        {
            "council_affairs.drafts": drafts.drop("stated_year"),
            "council_affairs.votes": votes.sort("row"),
        },
        f"drafts to {drafts.select(pl.col('date').max()).item()}",
    )


def drafts_of(
    sheet: Sheet,
    outcome: str,
    outcomes: Mapping[str, str],
    days: Callable[[Sheet], pl.Series],
    texts: Mapping[str, str],
) -> pl.DataFrame:
    """The drafts of a table, a row of it each, as ``reading_of`` takes them.

    Args:
        sheet: The table.
        outcome: Its column of outcomes.
        outcomes: What each of them means.
        days: Reads its dates.
        texts: Which of its columns hold the texts in ``OF_DRAFT``; others are not known.
    """
    symbol = sheet.text("Resolution")
    resolution = number_of(symbol)
    sheet.reject_where(
        "Resolution",
        symbol.is_not_null() & (resolution.is_null() | (resolution < 1)),
        "is not a resolution's number",
        "write it as 2640 (2022)",
    )
    unknown = pl.Series([None] * sheet.frame.height, dtype=pl.String)
    return pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "number": sheet.integer("ID", minimum=1, maximum=99_999),
            "date": days(sheet),
            "year": year_of(symbol),
            "resolution": resolution,
            **{
                name: sheet.text(texts[name]) if name in texts else unknown
                for name in ("draft", "meeting", "agenda_item", "topic", "region", "submitted_by")
            },
            "outcome": sheet.choice(outcome, outcomes),
            "without_vote": sheet.frame[outcome].is_in(WITHOUT_VOTE),
            "stated_year": sheet.integer("Year", minimum=1946, maximum=2049),
        }
    )


def shapes(outcome: str) -> dict[str, str]:
    """Columns that tell a moved row, with the pattern of their values.

    Args:
        outcome: The table's column of outcomes.
    """
    return {
        "Year": r"^(?:19|20)\d\d$",
        "Date": r"^(?:\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4})\b",
        outcome: r"^(?:Adopted|Not adopted)\b",
        "Vote": r"^(?:Yes|No|Abstain)$",
    }


def disorder(numbers: pl.Series, dates: pl.Series) -> int:
    """How often one is dated before the one numbered before it."""
    dated = pl.DataFrame({"number": numbers, "date": dates}).drop_nulls()
    run = dated.unique("number", keep="first", maintain_order=True).sort("number")["date"]
    return int((run < run.shift(1)).sum())


def number_of(text: pl.Series) -> pl.Series:
    """The number in a resolution's symbol."""
    return text.str.extract(NUMBERED, 1).cast(pl.Int64)


def year_of(text: pl.Series) -> pl.Series:
    """The year in a resolution's symbol."""
    return text.str.extract(NUMBERED, 2).cast(pl.Int64)


def _check_one_draft_a_number(sheet: Sheet, rows: pl.DataFrame) -> None:
    for name in OF_DRAFT:
        usual = pl.col(name).mode(maintain_order=True).first().over("number")
        at = pl.col("row").filter(pl.col(name).eq_missing(usual)).first().over("number")
        numbers = rows.select("row", "number", value=pl.col(name), usual=usual, at=at)
        unlike = numbers.filter(pl.col("value").ne_missing(pl.col("usual")))
        label = name.replace("_", " ")
        for line in unlike.iter_rows(named=True):
            values = numbers.filter(pl.col("number") == line["number"])["value"].n_unique()
            sheet.note(
                line["row"],
                f"ID {line['number']} has {values} different values of {label}: "
                f"{_shown(line['usual'])} in row {line['at']}, {_shown(line['value'])} here",
                f"one number with different values of {label}",
                "give each draft put to the vote an ID of its own, or put the odd value right",
            )  # fmt: skip


def _check_years(sheet: Sheet, rows: pl.DataFrame) -> None:
    for line in rows.filter(pl.col("date").dt.year() != pl.col("stated_year")).iter_rows(
        named=True
    ):
        sheet.note(
            line["row"],
            f"Date {line['date']} is not in the year {line['stated_year']} of its own row",
            "a date outside the year of its row", "check the century and the year",
        )  # fmt: skip


def _check_resolutions(sheet: Sheet, drafts: pl.DataFrame) -> None:
    numbered = drafts.filter(pl.col("resolution").is_not_null())
    for line in numbered.filter(pl.col("year") != pl.col("date").dt.year()).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"S/RES/{line['resolution']} ({line['year']}) is dated {line['date']}",
            "a resolution of another year than its date", "check the number, the year and the date",
        )  # fmt: skip
    for line in numbered.filter(pl.col("outcome") != "adopted").iter_rows(named=True):
        sheet.note(
            line["row"],
            f"S/RES/{line['resolution']} ({line['year']}) is a draft that was not adopted",
            "a resolution's number on a draft that was not adopted",
            "delete the number, or put the outcome right",
        )  # fmt: skip
    twice = numbered.with_columns(
        first=pl.col("row").first().over("resolution"),
        id=pl.col("number").first().over("resolution"),
    ).filter(pl.col("first") != pl.col("row"))
    for line in twice.iter_rows(named=True):
        sheet.note(
            line["row"],
            f"S/RES/{line['resolution']} ({line['year']}) has ID {line['id']} in row "
            f"{line['first']} and ID {line['number']} here",
            "one resolution with two IDs", "keep the rows of one ID", "two tables were joined",
        )  # fmt: skip
    _check_order(sheet, numbered)
    nameless = pl.all_horizontal(pl.col("resolution", "draft", "meeting").is_null())
    for row in drafts.filter(nameless)["row"]:
        sheet.note(
            row, "there is no resolution, draft or meeting in this row",
            "a draft without a name", "fill in the draft's symbol",
        )  # fmt: skip


def _check_order(sheet: Sheet, numbered: pl.DataFrame) -> None:
    """Numbers of resolutions run on from year to year."""
    ordered = numbered.sort("resolution").with_columns(
        before=pl.col("year").cum_max().shift(1), after=pl.col("year").reverse().cum_min().reverse()
    )
    for line in ordered.filter(
        (pl.col("year") < pl.col("before")) & (pl.col("after") >= pl.col("year"))
    ).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"S/RES/{line['resolution']} ({line['year']}) is out of the order of the numbers: "
            f"a lower one is of {line['before']}",
            "a resolution out of the order of the numbers", "check the number and the year",
        )  # fmt: skip


def _without_others_drafts(sheet: Sheet, drafts: pl.DataFrame) -> pl.DataFrame:
    """Blank the draft's symbol of a resolution where it is that of one of an earlier day."""
    adopted = pl.col("resolution").is_not_null() & pl.col("draft").is_not_null()
    first = pl.col("date").filter(adopted).min().over("draft")
    repeated = (adopted & (pl.col("date") > first)).fill_null(False)
    for line in drafts.filter(repeated).iter_rows(named=True):
        listed = f"S/RES/{line['resolution']}: {line['draft']}"
        sheet.report(line["row"], "Draft", listed, "(empty)", OTHERS_DRAFT)
    return drafts.with_columns(draft=pl.when(~repeated).then("draft"))


def _one_vote_a_member(sheet: Sheet, votes: pl.DataFrame) -> pl.DataFrame:
    """A member's vote once; of two different ones that other than an abstention, with a doubt."""
    key = ["number", "country"]
    weakest = pl.col("vote") == "abstain"
    ranked = votes.with_columns(doubt=pl.lit(None, pl.String)).sort(*key, weakest, "row")
    strongest = ranked.unique(key, keep="first", maintain_order=True)
    left = votes.join(strongest, on="row", how="anti").join(
        strongest.select(*key, used="vote"), on=key, maintain_order="left"
    )
    alike = pl.col("vote") == pl.col("used")
    for line in left.filter(alike | (pl.col("vote") == "abstain")).iter_rows(named=True):
        same = line["vote"] == line["used"]
        sheet.report(line["row"], "Vote", line["vote"], "(dropped)", AGAIN if same else TWICE)
    for line in left.filter(~alike, pl.col("vote") != "abstain").iter_rows(named=True):
        sheet.note(
            line["row"],
            f"{line['country']} votes {line['used']!r} and {line['vote']!r} on ID {line['number']}",
            "a member with two votes", "keep the row that is right",
        )  # fmt: skip
    others = left.filter(~alike, pl.col("vote") == "abstain").unique(key, keep="first")
    doubts = others.select(*key, doubt="the source also lists this member as " + pl.col("vote"))
    return strongest.drop("doubt").join(doubts, on=key, how="left", maintain_order="left")


def _leave_out_short(sheet: Sheet, drafts: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Votes of too few or too many members; at the table's end the file was cut short."""
    counted = votes.group_by("number").agg(
        pl.len().alias("members"), pl.col("row").min(), last=pl.col("row").max()
    )
    end = votes["row"].max()
    for line in counted.filter(pl.col("members") > MOST_MEMBERS).sort("row").iter_rows(named=True):
        sheet.note(
            line["row"], f"ID {line['number']} has the votes of {line['members']} members",
            "more than fifteen members", "leave out the states that did not sit on the Council",
            "rows of two drafts have one ID",
        )  # fmt: skip
    short = counted.filter(pl.col("members") < FEWEST_ROWS).sort("row")
    for line in short.iter_rows(named=True):
        statement = f"ID {line['number']} has the votes of {line['members']} members only"
        if line["last"] == end:
            sheet.note(
                line["last"], statement, "too few members at the end of the table",
                "download the file again", "the file was cut short",
            )  # fmt: skip
        else:
            sheet.report(line["row"], "*", statement, "(dropped)", SHORT)
    return votes.filter(~pl.col("number").is_in(short["number"].implode()))


def _check_outcomes(sheet: Sheet, drafts: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Outcomes that the votes beside them allow."""
    against = (pl.col("vote") == "no") & pl.col("country").is_in(PERMANENT_MEMBERS)
    tallies = votes.group_by("number").agg(
        yes=(pl.col("vote") == "yes").sum(),
        no=(pl.col("vote") == "no").sum(),
        vetoes=against.sum(),
        withheld=pl.col("vote").is_in(["no", "abstain"]).sum(),
    )
    voted = drafts.join(tallies, on="number", maintain_order="left")
    barred = (pl.col("outcome") == "vetoed") & (pl.col("vetoes") == 0)
    enough = (pl.col("outcome") == "failed") & (pl.col("yes") >= NEEDED)
    cast = pl.col("without_vote") & (pl.col("withheld") > 0)
    kinds = (
        (barred, "a veto, and no permanent member votes no"),
        (enough, "too few votes, and nine or more members vote yes"),
        (cast, "adopted without a vote, and members vote no or abstain"),
    )
    for wrong, kind in kinds:
        for line in voted.filter(wrong).iter_rows(named=True):
            sheet.note(
                line["row"],
                f"ID {line['number']} of {line['date']} has the outcome {kind}: {line['yes']} in "
                f"favour, {line['no']} against", kind, "put the outcome or the votes right",
                "votes of another draft, or a wrong outcome",
            )  # fmt: skip
    against_it = (pl.col("outcome") == "adopted") & (pl.col("vetoes") > 0)
    for line in voted.filter(against_it & (pl.col("yes") >= NEEDED)).iter_rows(named=True):
        tally = f"ID {line['number']}: {line['yes']} in favour, {line['no']} against"
        sheet.report(line["row"], "*", tally, tally, PROCEDURAL)
    few = voted.filter(
        (pl.col("outcome") == "adopted") & ~pl.col("without_vote") & (pl.col("yes") < NEEDED)
    )
    for line in few.iter_rows(named=True):
        tally = f"ID {line['number']}: {line['yes']} in favour, {line['no']} against"
        sheet.report(line["row"], "*", tally, "(dropped)", TOO_FEW_IN_FAVOUR)
    return votes.filter(~pl.col("number").is_in(few["number"].implode()))


def _report_strangers(sheet: Sheet, drafts: pl.DataFrame, votes: pl.DataFrame) -> None:
    """Report states that vote on few drafts of a year in which fifteen others vote on more.

    Members sit for calendar years. Who sat is known only where membership files are; there such a
    vote is refused.
    """
    dated = votes.join(drafts.select("number", "date"), on="number", maintain_order="left")
    states = (
        dated.with_columns(of=pl.col("date").dt.year())
        .group_by("of", "country", maintain_order=True)
        .agg(pl.len().alias("drafts"), pl.col("row").min())
        .sort(["of", "drafts", "country"], descending=[False, True, False])
        .with_columns(place=pl.int_range(1, pl.len() + 1).over("of"))
    )
    for line in states.filter(pl.col("place") > MOST_MEMBERS).iter_rows(named=True):
        statement = f"{line['country']} votes on {line['drafts']} drafts of {line['of']}"
        sheet.report(line["row"], "Member State", statement, statement, STRANGER)


def _shown(value: object) -> str:
    return "blank" if value is None else f"'{value}'"
