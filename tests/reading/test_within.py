"""Work with a limit of time: its value, its own error, or an error that says it took too long."""

from __future__ import annotations

import time
from threading import BoundedSemaphore, Event

import pytest

from peaceops.errors import ReadingError
from peaceops.reading.time_limit import Step, seconds_for, within


def test_work_gives_its_value_or_its_own_error() -> None:
    assert within(10, lambda _step: 3) == 3
    with pytest.raises(ZeroDivisionError):
        within(10, lambda _step: 1 / 0)


def test_work_that_takes_too_long_is_left_with_a_remedy() -> None:
    with pytest.raises(ReadingError, match="longer than") as caught:
        within(0.05, lambda _step: time.sleep(5))
    assert caught.value.remedy


def test_a_longer_text_is_given_more_time() -> None:
    assert seconds_for(150_000) == 110


def test_work_that_is_left_behind_ends_at_its_next_step() -> None:
    steps: list[int] = []
    over = Event()

    def work(step: Step) -> None:
        for number in range(500):
            step("a.txt", number, 500)
            time.sleep(0.02)

    with pytest.raises(ReadingError, match="the rules take longer"):
        within(0.1, work, step=lambda _name, done, _all: steps.append(done), ended=over.set)
    assert over.wait(5), "it goes on, though its time is over"
    assert steps[0] == 0 and len(steps) < 100


def test_what_the_work_takes_up_is_freed_once_it_has_ended() -> None:
    turn, on = BoundedSemaphore(1), Event()
    turn.acquire()
    with pytest.raises(ReadingError):
        within(0.05, lambda _step: on.wait(30), ended=turn.release)
    assert not turn.acquire(timeout=0.1), "the turn was given away while the work goes on"
    on.set()
    assert turn.acquire(timeout=5)
    assert within(5, lambda _step: 1, ended=turn.release) == 1
    assert turn.acquire(timeout=5)
