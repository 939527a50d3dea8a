"""Corrections by hand to the Council's decisions and votes, each with its reason."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.curated import curated_rows
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import EditionError

FLAGS = ("procedural", "amendment")
ALLOWED = ("date", *FLAGS)


def correct(readings: ParsedFiles, decisions: pl.DataFrame) -> pl.DataFrame:
    """Apply the curated corrections; adds the columns ``procedural`` and ``remark``.

    A correction of a decision that no file holds is passed over. Dates out of the order of the
    resolutions' numbers that remain are reported and kept.

    Raises:
        EditionError: The curated file names a column that cannot be corrected, or a wrong value.
    """
    corrections = curated_corrections()
    remarks = corrections.group_by("decision", maintain_order=True).agg(
        remark=pl.col("reason").unique(maintain_order=True).str.join("; ")
    )
    set_by_hand = corrections.pivot(
        on="column", on_columns=ALLOWED, index="decision", values="value"
    ).rename({name: f"{name}_set" for name in ALLOWED})
    decisions = (
        decisions.with_columns(procedural=pl.lit(False))
        .join(set_by_hand, on="decision", how="left", maintain_order="left")
        .join(remarks, on="decision", how="left", maintain_order="left")
        .with_columns(pl.col("date_set").str.to_date("%Y-%m-%d"))
        .with_columns(pl.col(f"{name}_set") == "true" for name in FLAGS)
    )
    _report(readings, decisions)
    decisions = decisions.with_columns(
        pl.coalesce(f"{name}_set", name).alias(name) for name in ALLOWED
    )
    _report_order(readings, decisions)
    return decisions.drop(f"{name}_set" for name in ALLOWED)


def curated_corrections() -> pl.DataFrame:
    """Decision, column, value and reason of each correction, and its place in the file."""
    corrections = curated_rows("council_decisions.csv")
    for line in corrections.iter_rows(named=True):
        flag_of_no_kind = line["column"] in FLAGS and line["value"] not in ("true", "false")
        if line["column"] not in ALLOWED or flag_of_no_kind:
            raise EditionError(
                f"{line['decision']}: {line['column']} cannot be set to {line['value']!r}",
                where=line["source"],
                remedy=f"the columns are {', '.join(ALLOWED)}",
            )
    return corrections


def _report(readings: ParsedFiles, decisions: pl.DataFrame) -> None:
    for name in ALLOWED:
        changed = decisions.filter((pl.col(f"{name}_set") != pl.col(name)).fill_null(False))
        readings.repair_each(
            changed, name, f"{{{name}}}", f"{{{name}_set}}", "{decision}: {remark}"
        )


def _report_order(readings: ParsedFiles, decisions: pl.DataFrame) -> None:
    numbered = decisions.filter(pl.col("resolution").is_not_null()).sort("resolution")
    early = numbered.filter(pl.col("date") < pl.col("date").shift(1))
    readings.repair_each(
        early,
        "date",
        "{date}",
        "{date}",
        "a date before that of the resolution numbered before it; kept as it stands",
    )


def correct_votes(
    readings: ParsedFiles, votes: pl.DataFrame, decisions: pl.DataFrame
) -> pl.DataFrame:
    """Drop and add the votes of the curated list; a vote added says why in ``doubt``."""
    curated = curated_rows("council_votes.csv").join(
        decisions.select("decision", known_on="date"), on="decision"
    )
    key = ["decision", "country"]
    struck = votes.join(curated.filter(pl.col("vote").is_null()).select(*key, "reason"), on=key)
    readings.repair_each(
        struck.sort(key), "*", "{country} {vote}", "(dropped)", "{decision}: {reason}"
    )
    votes = votes.join(struck, on=key, how="anti")
    added = (
        curated.filter(pl.col("vote").is_not_null())
        .join(votes, on=key, how="anti")
        .with_columns(doubt="reason")
        .select(votes.columns)
    )
    readings.repair_each(
        added.sort(key), "vote", "(no row)", "{country} {vote}", "{decision}: {doubt}"
    )
    return pl.concat([votes, added])
