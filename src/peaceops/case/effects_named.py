"""Published effects that a case names, with their place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]


def effects_named(content: Any) -> Iterator[tuple[Path, str, str | None]]:
    """Every ``effect`` in the content of a case file, sound or not.

    Args:
        content: What YAML, or a case's own ``model_dump``, holds.

    Yields:
        Where it stands, the name, and the lever beside it.

    >>> list(effects_named({"levers": [{"lever": "peace process", "effect": "nilsson-2012"}]}))
    [(('levers', 0, 'effect'), 'nilsson-2012', 'peace process')]
    """
    for path, group in _groups(content):
        name, lever = group.get("effect"), group.get("lever")
        if isinstance(name, str):
            yield (*path, "effect"), name, lever if isinstance(lever, str) else None


def _groups(content: Any) -> Iterator[tuple[Path, dict[Any, Any]]]:
    """The groups of keys that may name an effect."""
    for name in ("statements", "options", "levers"):
        for place, part in _numbered(content, name):
            if name == "options":
                for number, change in _numbered(part, "changes"):
                    yield (name, place, "changes", number), change
            else:
                yield (name, place), part


def _numbered(group: Any, name: str) -> Iterator[tuple[int, dict[Any, Any]]]:
    items = group.get(name) if isinstance(group, dict) else None
    for place, item in enumerate(items if isinstance(items, list | tuple) else ()):
        if isinstance(item, dict):
            yield place, item
