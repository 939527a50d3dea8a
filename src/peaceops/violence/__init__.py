"""Violence: what to expect by country and month, as draws, with baselines and their record."""

from peaceops.violence.expected import Expected, worse_than_before
from peaceops.violence.forecast import CountryForecast, around, baseline_of, forecast
from peaceops.violence.record import THIS_COUNTRY, Record, track_record

__all__ = [
    "THIS_COUNTRY",
    "CountryForecast",
    "Expected",
    "Record",
    "around",
    "baseline_of",
    "forecast",
    "track_record",
    "worse_than_before",
]
