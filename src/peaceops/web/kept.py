"""Answers that are kept for a while, and the gate before what takes long to work out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Condition, Event, Lock, get_ident, local
from time import monotonic
from typing import Any, TypeVar

from cachetools import LRUCache

from peaceops.errors import PeaceopsError
from peaceops.web.memory import give_back, weight

AT_ONCE = 2
"""Long works that run at once: more would only make each other slower."""
MOST_WAITING = 48
"""Requests that may wait for long works; threads for quick pages must be left."""
MOST_BYTES = 300_000_000
"""About what the answers of a cache may weigh together."""
LONGEST_WAIT = 60.0
"""Seconds that a request waits for its turn."""
T = TypeVar("T")


class BusyError(PeaceopsError):
    """So much is being worked out that this must be asked again later."""


class Gate:
    """Lets few long works run at once; the others wait in the order in which they came.

    Args:
        at_once: Works that run at once.
        most_waiting: Requests that may wait, for their turn or for the answer of another's work.
        longest: Seconds that a request waits for its turn.
    """

    def __init__(
        self,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        longest: float = LONGEST_WAIT,
    ) -> None:
        self.at_once, self.most_waiting, self.longest = at_once, most_waiting, longest
        self._running = 0
        self._watching = 0
        self._turns: deque[object] = deque()
        self._changed = Condition()
        self._this_thread = local()

    @property
    def waiting(self) -> int:
        """Requests that wait, for their turn or for the answer of another's work."""
        with self._changed:
            return len(self._turns) + self._watching

    @property
    def running(self) -> int:
        """Long works that run."""
        with self._changed:
            return self._running

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait for a turn, and have it while within; who is within already goes on.

        Raises:
            BusyError: Too many wait, or the turn did not come in time.
        """
        if self._is_within():
            yield
            return
        self._enter()
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def stepped_aside(self) -> Iterator[None]:
        """Wait for the work of another thread; the turn, if there is one, goes to others meanwhile.

        Without this two works could each wait for what the other's turn keeps from being made.

        Raises:
            BusyError: Too many wait.
        """
        within = self._is_within()
        if within:
            self._leave()
        with self._changed:
            crowded = not within and len(self._turns) + self._watching >= self.most_waiting
            if not crowded:
                self._watching += 1
        if crowded:
            raise _busy()
        try:
            yield
        finally:
            with self._changed:
                self._watching -= 1
            if within:
                self._enter(again=True)

    def _is_within(self) -> bool:
        return getattr(self._this_thread, "within", False)

    def _enter(self, *, again: bool = False) -> None:
        turn = object()
        with self._changed:
            is_free = not self._turns and self._running < self.at_once
            crowded = len(self._turns) + self._watching >= self.most_waiting
            if crowded and not (again or is_free):
                raise _busy()
            # Who has begun goes first: others may wait for what it has not finished.
            (self._turns.appendleft if again else self._turns.append)(turn)
            try:
                until = monotonic() + self.longest
                while self._turns[0] is not turn or self._running >= self.at_once:
                    left = None if again else until - monotonic()
                    if left is not None and left <= 0:
                        raise _busy()
                    self._changed.wait(left)
                self._running += 1
            finally:
                self._turns.remove(turn)
                self._changed.notify_all()
        self._this_thread.within = True

    def _leave(self) -> None:
        self._this_thread.within = False
        with self._changed:
            self._running -= 1
            self._changed.notify_all()


class Work:
    """An answer that a thread is working out, for all who ask for it meanwhile."""

    def __init__(self) -> None:
        self.thread = get_ident()
        self.over = Event()
        self.answer: Any = None
        self.problem: Exception | None = None
        self.is_answered = False


class Kept:
    """Answers that are kept while there is room; each is worked out once, whoever asks.

    Args:
        most: Answers that are kept; the one asked for longest ago goes first.
        gate: What whoever waits steps aside from.
        most_bytes: About what they may weigh together.
    """

    def __init__(self, most: int, gate: Gate | None = None, most_bytes: int = MOST_BYTES) -> None:
        self._most = most
        self._answers: LRUCache[Hashable, tuple[Any, int]] = LRUCache(most_bytes, _weight_of)
        self._works: dict[Hashable, Work] = {}
        self._lock = Lock()
        self._gate = gate or Gate()
        self.hits, self.misses = 0, 0

    def get(self, key: Hashable, work: Callable[[], T], *, long: bool = False) -> T:
        """The answer of that key; others who ask for it meanwhile wait for the same work.

        Args:
            key: What is asked, with all that the answer rests on.
            work: Works the answer out. What it raises is not kept; all who wait for it are told.
            long: Whether it takes long, so that only a few of its kind may run at once.

        Raises:
            BusyError: Too much is being worked out already.
        """
        while True:
            with self._lock:
                if key in self._answers:
                    self.hits += 1
                    answer: T = self._answers[key][0]
                    return answer
                current = self._works.get(key)
                if current is None:
                    self.misses += 1
                    mine = self._works[key] = Work()
                    break
            if current.thread == get_ident():
                raise RuntimeError(f"the answer {key!r} rests on itself")
            with self._gate.stepped_aside():
                current.over.wait()
            if current.problem is not None:
                raise current.problem
            if current.is_answered:
                return current.answer  # type: ignore[no-any-return]
            # The thread that worked on it was stopped: this thread takes its place.
        return self._worked_out(key, work, mine, long=long)

    def _worked_out(self, key: Hashable, work: Callable[[], T], mine: Work, *, long: bool) -> T:
        try:
            if long:
                with self._gate.passed():
                    answer = work()
            else:
                answer = work()
            mine.answer, mine.is_answered = answer, True
            self._keep(key, answer)
            if long:
                give_back()
            return answer
        except Exception as problem:
            mine.problem = problem
            raise
        finally:
            with self._lock:
                del self._works[key]
            mine.over.set()

    def _keep(self, key: Hashable, answer: object) -> None:
        weighed = weight(answer)
        with self._lock:
            if weighed <= self._answers.maxsize:
                self._answers[key] = (answer, weighed)
            while len(self._answers) > self._most:
                self._answers.popitem()

    @property
    def weight(self) -> int:
        """About how many bytes the answers weigh together."""
        with self._lock:
            return int(self._answers.currsize)

    def clear(self) -> None:
        """Forget every answer; what is being worked out goes on."""
        with self._lock:
            self._answers.clear()

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._answers

    def __len__(self) -> int:
        with self._lock:
            return len(self._answers)


def _weight_of(entry: tuple[Any, int]) -> int:
    return entry[1]


def _busy() -> BusyError:
    return BusyError(
        "the desk is working out as much as it can at once",
        cause="many readers ask for what is not worked out yet",
        remedy="ask again in a few seconds; what is worked out by then comes at once",
    )
