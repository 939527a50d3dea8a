"""Which countries share a land border: those whose outlines touch, with what a small map misses."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry

# Borders that a map at 1:110m cannot show, because one of the two is too small for it.
_TOO_SMALL = {
    ("AND", "ESP"),
    ("AND", "FRA"),
    ("AUT", "LIE"),
    ("CHE", "LIE"),
    ("EGY", "PSE"),  # Gaza is not drawn
    ("ESP", "MAR"),  # Ceuta and Melilla
    ("FRA", "MCO"),
    ("ITA", "SMR"),
    ("ITA", "VAT"),
    ("NGA", "TCD"),  # they meet in Lake Chad
}
# Outlines that touch at 1:110m only.
_DRAWN_TOUCHING = {("CMR", "NER")}  # Nigeria and Chad lie between them


def neighbours_of(outlines: Mapping[str, BaseGeometry]) -> set[tuple[str, str]]:
    """Pairs of country codes, each in alphabetical order.

    Args:
        outlines: Country code and outline; outlines of neighbours share their border.
    """
    codes = sorted(outlines)
    shapes = [outlines[code] for code in codes]
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    touching = {(codes[a], codes[b]) for a, b in zip(first, second, strict=True) if a < b}
    return (touching | _TOO_SMALL) - _DRAWN_TOUCHING
