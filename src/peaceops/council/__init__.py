"""The Security Council: the voting rule, who sits, how members vote, the odds of a draft."""

from peaceops.council._figures import latest_vote
from peaceops.council.ballots import CAST
from peaceops.council.ceilings import ceiling_changes
from peaceops.council.draft_kind_record import draft_kind_record
from peaceops.council.draft_kind_replay import KindReplay, replay_kinds
from peaceops.council.draft_kinds import (
    SETTLED_BY,
    Agenda,
    DraftKindOdds,
    KindStep,
    agenda_of,
    draft_kind_odds,
)
from peaceops.council.draft_odds import past_odds, vote_weights
from peaceops.council.outlook import outlook
from peaceops.council.positions import HOST_IN_WORDS, Declared, Position
from peaceops.council.precedents import Precedents, precedents
from peaceops.council.replay import Replay, replay
from peaceops.council.results import (
    DraftOdds,
    LastVote,
    OddsContribution,
    Outlook,
    Submitters,
    VotesSoFar,
    without_record,
)
from peaceops.council.rule import VOTES, outcome, votes_needed
from peaceops.council.seats import seats
from peaceops.council.track_record import vote_records
from peaceops.council.verify import Verification, verify

__all__ = [
    "CAST",
    "HOST_IN_WORDS",
    "SETTLED_BY",
    "VOTES",
    "Agenda",
    "Declared",
    "DraftKindOdds",
    "DraftOdds",
    "KindReplay",
    "KindStep",
    "LastVote",
    "OddsContribution",
    "Outlook",
    "Position",
    "Precedents",
    "Replay",
    "Submitters",
    "Verification",
    "VotesSoFar",
    "agenda_of",
    "ceiling_changes",
    "draft_kind_odds",
    "draft_kind_record",
    "latest_vote",
    "outcome",
    "outlook",
    "past_odds",
    "precedents",
    "replay",
    "replay_kinds",
    "seats",
    "verify",
    "vote_records",
    "vote_weights",
    "votes_needed",
    "without_record",
]
