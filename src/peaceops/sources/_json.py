"""A publisher's JSON, and GeoJSON of features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from peaceops.characters import printable
from peaceops.sources._content import AGAIN, DamagedFile, content_of


def parsed_json(content: bytes) -> Any:
    """Parse JSON.

    Raises:
        ValueError: It is no JSON, cut short, or nested without end.
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def read_geojson(path: Path) -> dict[str, Any]:
    """Read GeoJSON whose features all have properties.

    Raises:
        DamagedFile: The file is something else, cut short, or cannot be opened.
    """
    try:
        content: dict[str, Any] = parsed_json(content_of(path))
        if not all(isinstance(feature["properties"], dict) for feature in content["features"]):
            raise ValueError("a feature has no properties")
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedFile(
            f"is no GeoJSON of features: {printable(str(error))[:160]}",
            where=printable(path.name),
            cause="the file was cut short, or is something else",
            remedy=AGAIN,
        ) from error
    return content
