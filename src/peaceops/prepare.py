"""What is the same for every brief of an edition, made once when the edition is built.

A room that makes a table for it adds its schema to ``edition.tables.derived`` and one line here,
and asks ``view.derived(TABLE)`` before it makes the rows itself.
"""

from __future__ import annotations

from peaceops.edition.derive import Derivation

DERIVATIONS: tuple[Derivation, ...] = ()
"""Every derived table with the rooms whose code makes it, as
``Derivation("vote_odds", ("domain", "evaluate", "council"), council.past_odds)``.
"""
