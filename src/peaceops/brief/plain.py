"""Answers as JSON: figures by value and key, tables by row, numbers rounded, draws left out.

In ``brief.json`` a figure stands in full once, under ``figures``; wherever else it is used it is
written in short, with the same key, value, unit and interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any

import numpy as np
import polars as pl
from pydantic import BaseModel

from peaceops.brief.page import Text
from peaceops.domain.figures import Figure

SIGNIFICANT = 6
"""Significant digits of a number that is not whole; more would be noise."""


def plain(value: Any) -> Any:  # noqa: PLR0911
    """Turn an answer into what JSON can hold.

    Args:
        value: A pydantic part, a dataclass, a frame, a mapping, a sequence or a plain value.

    Raises:
        TypeError: A value has no form in JSON.

    >>> plain({"share": 0.123456789, "day": date(2023, 6, 16)})
    {'share': 0.123457, 'day': '2023-06-16'}
    """
    match value:
        case Figure():
            return short(value)
        case Text():
            return {"text": value.text, "cites": list(value.cites)}
        case pl.DataFrame():
            return [plain(row) for row in value.iter_rows(named=True)]
        case Mapping():
            return {_key(key): plain(part) for key, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
        case BaseModel():
            return _parts({field: getattr(value, field) for field in type(value).model_fields})
    if is_dataclass(value):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        # An answer's list of all its figures repeats those in its fields.
        if isinstance(parts.get("figures"), tuple):
            del parts["figures"]
        return _parts(parts)
    return _scalar(value)


def in_full(figure: Figure) -> dict[str, Any]:
    """A figure with all that is known of it, as under ``figures`` of the brief."""
    return _parts({field.name: getattr(figure, field.name) for field in fields(figure)})


def _parts(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(part) for name, part in parts.items() if not _is_draws(part)}


def _scalar(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return value.value
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


def _is_draws(value: object) -> bool:
    return isinstance(value, np.ndarray) or (
        isinstance(value, pl.DataFrame) and "draw" in value.columns
    )


def _key(key: object) -> str:
    return ".".join(map(str, key)) if isinstance(key, tuple) else str(key)
