"""Options: the status quo plus changes, compared over the same months."""

from peaceops.options.compare import HORIZON, Outcome, compare, strength_path
from peaceops.options.status_quo import Range, StatusQuo

__all__ = ["HORIZON", "Outcome", "Range", "StatusQuo", "compare", "strength_path"]
