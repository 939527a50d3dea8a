"""A view answers several threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

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
