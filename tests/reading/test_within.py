"""Work with a limit of time: its value, its own error, or an error that says it took too long."""

from __future__ import annotations

import time

import pytest

from peaceops.errors import ReadingError
from peaceops.reading.time_limit import seconds_for, stop_after, within


def test_work_gives_its_value_or_its_own_error() -> None:
    assert within(10, lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: 1 / 0)


def test_work_that_takes_too_long_is_left_with_a_remedy() -> None:
    with pytest.raises(ReadingError, match="longer than") as caught:
        within(0.05, lambda: time.sleep(5))
    assert caught.value.remedy


def test_a_longer_text_is_given_more_time() -> None:
    assert seconds_for(150_000) == 110


def test_a_step_ends_work_whose_time_is_over() -> None:
    step = stop_after(0.05)
    step("a.txt", 1, 2)
    time.sleep(0.1)
    with pytest.raises(ReadingError, match="the rules take longer"):
        step("a.txt", 2, 2)
