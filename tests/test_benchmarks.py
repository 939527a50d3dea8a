"""Benchmarks and scripts are run seldom, and ask the library for what is there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def imports_of(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Names of the library that files import: file and line, module, name."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("peaceops"):
                for alias in node.names:
                    where = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield where, node.module or "", alias.name


def test_what_benchmarks_and_scripts_import_is_there() -> None:
    names = [*imports_of(ROOT / "benchmarks"), *imports_of(ROOT / "scripts")]
    assert names
    lacking = [
        f"{where}: {module} has no {name}"
        for where, module, name in names
        if not hasattr(import_module(module), name) and find_spec(f"{module}.{name}") is None
    ]
    assert not lacking, "\n".join(lacking)
