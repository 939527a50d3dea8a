"""The draft of a case is valid as it stands, and so is each example in it once uncommented."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from peaceops.case import Case, draft_case, parse_case
from peaceops.edition import View, open_edition
from peaceops.options import check_case

OF_EACH_KIND = [
    ("UNMISS", "2023-02-15"),  # multidimensional
    ("UNDOF", "2023-06-16"),  # observer
    ("UNTSO", "2023-06-16"),  # open-ended
    ("UNSMIL", "2023-06-16"),  # political
    ("UNSOS", "2023-06-16"),  # support office
    ("MINUSMA", "2023-08-01"),  # its end is decided
    ("UNMOGIP", "2023-06-16"),  # two hosts, no ceiling
]
EXAMPLE = re.compile(r"(?:^# .*\n)+", re.MULTILINE)


@cache
def view_on(day: str) -> View:
    return open_edition().as_of(date.fromisoformat(day))


@cache
def draft(mission: str, day: str) -> str:
    return draft_case(view_on(day), mission)


def examples(text: str) -> list[str]:
    """The commented blocks of a draft, without the heading."""
    head = text.index("\ncase:")
    return list(EXAMPLE.findall(text[head:]))


def uncommented(text: str, *blocks: str) -> str:
    for block in blocks:
        assert block in text
        text = text.replace(block, re.sub("^# ", "", block, flags=re.MULTILINE))
    return text


def checked(text: str, mission: str, day: str) -> Case:
    case = parse_case(text)
    check_case(view_on(day), case, mission)
    return case


@pytest.mark.parametrize(("mission", "day"), OF_EACH_KIND)
def test_a_draft_is_valid_as_it_stands(mission: str, day: str) -> None:
    case = checked(draft(mission, day), mission, day)
    assert not case.statements
    assert case.options


@pytest.mark.parametrize(("mission", "day"), OF_EACH_KIND)
def test_each_example_is_valid_by_itself(mission: str, day: str) -> None:
    text = draft(mission, day)
    plain = checked(text, mission, day)
    blocks = examples(text)
    assert len(blocks) >= 11
    for block in blocks:
        case = checked(uncommented(text, block), mission, day)
        assert case != plain, f"uncommented, this adds nothing:\n{block}"


@pytest.mark.parametrize(("mission", "day"), OF_EACH_KIND)
def test_all_examples_are_valid_together(mission: str, day: str) -> None:
    text = draft(mission, day)
    case = checked(uncommented(text, *examples(text)), mission, day)
    kinds = {statement.kind for statement in case.statements}
    assert {"member_position", "departure", "strength", "incident"} <= kinds
    assert case.levers
    assert any(option.id == "option-of-my-own" for option in case.options)


def test_the_words_of_an_example_stay_comments_when_it_is_uncommented() -> None:
    """So that an editor's own "toggle comment" on the whole block does the same."""
    text = draft("UNMISS", "2023-02-15")
    block = examples(text)[0]
    assert uncommented(text, block).count("\n# Host position:") == 1


def test_an_example_names_what_is_true_of_the_mission() -> None:
    case = checked(
        uncommented(draft("UNMISS", "2023-02-15"), *examples(draft("UNMISS", "2023-02-15"))),
        "UNMISS",
        "2023-02-15",
    )
    departure = case.of_kind("departure")[0]
    assert departure.country == "RWA"  # type: ignore[union-attr]
    assert case.of_kind("host_position")[0].country == "SSD"  # type: ignore[union-attr]
