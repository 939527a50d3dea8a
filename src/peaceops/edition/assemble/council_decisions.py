"""Drafts put to the vote: four publishers' records brought together.

The Library holds every adopted resolution, the Council Affairs Division every draft since 1994
with topic, region and sponsors, the veto lists the vetoed drafts before that, and Sciences Po every
vote (``council_sciences_po``). A decision is named after its resolution, ``S/RES/2640 (2022)``, or
else after its draft, ``S/2022/431``.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from peaceops.edition.assemble import council_sciences_po
from peaceops.edition.assemble.council_drafts import SYMBOL
from peaceops.edition.assemble.council_records import CouncilRecords
from peaceops.edition.parsed_files import ParsedFiles

# Keys back to each publisher's votes: resolution, number in the table, row of the veto list.
KEYS = ("library", "affairs", "vetoes", "sciences_po")
COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "decision": pl.String,
    "date": pl.Date,
    "resolution": pl.Int64,
    "draft": pl.String,
    "meeting": pl.String,
    "title": pl.String,
    "agenda_item": pl.String,
    "topic": pl.String,
    "region": pl.String,
    "submitted_by": pl.String,
    "outcome": pl.String,
    "without_vote": pl.Boolean,
    "amendment": pl.Boolean,
    "record": pl.String,
    "source": pl.String,
    "row": pl.Int64,
    "library": pl.Int64,
    "affairs": pl.Int64,
    "vetoes": pl.Struct({"source": pl.String, "row": pl.Int64}),
    "sciences_po": pl.Int64,
}
SAME_DRAFT_WITHIN = timedelta(days=31)
LIBRARYS_DATE = "the publishers' dates differ; the Library's is used"
ONLY_DATE_THAT_FITS = "the publishers' dates differ; only this one fits the order of the numbers"


def decisions_of(readings: ParsedFiles, records: CouncilRecords) -> pl.DataFrame:
    """Every decision once, with its key in each publisher's record (``COLUMNS``)."""
    library, affairs = _library(records), _affairs(records)
    affairs = _find_numbers(readings, library, affairs)
    decisions = pl.concat([_adopted(readings, records, library, affairs), _unnumbered(affairs)])
    decisions = pl.concat([decisions, _vetoes_only(readings, records, decisions)])
    decisions, alone = council_sciences_po.joined_to(readings, records, decisions)
    return _number_repeats(pl.concat([decisions, _shaped(alone)])).sort("decision")


def _library(records: CouncilRecords) -> pl.DataFrame:
    if records.library is None:
        return _shaped(pl.DataFrame())
    resolutions = (
        records.library.sort("source", "row")
        .group_by("resolution", "year", maintain_order=True)
        .agg(
            pl.col("date", "draft", "meeting", "title", "agenda_item", "source", "row").first(),
            without_vote=(pl.col("vote") == "not_participating").all(),
        )
        .with_columns(library="resolution", meeting=_meeting())
    )
    return _shaped(resolutions.with_columns(decision=_named_after_resolution()))


def _affairs(records: CouncilRecords) -> pl.DataFrame:
    if records.drafts is None:
        return _shaped(pl.DataFrame())
    drafts = records.drafts.with_columns(meeting=_meeting())
    return _shaped(drafts.with_columns(decision=_named_after_resolution()))


def _find_numbers(
    readings: ParsedFiles, library: pl.DataFrame, affairs: pl.DataFrame
) -> pl.DataFrame:
    """Number an adopted draft after the one resolution of its day that no other draft claims."""
    unclaimed = library.join(affairs, on="decision", how="anti")
    nameless = affairs.filter(pl.col("resolution").is_null(), pl.col("outcome") == "adopted")
    for line in nameless.iter_rows(named=True):
        same_day = unclaimed.filter(pl.col("date") == line["date"])
        if same_day.height != 1:
            continue
        resolution = same_day.row(0, named=True)
        here = pl.col("affairs") == line["affairs"]
        affairs = affairs.with_columns(
            pl.when(here).then(pl.lit(resolution[name])).otherwise(name).alias(name)
            for name in ("decision", "resolution")
        )
        readings.repair(
            line["source"],
            line["row"],
            "Resolution",
            "(missing)",
            resolution["decision"],
            "the only resolution of that day in the Library's file that has no draft here",
        )
    return affairs


