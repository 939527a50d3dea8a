"""Answers that are kept for a while, and the gate before what takes long to work out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from threading import Condition, Event, Lock, get_ident, local
from time import monotonic
from typing import Any, TypeVar

from cachetools import LRUCache

from peaceops.errors import PeaceopsError
from peaceops.web.memory import give_back, weight

AT_ONCE = 3
"""Long works that run at once: more would only make each other slower."""
HEAVY_AT_ONCE = 1
"""Heavy ones among them, such as a brief: what takes half a second need not wait for them."""
MOST_WAITING = 48
"""Requests that may wait for long works; threads for quick pages must be left."""
MOST_BYTES = 340_000_000
"""About what the answers of a cache may weigh together."""
WEIGHED = 12
"""Answers to a question that are weighed; of the others each counts as the heaviest of them."""
LONG = 0.4
"""Seconds from which a work is long."""
LONGEST_WAIT = 90.0
"""Seconds that a request waits for its turn."""
T = TypeVar("T")


class BusyError(PeaceopsError):
    """So much is being worked out that this must be asked again later."""


@dataclass(eq=False)
class _Turn:
    """One work that waits for its turn, or has it."""

    heavy: bool


class Gate:
    """Lets few long works run at once; the others wait in the order in which they came.

    Of the works that run at once only some may be heavy, so that those that are not need not wait
    until a heavy one is done.

    Args:
        at_once: Works that run at once.
        heavy_at_once: How many of them may be heavy.
        most_waiting: Requests that may wait, for their turn or for the answer of another's work.
        longest: Seconds that a request waits for its turn.
    """

    def __init__(
        self,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        longest: float = LONGEST_WAIT,
        heavy_at_once: int = HEAVY_AT_ONCE,
    ) -> None:
        self.at_once, self.most_waiting, self.longest = at_once, most_waiting, longest
        self.heavy_at_once = heavy_at_once
        self._running: list[_Turn] = []
        self._watching = 0
        self._turns: list[_Turn] = []
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
            return len(self._running)

    @contextmanager
    def passed(self, *, heavy: bool = False) -> Iterator[None]:
        """Wait for a turn, and have it while within; who is within already goes on.

        Args:
            heavy: Whether what is done within is heavy.

        Raises:
            BusyError: Too many wait, or the turn did not come in time.
        """
        if self._mine() is not None:
            yield
            return
        self._enter(_Turn(heavy))
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
        mine = self._mine()
        if mine is not None:
            self._leave()
        with self._changed:
            crowded = mine is None and len(self._turns) + self._watching >= self.most_waiting
            if not crowded:
                self._watching += 1
        if crowded:
            raise _busy()
        try:
            yield
        finally:
            with self._changed:
                self._watching -= 1
            if mine is not None:
                self._enter(mine, again=True)

    def _mine(self) -> _Turn | None:
        turn: _Turn | None = getattr(self._this_thread, "turn", None)
        return turn

    def _next(self) -> _Turn | None:
        """Who goes next: the first that waits and may run beside those that do."""
        if len(self._running) >= self.at_once:
            return None
        lane_is_full = sum(turn.heavy for turn in self._running) >= self.heavy_at_once
        return next((turn for turn in self._turns if not (turn.heavy and lane_is_full)), None)

    def _enter(self, turn: _Turn, *, again: bool = False) -> None:
        with self._changed:
            # Who has begun goes first: others may wait for what it has not finished.
            self._turns.insert(0 if again else len(self._turns), turn)
            try:
                crowded = len(self._turns) + self._watching > self.most_waiting
                if crowded and not again and self._next() is not turn:
                    raise _busy()
                until = monotonic() + self.longest
                while self._next() is not turn:
                    left = None if again else until - monotonic()
                    if left is not None and left <= 0:
                        raise _busy()
                    self._changed.wait(left)
                self._running.append(turn)
            finally:
                self._turns.remove(turn)
                self._changed.notify_all()
        self._this_thread.turn = turn

    def _leave(self) -> None:
        turn = self._mine()
        self._this_thread.turn = None
        with self._changed:
            self._running = [other for other in self._running if other is not turn]
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
        self._seconds: dict[Hashable, float] = {}
        self._weighed: dict[Hashable, list[int]] = {}
        self.hits, self.misses = 0, 0

    def get(
        self, key: Hashable, work: Callable[[], T], *, long: bool = False, heavy: bool = False
    ) -> T:
        """The answer of that key; others who ask for it meanwhile wait for the same work.

        Args:
            key: What is asked, with all that the answer rests on.
            work: Works the answer out. What it raises is not kept; all who wait for it are told.
            long: Whether it takes long, so that only a few such works may run at once. A question
                that took long of late counts as long; the first part of a key names it.
            heavy: Whether it takes longer still: fewer of these run at once. This is not found out
                by itself, for where much is asked at once everything takes seconds.

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
        return self._worked_out(key, work, mine, long=long or heavy, heavy=heavy)

    def _worked_out(
        self, key: Hashable, work: Callable[[], T], mine: Work, *, long: bool, heavy: bool
    ) -> T:
        question = key[0] if isinstance(key, tuple) and key else None
        long = long or self._seconds.get(question, 0.0) > LONG
        try:
            with self._gate.passed(heavy=heavy) if long else nullcontext():
                begun = monotonic()
                answer = work()
                took = monotonic() - begun
            self._seconds[question] = (self._seconds.get(question, took) + took) / 2
            mine.answer, mine.is_answered = answer, True
            self._keep(key, answer, question)
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

    def _keep(self, key: Hashable, answer: object, question: Hashable) -> None:
        weighed = self._weight(answer, question)
        with self._lock:
            if weighed <= self._answers.maxsize:
                self._answers[key] = (answer, weighed)
            while len(self._answers) > self._most:
                self._answers.popitem()

    def _weight(self, answer: object, question: Hashable) -> int:
        """About what an answer weighs: to weigh each would take as long as some take to make."""
        if isinstance(answer, str | bytes):
            return weight(answer)  # at once: files differ, and what is not weighed is no guess
        weights = self._weighed.setdefault(question, []) if question is not None else []
        if len(weights) >= WEIGHED:
            return max(weights)
        weights.append(weight(answer))
        return weights[-1]

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
        "so many answers are being worked out that this one was not begun",
        cause="many readers ask at once for missions and days that nobody has asked for before",
        remedy="ask again in a few seconds",
    )
