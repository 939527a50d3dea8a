"""Pages of JSON become the table that a CSV would be, or an error; never a part of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from peaceops.errors import FetchError
from peaceops.fetch.json_pages import table_of_pages

ROWS = [{"a": number, "b": f"x, {number}"} for number in range(7)]
WHOLE = "a,b\n" + "".join(f'{number},"x, {number}"\n' for number in range(7))
WHERE = "https://hub.example/table"


def table(pages: Sequence[Any], most: int = 20, first: int = 1) -> str:
    bodies = [page if isinstance(page, bytes) else json.dumps(page).encode() for page in pages]

    def page(number: int) -> bytes:
        return bodies[min(number - first, len(bodies) - 1)]

    return table_of_pages(page, first, WHERE, most).decode()


def test_pages_are_put_together_up_to_a_short_an_empty_or_a_repeated_one() -> None:
    assert table([ROWS[:3], ROWS[3:6], ROWS[6:]]) == WHOLE
    assert table([ROWS[:7], []]) == WHOLE
    assert table([ROWS]) == WHOLE  # the server gives all rows whatever page is asked for
    assert table([ROWS[:3], ROWS[3:6], ROWS[6:]], first=0) == WHOLE


@pytest.mark.parametrize("name", ["data", "Result", "results", "records"])
def test_rows_may_stand_under_a_name(name: str) -> None:
    assert table([{name: ROWS[:4], "page": 1}, {name: ROWS[4:], "page": 2}]) == WHOLE


def test_a_stated_number_of_rows_must_be_reached() -> None:
    assert table([{"TotalCount": 7, "Result": ROWS[:4]}, {"TotalCount": 7, "Result": ROWS[4:]}])
    with pytest.raises(FetchError, match="its pages hold 6 rows of the 7") as caught:
        table([{"TotalCount": 7, "Result": ROWS[:4]}, {"TotalCount": 7, "Result": ROWS[4:6]}])
    assert caught.value.remedy


def test_columns_of_all_rows_and_values_of_every_kind_are_written() -> None:
    rows = [{"a": None, "b": True}, {"a": 1.5, "c": "é"}]
    assert table([rows, []]) == "a,b,c\n,true,\n1.5,,é\n"


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([b"<html>"], "page 1 is no table in JSON: '<html>'"),
        ([ROWS[:3], b"[1, 2]"], "page 2 is no table"),
        ([{"message": "no"}], "is no table"),
        ([[{"a": {"b": 1}}], []], "a table of its own"),
        ([[]], "its pages hold 0 rows"),
        ([b"\xff\xfe"], "is no table"),
        ([b"[" * 100_000], "is no table"),
    ],
)
def test_what_is_no_table_is_refused(pages: Sequence[Any], words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        table(pages)
    assert caught.value.where == WHERE and caught.value.remedy


def test_pages_without_end_end() -> None:
    pages = [[{"a": number}] for number in range(50)]
    with pytest.raises(FetchError, match="more than 20 pages"):
        table(pages)
