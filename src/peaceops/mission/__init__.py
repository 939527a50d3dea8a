"""The mission: strength, contributors, departures, footprint and cost."""

from peaceops.mission.contributors import Contributors
from peaceops.mission.departures import Departures, follow
from peaceops.mission.footprint import Footprint, footprint
from peaceops.mission.inputs import Departure, StatedStrength
from peaceops.mission.money import Money, money
from peaceops.mission.persistence import persistence, track_record
from peaceops.mission.picture import MissionPicture, picture
from peaceops.mission.strength import Baseline, Month, Strength, strength

__all__ = [
    "Baseline",
    "Contributors",
    "Departure",
    "Departures",
    "Footprint",
    "MissionPicture",
    "Money",
    "Month",
    "StatedStrength",
    "Strength",
    "follow",
    "footprint",
    "money",
    "persistence",
    "picture",
    "strength",
    "track_record",
]
