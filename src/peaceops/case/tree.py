"""A case's YAML as plain values with their lines; nothing is built that a case does not need.

Only the parser's events are read: no tag is followed, no reference expanded. Values are those of
YAML 1.2: ``NO`` is a text, ``0012`` and ``12:30`` are no numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from peaceops.case.problems import MOST, Problem, shown
from peaceops.case.syntax import syntax_problems

MAX_PARTS = 200_000
MAX_DEPTH = 12
MAX_KEYS = 100
MAX_ITEMS = 10_000
MAX_REFERRED = 200  # characters of a value that other places may refer to
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?(0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"[-+]?(\.\d+|(0|[1-9]\d*)(\.\d*)?)([eE][-+]?\d+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
Path = tuple[str | int, ...]


class Decimal(float):
    """A number that remembers how it was written, as ``13.290``."""

    written: str


@dataclass
class Tree:
    """What a file holds.

    Attributes:
        content: Dictionaries, lists and plain values.
        lines: Line of every key and item, by its path.
        unusable: Paths whose value stands for something that is refused already.
        problems: What is refused.
        whole: Whether the file was read to its end.
    """

    content: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    unusable: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def line(self, path: Path) -> int:
        """Line of a path, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def refuse(self, line: int, what: str, remedy: str) -> None:
        """Add a problem that concerns the form of the file."""
        self.problems.append(Problem(line, "", what, remedy))


def read_tree(text: str) -> Tree:
    """Read the text of a case: one document of keys, lists and plain values.

    Args:
        text: Without characters that YAML forbids.
    """
    tree = Tree()
    builder = _Builder(tree)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event) or len(tree.problems) >= MOST:
                tree.whole = False
                break
    except yaml.YAMLError as error:
        tree.whole = False
        tree.problems.extend(syntax_problems(error, text))
    return tree


def _may_be_referred_to(event: Any) -> bool:
    """Programs that write YAML mark a date that stands twice; long texts and groups can harm."""
    return isinstance(event, yaml.ScalarEvent) and len(event.value) <= MAX_REFERRED


@dataclass
class _Frame:
    container: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    key_line: int = 0
    is_key: bool = False
    parts: int = 0


