"""What no record can exceed: bounds of counts, money and years, far above anything on record.

Each stands well above the largest value that a publisher has ever given (in brackets), so that a
real record passes and a slip of a digit or two does not.
"""

from __future__ import annotations

DEATHS = 2_000_000
"""Deaths of one event, month or year in a country (1,610,637, a high estimate for 1994)."""
MISSION = 100_000
"""Uniformed personnel of one mission (39,893), or of a contributor in all missions (10,214)."""
PLACE = 20_000
"""Persons imputed at one place (7,500)."""
MAPS = 60
"""Times that a unit is shown on the maps of a year (10): maps appear at most weekly."""
DOLLARS = 5_000_000_000
"""US dollars of one line or period of a mission (1,192,292,200)."""
PEOPLE = 5_000_000_000
"""Population of one state (1,438,069,597)."""
INCOME = 1_000_000
"""US dollars of national income for each inhabitant and year (247,170)."""
COUPS = 20
"""Coups attempted in one state in a year (4)."""
ROLL_CALLS = 1_000
"""Roll calls of the General Assembly in a year (232)."""
VIEWS_COUNTRIES = 400
"""VIEWS' numbers of countries (246)."""
GW_NUMBERS = 999
"""Numbers of states, by Gleditsch and Ward or the Correlates of War, have three digits."""
FIRST_MISSION = 1947
"""Year of the first mission, in the Balkans."""
FIRST_MAP = 1990
"""Year before which no publisher maps deployments (1994)."""
LAST_YEAR = 2049
"""Beyond it a year is a slip of the century."""
