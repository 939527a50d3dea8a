"""When a host withdrew or restricted its consent, and what followed: curated, each line checked.

A line's decision must be on record on the day the file says, with the votes in favour it says;
otherwise the build stops. A decision that the files at hand do not reach is taken as it is.
"""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.curated import curated_rows
from peaceops.errors import EditionError


def shipped_cases() -> pl.DataFrame:
    """The curated cases of consent, typed, with the place of each."""
    return curated_rows("consent_cases.csv").with_columns(
        pl.col("asked", "end", "decided").str.to_date(),
        pl.col("recognised") == "true",
        pl.col("yes").cast(pl.Int64),
    )


def shipped_wishes() -> pl.DataFrame:
    """The curated list of decisions for or against a host's wish, typed, with the place of each."""
    return curated_rows("host_wishes.csv").with_columns(
        pl.col("decided").str.to_date(), pl.col("yes").cast(pl.Int64)
    )


def host_wishes(lines: pl.DataFrame, decisions: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Table ``host_wishes``: lines whose decision is on record, each checked against it.

    Args:
        lines: As ``shipped_wishes`` gives them.
        decisions: The table of decisions.
        votes: The table of votes.

    Raises:
        EditionError: A line disagrees with the record of decisions and votes.
    """
    _refuse_other_record(lines, decisions, votes)
    return (
        lines.join(decisions.select("decision"), on="decision", how="semi")
        .sort("decision")
        .select("decision", "mission", "host", "wish", "record", "reason", "source", "row",
                known_on="decided")
    )  # fmt: skip


def consent_tables(
    cases: pl.DataFrame, decisions: pl.DataFrame, votes: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Tables ``consent_requests`` and ``consent_outcomes``: each moment known on its own day.

    Args:
        cases: As ``shipped_cases`` gives them. One without an outcome is a request that the
            Council has not answered; one without ``yes`` is not compared with the tally.
        decisions: The table of decisions.
        votes: The table of votes.

    Raises:
        EditionError: A line disagrees with the record of decisions and votes.
    """
    _refuse_other_record(cases, decisions, votes)
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


def _refuse_other_record(lines: pl.DataFrame, decisions: pl.DataFrame, votes: pl.DataFrame) -> None:
    """Refuse lines that disagree; nulls compare with nothing, what is not on record is taken."""
    favour = (
        votes.filter(pl.col("vote").cast(pl.String) == "yes")
        .group_by("decision")
        .agg(counted=pl.len().cast(pl.Int64))
    )
    checked = lines.join(decisions.select("decision", on="date"), on="decision", how="left").join(
        favour, on="decision", how="left"
    )
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
