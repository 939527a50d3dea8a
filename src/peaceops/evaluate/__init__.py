"""What all forecasts are scored by: one track record, one set of scores, one calibration."""

from peaceops.evaluate.calibration import calibration
from peaceops.evaluate.scores import crps
from peaceops.evaluate.track_record import Score, TrackRecord, in_words

__all__ = ["Score", "TrackRecord", "calibration", "crps", "in_words"]
