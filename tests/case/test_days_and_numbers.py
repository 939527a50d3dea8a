"""Days and numbers as people write them: taken where one reading is sure, else refused."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.case import parse_case
from peaceops.errors import CaseError

CASE = """\
case: test
mission: MINUSMA
as_of: {as_of}
statements:
  - id: strength
    kind: strength
    date: 2023-06-16
    on: 2023-06-15
    military: {military}
    speaker: A
    text: B
    source: C
"""


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2023-06-31", "June 2023 has 30 days"),
        ("2023-02-29", "February 2023 has 28 days"),
        ("'2023-06-31'", "June 2023 has 30 days"),
        ("2023-13-01", "months run from 01 to 12"),
        ("0000-01-01", "check the year"),
        ("30/06/2023", "write 2023-06-30$"),
        ("06/07/2023", "write 2023-07-06 or 2023-06-07, whichever is meant"),
        ("30.06.2023", "write 2023-06-30$"),
        ("2023/06/30", "write 2023-06-30$"),
        ("20230630", "write 2023-06-30$"),
        ("2023-06", "name the day too"),
        ("2023", "name the day too"),
        ("2023-06-30T00:00:00Z", "write 2023-06-30$"),
        ("2023-06-30 12:00", "write 2023-06-30$"),
        ("30 June 2023", "such as 2023-06-16"),
        ("45107", "such as 2023-06-16"),
        ("true", "such as 2023-06-16"),
        ("[2023, 6, 30]", "such as 2023-06-16"),
        ("1023-06-30", "check the year"),
        ("9999-12-31", "check the year"),
        ("0001-01-01", "check the year"),
    ],
)
def test_what_is_no_day_is_refused_with_the_way_to_write_it(written: str, remedy: str) -> None:
    with pytest.raises(CaseError, match=f"(?s)line 3: `as_of`: .*What to do: .*{remedy}"):
        parse_case(CASE.format(as_of=written, military=5))


@pytest.mark.parametrize("written", ["2023-06-30", "'2023-06-30'", "2023-6-30"])
def test_a_day_may_stand_in_quotes_and_without_noughts(written: str) -> None:
    assert parse_case(CASE.format(as_of=written, military=5)).as_of == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("13,289", "write 13289, without"),
        ("13 289", "write 13289, without"),
        ("13\u00a0289", "write 13289, without"),
        ("13_289", "write 13289, without"),
        ("13.289", "write 13289, without"),
        ("13.290", "write 13290, without"),
        ("13289.0", "write 13289$"),
        ("12.5", "whole number in digits"),
        ("0012", "write 12, without a 0"),
        ("0o14", "whole number in digits"),
        ("0x1F", "whole number in digits"),
        ("3:30", "whole number in digits"),
        ("1e3", "write 1000$"),
        ("1e308", "whole number in digits"),
        (".nan", "whole number in digits"),
        ("-.inf", "whole number in digits"),
        ("true", "in digits"),
        ("about 100", "whole number in digits"),
        ("-5", "from 0 to 100,000"),
        ("100001", "from 0 to 100,000"),
        ("1" + "0" * 400, "whole number in digits"),
    ],
)
def test_what_is_no_count_is_refused_with_the_way_to_write_it(written: str, remedy: str) -> None:
    with pytest.raises(CaseError, match=f"(?s)line 9: .*`military`: .*What to do: .*{remedy}"):
        parse_case(CASE.format(as_of="2023-06-16", military=written))


@pytest.mark.parametrize("written", ["12388", "+12388", "'12388'"])
def test_a_count_may_stand_in_quotes_and_with_a_sign(written: str) -> None:
    case = parse_case(CASE.format(as_of="2023-06-16", military=written))
    assert case.statements[0].military == 12_388  # type: ignore[union-attr]