def _adopted(
    readings: ParsedFiles, records: CouncilRecords, library: pl.DataFrame, affairs: pl.DataFrame
) -> pl.DataFrame:
    """Adopted resolutions: values of the Library, else the Affairs Division, else Sciences Po."""
    numbered = affairs.filter(pl.col("resolution").is_not_null())
    every = _sciences_po(records)
    ranked = [
        frame.with_columns(rank=rank) for rank, frame in enumerate((library, numbered, every))
    ]
    whole = pl.col("title").filter(~pl.col("title").str.contains("[...]", literal=True))
    merged = (
        pl.concat(ranked)
        .sort("decision", "rank")
        .group_by("decision", maintain_order=True)
        .agg(
            pl.exclude("rank", "title").drop_nulls().first(),
            title=pl.coalesce(whole.first(), pl.col("title").drop_nulls().first()),
            date_affairs=pl.col("date").filter(pl.col("rank") == 1).first(),
            date_every=pl.col("date").filter(pl.col("rank") == 2).first(),
            row_every=pl.col("row").filter(pl.col("rank") == 2).first(),
            source_every=pl.col("source").filter(pl.col("rank") == 2).first(),
            row_affairs=pl.col("row").filter(pl.col("rank") == 1).first(),
            source_affairs=pl.col("source").filter(pl.col("rank") == 1).first(),
        )
        .with_columns(outcome=pl.lit("adopted"), amendment=pl.lit(False))
    )
    return _shaped(_settle_dates(readings, merged))


def _settle_dates(readings: ParsedFiles, merged: pl.DataFrame) -> pl.DataFrame:
    """Use the Library's date, or the other one where only that fits the order of the numbers."""
    merged = merged.sort("resolution")
    before = pl.col("date").shift(1).fill_null(pl.col("date_affairs"))
    after = pl.col("date").shift(-1).fill_null(pl.col("date_affairs"))
    merged = merged.with_columns(
        differ=(pl.col("date") != pl.col("date_affairs")).fill_null(False),
        library_fits=pl.col("date").is_between(before, after),
        affairs_fit=pl.col("date_affairs").is_between(before, after),
    ).with_columns(
        used=pl.when(pl.col("differ"), ~pl.col("library_fits"), pl.col("affairs_fit"))
        .then("date_affairs")
        .otherwise("date")
    )
    for line in merged.filter("differ").iter_rows(named=True):
        library_used = line["used"] == line["date"]
        side = "_affairs" if library_used else ""  # the one that gives way
        source, row, value = (line[f"{name}{side}"] for name in ("source", "row", "date"))
        reason = LIBRARYS_DATE if library_used else ONLY_DATE_THAT_FITS
        readings.repair(source, row, "date", str(value), str(line["used"]), reason)
    readings.repair_each(
        merged.filter(pl.col("date_every") != pl.col("used")).with_columns(
            source="source_every", row="row_every"
        ),
        "Date",
        "{decision}: {date_every}",
        "{used}",
        council_sciences_po.OTHER_DATE,
    )
    return merged.with_columns(date="used")


def _sciences_po(records: CouncilRecords) -> pl.DataFrame:
    table = council_sciences_po.adopted(records)
    if table.is_empty():
        return _shaped(pl.DataFrame())
    return _shaped(table.with_columns(decision=_named_after_resolution()))


