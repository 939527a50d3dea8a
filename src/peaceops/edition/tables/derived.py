"""Tables made from the others when an edition is built, so that no brief makes them again."""

from __future__ import annotations

from peaceops.edition.tables._table import Table

TABLES: tuple[Table, ...] = ()
