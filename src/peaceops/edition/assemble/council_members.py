"""Who sat on the Security Council when."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.edition.assemble.council_releases import Records, latest, ranks_of, turn_of
from peaceops.edition.assemble.curated import curated_rows
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import EditionError

ENLARGED = date(1966, 1, 1)  # ten elected members instead of six (A/RES/1991 A (XVIII))
YEARS = Records(("year",), ("country",), (), "years")


def members_of(readings: ParsedFiles) -> pl.DataFrame:
    """Table ``council_members``: terms from the publishers' years and the curated terms.

    A curated term replaces every year of the same member that it touches. Consecutive years of a
    member are one term: article 23 (2) of the Charter bars immediate re-election.

    Raises:
        EditionError: A year does not have six elected members (before 1966) or ten.
        SourceError: Two files of the same release contradict each other.
    """
    curated = curated_terms()
    permanent = curated.filter("permanent")["country"]
    years = (
        _latest_years(readings, permanent)
        .unique(["country", "year"], keep="first", maintain_order=True)
        .with_columns(start=pl.date(pl.col("year"), 1, 1), end=pl.date(pl.col("year"), 12, 31))
    )
    covered = years.join_where(
        curated.rename(lambda name: f"{name}_set"),
        pl.col("country") == pl.col("country_set"),
        pl.col("start") <= pl.col("end_set"),
        pl.col("end") >= pl.col("start_set"),
    )
    loose = years.join(covered, on=["country", "year"], how="anti")
    # A Soviet and a Russian seat in every year of DPPA-SCMEMBERSHIP are permanent ones too.
    loose = loose.filter(~pl.col("country").is_in(permanent.implode()))
    terms = pl.concat([curated, _terms(loose)], how="diagonal_relaxed").sort("country", "start")
    _check_sizes(terms, first=years["year"].min())
    return terms


def _latest_years(readings: ParsedFiles, permanent: pl.Series) -> pl.DataFrame:
    """Years served; where files differ, a year from the latest one that gives it whole."""
    years = readings.frame("council_members.years").sort("source", "row")
    if years["source"].n_unique() < 2:
        return years
    day = pl.date(pl.col("year"), 12, 31)
    ranks = ranks_of(years, day)
    elected = years.filter(~pl.col("country").is_in(permanent.implode()))
    due = pl.when(day >= ENLARGED).then(10).otherwise(6)
    newest = pl.col("_turn") == pl.col("_turn").min().over("year")
    placed = elected.with_columns(_turn=turn_of(ranks))
    whole = (
        placed.filter(newest)
        .group_by("year")
        .agg(elected=pl.len())
        .filter(pl.col("elected") >= due)["year"]
        .implode()
    )
    settled = latest(readings, elected.filter(pl.col("year").is_in(whole)), YEARS, ranks)
    return pl.concat([settled, elected.filter(~pl.col("year").is_in(whole))]).sort("source", "row")


def curated_terms() -> pl.DataFrame:
    """The permanent members, and terms that began or ended within a year or are on no list."""
    terms = curated_rows("council_members.csv").drop("reason")
    return terms.with_columns(
        pl.col("start", "end", "known_on").str.to_date(), pl.col("permanent") == "true"
    )


def _terms(years: pl.DataFrame) -> pl.DataFrame:
    """Join consecutive years of a member to one term, placed at its first year's row."""
    first = pl.col("year") != pl.col("year").shift(1).over("country") + 1
    return (
        years.sort("country", "year")
        .with_columns(term=first.fill_null(True).cum_sum())
        .group_by("term", maintain_order=True)
        .agg(
            pl.col("country").first(),
            pl.col("start").min(),
            pl.col("end").max(),
            pl.col("source").first(),
            pl.col("row").first(),
        )
        .with_columns(permanent=pl.lit(False), known_on=pl.col("start"))
        .drop("term")
    )


def _check_sizes(terms: pl.DataFrame, *, first: object) -> None:
    """Refuse a year, from the first one listed, with more or fewer elected members than due."""
    elected = terms.filter(~pl.col("permanent"))
    last = elected["end"].dt.year().max()
    assert isinstance(first, int) and isinstance(last, int)
    for year in range(first, last):  # the year of the latest election is only half filled
        day = date(year, 12, 31)
        seated = seated_on(elected, day)
        wanted = 10 if day >= ENLARGED else 6
        if seated.height != wanted:
            names = ", ".join(seated["country"].sort())
            raise EditionError(
                f"{seated.height} elected members sit on {day}, not {wanted}: {names}",
                where="table council_members",
                cause="a membership file lacks a member, lists one too many, or ends too early",
                remedy="correct the file; terms within a year belong in "
                "curated/council_members.csv",
            )


def seated_on(terms: pl.DataFrame, day: date) -> pl.DataFrame:
    """The terms that include a day."""
    return terms.filter(pl.col("start") <= day, pl.col("end") >= day)
