"""The examples in docstrings do what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"
WITH_EXAMPLES = [
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(SOURCE.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]

SLOW = (
    "peaceops.brief.compose", "peaceops.brief.documents", "peaceops.brief.html",
    "peaceops.compare.cases", "peaceops.compare.dates", "peaceops.compare.missions",
    "peaceops.options.what_if",
)  # fmt: skip
"""Modules whose examples compose briefs, or run options twice."""


@pytest.mark.parametrize(
    "module",
    [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in WITH_EXAMPLES],
)
def test_examples_run_as_written(module: str) -> None:
    failed, tried = doctest.testmod(import_module(module))
    assert tried, f"{module} has no example"
    assert not failed
