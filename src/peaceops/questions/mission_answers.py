"""Answers on missions as plain values: strength and money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from peaceops.mission import Appropriation


def strength_values(
    months: pl.DataFrame, mission: str, as_of: date, edition: str
) -> dict[str, Any]:
    """A mission's uniformed personnel by month, beside the ceiling."""
    return {"mission": mission, "as_of": as_of, "edition": edition, "months": months.to_dicts()}


def money_values(answer: Appropriation) -> dict[str, Any]:
    """What was approved for a mission, until when it is paid, and what it pays for."""
    return {
        "mission": answer.mission,
        "as_of": answer.as_of,
        "period": None if answer.start is None else [answer.start, answer.end],
        "figures": {
            figure.key: {
                "label": figure.label,
                "value": figure.value,
                "unit": figure.unit,
                "method": figure.method,
                "assumption": figure.assumption,
                "evidence": [vars(row) for row in figure.evidence],
            }
            for figure in answer.figures
        },
        "parts": answer.parts.to_dicts(),
        "gaps": [vars(gap) for gap in answer.gaps],
    }
