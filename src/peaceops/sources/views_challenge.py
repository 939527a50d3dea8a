"""The VIEWS 2023/24 prediction challenge: what happened, and the months its benchmark rests on.

``actuals_YEAR.csv`` gives state-based deaths by country and month of a window.
``bm_conflictology_cm_YEAR.parquet`` gives a benchmark's twelve draws for every country and month
of a window: the country's own twelve months from the November fourteen months before the window
to the October before it, in order. Read as such they are the only publication of those months in
the challenge's vintage of UCDP's figures.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DEATHS, VIEWS_COUNTRIES
from peaceops.errors import SourceError
from peaceops.sources._parquet import read_parquet, whole_numbers
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import read_sheet
from peaceops.sources.views import MONTH_ZERO

PUBLICATION = Publication(
    id="views-challenge",
    title="2023/24 VIEWS prediction challenge, country-months: actuals and benchmark forecasts",
    publisher="VIEWS, Uppsala University and PRIO, from UCDP events",
    licence="CC BY 4.0",
    citation="Hegre, H. et al. (2025), Journal of Peace Research, on the VIEWS prediction "
    "challenge",
    url="https://viewsforecasting.org/research/prediction-challenge-2023/",
)

DRAWS = 12
BACK = 14
"""Months from the first draw's month to the first month of the window."""
ACTUALS_COLUMNS = frozenset({"month_id", "country_id", "outcome"})
DRAWS_COLUMNS = frozenset({"month_id", "country_id", "outcome", "draw"})


def read_actuals(path: Path) -> ParsedFile:
    """Read outcomes of a window as ``views.challenge_months``.

    Raises:
        SourceError: A value is impossible or a country-month is given twice.
    """
    sheet = read_sheet(path, ACTUALS_COLUMNS)
    frame = pl.DataFrame(
        {
            "row": sheet.frame["row"],
            "views_id": sheet.integer("country_id", minimum=1, maximum=VIEWS_COUNTRIES),
            "month": sheet.integer("month_id", minimum=109, maximum=840),
            "state_based": sheet.integer("outcome", minimum=0, maximum=DEATHS),
        }
    )
    frame = sheet.distinct(frame, ("views_id", "month"))
    sheet.settle()
    return sheet.parsed_file({"views.challenge_months": _dated(frame)}, "2023/24")


def read_conflictology(path: Path) -> ParsedFile:
    """Read the benchmark's draws as the past months they are.

    Raises:
        SourceError: There are not twelve draws, or they differ between months of the window.
    """
    draws = whole_numbers(path, read_parquet(path), ["country_id", "month_id", "draw", "outcome"])
    first = draws["month_id"].min()
    counts = draws.group_by("country_id", "month_id").len()
    if (counts["len"] != DRAWS).any() or draws["draw"].n_unique() != DRAWS:
        raise SourceError(
            f"holds {draws['draw'].n_unique()} draws, conflictology has {DRAWS}",
            where=path.name,
            cause="another benchmark's file under this name",
            remedy="download it again",
        )
    unlike = draws.group_by("country_id", "draw").agg(pl.col("outcome").n_unique())
    if (unlike["outcome"] > 1).any():
        raise SourceError(
            "draws differ between months of the window; conflictology's do not",
            where=path.name,
            remedy="download it again",
        )
    frame = (
        draws.filter(pl.col("month_id") == first)
        .sort("country_id", "draw")
        .select(
            pl.col("row").cast(pl.Int64),
            views_id=pl.col("country_id").cast(pl.Int64),
            month=(pl.col("month_id").cast(pl.Int64) - BACK + pl.col("draw")),
            state_based=pl.col("outcome").cast(pl.Int64),
        )
    )
    return _reading(path, frame)


def _reading(path: Path, frame: pl.DataFrame) -> ParsedFile:
    twice = frame.filter(pl.struct("views_id", "month").is_duplicated())
    if twice.height:
        line = twice.row(0, named=True)
        raise SourceError(
            f"country {line['views_id']} has month {line['month']} twice",
            where=f"{path.name}, row {line['row']}",
            remedy="keep one of the rows",
        )
    return ParsedFile({"views.challenge_months": _dated(frame)}, (), "2023/24")


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    month = pl.lit(MONTH_ZERO).dt.offset_by(pl.col("month").cast(pl.String) + "mo")
    return frame.with_columns(month=month)


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "actuals", ACTUALS_COLUMNS, read_actuals),
    Reader(
        PUBLICATION,
        "conflictology draws",
        DRAWS_COLUMNS,
        read_conflictology,
        # The other benchmarks have the same columns; their draws are not anyone's past.
        tuple(f"bm_conflictology_cm_{year}.parquet" for year in range(2018, 2040)),
    ),
)
