"""Violence by PRIO-GRID cell: panels from georeferenced events, models, scores and backtests."""

from peaceops.violence.grid.backtest import GridBacktest, grid_backtest
from peaceops.violence.grid.draws import SparseDraws
from peaceops.violence.grid.models import GRID_MODELS
from peaceops.violence.grid.panel import GridWorld, grid_world

__all__ = [
    "GRID_MODELS",
    "GridBacktest",
    "GridWorld",
    "SparseDraws",
    "grid_backtest",
    "grid_world",
]
