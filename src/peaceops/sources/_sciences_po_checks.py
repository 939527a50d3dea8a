"""Checks of Sciences Po's table of the Council's votes: each row must agree with itself."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.sources._sheet import Sheet

TOTALS = {"yes": "Yes", "no": "No", "abstain": "Abstentions", "not_participating": "Non-Voting"}
SYMBOL = r"^(S/(?:PV\.)?\d+(?:/\d+)?(?:/(?:Rev|Corr|Add)\.\d+)?)"
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")
ENLARGED = date(1966, 1, 1)
NO_BREAKDOWN = "no member's vote is given; the outcome alone is used"
LISTED_TWICE = "the same vote of every member stands in another row"
SECOND_OUTCOME = "the same votes stand in another row with the outcome that they give"
ONE_OF_SEVERAL = "one of several votes under this symbol; each is kept"
PROCEDURAL = "adopted against a permanent member, as only a matter of procedure can be; kept"


def check_numbers(sheet: Sheet, decisions: pl.DataFrame) -> None:
    """Each vote has a number of its own, and each resolution stands once."""
    for key, label in (("number", "Vote in the DB"), ("resolution", "resolution")):
        named = decisions.filter(pl.col(key).is_not_null())
        again = named.with_columns(first=pl.col("row").min().over(key)).filter(
            pl.col("row") != pl.col("first")
        )
        for line in again.iter_rows(named=True):
            sheet.note(
                line["row"], f"{label} {line[key]} stands in row {line['first']} too",
                f"a {label} that stands twice", "keep the row that is right",
                "two releases were joined in one file",
            )  # fmt: skip
    sheet.settle()


def set_unknown_aside(sheet: Sheet, decisions: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Mark the decisions of which no member's vote is given; refuse a vote given in part."""
    counted = votes.group_by("number").agg(unknown=pl.col("vote").is_null().sum(), members=pl.len())
    decisions = decisions.join(counted, on="number", how="left", maintain_order="left")
    part = (pl.col("unknown") > 0) & (pl.col("unknown") < pl.col("members"))
    for line in decisions.filter(part).iter_rows(named=True):
        sheet.note(
            line["row"], f"{line['unknown']} of {line['members']} votes are '?'",
            "votes known in part", "fill them in, or write ? for every member",
        )  # fmt: skip
    without = pl.col("unknown") == pl.col("members")
    for line in decisions.filter(without).iter_rows(named=True):
        totals = "-".join("?" if line[vote] is None else str(line[vote]) for vote in TOTALS)
        written = f"{line['classification']}: {totals} (yes-no-abstain-not voting)"
        sheet.report(line["row"], "*", written, "(no votes)", NO_BREAKDOWN)
    return decisions.with_columns(
        record=pl.when(without).then(pl.lit("outcome only")).otherwise(pl.lit("complete"))
    )


def with_tallies(decisions: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
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


def check_totals(sheet: Sheet, decisions: pl.DataFrame) -> None:
    """Refuse totals that the row's votes do not give, and a Council of another size."""
    whole = decisions.filter(pl.col("record") == "complete")
    off = pl.any_horizontal(pl.col(vote).ne_missing(pl.col(f"{vote}_counted")) for vote in TOTALS)
    for line in whole.filter(off).iter_rows(named=True):
        counted = "-".join(str(line[f"{vote}_counted"]) for vote in TOTALS)
        stated = "-".join("?" if line[vote] is None else str(line[vote]) for vote in TOTALS)
        sheet.note(
            line["row"],
            f"{line['classification']}: the states' columns give {counted} "
            f"(yes-no-abstain-not voting), the totals {stated}",
            "votes that do not add up to the totals", "put the odd value right",
            "the row was edited, or a column is missing",
        )  # fmt: skip
    due = pl.when(pl.col("date") >= ENLARGED).then(15).otherwise(11)
    sized = whole.with_columns(due=due)
    other_size = (pl.col("members") != pl.col("due")) | pl.col("total").ne_missing(pl.col("due"))
    for line in sized.filter(other_size).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"{line['classification']} has {line['members']} votes and the Total {line['total']}: "
            f"the Council of {line['date']} has {line['due']} members",
            "a Council of another size", "put the states' columns or the Total right",
        )  # fmt: skip
    vetoes = (pl.col("outcome") == "vetoed") & (pl.col("vetoes") != pl.col("against"))
    for line in whole.filter(vetoes).iter_rows(named=True):
        sheet.note(
            line["row"],
            f"{line['classification']} has {line['vetoes']} vetoes, and {line['against']} "
            "permanent members vote no", "another number of vetoes than of negative votes",
            "put the odd value right",
        )  # fmt: skip
    for number in decisions.filter(pl.col("members").is_null())["row"]:
        sheet.note(number, "no state votes in this row", "a vote without votes",
            "fill the votes in, or leave the row out")  # fmt: skip
    sheet.settle()


def drop_repeats(sheet: Sheet, decisions: pl.DataFrame) -> pl.DataFrame:
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
        sheet.report(line["row"], "*", written, "(dropped)", reason)
    left = marked.filter(~pl.col("second"), ~pl.col("again")).drop("second", "again")
    several = left.filter(pl.col("classification").is_duplicated())
    for line in several.iter_rows(named=True):
        numbered = f"{line['classification']}, vote {line['number']}"
        sheet.report(
            line["row"], "UN classification", line["classification"], numbered, ONE_OF_SEVERAL
        )
    return left


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


def check_outcomes(sheet: Sheet, decisions: pl.DataFrame) -> None:
    """Refuse an outcome that the votes do not allow; procedural decisions know no veto."""
    whole = decisions.filter(pl.col("record") == "complete", ~pl.col("without_vote"))
    unlike = whole.with_columns(rule=_rule()).filter(pl.col("rule") != pl.col("outcome"))
    for line in unlike.iter_rows(named=True):
        tally = f"{line['yes']} in favour, {line['no']} against"
        if (line["outcome"], line["rule"]) == ("adopted", "vetoed"):
            written = f"{line['classification']}: {tally}"
            sheet.report(line["row"], "*", written, written, PROCEDURAL)
            continue
        sheet.note(
            line["row"],
            f"{line['classification']} of {line['date']} is {line['outcome']}: {tally}, "
            f"{line['against']} permanent members against give {line['rule']}",
            "an outcome that the votes do not give", "put the outcome or the votes right",
        )  # fmt: skip
    sheet.settle()
