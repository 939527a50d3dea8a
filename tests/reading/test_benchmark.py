"""The annotated texts keep their scores: a rule that breaks another shows here."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from marks import quick_first
from peaceops.reading import propose

HERE = Path(__file__).resolve().parents[2] / "benchmarks" / "reading"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", HERE / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("rules_only", "precision", "recall"), quick_first([(True, 0.85, 0.6), (False, 0.9, 0.85)], 1)
)
def test_the_annotated_texts_are_read_as_well_as_we_say(
    rules_only: bool, precision: float, recall: float, request: pytest.FixtureRequest
) -> None:
    if not rules_only:
        request.getfixturevalue("model")
    score = scorer()
    hits = false = missed = 0
    for annotation in sorted((HERE / "annotations").glob("*.json")):
        loaded = score.load(annotation, score.SHARED)
        if loaded is None:
            continue
        document, statements, _ = loaded
        found = propose(document, model=False if rules_only else None)
        pairs, wrong, left = score.match(found, statements)
        hits, false, missed = hits + len(pairs), false + len(wrong), missed + len(left)
    assert hits / (hits + false) >= precision
    assert hits / (hits + missed) >= recall
