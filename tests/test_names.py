"""Variables are named by what they hold: no grammar words that say only that there is something."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "peaceops"
GRAMMAR_WORDS = frozenset(
    ["one", "found", "said", "told", "given", "made", "own", "held", "asked", "known", "kept"]
)


def grammar_words(tree: ast.AST) -> list[tuple[int, str]]:
    """Line and name of each variable or parameter that is a grammar word.

    Fields of a class are no variables: a table's column keeps the name that its file gives it.
    """
    fields: set[int] = set()
    names = []
    for node in ast.walk(tree):  # a class before what is in it
        if isinstance(node, ast.ClassDef):
            fields |= {
                id(target)
                for statement in node.body
                if isinstance(statement, ast.Assign | ast.AnnAssign)
                for target in ast.walk(statement)
            }
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store) and id(node) not in fields:
                names.append((node.lineno, node.id))
        elif isinstance(node, ast.arg):
            names.append((node.lineno, node.arg))
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            names.append((node.lineno, node.name))
    return sorted((line, name) for line, name in names if name in GRAMMAR_WORDS)


def test_variables_are_named_by_what_they_hold() -> None:
    places = [
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, name in grammar_words(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not places, "name these by the noun of what they hold:\n" + "\n".join(places)


def test_the_check_sees_every_way_of_naming() -> None:
    code = (
        "def f(one, *known, **kept):\n    found = [own for own in one]\n"
        "    with g() as held:\n        pass\n    for (said, x) in y:\n        (told := 1)\n"
        "    return lambda made: made\n"
    )
    names = sorted(name for _line, name in grammar_words(ast.parse(code)))
    assert names == sorted(GRAMMAR_WORDS - {"given", "asked"})
    assert not grammar_words(ast.parse("class Row:\n    asked = Date()\n    found: str\n"))
