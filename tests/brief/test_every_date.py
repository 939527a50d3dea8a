"""Every mission has a sound brief on every date, and no later row moves one.

The whole of it, every mission on four dates a year, is ``benchmarks/robustness/every_date.py``.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from marks import quick_first
from peaceops.brief import compose
from peaceops.brief.schema import to_json
from peaceops.edition import active_missions, open_edition
from peaceops.edition.cut import cut

ATTACK = Path(__file__).resolve().parents[2] / "benchmarks" / "robustness" / "every_date.py"
CRASHED = [
    ("UNPROFOR", date(1995, 6, 16)),
    ("UNTAES", date(1996, 8, 1)),
    ("MINUGUA", date(1997, 5, 2)),
]


@cache
def attack() -> ModuleType:
    spec = importlib.util.spec_from_file_location("every_date", ATTACK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["every_date"] = module
    spec.loader.exec_module(module)
    return module


def sample(dates: int, missions: int, seed: int) -> list[tuple[str, date]]:
    """Missions drawn from those active on dates drawn from 1990 to the edition's last day."""
    edition, stream = open_edition(), random.Random(seed)
    last = attack().last_known(edition)
    days = stream.sample(attack().sampled_days(1990, last, seed), dates - 1)
    return [
        (mission, day)
        for day in sorted([*days, last])
        for mission in stream.sample(active_missions(edition, day), missions)
    ]


@pytest.mark.parametrize(("mission", "day"), quick_first(CRASHED, 0), ids=str)
def test_dates_that_crashed_once_have_a_brief(mission: str, day: date) -> None:
    assert attack().faults_of(open_edition(), mission, day) == []


@pytest.mark.slow
@pytest.mark.parametrize(("mission", "day"), sample(dates=9, missions=3, seed=2026), ids=str)
def test_a_mission_on_a_date_has_a_sound_brief(mission: str, day: date) -> None:
    """No traceback, no NaN, infinity or None, no empty block, no warning, in any format."""
    assert attack().faults_of(open_edition(), mission, day) == []


@pytest.mark.slow
@pytest.mark.parametrize(("mission", "day"), sample(dates=6, missions=1, seed=7), ids=str)
def test_no_later_row_moves_a_brief(mission: str, day: date, tmp_path: Path) -> None:
    """An edition cut at the date gives the same brief to the byte."""
    earlier = compose(cut(open_edition(), day, tmp_path / "cut"), mission, day)
    assert to_json(earlier) == to_json(compose(open_edition(), mission, day))


def test_the_attack_sees_what_it_looks_for() -> None:
    numbers = list(attack().numbers_that_are_none({"a": [1.0, float("nan")], "b": "worth None"}))
    assert [kind for kind, _ in numbers] == ["number", "program word"]
    assert (
        list(attack().numbers_that_are_none({"a": 0.0, "b": "None-the-less, banana, S/INF/2"}))
        == []
    )
