"""Backtests: models run on past origins and scored as the field scores them."""

from peaceops.violence.protocol.backtest import Backtest, backtest
from peaceops.violence.protocol.windows import PROTOCOLS, Window, challenge_windows, windows_from

__all__ = ["PROTOCOLS", "Backtest", "Window", "backtest", "challenge_windows", "windows_from"]
