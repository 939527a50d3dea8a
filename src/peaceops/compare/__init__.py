"""Comparisons: missions on one day, one mission on two days, under several cases, over time."""

from peaceops.compare.case_on_day import case_on
from peaceops.compare.cases import CaseTable, OptionRow, StatedLine, compare_cases
from peaceops.compare.dates import compare_dates
from peaceops.compare.missions import Cell, MissionRow, MissionTable, compare_missions

__all__ = [
    "CaseTable",
    "Cell",
    "MissionRow",
    "MissionTable",
    "OptionRow",
    "StatedLine",
    "case_on",
    "compare_cases",
    "compare_dates",
    "compare_missions",
]
