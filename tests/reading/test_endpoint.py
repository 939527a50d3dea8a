"""A language model's statement enters only with a quotation found word for word."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from peaceops.errors import ReadingError
from peaceops.reading import KINDS, Document
from peaceops.reading.endpoint import from_endpoint, verified
from peaceops.reading.statements import to_statements

DOCUMENT = Document("a.txt", "Sweden withdrew its 220 soldiers from MINUSMA.", date(2023, 6, 17))


def test_a_quotation_that_is_not_in_the_text_drops_its_statement() -> None:
    answer = json.dumps(
        [
            {
                "kind": "departure",
                "quotation": "Sweden withdrew its 220 soldiers",
                "subject": "SWE",
            },
            {"kind": "departure", "quotation": "Norway withdrew its soldiers", "subject": "NOR"},
            {"kind": "prophecy", "quotation": "Sweden withdrew its 220 soldiers"},
        ]
    )
    (one,) = verified(f"Here you are:\n{answer}", DOCUMENT, Counter())
    assert (one.subject, DOCUMENT.text[one.start : one.end]) == ("SWE", one.quotation)


@pytest.mark.parametrize(
    "answer", ["", "[", "{}", "[1, null]", '[{"quotation": 3}]', "[" * 5000 + "]"]
)
def test_a_wild_answer_gives_nothing(answer: str) -> None:
    assert verified(answer, DOCUMENT, Counter()) == []


def test_only_web_addresses_are_asked() -> None:
    with pytest.raises(ReadingError, match="not an address"):
        from_endpoint(DOCUMENT, "file:///etc/passwd", "m")


def statement(**fields: object) -> str:
    """An answer of one statement on Sweden, some fields changed."""
    right = {"kind": "departure", "quotation": "Sweden withdrew its 220 soldiers", "subject": "SWE"}
    return json.dumps([right | fields])


@pytest.mark.parametrize(
    "fields",
    [
        {"value": float("nan")},
        {"value": float("inf")},
        {"value": 1e308},
        {"value": 10**400},
        {"value": float("nan")},
        {"value": -5},
        {"date": "2023-02-30"},
        {"date": "9999-01-01"},
        {"date": "0001-01-01"},
        {"subject": "ZZZ"},
        {"speaker": "x" * 10_000},
        {"quotation": "Sweden withdrew its 220 soldiers from MINUSMA. And more"},
        {"quotation": "Sweden"},
        {"kind": ["departure"]},
        {"kind": {}},
    ],
)
def test_a_statement_with_absurd_values_is_dropped(fields: dict[str, object]) -> None:
    assert verified(statement(**fields), DOCUMENT, Counter()) == []


def test_a_number_of_ten_thousand_digits_gives_nothing() -> None:
    answer = statement(value=0).replace('"value": 0', f'"value": {"9" * 10_000}')
    assert verified(answer, DOCUMENT, Counter()) == []


def test_names_are_cleaned_and_words_for_what_is_no_text_are_left_out() -> None:
    answer = statement(
        speaker="Mr\x1b[2J\u202e  Diop\n", place=["Gao"], modality="sworn", value=True
    )
    (proposal,) = verified(answer, DOCUMENT, Counter())
    assert proposal.speaker == "Mr Diop"
    assert (proposal.place, proposal.modality, proposal.value) == (None, "reported", None)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2023-06-16", "2023-06-16", "2023-06-16"),
        ("2023-06-16T10:00:00Z", "2023-06-16", "2023-06-16"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("next week", None, None),
    ],
)
def test_a_date_means_its_first_and_last_day(
    written: str, first: str | None, last: str | None
) -> None:
    (proposal,) = verified(statement(date=written), DOCUMENT, Counter())
    assert (proposal.first, proposal.last) == (first, last)


def test_thousands_of_statements_are_cut_and_every_one_kept_can_enter_a_case() -> None:
    listed = json.loads(statement(value=220, unit="x", date="2023-03"))
    proposals = verified(json.dumps(listed * 5_000), DOCUMENT, Counter())
    assert len(proposals) == 500
    assert to_statements(proposals[:3], {"a.txt": DOCUMENT.published})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [None, 12.5, 100_000_000, "x", "asks-to-leave"])
def test_a_statement_of_any_kind_and_value_can_enter_a_case(kind: str, value: object) -> None:
    for fields in ({}, {"date": "2030"}, {"subject": "the mission", "object": "RUS,CHN,"}):
        answer = statement(kind=kind, value=value, **fields)
        proposals = verified(answer, DOCUMENT, Counter())
        assert len(to_statements(proposals, {"a.txt": DOCUMENT.published})) == len(proposals) == 1
