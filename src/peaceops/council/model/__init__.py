"""A model of each member's vote from what is known before a draft is put to it."""

from peaceops.council.model.drafts import Draft, drafts_of
from peaceops.council.model.vote import Fitted, fit, foretold, regression

__all__ = ["Draft", "Fitted", "drafts_of", "fit", "foretold", "regression"]
