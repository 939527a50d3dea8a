"""Violence: what to expect by country and month, as draws, with baselines and their record."""

from peaceops.violence.area import operates_in
from peaceops.violence.explain import Explanation, explain
from peaceops.violence.gaps import known_words
from peaceops.violence.learned import yearly_fits
from peaceops.violence.outlook import PlaceOutlook, ViolenceOutlook, around, outlook
from peaceops.violence.rolling_scores import past_scores
from peaceops.violence.track_record import past_years, records_of

__all__ = [
    "Explanation",
    "PlaceOutlook",
    "ViolenceOutlook",
    "around",
    "explain",
    "known_words",
    "operates_in",
    "outlook",
    "past_scores",
    "past_years",
    "records_of",
    "yearly_fits",
]
