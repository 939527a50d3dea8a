"""Pictures of charts drawn once and kept on disk: a brief written again shows most of them anew.

vl-convert takes a second to begin and up to a quarter of one for each chart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from peaceops.brief.plotter import vega_svg
from peaceops.domain.array_cache import cached_bytes

FOLDER = "drawings"
"""Where pictures are kept in the user's cache, beside the draws of forecasts."""


def chart_svg(chart: dict[str, Any], version: str, locale: str | None) -> str:
    """A chart as SVG, as ``vega_svg`` draws it."""
    order = {"chart": chart, "version": version, "locale": locale}
    return drawn_once(order, lambda: vega_svg(chart, version, locale).encode()).decode()


def drawn_once(order: dict[str, Any], draw: Callable[[], bytes]) -> bytes:
    """Read a picture from the cache, or draw it and keep it.

    Args:
        order: All that the picture depends on.
        draw: Draws it.
    """
    words = f"{_drawer()}\n{json.dumps(order)}"
    return cached_bytes(hashlib.sha256(words.encode()).hexdigest(), draw, of=FOLDER)


@cache
def _drawer() -> str:
    return f"vl-convert {version('vl-convert-python')}"
