"""The violence ahead in a brief: forecast, baseline and their record."""

from __future__ import annotations

from datetime import date

from peaceops.brief.document.part import Part
from peaceops.domain.figures import Figure


class MonthlyViolence(Part):
    """Deaths of a month in one country, by type."""

    country: str
    month: date
    state_based: int
    non_state: int
    one_sided: int


class ForecastMonth(Part):
    """Forecast deaths of one month: median and central intervals, and the baseline's."""

    country: str
    type: str
    month: date
    median: float
    low_50: float
    high_50: float
    low_90: float
    high_90: float
    baseline_median: float | None = None
    baseline_low_90: float | None = None
    baseline_high_90: float | None = None


class Probability(Part):
    """A probability people ask for, and the baseline's."""

    country: str
    type: str
    question: str
    months: int
    p: float
    baseline: float | None = None


class NeighbourAhead(Part):
    """Deaths expected in a neighbour over some months, and the baseline's forecast of them."""

    country: str
    type: str
    months: int
    before: int
    median: float
    low_90: float
    high_90: float
    p_25: float
    p_100: float
    p_worse: float
    baseline_median: float | None = None
    baseline_low_90: float | None = None
    baseline_high_90: float | None = None
    baseline_p_25: float | None = None
    baseline_p_100: float | None = None
    baseline_p_worse: float | None = None


class ForecastYear(Part):
    """A past year of one country as it would have been forecast: total deaths, and the error.

    The error is the continuous ranked probability score, a mean over the months, in deaths.
    """

    country: str
    first: date
    last: date
    deaths: int
    median: float
    low_90: float
    high_90: float
    error: float
    baseline_median: float
    baseline_low_90: float
    baseline_high_90: float
    baseline_error: float


class Violence(Part):
    """What violence to expect if nothing changes: draws, summarised, beside their baseline.

    ``known_until`` is the last day of which an event can be known, and ``missing_days`` counts the
    days from there to the date of the brief.
    """

    origin: date | None
    known_until: date | None = None
    missing_days: Figure | None = None
    method: str
    baseline: str = ""
    history: tuple[MonthlyViolence, ...] = ()
    forecast: tuple[ForecastMonth, ...] = ()
    probabilities: tuple[Probability, ...] = ()
    neighbours: tuple[NeighbourAhead, ...] = ()
    neighbours_without_record: tuple[str, ...] = ()
    years: tuple[ForecastYear, ...] = ()
