"""A model of each member's vote: what is known before a draft is put, and a ridge regression."""

from peaceops.council.model.drafts import Draft, drafts_of
from peaceops.council.model.vote import Fitted, fit, foretold

__all__ = ["Draft", "Fitted", "drafts_of", "fit", "foretold"]
