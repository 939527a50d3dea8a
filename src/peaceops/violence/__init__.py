"""Violence: what to expect by country and month, as draws, with baselines and their record."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face
from peaceops.violence.area import operates_in
from peaceops.violence.explain import Explanation, LookAlikes, explain, look_alikes
from peaceops.violence.gaps import known_words
from peaceops.violence.learned import yearly_fits
from peaceops.violence.outlook import PlaceOutlook, ViolenceOutlook, around, outlook
from peaceops.violence.rolling_scores import past_scores
from peaceops.violence.track_record import past_years, records_of

if TYPE_CHECKING:
    from peaceops.violence.draws import LAYOUTS as DRAW_LAYOUTS
    from peaceops.violence.draws import long_tables, to_hubverse
    from peaceops.violence.grid import (
        GRID_MODELS,
        CellsAhead,
        GridBacktest,
        cells_ahead,
        grid_backtest,
        share_within,
    )
    from peaceops.violence.grid.ahead import DEATHS_25
    from peaceops.violence.grid.backtest import COMPARED as GRID_SCORES_COMPARED
    from peaceops.violence.grid.backtest import TOGETHER as GRID_TOGETHER
    from peaceops.violence.grid.models import BENCHMARK as GRID_BENCHMARK
    from peaceops.violence.models import MODELS
    from peaceops.violence.protocol import (
        PROTOCOLS,
        Window,
        challenge_windows,
        every_draw,
        true_future,
        window_of,
        windows_from,
    )
    from peaceops.violence.protocol.backtest import Backtest, backtest
    from peaceops.violence.protocol.compare_with_pace import PaceComparison, compare_with_pace
    from peaceops.violence.protocol.issued_odds import OddsComparison, compare_with_issued_odds

__all__ = [
    "DEATHS_25",
    "DRAW_LAYOUTS",
    "GRID_BENCHMARK",
    "GRID_MODELS",
    "GRID_SCORES_COMPARED",
    "GRID_TOGETHER",
    "MODELS",
    "PROTOCOLS",
    "Backtest",
    "CellsAhead",
    "Explanation",
    "GridBacktest",
    "LookAlikes",
    "OddsComparison",
    "PaceComparison",
    "PlaceOutlook",
    "ViolenceOutlook",
    "Window",
    "around",
    "backtest",
    "cells_ahead",
    "challenge_windows",
    "compare_with_issued_odds",
    "compare_with_pace",
    "every_draw",
    "explain",
    "grid_backtest",
    "known_words",
    "long_tables",
    "look_alikes",
    "operates_in",
    "outlook",
    "past_scores",
    "past_years",
    "records_of",
    "share_within",
    "to_hubverse",
    "true_future",
    "window_of",
    "windows_from",
    "yearly_fits",
]

# Backtests, cells and files of draws are asked for by their commands alone.
__getattr__ = lazy_face(
    __name__,
    {
        "draws": ["LAYOUTS as DRAW_LAYOUTS", "long_tables", "to_hubverse"],
        "grid": [
            "GRID_MODELS",
            "CellsAhead",
            "GridBacktest",
            "cells_ahead",
            "grid_backtest",
            "share_within",
        ],
        "grid.ahead": ["DEATHS_25"],
        "grid.backtest": ["COMPARED as GRID_SCORES_COMPARED", "TOGETHER as GRID_TOGETHER"],
        "grid.models": ["BENCHMARK as GRID_BENCHMARK"],
        "models": ["MODELS"],
        "protocol": [
            "PROTOCOLS",
            "Window",
            "challenge_windows",
            "every_draw",
            "true_future",
            "window_of",
            "windows_from",
        ],
        "protocol.backtest": ["Backtest", "backtest"],
        "protocol.compare_with_pace": ["PaceComparison", "compare_with_pace"],
        "protocol.issued_odds": ["OddsComparison", "compare_with_issued_odds"],
    },
)
