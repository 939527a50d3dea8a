"""Comparisons: missions on one day, one mission on two days, under several cases, over time."""

from peaceops.compare.arrivals import Arrival
from peaceops.compare.case_on_day import case_on
from peaceops.compare.cases import CaseTable, OptionRow, StatedLine, compare_cases
from peaceops.compare.dates import compare_dates
from peaceops.compare.missions import Cell, MissionRow, MissionTable, compare_missions
from peaceops.compare.odds_over_time import KINDS, DayOdds, OddsOverTime, days_of, odds_over_time

__all__ = [
    "KINDS",
    "Arrival",
    "CaseTable",
    "Cell",
    "DayOdds",
    "MissionRow",
    "MissionTable",
    "OddsOverTime",
    "OptionRow",
    "StatedLine",
    "case_on",
    "compare_cases",
    "compare_dates",
    "compare_missions",
    "days_of",
    "odds_over_time",
]


def __dir__() -> list[str]:
    return sorted(__all__)
