"""A case's YAML with its comments: read, written, and values written so that they read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

from peaceops.case.tree import plain_value

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Value = str | int | float | bool | date | Sequence[str]
WIDTH = 100


def editor_at(column: int) -> YAML:
    """A reader and writer that keeps comments, order and quotes, with dashes at that column."""
    # Loaded here: a case is read by another library, and changed by few commands.
    from ruamel.yaml import YAML  # noqa: PLC0415

    editor = YAML()
    editor.width = WIDTH
    editor.preserve_quotes = True
    editor.representer.ignore_aliases = lambda *_: True
    editor.indent(mapping=2, sequence=column + 2, offset=column)
    return editor


def read_commented(editor: YAML, text: str) -> Any:
    """What a text holds with its comments; ``None`` where this reader does not take it."""
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        return editor.load(text)
    except (YAMLError, ValueError):
        # Such as a tab after a colon, which only one of the two readers of YAML takes.
        return None


def text_of(editor: YAML, content: Any) -> str:
    """What a reader and writer makes of a content, as the text of a file."""
    out = StringIO()
    editor.dump(content, out)
    return out.getvalue()


def item_lines(parts: Sequence[Mapping[str, Value]], column: int) -> list[str]:
    """Lines of a list's items."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    content = CommentedMap(list=[group_of(part) for part in parts])
    return text_of(editor_at(column), content).rstrip("\n").split("\n")[1:]


def group_of(part: Mapping[str, Value]) -> Any:
    """A group of keys as the writer writes it."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    return CommentedMap((key, scalar_of(value)) for key, value in part.items())


def scalar_of(value: Value) -> Any:
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
        items = CommentedSeq(scalar_of(item) for item in value)
        items.fa.set_flow_style()
        return items
    return value