class _Builder:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.frames: list[_Frame] = []
        self.marked: dict[str, Any] = {}
        self.parts = self.documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; false when the rest of the file is not worth reading."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            return self._document(event, line)
        if isinstance(event, yaml.CollectionEndEvent):
            frame = self.frames.pop()
            if not frame.is_key:
                return True
            self._name_key("", line)
            return True
        if isinstance(event, yaml.NodeEvent):
            return self._few(line) and self._node(event, line)
        return True

    def _few(self, line: int) -> bool:
        """Count one key or value more; no group, list or file may hold too many."""
        self.parts += 1
        what = (
            f"the file has more than {MAX_PARTS:,} keys and values"
            if self.parts > MAX_PARTS
            else ""
        )
        if self.frames:
            frame = self.frames[-1]
            frame.parts += 1
            if isinstance(frame.container, list) and frame.parts > MAX_ITEMS:
                what = f"a list has more than {MAX_ITEMS:,} items"
            elif isinstance(frame.container, dict) and frame.parts > 2 * MAX_KEYS:
                what = f"a group has more than {MAX_KEYS:,} keys"
        if what:
            self.tree.refuse(
                line, what, "split the file, or check its form: a case is about one mission"
            )
        return not what

    def _document(self, event: Any, line: int) -> bool:
        self.documents += 1
        if event.version or event.tags:
            self.tree.refuse(line, "a line begins with %", "leave it out: a case needs none")
        if self.documents > 1:
            self.tree.refuse(
                line, "a second document begins here", "leave out `---`: one case a file"
            )
        return self.documents == 1

    def _node(self, event: Any, line: int) -> bool:
        usable = self._plain_form(event, line)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(self.frames) >= MAX_DEPTH:
                self.tree.refuse(
                    line,
                    f"lists and keys stand more than {MAX_DEPTH} deep",
                    "check the brackets and the indentation, or put the text in quotes",
                )
                return False
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
            return True
        value = self._value_of(event) if usable else None
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self._name_key(event.value if isinstance(event, yaml.ScalarEvent) else "", line)
        else:
            path = self._put(value, line)
            if not usable:
                self.tree.unusable.add(path)
        return True

    def _plain_form(self, event: Any, line: int) -> bool:
        quote = "put the text in quotes if it begins with that sign"
        if isinstance(event, yaml.AliasEvent):
            if event.anchor in self.marked:
                return True
            self.tree.refuse(
                line, f"refers to another place (*{shown(event.anchor)[1:-1]})",
                f"write the value out; {quote}",
            )  # fmt: skip
            return False
        if event.anchor is not None and not _may_be_referred_to(event):
            self.tree.refuse(
                line, f"marks a value to refer to (&{shown(event.anchor)[1:-1]})",
                f"leave the mark out; {quote}",
            )  # fmt: skip
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.tree.refuse(
                line, f"names a type with ! ({shown(tag)[1:-1]})", f"leave it out; {quote}"
            )
        return tag is None

    def _value_of(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self.marked[str(event.anchor)]
        value = _value(event)
        if event.anchor is not None and _may_be_referred_to(event):
            self.marked[event.anchor] = value
        return value

    def _name_key(self, key: str, line: int) -> None:
        """Take a key of the group that is open; the empty one stands for what cannot be a key."""
        frame = self.frames[-1]
        assert isinstance(frame.container, dict)
        if not key.strip():
            self.tree.refuse(
                line, "a list, a group or nothing stands where a key must", "write `key: value`"
            )
            self.tree.unusable.add((*frame.path, key))
        elif key in frame.container:
            first = self.tree.lines[(*frame.path, key)]
            self.tree.refuse(
                line,
                f"the key {shown(key)} stands here a second time (first on line {first})",
                "keep one of the two",
            )
            # What follows goes nowhere, so that the first stays as it is.
            key = ""
            self.tree.unusable.add((*frame.path, key))
        frame.key, frame.key_line = key, line

    def _open(self, container: dict[str, Any] | list[Any], line: int) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self.frames.append(_Frame(container, (*frame.path, ""), is_key=True))
        else:
            self.frames.append(_Frame(container, self._put(container, line)))

    def _put(self, value: Any, line: int) -> Path:
        """Put a value where the file has it, and give its path."""
        if not self.frames:
            self.tree.content = value
            self.tree.lines[()] = line
            return ()
        frame = self.frames[-1]
        if isinstance(frame.container, list):
            path: Path = (*frame.path, len(frame.container))
            frame.container.append(value)
        else:
            path, line = (*frame.path, frame.key or ""), frame.key_line
            if frame.key:
                frame.container[frame.key] = value
            frame.key = None
        self.tree.lines[path] = line
        return path


def _value(event: Any) -> Any:
    text: str = event.value
    return plain_value(text) if event.implicit[0] and not event.style else text


def plain_value(text: str) -> Any:
    """What a word without quotes means.

    >>> plain_value("NO"), plain_value("12"), plain_value("0012"), plain_value("2023-06-16")
    ('NO', 12, '0012', datetime.date(2023, 6, 16))
    """
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return _decimal(text, text)
    if _NOT_FINITE.fullmatch(text):
        return _decimal(text, text.replace(".", ""))
    return day_written(text) or text


def _decimal(written: str, digits: str) -> Decimal:
    number = Decimal(digits)
    number.written = written
    return number


def day_written(text: str) -> date | None:
    """The day that a text of the form 2023-06-16 names, if there is such a day."""
    parts = _DAY.fullmatch(text)
    if parts is None:
        return None
    try:
        return date(*(int(part) for part in parts.groups()))
    except ValueError:
        return None
