"""How much is read at most."""

from __future__ import annotations

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 5_000_000
MOST_PAGES = 2_000
MOST_UNPACKED = 60_000_000
MOST_RATIO = 200  # a well-packed Word document reaches about 20
