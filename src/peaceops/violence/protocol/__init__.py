"""Backtests: models run on past origins and scored as the field scores them."""

from peaceops.violence.protocol.backtest import Backtest, backtest
from peaceops.violence.protocol.beside_pace import BesidePace, beside_pace
from peaceops.violence.protocol.export import every_draw
from peaceops.violence.protocol.windows import PROTOCOLS, Window, challenge_windows, windows_from

__all__ = [
    "PROTOCOLS",
    "Backtest",
    "BesidePace",
    "Window",
    "backtest",
    "beside_pace",
    "challenge_windows",
    "every_draw",
    "windows_from",
]
