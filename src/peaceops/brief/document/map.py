"""What the map of a brief is drawn from."""

from __future__ import annotations

from typing import Literal

from peaceops.brief.document.part import Part


class Outline(Part):
    """An outline to draw: rings of longitude and latitude."""

    country: str
    unit: str
    level: int
    role: Literal["host", "neighbour", "unit"]
    rings: tuple[tuple[tuple[float, float], ...], ...]
