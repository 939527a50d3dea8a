"""What a chart tells of the place that a reader points at: values in words, by the place.

A reading is a layer of a chart in Vega-Lite that shows nothing: a strip over each place of an axis,
with what is drawn there. Files and papers, which nobody points at, are drawn without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from peaceops.brief.ink import ink

Spec = dict[str, Any]
READING = "reading"
"""The name of such a layer; in a finished chart a number follows."""
LEAST_STRIP = 5.0
"""Pixels across a strip that a finger or a mouse can find."""


def reading(rows: Sequence[Mapping[str, Any]], at: Spec, lines: Sequence[str], room: float) -> Spec:
    """The layer that tells what stands at each place of one axis.

    Args:
        rows: A row a place: the field of the axis, and the words of each line by its name; a line
            without words is left out where they are shown.
        at: The encoding of that axis alone, ``x`` or ``y``, as the chart has it.
        lines: Names of the lines in their order.
        room: Pixels along the axis.
    """
    strip = max(LEAST_STRIP, room / max(len(rows), 1))
    return _layer(rows, {"type": "rule", "strokeWidth": round(strip, 1)}, at, lines)


def reading_of_bars(
    rows: Sequence[Mapping[str, Any]], x: Spec, lines: Sequence[str], height: float
) -> Spec:
    """The same for an axis of bars: each strip is as wide as the bar.

    Args:
        rows: A row a bar, as for ``reading``.
        x: The encoding of the axis, as the chart has it.
        lines: Names of the lines in their order.
        height: Pixels of the chart.
    """
    at = {"x": x, "y": {"value": 0}, "y2": {"value": height}}
    return _layer(rows, {"type": "bar", "orient": "vertical"}, at, lines)


def _layer(rows: Sequence[Mapping[str, Any]], mark: Spec, at: Spec, lines: Sequence[str]) -> Spec:
    # Names of lines may hold signs that mean something in the name of a field.
    fields = {line: f"line_{place}" for place, line in enumerate(lines)}
    values = [
        {name: value for name, value in row.items() if name not in fields}
        | {field: row.get(line) or "" for line, field in fields.items()}
        for row in rows
    ]
    words = [
        {"field": field, "type": "nominal", "title": line}
        for line, field in fields.items()
        if any(row[field] for row in values)
    ]
    return {
        "name": READING,
        "data": {"values": values},
        "mark": {**mark, "opacity": 0},
        "encoding": {**at, "color": {"value": ink("text")}, "tooltip": words},
    }


def numbered(chart: Spec) -> Spec:
    """The same chart with a number in the name of each reading: no two parts may share a name."""
    places = count()

    def named(part: Any) -> Any:
        if isinstance(part, Mapping):
            named_parts = {name: named(inner) for name, inner in part.items()}
            return named_parts | (
                {"name": f"{READING}_{next(places)}"} if part.get("name") == READING else {}
            )
        return [named(inner) for inner in part] if isinstance(part, list | tuple) else part

    finished: Spec = named(chart)
    return finished


def without_readings(chart: Any) -> Any:
    """The same chart as it is drawn where nobody points at it."""
    if isinstance(chart, Mapping):
        return {name: without_readings(part) for name, part in chart.items()}
    if isinstance(chart, list | tuple):
        return [
            without_readings(part)
            for part in chart
            if not (isinstance(part, Mapping) and part.get("name") == READING)
        ]
    return chart
