"""Tables of what others forecast, and of what they were scored on."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.domain.bounds import DEATHS, VIEWS_COUNTRIES
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition.tables._table import (
    COUNTRY,
    MONTHLY_REASON,
    Row,
    Table,
    after_month,
    month_column,
)

MOST_CASES = 1_000_000
_DEATHS = {"unit": "deaths, best estimate"}


class ViolenceChallengeMonths(Row):
    """State-based deaths in a country in a month, in the vintage of the VIEWS challenge."""

    country = dy.String(primary_key=True, regex=COUNTRY)
    month = month_column()
    state_based = dy.Int64(nullable=False, min=0, max=DEATHS, metadata=_DEATHS)
    views_id = dy.Int64(
        nullable=False, min=1, max=VIEWS_COUNTRIES, metadata={"unit": "country id of VIEWS"}
    )


class ViolenceIssuedForecasts(Row):
    """Deaths of all types in a country in a month as another system forecast them."""

    issued = month_column("first day of the month of issue")
    horizon = dy.Int64(
        primary_key=True, min=1, max=60, metadata={"unit": "months, the month of issue first"}
    )
    country = dy.String(primary_key=True, regex=COUNTRY)
    month = month_column()
    deaths = dy.Float64(
        nullable=False, min=0, max=DEATHS, metadata={"unit": "deaths, a point forecast"}
    )


class ViolenceIssuedScores(Row):
    """How issued forecasts did, and baselines beside them, over many country-months."""

    target = dy.Enum(VIOLENCE_TYPES, primary_key=True)
    at_least = dy.Int64(
        primary_key=True, min=1, max=DEATHS, metadata={"unit": "deaths in the country and month"}
    )
    forecaster = dy.String(primary_key=True, metadata={"unit": "as the file names it"})
    first_lead = dy.Int64(primary_key=True, min=1, max=60, metadata={"unit": "months ahead"})
    last_lead = dy.Int64(primary_key=True, min=1, max=60, metadata={"unit": "months ahead"})
    brier = dy.Float64(
        nullable=False, min=0, max=1, metadata={"unit": "mean squared error of the probability"}
    )
    cases = dy.Int64(
        nullable=True,
        min=1,
        max=MOST_CASES,
        metadata={"unit": "country-months; null for part of the months"},
    )
    origins = dy.String(
        nullable=False,
        regex="^\\d{4}-\\d{2}(; \\d{4}-\\d{2})*$",
        metadata={"unit": "last months known of the forecasts, semicolons"},
    )
    last_month = month_column("first day of the last month forecast", primary_key=False)


TABLES = (
    Table(
        "violence_challenge_months",
        ViolenceChallengeMonths,
        "State-based deaths by country and month in the VIEWS 2023/24 challenge",
        after_month(),
        MONTHLY_REASON + " Figures stand as in the challenge: later revisions are in them.",
        "download the actuals and the conflictology benchmark of the VIEWS 2023/24 prediction "
        "challenge and run `peaceops data build`",
    ),
    Table(
        "violence_issued_forecasts",
        ViolenceIssuedForecasts,
        "Deaths of all types forecast by PaCE, as issued month by month",
        pl.col("issued").dt.month_end(),
        "A file names the month of its issue and not the day: the end of that month is assumed.",
        "download the monthly forecasts of PaCE and run `peaceops data build`",
    ),
    Table(
        "violence_issued_scores",
        ViolenceIssuedScores,
        "Scores of the odds of 25 deaths in a country-month that VIEWS issued, and of baselines",
        after_month("last_month"),
        "The file is not dated: its scores were not public before the last month they are about "
        "was on record.",
        "add the scores of issued forecasts that `peaceops data sources` lists and run `peaceops "
        "data build`",
    ),
)
