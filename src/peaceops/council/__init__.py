"""The Security Council: the voting rule, who sits, how members vote, the odds of a draft."""

from peaceops.council.answer import LastVote, Moved, OptionOdds, Outlook, without_record
from peaceops.council.outlook import outlook
from peaceops.council.passing import Passing
from peaceops.council.precedents import Precedents, precedents
from peaceops.council.replay import Replay, replay
from peaceops.council.rule import outcome
from peaceops.council.seats import seats
from peaceops.council.verify import Verification, verify

__all__ = [
    "LastVote",
    "Moved",
    "OptionOdds",
    "Outlook",
    "Passing",
    "Precedents",
    "Replay",
    "Verification",
    "outcome",
    "outlook",
    "precedents",
    "replay",
    "seats",
    "verify",
    "without_record",
]
