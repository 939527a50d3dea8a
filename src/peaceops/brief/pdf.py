"""The brief as PDF, set by typst from the same page and drawings; same page, same bytes."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from html import escape
from importlib.resources import files
from typing import Any

from peaceops.brief import page as pages
from peaceops.brief.drawing import Drawing
from peaceops.brief.maps import DISCLAIMER

FONT = "Libertinus Serif"


def to_pdf(page: pages.Page) -> bytes:
    """Set a page as PDF.

    Only the fonts that come with typst are used, and the document bears the as-of date, so that
    the bytes are the same on any machine. Texts reach typst as data and are never read as markup.
    """
    import typst

    template = (files("peaceops.brief") / "templates" / "brief.typ.j2").read_bytes()
    data = {"page": _as_data(page), "disclaimer": DISCLAIMER}
    written: bytes = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.combine(page.date, time(), UTC).timestamp()),
    )
    return written


def _as_data(value: Any) -> Any:
    """Turn a page into plain data: dictionaries with their kind, lists, text and numbers."""
    if isinstance(value, Drawing):
        return {"svg": _svg(value), "width": value.width, "height": value.height}
    if is_dataclass(value):
        block = {"block": type(value).__name__}
        return block | {one.name: _as_data(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_as_data(one) for one in value]
    if isinstance(value, dict):
        return {key: _as_data(one) for key, one in value.items()}
    if hasattr(value, "isoformat"):
        return [value.year, value.month, value.day]
    return value


def _svg(drawing: Drawing) -> str:
    body = re.sub(r"<title>.*?</title>", "", drawing.body, flags=re.DOTALL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width}" '
        f'height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}" '
        f'font-family="{escape(FONT)}">{body}</svg>'
    )
