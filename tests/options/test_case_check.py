"""A case is used only for its mission, for what was known, and for what its host said."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.case import Case, parse_case
from peaceops.edition import View, open_edition
from peaceops.errors import CaseError
from peaceops.options.case_check import check_case

DAY = date(2023, 6, 16)


def case_with(statement: str, mission: str = "MINUSMA") -> Case:
    return parse_case(f"""
case: one-statement
mission: {mission}
as_of: {DAY}
statements:
  - {{id: a, date: {DAY}, speaker: A minister, text: Says so., source: A meeting, {statement}}}
""")


def view(day: date = DAY) -> View:
    return open_edition().as_of(day)


def test_what_the_host_says_is_the_hosts_position() -> None:
    case = case_with("kind: host_position, country: MLI, position: asks-to-leave")
    check_case(view(), case, "MINUSMA")


@pytest.mark.parametrize(
    "statement",
    [
        "kind: host_position, country: NOR, position: asks-to-leave",
        "kind: host_position, country: Burkina Faso, position: restricts",
    ],
)
def test_what_another_state_says_is_not_the_hosts_position(statement: str) -> None:
    with pytest.raises(CaseError, match=r"no host of MINUSMA: 'a' by .*\n.*the host is Mali"):
        check_case(view(), case_with(statement), "MINUSMA")


@pytest.mark.parametrize(
    ("mission", "country"),
    [("MINURSO", "MAR"), ("UNMIK", "SRB"), ("UNDOF", "ISR"), ("UNISFA", "SSD"), ("UNTSO", "EGY")],
)
def test_parties_on_whose_consent_a_mission_stands_may_speak(mission: str, country: str) -> None:
    statement = f"kind: host_position, country: {country}, position: consents"
    check_case(view(), case_with(statement, mission), mission)


def test_every_date_of_knowledge_is_held_against_the_date_asked_about() -> None:
    case = case_with("kind: host_position, country: MLI, position: consents")
    with pytest.raises(CaseError, match=r"dated after 2023-06-01: nobody could know 'a'"):
        check_case(view(date(2023, 6, 1)), case, "MINUSMA")


def test_a_case_about_another_mission_is_refused() -> None:
    case = case_with("kind: host_position, country: MLI, position: consents")
    with pytest.raises(CaseError, match="about MINUSMA, the question about UNMISS"):
        check_case(view(), case, "UNMISS")
