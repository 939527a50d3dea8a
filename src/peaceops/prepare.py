"""What is the same for every brief of an edition, made once when the edition is built.

A room that makes a table for it adds its schema to ``edition.tables.derived`` and one line here,
and asks ``view.derived(TABLE)`` before it makes the rows itself.
"""

from __future__ import annotations

from peaceops import council, mission, violence
from peaceops.edition.derive import Derivation

_FLOOR = ("domain", "evaluate")

DERIVATIONS: tuple[Derivation, ...] = (
    Derivation("vote_weights", (*_FLOOR, "endpoint", "council"), council.vote_weights),
    Derivation("vote_odds", (*_FLOOR, "endpoint", "council"), council.past_odds),
    Derivation("forecast_fits", (*_FLOOR, "violence"), violence.yearly_fits),
    Derivation("forecast_scores", (*_FLOOR, "violence"), violence.past_scores),
    Derivation("strength_scores", (*_FLOOR, "mission"), mission.past_strength_scores),
)
"""Every derived table with the rooms whose code makes it, in the order in which they are made."""
