"""When a host withdrew or restricted its consent, and what followed: curated, each line checked.

A line's decision must be on record on the day the file says, with the votes in favour it says;
otherwise the build stops. A decision that the files at hand do not reach is taken as it is.
"""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble._curated import curated_rows
from peaceops.errors import EditionError

CURATED = "curated/consent_cases.csv"
WISHES = "curated/host_wishes.csv"


def shipped_cases() -> pl.DataFrame:
    """The curated file, typed, with ``row`` and ``source``."""
    return curated_rows("consent_cases.csv").with_columns(
        pl.col("asked", "end", "decided").str.to_date("%Y-%m-%d"),
        pl.col("recognised") == "true",
        pl.col("yes").cast(pl.Int64),
        source=pl.lit(CURATED),
    )


def shipped_wishes() -> pl.DataFrame:
    """The curated list of decisions for or against a host's wish, typed, with row and source."""
    lines = curated_rows("host_wishes.csv").rename({"source": "record"})
    return lines.with_columns(
        pl.col("decided").str.to_date("%Y-%m-%d"),
        pl.col("yes").cast(pl.Int64),
        source=pl.lit(WISHES),
    )


def host_wishes(
    decisions: pl.DataFrame, votes: pl.DataFrame, curated: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Table ``host_wishes``: lines whose decision is on record, each checked against it.

    Args:
        decisions: The table of decisions.
        votes: The table of votes.
        curated: Lines as ``shipped_wishes`` gives them, which is the default.

    Raises:
        EditionError: A line disagrees with the record of decisions and votes.
    """
    lines = shipped_wishes() if curated is None else curated
    _refuse_other_record(_beside_record(lines, decisions, votes))
    return (
        lines.join(decisions.select("decision"), on="decision", how="semi")
        .sort("decision")
        .select("decision", "mission", "host", "wish", "record", "reason", "source", "row",
                known_on="decided")
    )  # fmt: skip


def consent_tables(
    decisions: pl.DataFrame, votes: pl.DataFrame, curated: pl.DataFrame | None = None
) -> dict[str, pl.DataFrame]:
    """Tables ``consent_requests`` and ``consent_outcomes``: each moment known on its own day.

    Args:
        decisions: The table of decisions.
        votes: The table of votes.
        curated: Cases as ``shipped_cases`` gives them, which is the default. One without an
            outcome is a request that the Council has not answered; one without ``yes`` is not
            compared with the tally.

    Raises:
        EditionError: A line disagrees with the record of decisions and votes.
    """
    cases = shipped_cases() if curated is None else curated
    _refuse_other_record(_beside_record(cases, decisions, votes))
    sourced = cases.sort("mission", "asked")
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
        "consent_outcomes": sourced.filter(pl.col("outcome").is_not_null()).select(
            "mission", "asked", "outcome", "end", "decision", "reason", "source", "row",
            known_on=decided,
        ),
    }  # fmt: skip


def _beside_record(
    lines: pl.DataFrame, decisions: pl.DataFrame, votes: pl.DataFrame
) -> pl.DataFrame:
    """Curated lines with the day (``on``) and the votes in favour of their decision on record."""
    favour = (
        votes.filter(pl.col("vote").cast(pl.String) == "yes")
        .group_by("decision")
        .agg(counted=pl.len().cast(pl.Int64))
    )
    return lines.join(decisions.select("decision", on="date"), on="decision", how="left").join(
        favour, on="decision", how="left"
    )


def _refuse_other_record(checked: pl.DataFrame) -> None:
    """Refuse lines that disagree; nulls compare with nothing, what is not on record is taken."""
    wrong = checked.filter(
        (pl.col("on") != pl.col("decided")) | (pl.col("counted") != pl.col("yes"))
    ).sort("row")
    if wrong.is_empty():
        return
    places = [
        f"{line['decision']} is dated {line['decided']}"
        + ("" if line["yes"] is None else f" with {line['yes']} votes in favour")
        + f"; the record has {line['on']} with {line['counted']} (row {line['row']})"
        for line in wrong.iter_rows(named=True)
    ]
    raise EditionError(
        "\n".join(places),
        where=f"{wrong['source'][0]}, row {wrong['row'][0]}",
        remedy="correct the line",
    )
