"""Changes to the text of a case: a part is put in, changed or taken out, and all else stays.

Only the lines of that part are written anew, and the user's comments among them are kept; every
other line keeps its bytes. A list in brackets is written anew as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import yaml

from peaceops.case.commented import (
    Value,
    editor_at,
    group_of,
    read_commented,
    scalar_of,
    text_of,
)
from peaceops.case.problems import InvalidCase, Problem
from peaceops.case.splices import (
    Change,
    Path,
    Splice,
    append_to,
    before_in,
    cut,
    rewrite,
    top_keys,
)
from peaceops.case.syntax import with_plain_breaks
from peaceops.case.tree import Tree, read_tree
from peaceops.errors import CaseError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BY_HAND = "make the change in the text of the case"


def with_parts(
    text: str, where: Path, parts: Sequence[Mapping[str, Value]], *, name: str = "case"
) -> str:
    r"""Put groups of keys at the end of a list, which is made where there is none.

    Args:
        text: The text of a case.
        where: The list, as ``("statements",)`` or ``("options", 0, "changes")``.
        parts: What each group holds, by key.
        name: Name of the file, for messages.

    Raises:
        CaseError: The text is no YAML of a case, or cannot be changed without other changes.

    >>> text = "case: a  # mine\nstatements:\noptions: []\n"
    >>> print(with_parts(text, ("statements",), [{"id": "a", "kind": "note"}]), end="")
    case: a  # mine
    statements:
      - id: a
        kind: note
    options: []
    """
    if not parts:
        return text

    def change(content: Any) -> None:
        group = _at(content, where[:-1])
        if not group.get(where[-1]):
            group[where[-1]] = []
        group[where[-1]].extend(group_of(part) for part in parts)

    splice = append_to(where[0], parts) if len(where) == 1 else rewrite(where[:2], change)
    return _changed(text, change, splice, name)


def with_values(
    text: str,
    where: Path,
    values: Mapping[str, Value | None],
    *,
    name: str = "case",
    order: Sequence[str] = (),
) -> str:
    """Set keys of a group, or take them away.

    Args:
        text: The text of a case.
        where: The group, as ``("statements", 3)``; ``()`` for the case's own keys.
        values: What each key is to hold; ``None`` takes it away.
        name: Name of the file, for messages.
        order: Keys in the order in which a key that is new takes its place; last without it.

    Raises:
        CaseError: As for `with_parts`.
    """

    def change(content: Any) -> None:
        _set(_at(content, where), values, order)

    splice = top_keys(values, order) if not where else rewrite(where[:2], change)
    return _changed(text, change, splice, name)


def without_part(text: str, where: Path, *, name: str) -> str:
    """Take an item out of a list.

    Args:
        text: The text of a case.
        where: The item, as ``("statements", 3)``. A list within a part that is left empty goes too.
        name: Name of the file, for messages.

    Raises:
        CaseError: As for `with_parts`.
    """
    *above, key, place = where

    def change(content: Any) -> None:
        group = _at(content, tuple(above))
        del group[key][place]
        if not group[key] and above:
            del group[key]

    splice = cut(where) if len(where) == 2 else rewrite(where[:2], change)
    return _changed(text, change, splice, name)


def _changed(text: str, change: Change, splice: Splice, name: str) -> str:
    plain = with_plain_breaks(text)
    expected = deepcopy(_sound(plain, name).content)
    if not isinstance(expected, dict):
        raise InvalidCase([Problem(1, "", "is not a case: it has no keys", _BY_HAND)], name)
    change(expected)
    root = yaml.compose(plain, Loader=_LOADER)
    for attempt in (_spliced, _dumped):
        new = attempt(plain, root, change, splice)
        if new is not None and _same(read_tree(new), expected):
            return new.replace("\n", "\r\n") if "\r\n" in text else new
    raise CaseError(
        "cannot be changed here without changing what it says elsewhere",
        where=name,
        remedy=_BY_HAND,
    )


def _sound(text: str, name: str) -> Tree:
    tree = read_tree(text)
    if tree.problems or not tree.whole:
        raise InvalidCase(tree.problems, name)
    return tree


def _same(tree: Tree, expected: dict[str, Any]) -> bool:
    """Whether a text holds what is expected; a list without items is as good as none."""
    content = tree.content
    if tree.problems or not tree.whole or not isinstance(content, dict):
        return False
    return {key: value or None for key, value in content.items()} == {
        key: value or None for key, value in expected.items()
    }


def _spliced(text: str, root: yaml.Node | None, _change: Change, splice: Splice) -> str | None:
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    lines = splice(text.split("\n"), root)
    return None if lines is None else "\n".join(lines)


def _dumped(text: str, _root: yaml.Node | None, change: Change, _splice: Splice) -> str | None:
    """The whole text written anew by a writer that keeps comments and order."""
    editor = editor_at(2)
    content = read_commented(editor, text)
    if content is None:
        return None
    change(content)
    return text_of(editor, content)


def _set(group: Any, values: Mapping[str, Value | None], order: Sequence[str]) -> None:
    for key, value in values.items():
        if value is None:
            group.pop(key, None)
            continue
        before = before_in(key, list(group), order)
        if key in group or not before or not hasattr(group, "insert"):
            group[key] = scalar_of(value)
        else:
            group.insert(list(group).index(before) + 1, key, scalar_of(value))


def _at(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content
