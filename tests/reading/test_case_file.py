"""Accepted statements enter a case file, which keeps its comments and stays valid."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.case import Case, parse_case
from peaceops.errors import CaseError
from peaceops.reading import Document, Proposal, propose
from peaceops.reading.case_file import add_statements
from peaceops.reading.proposal import KINDS
from peaceops.reading.review import walk
from peaceops.reading.statements import to_statements

DAY = date(2023, 6, 17)
CASE = """\
# what I know
case: mali
mission: MINUSMA
as_of: 2023-06-17
statements:
  - id: departure-swe   # mine
    kind: departure
    date: 2023-06-01
    country: SWE
    speaker: Sweden
    text: Leaves.
    source: press
"""
TEXT = (
    "Sweden withdrew its 220 soldiers from MINUSMA. Benin withdrew its police officers from "
    "MINUSMA."
)


def read() -> tuple[Document, list[Proposal]]:
    document = Document("a.txt", TEXT, DAY)
    return document, propose(document, mission="MINUSMA", model=False)


def test_accepted_statements_are_added_once_and_comments_stay() -> None:
    _, found = read()
    statements = to_statements(found, {"a.txt": DAY}, taken={"departure-swe"})
    text, added = add_statements(CASE, statements, where="case.yaml")
    assert added == len(found) == 2
    assert "# what I know" in text
    assert "# mine" in text
    case = parse_case(text)
    assert case.of_kind("departure")[1].quotation in TEXT
    assert len({one.id for one in case.statements}) == 3
    again, more = add_statements(text, statements, where="case.yaml")
    assert more == 0
    assert again == text


def test_a_statement_after_the_case_is_refused() -> None:
    _, found = read()
    statements = to_statements(found, {"a.txt": date(2024, 1, 1)})
    with pytest.raises(CaseError, match="nobody could know it"):
        add_statements(CASE, statements, where="case.yaml")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_enters_a_case_even_with_little_known(kind: str) -> None:
    bare = Proposal(kind, 0, 4, "Mali", document="a.txt", sha256="0" * 64)
    (statement,) = to_statements([bare], {"a.txt": DAY})
    Case(case="a", mission="MINUSMA", as_of=DAY, statements=(statement,))


def test_a_restriction_that_is_announced_for_later_is_a_report() -> None:
    announced = Proposal(
        "restriction", 0, 4, "Mali", subject="MLI", first="2023-07-01", last="2023-07-01",
        document="a.txt", sha256="0" * 64,
    )  # fmt: skip
    (statement,) = to_statements([announced], {"a.txt": DAY})
    assert statement.kind == "report"


def test_a_quotation_with_a_control_character_enters_a_case_without_it() -> None:
    odd = Proposal("report", 0, 6, "Ma\x07li", document="a.txt", sha256="0" * 64)
    (statement,) = to_statements([odd], {"a.txt": DAY})
    assert statement.quotation == "Ma li"


def test_a_case_that_only_one_reader_of_yaml_takes_is_added_to_all_the_same() -> None:
    odd = Proposal("report", 0, 6, "Malian", document="a.txt", sha256="0" * 64)
    tabbed = CASE.replace("as_of: ", "as_of:\t")
    text, added = add_statements(tabbed, to_statements([odd], {"a.txt": DAY}), where="case.yaml")
    assert added == 1
    assert text.startswith(tabbed.partition("as_of:\t")[0] + "as_of:\t")


def test_a_position_of_a_state_without_a_seat_is_a_report() -> None:
    one = Proposal(
        "member_position",
        0,
        4,
        "Mali",
        subject="DEU",
        value="for",
        document="a.txt",
        sha256="0" * 64,
    )
    (outside,) = to_statements([one], {"a.txt": DAY}, seated={"FRA"})
    (seated,) = to_statements([one], {"a.txt": DAY}, seated={"DEU"})
    assert (outside.kind, seated.kind) == ("report", "member_position")


@pytest.mark.parametrize(("answers", "kept"), [("yn", 1), ("a", 2), ("q", 0), ("nn", 0)])
def test_only_what_is_accepted_is_kept(answers: str, kept: int) -> None:
    document, found = read()
    left = iter(answers)
    accepted = walk(found, {"a.txt": document}, lambda *_: next(left))
    assert len(accepted) == kept
