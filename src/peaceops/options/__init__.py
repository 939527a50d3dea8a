"""Options: the status quo plus changes, compared over the same months."""

from peaceops.options.compare import HORIZON, Outcome, compare, strength_path
from peaceops.options.comparison import Comparison, Row, Spread, compare_draws
from peaceops.options.outcomes import outcomes_of
from peaceops.options.status_quo import Range, StatusQuo

__all__ = [
    "HORIZON",
    "Comparison",
    "Outcome",
    "Range",
    "Row",
    "Spread",
    "StatusQuo",
    "compare",
    "compare_draws",
    "outcomes_of",
    "strength_path",
]
