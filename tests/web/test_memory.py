"""What a desk keeps is weighed, so that it never keeps too much."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
import pytest

from peaceops.brief import compose
from peaceops.edition import Edition
from peaceops.web.kept import Kept
from peaceops.web.memory import give_back, resident, weight

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Answer:
    text: str
    rows: pl.DataFrame
    draws: np.ndarray


def test_an_answer_weighs_what_is_in_it() -> None:
    draws = np.zeros((1000, 1000))
    answer = Answer("x" * MEGABYTE, pl.DataFrame({"n": range(250_000)}), draws)
    assert weight(answer) == pytest.approx(11 * MEGABYTE, rel=0.01)
    assert weight([answer, answer]) == pytest.approx(weight(answer), rel=0.01)
    assert weight(draws[:1]) == draws.nbytes, "a slice holds on to all of it"
    assert weight({"a": ("b" * MEGABYTE, None)}) == pytest.approx(MEGABYTE, rel=0.01)


def test_what_refers_to_itself_is_weighed_once() -> None:
    ring: list[object] = ["x" * MEGABYTE]
    ring.append(ring)
    assert weight(ring) == pytest.approx(MEGABYTE, rel=0.01)


def test_a_view_is_the_editions_and_no_part_of_an_answer(edition: Edition) -> None:
    view = edition.as_of(date(2023, 6, 16))
    view.table("votes")
    assert weight([view, edition]) < 1000


@pytest.mark.slow
def test_a_brief_weighs_some_megabytes(edition: Edition) -> None:
    brief = compose(edition, "UNMOGIP", date(2023, 6, 16))
    assert 0.5 * MEGABYTE < weight(brief) < 20 * MEGABYTE


def test_a_cache_keeps_no_more_than_it_may_weigh() -> None:
    kept = Kept(100, most_bytes=10 * MEGABYTE)
    for number in range(30):
        kept.get(number, lambda: "x" * MEGABYTE)
        assert kept.weight <= 10 * MEGABYTE
    assert 8 <= len(kept) <= 9
    whole = kept.get("too heavy", lambda: "x" * (11 * MEGABYTE))
    assert len(whole) == 11 * MEGABYTE
    assert "too heavy" not in kept


@pytest.mark.skipif(sys.platform != "linux", reason="told on Linux alone")
def test_memory_is_told_and_given_back() -> None:
    before = resident()
    assert before > 10 * MEGABYTE
    block = bytearray(200 * MEGABYTE)
    assert resident() > before + 150 * MEGABYTE
    del block
    give_back()
    assert resident() < before + 100 * MEGABYTE
