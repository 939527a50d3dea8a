"""Stages of a draft as posts and articles write them."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.case import DraftState
from peaceops.reading import Document, propose, to_statements
from reading.conftest import Read


@pytest.mark.parametrize(
    ("text", "stage", "members"),
    [
        ("France circulated a first draft of the resolution on 2 June.", "zero-draft", ["FRA"]),
        ("On 5 June, France shared an initial draft text.", "zero-draft", ["FRA"]),
        ("The US circulated a revised draft on 9 June.", "negotiations", ["USA"]),
        ("On 12 June, France placed the draft resolution under silence procedure.", "silence",
         ["FRA"]),
        ("The draft resolution was put under silence until Friday.", "silence", []),
        ("China and Russia broke silence on several aspects.", "silence-broken", ["CHN", "RUS"]),
        ("Silence was broken by China, India, and Russia.", "silence-broken",
         ["CHN", "IND", "RUS"]),
        ("The draft was put in blue on 14 June.", "in-blue", []),
        ("The United Kingdom put the draft resolution in blue.", "in-blue", ["GBR"]),
    ],
)  # fmt: skip
def test_a_stage_is_read_with_the_members_that_took_it(
    said: Read, text: str, stage: str, members: list[str]
) -> None:
    (proposal,) = said(text, "draft_state")
    assert (proposal.value, proposal.details.get("members", [])) == (stage, members)


@pytest.mark.parametrize(
    "text",
    [
        "France did not circulate a first draft.",
        "France is expected to circulate a first draft.",
        "France will put the draft in blue on Friday.",
        "If China breaks silence, the draft goes back to the experts.",
        "France circulated a letter on the mission.",
        "The draft was not put in blue.",
        "If the draft is put in blue, the Council will vote.",
        "The crew put out to sea in blue uniforms.",
        "The minister broke his silence on the mission.",
    ],
)
def test_what_has_not_come_to_pass_is_no_stage(said: Read, text: str) -> None:
    assert said(text, "draft_state") == []


def test_a_stage_enters_a_case_with_its_day_and_its_words(model: None) -> None:
    text = "On 12 June, China and Russia broke silence on the draft resolution on MINUSMA."
    document = Document("post.txt", text, date(2023, 6, 17))
    found = propose(document, mission="MINUSMA")
    (state,) = [
        statement
        for statement in to_statements(found, {"post.txt": date(2023, 6, 17)}, mission="MINUSMA")
        if isinstance(statement, DraftState)
    ]
    assert (state.stage, state.broken_by) == ("silence-broken", ("CHN", "RUS"))
    assert state.date == date(2023, 6, 12)
    assert state.quotation is not None and "broke silence" in state.quotation
