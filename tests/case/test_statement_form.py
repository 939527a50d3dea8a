"""A form for every kind of statement: what is filled in is read as a case file is."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.case import (
    AS_READ,
    Case,
    facts_of,
    filled_in,
    kinds_of,
    load_case,
    read_form,
    shipped_cases,
    statement_fields,
)

CASE = Case(case="a", mission="UNMISS", as_of=date(2023, 6, 17))
SHARED = {"date": "2023-06-16", "text": "B", "speaker": "A", "source": "C"}


@pytest.mark.parametrize("name", shipped_cases())
def test_every_statement_of_the_shipped_cases_comes_back_from_its_form(name: str) -> None:
    case = load_case(name)
    for statement in case.statements:
        fixed = {key: getattr(statement, key) for key in AS_READ}
        present = {key: value for key, value in fixed.items() if value is not None}
        again, problems = read_form(filled_in(statement), present, case)
        assert not problems
        assert again == statement
        assert all(label and words for label, words in facts_of("statements", statement))


@pytest.mark.parametrize("kind", dict(kinds_of("statements")))
def test_every_kind_names_its_fields_and_asks_for_what_all_share(kind: str) -> None:
    fields = statement_fields(kind)
    assert {"text", "speaker", "date", "source"} <= {field.name for field in fields}
    assert len({field.label for field in fields}) == len(fields)
    assert not {"id", "quotation", "span"} & {field.name for field in fields}
    statement, problems = read_form({"kind": kind}, {"id": "x"}, CASE)
    assert statement is None
    assert {field.name for field in fields if field.required} <= set(problems)


def test_what_is_wrong_is_told_by_field_in_the_words_of_the_case_file() -> None:
    texts = {**SHARED, "kind": "departure", "country": "Franse", "military": "12.5"}
    _, problems = read_form(texts, {"id": "x"}, CASE)
    assert "is no country or territory we know" in problems["country"]
    assert "is no whole number" in problems["military"]
    late = {**SHARED, "kind": "report", "date": "2023-06-18"}
    _, problems = read_form(late, {"id": "x"}, CASE)
    assert "nobody could know it" in problems["date"]


def test_names_and_lists_are_read_as_a_reader_types_them() -> None:
    texts = {**SHARED, "kind": "voting_rule", "votes": "9", "veto": "France\nUnited Kingdom\n"}
    statement, problems = read_form(texts, {"id": "x"}, CASE)
    assert not problems
    assert statement is not None
    assert statement.veto == ("FRA", "GBR")  # type: ignore[union-attr]


def test_a_state_stands_in_a_form_and_in_words_by_its_name() -> None:
    texts = {**SHARED, "kind": "relation", "subject": "MLI", "object": "JNIM"}
    relation, problems = read_form(texts, {"id": "x"}, CASE)
    assert not problems
    assert relation is not None
    facts = dict(facts_of("statements", relation))
    assert (facts["Whom it is about"], facts["Towards whom or what"]) == ("Mali", "JNIM")
    departure, problems = read_form(
        {**SHARED, "kind": "departure", "country": "United Kingdom"}, {"id": "x"}, CASE
    )
    assert not problems
    assert departure is not None
    assert departure.country == "GBR"  # type: ignore[union-attr]
    assert filled_in(departure)["country"] == "United Kingdom"


def test_a_kind_that_is_none_is_told() -> None:
    statement, problems = read_form({"kind": "nonsense"}, {"id": "x"}, CASE)
    assert statement is None
    assert "is none of" in problems["kind"]
