"""A language model's statement enters only with a quotation found word for word."""

from __future__ import annotations

import json
from datetime import date

import pytest

from peaceops.errors import ReadingError
from peaceops.reading import Document
from peaceops.reading.endpoint import from_endpoint, verified

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
    (one,) = verified(f"Here you are:\n{answer}", DOCUMENT)
    assert (one.subject, DOCUMENT.text[one.start : one.end]) == ("SWE", one.quotation)


@pytest.mark.parametrize(
    "answer", ["", "[", "{}", "[1, null]", '[{"quotation": 3}]', "[" * 5000 + "]"]
)
def test_a_wild_answer_gives_nothing(answer: str) -> None:
    assert verified(answer, DOCUMENT) == []


def test_only_web_addresses_are_asked() -> None:
    with pytest.raises(ReadingError, match="not an address"):
        from_endpoint(DOCUMENT, "file:///etc/passwd", "m")
