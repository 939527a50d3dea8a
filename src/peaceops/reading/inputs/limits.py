"""How much is read at most, and for how long."""

from __future__ import annotations

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 2_000_000  # some 700 pages
MOST_PAGES = 2_000
MOST_UNPACKED = 60_000_000
MOST_RATIO = 200  # a well-packed Word document reaches about 20
MOST_SECONDS = 60  # for the parser of one HTML, PDF or DOCX file
MOST_MEMORY = 2_000_000_000  # bytes, for the same; kept where the system can limit a process
