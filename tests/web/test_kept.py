"""Answers are worked out once, a few long ones at a time, and nobody waits for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Barrier, Event, Lock, Thread
from time import monotonic, sleep

import pytest

from peaceops.web.kept import LONG, BusyError, Gate, Kept


def wait_until(holds: Callable[[], bool]) -> None:
    until = monotonic() + 10
    while not holds():
        assert monotonic() < until, "it never came"
        sleep(0.002)


def test_whoever_asks_at_once_shares_one_work() -> None:
    kept, together, works = Kept(10), Barrier(8), []

    def ask() -> object:
        together.wait()
        return kept.get("brief", lambda: works.append(sleep(0.05)) or object())

    with ThreadPoolExecutor(8) as threads:
        answers = {id(answer.result()) for answer in [threads.submit(ask) for _ in range(8)]}
    assert len(answers) == len(works) == 1
    assert (kept.hits + kept.misses) >= 1
    assert kept.misses == 1


def test_an_error_is_told_to_all_who_wait_and_not_kept() -> None:
    kept, together, works = Kept(10), Barrier(4), []

    def fail() -> object:
        works.append(sleep(0.1))
        raise ValueError("no such mission")

    def ask() -> str:
        together.wait()
        try:
            kept.get("brief", fail)
        except ValueError as error:
            return str(error)
        return "answered"

    with ThreadPoolExecutor(4) as threads:
        messages = [answer.result() for answer in [threads.submit(ask) for _ in range(4)]]
    assert messages == ["no such mission"] * 4
    assert len(works) == 1
    assert kept.get("brief", lambda: "now it can") == "now it can"


def test_when_a_work_is_stopped_another_thread_takes_its_place() -> None:
    kept, begun = Kept(10), Event()

    def stopped() -> object:
        begun.set()
        sleep(0.1)
        raise SystemExit

    def first() -> None:
        with suppress(SystemExit):
            kept.get("brief", stopped)

    thread = Thread(target=first)
    thread.start()
    begun.wait()
    assert kept.get("brief", lambda: "worked out") == "worked out"
    thread.join()


def test_an_answer_that_rests_on_itself_is_a_defect_and_not_a_wait_for_ever() -> None:
    kept = Kept(10)
    with pytest.raises(RuntimeError, match="rests on itself"):
        kept.get("a", lambda: kept.get("b", lambda: kept.get("a", lambda: 1)))
    assert kept.get("a", lambda: 2) == 2


def test_the_answer_asked_for_longest_ago_goes_first() -> None:
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda: 1)
    assert "a" in kept
    assert "b" not in kept
    assert len(kept) == 2


def test_few_long_works_run_at_once_and_the_others_in_their_order() -> None:
    gate, lock = Gate(at_once=2), Lock()
    running, most, order, goes_on = 0, 0, [], Event()

    def work(number: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            order.append(number)
        if number < 2:
            goes_on.wait()
        sleep(0.01)
        with lock:
            running -= 1
        return number

    kept = Kept(50, gate)
    threads = []
    for number in range(8):
        thread = Thread(target=lambda n=number: kept.get(n, lambda: work(n), long=True))
        thread.start()
        threads.append(thread)
        if number < 2:
            wait_until(lambda n=number: gate.running == n + 1)
        else:
            wait_until(lambda n=number: gate.waiting == n - 1)
    goes_on.set()
    for thread in threads:
        thread.join()
    assert most == 2
    assert order[2:] == sorted(order[2:])
    assert (gate.running, gate.waiting) == (0, 0)


def test_what_takes_half_a_second_need_not_wait_for_what_takes_seconds() -> None:
    gate, goes_on, order = Gate(at_once=2, heavy_at_once=1), Event(), list[str]()
    kept = Kept(10, gate)
    briefs = [
        Thread(
            target=lambda n=number: kept.get(("brief", n), goes_on.wait, heavy=True),
        )
        for number in range(3)
    ]
    for number, brief in enumerate(briefs):
        brief.start()
        wait_until(lambda n=number: (gate.running, gate.waiting) == (1, n))
    kept.get("change", lambda: order.append("change"), long=True)
    assert order == ["change"], "though two briefs wait longer"
    goes_on.set()
    for brief in briefs:
        brief.join()
    assert (gate.running, gate.waiting) == (0, 0)


def test_quick_answers_do_not_wait_for_long_ones() -> None:
    kept, goes_on = Kept(10, Gate(at_once=1)), Event()
    thread = Thread(target=lambda: kept.get("long", goes_on.wait, long=True))
    thread.start()
    assert kept.get("quick", lambda: "at once") == "at once"
    goes_on.set()
    thread.join()


def test_a_question_that_took_long_counts_as_long_from_then_on() -> None:
    gate = Gate()
    kept = Kept(10, gate)
    running = []

    def work() -> float:
        running.append(gate.running)
        sleep(LONG + 0.05 if len(running) == 1 else 0)
        return 0.0

    for number in range(4):
        kept.get(("odds", number), work)
    kept.get(("other", 1), work)
    assert running == [0, 1, 0, 0, 0], "and no more when it has become quick"


def test_where_too_many_wait_the_next_is_told_to_come_back() -> None:
    gate, goes_on = Gate(at_once=1, most_waiting=1), Event()
    kept = Kept(10, gate)
    threads = [
        Thread(target=lambda n=number: kept.get(n, goes_on.wait, long=True)) for number in range(2)
    ]
    threads[0].start()
    wait_until(lambda: gate.running == 1)
    threads[1].start()
    wait_until(lambda: gate.waiting == 1)
    with pytest.raises(BusyError, match="was not begun"):
        kept.get("third", goes_on.wait, long=True)
    with pytest.raises(BusyError):
        kept.get(0, goes_on.wait, long=True)  # waiting for another's work is waiting too
    goes_on.set()
    for thread in threads:
        thread.join()
    assert kept.get("third", lambda: "now", long=True) == "now"


def test_a_turn_that_does_not_come_is_not_waited_for_for_ever() -> None:
    gate, goes_on = Gate(at_once=1, longest=0.05), Event()
    kept = Kept(10, gate)
    thread = Thread(target=lambda: kept.get("long", goes_on.wait, long=True))
    thread.start()
    wait_until(lambda: gate.running == 1)
    with pytest.raises(BusyError):
        kept.get("other", lambda: 1, long=True)
    assert gate.waiting == 0
    goes_on.set()
    thread.join()


def test_a_long_work_may_rest_on_another_that_still_waits_for_its_turn() -> None:
    """The turn goes to the work that is waited for, or neither would ever end."""
    gate = Gate(at_once=1)
    kept, begun = Kept(10, gate), Event()

    def page() -> str:
        begun.set()
        wait_until(lambda: gate.waiting == 1)  # the brief waits for the turn that this page has
        return "page of " + kept.get("brief", lambda: "another", long=True)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(kept.get, "page", page, long=True)
        begun.wait()
        second = threads.submit(kept.get, "brief", lambda: "the brief", long=True)
        assert first.result(10) == "page of the brief"
        assert second.result(10) == "the brief"
    assert (gate.running, gate.waiting) == (0, 0)


def test_many_threads_and_keys_leave_nothing_behind() -> None:
    gate = Gate(at_once=2, most_waiting=100)
    kept, works, lock = Kept(8, gate), Counter[int](), Lock()
    fail_now = Random(1)

    def work(key: int) -> int:
        with lock:
            works[key] += 1
            fails = fail_now.random() < 0.1
        if fails:
            raise ValueError
        if key >= 10:
            return key + kept.get(key - 10, lambda: work(key - 10), long=True)
        return key

    def ask(seed: int) -> None:
        chance = Random(seed)
        for _ in range(150):
            key = chance.randrange(20)
            with suppress(ValueError):
                answer = kept.get(key, lambda key=key: work(key), long=key % 2 == 0)
                assert answer == (key if key < 10 else 2 * key - 10)

    with ThreadPoolExecutor(16) as threads:
        for result in [threads.submit(ask, seed) for seed in range(16)]:
            result.result(60)
    assert (gate.running, gate.waiting) == (0, 0)
    assert len(kept) <= 8


def test_a_file_weighs_what_it_is_however_many_light_ones_came_before() -> None:
    kept = Kept(100)
    for number in range(20):
        kept.get(("file", number), lambda: b"light")
    before = kept.weight
    kept.get(("file", "heavy"), lambda: b"x" * 1_000_000)
    assert kept.weight - before >= 1_000_000
