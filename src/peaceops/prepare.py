"""What is the same for every brief of an edition, made once when the edition is built.

A room that makes a table for it adds its schema to ``edition.tables.derived`` and one line here,
and asks ``view.derived(TABLE)`` before it makes the rows itself.
"""

from __future__ import annotations

from peaceops import council, ledger, mission, violence
from peaceops.edition import Derivation

_FLOOR = ("domain", "evaluate")

DERIVATIONS: tuple[Derivation, ...] = (
    Derivation("vote_weights", (*_FLOOR, "endpoint", "council"), council.vote_weights),
    Derivation("vote_odds", (*_FLOOR, "endpoint", "council"), council.past_odds),
    Derivation("forecast_fits", (*_FLOOR, "violence"), violence.yearly_fits),
    Derivation("forecast_scores", (*_FLOOR, "violence"), violence.past_scores),
    Derivation("strength_scores", (*_FLOOR, "mission"), mission.past_strength_scores),
)
"""What every build makes, with the rooms whose code makes it, in the order of making."""

ARCHIVE = Derivation(
    "forecast_archive",
    (*_FLOOR, "endpoint", "council", "violence", "mission", "ledger"),
    ledger.archive,
    costly=True,
)
"""Replays of every quarter since 2014: minutes of work that no brief waits for."""

SHIPPED: tuple[Derivation, ...] = (*DERIVATIONS, ARCHIVE)
"""What the starter edition ships."""
