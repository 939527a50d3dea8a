"""Answers as JSON that any program reads: days as text, a number that is none as null."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any


def json_text(content: Any, *, indent: int | None = None, only_ascii: bool = False) -> str:
    """Write an answer as JSON.

    Args:
        content: Dictionaries, lists, texts, numbers, days and ``None``.
        indent: Blanks by which each level is set in; all in one line without it.
        only_ascii: Write other letters as escapes.

    >>> json_text({"day": date(2023, 2, 15), "share": float("nan")})
    '{"day": "2023-02-15", "share": null}'
    """
    return json.dumps(
        _finite(content),
        indent=indent,
        ensure_ascii=only_ascii,
        allow_nan=False,
        default=_of_date,
    )


def _of_date(content: object) -> str:
    if isinstance(content, date):
        return content.isoformat()
    raise TypeError(f"{type(content).__name__} cannot be written as JSON")


def _finite(content: Any) -> Any:
    if isinstance(content, float) and not math.isfinite(content):
        return None
    if isinstance(content, dict):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(value) for value in content]
    return content
