"""Sciences Po's votes joined to the decisions that other publishers name.

A resolution is the same by its number. A draft that was not adopted is the same where symbol and
outcome are, and the vetoing members if any; where several votes share a symbol they are paired in
their order. Vetoed drafts left over are the same where they are the only ones of their day. What
no other publisher holds is a decision of its own, named after its symbol.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from peaceops.edition.assemble.council_drafts import SYMBOL
from peaceops.edition.assemble.council_records import CouncilRecords
from peaceops.edition.parsed_files import ParsedFiles

WITHIN = timedelta(days=62)
OTHER_DATE = "the publishers' dates differ; that of the other publisher is used"
OTHER_SYMBOL = "the only vetoed draft of that day in either list; this symbol is used"


def adopted(records: CouncilRecords) -> pl.DataFrame:
    """Resolutions as Sciences Po gives them, with the key ``sciences_po``; empty without its table.

    Args:
        records: The publishers' records.
    """
    table = records.sciences_po
    if table is None:
        return pl.DataFrame()
    return table.filter(pl.col("outcome") == "adopted").select(
        "date", "resolution", "year", "title", "without_vote", "record", "source", "row",
        sciences_po="number",
    )  # fmt: skip


def joined_to(
    readings: ParsedFiles, records: CouncilRecords, others: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give drafts that were not adopted their key in Sciences Po's table.

    Args:
        readings: Takes the repairs.
        records: The publishers' records.
        others: Decisions of the other publishers, adopted or not, not yet numbered by repeats.

    Returns:
        ``others`` with the key, and the decisions that only Sciences Po holds.
    """
    table = records.sciences_po
    if table is None:
        return others, pl.DataFrame()
    mine = _not_adopted(table).join(_vetoing(records), on="number", how="left")
    theirs = _named(others, records)
    pairs = _paired(mine, theirs, ["symbol", "outcome", "against"])
    rest, left = _without(mine, theirs, pairs)
    more = _paired(rest, left, ["symbol", "outcome"])
    rest, left = _without(rest, left, more)
    last = _alone_that_day(rest, left)
    rest, _ = _without(rest, left, last)
    _report(readings, pl.concat([pairs, more]), last)
    keys = pl.concat([pairs, more, last]).select(
        "index", "number", "agenda_item", renamed=pl.when("misnamed").then("symbol")
    )
    return _with_keys(others, keys), _alone(rest)


def _not_adopted(table: pl.DataFrame) -> pl.DataFrame:
    return (
        table.filter(pl.col("outcome") != "adopted")
        .with_columns(symbol=pl.col("draft").str.extract(SYMBOL))
        .sort("number")
    )


def _vetoing(records: CouncilRecords) -> pl.DataFrame:
    """Permanent members against, by number of the vote, as one text."""
    votes = records.sciences_po_votes
    assert votes is not None
    permanent = pl.col("country").is_in(["CHN", "FRA", "GBR", "RUS", "SUN", "USA"])
    return (
        votes.filter(pl.col("vote") == "no", permanent)
        .group_by("number")
        .agg(against=pl.col("country").sort().str.join(" "))
    )


def _named(others: pl.DataFrame, records: CouncilRecords) -> pl.DataFrame:
    """Decisions not adopted, with symbol, vetoing members where only those are on record."""
    named = others.with_row_index("index").with_columns(
        symbol=pl.col("decision").str.extract(SYMBOL)
    )
    named = named.filter(
        pl.col("outcome") != "adopted", ~pl.col("decision").str.ends_with("(amendment)")
    )
    against = pl.DataFrame(schema={"source": pl.String, "row": pl.Int64, "against": pl.String})
    if records.vetoes is not None:
        against = records.vetoes.group_by("source", "row").agg(
            against=pl.col("country").sort().str.join(" ")
        )
    return named.join(against, on=["source", "row"], how="left", maintain_order="left").sort(
        "date", "source", "row"
    )


def _paired(mine: pl.DataFrame, theirs: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Votes of one symbol in both lists, the first with the first and so on, near in time."""
    order = pl.int_range(pl.len()).over(by)
    pairs = mine.with_columns(order=order).join(
        theirs.with_columns(order=order), on=[*by, "order"], suffix="_other",
    )  # fmt: skip
    near = (pl.col("date") - pl.col("date_other")).abs() <= WITHIN
    return _shaped(pairs.filter(near), misnamed=pl.lit(False))


def _alone_that_day(mine: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    single = (pl.len().over("date", "outcome") == 1) & (pl.col("outcome") == "vetoed")
    pairs = mine.filter(single).join(theirs.filter(single), on=["date", "outcome"], suffix="_other")
    pairs = pairs.with_columns(date_other=pl.col("date"))
    # A list of vetoes has no more than the symbol; a full record of the vote has its own name.
    listed = (pl.col("record_other") == "vetoes only") & pl.col("symbol").is_not_null()
    return _shaped(pairs, misnamed=listed)


def _shaped(pairs: pl.DataFrame, *, misnamed: pl.Expr) -> pl.DataFrame:
    return pairs.select(
        "number", "index", "symbol", "source", "row", "date", "date_other",
        "agenda_item", "decision", misnamed=misnamed,
    )  # fmt: skip


def _without(
    mine: pl.DataFrame, theirs: pl.DataFrame, pairs: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    return (
        mine.join(pairs, on="number", how="anti", maintain_order="left"),
        theirs.join(pairs, on="index", how="anti", maintain_order="left"),
    )


def _report(readings: ParsedFiles, pairs: pl.DataFrame, last: pl.DataFrame) -> None:
    apart = pairs.filter(pl.col("date") != pl.col("date_other"))
    readings.repair_each(apart, "Date", "{decision}: {date}", "{date_other}", OTHER_DATE)
    for line in last.iter_rows(named=True):
        used = line["symbol"] if line["misnamed"] else line["decision"]
        other = line["decision"] if line["misnamed"] else line["symbol"] or "(no symbol)"
        readings.repair(line["source"], line["row"], "UN classification", other, used, OTHER_SYMBOL)


def _with_keys(others: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The decisions with their keys; a list of vetoes gains the record of every vote."""
    joined = others.with_row_index("index").join(
        keys, on="index", how="left", maintain_order="left", suffix="_sciences_po"
    )
    paired = pl.col("number").is_not_null()
    return joined.with_columns(
        decision=pl.coalesce("renamed", "decision"),
        draft=pl.coalesce("renamed", "draft"),
        sciences_po=pl.when(paired).then("number").otherwise("sciences_po"),
        agenda_item=pl.coalesce("agenda_item", "agenda_item_sciences_po"),
        record=pl.when(paired).then(pl.lit("complete")).otherwise("record"),
    ).select(others.columns)


def _alone(rest: pl.DataFrame) -> pl.DataFrame:
    """Decisions that only this publisher holds, named after their symbol."""
    amendment = pl.col("draft").str.contains("(?i)amendment") & pl.col("symbol").is_null()
    return rest.select(
        "date", "draft", "agenda_item", "outcome", "without_vote", "record", "source", "row",
        decision=pl.when(amendment)
        .then(pl.format("draft of {} (oral amendment)", "date"))
        .otherwise(pl.coalesce("symbol", "draft")),
        meeting=pl.when(pl.col("symbol").str.starts_with("S/PV.")).then("symbol"),
        amendment=amendment,
        sciences_po="number",
    )  # fmt: skip
