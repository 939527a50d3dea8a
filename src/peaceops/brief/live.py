"""Charts as a browser draws them anew: in the inks of the reader's theme, with their readings."""

from __future__ import annotations

import json
from typing import Any

from peaceops.brief.drawing import Drawing
from peaceops.brief.ink import themed
from peaceops.brief.language import ENGLISH
from peaceops.brief.readings import numbered

FONT = '"Liberation Sans", Arial, Helvetica, sans-serif'
"""The font of drawings on a page, where the first need not be there."""


def live_chart(drawing: Drawing, language: str = ENGLISH) -> dict[str, Any] | None:
    """A chart in Vega-Lite for a page with a script; ``None`` for what is drawn by hand.

    Args:
        drawing: The drawing of the chart.
        language: That of its page.

    Returns:
        ``spec``, the chart; ``formatLocale`` and ``timeFormatLocale``, how numbers and dates of its
        axes are written, where that is not the English way.
    """
    if drawing.spec is None:
        return None
    chart = numbered(drawing.spec)
    config = {**chart.get("config", {}), "font": FONT}
    spec: dict[str, Any] = json.loads(themed(json.dumps({**chart, "config": config})))
    if language == ENGLISH:
        return {"spec": spec}
    import vl_convert

    return {
        "spec": spec,
        "formatLocale": vl_convert.get_format_locale("fr-FR"),
        "timeFormatLocale": vl_convert.get_time_format_locale("fr-FR"),
    }
