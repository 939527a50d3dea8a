"""A case with a statement more is set beside the case without; where nothing moves, why is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from peaceops.case import Case, draft_case, parse_case
from peaceops.edition import View, open_edition
from peaceops.errors import CaseError
from peaceops.options import (
    Run,
    Stance,
    Suppositions,
    as_things_are,
    may_move,
    what_if,
    what_if_case,
    why_unmoved,
)

DAY = date(2023, 6, 17)
FEW = 200
SHARED = {"id": "said", "date": "2023-06-16", "speaker": "A", "text": "B", "source": "C"}


@pytest.fixture(scope="module")
def view() -> View:
    return open_edition().as_of(DAY)


@pytest.fixture(scope="module")
def case(view: View) -> Case:
    return parse_case(draft_case(view, "MINUSMA"))


@pytest.fixture(scope="module")
def before(view: View, case: Case) -> Run:
    return as_things_are(view, "MINUSMA", case=case, draws=FEW)


def with_one(case: Case, **statement: Any) -> Case:
    content = case.model_dump(exclude_none=True, exclude_defaults=True)
    present = content.get("statements", ())
    return Case.model_validate({**content, "statements": [*present, {**SHARED, **statement}]})


def why(before: Run, case: Case) -> str:
    return why_unmoved(case.statements[-1], before, case)


def test_a_statement_moves_what_the_same_supposition_moves(
    view: View, case: Case, before: Run
) -> None:
    stated = with_one(case, kind="member_position", country="RUS", position="against")
    supposed = what_if(
        view,
        "MINUSMA",
        Suppositions(positions=(Stance("RUS", "against", None, None),)),
        case=case,
        draws=FEW,
        before=before,
    )
    answer = what_if_case(view, "MINUSMA", stated, before=before, draws=FEW)
    assert answer.votes == supposed.votes
    assert [(move.quantity, move.option) for move in answer.moves] == [
        (move.quantity, move.option) for move in supposed.moves
    ]
    assert answer.changes


def test_a_statement_of_after_the_day_is_refused(view: View, case: Case, before: Run) -> None:
    late = with_one(case, kind="report")
    late = late.model_copy(
        update={"statements": (late.statements[0].model_copy(update={"date": date(2023, 7, 1)}),)}
    )
    with pytest.raises(CaseError, match="nobody could know"):
        what_if_case(view, "MINUSMA", late, before=before, draws=FEW)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ({"kind": "host_position", "country": "MLI", "position": "asks-to-leave"}, "on record"),
        ({"kind": "departure", "country": "FRA", "of_mission": "false"}, "another force"),
        ({"kind": "departure", "country": "UKR", "in_latest_strength": "true"}, "leaves these"),
        ({"kind": "departure", "country": "NZL"}, "No number is stated"),
        ({"kind": "strength", "on": "2020-01-01", "military": 10}, "older than the figure"),
    ],
)
def test_a_statement_that_figures_could_rest_on_says_why_none_moves(
    view: View, case: Case, before: Run, statement: dict[str, Any], words: str
) -> None:
    stated = with_one(case, **statement)
    assert may_move(stated.statements[-1])
    answer = what_if_case(view, "MINUSMA", stated, before=before, draws=FEW)
    assert not answer.moves
    assert not answer.votes
    assert words in why(before, stated)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ({"kind": "report"}, "context"),
        ({"kind": "restriction", "country": "MLI", "start": "2023-06-01"}, "host's stance"),
        ({"kind": "incident", "place": "A", "start": "2023-06-01", "end": "2023-06-01"}, "deaths"),
        ({"kind": "measure", "lever": "peace process"}, "published effect"),
        ({"kind": "mandate_deadline", "until": "2023-06-30"}, "from the record"),
    ],
)
def test_a_statement_of_a_kind_that_no_figure_rests_on_says_so(
    view: View, case: Case, before: Run, statement: dict[str, Any], words: str
) -> None:
    stated = with_one(case, **statement)
    assert not may_move(stated.statements[-1])
    assert not what_if_case(view, "MINUSMA", stated, before=before, draws=FEW).changes
    assert words in why(before, stated)


def test_a_newer_statement_counts_and_that_is_told(case: Case, before: Run) -> None:
    newer = with_one(case, kind="member_position", country="RUS", position="for")
    older = {"id": "older", "date": "2023-06-01", "country": "RUS", "position": "against"}
    both = with_one(newer, kind="member_position", **older)
    assert "holds a newer position of Russia" in why(before, both).replace(
        "the Russian Federation", "Russia"
    )
