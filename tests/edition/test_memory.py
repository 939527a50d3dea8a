"""What is worked out of a view is kept as long as the view, for every thread that asks."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from peaceops.edition import Edition, View, open_edition, per_view
from peaceops.edition.ownership import starter

DAY = date(2023, 6, 16)


def test_threads_that_ask_the_same_wait_for_the_first_of_them() -> None:
    begun: list[int] = []
    together = Barrier(4)

    @per_view
    def worked_out(view: View, number: int) -> list[int]:
        begun.append(number)
        return [number, view.as_of.year]

    view = open_edition().as_of(DAY)

    def ask(_: int) -> list[int]:
        together.wait()
        return worked_out(view, 7)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(4)))
    assert begun == [7]
    assert all(answer is answers[0] for answer in answers)
    assert worked_out(view, 8) == [8, 2023]


def test_what_is_raised_is_not_kept() -> None:
    tries: list[int] = []

    @per_view
    def unsteady(view: View) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("not yet")
        return view.as_of.month

    view = open_edition().as_of(DAY)
    with pytest.raises(ValueError, match="not yet"):
        unsteady(view)
    assert unsteady(view) == 6


def test_a_view_that_nobody_holds_is_forgotten_with_all_that_was_worked_out() -> None:
    class Answer:
        pass

    @per_view
    def worked_out(view: View) -> Answer:
        answer = Answer()
        answer.view = view  # type: ignore[attr-defined]
        return answer

    edition = Edition(starter(), views_held=1)
    answer = weakref.ref(worked_out(edition.as_of(DAY)))
    assert answer() is not None
    edition.as_of(date(2022, 6, 16))
    gc.collect()
    assert answer() is None
