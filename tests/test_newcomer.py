"""What someone finds who imports peaceops for the first time."""

from __future__ import annotations

import pydoc
import subprocess
import sys
from datetime import date
from importlib import import_module
from typing import Any

import pytest

import peaceops
from peaceops.case import load_case
from peaceops.compare import compare_cases, compare_missions
from peaceops.edition import open_edition
from peaceops.errors import CaseError, UnknownMissionError

DAY = date(2023, 2, 15)


def test_rooms_are_listed_and_imported_when_they_are_asked_for() -> None:
    code = """if True:
        import sys
        import peaceops
        assert "edition" in dir(peaceops) and "peaceops.edition" not in sys.modules
        assert "polars" not in sys.modules
        peaceops.edition.open_edition
    """
    subprocess.run([sys.executable, "-c", code], check=True)
    for room in peaceops.ROOMS:
        assert getattr(peaceops, room) is import_module(f"peaceops.{room}")


def test_a_name_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(AttributeError, match=r"'open'; its rooms are .*edition"):
        _ = peaceops.open


LAZY = ["case", "compare", "edition", "fetch", "options", "reading", "update", "violence"]


@pytest.mark.parametrize("room", LAZY)
def test_a_room_lists_its_public_names_and_help_tells_of_them(room: str) -> None:
    module = import_module(f"peaceops.{room}")
    assert dir(module) == sorted(module.__all__)
    page = pydoc.plain(pydoc.render_doc(module))
    functions = [name for name in module.__all__ if name[0].islower()]
    assert functions
    assert all(f"{name}(" in page or f"{name} = " in page for name in functions)


@pytest.mark.parametrize(
    ("missions", "error"),
    [("UNMISS", TypeError), ([], ValueError), (["UNMISS", "Foo"], UnknownMissionError)],
)
def test_missions_are_refused_before_a_brief_is_composed(
    missions: Any, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("peaceops.compare.missions.compose")
    with pytest.raises(error):
        compare_missions(open_edition(), missions, DAY)


@pytest.mark.parametrize(
    ("cases", "error"), [([], ValueError), ([None, "minusma-2023-06"], TypeError)]
)
def test_cases_are_refused_before_a_brief_is_composed(
    cases: Any, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("peaceops.compare.cases.compose")
    with pytest.raises(error):
        compare_cases(open_edition(), "UNMISS", DAY, cases)
    with pytest.raises(CaseError, match="is about MINUSMA"):
        compare_cases(open_edition(), "UNMISS", DAY, [None, load_case("minusma-2023-06")])
