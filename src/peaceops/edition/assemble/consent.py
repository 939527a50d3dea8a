"""When a host withdrew or restricted its consent, and what followed: curated, each line checked.

A line's decision must be on record on the day the file says, with the votes in favour it says;
otherwise the build stops. A decision that the files at hand do not reach is taken as it is.
"""

from __future__ import annotations

from importlib.resources import files

import polars as pl

from peaceops.errors import EditionError

CURATED = "curated/consent_cases.csv"


def shipped_cases() -> pl.DataFrame:
    """The curated file, typed, with ``row``."""
    path = files("peaceops.edition") / "curated" / "consent_cases.csv"
    text = pl.read_csv(path.read_bytes(), infer_schema=False)
    return text.with_row_index("row", offset=2).with_columns(
        pl.col("asked", "end", "decided").str.to_date("%Y-%m-%d"),
        pl.col("recognised") == "true",
        pl.col("yes", "row").cast(pl.Int64),
    )


def consent_tables(
    decisions: pl.DataFrame, votes: pl.DataFrame, curated: pl.DataFrame | None = None
) -> dict[str, pl.DataFrame]:
    """Tables ``consent_requests`` and ``consent_outcomes``: each moment known on its own day.

    Raises:
        EditionError: A line disagrees with the record of decisions and votes.
    """
    cases = shipped_cases() if curated is None else curated
    favour = (
        votes.filter(pl.col("vote").cast(pl.String) == "yes")
        .group_by("decision")
        .agg(counted=pl.len().cast(pl.Int64))
    )
    checked = cases.join(decisions.select("decision", on="date"), on="decision", how="left").join(
        favour, on="decision", how="left"
    )
    wrong = checked.filter(
        (pl.col("on") != pl.col("decided")) | (pl.col("counted") != pl.col("yes"))
    )
    for line in wrong.sort("row").iter_rows(named=True):
        raise EditionError(
            f"{line['decision']} is dated {line['decided']} with {line['yes']} votes in favour; "
            f"the record has {line['on']} with {line['counted']}",
            where=f"{CURATED}, row {line['row']}",
            remedy="correct the line",
        )
    sourced = cases.with_columns(source=pl.lit(CURATED)).sort("mission", "asked")
    last_possible = (
        pl.when(pl.col("precision") == "month")
        .then(pl.col("asked").dt.month_end())
        .when(pl.col("precision") == "year")
        .then(pl.date(pl.col("asked").dt.year(), 12, 31))
        .otherwise("asked")
    )
    decided = pl.max_horizontal("decided", "asked")
    return {
        "consent_requests": sourced.select(
            "mission", "asked", "precision", "host", "act", "recognised", "source", "row",
            known_on=pl.min_horizontal(last_possible, decided),
        ),
        "consent_outcomes": sourced.select(
            "mission", "asked", "outcome", "end", "decision", "reason", "source", "row",
            known_on=decided,
        ),
    }  # fmt: skip
