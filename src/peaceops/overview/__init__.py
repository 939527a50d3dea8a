"""All missions side by side, the calendar of what is due, and the record as lists."""

from peaceops.overview.agreement import Agreement, Pair, agreement
from peaceops.overview.dates_ahead import Calendar, CalendarEntry, EntryKind, calendar
from peaceops.overview.host_outlines import Outline, host_outlines
from peaceops.overview.icalendar_file import is_our_calendar, to_icalendar
from peaceops.overview.measures import plain_measure
from peaceops.overview.member_votes import MemberRecord, VoteCounts, member_record, terms_of
from peaceops.overview.method_records import method_records, record_rows
from peaceops.overview.mission_lines import MissionLine, missions
from peaceops.overview.odds_of_end import odds_of_end
from peaceops.overview.outlines import (
    CountryOutline,
    MissionPlace,
    mission_places,
    world_outlines,
)
from peaceops.overview.ruling import OUTCOMES, Ruling, ruling
from peaceops.overview.strength_list import strength_by_month
from peaceops.overview.telling_days import TellingDay, telling_days
from peaceops.overview.usual_vote import UsualVote, usual_vote
from peaceops.overview.vote_list import (
    RECORDED_KINDS,
    VOTE_WORDS,
    WAYS,
    council_votes,
    missions_of,
    subject_of,
)
from peaceops.overview.vote_sheet import VoteSheet, text_changes, vote_sheet

__all__ = [
    "OUTCOMES",
    "RECORDED_KINDS",
    "VOTE_WORDS",
    "WAYS",
    "Agreement",
    "Calendar",
    "CalendarEntry",
    "CountryOutline",
    "EntryKind",
    "MemberRecord",
    "MissionLine",
    "MissionPlace",
    "Outline",
    "Pair",
    "Ruling",
    "TellingDay",
    "UsualVote",
    "VoteCounts",
    "VoteSheet",
    "agreement",
    "calendar",
    "council_votes",
    "host_outlines",
    "is_our_calendar",
    "member_record",
    "method_records",
    "mission_places",
    "missions",
    "missions_of",
    "odds_of_end",
    "plain_measure",
    "record_rows",
    "ruling",
    "strength_by_month",
    "subject_of",
    "telling_days",
    "terms_of",
    "text_changes",
    "to_icalendar",
    "usual_vote",
    "vote_sheet",
    "world_outlines",
]
