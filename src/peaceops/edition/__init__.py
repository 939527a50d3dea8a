"""Editions: immutable folders of tables, built from publishers' files, read through views."""

from peaceops.edition.edition import Edition, last_day, open_edition
from peaceops.edition.mandate import mandate_of
from peaceops.edition.register import active_missions, find_mission
from peaceops.edition.view import View

__all__ = [
    "Edition",
    "View",
    "active_missions",
    "find_mission",
    "last_day",
    "mandate_of",
    "open_edition",
]
