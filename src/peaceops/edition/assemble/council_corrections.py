"""Corrections by hand to the Council's decisions and votes, each with its reason."""

from __future__ import annotations

from importlib.resources import files

import polars as pl

from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import EditionError
from peaceops.sources import Repair

CURATED = "curated/council_decisions.csv"
CURATED_VOTES = "curated/council_votes.csv"
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
    wide = corrections.pivot(on="column", on_columns=ALLOWED, index="decision", values="value")
    set_by_hand = wide.select(
        "decision",
        **{
            f"{name}_set": pl.col(name) if name in wide.columns else pl.lit(None)
            for name in ALLOWED
        },
    )
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
    """Decision, column, value and reason of each correction."""
    corrections = _curated(CURATED)
    for line in corrections.iter_rows(named=True):
        flag_of_no_kind = line["column"] in FLAGS and line["value"] not in ("true", "false")
        if line["column"] not in ALLOWED or flag_of_no_kind:
            raise EditionError(
                f"{line['decision']}: {line['column']} cannot be set to {line['value']!r}",
                where=CURATED,
                remedy=f"the columns are {', '.join(ALLOWED)}",
            )
    return corrections


def _report(readings: ParsedFiles, decisions: pl.DataFrame) -> None:
    for name in ALLOWED:
        changed = decisions.filter((pl.col(f"{name}_set") != pl.col(name)).fill_null(False))
        for line in changed.iter_rows(named=True):
            readings.repair(
                Repair(
                    line["source"], line["row"], name, str(line[name]), str(line[f"{name}_set"]),
                    f"{line['decision']}: {line['remark']}",
                )
            )  # fmt: skip


def _report_order(readings: ParsedFiles, decisions: pl.DataFrame) -> None:
    numbered = decisions.filter(pl.col("resolution").is_not_null()).sort("resolution")
    early = numbered.filter(pl.col("date") < pl.col("date").shift(1))
    for line in early.iter_rows(named=True):
        readings.repair(
            Repair(
                line["source"], line["row"], "date", str(line["date"]), str(line["date"]),
                "a date before that of the resolution numbered before it; kept as it stands",
            )
        )  # fmt: skip


def correct_votes(
    readings: ParsedFiles, votes: pl.DataFrame, decisions: pl.DataFrame
) -> pl.DataFrame:
    """Drop and add the votes of the curated list; a vote added says why in ``doubt``."""
    curated = (
        _curated(CURATED_VOTES)
        .with_row_index("curated_row", offset=2)
        .join(decisions.select("decision", known_on="date"), on="decision")
    )
    key = ["decision", "country"]
    struck = votes.join(curated.filter(pl.col("vote").is_null()).select(*key, "reason"), on=key)
    for line in struck.sort(key).iter_rows(named=True):
        readings.repair(
            Repair(
                line["source"], line["row"], "*", f"{line['country']} {line['vote']}", "(dropped)",
                f"{line['decision']}: {line['reason']}",
            )
        )  # fmt: skip
    votes = votes.join(struck, on=key, how="anti")
    added = (
        curated.filter(pl.col("vote").is_not_null())
        .join(votes, on=key, how="anti")
        .with_columns(
            doubt="reason", source=pl.lit(CURATED_VOTES), row=pl.col("curated_row").cast(pl.Int64)
        )
        .select(votes.columns)
    )
    for line in added.sort(key).iter_rows(named=True):
        readings.repair(
            Repair(
                line["source"], line["row"], "vote", "(no row)",
                f"{line['country']} {line['vote']}",
                f"{line['decision']}: {line['doubt']}",
            )
        )  # fmt: skip
    return pl.concat([votes, added])


def _curated(name: str) -> pl.DataFrame:
    path = files("peaceops.edition").joinpath(*name.split("/"))
    return pl.read_csv(path.read_bytes(), infer_schema=False)
