"""Numbers in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.reading.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("at least 500 people", 500, True),
        ("its 300 troops", 300, False),
        ("13,000 troops", 13000, False),
        ("forty-three civilians", 43, False),
        ("two hundred and five men", 205, False),
        ("hundreds of mercenaries", 200, True),
        ("1.5 million people", 1500000, False),
        ("More than a dozen of", None, True),
    ],
)
def test_a_number_is_read_with_its_bound(text: str, value: float | None, bound: bool) -> None:
    found = find_numbers(text)
    assert [(one.value, one.at_least) for one in found] == (
        [] if value is None else [(value, bound)]
    )


@given(st.integers(0, 999_999))
def test_digits_with_thousands_separators_come_back(number: int) -> None:
    (one,) = find_numbers(f"some {number:,} people")
    assert one.whole == number
