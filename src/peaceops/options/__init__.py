"""Options: the status quo plus changes, compared over the same months."""

from peaceops.options.comparison import Comparison, Row, compare_draws
from peaceops.options.figures import figures_of
from peaceops.options.ground import Ground, ground
from peaceops.options.rooms import Rooms, ask_rooms
from peaceops.options.spread import Range, Spread

__all__ = [
    "Comparison",
    "Ground",
    "Range",
    "Rooms",
    "Row",
    "Spread",
    "ask_rooms",
    "compare_draws",
    "figures_of",
    "ground",
]
