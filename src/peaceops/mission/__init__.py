"""The mission: strength now and ahead, contributors, departures, deployment, risk and cost."""

from peaceops.mission.appropriation import Appropriation, appropriation
from peaceops.mission.budget import CostBasis, Money, cost_basis, money
from peaceops.mission.ceiling_changes import CeilingChanges, ceiling_changes
from peaceops.mission.ceiling_changes import scored_since as scored_ceiling_changes
from peaceops.mission.contributor_exit_rate import LEAST as LARGE_CONTINGENT
from peaceops.mission.contributor_exit_rate import ContributorExitRate, contributor_exit_rate
from peaceops.mission.contributors import Contributors
from peaceops.mission.departure_exposure import departure_exposure
from peaceops.mission.departures import Departures, project_departures
from peaceops.mission.exit_speed import inside as months_within_band
from peaceops.mission.exit_speed import left_out as replays_left_out
from peaceops.mission.exit_speed import replayed as exits_replayed
from peaceops.mission.exits import Regime as ExitRegime
from peaceops.mission.exits import exit_draws, odds_of_finishing
from peaceops.mission.exits import paths as exit_paths
from peaceops.mission.exits import regime_of as exit_regime
from peaceops.mission.exits import replay as replay_exit
from peaceops.mission.footprint import Footprint, footprint
from peaceops.mission.inputs import Departure, StatedStrength
from peaceops.mission.peacekeeper_fatalities import FatalityRisk, fatality_draws, fatality_risk
from peaceops.mission.strength import Baseline, Month, Strength, strength
from peaceops.mission.strength_outlook import StrengthOutlook, strength_outlook
from peaceops.mission.strength_record import CHOSEN_UNTIL as STRENGTH_CHOSEN_UNTIL
from peaceops.mission.strength_record import COURSES as STRENGTH_COURSES
from peaceops.mission.strength_record import backtest as strength_backtest
from peaceops.mission.strength_record import past_strength_scores, strength_records
from peaceops.mission.strength_record import summary as strength_summary
from peaceops.mission.summary import MissionPicture, picture

__all__ = [
    "LARGE_CONTINGENT",
    "STRENGTH_CHOSEN_UNTIL",
    "STRENGTH_COURSES",
    "Appropriation",
    "Baseline",
    "CeilingChanges",
    "ContributorExitRate",
    "Contributors",
    "CostBasis",
    "Departure",
    "Departures",
    "ExitRegime",
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
    "exit_draws",
    "exit_paths",
    "exit_regime",
    "exits_replayed",
    "fatality_draws",
    "fatality_risk",
    "footprint",
    "money",
    "months_within_band",
    "odds_of_finishing",
    "past_strength_scores",
    "picture",
    "project_departures",
    "replay_exit",
    "replays_left_out",
    "scored_ceiling_changes",
    "strength",
    "strength_backtest",
    "strength_outlook",
    "strength_records",
    "strength_summary",
]
