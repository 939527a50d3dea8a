"""What a what-if shows, for the command and the desk: rows, both sides of options, sentences."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from peaceops.case import parse_case
from peaceops.domain.figures import Figure
from peaceops.edition import View, open_edition
from peaceops.options import Run, Stance, Suppositions, WhatIf, as_things_are, what_if
from peaceops.questions import (
    Flags,
    beyond_it,
    case_to_save,
    changes,
    options_side_by_side,
    read_what_can_be,
    why_still,
)
from peaceops.questions.what_if_rows import written

MISSION = "UNMISS"
SUPPOSED = Suppositions(positions=(Stance("CHN", "abstains"),), ceiling=-2000)


@cache
def view() -> View:
    return open_edition().as_of(date(2023, 2, 15))


@pytest.fixture(scope="module")
def before() -> Run:
    return as_things_are(view(), MISSION, draws=200)


@pytest.fixture(scope="module")
def answer(before: Run) -> WhatIf:
    return what_if(view(), MISSION, SUPPOSED, draws=200, before=before)


def test_both_sides_of_an_option_are_the_same_where_nothing_is_supposed(before: Run) -> None:
    sides = options_side_by_side(before, None)
    assert [side.option for side in sides][:2] == ["status-quo", "renew"]
    for side in sides:
        assert side.against == ""
        for figure in side.figures.values():
            assert figure.cells[0] == figure.cells[1]
            assert not figure.moves


def test_what_moves_of_an_option_is_what_the_rows_show(before: Run, answer: WhatIf) -> None:
    sides = {side.option: side for side in options_side_by_side(before, answer)}
    assert sides["reduce"].against == "Renew"
    assert sides["renew"].against == ""
    shown = {
        (option, row.cells)
        for table in changes(answer).figures
        for row in table.rows
        for option in row.options
    }
    moving = {
        (name, figure.cells)
        for name, side in sides.items()
        for figure in side.figures.values()
        if figure.moves
    }
    assert shown
    assert shown <= moving


def test_a_difference_of_odds_is_that_of_the_odds_beside_it(answer: WhatIf) -> None:
    def whole(text: str) -> list[int]:
        return [int(word) for word in re.findall(r"[-+]?\d+", text.translate({0x2212: "-"}))]

    shown = changes(answer, most_members=15)
    rows = [row.cells for table in (*shown.figures, *shown.members) for row in table.rows]
    odds = [cells for cells in rows if cells[0].value.endswith("%") and not cells[2].interval]
    sure = [cells for cells in odds if not re.search("[<>]", cells[0].value + cells[1].value)]
    assert len(sure) > 5
    for before, after, difference in sure:
        apart = [b - a for a, b in zip(whole(before.value), whole(after.value), strict=True)]
        assert whole(difference.value) == apart, (before, after, difference)


@pytest.mark.parametrize(
    ("moved", "words"), [(0.01, "+1 point"), (-0.01, "-1 point"), (0.11, "+11 points")]
)
def test_one_point_is_one(moved: float, words: str) -> None:
    figure = Figure("options.a.odds_difference", "Odds", moved, "probability", "", ())
    assert written(figure, sign=True).value == words


def test_members_beyond_those_shown_are_named(answer: WhatIf) -> None:
    few, all_of_them = changes(answer, most_members=1), changes(answer, most_members=15)
    assert len(few.members) == 1
    assert len(all_of_them.members) > 1
    assert any("Members whose odds move by" in words for words in few.other_members)
    assert not any("see --json" in words for words in all_of_them.other_members)


def test_why_figures_stay_is_said_of_what_is_supposed(answer: WhatIf) -> None:
    only_votes = Suppositions(positions=SUPPOSED.positions)
    still = what_if(view(), MISSION, only_votes, draws=200)
    assert any("how members vote moves the odds" in words for words in why_still(still, only_votes))
    assert not any("how members vote" in words for words in why_still(answer, SUPPOSED))
    assert len(beyond_it(SUPPOSED)) > len(beyond_it(Suppositions()))


def test_a_case_to_save_can_have_a_name_of_its_own(answer: WhatIf) -> None:
    text = case_to_save(answer, "my-case")
    assert text.startswith("# UNMISS as of 2023-02-15: what if\n# - China abstains.\n")
    assert parse_case(text, where="saved").case == "my-case"
    assert parse_case(case_to_save(answer), where="saved") == answer.case


def test_what_can_be_read_is_read_beside_what_cannot() -> None:
    flags = Flags(
        positions=["China=abstain", "Chine=no", "Mars"],
        assume=["replaced=0.5", "replaced=0.6"],
        effects=["nilsson-2012", "nilsson-2012"],
        leaves=["India:9000"],
        host="banana",
    )
    reading = read_what_can_be(view(), view().mission(MISSION), flags)
    assert [item.sentence for item in reading.read] == [
        "India leaves with 9,000 uniformed personnel; no date.",
        "China abstains.",
        "Share of announced departures that others replace within a year: 50 %; the assumption "
        "replaced.",
        "The published effect nilsson-2012 holds.",
    ]
    assert [(problem.flag, problem.value) for problem in reading.problems] == [
        ("--position", "Mars"),
        ("--position", "Chine=no"),
        ("--assume", "replaced=0.6"),
        ("--effect", "nilsson-2012"),
        ("--host", "banana"),
    ]
    assert [note.flag for note in reading.notes] == ["--leaves"]
