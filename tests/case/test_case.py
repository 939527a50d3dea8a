"""A case is validated line by line."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.case import load_case, parse_case, shipped_cases
from peaceops.errors import CaseError

CASE = """\
case: test
mission: MINUSMA
as_of: 2023-06-16
statements:
  - id: host-leaves
    kind: host_position
    date: 2023-06-16
    country: MLI
    position: asks-to-leave
    speaker: A minister
    text: Asks the mission to leave.
    source: A letter
"""


@pytest.mark.parametrize("name", shipped_cases())
def test_every_shipped_case_is_valid(name: str) -> None:
    assert load_case(name).case == name


def test_the_reference_case_carries_the_facts_of_16_june_2023() -> None:
    case = load_case("minusma-2023-06")
    strength = case.of_kind("strength")[0]
    assert (strength.military, strength.police) == (12_388, 1_598)  # type: ignore[union-attr]
    assert {one.country for one in case.of_kind("departure")} == {  # type: ignore[union-attr]
        "UKR",
        "FRA",
        "EGY",
        "CIV",
        "GBR",
        "DEU",
        "BEN",
        "SWE",
    }
    assert [option.id for option in case.options] == [
        "increase",
        "reconfigure",
        "withdraw",
        "rollover",
    ]


def test_a_statement_after_the_as_of_date_is_refused() -> None:
    with pytest.raises(CaseError, match="host-leaves.*2023-06-16.*2023-06-01"):
        parse_case(CASE.replace("as_of: 2023-06-16", "as_of: 2023-06-01"))


@pytest.mark.parametrize(
    ("old", "new", "complaint", "line"),
    [
        ("    country: MLI", "    cuontry: MLI", "unknown key 'cuontry'.*Did you mean country", 8),
        ("position: asks-to-leave", "position: angry", "asks-to-leave.*found 'angry'", 9),
        ("kind: host_position", "kind: rumour", "rumour", 5),
        ("    source: A letter", "    source: [", "not valid YAML", 13),
        ("country: MLI", "country: Mali", "pattern", 8),
    ],
)
def test_an_error_names_the_line_and_the_value(
    old: str, new: str, complaint: str, line: int
) -> None:
    with pytest.raises(CaseError, match=f"(?s)line {line}.*{complaint}"):
        parse_case(CASE.replace(old, new), where="my.yaml")


def test_two_statements_may_not_share_an_id() -> None:
    twice = CASE + CASE.split("statements:\n")[1]
    with pytest.raises(CaseError, match="share the id 'host-leaves'"):
        parse_case(twice)


def test_an_assumption_out_of_order_is_refused() -> None:
    text = CASE + "assumptions:\n  - {id: a, text: t, value: 5, low: 7, high: 9, reason: r}\n"
    with pytest.raises(CaseError, match="out of order"):
        parse_case(text)


def test_an_unknown_case_suggests_a_shipped_one() -> None:
    with pytest.raises(CaseError, match="Did you mean minusma-2023-06"):
        load_case("minusma-2023-6")


@given(st.text())
def test_any_text_is_read_or_refused_with_a_case_error(text: str) -> None:
    with contextlib.suppress(CaseError):
        parse_case(text)
