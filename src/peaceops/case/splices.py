"""Where the parts of a case stand in its text, and the lines that a change of one part gives.

A splice gives the lines of the changed text, or ``None`` where these lines cannot be changed alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from peaceops.case.commented import (
    Value,
    editor_at,
    item_lines,
    read_commented,
    scalar_of,
    text_of,
)

Path = tuple[str | int, ...]
Change = Callable[[Any], None]
Splice = Callable[[list[str], yaml.MappingNode], list[str] | None]


def append_to(key: str | int, parts: Sequence[Mapping[str, Value]]) -> Splice:
    """Write parts at the end of a list of the case, which is made where there is none.

    Args:
        key: The list.
        parts: What each holds, by key.
    """

    def splice(lines: list[str], root: yaml.MappingNode) -> list[str] | None:
        entry = _entry(root, key)
        if entry is None:
            end = len("\n".join(lines).rstrip().split("\n"))
            return [*lines[:end], "", f"{key}:", *item_lines(parts, 2), *lines[end:]]
        head, items = entry
        if isinstance(items, yaml.SequenceNode) and items.value:
            if items.flow_style:
                return None
            end = _end(lines, items.value[-1])
            return [*lines[:end], *item_lines(parts, items.start_mark.column), *lines[end:]]
        line, end = head.start_mark.line, head.end_mark.line
        rest, value = lines[line][head.end_mark.column :], items.start_mark
        if value.line not in (line, end) or line != end:
            return None
        # `statements:`, `statements: []` and `statements: null`, with a comment or without.
        comment = rest.find(" #")
        after = f" {rest[comment:]}" if comment >= 0 else ""
        return [*lines[:line], f"{key}:{after}", *item_lines(parts, 2), *lines[line + 1 :]]

    return splice


def rewrite(part: Path, change: Change) -> Splice:
    """Write the lines of one part anew, and the comments among them.

    Args:
        part: The list and the part's number in it.
        change: Changes the part, found at its place in the content of a case.
    """

    def splice(lines: list[str], root: yaml.MappingNode) -> list[str] | None:
        key, place = part
        span = _span(lines, root, part)
        if span is None:
            return None
        start, end, column = span
        editor = editor_at(column)
        content = read_commented(editor, f"{key}:\n" + "\n".join(lines[start:end]) + "\n")
        if content is None:
            return None
        # The part stands alone here: what changes it by its place finds it there.
        change(_Alone(content, key, place))
        return [
            *lines[:start],
            *text_of(editor, content).rstrip("\n").split("\n")[1:],
            *lines[end:],
        ]

    return splice


class _Alone:
    """The content of a case of which one part is at hand."""

    def __init__(self, content: Any, key: str | int, place: str | int) -> None:
        self.content, self.key, self.place = content, key, place

    def __getitem__(self, key: str | int) -> Any:
        return {self.place: self.content[self.key][0]}


def cut(where: Path) -> Splice:
    """Leave the lines of one part out.

    Args:
        where: The list and the part's number in it.
    """

    def splice(lines: list[str], root: yaml.MappingNode) -> list[str] | None:
        span = _span(lines, root, where)
        return None if span is None else [*lines[: span[0]], *lines[span[1] :]]

    return splice


def top_keys(values: Mapping[str, Value | None], order: Sequence[str]) -> Splice:
    """Write the case's own keys anew, or leave them out.

    Args:
        values: What each key is to hold; ``None`` leaves it out.
        order: Keys in the order in which a new one takes its place.
    """

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
                before = _entry(root, before_in(key, keys, order))
                start = end = _end(lines, *before) if before else _end(lines, *root.value[-1])
            written = [] if value is None else _entry_lines(key, value, lines[start:end])
            edits.append((start, end, written))
        for start, end, written in sorted(edits, key=lambda edit: edit[0], reverse=True):
            lines = [*lines[:start], *written, *lines[end:]]
        return lines

    return splice


def before_in(key: str, keys: Sequence[str], order: Sequence[str]) -> str:
    """The key that a new one stands after; ``""`` for the last place.

    Args:
        key: The new key.
        keys: Those that are there.
        order: Keys in the order in which they should stand.

    >>> before_in("question", ["case", "as_of"], ["case", "as_of", "question"])
    'as_of'
    """
    named = order[: order.index(key)] if key in order else ()
    return next((name for name in reversed(named) if name in keys), "")


def _entry_lines(key: str, value: Value, lines: list[str]) -> list[str]:
    editor = editor_at(2)
    content = read_commented(editor, "\n".join(lines) + "\n") if lines else None
    if content is None:
        from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

        content = CommentedMap()
    content[key] = scalar_of(value)
    return text_of(editor, content).rstrip("\n").split("\n")


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
