"""Violence: what to expect by country and month, as draws, with baselines and their record."""

from peaceops.violence.expected import Expected, worse_than_before
from peaceops.violence.explain import Explanation, explain
from peaceops.violence.forecast import (
    CountryForecast,
    around,
    baseline_of,
    forecast,
    types_ahead,
)
from peaceops.violence.record import THIS_COUNTRY, Record, track_record

__all__ = [
    "THIS_COUNTRY",
    "CountryForecast",
    "Expected",
    "Explanation",
    "Record",
    "around",
    "baseline_of",
    "explain",
    "forecast",
    "track_record",
    "types_ahead",
    "worse_than_before",
]
