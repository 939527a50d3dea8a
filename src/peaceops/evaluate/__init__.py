"""What all forecasts are scored by: one track record, one set of scores, one calibration."""

from peaceops.evaluate.calibration import calibration
from peaceops.evaluate.probabilities import brier, log_loss
from peaceops.evaluate.quantiles import quantile_score
from peaceops.evaluate.scores import BIN_EDGES, CHALLENGE_DRAWS, crps
from peaceops.evaluate.track_record import Score, TrackRecord, in_words

__all__ = [
    "BIN_EDGES",
    "CHALLENGE_DRAWS",
    "Score",
    "TrackRecord",
    "brier",
    "calibration",
    "crps",
    "in_words",
    "log_loss",
    "quantile_score",
]
