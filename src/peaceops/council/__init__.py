"""The Security Council: the voting rule, who sits, how members vote, the odds of a draft."""

from peaceops.council.answer import LastVote, OptionOdds, Outlook, without_record
from peaceops.council.outlook import outlook
from peaceops.council.rule import outcome
from peaceops.council.seats import seats
from peaceops.council.verify import Verification, verify

__all__ = [
    "LastVote",
    "OptionOdds",
    "Outlook",
    "Verification",
    "outcome",
    "outlook",
    "seats",
    "verify",
    "without_record",
]
