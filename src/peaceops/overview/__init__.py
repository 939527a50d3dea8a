"""All missions side by side: which stand, what ends first, and the calendar of what is due."""

from peaceops.overview.dates_ahead import Calendar, CalendarEntry, calendar
from peaceops.overview.icalendar_file import is_our_calendar, to_icalendar
from peaceops.overview.mission_lines import MissionLine, missions
from peaceops.overview.usual_vote import UsualVote, usual_vote

__all__ = [
    "Calendar",
    "CalendarEntry",
    "MissionLine",
    "UsualVote",
    "calendar",
    "is_our_calendar",
    "missions",
    "to_icalendar",
    "usual_vote",
]