def _unnumbered(affairs: pl.DataFrame) -> pl.DataFrame:
    """Drafts not adopted, and amendments, which are adopted without a number."""
    drafts = affairs.filter(pl.col("resolution").is_null())
    base = pl.col("draft").str.extract("(?i)" + SYMBOL).str.to_uppercase()
    says_so = pl.col("draft").str.contains("(?i)amendment").fill_null(False)
    siblings = affairs.select(
        "affairs", "date", base=base, failed=pl.col("outcome") == "failed"
    ).drop_nulls("base")
    # A draft that fails and passes, or is vetoed, within days: the failed vote was on an amendment.
    amended = (
        siblings.filter("failed")
        .join(siblings.filter(~pl.col("failed")), on="base", suffix="_other")
        .filter((pl.col("date") - pl.col("date_other")).abs() <= SAME_DRAFT_WITHIN)
    )["affairs"]
    to_text_of_draft = says_so | pl.col("affairs").is_in(amended.unique().implode())
    # Today's table gives no meeting, and some drafts put to the vote have no symbol.
    name = pl.coalesce(base, pl.col("meeting"), pl.format("draft of {}", "date"))
    return _shaped(
        drafts.with_columns(
            amendment=to_text_of_draft | (pl.col("outcome") == "adopted"),
            decision=pl.when(to_text_of_draft, base.is_null())
            .then(pl.format("{} (oral amendment)", name))
            .when(to_text_of_draft)
            .then(pl.format("{} (amendment)", name))
            .otherwise(name),
        )
    )


def _vetoes_only(
    readings: ParsedFiles, records: CouncilRecords, decisions: pl.DataFrame
) -> pl.DataFrame:
    """Vetoed drafts that no other record holds; of their votes only the vetoes are known."""
    if records.vetoes is None:
        return _shaped(pl.DataFrame())
    listed = (
        records.vetoes.sort("source", "row")
        .unique(["source", "row"], keep="first", maintain_order=True)
        .with_columns(
            outcome=pl.lit("vetoed"),
            record=pl.lit("vetoes only"),
            vetoes=pl.struct("source", "row"),
        )
    )
    vetoed = decisions.filter(pl.col("outcome") == "vetoed").select("decision", held="date")
    pairs = listed.join(vetoed, on="decision", how="left", maintain_order="left")
    readings.repair_each(
        pairs.filter(pl.col("date") != pl.col("held")),
        "date",
        "{date}",
        "{held}",
        "the publishers' dates differ; that of the full record of the vote is used",
    )
    return _shaped(pairs.filter(pl.col("held").is_null()).drop("held"))


def _number_repeats(decisions: pl.DataFrame) -> pl.DataFrame:
    """Tell apart decisions of one name: the second becomes ``NAME (2)``.

    Votes that only Sciences Po holds come last, so that the others keep their names.
    """
    keys = pl.all_horizontal(pl.col(name).is_null() for name in KEYS if name != "sciences_po")
    alone = keys & pl.col("sciences_po").is_not_null()
    order = ["alone", "date", "source", "nth"]
    place = pl.int_range(1, pl.len() + 1).over("decision", order_by=order)
    decisions = decisions.with_columns(
        alone=alone, nth=pl.when(alone).then("sciences_po").otherwise("row")
    )
    return decisions.with_columns(
        decision=pl.when(place == 1)
        .then("decision")
        .otherwise(pl.format("{} ({})", "decision", place))
    ).drop("alone", "nth")


def _meeting() -> pl.Expr:
    """A meeting by the symbol of its record; written procedures (``V131``) keep their number."""
    bare = pl.col("meeting").str.contains(r"^\d+$")
    return pl.when(bare).then("S/PV." + pl.col("meeting")).otherwise("meeting").alias("meeting")


def _named_after_resolution() -> pl.Expr:
    return pl.format("S/RES/{} ({})", "resolution", "year")


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with all ``COLUMNS``; those it lacks are null, flags false, record complete."""
    if not frame.columns:
        return pl.DataFrame(schema=COLUMNS)
    unset: dict[str, object] = {"amendment": False, "without_vote": False, "record": "complete"}
    return frame.select(
        pl.col(name).cast(kind)
        if name in frame.columns
        else pl.lit(unset.get(name), kind).alias(name)
        for name, kind in COLUMNS.items()
    )
