"""A case as the text of its file."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from peaceops.case.model import Case


def case_yaml(case: Case | Mapping[str, Any], heading: str = "") -> str:
    """Write a case as YAML that reads back as the same case.

    Args:
        case: The case, or what it holds by key.
        heading: Lines of a comment that stands before it.

    >>> from peaceops.case import load_case, parse_case
    >>> case = load_case("minusma-2022-06")
    >>> parse_case(case_yaml(case)) == case
    True
    """
    # Loaded here: a case is read by another library, and written by few commands.
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    if isinstance(case, Case):
        case = case.model_dump(exclude_none=True, exclude_defaults=True)
    content = CommentedMap(_plain(case))
    if heading:
        content.yaml_set_start_comment(heading)
    yaml = YAML()
    yaml.width = 100
    yaml.representer.ignore_aliases = lambda *_: True
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    yaml.dump(content, text)
    return text.getvalue()


_FIRST = ("id", "kind", "date")
"""Keys that a reader looks for first; the others keep their order."""


def _plain(value: Any) -> Any:
    """Groups, lists and whole numbers as a person writes them."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: (*_FIRST, name).index(name))
        return {name: _plain(value[name]) for name in names}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        return str(value)  # a text of ours may remember its template, which no file holds
    return int(value) if isinstance(value, float) and value.is_integer() else value
