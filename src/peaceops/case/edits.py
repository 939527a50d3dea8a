"""Changes to the text of a case: a part is put in, changed or taken out, and all else stays.

Only the lines of that part are written anew, and the user's comments among them are kept; every
other line keeps its bytes. A list in brackets is written anew as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import yaml

from peaceops.case.problems import InvalidCase, Problem
from peaceops.case.syntax import with_plain_breaks
from peaceops.case.tree import Tree, plain_value, read_tree
from peaceops.errors import CaseError

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Path = tuple[str | int, ...]
Value = str | int | float | bool | date | Sequence[str]
Change = Callable[[Any], None]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDTH = 100
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
        group[where[-1]].extend(_written(part) for part in parts)

    splice = _append(where[0], parts) if len(where) == 1 else _rewrite(where[:2], change)
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

    splice = _top_keys(values, order) if not where else _rewrite(where[:2], change)
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

    splice = _cut(where) if len(where) == 2 else _rewrite(where[:2], change)
    return _changed(text, change, splice, name)


Splice = Callable[[list[str], yaml.MappingNode], list[str] | None]
"""Gives the lines of the changed text, or ``None`` where these lines cannot be changed alone."""


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
    editor = _editor(2)
    content = _loaded(editor, text)
    if content is None:
        return None
    change(content)
    return _text(editor, content)


def _append(key: str | int, parts: Sequence[Mapping[str, Value]]) -> Splice:
    def splice(lines: list[str], root: yaml.MappingNode) -> list[str] | None:
        entry = _entry(root, key)
        if entry is None:
            end = len("\n".join(lines).rstrip().split("\n"))
            return [*lines[:end], "", f"{key}:", *_items(parts, 2), *lines[end:]]
        head, items = entry
        if isinstance(items, yaml.SequenceNode) and items.value:
            if items.flow_style:
                return None
            end = _end(lines, items.value[-1])
            return [*lines[:end], *_items(parts, items.start_mark.column), *lines[end:]]
        line, end = head.start_mark.line, head.end_mark.line
        rest, value = lines[line][head.end_mark.column :], items.start_mark
        if value.line not in (line, end) or line != end:
            return None
        # `statements:`, `statements: []` and `statements: null`, with a comment or without.
        comment = rest.find(" #")
        after = f" {rest[comment:]}" if comment >= 0 else ""
        return [*lines[:line], f"{key}:{after}", *_items(parts, 2), *lines[line + 1 :]]

    return splice


def _rewrite(part: Path, change: Change) -> Splice:
    """Write the lines of one part anew, and the comments among them."""

    def splice(lines: list[str], root: yaml.MappingNode) -> list[str] | None:
        key, place = part
        span = _span(lines, root, part)
        if span is None:
            return None
        start, end, column = span
        editor = _editor(column)
        content = _loaded(editor, f"{key}:\n" + "\n".join(lines[start:end]) + "\n")
        if content is None:
            return None
        # The part stands alone here: what changes it by its place finds it there.
        change(_Alone(content, key, place))
        return [*lines[:start], *_text(editor, content).rstrip("\n").split("\n")[1:], *lines[end:]]

    return splice


class _Alone:
    """The content of a case of which one part is at hand."""

    def __init__(self, content: Any, key: str | int, place: str | int) -> None:
        self.content, self.key, self.place = content, key, place

    def __getitem__(self, key: str | int) -> Any:
        return {self.place: self.content[self.key][0]}


def _cut(where: Path) -> Splice:
    def splice(lines: list[str], root: yaml.MappingNode) -> list[str] | None:
        span = _span(lines, root, where)
        return None if span is None else [*lines[: span[0]], *lines[span[1] :]]

    return splice


def _top_keys(values: Mapping[str, Value | None], order: Sequence[str]) -> Splice:
    def splice(lines: list[str], root: yaml.MappingNode) -> list[str] | None:
        keys = [head.value for head, _ in root.value]
        edits: list[tuple[int, int, list[str]]] = []
        for key, value in values.items():
            entry = _entry(root, key)
            if entry is not None:
                start, end = entry[0].start_mark.line, _end(lines, *entry)
            elif value is None:
                continue
            else:
                before = _entry(root, _before(key, keys, order))
                start = end = _end(lines, *before) if before else _end(lines, *root.value[-1])
            written = [] if value is None else _entry_lines(key, value, lines[start:end])
            edits.append((start, end, written))
        for start, end, written in sorted(edits, key=lambda edit: edit[0], reverse=True):
            lines = [*lines[:start], *written, *lines[end:]]
        return lines

    return splice


def _before(key: str, keys: Sequence[str], order: Sequence[str]) -> str:
    """The key that a new one stands after; ``""`` for the last place."""
    named = order[: order.index(key)] if key in order else ()
    return next((name for name in reversed(named) if name in keys), "")


def _entry_lines(key: str, value: Value, lines: list[str]) -> list[str]:
    editor = _editor(2)
    content = _loaded(editor, "\n".join(lines) + "\n") if lines else None
    if content is None:
        from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

        content = CommentedMap()
    content[key] = _scalar(value)
    return _text(editor, content).rstrip("\n").split("\n")


def _entry(root: yaml.MappingNode, key: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    pairs = ((head, value) for head, value in root.value if head.value == key)
    return next(pairs, None)


def _span(lines: list[str], root: yaml.MappingNode, where: Path) -> tuple[int, int, int] | None:
    """First line of an item, one past its last, and the column of its dash."""
    entry = _entry(root, where[0])
    if entry is None or not isinstance(entry[1], yaml.SequenceNode) or entry[1].flow_style:
        return None
    items, place = entry[1], int(where[1])
    column = items.start_mark.column
    start = items.value[place].start_mark.line
    # A dash may stand on a line before what it begins.
    while start >= 0 and lines[start][: column + 1] != " " * column + "-":
        start -= 1
    if start < items.start_mark.line:
        return None
    return start, _end(lines, items.value[place]), column


def _end(lines: list[str], *nodes: yaml.Node) -> int:
    """One past the last line that nodes stand on; comments after them are not theirs."""
    last = max(
        leaf.end_mark.line - (leaf.end_mark.column == 0 and leaf.end_mark.line > 0)
        for node in nodes
        for leaf in _leaves(node)
    )
    last = max(last, *(node.start_mark.line for node in nodes), 0)
    while last > 0 and not lines[last].strip():
        last -= 1
    return last + 1


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """What stands in a node and ends where its text ends."""
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False) or not node.value:
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _leaves(item)
    else:
        for key, value in node.value:
            yield key
            yield from _leaves(value)


def _editor(column: int) -> YAML:
    """A reader and writer that keeps comments, order and quotes, with dashes at that column."""
    # Loaded here: a case is read by another library, and changed by few commands.
    from ruamel.yaml import YAML  # noqa: PLC0415

    editor = YAML()
    editor.width = _WIDTH
    editor.preserve_quotes = True
    editor.representer.ignore_aliases = lambda *_: True
    editor.indent(mapping=2, sequence=column + 2, offset=column)
    return editor


def _loaded(editor: YAML, text: str) -> Any:
    """What a text holds with its comments; ``None`` where this reader does not take it."""
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        return editor.load(text)
    except (YAMLError, ValueError):
        # Such as a tab after a colon, which only one of the two readers of YAML takes.
        return None


def _text(editor: YAML, content: Any) -> str:
    out = StringIO()
    editor.dump(content, out)
    return out.getvalue()


def _items(parts: Sequence[Mapping[str, Value]], column: int) -> list[str]:
    """Lines of a list's items."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    content = CommentedMap(list=[_written(part) for part in parts])
    return _text(_editor(column), content).rstrip("\n").split("\n")[1:]


