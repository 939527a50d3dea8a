"""Violence: what to expect by country and month, as draws, with baselines and their record."""

from peaceops.violence.forecast import CountryForecast, forecast
from peaceops.violence.record import track_record

__all__ = ["CountryForecast", "forecast", "track_record"]
