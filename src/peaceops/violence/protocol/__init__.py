"""Backtests: models run on past origins and scored as the field scores them."""

from peaceops.violence.protocol.backtest import Backtest, backtest
from peaceops.violence.protocol.compare_with_pace import PaceComparison, compare_with_pace
from peaceops.violence.protocol.export import every_draw
from peaceops.violence.protocol.issued_odds import OddsComparison, compare_with_issued_odds
from peaceops.violence.protocol.windows import (
    PROTOCOLS,
    Window,
    challenge_windows,
    true_future,
    window_of,
    windows_from,
)

__all__ = [
    "PROTOCOLS",
    "Backtest",
    "OddsComparison",
    "PaceComparison",
    "Window",
    "backtest",
    "challenge_windows",
    "compare_with_issued_odds",
    "compare_with_pace",
    "every_draw",
    "true_future",
    "window_of",
    "windows_from",
]
