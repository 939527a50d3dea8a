"""Answers as JSON: figures by value and key, tables by row, numbers rounded, draws left out.

In ``brief.json`` a figure stands in full once, under ``figures``; wherever else it is used it is
written in short, with the same key, value, unit and interval.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any

import numpy as np
import polars as pl
from pydantic import BaseModel

from peaceops.brief.page import Text
from peaceops.domain.figures import Figure

SIGNIFICANT = 6
"""Significant digits of a number that is not whole; more would be noise."""
LISTS = ("figures", "gaps")
"""Lists in which an answer repeats what its parts hold; the brief has one of each."""


def plain(value: Any, shown: Collection[str] | None = None) -> Any:  # noqa: PLR0911
    """Turn an answer into what JSON can hold.

    Args:
        value: A dataclass, a pydantic model, a frame, a mapping, a sequence or a plain value.
        shown: Keys of the figures that are written; by default all. Another is ``null`` in a
            field, and left out of a list or mapping.

    Returns:
        Dictionaries, lists, texts, numbers, booleans and ``None``. Arrays, which are draws, and an
        answer's lists of its figures and gaps are left out.

    Raises:
        TypeError: A value has no form in JSON.

    >>> plain({"share": 0.123456789, "day": date(2023, 6, 16)})
    {'share': 0.123457, 'day': '2023-06-16'}
    """
    match value:
        case None | bool() | int() | str() | float() | date():
            return _scalar(value)
        case Figure():
            return short(value) if shown is None or value.key in shown else None
        case Text():
            return {"text": value.text, "cites": list(value.cites)}
        case pl.DataFrame():
            return [plain(row) for row in value.iter_rows(named=True)]
        case Mapping():
            return {
                _key(key): plain(part, shown)
                for key, part in value.items()
                if not _is_left_out(part, shown)
            }
        case list() | tuple():
            return [plain(part, shown) for part in value if not _is_left_out(part, shown)]
        case BaseModel():
            return {name: plain(getattr(value, name), shown) for name in type(value).model_fields}
    if is_dataclass(value):
        return parts_of(value, shown)
    return _scalar(value)


def parts_of(answer: Any, shown: Collection[str] | None = None) -> dict[str, Any]:
    """The fields of an answer, a dataclass, as JSON; see ``plain``."""
    parts = {name: getattr(answer, name) for name in _fields(answer.__class__)}
    return {
        name: plain(part, shown)
        for name, part in parts.items()
        if not (isinstance(part, np.ndarray) or (name in LISTS and isinstance(part, tuple)))
    }


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _is_left_out(part: object, shown: Collection[str] | None) -> bool:
    return isinstance(part, Figure) and shown is not None and part.key not in shown


def in_full(figure: Figure) -> dict[str, Any]:
    """A figure with all that is known of it, as under ``figures`` of the brief."""
    return parts_of(figure)


def _scalar(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case float():
            return float(f"{value:.{SIGNIFICANT}g}") if isfinite(value) else value
        case date():
            return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON: {value!r}")


def short(figure: Figure) -> dict[str, Any]:
    """A figure where it is used: what tells it and what it says."""
    return {
        "key": figure.key,
        "value": plain(figure.value),
        "unit": figure.unit,
        "interval": plain(figure.interval),
        "level": figure.level,
    }


def _key(key: object) -> str:
    return ".".join(map(str, key)) if isinstance(key, tuple) else str(key)
