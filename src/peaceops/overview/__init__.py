"""All missions side by side, the calendar of what is due, and the record as lists."""

from peaceops.overview.dates_ahead import Calendar, CalendarEntry, EntryKind, calendar
from peaceops.overview.icalendar_file import is_our_calendar, to_icalendar
from peaceops.overview.mission_lines import MissionLine, missions
from peaceops.overview.odds_of_end import odds_of_end
from peaceops.overview.outlines import (
    CountryOutline,
    MissionPlace,
    mission_places,
    world_outlines,
)
from peaceops.overview.strength_list import strength_by_month
from peaceops.overview.telling_days import TellingDay, telling_days
from peaceops.overview.usual_vote import UsualVote, usual_vote
from peaceops.overview.vote_list import council_votes

__all__ = [
    "Calendar",
    "CalendarEntry",
    "CountryOutline",
    "EntryKind",
    "MissionLine",
    "MissionPlace",
    "TellingDay",
    "UsualVote",
    "calendar",
    "council_votes",
    "is_our_calendar",
    "mission_places",
    "missions",
    "odds_of_end",
    "strength_by_month",
    "telling_days",
    "to_icalendar",
    "usual_vote",
    "world_outlines",
]
