"""A view answers several threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Thread

import pytest

from peaceops.edition import open_edition


def test_tables_are_read_from_several_threads_at_once() -> None:
    names = ["votes", "decisions", "mandates", "missions", "strength", "violence_country_months"]
    alone = open_edition().as_of(date(2023, 6, 16))
    expected = [alone.table(one).height for one in names]
    for _ in range(5):
        shared = open_edition().as_of(date(2023, 6, 16))
        with ThreadPoolExecutor(6) as workers:
            tables = list(workers.map(shared.table, names))
        assert [table.height for table in tables] == expected


def test_queries_are_answered_in_several_threads_at_once() -> None:
    view = open_edition().as_of(date(2023, 6, 16))
    names = ["votes", "decisions", "mandates", "missions", "strength"]
    with ThreadPoolExecutor(5) as workers:
        counts = list(workers.map(lambda name: view.sql(f"SELECT count(*) FROM {name}"), names))
    assert [table.item() for table in counts] == [view.table(name).height for name in names]


@pytest.mark.slow
def test_who_reads_a_view_does_not_wait_for_a_long_query() -> None:
    view = open_edition().as_of(date(2023, 6, 16))
    count = "SELECT count(*) FROM missions"
    number = view.sql(count).item()
    long = "SELECT sum(a.range * b.range % 7) FROM range(15000) a, range(15000) b"
    thread = Thread(target=view.sql, args=(long,), daemon=True)
    thread.start()
    assert view.table("missions").height == view.sql(count).item() == number
    assert thread.is_alive(), "the long query was over before anybody read"
    thread.join()
