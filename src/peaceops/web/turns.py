"""Turns: heavy work of one kind is done by few at once; others wait a little, or come back."""

from __future__ import annotations

from peaceops.web.kept import Gate

AT_ONCE, MOST_WAITING = 2, 16
QUERIES = Gate(AT_ONCE, MOST_WAITING, longest=4.0)
"""The gate before questions in SQL."""
