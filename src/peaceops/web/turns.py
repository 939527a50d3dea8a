"""Turns: heavy work of one kind is done by few at once; others wait a little, or come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from starlette.exceptions import HTTPException

PATIENCE = 4.0
"""Seconds that a request waits for its turn."""


class Turns:
    """Lets few at once do work of one kind.

    Args:
        most: How many.
        what: What they do, in words.
        patience: Seconds that the next one waits.
    """

    def __init__(self, most: int, what: str, *, patience: float = PATIENCE) -> None:
        self._free = BoundedSemaphore(most)
        self._what, self._patience = what, patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and have it.

        Raises:
            HTTPException: With status 503 and when to come back: too many are at it.
        """
        if not self._free.acquire(timeout=self._patience):
            raise HTTPException(
                503,
                f"too many {self._what} at once",
                headers={"retry-after": str(max(1, round(self._patience)))},
            )
        try:
            yield
        finally:
            self._free.release()


QUERIES = Turns(2, "questions in SQL are asked")
READING = Turns(2, "texts are read")
