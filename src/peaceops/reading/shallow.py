"""Frames without a model."""
from __future__ import annotations
from peaceops.reading.context import Context
from peaceops.reading.frames import Frame
from peaceops.reading.gazetteer import Mention

def shallow_frames(plain: str, spans: list[tuple[int, int]], mentions: list[Mention], context: Context) -> tuple[list[Frame], list[tuple[int, int]]]:
    return [], list(spans)
