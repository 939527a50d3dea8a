"""Editions: immutable folders of tables, built from publishers' files, read through views."""

from peaceops.edition.edition import Edition, last_day, open_edition
from peaceops.edition.view import View

__all__ = ["Edition", "View", "last_day", "open_edition"]
