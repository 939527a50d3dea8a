"""Violence by PRIO-GRID cell: panels from georeferenced events, models, scores and backtests."""

from peaceops.violence.grid.ahead import CellsAhead, cells_ahead, share_within
from peaceops.violence.grid.backtest import GridBacktest, grid_backtest
from peaceops.violence.grid.draws import SparseDraws
from peaceops.violence.grid.models import GRID_MODELS
from peaceops.violence.grid.panel import GridWorld, grid_world

__all__ = [
    "GRID_MODELS",
    "CellsAhead",
    "GridBacktest",
    "GridWorld",
    "SparseDraws",
    "cells_ahead",
    "grid_backtest",
    "grid_world",
    "share_within",
]
