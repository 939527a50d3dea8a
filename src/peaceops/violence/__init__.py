"""Violence: what to expect by country and month, as draws, with baselines and their record."""

from peaceops.violence.explain import Explanation, explain
from peaceops.violence.forecast import (
    CountryForecast,
    around,
    baseline_of,
    forecast,
    types_ahead,
)
from peaceops.violence.learned import yearly_fits
from peaceops.violence.outlook import PlaceOutlook, ViolenceOutlook, outlook
from peaceops.violence.rolling_scores import past_scores
from peaceops.violence.summary import Expected, worse_than_before
from peaceops.violence.track_record import THIS_COUNTRY, Record, track_record

__all__ = [
    "THIS_COUNTRY",
    "CountryForecast",
    "Expected",
    "Explanation",
    "PlaceOutlook",
    "Record",
    "ViolenceOutlook",
    "around",
    "baseline_of",
    "explain",
    "forecast",
    "outlook",
    "past_scores",
    "track_record",
    "types_ahead",
    "worse_than_before",
    "yearly_fits",
]
