"""The mission: strength now and ahead, contributors, departures, deployment, risk and cost."""

from peaceops.mission.appropriation import Appropriation, appropriation
from peaceops.mission.budget import CostBasis, Money, cost_basis, money
from peaceops.mission.ceiling_changes import CeilingChanges, ceiling_changes
from peaceops.mission.contributor_exit_rate import ContributorExitRate, contributor_exit_rate
from peaceops.mission.contributors import Contributors
from peaceops.mission.departure_exposure import departure_exposure
from peaceops.mission.departures import Departures, project_departures
from peaceops.mission.footprint import Footprint, footprint
from peaceops.mission.inputs import Departure, StatedStrength
from peaceops.mission.peacekeeper_fatalities import FatalityRisk, fatality_draws, fatality_risk
from peaceops.mission.strength import Baseline, Month, Strength, strength
from peaceops.mission.strength_outlook import StrengthOutlook, strength_outlook
from peaceops.mission.strength_record import past_strength_scores, strength_records
from peaceops.mission.summary import MissionPicture, picture

__all__ = [
    "Appropriation",
    "Baseline",
    "CeilingChanges",
    "ContributorExitRate",
    "Contributors",
    "CostBasis",
    "Departure",
    "Departures",
    "FatalityRisk",
    "Footprint",
    "MissionPicture",
    "Money",
    "Month",
    "StatedStrength",
    "Strength",
    "StrengthOutlook",
    "appropriation",
    "ceiling_changes",
    "contributor_exit_rate",
    "cost_basis",
    "departure_exposure",
    "fatality_draws",
    "fatality_risk",
    "footprint",
    "money",
    "past_strength_scores",
    "picture",
    "project_departures",
    "strength",
    "strength_outlook",
    "strength_records",
]
