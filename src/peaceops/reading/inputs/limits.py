"""How much is read at most, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 2_000_000  # some 700 pages
MOST_PAGES = 2_000
MOST_UNPACKED = 60_000_000
MOST_RATIO = 200  # a well-packed Word document reaches about 20
MOST_SECONDS = 60  # for the parser of one HTML, PDF or DOCX file
MOST_MEMORY = 2_000_000_000  # bytes, for the same; kept where the system can limit a process


@dataclass(frozen=True)
class Limits:
    """How much of a document is read, and what its parser may take.

    Attributes:
        characters: Characters of its text.
        seconds: Seconds for the parser of an HTML, PDF or DOCX file.
        memory: Bytes for the same, where the system can bound a process.
    """

    characters: int = MOST_CHARACTERS
    seconds: int = MOST_SECONDS
    memory: int = MOST_MEMORY


LIMITS = Limits()
"""The limits of a reader on a machine of its own."""
