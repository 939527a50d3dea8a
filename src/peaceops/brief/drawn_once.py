"""Pictures and pages drawn once and kept on disk: a brief written again shows most of them anew.

vl-convert takes a second to begin and up to a quarter of one for each chart; typst takes two
seconds for the pages of a brief.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from peaceops.brief.plotter import vega_svg
from peaceops.domain.array_cache import MOST_FILES, cached_bytes

PICTURES = "drawings"
"""Where pictures are kept in the user's cache, beside the draws of forecasts."""
VL_CONVERT = "vl-convert-python"


def chart_svg(chart: dict[str, Any], vega_lite: str, locale: str | None) -> str:
    """A chart as SVG, as ``vega_svg`` draws it."""
    order = {"chart": chart, "version": vega_lite, "locale": locale}
    return drawn_once(order, lambda: vega_svg(chart, vega_lite, locale).encode()).decode()


def drawn_once(
    order: dict[str, Any],
    draw: Callable[[], bytes],
    *,
    by: str = VL_CONVERT,
    of: str = PICTURES,
    most: int = MOST_FILES,
) -> bytes:
    """Read what was drawn from the cache, or draw it and keep it.

    Args:
        order: All that it depends on, but for the library that draws it.
        draw: Draws it.
        by: Name of that library, as it is installed.
        of: What it is, the name of a folder of the cache.
        most: Files that the folder keeps.
    """
    words = f"{by} {_version(by)}\n{json.dumps(order)}"
    return cached_bytes(hashlib.sha256(words.encode()).hexdigest(), draw, of=of, most=most)


_version = cache(version)
"""Version of a library, which is looked for in its files."""