def _written(part: Mapping[str, Value]) -> Any:
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    return CommentedMap((key, _scalar(value)) for key, value in part.items())


def _set(group: Any, values: Mapping[str, Value | None], order: Sequence[str]) -> None:
    for key, value in values.items():
        if value is None:
            group.pop(key, None)
            continue
        before = _before(key, list(group), order)
        if key in group or not before or not hasattr(group, "insert"):
            group[key] = _scalar(value)
        else:
            group.insert(list(group).index(before) + 1, key, _scalar(value))


def _scalar(value: Value) -> Any:
    """A value as the writer writes it, so that it is read back as the same."""
    from ruamel.yaml.comments import CommentedSeq  # noqa: PLC0415
    from ruamel.yaml.scalarstring import (  # noqa: PLC0415
        DoubleQuotedScalarString,
        LiteralScalarString,
    )

    if isinstance(value, str):
        if "\n" in value:
            fits = all(line.isprintable() and line == line.strip() for line in value.split("\n"))
            ends = value.strip("\n") == value
            return LiteralScalarString(value) if fits and ends else DoubleQuotedScalarString(value)
        plain = value.isprintable() and plain_value(value) == value
        return value if plain else DoubleQuotedScalarString(value)
    if isinstance(value, Sequence):
        items = CommentedSeq(_scalar(item) for item in value)
        items.fa.set_flow_style()
        return items
    return value


def _at(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content
